"""The line for seats, a rule of `docs/trips.md` at a time. Any mixture of them is in `test_seats_stateful`."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import CandidateRow, RegistrationRow, TripRow
from bot.programme import reachability, seats, trip_changes, trip_life, trips, waiting_list
from bot.programme.trips import NotEnoughSeats, RegistrationState, TripNotOpen
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer
from tests.programme.trip_ahead import a_trip, at, pending
from tests.rows import row_of

LEAVES = at(15, 22)
LAST_OFFER, LAST_ANSWER = at(15, 8), at(15, 10)  # 14 and 12 hours before


async def a_full_trip(session: AsyncSession, newcomer: Newcomer, *parties: int) -> tuple[TripRow, list[CandidateRow]]:
    """A trip whose seats are all taken by households of these sizes."""
    trip = await a_trip(session, LEAVES, capacity=sum(parties))
    people = [await newcomer() for _ in parties]
    for person, party in zip(people, parties, strict=True):
        await seats.register(session, person, trip.id, party, NOW)
    return trip, people


async def gives_back(session: AsyncSession, person: CandidateRow, trip: TripRow, now: datetime = NOW) -> None:
    mine = await trips.registration_for(session, person, trip.id)
    assert mine is not None
    await seats.cancel(session, person, mine.id, now)


async def time_passes(session: AsyncSession, now: datetime) -> None:
    """What the worker does at this hour."""
    for registration_id in await waiting_list.expired_offers(session, now):
        await waiting_list.pass_on(session, registration_id, now)
    for trip_id in await trip_life.trips_to_move_on(session, now):
        await trip_life.move_on_with_time(session, trip_id, now)


def states(*rows: RegistrationRow) -> list[str]:
    return [str(row.state) for row in rows]


async def test_a_household_waits_and_is_offered_seats_as_one(session: AsyncSession, newcomer: Newcomer) -> None:
    trip, (two, one) = await a_full_trip(session, newcomer, 2, 1)
    family = await row_of(session, await seats.wait(session, await newcomer(), trip.id, 3, NOW))
    await gives_back(session, two, trip)
    assert (family.state, trip.taken) == ("waiting", 1), "two of its three seats are no offer"
    await gives_back(session, one, trip)
    assert (family.state, family.seats, trip.taken) == ("offered", 3, 3)


async def test_nobody_passes_those_who_wait_not_even_for_fewer_seats(session: AsyncSession, newcomer: Newcomer) -> None:
    trip, (two, one) = await a_full_trip(session, newcomer, 2, 1)
    family = await row_of(session, await seats.wait(session, await newcomer(), trip.id, 3, NOW))
    await gives_back(session, two, trip)
    alone = await newcomer()
    with pytest.raises(NotEnoughSeats) as refused:
        await seats.register(session, alone, trip.id, 1, NOW)
    assert (refused.value.free, refused.value.can_wait) == (0, True), "two seats are free, and not for a newcomer"
    behind = await row_of(session, await seats.wait(session, alone, trip.id, 1, NOW))
    assert states(family, behind) == ["waiting", "waiting"], "nor for who stands behind"
    await gives_back(session, one, trip)
    assert states(family, behind) == ["offered", "waiting"]


async def test_a_seat_that_comes_free_is_held_for_the_first_in_line_for_a_day(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip, (holder,) = await a_full_trip(session, newcomer, 1)
    first, second = [
        await row_of(session, await seats.wait(session, await newcomer(), trip.id, 1, NOW)) for _ in range(2)
    ]
    now = at(10, 12)
    await gives_back(session, holder, trip, now)
    assert states(first, second) == ["offered", "waiting"]
    assert first.offered_until == now + timedelta(hours=24)
    assert [row.subject for row in await pending(session, NoticeKind.SEAT_OFFERED)] == [first.id]
    with pytest.raises(NotEnoughSeats):
        await seats.register(session, await newcomer(), trip.id, 1, now)


async def test_no_answer_passes_the_offer_on(session: AsyncSession, newcomer: Newcomer) -> None:
    trip, (holder,) = await a_full_trip(session, newcomer, 1)
    silent = await newcomer()
    first, second = [
        await row_of(session, await seats.wait(session, person, trip.id, 1, NOW))
        for person in (silent, await newcomer())
    ]
    await gives_back(session, holder, trip, at(10, 12))
    await time_passes(session, at(11, 11, 59))
    assert states(first, second) == ["offered", "waiting"]
    await time_passes(session, at(11, 12))
    assert states(first, second) == ["passed", "offered"]
    assert [row.subject for row in await pending(session, NoticeKind.OFFER_PASSED)] == [first.id]
    again = await row_of(session, await seats.wait(session, silent, trip.id, 1, at(11, 13)))
    assert again.number > second.number, "whoever let it pass stands at the end"


@pytest.mark.parametrize(
    ("free_at", "until"),
    [(at(14, 9, 59), at(15, 9, 59)), (at(14, 10, 1), LAST_ANSWER), (LAST_OFFER, LAST_ANSWER)],
)
async def test_an_offer_ends_twelve_hours_before_departure_at_most(
    session: AsyncSession, newcomer: Newcomer, free_at: datetime, until: datetime
) -> None:
    trip, (holder,) = await a_full_trip(session, newcomer, 1)
    someone = await newcomer()
    offer = await row_of(session, await seats.wait(session, someone, trip.id, 1, NOW))
    await gives_back(session, holder, trip, free_at)
    assert (offer.state, offer.offered_until) == ("offered", until)
    with pytest.raises(TripNotOpen):
        await seats.accept(session, someone, offer.id, until)
    taken = await row_of(session, await seats.accept(session, someone, offer.id, until - timedelta(minutes=1)))
    assert (taken.state, taken.offered_until) == ("confirmed", None)


async def test_nothing_is_offered_in_the_last_fourteen_hours(session: AsyncSession, newcomer: Newcomer) -> None:
    trip, (holder,) = await a_full_trip(session, newcomer, 1)
    waits = await row_of(session, await seats.wait(session, await newcomer(), trip.id, 1, NOW))
    too_late = LAST_OFFER + timedelta(minutes=1)
    await gives_back(session, holder, trip, too_late)
    assert (waits.state, trip.taken) == ("waiting", 0)
    with pytest.raises(NotEnoughSeats):
        await seats.wait(session, await newcomer(), trip.id, 1, too_late)
    await time_passes(session, too_late)
    assert waits.state == RegistrationState.PASSED
    assert [row.subject for row in await pending(session, NoticeKind.LINE_ENDED)] == [waits.id]
    assert (await seats.register(session, await newcomer(), trip.id, 1, too_late)).state == "confirmed"


async def test_whoever_cancels_is_offered_seats_again_only_at_the_end_of_the_line(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip, (holder, other) = await a_full_trip(session, newcomer, 1, 1)
    first = await row_of(session, await seats.wait(session, await newcomer(), trip.id, 1, NOW))
    await gives_back(session, holder, trip)
    with pytest.raises(NotEnoughSeats):
        await seats.register(session, holder, trip.id, 1, NOW)
    again = await row_of(session, await seats.wait(session, holder, trip.id, 1, NOW))
    assert states(first, again) == ["offered", "waiting"]
    await gives_back(session, other, trip)
    assert again.state == "offered"


async def test_who_declines_leaves_the_seats_to_the_next(session: AsyncSession, newcomer: Newcomer) -> None:
    trip, (holder,) = await a_full_trip(session, newcomer, 1)
    declines = await newcomer()
    first, second = [
        await row_of(session, await seats.wait(session, person, trip.id, 1, NOW))
        for person in (declines, await newcomer())
    ]
    await gives_back(session, holder, trip)
    await seats.cancel(session, declines, first.id, NOW)
    assert states(first, second) == ["declined", "offered"]


async def test_who_cannot_be_reached_is_passed_over_and_keeps_the_place(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip, (one, other) = await a_full_trip(session, newcomer, 1, 1)
    away, behind = await newcomer(), await newcomer()
    first, second = [
        await row_of(session, await seats.wait(session, person, trip.id, 1, NOW)) for person in (away, behind)
    ]
    last = await row_of(session, await seats.wait(session, await newcomer(), trip.id, 1, NOW))
    away.unreachable_at = NOW
    await gives_back(session, one, trip)
    assert states(first, second, last) == ["waiting", "offered", "waiting"], "nobody else waits for their sake"
    reachability.regained(away)
    await gives_back(session, other, trip)
    assert states(first, second, last) == ["offered", "offered", "waiting"]


async def test_who_writes_again_is_offered_what_is_free(session: AsyncSession, newcomer: Newcomer) -> None:
    trip, (holder,) = await a_full_trip(session, newcomer, 1)
    away = await newcomer()
    waits = await row_of(session, await seats.wait(session, away, trip.id, 1, NOW))
    away.unreachable_at = NOW
    await gives_back(session, holder, trip)
    assert (waits.state, trip.taken) == ("waiting", 0)
    reachability.regained(away)
    await waiting_list.offer_again(session, away, NOW)
    assert (waits.state, trip.taken) == ("offered", 1)


async def test_a_closed_trip_offers_no_more_seats(session: AsyncSession, newcomer: Newcomer) -> None:
    trip, (holder,) = await a_full_trip(session, newcomer, 1)
    waits = await row_of(session, await seats.wait(session, await newcomer(), trip.id, 1, NOW))
    await trip_life.close_trip(session, trip.id, NOW, actor=ANA)
    await gives_back(session, holder, trip)
    assert (waits.state, trip.taken) == ("waiting", 0)
    with pytest.raises(TripNotOpen):
        await seats.wait(session, await newcomer(), trip.id, 1, NOW)
    await trip_life.open_trip(session, trip.id, NOW, actor=ANA)
    assert waits.state == "offered", "the place was kept"


async def test_more_seats_of_a_trip_are_offered_in_order(session: AsyncSession, newcomer: Newcomer) -> None:
    trip, _ = await a_full_trip(session, newcomer, 2)
    first, second = [
        await row_of(session, await seats.wait(session, await newcomer(), trip.id, party, NOW)) for party in (2, 1)
    ]
    await trip_changes.change(session, trip.id, {"seats": 3}, NOW, actor=ANA)
    assert states(first, second) == ["waiting", "waiting"]
    await trip_changes.change(session, trip.id, {"seats": 4}, NOW, actor=ANA)
    assert states(first, second) == ["offered", "waiting"]


async def test_who_has_seats_gets_no_more_while_others_wait(session: AsyncSession, newcomer: Newcomer) -> None:
    trip, (two, one) = await a_full_trip(session, newcomer, 2, 1)
    family = await row_of(session, await seats.wait(session, await newcomer(), trip.id, 3, NOW))
    await gives_back(session, two, trip)
    mine = await trips.registration_for(session, one, trip.id)
    assert mine is not None
    with pytest.raises(NotEnoughSeats):
        await seats.change(session, one, mine.id, 2, NOW)
    await seats.change(session, one, mine.id, 1, NOW)
    assert (mine.seats, family.state, trip.taken) == (1, "waiting", 1)
