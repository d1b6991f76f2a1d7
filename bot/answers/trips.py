"""Trips: the list, one of them, its day."""

from bot.answers.turn import Turn, parsed
from bot.programme import trips
from bot.programme.trips import TripError
from bot.replies import trips as replies
from bot.replies.message import Message


async def trip_list(turn: Turn, number: str = "0", region: str | None = None) -> list[Message]:
    """`/trips`: the coming trips, of one region if asked."""
    coming = await trips.coming(turn.session, turn.now, region)
    page = max(min(parsed(int, number), (len(coming) - 1) // replies.PAGE), 0)
    waited_for = await trips.waited_for(turn.session, coming)
    return [replies.trip_list(turn.t, turn.knowledge, coming, page, region, waited_for)]


async def trip(turn: Turn, trip_id: str) -> list[Message]:
    """One trip."""
    try:
        found = await trips.find(turn.session, trip_id)
    except TripError as error:
        return [replies.refused(turn.t, error)]
    registration = await trips.registration_for(turn.session, turn.candidate, trip_id)
    waited_for = bool(await trips.waited_for(turn.session, [found]))
    return [replies.details(turn.t, turn.knowledge, found, registration, waited_for=waited_for)]


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
