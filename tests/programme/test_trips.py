"""Seats: never more than there are, never twice the same person, whatever is raced."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Database
from bot.db.models import CandidateRow, TripRow
from bot.programme import candidates, trips
from bot.programme.candidates import Consent
from bot.programme.trips import AlreadyRegistered, NotEnoughSeats, TripError, TripNotOpen, TripUnknown
from bot.terms import Language
from tests.conftest import NOW
from tests.programme.conftest import Newcomer


async def next_trip(session: AsyncSession) -> TripRow:
    return (await trips.coming(session, NOW))[0]


async def test_a_household_registers_sees_its_seats_and_cancels(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await trips.register(session, candidate, trip.id, 3, NOW)
    assert made.trip.taken == 3
    assert [row.id for row in await trips.registrations_of(session, candidate, NOW)] == [made.id]
    await trips.cancel(session, candidate, made.id, NOW)
    assert await trips.registrations_of(session, candidate, NOW) == []
    assert (await trips.find(session, trip.id)).taken == 0
    again = await trips.register(session, candidate, trip.id, 1, NOW)
    assert again.trip.taken == 1


async def test_a_second_registration_of_the_same_person_is_refused(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    await trips.register(session, candidate, trip.id, 1, NOW)
    with pytest.raises(AlreadyRegistered):
        await trips.register(session, candidate, trip.id, 1, NOW)


@pytest.mark.parametrize("seats", [-1, 0, 15, 1000])
async def test_a_number_of_seats_that_cannot_be(session: AsyncSession, newcomer: Newcomer, seats: int) -> None:
    trip = await next_trip(session)
    with pytest.raises(NotEnoughSeats) as refusal:
        await trips.register(session, await newcomer(), trip.id, seats, NOW)
    assert refusal.value.free == trip.seats


async def test_a_trip_that_left_takes_and_frees_no_seats(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await trips.register(session, candidate, trip.id, 1, NOW)
    later = trip.departs_at + timedelta(minutes=1)
    with pytest.raises(TripNotOpen):
        await trips.register(session, await newcomer(), trip.id, 1, later)
    with pytest.raises(TripNotOpen):
        await trips.cancel(session, candidate, made.id, later)


async def test_nobody_cancels_for_somebody_else(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await next_trip(session)
    made = await trips.register(session, await newcomer(), trip.id, 1, NOW)
    with pytest.raises(TripUnknown):
        await trips.cancel(session, await newcomer(), made.id, NOW)


async def test_racing_registrations_never_oversell(database: Database) -> None:
    async with database.transaction() as session:
        trip = await next_trip(session)
        trip.seats, trip_id = 7, trip.id

    async def one(chat_id: int) -> int:
        async with database.transaction() as session:
            candidate = await candidates.meet(session, chat_id, Language.FRENCH, NOW)
            candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
            try:
                return (await trips.register(session, candidate, trip_id, 1 + chat_id % 3, NOW)).seats
            except NotEnoughSeats:
                return 0

    taken = await asyncio.gather(*(one(chat_id) for chat_id in range(40)))
    async with database.reading() as session:
        found = await trips.find(session, trip_id)
        assert found.taken == sum(taken) == 7


Act = tuple[int, str, int]  # who, what, how many seats
ACTS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["register", "cancel"]), st.integers(-1, 6)), min_size=1, max_size=25
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
async def test_seats_taken_are_always_those_of_confirmed_households(database: Database, acts: list[Act]) -> None:
    session_context = database.transaction()
    session = await session_context.__aenter__()
    try:
        trip = await next_trip(session)
        trip.seats = 8
        await session.flush()
        people = [await _met(session, chat_id) for chat_id in range(4)]
        held: dict[int, tuple[str, int]] = {}
        for who, what, seats in acts:
            try:
                if what == "register":
                    made = await trips.register(session, people[who], trip.id, seats, NOW)
                    assert who not in held
                    held[who] = (made.id, seats)
                elif who in held:
                    await trips.cancel(session, people[who], held.pop(who)[0], NOW)
            except TripError:
                free = 8 - sum(number for _, number in held.values())
                assert who in held or not 1 <= seats <= free, "refused without a reason"
            taken = (await trips.find(session, trip.id)).taken
            assert taken == sum(number for _, number in held.values())
            assert 0 <= taken <= 8
    finally:
        await session.rollback()
        await session_context.__aexit__(None, None, None)


async def _met(session: AsyncSession, chat_id: int) -> CandidateRow:
    candidate = await candidates.meet(session, chat_id, Language.FRENCH, NOW)
    candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
    await session.flush()
    return candidate
