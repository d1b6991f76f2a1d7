"""Trips and seats on them, one act at a time. Many acts are in `test_seats_stateful`, races in `tests/db`."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import AuditRow, TripRow
from bot.programme import audit, seats, trips
from bot.programme.audit import Action
from bot.programme.candidates import Consent, ConsentMissing
from bot.programme.most_seats import TooManySeats
from bot.programme.trips import (
    AlreadyRegistered,
    NotEnoughSeats,
    TripNotOpen,
    TripState,
    TripUnknown,
)
from tests.conftest import NOW
from tests.programme.conftest import Newcomer
from tests.rows import row_of


async def next_trip(session: AsyncSession) -> TripRow:
    return (await trips.coming(session, NOW))[0]


async def test_a_household_registers_sees_its_seats_and_cancels(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await row_of(session, await seats.register(session, candidate, trip.id, 3, NOW))
    assert made.trip.taken == 3
    assert [row.id for row in await trips.registrations_of(session, candidate, NOW)] == [made.id]
    await seats.cancel(session, candidate, made.id, NOW)
    assert await trips.registrations_of(session, candidate, NOW) == []
    assert (await trips.find(session, trip.id)).taken == 0
    again = await row_of(session, await seats.register(session, candidate, trip.id, 1, NOW))
    assert again.trip.taken == 1


async def test_a_second_registration_of_the_same_person_is_refused(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    await seats.register(session, candidate, trip.id, 1, NOW)
    with pytest.raises(AlreadyRegistered):
        await seats.register(session, candidate, trip.id, 1, NOW)


@pytest.mark.parametrize("wanted", [-1, 0, 15, 1000])
async def test_a_number_of_seats_that_cannot_be(session: AsyncSession, newcomer: Newcomer, wanted: int) -> None:
    trip = await next_trip(session)
    with pytest.raises(NotEnoughSeats) as refusal:
        await seats.register(session, await newcomer(), trip.id, wanted, NOW)
    assert refusal.value.free == trip.seats
    assert not refusal.value.can_wait


async def test_a_trip_that_left_takes_and_frees_no_seats(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await row_of(session, await seats.register(session, candidate, trip.id, 1, NOW))
    later = trip.departs_at + timedelta(minutes=1)
    with pytest.raises(TripNotOpen):
        await seats.register(session, await newcomer(), trip.id, 1, later)
    with pytest.raises(TripNotOpen):
        await seats.cancel(session, candidate, made.id, later)


async def test_nobody_cancels_for_somebody_else(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await next_trip(session)
    made = await row_of(session, await seats.register(session, await newcomer(), trip.id, 1, NOW))
    with pytest.raises(TripUnknown):
        await seats.cancel(session, await newcomer(), made.id, NOW)


async def test_too_few_seats_are_told_with_their_number(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await next_trip(session)
    trip.seats = 5
    await seats.register(session, await newcomer(), trip.id, 3, NOW)
    late = await newcomer()
    with pytest.raises(NotEnoughSeats) as refusal:
        await seats.register(session, late, trip.id, 3, NOW)
    assert refusal.value.free == 2
    assert await trips.registrations_of(session, late, NOW) == []
    assert (await seats.register(session, late, trip.id, 2, NOW)).trip.taken == 5


@pytest.mark.parametrize("state", [TripState.CLOSED, TripState.HELD, TripState.CANCELLED])
async def test_a_trip_that_is_not_open_takes_nobody_but_lets_people_go(
    session: AsyncSession, newcomer: Newcomer, state: TripState
) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await row_of(session, await seats.register(session, candidate, trip.id, 2, NOW))
    trip.state = state
    with pytest.raises(TripNotOpen):
        await seats.register(session, await newcomer(), trip.id, 1, NOW)
    assert trip.id not in [each.id for each in await trips.coming(session, NOW)]
    assert (await seats.cancel(session, candidate, made.id, NOW)).trip.taken == 0


async def test_a_trip_in_preparation_is_as_good_as_none(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await next_trip(session)
    trip.state = TripState.DRAFT
    for name in (trip.id, "no-such-trip"):
        with pytest.raises(TripUnknown):
            await trips.find(session, name)
        with pytest.raises(TripUnknown):
            await seats.register(session, await newcomer(), name, 1, NOW)


@pytest.mark.parametrize("consent", [None, Consent.REFUSED])
async def test_nobody_is_registered_without_consent(
    session: AsyncSession, newcomer: Newcomer, consent: Consent | None
) -> None:
    trip = await next_trip(session)
    with pytest.raises(ConsentMissing):
        await seats.register(session, await newcomer(consent), trip.id, 1, NOW)
    assert (await trips.find(session, trip.id)).taken == 0


async def test_what_was_cancelled_cannot_be_cancelled_again(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await row_of(session, await seats.register(session, candidate, trip.id, 2, NOW))
    await seats.register(session, await newcomer(), trip.id, 4, NOW)
    cancelled = await row_of(session, await seats.cancel(session, candidate, made.id, NOW))
    assert (cancelled.state, cancelled.cancelled_at, cancelled.trip.taken) == ("cancelled", NOW, 4)
    for number in (made.id, "no-such-registration"):
        with pytest.raises(TripUnknown):
            await seats.cancel(session, candidate, number, NOW)
    assert (await trips.find(session, trip.id)).taken == 4


async def test_seats_that_come_back_on_the_last_day_are_noted_as_late(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip = await next_trip(session)
    trip.seats = 5
    in_time, late, waits = [await newcomer() for _ in range(3)]
    held = [await seats.register(session, each, trip.id, 2, NOW) for each in (in_time, late)]
    line = await row_of(session, await seats.wait(session, waits, trip.id, 3, NOW))
    deadline = trip.departs_at - timedelta(hours=24)
    await seats.cancel(session, waits, line.id, deadline + timedelta(minutes=1))
    await seats.cancel(session, in_time, held[0].id, deadline)
    await seats.cancel(session, late, held[1].id, deadline + timedelta(minutes=1))
    everybody = [line.id, *(row.id for row in held)]
    assert await audit.subjects_with(session, Action.CANCELLED_LATE, everybody) == {held[1].id}


async def test_whoever_gives_back_several_trips_locks_them_in_one_order(
    session: AsyncSession, newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people who are erased at once and share two trips would else wait for each other."""
    candidate, coming = await newcomer(), await trips.coming(session, NOW)
    in_order = sorted(coming[:4], key=lambda trip: trip.id)
    for trip in reversed(in_order):
        await seats.register(session, candidate, trip.id, 1, NOW)
    real, locked = trips.find, []

    async def find(session: AsyncSession, trip_id: str, *, drafts: bool = False, lock: bool = False) -> TripRow:
        if lock:
            locked.append(trip_id)
        return await real(session, trip_id, drafts=drafts, lock=lock)

    monkeypatch.setattr(seats, "find", find)
    await seats.give_all_back(session, candidate, NOW)
    assert locked == [trip.id for trip in in_order]


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
    await seats.register(session, await newcomer(), coming[0].id, 1, NOW)
    for trip in reversed(coming[:3]):
        await seats.register(session, candidate, trip.id, 1, NOW)
    assert len(await trips.registrations_of(session, candidate, coming[0].departs_at)) == 3, "on the day itself too"
    ahead = await trips.registrations_of(session, candidate, coming[0].returns_at)
    assert [row.trip_id for row in ahead] == [coming[1].id, coming[2].id]


async def test_what_was_done_is_in_the_audit_trail(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, trip = await newcomer(), await next_trip(session)
    made = await row_of(session, await seats.register(session, candidate, trip.id, 3, NOW))
    await seats.cancel(session, candidate, made.id, NOW)
    trail = await session.scalars(select(AuditRow).where(AuditRow.subject == made.id).order_by(AuditRow.id))
    assert [(row.actor_kind, row.actor, row.action, row.changes["state"], row.at) for row in trail] == [
        ("candidate", candidate.conversation, "move registration", [None, "confirmed"], NOW),
        ("candidate", candidate.conversation, "move registration", ["confirmed", "cancelled"], NOW),
    ]


async def test_nobody_holds_seats_without_end(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, others = await newcomer(), await trips.coming(session, NOW)
    days = {trip.departs_at.date(): trip for trip in others}
    *first, last = list(days.values())[:5]
    for trip in first:
        await seats.register(session, candidate, trip.id, 6, NOW)
    for take in (seats.register, seats.wait, seats.check):
        with pytest.raises(TooManySeats) as refused:
            await take(session, candidate, last.id, 6, NOW)
        assert refused.value.held == 24
    assert (await seats.register(session, candidate, last.id, 4, NOW)).seats == 4
