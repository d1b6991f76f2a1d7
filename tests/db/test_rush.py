"""Two hundred people for twenty seats, on both databases: from one process, from two, and with the guard off."""

import asyncio
import sys
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Database
from bot.db.models import TripRow
from bot.programme import candidates, seats, trips
from bot.programme.candidates import Consent
from bot.programme.trips import NotEnoughSeats, RegistrationState, TripState
from bot.terms import Language
from tests.conftest import NOW
from tests.db.conftest import TRIP

PEOPLE, SEATS, AT_ONCE = 200, 20, 40


async def arrives(database: Database, chat_id: int) -> None:
    """Take a seat, or else stand in line, as a candidate does; a transaction that lost a race is tried again."""
    for _ in range(20):
        try:
            async with database.transaction() as session:
                someone = await candidates.meet(session, chat_id, Language.FRENCH, NOW)
                candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
                try:
                    await seats.register(session, someone, TRIP, 1, NOW)
                except NotEnoughSeats:
                    await seats.wait(session, someone, TRIP, 1, NOW)
            return
        except DBAPIError:
            await asyncio.sleep(0.01 * (chat_id % 7))
    raise AssertionError("never got through")


async def rush(database: Database, first: int, last: int) -> None:
    """Many at once, as many as a server would let in."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(chat_id: int) -> None:
        async with gate:
            await arrives(database, chat_id)

    await asyncio.gather(*(one(chat_id) for chat_id in range(first, last)))


async def check(database: Database) -> None:
    """Exactly the seats that there are, the rest in order of arrival, and none unsold."""
    async with database.reading() as session:
        trip = await trips.find(session, TRIP)
        rows = await trips.registrations(session, TRIP, list(RegistrationState))
    confirmed = [row.number for row in rows if row.state == RegistrationState.CONFIRMED]
    waiting = [row.number for row in rows if row.state == RegistrationState.WAITING]
    assert (trip.taken, trip.seats, trip.state) == (SEATS, SEATS, TripState.FULL)
    assert confirmed == list(range(1, SEATS + 1)), "first come, first served"
    assert waiting == list(range(SEATS + 1, PEOPLE + 1))
    assert len({row.candidate_id for row in rows}) == PEOPLE


async def set_seats(database: Database) -> None:
    async with database.transaction() as session:
        await session.execute(update(TripRow).values(seats=SEATS))


async def test_from_many_tasks(shared: Database) -> None:
    await set_seats(shared)
    await rush(shared, 1, PEOPLE + 1)
    await check(shared)


async def test_from_two_processes(shared: Database, key: str) -> None:
    await set_seats(shared)
    url = shared.engine.url.render_as_string(hide_password=False)
    half = PEOPLE // 2
    running = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.db.test_rush", url, key, str(first), str(last),
            cwd=Path(__file__).parents[2],
        )
        for first, last in ((1, half + 1), (half + 1, PEOPLE + 1))
    ]  # fmt: skip
    assert [await each.wait() for each in running] == [0, 0]
    await check(shared)


async def test_without_the_guard_the_same_rush_oversells(
    shared: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Count, then write: what the lock and the conditional update are for. Else the tests above prove nothing."""
    await set_seats(shared)
    real = trips.find

    async def unlocked(session: AsyncSession, trip_id: str, *, drafts: bool = False, lock: bool = False) -> TripRow:
        return await real(session, trip_id, drafts=drafts)

    async def counted(session: AsyncSession, trip: TripRow, number: int) -> bool:
        """Looks first and believes what it saw, in a transaction that lets others write in between."""
        if trip.taken + number > trip.seats:
            return False
        await asyncio.sleep(0.005)
        return True

    monkeypatch.setattr(seats, "find", unlocked)
    monkeypatch.setattr(seats, "_change_taken", counted)

    async def one(chat_id: int) -> bool:
        async with shared.reading() as session:  # no write lock from the start, as a plain session has none
            someone = await candidates.of_chat(session, chat_id)
            assert someone is not None
            trip = await seats.check(session, someone, TRIP, 1, NOW)
            return await counted(session, trip, 1)

    async with shared.transaction() as session:
        for chat_id in range(1, PEOPLE + 1):
            someone = await candidates.meet(session, chat_id, Language.FRENCH, NOW)
            candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
    promised = await asyncio.gather(*(one(chat_id) for chat_id in range(1, AT_ONCE + 1)))
    assert sum(promised) > SEATS


if __name__ == "__main__":

    async def main(url: str, secret: str, first: str, last: str) -> None:
        database = Database.open(url, secret)
        await rush(database, int(first), int(last))
        await database.close()

    asyncio.run(main(*sys.argv[1:]))
