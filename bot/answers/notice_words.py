"""The words of a notice at the moment when it is sent; none, where it is no longer true."""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime

from bot.answers import job_alerts
from bot.answers.seats import unagreed, why_no_interview
from bot.answers.turn import Addressee, Turn
from bot.base.clock import local_day
from bot.base.terms import Field
from bot.programme import (
    attachments,
    employers,
    group_messages,
    interests,
    interviews,
    meetings,
    partners,
    preselection,
    profiles,
    requests,
    sign_in,
    transcript,
    trip_changes,
    trip_views,
    waiting_list,
    who_answers,
)
from bot.programme.access import Role
from bot.programme.impressions import Theme
from bot.programme.trip_change_rules import Changed
from bot.programme.trip_views import RegistrationDay
from bot.programme.trips import TAKES_REGISTRATIONS, RegistrationState, TripState
from bot.programme.vacancy_views import VacancyView
from bot.queues import notices
from bot.queues.notices import Notice, NoticeKind
from bot.replies import calendar as calendar_replies
from bot.replies import console as console_replies
from bot.replies import handover as handover_replies
from bot.replies import impressions, officer_answers, staff
from bot.replies import interest as interest_replies
from bot.replies import invitation as invitation_replies
from bot.replies import meetings as meeting_replies
from bot.replies import partners as partner_replies
from bot.replies import profile as profile_replies
from bot.replies import seats as seat_replies
from bot.replies import trip_news as replies
from bot.replies.message import Message

# Several of these are written ahead, and a later one repeats what an earlier one said.
_IN_A_ROW = {NoticeKind.REMINDER, NoticeKind.FOLLOW_UP, NoticeKind.MEETING, NoticeKind.STAFF_MEETING}
_GOES = (RegistrationState.CONFIRMED, RegistrationState.OFFERED, RegistrationState.WAITING)


async def told(turn: Turn, notice: Notice) -> list[Message]:
    """The words of a notice, for its reader."""
    if notice.kind in _IN_A_ROW and await notices.overtaken(turn.session, notice, turn.now):
        return []
    if notice.kind in _OF_REGISTRATIONS:
        return await of_registration(turn.addressee, notice)
    match notice.kind:
        case NoticeKind.JOB_ALERT:
            return await job_alerts.news(turn, notice)
        case NoticeKind.VACANCY_OVER:
            return await vacancy_over(turn.addressee, notice.subject)
        case NoticeKind.FOLLOW_UP:
            subject = f"{notice.subject}.{notice.data['step']}"
            return [impressions.impression_question(turn.t, Theme.JOB, subject)]
        case NoticeKind.TAKEN_OVER:
            held = await who_answers.holder(turn.session, turn.candidate, turn.now)
            if held is None:
                return []
            return [handover_replies.taken_over(turn.t, held.name, held.role, held.until)]
        case NoticeKind.PERSON_WRITES:
            said = await transcript.by_officer(turn.session, notice.subject)
            if said is None:
                return []
            file = await attachments.sent_with(turn.session, said.id)
            return [handover_replies.person_writes(turn.t, said.name, said.role, said.text, file)]
        case NoticeKind.INVITED:
            return await _invited(turn.addressee, notice.subject)
        case NoticeKind.PARTNER_LINKED:
            found = await partners.partner_of(turn.session, turn.candidate)
            return [partner_replies.linked(turn.t, turn.knowledge, found)] if found else []
        case NoticeKind.PARTNER_ENDED:
            return (
                []
                if await partners.partner_of(turn.session, turn.candidate)
                else [partner_replies.ended_by_other(turn.t)]
            )
        case NoticeKind.GROUP_MESSAGE:
            written = await group_messages.said(turn.session, notice.subject)
            return [handover_replies.to_a_group(turn.t, written)] if written else []
        case NoticeKind.HANDED_BACK:
            if await who_answers.is_held(turn.session, turn.candidate, turn.now):
                return []
            return [handover_replies.handed_back(turn.t, waits=notice.data.get("waits", False))]
        case NoticeKind.PROFILE_CORRECTED:
            field = Field(notice.data["field"])
            by = handover_replies.person(turn.t, notice.data["name"], Role(notice.data["role"]))
            profile = await profiles.load(turn.session, turn.candidate)
            return [profile_replies.corrected(turn.t, turn.knowledge, profile, field, by)]
        case NoticeKind.STAFF_REPLY:
            return [handover_replies.somebody_wrote(turn.t)]
        case NoticeKind.STAFF_HANDED:
            return [handover_replies.handed_to_you(turn.t, notice.data["name"])]
        case NoticeKind.STAFF_DANGER:
            return [handover_replies.somebody_in_danger(turn.t)]
        case NoticeKind.STAFF_LOST:
            return [handover_replies.not_reachable(turn.t)]
        case NoticeKind.STAFF_SIGN_IN:
            asked = await sign_in.is_asked(turn.session, notice.subject, turn.now)
            numbers = notice.data["numbers"]
            return [console_replies.which_number(turn.t, notice.subject, numbers)] if asked else []
        case NoticeKind.STAFF_ALARM:
            waiting = len(await requests.waiting(turn.session))
            return [staff.alarm(turn.t, notice.data["about"], waiting, notice.data)]
        case NoticeKind.ANSWER:
            answer = await requests.text_of_note(turn.session, notice.subject)
            return [officer_answers.answer(turn.t, answer)] if answer else []
    return await _about_meeting(turn, notice)


async def _invited(reader: Addressee, preselection_id: str) -> list[Message]:
    """An officer's invitation to a trip or a job; empty: it was taken back, or is over."""
    found = await preselection.invitation(reader.session, preselection_id)
    if found is None:
        return []
    if found.trip_id is not None:
        trip = await trip_views.find(reader.session, found.trip_id)
        ahead = trip.departs_at > reader.now and trip.state in {*TAKES_REGISTRATIONS, TripState.CLOSED}
        return [invitation_replies.to_trip(reader.t, trip)] if ahead else []
    row = await employers.find_vacancy(reader.session, found.vacancy_id or "")
    return [invitation_replies.to_job(reader.t, row)] if row.is_open(local_day(reader.now)) else []


async def vacancy_over(reader: Addressee, vacancy_id: str) -> list[Message]:
    """Says that a vacancy is filled or closed; empty if it is open again."""
    return [interest_replies.vacancy_over(reader.t, row) for row in await _over(reader, [vacancy_id])]


async def _over(reader: Addressee, vacancy_ids: Collection[str]) -> list[VacancyView]:
    """The vacancies among these that are no longer offered."""
    rows = [await employers.find_vacancy(reader.session, each) for each in vacancy_ids]
    return [row for row in rows if not row.is_open(local_day(reader.now))]


async def of_registration(reader: Addressee, notice: Notice) -> list[Message]:
    """The words of a notice about seats or a trip."""
    registration = await trip_views.find_registration(reader.session, notice.subject)
    return await _OF_REGISTRATIONS[notice.kind](reader, notice, registration) if registration else []


async def _about_meeting(turn: Turn, notice: Notice) -> list[Message]:
    """A meeting that is still ahead, told to the candidate or to the officer."""
    if "starts_at" in notice.data:  # the meeting is gone: only the notice knows when it was
        starts = datetime.fromisoformat(notice.data["starts_at"])
        gone = {
            NoticeKind.MEETING_WITHDRAWN: meeting_replies.meeting_withdrawn,
            NoticeKind.STAFF_MEETING_FREED: meeting_replies.staff_meeting_freed,
        }[notice.kind]
        return [gone(turn.t, starts)] if starts > turn.now else []
    row = await meetings.find(turn.session, notice.subject)
    if row is None or row.chat_id is None or row.starts_at <= turn.now:
        return []
    if notice.kind == NoticeKind.MEETING:
        return [meeting_replies.meeting_reminder(turn.t, row)]
    taken = notice.kind == NoticeKind.STAFF_MEETING_TAKEN
    return [meeting_replies.staff_meeting(turn.t, row.starts_at, row.chat_id, taken=taken)]


async def _seat_offered(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    until = registration.offered_until
    if registration.state != RegistrationState.OFFERED or until is None or until <= reader.now:
        return []
    return [seat_replies.offered(reader.t, registration)]


async def _offer_passed(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    trip = registration.trip
    goes_on = trip.state in TAKES_REGISTRATIONS and not waiting_list.too_late_to_offer(trip.departs_at, reader.now)
    return [replies.offer_passed(reader.t, registration, goes_on=goes_on)]


async def _line_closed(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    waits = registration.state == RegistrationState.WAITING and registration.trip.state == TripState.CLOSED
    return [replies.line_closed(reader.t, registration)] if waits else []


async def _line_ended(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    return [replies.line_ended(reader.t, registration)]


async def _trip_changed(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    if registration.state not in _GOES:
        return []
    stood = notice.data["stood"]
    changed = await trip_changes.still_changed(reader.session, registration.trip.id, stood)
    if not changed:
        return []  # changed and changed back before anybody was told
    before = [replies.Line.of(*each) for each in stood.get(Changed.PROGRAMME) or ()]
    message = replies.trip_changed(reader.t, registration, changed, before, stood.get(Changed.EMPLOYERS))
    choice = await _double_booked(reader, registration) if Changed.WHEN in changed else []
    return [message, *await _new_calendar(reader, registration), *choice]


async def _trip_cancelled(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    file = await _new_calendar(reader, registration) if notice.data.get("had_seats") else []
    return [replies.trip_cancelled(reader.t, registration), *file]


async def _interviews(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    if registration.state != RegistrationState.CONFIRMED:
        return []
    before = [(datetime.fromisoformat(hour), employer) for hour, employer in notice.data["before"]]
    own = await trip_views.interviews_of(reader.session, registration)
    stood = [(replies.clock(hour), employer) for hour, employer in before]
    unchanged = stood == [(replies.clock(row.starts_at), row.employer.id) for row in own]
    none = [] if own else await why_no_interview(reader, registration)
    over = await _over(reader, notice.data.get("over", ()))
    if unchanged and (not none or await notices.said(reader.session, notice)):
        # changed and changed back before anybody was told, or moved to another day with the trip
        interesting = {row.id for row in await interests.interests_of(reader.session, reader.candidate)}
        return [interest_replies.vacancy_over(reader.t, row) for row in over if row.id in interesting]
    names = await interviews.employer_names(reader.session, {employer for _, employer in before})
    ended = [interest_replies.is_over(reader.t, row) for row in over]
    message = replies.interviews(
        reader.t, registration, own, before, names, [*ended, *none], await unagreed(reader, own)
    )
    return [message, *await _new_calendar(reader, registration)]


async def _reminder(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    if registration.state != RegistrationState.CONFIRMED or registration.trip.departs_at <= reader.now:
        return []
    return [replies.reminder_before_departure(reader.t, registration, reader.now)]


async def _absent(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    return [replies.absent(reader.t, registration)]


async def _feedback(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    trip = registration.trip
    if registration.state != RegistrationState.ATTENDED or trip.state == TripState.CANCELLED:
        return []
    return [impressions.impression_question(reader.t, Theme.TRIP, registration.id)]


async def _double_booked(reader: Addressee, registration: RegistrationDay) -> list[Message]:
    """Nobody can be on two trips at once, and only the traveller knows which one it is to be."""
    others = await trip_views.clashing_registrations(reader.session, reader.candidate, registration.trip.id)
    return [seat_replies.double_booked(reader.t, [registration, *others])] if others else []


async def _new_calendar(reader: Addressee, registration: RegistrationDay) -> list[Message]:
    """The calendar file as it is now, for seats that are confirmed or cancelled; those who wait never had one."""
    if registration.state not in {RegistrationState.CONFIRMED, RegistrationState.CANCELLED}:
        return []
    own = await trip_views.interviews_of(reader.session, registration)
    return [calendar_replies.update(reader.t, registration, own, reader.now)]


async def _given_back(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    by = handover_replies.person(reader.t, notice.data["name"], Role(notice.data["role"]))
    held = notice.data.get("held", True)  # news from before this was kept is of seats
    news = replies.given_back(reader.t, registration, by, held=held)
    return [news, *(await _new_calendar(reader, registration) if held else [])]


_Teller = Callable[[Addressee, Notice, RegistrationDay], Awaitable[list[Message]]]
_OF_REGISTRATIONS: dict[NoticeKind, _Teller] = {
    NoticeKind.SEAT_OFFERED: _seat_offered,
    NoticeKind.OFFER_PASSED: _offer_passed,
    NoticeKind.LINE_CLOSED: _line_closed,
    NoticeKind.LINE_ENDED: _line_ended,
    NoticeKind.TRIP_CHANGED: _trip_changed,
    NoticeKind.TRIP_CANCELLED: _trip_cancelled,
    NoticeKind.GIVEN_BACK: _given_back,
    NoticeKind.INTERVIEWS: _interviews,
    NoticeKind.REMINDER: _reminder,
    NoticeKind.ABSENT: _absent,
    NoticeKind.FEEDBACK: _feedback,
}
