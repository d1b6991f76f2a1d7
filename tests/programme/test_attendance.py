"""Who is there on the morning, and who counts as there afterwards."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow, TripRow
from bot.programme import attendance, seats, trip_life, trips
from bot.programme.attendance import NotTheDay
from bot.programme.trips import MoveRefused, RegistrationState, TripUnknown
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer
from tests.programme.trip_ahead import a_trip, at, pending
from tests.rows import row_of

LEAVES, BACK = at(15, 5, 30), at(15, 20, 30)


@pytest.fixture
async def trip(session: AsyncSession) -> TripRow:
    return await a_trip(session, LEAVES)


async def time_passes(session: AsyncSession) -> None:
    """The trip leaves, and it is back."""
    for moment in (LEAVES, BACK - timedelta(minutes=1), BACK):
        for trip_id in await trip_life.trips_to_move_on(session, moment):
            await trip_life.move_on_with_time(session, trip_id, moment)


async def state_of(session: AsyncSession, row: RegistrationRow) -> str:
    rows = await trips.registrations(session, row.trip_id, list(RegistrationState))
    return next(each.state for each in rows if each.id == row.id)


async def test_who_came_is_noted_and_who_did_not_is_told_kindly(
    session: AsyncSession, newcomer: Newcomer, trip: TripRow
) -> None:
    there, missed = [
        await row_of(session, await seats.register(session, await newcomer(), trip.id, 1, NOW)) for _ in range(2)
    ]
    await attendance.check_in(session, f" {there.code.upper()} ", at(15, 5), actor=ANA)
    await time_passes(session)
    assert await state_of(session, there) == RegistrationState.ATTENDED
    assert await state_of(session, missed) == RegistrationState.ABSENT
    assert [row.subject for row in await pending(session, NoticeKind.ABSENT)] == [missed.id]
    assert [row.subject for row in await pending(session, NoticeKind.FEEDBACK)] == [there.id]


async def test_where_no_roll_was_called_everybody_was_there(
    session: AsyncSession, newcomer: Newcomer, trip: TripRow
) -> None:
    row = await row_of(session, await seats.register(session, await newcomer(), trip.id, 1, NOW))
    await time_passes(session)
    assert await state_of(session, row) == RegistrationState.ATTENDED


@pytest.mark.parametrize(
    ("moment", "accepted"),
    [(at(14, 20), False), (at(15, 2, 29), False), (at(15, 2, 30), True), (at(15, 20, 29), True), (BACK, False)],
)
async def test_a_code_that_is_shown_on_another_day_is_no_sign_of_being_there(
    session: AsyncSession, newcomer: Newcomer, trip: TripRow, moment: datetime, accepted: bool
) -> None:
    row = await row_of(session, await seats.register(session, await newcomer(), trip.id, 1, NOW))
    if accepted:
        await attendance.check_in(session, row.code, moment, actor=ANA)
    else:
        with pytest.raises(NotTheDay):
            await attendance.check_in(session, row.code, moment, actor=ANA)
    assert row.checked_in_at == (moment if accepted else None)


async def test_an_officer_who_knows_better_mends_an_absence(
    session: AsyncSession, newcomer: Newcomer, trip: TripRow
) -> None:
    there, missed = [
        await row_of(session, await seats.register(session, await newcomer(), trip.id, 1, NOW)) for _ in range(2)
    ]
    await attendance.check_in(session, there.code, LEAVES, actor=ANA)
    await time_passes(session)
    await attendance.came(session, missed.code, at(16, 9), actor=ANA)
    assert await state_of(session, missed) == RegistrationState.ATTENDED
    assert not await pending(session, NoticeKind.ABSENT), "nobody is missed who was there"
    assert sorted(row.subject for row in await pending(session, NoticeKind.FEEDBACK)) == sorted([there.id, missed.id])
    for code in (there.code, missed.code):
        with pytest.raises(MoveRefused):
            await attendance.came(session, code, at(16, 9), actor=ANA)
    with pytest.raises(TripUnknown):
        await attendance.came(session, "nothing", at(16, 9), actor=ANA)


async def test_whoever_has_a_seat_still_ahead_is_not_there_yet(
    session: AsyncSession, newcomer: Newcomer, trip: TripRow
) -> None:
    row = await row_of(session, await seats.register(session, await newcomer(), trip.id, 1, NOW))
    with pytest.raises(MoveRefused):
        await attendance.came(session, row.code, at(14, 9), actor=ANA)
