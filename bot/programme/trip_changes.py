"""What officers do with a trip, and what time does: everyone concerned is told once, with what changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow, TripItemRow, TripRow
from bot.i18n import QUEBEC_TIME
from bot.programme import notices, seats
from bot.programme.notices import NoticeKind
from bot.programme.trips import (
    ACTIVE,
    BOT,
    HOLDING,
    LAST_CALL,
    TAKES_REGISTRATIONS,
    MoveRefused,
    RegistrationState,
    TripError,
    TripState,
    find,
    move_registration,
    move_trip,
    note,
    registrations,
)


class Changed(StrEnum):
    """What of a trip travellers are told about when it changes."""

    WHEN = "when"
    DEPARTURE = "departure"
    MEETING = "meeting"
    PROGRAMME = "programme"


COLUMNS: Mapping[str, Changed | None] = {
    "departs_at": Changed.WHEN,
    "returns_at": Changed.WHEN,
    "departure_point": Changed.DEPARTURE,
    "meeting_point": Changed.MEETING,
    "latitude": None,
    "longitude": None,
    "seats": None,
}


class SeatsTaken(TripError):
    """A trip cannot have fewer seats than are confirmed and offered."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.words = f"{taken} seats are taken already."


async def open_trip(session: AsyncSession, trip_id: str, now: datetime, *, actor: str) -> TripRow:
    """Take registrations, for the first time or again."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    move_trip(session, trip, TripState.OPEN, now, actor=actor)
    await seats.offer_free_seats(session, trip, now)
    return trip


async def close_trip(session: AsyncSession, trip_id: str, now: datetime, *, actor: str) -> TripRow:
    """Take no more registrations, and offer no more seats."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    move_trip(session, trip, TripState.CLOSED, now, actor=actor)
    return trip


async def change(
    session: AsyncSession,
    trip_id: str,
    columns: Mapping[str, Any],
    now: datetime,
    *,
    actor: str,
    items: Sequence[TripItemRow] | None = None,
) -> set[Changed]:
    """Change a trip's columns and programme, and tell travellers what of it concerns them.

    Raises:
        SeatsTaken: fewer seats than are taken.
        MoveRefused: the trip is over or cancelled.
        ValueError: it would return before it leaves, or a column is none that changes.
    """
    trip = await find(session, trip_id, drafts=True, lock=True)
    if trip.state in {TripState.HELD, TripState.CANCELLED}:
        raise MoveRefused(trip.state, "changed")
    before = {name: getattr(trip, name) for name in COLUMNS}
    differing = {name: value for name, value in columns.items() if before[name] != value}
    if differing.get("seats", trip.seats) < trip.taken:
        raise SeatsTaken(trip.taken)
    if differing.get("departs_at", trip.departs_at) >= differing.get("returns_at", trip.returns_at):
        raise ValueError("a trip returns after it leaves")
    for name, value in differing.items():
        setattr(trip, name, value)
    told = {kind for name in differing if (kind := COLUMNS[name])}
    stood = [[item.starts_at.isoformat(), item.text_fr, item.text_en] for item in trip.items]
    if items is not None and _lines(items) != _lines(trip.items):
        told |= {Changed.PROGRAMME}
        trip.items = list(items)
        note(session, actor, "change programme", trip.id, now)
    for name, value in differing.items():
        note(session, actor, f"change {name}", trip.id, now, f"{before[name]} > {value}")
    await session.flush()
    if told:
        await _tell(session, trip, told, stood, now)
    await seats.offer_free_seats(session, trip, now)
    return told


async def cancel_trip(session: AsyncSession, trip_id: str, now: datetime, *, actor: str) -> int:
    """Call a trip off, and tell everyone who has a seat or waits for one; how many that are."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    move_trip(session, trip, TripState.CANCELLED, now, actor=actor)
    trip.revision += 1
    concerned = await registrations(session, trip_id, ACTIVE)
    for row in concerned:
        await seats.release(session, row, RegistrationState.CANCELLED, now, actor=actor)
        notices.about_trip(session, row, NoticeKind.TRIP_CANCELLED, now)
    return len(concerned)


async def work_due(session: AsyncSession, now: datetime) -> list[str]:
    """The trips for which something is to be done because of the time."""
    soon = now + LAST_CALL + seats.LEAST_TIME_TO_ANSWER
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
    if seats.line_is_over(trip, now):
        for row in await registrations(session, trip_id, [RegistrationState.WAITING]):
            await seats.release(session, row, RegistrationState.PASSED, now, actor=BOT)
            notices.about_trip(session, row, NoticeKind.LINE_ENDED, now)
    if trip.departs_at <= now and trip.state in TAKES_REGISTRATIONS:
        move_trip(session, trip, TripState.CLOSED, now, actor=BOT)
    if trip.returns_at <= now and trip.state == TripState.CLOSED:
        move_trip(session, trip, TripState.HELD, now, actor=BOT)
        await _note_who_came(session, trip, now)


async def _note_who_came(session: AsyncSession, trip: TripRow, now: datetime) -> None:
    """Where nobody was checked in, no roll was called, and everybody counts as there."""
    rows = await registrations(session, trip.id, HOLDING)
    called = any(row.checked_in_at for row in rows)
    for row in rows:
        if row.state == RegistrationState.OFFERED:
            await seats.release(session, row, RegistrationState.PASSED, now, actor=BOT)
        elif row.checked_in_at or not called:
            move_registration(session, row, RegistrationState.ATTENDED, now, actor=BOT)
        else:
            move_registration(session, row, RegistrationState.ABSENT, now, actor=BOT)
            await notices.forget(session, row.id)
            notices.about_trip(session, row, NoticeKind.ABSENT, now)


async def _tell(
    session: AsyncSession, trip: TripRow, told: set[Changed], stood: list[list[str]], now: datetime
) -> None:
    """One notice for each household; what an unsent earlier one says is said by this one too.

    The programme that the household knows goes with it, so that only the lines that differ are said.
    """
    trip.revision += 1
    for row in await registrations(session, trip.id, ACTIVE):
        earlier = await notices.unsent(session, row.id, NoticeKind.TRIP_CHANGED)
        changed = told | {Changed(name) for each in earlier for name in each.data["changed"]}
        known = next((each.data["programme"] for each in earlier if "programme" in each.data), stood)
        await notices.forget(session, row.id, NoticeKind.TRIP_CHANGED)
        notices.about_trip(session, row, NoticeKind.TRIP_CHANGED, now, changed=sorted(changed), programme=known)
        if Changed.WHEN in told and row.state == RegistrationState.CONFIRMED:
            await notices.forget(session, row.id, NoticeKind.REMINDER, NoticeKind.FEEDBACK)
            notices.remind(session, row, now)


def _lines(items: Sequence[TripItemRow]) -> list[tuple[datetime, str, str, str]]:
    return sorted((item.starts_at.astimezone(QUEBEC_TIME), item.kind, item.text_fr, item.text_en) for item in items)
