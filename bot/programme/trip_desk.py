"""Officers' use cases on a trip: changing, opening, closing and cancelling it, printing its sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.characters import printable
from bot.db.models import EmployerRow, TripRow
from bot.programme import (
    access,
    audit,
    day_sheets,
    drafts,
    interviews,
    records,
    trip_change_rules,
    trip_changes,
    trip_life,
    trips,
)
from bot.programme.access import Officer, Task
from bot.programme.day_sheets import Day
from bot.programme.drafts import DraftKind
from bot.programme.matching_inputs import Rules
from bot.programme.records import Record
from bot.programme.trip_change_rules import Changed
from bot.programme.trip_views import Item
from bot.programme.trips import TRIP_MOVES, TripState


class Step(StrEnum):
    """What an officer can do with a trip's state."""

    OPEN = "open"
    CLOSE = "close"
    CANCEL = "cancel"


_LEADS_TO = {Step.OPEN: TripState.OPEN, Step.CLOSE: TripState.CLOSED, Step.CANCEL: TripState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Editable:
    """A trip, with what surrounds it in the form that changes it."""

    record: Record
    taken: int
    lines: tuple[Item, ...]
    interviews: int  # how many are in force
    steps: tuple[Step, ...]


async def editable(session: AsyncSession, officer: Officer, trip_id: str) -> Editable:
    """A trip, for the form that changes it.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: there is no such trip.
    """
    access.require(officer, Task.PLAN)
    trip = await trips.find(session, trip_id, drafts=True)
    stand = await interviews.of_trip(session, trip_id)
    steps = tuple(step for step in Step if _leads(step, TripState(trip.state)))
    return Editable(records.record(trip), trip.taken, tuple(_lines(trip)), len(stand), steps)


async def employers(session: AsyncSession, officer: Officer) -> Mapping[str, str]:
    """All employers that a trip may meet: name and town by reference.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.PLAN)
    query = select(EmployerRow.id, EmployerRow.name, EmployerRow.town).order_by(EmployerRow.name, EmployerRow.town)
    return {reference: f"{name}, {town}" for reference, name, town in await session.execute(query)}


async def change(
    session: AsyncSession, officer: Officer, trip_id: str, columns: Mapping[str, Any], read: str, now: datetime, *,
    lines: Sequence[Item], along: bool | None,
) -> set[Changed]:  # fmt: skip
    """Change a trip; travellers are told what concerns them.

    Args:
        columns: values by column name, the employers that it meets by reference; unchanged ones have no effect.
        read: the version that the form began with.
        lines: the programme of the day; if unchanged, it moves along with the hours where `along` says so.

    Raises:
        NotAllowed: the officer's role does not include it.
        ChangedMeanwhile: somebody else changed it since.
        TripError: the subclasses that `trip_changes.change` raises.
    """
    access.require(officer, Task.PLAN)
    trip = await trips.find(session, trip_id, drafts=True, lock=True)
    records.require_version(trip, read)
    given = {name: value for name, value in columns.items() if name in trip_change_rules.COLUMNS}
    met = (await session.scalars(select(EmployerRow).where(EmployerRow.id.in_(columns["employers"])))).all()
    same = sorted(lines, key=lambda line: line.starts_at) == _lines(trip)
    return await trip_changes.change(
        session, trip_id, {**given, "employers": list(met)}, now, actor=audit.of_officer(officer),
        items=None if same else lines, along=along,
    )  # fmt: skip


async def open_close_or_cancel(
    session: AsyncSession, officer: Officer, trip_id: str, step: Step, now: datetime, reason: str = ""
) -> None:
    """Open, close or cancel a trip; everybody concerned is told, of what is cancelled with the `reason`, if any.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: there is no such trip.
        MoveRefused: not possible from its present state.
        ReasonTooLong: the reason is longer than anybody reads.
    """
    access.require(officer, Task.PLAN)
    actor = audit.of_officer(officer)
    match step:
        case Step.OPEN:
            await trip_life.open_trip(session, trip_id, now, actor=actor)
        case Step.CLOSE:
            await trip_life.close_trip(session, trip_id, now, actor=actor)
        case Step.CANCEL:
            await trip_life.cancel_trip(session, trip_id, now, actor=actor, reason=printable(reason).strip())


async def prepared(session: AsyncSession, officer: Officer, trip_id: str, now: datetime) -> bool:
    """Whether this officer has proposed interviews for the trip that are not in force."""
    return await drafts.latest(session, officer, DraftKind.TIMETABLE, trip_id, now) is not None


async def printed(session: AsyncSession, officer: Officer, trip_id: str, rules: Rules, now: datetime) -> Day:
    """What is printed about the day of a trip, with what travellers agreed to show; printing it is recorded.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: there is no such trip.
    """
    access.require(officer, Task.PLAN)
    return await day_sheets.printed(session, trip_id, rules, now, actor=audit.of_officer(officer))


async def received(session: AsyncSession, officer: Officer, trip_id: str) -> Mapping[str, str]:
    """The employers with interviews on the day, each of which gets a sheet: names by reference."""
    access.require(officer, Task.PLAN)
    stand = await interviews.of_trip(session, trip_id)
    names = await interviews.employer_names(session, {each.employer_id for each in stand})
    return dict(sorted(names.items(), key=lambda each: each[1]))


def _leads(step: Step, state: TripState) -> bool:
    """Whether an officer may take this step; a full trip is not opened, as seats come free by themselves."""
    return _LEADS_TO[step] in TRIP_MOVES[state] and (step, state) != (Step.OPEN, TripState.FULL)


def _lines(trip: TripRow) -> list[Item]:
    return [Item(item.starts_at, item.kind, dict(item.text)) for item in trip.items]
