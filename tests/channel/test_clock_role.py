"""What time brings, through a real python-telegram-bot into the sandbox."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import CandidateRow, NoticeRow, RegistrationRow, TripRow
from bot.programme import candidates, seats, trips
from bot.programme.candidates import Consent
from bot.programme.trips import RegistrationState
from bot.queues import notices
from sandbox.client import Candidate
from sandbox.replies import Reply
from tests.channel.conftest import World
from tests.conftest import NOW
from tests.databases import KINDS
from tests.rows import row_of

pytestmark = pytest.mark.parametrize("database_kind", KINDS)


async def agreed(session: AsyncSession, person: Candidate) -> CandidateRow:
    row = await candidates.of_chat(session, person.id)
    assert row is not None
    candidates.decide_consent(session, row, Consent.GIVEN, NOW)
    return candidates.row_of(row)


def said(words: str) -> Callable[[list[Reply]], bool]:
    """Whether the newest bubble says this."""
    return lambda replies: bool(replies) and words in replies[-1].text


async def test_an_offer_reaches_the_next_in_line_and_nobody_else(world: World) -> None:
    first, second = await world.candidate(), await world.candidate("en")
    async with world.channel():
        for person in (first, second):
            await person.say("/start")
        async with world.database.transaction() as session:
            trip = (await trips.coming(session, NOW))[0]
            await session.execute(update(TripRow).where(TripRow.id == trip.id).values(seats=1))
            held = await row_of(session, await seats.register(session, await agreed(session, first), trip.id, 1, NOW))
            await seats.wait(session, await agreed(session, second), trip.id, 1, NOW)
            await seats.cancel(session, await agreed(session, first), held.id, NOW)
        offer = (await second.replies(until=said("1 seat is free for you")))[-1]
        assert "✅ I take them" in offer.labels
        assert not said("1 seat")(await first.replies())
    async with world.database.reading() as session:
        query = select(NoticeRow).where(NoticeRow.kind == notices.NoticeKind.SEAT_OFFERED, NoticeRow.done_at.is_(None))
        assert (await session.scalars(query)).all() == []


async def test_an_offer_that_nobody_answers_is_passed_on_at_the_next_start(world: World) -> None:
    person = await world.candidate("en")
    async with world.channel():
        await person.say("/start")
    async with world.database.transaction() as session:
        trip = (await trips.coming(session, NOW))[0]
        made = await row_of(session, await seats.wait(session, await agreed(session, person), trip.id, 1, NOW))
        await notices.drop_unsent(session, made.id)
        made.offered_until = NOW - timedelta(minutes=1)
    async with world.channel():
        await person.replies(until=said("the time to answer is over. You can register or wait again."))
    async with world.database.reading() as session:
        found = await session.get(RegistrationRow, made.id)
        assert found is not None
        assert found.state == RegistrationState.PASSED
        assert (await trips.find(session, trip.id)).taken == 0


async def test_whoever_wrote_in_the_last_quarter_of_an_hour_is_awake(world: World) -> None:
    moment = NOW
    person = await world.candidate()
    async with world.channel(now=lambda: moment) as channel:
        assert channel.turns.conversation.awake() == []
        await person.say("/start")
        moment = NOW + timedelta(minutes=14, seconds=59)
        assert channel.turns.conversation.awake() == [person.id]
        moment = NOW + timedelta(minutes=15)
        assert channel.turns.conversation.awake() == []
