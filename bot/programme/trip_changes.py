"""What officers do with a trip, and what time does: everyone concerned is told once, with what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.i18n import QUEBEC_TIME
from bot.db.models import RegistrationRow, TripItemRow, TripRow
from bot.programme import audit, interviews, roll, waiting_list
from bot.programme.audit import ASSISTANT, Action, Actor
from bot.programme.trips import (
    ACTIVE,
    LAST_CALL,
    TAKES_REGISTRATIONS,
    MoveRefused,
    RegistrationState,
    TripError,
    TripState,
    clashing,
    find,
    move_trip,
    registrations,
)
from bot.queues import notices
from bot.queues.notices import NoticeKind


class Changed(StrEnum):
    """What of a trip travellers are told about when it changes."""

    TOWN = "town"
    WHEN = "when"
    DEPARTURE = "departure"
    MEETING = "meeting"
    PROGRAMME = "programme"


COLUMNS: Mapping[str, Changed | None] = {
    "town": Changed.TOWN,
    "region": None,
    "departs_at": Changed.WHEN,
    "returns_at": Changed.WHEN,
    "departure_point": Changed.DEPARTURE,
    "meeting_point": Changed.MEETING,
    "latitude": None,
    "longitude": None,
    "seats": None,
}


LONGEST = timedelta(days=7)  # of a trip: what is longer is a date that was mistyped


class SeatsTaken(TripError):
    """A trip cannot have fewer seats than are confirmed and offered."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.words = f"{taken} seats are taken already."


async def open_trip(session: AsyncSession, trip_id: str, now: datetime, *, actor: Actor) -> TripRow:
    """Take registrations, for the first time or again."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    move_trip(session, trip, TripState.OPEN, now, actor=actor)
    await waiting_list.offer_free_seats(session, trip, now)
    return trip


async def close_trip(session: AsyncSession, trip_id: str, now: datetime, *, actor: Actor) -> TripRow:
    """Take no more registrations, and offer no more seats; whoever waits keeps the place, and is told."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    move_trip(session, trip, TripState.CLOSED, now, actor=actor)
    for row in await registrations(session, trip_id, [RegistrationState.WAITING]):
        await notices.forget(session, row.id, NoticeKind.LINE_CLOSED)  # of an earlier time, opened again since
        notices.about_trip(session, row, NoticeKind.LINE_CLOSED, now)
    return trip


async def change(
    session: AsyncSession,
    trip_id: str,
    columns: Mapping[str, Any],
    now: datetime,
    *,
    actor: Actor,
    items: Sequence[TripItemRow] | None = None,
) -> set[Changed]:
    """Change a trip's columns and programme, and tell travellers what of it concerns them.

    Where it leaves at another moment, the programme and the interviews move along with it.

    Raises:
        SeatsTaken: fewer seats than are taken.
        MoveRefused: the trip is over or cancelled.
        ValueError: it would return before it leaves, last longer than any, or its programme would not fit in between.
    """
    trip = await find(session, trip_id, drafts=True, lock=True)
    differing = _differing(trip, columns)
    by = _local(differing.get("departs_at", trip.departs_at)) - _local(trip.departs_at)
    told = {kind for name in differing if (kind := COLUMNS[name])}
    near = notices.is_near(trip, now)  # a trip put off in its last night is told in that night
    if differing:
        changes = {name: (getattr(trip, name), value) for name, value in differing.items()}
        audit.record(session, actor, Action.CHANGE_TRIP, trip.id, now, changes)
    for name, value in differing.items():
        setattr(trip, name, value)
    stood = [[item.starts_at.isoformat(), item.text_fr, item.text_en] for item in trip.items]
    programme = _moved(trip.items, by) if items is None else list(items)
    if _lines(programme) != _lines(trip.items):
        told |= {Changed.PROGRAMME}
        trip.items = programme
        audit.record(session, actor, Action.CHANGE_PROGRAMME, trip.id, now)
    if told & {Changed.WHEN, Changed.PROGRAMME}:
        _require_inside(trip, programme)
    await session.flush()
    if told:
        await _tell(session, trip, told, stood, now, urgent=near)
    if by:
        await _move_interviews(session, trip, by, now, actor=actor)
        await _shorten_offers(session, trip, now)
    await waiting_list.offer_free_seats(session, trip, now)
    return told


async def double_booked(session: AsyncSession, trip_id: str) -> int:
    """How many households of a trip are registered for another one too on which they cannot go any more."""
    trip = await find(session, trip_id, drafts=True)
    rows = await registrations(session, trip_id, ACTIVE)
    return len([row for row in rows if await clashing(session, row.candidate, trip)])


async def cancel_trip(session: AsyncSession, trip_id: str, now: datetime, *, actor: Actor) -> int:
    """Call a trip off, and tell everyone who has a seat or waits for one; how many that are."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    move_trip(session, trip, TripState.CANCELLED, now, actor=actor)
    trip.revision += 1
    concerned = await registrations(session, trip_id, ACTIVE)
    for row in concerned:
        had_seats = row.state == RegistrationState.CONFIRMED
        await waiting_list.release(session, row, RegistrationState.CANCELLED, now, actor=actor)
        notices.about_trip(session, row, NoticeKind.TRIP_CANCELLED, now, had_seats=had_seats)
    return len(concerned)


async def work_due(session: AsyncSession, now: datetime) -> list[str]:
    """The trips for which something is to be done because of the time."""
    soon = now + LAST_CALL + waiting_list.LEAST_TIME_TO_ANSWER
    waiting = (
        select(RegistrationRow.trip_id)
        .join(RegistrationRow.trip)
        .where(RegistrationRow.state == RegistrationState.WAITING, TripRow.departs_at < soon)
    )
    leaving = select(TripRow.id).where(TripRow.state.in_(TAKES_REGISTRATIONS), TripRow.departs_at <= now)
    back = select(TripRow.id).where(TripRow.state == TripState.CLOSED, TripRow.returns_at <= now)
    return sorted({identifier for query in (waiting, leaving, back) for identifier in await session.scalars(query)})


async def go_on(session: AsyncSession, trip_id: str, now: datetime) -> None:
    """What time does to a trip: the line ends shortly before it leaves, then it leaves, then it was held."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    if waiting_list.line_is_over(trip, now):
        for row in await registrations(session, trip_id, [RegistrationState.WAITING]):
            await waiting_list.release(session, row, RegistrationState.PASSED, now, actor=ASSISTANT)
            notices.about_trip(session, row, NoticeKind.LINE_ENDED, now)
    if trip.departs_at <= now and trip.state in TAKES_REGISTRATIONS:
        move_trip(session, trip, TripState.CLOSED, now, actor=ASSISTANT)
    if trip.returns_at <= now and trip.state == TripState.CLOSED:
        move_trip(session, trip, TripState.HELD, now, actor=ASSISTANT)
        await roll.note_who_came(session, trip, now)


def _differing(trip: TripRow, columns: Mapping[str, Any]) -> dict[str, Any]:
    """What would change, if it may.

    A meeting point that changes without its position has none: a pin would show the old place under the new name.
    """
    if trip.state in {TripState.HELD, TripState.CANCELLED}:
        raise MoveRefused(trip.state, "changed")
    if columns.get("meeting_point", trip.meeting_point) != trip.meeting_point:
        columns = {"latitude": None, "longitude": None, **columns}
    differing = {name: value for name, value in columns.items() if getattr(trip, name) != value}
    if differing.get("seats", trip.seats) < trip.taken:
        raise SeatsTaken(trip.taken)
    if differing.get("departs_at", trip.departs_at) >= differing.get("returns_at", trip.returns_at):
        raise ValueError("a trip returns after it leaves")
    if differing.get("returns_at", trip.returns_at) - differing.get("departs_at", trip.departs_at) > LONGEST:
        raise ValueError(f"a trip lasts {LONGEST.days} days at most")
    return differing


def _require_inside(trip: TripRow, programme: Sequence[TripItemRow]) -> None:
    outside = [item for item in programme if not trip.departs_at <= item.starts_at <= trip.returns_at]
    if outside:
        moments = ", ".join(f"{_local(item.starts_at):%Y-%m-%d %H:%M}" for item in outside)
        raise ValueError(f"of the programme, this does not lie between departure and return: {moments}")


async def _tell(
    session: AsyncSession, trip: TripRow, told: set[Changed], stood: list[list[str]], now: datetime, *, urgent: bool
) -> None:
    """One notice for each household; what an unsent earlier one says is said by this one too.

    With a change of the programme goes the one that the household knows, so that only the lines that differ are said.
    """
    trip.revision += 1
    for row in await registrations(session, trip.id, ACTIVE):
        earlier = await notices.unsent(session, row.id, NoticeKind.TRIP_CHANGED)
        changed = told | {Changed(name) for each in earlier for name in each.data["changed"]}
        known = next((each.data["programme"] for each in earlier if "programme" in each.data), stood)
        data = {"programme": known} if Changed.PROGRAMME in changed else {}
        pressing = urgent or any(each.urgent for each in earlier)
        await notices.forget(session, row.id, NoticeKind.TRIP_CHANGED)
        notices.about_trip(session, row, NoticeKind.TRIP_CHANGED, now, urgent=pressing, changed=sorted(changed), **data)
        if Changed.WHEN in told and row.state == RegistrationState.CONFIRMED:
            await notices.forget(session, row.id, NoticeKind.REMINDER, NoticeKind.FEEDBACK)
            notices.remind(session, row, now)


async def _move_interviews(session: AsyncSession, trip: TripRow, by: timedelta, now: datetime, *, actor: Actor) -> None:
    stand = await interviews.of_trip(session, trip.id)
    if stand:
        moved = [replace(each, starts_at=_local(each.starts_at) + by) for each in stand]
        await interviews.publish(session, trip.id, moved, now, actor=actor)


async def _shorten_offers(session: AsyncSession, trip: TripRow, now: datetime) -> None:
    """An earlier departure leaves less time to answer; the offer is told again, with the hour that holds now."""
    last = waiting_list.last_call(trip)
    for row in await registrations(session, trip.id, [RegistrationState.OFFERED]):
        if row.offered_until is not None and row.offered_until > last:
            row.offered_until = last
            await notices.forget(session, row.id, NoticeKind.SEAT_OFFERED)
            notices.about_trip(session, row, NoticeKind.SEAT_OFFERED, now)


def _moved(items: Sequence[TripItemRow], by: timedelta) -> list[TripItemRow]:
    """The same programme, later or earlier as clocks on the wall show it."""
    return [
        TripItemRow(
            starts_at=_local(item.starts_at) + by, kind=item.kind, text_fr=item.text_fr, text_en=item.text_en
        )
        for item in items
    ]  # fmt: skip


def _local(moment: datetime) -> datetime:
    """In Québec's time, in which differences and sums are those of clocks on the wall."""
    return moment.astimezone(QUEBEC_TIME)


def _lines(items: Sequence[TripItemRow]) -> list[tuple[datetime, str, str, str]]:
    return sorted((_local(item.starts_at), item.kind, item.text_fr, item.text_en) for item in items)
