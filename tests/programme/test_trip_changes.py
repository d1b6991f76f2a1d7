"""What officers change of a trip: what moves along, who is told, what is refused."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import NoticeRow, TripItemRow, TripRow
from bot.programme import interviews, seats, trip_changes, trip_life, waiting_list
from bot.programme.interviews import Appointment
from bot.programme.trip_change_rules import Changed, DeadlinePast, OutsideTheDay
from bot.programme.trip_views import Item
from bot.programme.trips import MoveRefused, RegistrationState, TripNotOpen, TripState
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer
from tests.programme.trip_ahead import a_trip, at, pending
from tests.rows import row_of


def item(moment: datetime, text: str = "x") -> Item:
    return Item(moment, "visits", {"fr": text, "en": text})


async def programme_of(session: AsyncSession, trip: TripRow) -> list[datetime]:
    query = select(TripItemRow.starts_at).where(TripItemRow.trip_id == trip.id)
    return list(await session.scalars(query.order_by(TripItemRow.starts_at)))


@pytest.mark.parametrize("state", TripState)
async def test_any_trip_but_one_that_is_over_can_be_called_off(
    session: AsyncSession, newcomer: Newcomer, state: TripState
) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    await seats.register(session, await newcomer(), trip.id, 1, NOW)
    trip.state = state
    await session.flush()
    if state in {TripState.HELD, TripState.CANCELLED}:
        with pytest.raises(MoveRefused):
            await trip_life.cancel_trip(session, trip.id, NOW, actor=ANA)
    else:
        assert await trip_life.cancel_trip(session, trip.id, NOW, actor=ANA) == 1
        assert trip.state == TripState.CANCELLED


async def test_a_trip_leaves_and_is_held_by_the_clock(session: AsyncSession) -> None:
    trip = await a_trip(session, at(15, 5, 30))  # back at 20 h 30
    seen = []
    for moment in (at(15, 5, 29), at(15, 5, 30), at(15, 20, 29), at(15, 20, 30)):
        for trip_id in await trip_life.trips_to_move_on(session, moment):
            await trip_life.move_on_with_time(session, trip_id, moment)
        seen.append(trip.state)
    assert seen == [TripState.OPEN, TripState.CLOSED, TripState.CLOSED, TripState.HELD]


async def test_a_pin_never_shows_the_old_place_under_a_new_name(session: AsyncSession) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    here = {"meeting_point": "Mairie", "latitude": 48.4, "longitude": -71.1}
    await trip_changes.change(session, trip.id, here, NOW, actor=ANA)
    await trip_changes.change(session, trip.id, {"departure_point": "Papineau"}, NOW, actor=ANA)
    assert (trip.latitude, trip.longitude) == (48.4, -71.1)
    await trip_changes.change(session, trip.id, {"meeting_point": "La gare"}, NOW, actor=ANA)
    assert (trip.latitude, trip.longitude) == (None, None)
    there = {"meeting_point": "Le port", "latitude": 48.5, "longitude": -71.0}
    await trip_changes.change(session, trip.id, there, NOW, actor=ANA)
    assert (trip.meeting_point, trip.latitude, trip.longitude) == ("Le port", 48.5, -71.0)


async def test_registrations_are_not_made_to_close_at_a_moment_that_is_over(session: AsyncSession) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    for until in (NOW - timedelta(minutes=1), NOW):
        with pytest.raises(DeadlinePast):
            await trip_changes.change(session, trip.id, {"registers_until": until}, NOW, actor=ANA)
    ahead = {"registers_until": NOW + timedelta(minutes=1)}
    await trip_changes.change(session, trip.id, ahead, NOW, actor=ANA)
    later = NOW + timedelta(minutes=2)
    assert await trip_changes.change(session, trip.id, ahead | {"seats": 9}, later, actor=ANA) == set(), "it stands"


async def test_another_town_is_told(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    await seats.register(session, await newcomer(), trip.id, 1, NOW)
    told = await trip_changes.change(session, trip.id, {"town": "Percé", "region": "11"}, NOW, actor=ANA)
    assert told == {Changed.TOWN}
    assert [list(row.data["stood"]) for row in await pending(session, NoticeKind.TRIP_CHANGED)] == [["town"]]


async def test_whoever_waits_for_a_trip_that_closes_is_told_and_keeps_the_place(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip = await a_trip(session, at(15, 5, 30), capacity=1)
    await seats.register(session, await newcomer(), trip.id, 1, NOW)
    waits = await row_of(session, await seats.wait(session, await newcomer(), trip.id, 1, NOW))
    await trip_life.close_trip(session, trip.id, NOW, actor=ANA)
    assert [row.subject for row in await pending(session, NoticeKind.LINE_CLOSED)] == [waits.id]
    assert waits.state == RegistrationState.WAITING


async def test_a_promised_offer_is_kept_after_closing_until_its_hour(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await a_trip(session, at(15, 5, 30), capacity=2)
    people = [await newcomer() for _ in range(2)]
    in_time, too_late = [await seats.wait(session, person, trip.id, 1, at(1, 12)) for person in people]
    await trip_life.close_trip(session, trip.id, at(1, 13), actor=ANA)
    assert (await seats.accept(session, people[0], in_time.id, at(2, 11))).state == RegistrationState.CONFIRMED
    with pytest.raises(TripNotOpen):
        await seats.accept(session, people[1], too_late.id, at(2, 12))


async def test_an_earlier_departure_leaves_an_offer_less_time_and_says_so(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip = await a_trip(session, at(15, 12), capacity=1)
    someone = await newcomer()
    offer = await row_of(session, await seats.wait(session, someone, trip.id, 1, at(13, 12)))
    assert offer.offered_until == at(14, 12)
    for row in await pending(session, NoticeKind.SEAT_OFFERED):
        row.done_at = at(13, 12)
    moved = {"departs_at": at(14, 20), "returns_at": at(15, 9)}
    await trip_changes.change(session, trip.id, moved, at(13, 13), actor=ANA)
    assert offer.offered_until == at(14, 8)
    assert [row.subject for row in await pending(session, NoticeKind.SEAT_OFFERED)] == [offer.id]
    later = {"departs_at": at(16, 12), "returns_at": at(16, 20)}
    await trip_changes.change(session, trip.id, later, at(13, 14), actor=ANA)
    assert offer.offered_until == at(14, 8), "what was said of the deadline holds"


async def test_nobody_takes_an_offer_of_a_trip_that_left(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await a_trip(session, at(15, 12), capacity=1)
    someone = await newcomer()
    offer = await row_of(session, await seats.wait(session, someone, trip.id, 1, at(13, 12)))
    trip.departs_at = at(13, 13)
    with pytest.raises(TripNotOpen):
        await seats.accept(session, someone, offer.id, at(13, 14))


@pytest.mark.parametrize(
    ("departs", "returns", "expected"),
    [
        (at(13, 6, 30), at(13, 21, 30), [at(13, 6, 30), at(13, 11, 30)]),
        (at(15, 5, 30), at(15, 20, 30), [at(15, 5, 30), at(15, 10, 30)]),  # the clocks go forward in between
    ],
)
async def test_the_programme_and_the_interviews_move_along_by_the_clock_on_the_wall(
    session: AsyncSession, newcomer: Newcomer, departs: datetime, returns: datetime, expected: list[datetime]
) -> None:
    trip = await a_trip(session, at(13, 5, 30))
    row = await row_of(session, await seats.register(session, await newcomer(), trip.id, 1, NOW))
    programme = [item(at(13, 5, 30)), item(at(13, 10, 30))]
    await trip_changes.change(session, trip.id, {}, NOW, actor=ANA, items=programme)
    made = [Appointment(row.candidate_id, "aluform-kenogami", at(13, 10, 30), 25)]
    await interviews.publish(session, trip.id, made, NOW, actor=ANA)
    for notice in await session.scalars(select(NoticeRow)):
        notice.done_at = NOW
    moved = {"departs_at": departs, "returns_at": returns}
    told = await trip_changes.change(session, trip.id, moved, NOW, actor=ANA, along=True)
    assert told == {Changed.WHEN, Changed.PROGRAMME}
    assert await programme_of(session, trip) == expected
    assert [each.starts_at for each in await interviews.of_trip(session, trip.id)] == expected[1:]
    [notice] = await pending(session, NoticeKind.INTERVIEWS)
    assert [datetime.fromisoformat(hour) for hour, _ in notice.data["before"]] == [at(13, 10, 30)]


async def test_a_programme_lies_between_departure_and_return(session: AsyncSession) -> None:
    trip = await a_trip(session, at(15, 5, 30))  # back at 20 h 30
    for moment in (at(15, 5, 29), at(15, 20, 31), at(16, 5, 30)):
        with pytest.raises(OutsideTheDay) as refused:
            await trip_changes.change(session, trip.id, {}, NOW, actor=ANA, items=[item(moment)])
        assert refused.value.moments == [moment]
    both_ends = [item(at(15, 5, 30)), item(at(15, 20, 30))]
    assert await trip_changes.change(session, trip.id, {}, NOW, actor=ANA, items=both_ends) == {Changed.PROGRAMME}
    with pytest.raises(OutsideTheDay) as refused:
        await trip_changes.change(session, trip.id, {"returns_at": at(15, 20)}, NOW, actor=ANA)
    assert refused.value.moments == [at(15, 20, 30)]


async def test_a_trip_that_moves_onto_another_one_of_its_travellers_counts_them(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip, other = await a_trip(session, at(15, 5, 30)), await a_trip(session, at(16, 5, 30), number=2)
    both, one = await newcomer(), await newcomer()
    for person, each in ((both, trip), (both, other), (one, trip)):
        await seats.register(session, person, each.id, 1, NOW)
    assert await trip_changes.double_booked(session, trip.id) == 0
    moved = {"departs_at": at(15, 22), "returns_at": at(16, 22)}  # it leaves on another day, and is not back in time
    await trip_changes.change(session, trip.id, moved, NOW, actor=ANA)
    assert await trip_changes.double_booked(session, trip.id) == 1
    away = {"departs_at": at(20, 5), "returns_at": at(20, 21)}
    await trip_changes.change(session, other.id, away, NOW, actor=ANA)
    assert await trip_changes.double_booked(session, trip.id) == 0


async def test_a_household_that_cannot_be_reached_keeps_its_place_and_is_offered_seats_when_it_is_back(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip = await a_trip(session, at(15, 5, 30), capacity=1)
    holder, away, behind = [await newcomer() for _ in range(3)]
    held = await row_of(session, await seats.register(session, holder, trip.id, 1, NOW))
    in_line = [await seats.wait(session, person, trip.id, 1, NOW) for person in (away, behind)]
    first, second = [await row_of(session, each) for each in in_line]
    away.unreachable_at = NOW
    await seats.cancel(session, holder, held.id, NOW)
    assert (first.state, second.state) == (RegistrationState.WAITING, RegistrationState.OFFERED), "the line goes on"
    away.unreachable_at = None
    await seats.cancel(session, behind, second.id, NOW + timedelta(hours=1))
    assert first.state == RegistrationState.OFFERED


async def test_free_seats_that_nobody_reachable_waited_for_are_offered_on_return(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip = await a_trip(session, at(15, 5, 30), capacity=1)
    holder, away = await newcomer(), await newcomer()
    held = await row_of(session, await seats.register(session, holder, trip.id, 1, NOW))
    waits = await row_of(session, await seats.wait(session, away, trip.id, 1, NOW))
    away.unreachable_at = NOW
    await seats.cancel(session, holder, held.id, NOW)
    assert waits.state == RegistrationState.WAITING
    away.unreachable_at = None
    await waiting_list.offer_again(session, away, NOW + timedelta(hours=1))
    assert (waits.state, trip.taken) == (RegistrationState.OFFERED, 1)
