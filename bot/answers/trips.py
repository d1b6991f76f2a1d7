"""Trips: the list, the day, the seats."""

from bot.answers.profile import start_profile
from bot.answers.turn import Turn, parsed
from bot.programme import profiles, trips
from bot.programme.candidates import Consent
from bot.programme.trips import TripError
from bot.replies import privacy as privacy_replies
from bot.replies import trips as replies
from bot.replies.message import Message


async def trip_list(turn: Turn, number: str = "0", region: str | None = None) -> list[Message]:
    """`/trips`: the coming trips, of one region if asked."""
    coming = await trips.coming(turn.session, turn.now, region)
    page = max(min(parsed(int, number), (len(coming) - 1) // replies.PAGE), 0)
    return [replies.trip_list(turn.t, turn.knowledge, coming, page, region)]


async def trip(turn: Turn, trip_id: str) -> list[Message]:
    """One trip."""
    try:
        found = await trips.find(turn.session, trip_id)
    except TripError as error:
        return [replies.refused(turn.t, error)]
    registration = await trips.registration_for(turn.session, turn.candidate, trip_id)
    return [replies.details(turn.t, turn.knowledge, found, registration)]


async def trip_program(turn: Turn, trip_id: str) -> list[Message]:
    """The programme of the day."""
    try:
        return [replies.programme(turn.t, await trips.find(turn.session, trip_id))]
    except TripError as error:
        return [replies.refused(turn.t, error)]


async def which_trip(turn: Turn, answer: str, *trip_ids: str) -> list[Message]:
    """Several trips fit what was said: choose, then go on with what was asked."""
    found = [await trips.find(turn.session, trip_id) for trip_id in trip_ids]
    return [replies.which_trip(turn.t, found, answer)]


async def register(turn: Turn, trip_id: str, seats: str | None = None) -> list[Message]:
    """How many seats, then a last look; nothing is taken before a button confirms."""
    if turn.candidate.consent != Consent.GIVEN:
        return [privacy_replies.consent_needed(turn.t), *await start_profile(turn)]
    turn.asked = True
    try:
        found = await trips.check(turn.session, turn.candidate, trip_id, parsed(int, seats or "1"), turn.now)
    except TripError as error:
        return [replies.refused(turn.t, error)]
    if seats is not None:
        return [replies.recap(turn.t, found, parsed(int, seats))]
    household = (await profiles.load(turn.session, turn.candidate)).household
    return [replies.how_many(turn.t, found, household.seats if household else None)]


async def register_confirm(turn: Turn, trip_id: str, seats: str) -> list[Message]:
    """Take the seats. A second tap finds that they are taken and says so."""
    try:
        made = await trips.register(turn.session, turn.candidate, trip_id, parsed(int, seats), turn.now)
    except TripError as error:
        return [replies.refused(turn.t, error)]
    return [replies.registered(turn.t, made.trip, made.seats)]


async def my_trips(turn: Turn) -> list[Message]:
    """`/mytrips`."""
    return [replies.mine(turn.t, await trips.registrations_of(turn.session, turn.candidate, turn.now))]


async def cancel_trip(turn: Turn, registration_id: str) -> list[Message]:
    """Ask before the seats go."""
    turn.asked = True
    try:
        return [
            replies.cancel_question(turn.t, await trips.own_registration(turn.session, turn.candidate, registration_id))
        ]
    except TripError as error:
        return [replies.refused(turn.t, error)]


async def cancel_trip_confirm(turn: Turn, registration_id: str) -> list[Message]:
    """Give the seats back."""
    try:
        cancelled = await trips.cancel(turn.session, turn.candidate, registration_id, turn.now)
    except TripError as error:
        return [replies.refused(turn.t, error)]
    return [replies.cancelled(turn.t, cancelled)]
