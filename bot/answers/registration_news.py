"""What people are told of their seats, their trip and its interviews; nothing where it is no longer true.

Officers look at it before they make a change (`notice_preview`), at the command line too: so nothing is imported here
that the words of other notices need.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime

from bot.answers.addressee import Addressee
from bot.base.clock import local_day
from bot.programme import employers, interests, interviews, trip_changes, trip_views, waiting_list
from bot.programme.access import Role
from bot.programme.impressions import Theme
from bot.programme.trip_change_rules import Changed
from bot.programme.trip_views import InterviewView, RegistrationDay, RegistrationView
from bot.programme.trips import TAKES_REGISTRATIONS, RegistrationState, TripState
from bot.programme.vacancy_views import VacancyView
from bot.queues import notices
from bot.queues.notices import Notice, NoticeKind
from bot.replies import impressions
from bot.replies import interest as interest_replies
from bot.replies import interviews as interview_replies
from bot.replies import seats as seat_replies
from bot.replies import trip_news as replies
from bot.replies.message import Message

_GOES = (RegistrationState.CONFIRMED, RegistrationState.OFFERED, RegistrationState.WAITING)


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
    return await OF_REGISTRATIONS[notice.kind](reader, notice, registration) if registration else []


async def unagreed(reader: Addressee, appointments: Sequence[InterviewView]) -> list[InterviewView]:
    """Interviews with employers that may not see this person's profile yet."""
    agreed = {employer for _, employer in await interests.agreed(reader.session, [reader.candidate.id])}
    return [row for row in appointments if row.employer.id not in agreed]


async def why_no_interview(reader: Addressee, registration: RegistrationView) -> list[str]:
    """For a traveller without interviews, once those of the trip are in force: why, and what is done instead."""
    if not await interviews.stands(reader.session, registration.trip.id):
        return []
    trip = await trip_views.find(reader.session, registration.trip.id)
    meets = [each.id for each in trip.employers]
    from bot.programme.why_no_interview import why  # it weighs vacancies, which a preview seldom needs

    reasons = await why(reader.session, reader.candidate, meets, reader.rules(), reader.now)
    return interview_replies.without(reader.t, trip, reasons)


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
    message = replies.trip_changed(
        reader.t, registration, changed, before, stood.get(Changed.EMPLOYERS), stood.get(Changed.WHEN) or ()
    )
    choice = await _double_booked(reader, registration) if Changed.WHEN in changed else []
    return [message, *await _new_calendar(reader, registration), *choice]


async def _trip_cancelled(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    file = await _new_calendar(reader, registration) if notice.data.get("had_seats") else []
    return [replies.trip_cancelled(reader.t, registration, notice.data.get("reason", "")), *file]


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
    from bot.replies import calendar as calendar_replies

    own = await trip_views.interviews_of(reader.session, registration)
    return [calendar_replies.update(reader.t, registration, own, reader.now)]


async def _given_back(reader: Addressee, notice: Notice, registration: RegistrationDay) -> list[Message]:
    from bot.replies import handover as handover_replies

    by = handover_replies.person(reader.t, notice.data["name"], Role(notice.data["role"]))
    held = notice.data.get("held", True)  # news from before this was kept is of seats
    news = replies.given_back(reader.t, registration, by, held=held)
    return [news, *(await _new_calendar(reader, registration) if held else [])]


_Teller = Callable[[Addressee, Notice, RegistrationDay], Awaitable[list[Message]]]
OF_REGISTRATIONS: dict[NoticeKind, _Teller] = {
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
