"""Notices: when they are due, who is left in peace at night, what a change says once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.db.models import AuditRow
from bot.programme import seats, trip_change_rules, trip_changes, trip_life
from bot.programme.trip_change_rules import ReturnsTooSoon, SeatsTaken
from bot.programme.trip_views import Item
from bot.programme.trips import AnotherTripThen, MoveRefused
from bot.queues import notices
from bot.queues.notices import NoticeKind
from bot.queues.quiet_hours import is_night
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer
from tests.programme.trip_ahead import a_trip, at, pending
from tests.rows import row_of


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (at(10, 20, 59), False), (at(10, 21), True), (at(11, 7, 59), True), (at(11, 8), False),
        (at(14, 7, 59), True), (at(14, 8), False),  # clocks went forward at 2 a.m. of March 14, 2027
        (at(7, 7, 59, month=11), True), (at(7, 8, month=11), False),  # and back on November 7
    ],
)  # fmt: skip
def test_people_are_left_in_peace_at_night_as_quebec_counts_it(moment: datetime, night: bool) -> None:
    assert is_night(moment.astimezone(UTC)) is night


async def test_reminders_come_at_six_in_the_evening_across_the_change_of_clocks(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip = await a_trip(session, at(15, 5, 30))  # the day after the clocks went forward
    await seats.register(session, await newcomer(), trip.id, 1, at(1, 12))
    due = [row.due_at.astimezone(QUEBEC_TIME) for row in await pending(session, NoticeKind.REMINDER)]
    assert [(each.day, each.hour) for each in due] == [(8, 18), (13, 18), (14, 18)]


async def test_reminders_that_lie_behind_are_not_sent(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    await seats.register(session, await newcomer(), trip.id, 1, at(14, 10))
    assert [row.data["days"] for row in await pending(session, NoticeKind.REMINDER)] == [1]


async def test_whoever_writes_at_night_is_told_at_once(session: AsyncSession, newcomer: Newcomer) -> None:
    awake, asleep = await newcomer(), await newcomer()
    for someone, subject in ((awake, "mine"), (asleep, "theirs")):
        notices.write(session, someone, NoticeKind.SEAT_OFFERED, subject, at(1, 22))
    await session.flush()
    assert await notices.due(session, at(1, 23)) == []
    [told] = await notices.due(session, at(1, 23), awake=[awake.chat_id])
    row = await notices.begin(session, told, at(1, 23))
    assert row is not None
    assert row.subject == "mine"


async def test_at_night_only_what_is_urgent_is_due(session: AsyncSession, newcomer: Newcomer) -> None:
    someone = await newcomer()
    notices.write(session, someone, NoticeKind.ABSENT, "a", at(1, 12))
    notices.write(session, someone, NoticeKind.ABSENT, "b", at(1, 13), urgent=True)
    await session.flush()
    assert len(await notices.due(session, at(1, 20))) == 2
    [urgent] = await notices.due(session, at(1, 23))
    row = await notices.begin(session, urgent, at(1, 23))
    assert row is not None
    assert row.subject == "b"
    assert await notices.begin(session, urgent, at(1, 23)) is None, "said once"


async def test_a_change_is_told_once_to_everybody_concerned(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    people = [await newcomer() for _ in range(3)]
    for person in people[:2]:
        await seats.register(session, person, trip.id, 1, at(1, 12))
    await seats.wait(session, people[2], trip.id, 1, at(1, 12))
    await trip_changes.change(session, trip.id, {"meeting_point": "Gare"}, at(2, 12), actor=ANA)
    told = await trip_changes.change(
        session, trip.id, {"departs_at": at(16, 5, 30), "returns_at": at(16, 22)}, at(2, 12, 5), actor=ANA
    )
    assert told == {trip_change_rules.Changed.WHEN}
    rows = await pending(session, NoticeKind.TRIP_CHANGED)
    assert sorted(row.candidate_id or 0 for row in rows) == sorted(person.id for person in people)
    assert all(set(row.data["stood"]) == {"meeting", "when"} for row in rows), "both changes in one message"
    due = [row.due_at.astimezone(QUEBEC_TIME).day for row in await pending(session, NoticeKind.REMINDER)]
    assert due == [9, 9, 14, 14, 15, 15], "reminders follow the new date"
    assert not await trip_changes.change(session, trip.id, {"meeting_point": "Gare"}, at(2, 13), actor=ANA)


async def test_a_change_within_a_day_is_urgent(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    await seats.register(session, await newcomer(), trip.id, 1, at(1, 12))
    await trip_changes.change(session, trip.id, {"departure_point": "Papineau"}, at(14, 22), actor=ANA)
    [row] = await pending(session, NoticeKind.TRIP_CHANGED)
    assert row.urgent
    assert row.id in await notices.due(session, at(14, 23))


@pytest.mark.parametrize(
    ("kind", "now", "urgent"),
    [
        (NoticeKind.TRIP_CHANGED, at(14, 5, 30), False),
        (NoticeKind.TRIP_CHANGED, at(14, 5, 31), True),
        (NoticeKind.INTERVIEWS, at(15, 7), True),  # under way, and still night as people who sleep count it
        (NoticeKind.INTERVIEWS, at(15, 20, 30), False),  # back
        (NoticeKind.ABSENT, at(15, 21, 45), False),
        (NoticeKind.OFFER_PASSED, at(14, 22), False),
        (NoticeKind.LINE_ENDED, at(14, 22), False),
    ],
)
async def test_only_what_changes_a_trip_that_is_near_or_under_way_is_told_at_night(
    session: AsyncSession, newcomer: Newcomer, kind: NoticeKind, now: datetime, urgent: bool
) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    row = await row_of(session, await seats.register(session, await newcomer(), trip.id, 1, at(1, 12)))
    notices.about_trip(session, row, kind, now)
    assert [each.urgent for each in await pending(session, kind)] == [urgent]


async def test_a_trip_put_off_in_its_last_night_is_told_in_that_night(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    await seats.register(session, await newcomer(), trip.id, 1, at(1, 12))
    later = {"departs_at": at(22, 5, 30), "returns_at": at(22, 20)}
    await trip_changes.change(session, trip.id, later, at(14, 22), actor=ANA)
    await trip_changes.change(session, trip.id, {"meeting_point": "Gare"}, at(14, 22), actor=ANA)
    [row] = await pending(session, NoticeKind.TRIP_CHANGED)
    assert row.id in await notices.due(session, at(14, 22))


async def test_a_line_that_is_closed_twice_is_told_once(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await a_trip(session, at(15, 5, 30), capacity=1)
    await seats.register(session, await newcomer(), trip.id, 1, at(1, 12))
    await seats.wait(session, await newcomer(), trip.id, 1, at(1, 12))
    for act in (trip_life.close_trip, trip_life.open_trip, trip_life.close_trip):
        await act(session, trip.id, at(1, 12), actor=ANA)
    assert len(await pending(session, NoticeKind.LINE_CLOSED)) == 1


async def test_a_cancelled_trip_frees_and_tells_everybody(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await a_trip(session, at(15, 5, 30), capacity=1)
    await seats.register(session, await newcomer(), trip.id, 1, at(1, 12))
    await seats.wait(session, await newcomer(), trip.id, 1, at(1, 12))
    assert await trip_life.cancel_trip(session, trip.id, at(2, 12), actor=ANA) == 2
    told = await pending(session, NoticeKind.TRIP_CANCELLED)
    assert sorted(row.data["had_seats"] for row in told) == [False, True]
    assert not await pending(session, NoticeKind.REMINDER)
    assert not await pending(session, NoticeKind.SEAT_OFFERED), "no offer of a trip that does not take place"
    assert trip.taken == 0
    with pytest.raises(MoveRefused):
        await trip_life.open_trip(session, trip.id, at(2, 12), actor=ANA)


async def test_a_trip_cannot_lose_seats_that_are_taken(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    await seats.register(session, await newcomer(), trip.id, 2, at(1, 12))
    with pytest.raises(SeatsTaken):
        await trip_changes.change(session, trip.id, {"seats": 1}, at(2, 12), actor=ANA)
    with pytest.raises(ReturnsTooSoon):
        await trip_changes.change(session, trip.id, {"returns_at": at(14, 5)}, at(2, 12), actor=ANA)


async def test_two_trips_of_one_day_are_refused(session: AsyncSession, newcomer: Newcomer) -> None:
    one, other = await a_trip(session, at(15, 5, 30)), await a_trip(session, at(15, 7), number=2)
    evening = await a_trip(session, at(15, 20, 31), number=4)  # a minute after the first one is back
    across = await a_trip(session, at(16, 0, 5), number=3)  # five minutes after midnight is the next day
    someone = await newcomer()
    await seats.register(session, someone, one.id, 1, at(1, 12))
    for same_day in (other, evening):
        with pytest.raises(AnotherTripThen):
            await seats.register(session, someone, same_day.id, 1, at(1, 12))
    await seats.register(session, someone, across.id, 1, at(1, 12))


@pytest.mark.parametrize(("leaves", "refused"), [(at(16, 5, 30), True), (at(16, 12, 59), True), (at(16, 13), False)])
async def test_nobody_leaves_again_before_being_back(
    session: AsyncSession, newcomer: Newcomer, leaves: datetime, refused: bool
) -> None:
    overnight = await a_trip(session, at(15, 22))  # back at 13 h of the next day
    next_day = await a_trip(session, leaves, number=2)
    someone = await newcomer()
    await seats.register(session, someone, overnight.id, 1, at(1, 12))
    if refused:
        with pytest.raises(AnotherTripThen):
            await seats.wait(session, someone, next_day.id, 1, at(1, 12))
    else:
        await seats.register(session, someone, next_day.id, 1, at(1, 12))


async def test_what_cannot_be_said_is_put_off_and_at_last_set_aside(session: AsyncSession, newcomer: Newcomer) -> None:
    notices.write(session, await newcomer(), NoticeKind.ABSENT, "a", NOW)
    await session.flush()
    now, tries = NOW, 0
    while True:
        [found] = await notices.due(session, now)
        tries += 1
        if (given_up := await notices.retry_or_set_aside(session, found, "KeyError", now)) is not None:
            break
        await session.flush()
        assert not await notices.due(session, now), "others come first"
        now = (await pending(session, NoticeKind.ABSENT))[0].due_at
    assert tries == 5
    assert timedelta(hours=1) < now - NOW < timedelta(hours=2), "a mend may be installed meanwhile"
    assert [(each.name, each.attempts) for each in await notices.set_aside(session)] == [("absent", 5)]
    assert await notices.begin(session, given_up.id, now) is None


async def test_what_is_said_after_a_failure_is_not_set_aside(session: AsyncSession, newcomer: Newcomer) -> None:
    notices.write(session, await newcomer(), NoticeKind.ABSENT, "a", NOW)
    await session.flush()
    [found] = await notices.due(session, NOW)
    await notices.retry_or_set_aside(session, found, "KeyError", NOW)
    assert await notices.begin(session, found, NOW) is not None
    assert not await notices.set_aside(session)


async def test_each_changed_column_is_in_the_audit_trail_with_from_and_to(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip = await a_trip(session, at(15, 5, 30))
    await trip_changes.change(
        session, trip.id, {"meeting_point": "Gare", "seats": 9, "departure_point": "Berri"}, NOW, actor=ANA
    )
    await session.flush()
    [row] = await session.scalars(select(AuditRow).where(AuditRow.subject == trip.id))
    assert (row.actor_kind, row.actor, row.role, row.action) == ("officer", "ana", "officer", "change trip")
    assert row.changes == {"meeting_point": ["Mairie", "Gare"], "seats": [2, 9]}


async def test_the_programme_that_travellers_know_goes_with_a_change_of_it(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    def item(hour: int, words: str) -> Item:
        return Item(at(15, hour), "visits", {"fr": words, "en": words})

    trip = await a_trip(session, at(15, 5, 30))
    await trip_changes.change(session, trip.id, {}, at(1, 12), actor=ANA, items=[item(9, "a")])
    await seats.register(session, await newcomer(), trip.id, 1, at(1, 12))
    for words in ("b", "c"):
        await trip_changes.change(session, trip.id, {}, at(2, 12), actor=ANA, items=[item(9, words)])
    [row] = await pending(session, NoticeKind.TRIP_CHANGED)
    assert [line[1:] for line in row.data["stood"]["programme"]] == [[{"fr": "a", "en": "a"}]], "nobody was told of b"
