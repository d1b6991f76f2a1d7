"""Exploratory interviews: a moment goes to one person, and the officer knows to whom and until when."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import AuditRow, MeetingRow, NoticeRow, StaffRow
from bot.programme import meetings, privacy, seats, staff, trips
from bot.programme.meetings import MeetingGone, MeetingPast, MeetingTwice
from bot.queues import notices
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer

CHAT = 555


@pytest.fixture
async def officer(session: AsyncSession) -> StaffRow:
    """Somebody of the programme who opened the invitation."""
    word = await staff.add(session, "officer@example.org", NOW, actor=ANA)
    await session.flush()
    officer = await staff.accept(session, word, CHAT, NOW)
    assert officer is not None
    return await session.get_one(StaffRow, officer.id)


async def moment(session: AsyncSession, officer: StaffRow, *, days: float) -> MeetingRow:
    made = await meetings.offer(session, officer.id, NOW + timedelta(days=days), 30, NOW, actor=ANA)
    return await session.get_one(MeetingRow, made)


async def unsent(session: AsyncSession, kind: NoticeKind) -> list[tuple[str, datetime]]:
    query = select(NoticeRow).where(NoticeRow.kind == kind, NoticeRow.done_at.is_(None)).order_by(NoticeRow.due_at)
    return [(row.subject, row.due_at) for row in await session.scalars(query)]


async def officer_was_told(session: AsyncSession) -> None:
    """The clock role looked: what was due is said."""
    for notice in await notices.due(session, NOW):
        await notices.begin(session, notice, NOW)


async def test_a_free_moment_goes_to_one_and_both_are_reminded(
    session: AsyncSession, newcomer: Newcomer, officer: StaffRow
) -> None:
    first, second = [await moment(session, officer, days=days) for days in (3, 4)]
    one, other = await newcomer(), await newcomer()
    await meetings.take(session, one, first.id, NOW)
    with pytest.raises(MeetingGone):
        await meetings.take(session, other, first.id, NOW)
    due = [(first.id, first.starts_at - timedelta(hours=hours)) for hours in (24, 1)]
    assert await unsent(session, NoticeKind.MEETING) == await unsent(session, NoticeKind.STAFF_MEETING) == due
    await meetings.take(session, one, second.id, NOW)
    assert [row.id for row in await meetings.free(session, one, NOW)] == [first.id], "the earlier one is free again"
    assert {subject for subject, _ in await unsent(session, NoticeKind.MEETING)} == {second.id}
    await meetings.give_back(session, one, second.id, NOW)
    assert not await unsent(session, NoticeKind.MEETING)
    assert not await unsent(session, NoticeKind.STAFF_MEETING)


async def test_a_moment_within_a_day_is_not_reminded_of_at_once(
    session: AsyncSession, newcomer: Newcomer, officer: StaffRow
) -> None:
    soon = await moment(session, officer, days=0.75)
    await meetings.take(session, await newcomer(), soon.id, NOW)
    assert await unsent(session, NoticeKind.MEETING) == [(soon.id, soon.starts_at - timedelta(hours=1))]


async def test_only_the_reminder_of_the_hour_before_may_come_at_night(
    session: AsyncSession, newcomer: Newcomer, officer: StaffRow
) -> None:
    await meetings.take(session, await newcomer(), (await moment(session, officer, days=3)).id, NOW)
    query = select(NoticeRow).where(NoticeRow.kind == NoticeKind.MEETING).order_by(NoticeRow.due_at)
    assert [row.urgent for row in await session.scalars(query)] == [False, True]


async def test_the_officer_learns_that_a_moment_is_taken_and_free_again(
    session: AsyncSession, newcomer: Newcomer, officer: StaffRow
) -> None:
    someone, free = await newcomer(), await moment(session, officer, days=3)
    await meetings.take(session, someone, free.id, NOW)
    assert await unsent(session, NoticeKind.STAFF_MEETING_TAKEN) == [(free.id, NOW)]
    await officer_was_told(session)
    await meetings.give_back(session, someone, free.id, NOW)
    assert await unsent(session, NoticeKind.STAFF_MEETING_FREED) == [(free.id, NOW)]


async def test_what_was_given_back_before_the_officer_knew_is_not_told(
    session: AsyncSession, newcomer: Newcomer, officer: StaffRow
) -> None:
    someone, other, free = await newcomer(), await newcomer(), await moment(session, officer, days=3)
    await meetings.take(session, someone, free.id, NOW)
    await officer_was_told(session)
    await meetings.give_back(session, someone, free.id, NOW)
    await meetings.take(session, other, free.id, NOW)
    await meetings.give_back(session, other, free.id, NOW)
    assert not await unsent(session, NoticeKind.STAFF_MEETING_TAKEN)
    assert len(await unsent(session, NoticeKind.STAFF_MEETING_FREED)) == 1, "that of the first, whom the officer knew"


async def test_an_officer_who_joins_later_is_reminded_too(session: AsyncSession, newcomer: Newcomer) -> None:
    await staff.add(session, "later@example.org", NOW, actor=ANA)
    await session.flush()
    later = await staff.of_email(session, "later@example.org")
    assert later is not None
    await meetings.take(session, await newcomer(), (await moment(session, later, days=3)).id, NOW)
    assert len(await unsent(session, NoticeKind.STAFF_MEETING)) == 2


async def test_an_erased_person_leaves_the_moment_free_and_nobody_reminded_twice(
    session: AsyncSession, newcomer: Newcomer, officer: StaffRow
) -> None:
    free = await moment(session, officer, days=3)
    erased = await newcomer()
    await meetings.take(session, erased, free.id, NOW)
    await officer_was_told(session)
    await privacy.erase(session, erased, NOW)
    assert not await unsent(session, NoticeKind.STAFF_MEETING)
    assert await unsent(session, NoticeKind.STAFF_MEETING_FREED) == [(free.id, NOW)]
    await meetings.take(session, await newcomer(), free.id, NOW)
    assert len(await unsent(session, NoticeKind.STAFF_MEETING)) == 2


async def test_a_withdrawn_moment_is_told_to_who_took_it(
    session: AsyncSession, newcomer: Newcomer, officer: StaffRow
) -> None:
    taken, free = await moment(session, officer, days=3), await moment(session, officer, days=4)
    someone = await newcomer()
    await meetings.take(session, someone, taken.id, NOW)
    for each in (taken, free):
        await meetings.withdraw(session, each.id, NOW, actor=ANA)
    with pytest.raises(MeetingGone):
        await meetings.withdraw(session, taken.id, NOW, actor=ANA)
    assert await unsent(session, NoticeKind.MEETING_WITHDRAWN) == [(taken.id, NOW)]
    assert not await unsent(session, NoticeKind.MEETING)
    assert not await unsent(session, NoticeKind.STAFF_MEETING)
    assert await meetings.meeting_of(session, someone, NOW) is None
    assert not await meetings.free(session, someone, NOW)


@pytest.mark.parametrize("minutes", [-20, -1, 0, 15, 29])
async def test_an_officer_is_in_one_place_at_a_time(session: AsyncSession, officer: StaffRow, minutes: int) -> None:
    await meetings.offer(session, officer.id, NOW + timedelta(days=2), 30, NOW, actor=ANA)
    with pytest.raises(MeetingTwice):
        begins = NOW + timedelta(days=2, minutes=minutes)
        await meetings.offer(session, officer.id, begins, 30, NOW, actor=ANA)
    for beside in (-30, 30):
        await meetings.offer(session, officer.id, NOW + timedelta(days=2, minutes=beside), 30, NOW, actor=ANA)


async def test_a_moment_that_is_over_is_not_offered(session: AsyncSession, officer: StaffRow) -> None:
    with pytest.raises(MeetingPast):
        await meetings.offer(session, officer.id, NOW - timedelta(minutes=1), 30, NOW, actor=ANA)


async def test_what_is_after_the_own_trip_is_not_offered(
    session: AsyncSession, newcomer: Newcomer, officer: StaffRow
) -> None:
    going, staying = await newcomer(), await newcomer()
    trip = (await trips.coming(session, NOW))[0]
    await seats.register(session, going, trip.id, 1, NOW)
    days = (trip.departs_at - NOW) / timedelta(days=1)
    before, after = await moment(session, officer, days=days - 1), await moment(session, officer, days=days + 1)
    assert [row.id for row in await meetings.free(session, going, NOW)] == [before.id]
    assert [row.id for row in await meetings.free(session, staying, NOW)] == [before.id, after.id]


async def test_a_moment_is_offered_once_and_each_step_is_in_the_audit_trail(
    session: AsyncSession, officer: StaffRow
) -> None:
    await session.execute(delete(AuditRow))
    row = await moment(session, officer, days=3)
    with pytest.raises(MeetingTwice):
        await moment(session, officer, days=3)
    await meetings.withdraw(session, row.id, NOW, actor=ANA)
    await session.flush()
    trail = [(each.actor, each.action, each.subject) for each in await session.scalars(select(AuditRow))]
    assert trail == [("ana", "offer meeting", row.id), ("ana", "withdraw meeting", row.id)]
