"""Seats on trips: registering, waiting, offers, cancelling, and the traveller's own day."""

from bot.answers.profile import start_profile
from bot.answers.turn import Turn, parsed
from bot.db.models import RegistrationRow
from bot.programme import interviews, notices, profiles, seats, trips
from bot.programme.candidates import Consent
from bot.programme.trips import NotEnoughSeats, RegistrationState, TripError
from bot.replies import calendar as calendar_replies
from bot.replies import privacy as privacy_replies
from bot.replies import seats as replies
from bot.replies import trips as trip_replies
from bot.replies.message import Message

CHECK_IN = "c_"  # before a code, in the link that an officer scans


async def register(turn: Turn, trip_id: str, number: str | None = None) -> list[Message]:
    """How many seats, then a last look; nothing is taken before a button confirms."""
    if turn.candidate.consent != Consent.GIVEN:
        return [privacy_replies.consent_needed(turn.t), *await start_profile(turn)]
    turn.asked = True
    wanted = parsed(int, number or "1")
    try:
        found = await seats.check(turn.session, turn.candidate, trip_id, wanted, turn.now)
    except NotEnoughSeats as error:
        if number is not None or not error.can_wait:
            return [trip_replies.no_seat(turn.t, error, trip_id, wanted)]
        found = await trips.find(turn.session, trip_id)
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    if number is not None:
        return [trip_replies.recap(turn.t, found, wanted)]
    household = (await profiles.load(turn.session, turn.candidate)).household
    return [trip_replies.how_many(turn.t, found, household.seats if household else None)]


async def register_confirm(turn: Turn, trip_id: str, number: str) -> list[Message]:
    """Take the seats. A second tap finds that they are taken and says so."""
    wanted = parsed(int, number)
    try:
        made = await seats.register(turn.session, turn.candidate, trip_id, wanted, turn.now)
    except NotEnoughSeats as error:
        return [trip_replies.no_seat(turn.t, error, trip_id, wanted)]
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    return [replies.registered(turn.t, made, turn.now)]


async def wait(turn: Turn, trip_id: str, number: str) -> list[Message]:
    """Stand in line; where seats are free for the household by now, they are offered at once."""
    try:
        made = await seats.wait(turn.session, turn.candidate, trip_id, parsed(int, number), turn.now)
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    if made.state == RegistrationState.OFFERED:
        await notices.forget(turn.session, made.id)  # the offer is told here and now
        return [replies.offered(turn.t, made)]
    return [replies.in_line(turn.t, made, await trips.place_in_line(turn.session, made))]


async def offer_accept(turn: Turn, registration_id: str) -> list[Message]:
    """Take the seats that were offered."""
    try:
        accepted = await seats.accept(turn.session, turn.candidate, registration_id, turn.now)
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    return [replies.registered(turn.t, accepted, turn.now)]


async def my_trips(turn: Turn) -> list[Message]:
    """`/mytrips`."""
    rows = await trips.registrations_of(turn.session, turn.candidate, turn.now)
    waiting = [row for row in rows if row.state == RegistrationState.WAITING]
    places = {row.id: await trips.place_in_line(turn.session, row) for row in waiting}
    return [replies.mine(turn.t, rows, places, turn.now)]


async def back_again(turn: Turn) -> list[Message]:
    """Somebody who could not be reached can be: free seats go on, and what went unsaid is said by where seats stand."""
    await seats.offer_again(turn.session, turn.candidate, turn.now)
    registered = await trips.registrations_of(turn.session, turn.candidate, turn.now)
    return await my_trips(turn) if registered else []


async def cancel_trip(turn: Turn, registration_id: str) -> list[Message]:
    """Ask before the seats go."""
    turn.asked = True
    try:
        found = await trips.own_registration(turn.session, turn.candidate, registration_id)
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    return [replies.cancel_question(turn.t, found, late=seats.is_late(found, turn.now))]


async def cancel_trip_confirm(turn: Turn, registration_id: str) -> list[Message]:
    """Give the seats back, decline an offer or leave the line."""
    try:
        before = await trips.own_registration(turn.session, turn.candidate, registration_id)
        had_seats = before.state == RegistrationState.CONFIRMED
        cancelled = await seats.cancel(turn.session, turn.candidate, registration_id, turn.now)
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    file = [calendar_replies.update(turn.t, cancelled, (), turn.now)] if had_seats else []
    return [replies.cancelled(turn.t, cancelled), *file]


async def my_day(turn: Turn, registration_id: str) -> list[Message]:
    """The traveller's own timetable."""
    try:
        own = await _confirmed(turn, registration_id)
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    return [replies.my_day(turn.t, own, await interviews.of(turn.session, own))]


async def calendar(turn: Turn, registration_id: str) -> list[Message]:
    """The trip as a file for a calendar."""
    try:
        own = await _confirmed(turn, registration_id)
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    return [calendar_replies.message(turn.t, own, await interviews.of(turn.session, own), turn.now)]


async def ticket(turn: Turn, registration_id: str) -> list[Message]:
    """The code that is shown at the departure."""
    try:
        own = await _confirmed(turn, registration_id)
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]
    return [replies.ticket(turn.t, own, f"https://t.me/{turn.bot_name}?start={CHECK_IN}{own.code}")]


async def meeting_place(turn: Turn, trip_id: str) -> list[Message]:
    """Where the day begins, on the map."""
    try:
        return [replies.meeting_place(turn.t, await trips.find(turn.session, trip_id))]
    except TripError as error:
        return [trip_replies.refused(turn.t, error)]


async def _confirmed(turn: Turn, registration_id: str) -> RegistrationRow:
    own = await trips.own_registration(turn.session, turn.candidate, registration_id)
    if own.state != RegistrationState.CONFIRMED:
        raise trips.TripUnknown
    await trips.find(turn.session, own.trip_id)  # with its programme
    return own
