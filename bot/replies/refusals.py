"""Errors of use cases in words for officers, each defined once."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.base.clock import Change, ClocksChange
from bot.base.errors import BotError
from bot.base.i18n import Texts
from bot.programme.access import NotAllowed
from bot.programme.attendance import NotTheDay
from bot.programme.employer_records import MeetsBoth, ReferenceUnknown
from bot.programme.interviews import NoInterviewThen, NoSeat, NothingInstead, NothingToPlan, NothingToTalkAbout
from bot.programme.meetings import MeetingGone, MeetingPast, MeetingsLeft, MeetingTwice
from bot.programme.officer_answers import NothingSaid
from bot.programme.requests import RequestClosed
from bot.programme.staff import LastAdministrator, NotInvited, OfficerUnknown
from bot.programme.trip_change_rules import (
    DeadlinePast,
    DeadlineTooLate,
    InterviewsStand,
    OutsideTheDay,
    Past,
    ReasonTooLong,
    ReturnsTooSoon,
    SeatsTaken,
    TooLong,
)
from bot.programme.trips import MoveRefused, TripNotOpen, TripUnknown
from bot.programme.typed_names import HourUnknown, NameUnknown, NothingNoted
from bot.programme.vacancies import EndIsOver, EndsBeforeItBegins, InterestUnknown, OverAlready, VacancyUnknown
from bot.replies.states import state_name

InWords = Callable[[Texts, Any], str]

_CLOCKS: Mapping[Change, Callable[[Texts], str]] = {
    Change.SKIPPED: lambda t: t.gettext(
        "This hour does not exist: in that night the clocks go forward from 2 to 3 o’clock."
    ),
    Change.TWICE: lambda t: t.gettext("This hour comes twice: in that night the clocks go back from 2 to 1 o’clock."),
}
_TOLD: Mapping[type[BotError], InWords] = {
    NotAllowed: lambda t, error: t.gettext("Your role does not include this."),
    TripUnknown: lambda t, error: t.gettext("There is no such trip or registration."),
    TripNotOpen: lambda t, error: t.gettext("The trip has left, is closed or is cancelled."),
    MoveRefused: lambda t, error: t.gettext(
        "This is not possible from the state it is in: {state}.", state=state_name(t, error.before)
    ),
    NotTheDay: lambda t, error: t.gettext(
        "Travellers are checked in from three hours before departure until the return."
    ),
    SeatsTaken: lambda t, error: t.ngettext("{n} seat is taken already.", "{n} seats are taken already.", error.taken),
    NoSeat: lambda t, error: t.ngettext(
        "{n} traveller of the timetable has no confirmed seat any more. Solve it again.",
        "{n} travellers of the timetable have no confirmed seat any more. Solve it again.",
        error.number,
    ),
    Past: lambda t, error: t.gettext("A trip cannot leave at a moment that is over."),
    InterviewsStand: lambda t, error: t.ngettext(
        "{n} interview stands on this day. Say whether the program and the interviews move along with the hours, or "
        "stay: --interviews move, or --interviews stay.",
        "{n} interviews stand on this day. Say whether the program and the interviews move along with the hours, or "
        "stay: --interviews move, or --interviews stay.",
        error.number,
    ),
    NameUnknown: lambda t, error: (
        t.gettext(
            "Nobody of this day is meant by {text}; did you mean {near}?",
            text=error.text,
            near=t.listing(error.near, "or"),
        )
        if error.near
        else t.gettext("Nobody of this day is meant by {text}.", text=error.text)
    ),
    ClocksChange: lambda t, error: _CLOCKS[error.code](t),
    HourUnknown: lambda t, error: t.gettext("{text} is no hour; write it like 10:30", text=error.text),
    NoInterviewThen: lambda t, error: t.gettext("No interview starts at {hour}.", hour=error.hour),
    NothingNoted: lambda t, error: t.gettext("Nothing was noted of {text}.", text=error.text),
    NothingToPlan: lambda t, error: t.gettext(
        "A timetable needs travellers, employers with vacancies, and hours for interviews."
    ),
    NothingToTalkAbout: lambda t, error: t.gettext(
        "The employer {employer} has no vacancy, so that there is nothing to talk about.", employer=error.employer_id
    ),
    NothingInstead: lambda t, error: t.ngettext(
        "{n} traveller has no interview, and is told why. Say what they do meanwhile, in both languages: "
        "--instead FRENCH ENGLISH",
        "{n} travellers have no interview, and are told why. Say what they do meanwhile, in both languages: "
        "--instead FRENCH ENGLISH",
        error.number,
    ),
    ReturnsTooSoon: lambda t, error: t.gettext("The return must come after the departure."),
    TooLong: lambda t, error: t.ngettext(
        "A trip lasts {n} day at most.", "A trip lasts {n} days at most.", error.most.days
    ),
    DeadlinePast: lambda t, error: t.gettext("Registrations cannot close at a moment that is over."),
    ReasonTooLong: lambda t, error: t.gettext("The reason has {most} characters at most.", most=error.most),
    DeadlineTooLate: lambda t, error: t.gettext("Registrations close before the trip leaves."),
    OutsideTheDay: lambda t, error: t.gettext(
        "Some of the program does not lie between departure and return: {moments}.",
        moments=t.listing([t.dated(each) for each in error.moments]),
    ),
    MeetingGone: lambda t, error: t.gettext("No meeting ahead is called {meeting}.", meeting=error.meeting_id),
    MeetingTwice: lambda t, error: t.gettext("This time is offered already, or meets another one that is."),
    MeetingPast: lambda t, error: t.gettext("This time is over."),
    NothingSaid: lambda t, error: t.gettext("An answer needs words. The request stays open."),
    MeetingsLeft: lambda t, error: t.gettext(
        "Candidates took meetings with this officer. Name another officer who holds them."
    ),
    RequestClosed: lambda t, error: t.gettext("No open request is called {request}.", request=error.request_id),
    OfficerUnknown: lambda t, error: t.gettext("No officer is known as {who}.", who=error.who),
    EndsBeforeItBegins: lambda t, error: t.gettext(
        "The last day, {last}, is before the first, {first}.", last=error.last, first=error.first
    ),
    EndIsOver: lambda t, error: t.gettext(
        "The last day, {last}, is over: give a new one, or close the vacancy.", last=error.last
    ),
    OverAlready: lambda t, error: t.gettext("The last day, {last}, is over already.", last=error.last),
    VacancyUnknown: lambda t, error: t.gettext(
        "No vacancy has the reference {vacancy}. See: bot vacancy list", vacancy=error.vacancy_id
    ),
    ReferenceUnknown: lambda t, error: t.gettext(
        "No other employer has the reference {employer}. See: bot employers", employer=error.employer_id
    ),
    MeetsBoth: lambda t, error: t.ngettext(
        "{n} traveller has an interview with both on one day. Solve that day again first.",
        "{n} travellers have an interview with both on one day. Solve that day again first.",
        error.number,
    ),
    InterestUnknown: lambda t, error: t.gettext(
        "No interest that stands has the number {number}. See: bot interests", number=error.number
    ),
    LastAdministrator: lambda t, error: t.gettext(
        "Nobody would be left who can change roles: {email} stays an administrator.", email=error.email
    ),
    NotInvited: lambda t, error: t.gettext("No invitation of {email} is open.", email=error.email),
}


def told(t: Texts, error: BotError) -> str:
    """An error in a sentence. Errors that are not from use cases are for operators, and have English messages."""
    known = next((_TOLD[kind] for kind in type(error).__mro__ if kind in _TOLD), None)
    return known(t, error) if known else str(error)
