"""Seats: never more than there are, never twice the same person. Races are in `tests/db`, on both databases."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Database
from bot.db.models import AuditRow, CandidateRow, TripRow
from bot.programme import candidates, trips
from bot.programme.candidates import Consent, ConsentMissing
from bot.programme.trips import AlreadyRegistered, NotEnoughSeats, TripError, TripNotOpen, TripState, TripUnknown
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


async def test_too_few_seats_are_told_with_their_number(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await next_trip(session)
    trip.seats = 5
    await trips.register(session, await newcomer(), trip.id, 3, NOW)
    late = await newcomer()
    with pytest.raises(NotEnoughSeats) as refusal:
        await trips.register(session, late, trip.id, 3, NOW)
    assert refusal.value.free == 2
    assert await trips.registrations_of(session, late, NOW) == []
    assert (await trips.register(session, late, trip.id, 2, NOW)).trip.taken == 5


@pytest.mark.parametrize("state", [TripState.CLOSED, TripState.HELD, TripState.CANCELLED])
async def test_a_trip_that_is_not_open_takes_nobody_but_lets_people_go(
    session: AsyncSession, newcomer: Newcomer, state: TripState
) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await trips.register(session, candidate, trip.id, 2, NOW)
    trip.state = state
    with pytest.raises(TripNotOpen):
        await trips.register(session, await newcomer(), trip.id, 1, NOW)
    assert trip.id not in [each.id for each in await trips.coming(session, NOW)]
    assert (await trips.cancel(session, candidate, made.id, NOW)).trip.taken == 0


async def test_a_trip_in_preparation_is_as_good_as_none(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await next_trip(session)
    trip.state = TripState.DRAFT
    for name in (trip.id, "no-such-trip"):
        with pytest.raises(TripUnknown):
            await trips.find(session, name)
        with pytest.raises(TripUnknown):
            await trips.register(session, await newcomer(), name, 1, NOW)


@pytest.mark.parametrize("consent", [None, Consent.REFUSED])
async def test_nobody_is_registered_without_consent(
    session: AsyncSession, newcomer: Newcomer, consent: Consent | None
) -> None:
    trip = await next_trip(session)
    with pytest.raises(ConsentMissing):
        await trips.register(session, await newcomer(consent), trip.id, 1, NOW)
    assert (await trips.find(session, trip.id)).taken == 0


async def test_what_was_cancelled_cannot_be_cancelled_again(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await trips.register(session, candidate, trip.id, 2, NOW)
    await trips.register(session, await newcomer(), trip.id, 4, NOW)
    cancelled = await trips.cancel(session, candidate, made.id, NOW)
    assert (cancelled.state, cancelled.cancelled_at, cancelled.trip.taken) == ("cancelled", NOW, 4)
    for number in (made.id, "no-such-registration"):
        with pytest.raises(TripUnknown):
            await trips.cancel(session, candidate, number, NOW)
    assert (await trips.find(session, trip.id)).taken == 4


async def test_coming_trips_are_in_order_and_of_the_region_that_was_asked_for(session: AsyncSession) -> None:
    coming = await trips.coming(session, NOW)
    assert [trip.departs_at for trip in coming] == sorted(trip.departs_at for trip in coming)
    first = coming[0]
    left = await trips.coming(session, first.departs_at)
    assert [trip.id for trip in left] == [trip.id for trip in coming[1:]]
    there = await trips.coming(session, NOW, first.region)
    assert [trip.id for trip in there] == [trip.id for trip in coming if trip.region == first.region]
    assert await trips.coming(session, NOW, "06") == []


async def test_ones_own_trips_are_those_ahead_the_next_one_first(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, coming = await newcomer(), await trips.coming(session, NOW)
    await trips.register(session, await newcomer(), coming[0].id, 1, NOW)
    for trip in reversed(coming[:3]):
        await trips.register(session, candidate, trip.id, 1, NOW)
    ahead = await trips.registrations_of(session, candidate, coming[0].departs_at)
    assert [row.trip_id for row in ahead] == [coming[1].id, coming[2].id]


async def test_what_was_done_is_in_the_audit_trail(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await trips.register(session, candidate, trip.id, 3, NOW)
    await trips.cancel(session, candidate, made.id, NOW)
    trail = await session.scalars(select(AuditRow).where(AuditRow.subject == trip.id).order_by(AuditRow.id))
    assert [(row.actor, row.action, row.at) for row in trail] == [
        (candidate.conversation, "register 3", NOW),
        (candidate.conversation, "cancel", NOW),
    ]


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
