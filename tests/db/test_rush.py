"""Two hundred people for twenty seats, on both databases: from one process, from two, and with the guard off."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from bot.base.terms import Language
from bot.db import Database
from bot.db.models import TripRow
from bot.programme import candidates, seats, trips
from bot.programme.candidates import Consent
from bot.programme.trips import NotEnoughSeats, RegistrationState, TripState
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


async def rush(
    database: Database, first: int, last: int, act: Callable[[Database, int], Awaitable[None]] = arrives
) -> None:
    """Many at once, as many as a server would let in."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(chat_id: int) -> None:
        async with gate:
            await act(database, chat_id)

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


async def look_first(database: Database, seen: ContextVar[int]) -> None:
    """The worst rush there can be: each of a wave has seen what is taken before any of it takes a seat."""
    everybody_looked = asyncio.Barrier(AT_ONCE)

    async def looks_and_takes(database: Database, chat_id: int) -> None:
        async with database.reading() as session:
            seen.set((await trips.find(session, TRIP)).taken)
        await everybody_looked.wait()
        await arrives(database, chat_id)

    await rush(database, 1, PEOPLE + 1, looks_and_takes)


async def test_what_was_seen_before_is_not_believed(shared: Database) -> None:
    await set_seats(shared)
    await look_first(shared, ContextVar("seen"))
    await check(shared)


async def test_without_the_guard_the_same_rush_oversells(shared: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Count, then write: what the lock and the conditional update are for. Else the tests above prove nothing."""
    await set_seats(shared)
    seen: ContextVar[int] = ContextVar("seen")
    real = trips.find

    async def as_seen(session: AsyncSession, trip_id: str, *, drafts: bool = False, lock: bool = False) -> TripRow:
        """Without the lock, and with the seats that were taken when this person looked."""
        trip = await real(session, trip_id, drafts=drafts)
        set_committed_value(trip, "taken", seen.get())
        return trip

    async def believed(session: AsyncSession, trip: TripRow, number: int) -> bool:
        """Writes what was seen and its own seats, whatever others took meanwhile."""
        await session.execute(update(TripRow).where(TripRow.id == trip.id).values(taken=seen.get() + number))
        await session.refresh(trip, ["registered"])  # else the order of arrival, which is unique, stops most rivals
        return True

    monkeypatch.setattr(seats, "find", as_seen)
    monkeypatch.setattr(seats, "change_taken", believed)
    await look_first(shared, seen)
    async with shared.reading() as session:
        rows = await trips.registrations(session, TRIP, [RegistrationState.CONFIRMED])
    assert sum(row.seats for row in rows) > SEATS


if __name__ == "__main__":

    async def main(url: str, secret: str, first: str, last: str) -> None:
        database = Database.open(url, secret)
        await rush(database, int(first), int(last))
        await database.close()

    asyncio.run(main(*sys.argv[1:]))
