"""Rivals in separate transactions, on both databases: the seats always add up."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager

from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import Language
from bot.db import Database
from bot.db.models import AuditRow, CandidateRow, RegistrationRow
from bot.programme import candidates, privacy, privacy_desk, seats, trips
from bot.programme.access import Officer, Role
from bot.programme.access_reasons import ReadReason, give_reason
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.programme.trips import AlreadyRegistered, NotEnoughSeats, RegistrationState, TripUnknown
from tests.conftest import NOW
from tests.db.conftest import TRIP

SEATS = 7


@asynccontextmanager
async def somebody(database: Database, chat_id: int) -> AsyncIterator[tuple[AsyncSession, CandidateRow]]:
    """A transaction of one candidate, who has agreed."""
    async with database.transaction() as session:
        candidate = await candidates.meet(session, chat_id, Language.FRENCH, NOW)
        candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
        yield session, candidates.row_of(candidate)


async def registers(database: Database, chat_id: int, party: int) -> int:
    """How many seats this candidate got."""
    async with somebody(database, chat_id) as (session, candidate):
        try:
            return (await seats.register(session, candidate, TRIP, party, NOW)).seats
        except NotEnoughSeats:
            return 0


async def cancels(database: Database, chat_id: int) -> bool:
    """Give back what this candidate holds, as a button tapped twice does; tell whether it was given back."""
    async with database.transaction() as session:
        candidate = await candidates.of_chat(session, chat_id)
        assert candidate is not None
        held = await session.scalar(select(RegistrationRow.id).where(RegistrationRow.candidate_id == candidate.id))
        assert held is not None
        try:
            await seats.cancel(session, candidate, held, NOW)
        except TripUnknown:
            return False
        return True


async def standing(database: Database) -> tuple[int, int]:
    """Seats taken as the trip has it, and as the confirmed registrations have it."""
    async with database.reading() as session:
        confirmed = select(func.coalesce(func.sum(RegistrationRow.seats), 0)).where(
            RegistrationRow.state == RegistrationState.CONFIRMED
        )
        return (await trips.find(session, TRIP)).taken, (await session.scalars(confirmed)).one()


async def together(acts: Iterable[Awaitable[object]]) -> list[object]:
    """All at once, and what each one gave or raised."""
    return await asyncio.gather(*acts, return_exceptions=True)


async def test_registrations_never_oversell(shared: Database) -> None:
    won = await asyncio.gather(*(registers(shared, number, 1 + number % 3) for number in range(1, 25)))
    assert sum(won) == SEATS
    assert await standing(shared) == (SEATS, SEATS)


async def test_the_last_seats_go_to_one_household_alone(shared: Database) -> None:
    won = await asyncio.gather(*(registers(shared, number, 4) for number in range(1, 9)))
    assert sorted(won) == [0] * 7 + [4]
    assert await standing(shared) == (4, 4)


async def test_one_person_at_two_phones_has_seats_once(shared: Database) -> None:
    async with somebody(shared, 1):
        pass
    results = await together(registers(shared, 1, 2) for _ in range(6))
    assert results.count(2) == 1
    # PostgreSQL lets rivals look before either has written; its unique index has the last word then
    assert all(isinstance(each, AlreadyRegistered | IntegrityError) for each in results if each != 2), results
    assert await standing(shared) == (2, 2)


async def test_seats_that_are_given_back_twice_are_free_once(shared: Database) -> None:
    assert [await registers(shared, number, 3) for number in (1, 2)] == [3, 3]
    results = await together(cancels(shared, 1) for _ in range(6))
    assert sorted(results, key=bool) == [False] * 5 + [True]
    assert await standing(shared) == (3, 3)
    async with shared.reading() as session:
        moves = await session.scalars(select(AuditRow.changes).where(AuditRow.action == Action.MOVE_REGISTRATION))
        assert list(moves).count({"state": ["confirmed", "cancelled"]}) == 1


async def test_cancelling_erasing_and_registering_at_once_add_up(shared: Database) -> None:
    assert [await registers(shared, number, 2) for number in (1, 2, 3)] == [2, 2, 2]

    async def erases(chat_id: int) -> None:
        async with somebody(shared, chat_id) as (session, candidate):
            await privacy.erase(session, candidate, NOW)

    acts: list[Awaitable[object]] = [cancels(shared, 1), erases(2)]
    acts += [registers(shared, number, 1 + number % 2) for number in range(10, 22)]
    results = await together(acts)
    assert not [each for each in results if isinstance(each, BaseException)]
    taken, confirmed = await standing(shared)
    assert taken == confirmed
    assert 2 <= taken <= SEATS


async def test_who_is_erased_by_an_officer_while_registering_holds_no_seat(shared: Database) -> None:
    officer = Officer("eve", "Ève", Role.PRIVACY, proved=True)
    async with somebody(shared, 1) as (session, candidate):
        name = candidate.conversation
        await give_reason(session, officer, name, ReadReason.REQUEST, NOW)

    async def erases() -> None:
        async with shared.transaction() as session:
            await privacy_desk.erase(session, officer, name, NOW)

    async with somebody(shared, 1) as (session, candidate):
        await seats.register(session, candidate, TRIP, 2, NOW)
        await session.flush()
        erasing = asyncio.create_task(erases())
        await _waits_for_a_lock(shared)
    await erasing
    assert await standing(shared) == (0, 0)
    async with shared.reading() as session:
        assert await session.scalar(select(func.count(CandidateRow.id))) == 0


async def _waits_for_a_lock(database: Database) -> None:
    """Until PostgreSQL has somebody wait; SQLite has one writer, and whoever comes later waits by our own lock."""
    waits = text(
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    while database.engine.dialect.name == "postgresql":
        async with database.engine.connect() as connection:
            if await connection.scalar(waits):
                return


async def test_one_chat_is_one_candidate(shared: Database) -> None:
    async def meets() -> int:
        async with somebody(shared, 1) as (_, candidate):
            return candidate.id

    results = await together(meets() for _ in range(6))
    met = [each for each in results if not isinstance(each, IntegrityError)]
    assert len(set(met)) == 1
    async with shared.reading() as session:
        assert await session.scalar(select(func.count(CandidateRow.id))) == 1
