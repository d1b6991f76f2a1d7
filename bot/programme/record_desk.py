"""Officers' use cases on the records themselves: an employer, a vacancy or a trip made or changed by a form."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.locks import lock_vacancies
from bot.db.models import EmployerRow, TripRow
from bot.knowledge.normalized_text import words
from bot.programme import access, audit, employer_records, records, trip_changes
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.records import AlreadyThere, Kind, Record, RecordUnknown
from bot.programme.trip_views import Item
from bot.programme.trips import TripState

_TASKS = {Kind.EMPLOYERS: Task.EMPLOYERS, Kind.VACANCIES: Task.EMPLOYERS, Kind.TRIPS: Task.PLAN}
_ADDED = {Kind.EMPLOYERS: Action.ADD_EMPLOYER, Kind.VACANCIES: Action.ADD_VACANCY, Kind.TRIPS: Action.ADD_TRIP}
_CHANGED = {Kind.EMPLOYERS: Action.CHANGE_EMPLOYER, Kind.VACANCIES: Action.CHANGE_VACANCY}
_TOLD_BY = {  # what tells a record from others, and is not its reference
    Kind.EMPLOYERS: ("name", "town"),
    Kind.VACANCIES: ("employer_id", "occupation", "title"),
    Kind.TRIPS: ("town", "departs_at"),
}
_IN_WORDS = frozenset({"title", "about"})  # of which the trail keeps that they changed, not how


async def find(session: AsyncSession, officer: Officer, kind: Kind, reference: str) -> Record:
    """A record, for the form that changes it.

    Raises:
        NotAllowed: the officer's role does not include it.
        RecordUnknown: there is none.
    """
    access.require(officer, _TASKS[kind])
    return records.record(await records.find(session, kind, reference))


async def make(
    session: AsyncSession, officer: Officer, kind: Kind, columns: Mapping[str, Any], now: datetime,
    lines: Sequence[Item] = (),
) -> str:  # fmt: skip
    """Add an employer, a vacancy or a trip; a trip is in preparation until it is opened. Returns its reference.

    Args:
        lines: the programme of a trip's day.

    Raises:
        NotAllowed: the officer's role does not include it.
        AlreadyThere: the same is there, and not over.
        OutsideTheDay: the programme does not lie between departure and return.
    """
    access.require(officer, _TASKS[kind])
    actor = audit.of_officer(officer)
    await lock_vacancies(session)
    reference = await _free(session, kind, columns)
    if kind is Kind.EMPLOYERS:
        await employer_records.take_back_reference(session, reference)
    await records.make(session, kind, {**columns, "id": reference})
    audit.record(session, actor, _ADDED[kind], reference, now)
    await session.flush()
    if lines:
        await trip_changes.change(session, reference, {}, now, actor=actor, items=lines)
    return reference


async def change(
    session: AsyncSession, officer: Officer, kind: Kind, columns: Mapping[str, Any], read: str, now: datetime
) -> None:
    """Change an employer or a vacancy; nobody is told, since candidates read what stands there when they look.

    Args:
        columns: all of them.
        read: the version that the form began with.

    Raises:
        NotAllowed: the officer's role does not include it.
        RecordUnknown: there is none.
        ChangedMeanwhile: somebody else changed it since.
    """
    access.require(officer, _TASKS[kind])
    actor, reference = audit.of_officer(officer), str(columns["id"])
    await lock_vacancies(session)
    row = await records.find(session, kind, reference)
    records.require_version(row, read)
    if isinstance(row, EmployerRow):
        if row.name != columns["name"]:
            await employer_records.rename(session, reference, columns["name"], now, actor=actor)
        reached = {name: columns[name] or "" for name in employer_records.REACHED}
        await employer_records.reach(session, reference, reached, now, actor=actor)
    elif row.employer_id != columns["employer_id"]:
        raise RecordUnknown(reference)
    changes = await records.change(session, row, columns, now, actor=actor, along=None)
    if changes:
        traced = {name: pair for name, pair in changes.items() if name not in _IN_WORDS}
        worded = ", ".join(sorted(_IN_WORDS & changes.keys()))
        audit.record(
            session, actor, _CHANGED[kind], reference, now, traced | ({"words": (None, worded)} if worded else {})
        )


async def _free(session: AsyncSession, kind: Kind, columns: Mapping[str, Any]) -> str:
    """The reference of a new record: that of its content, or another where something else has that one by now.

    Raises:
        AlreadyThere: the same is there.
    """
    reference = str(columns["id"])
    while (row := await session.get(records.TABLES[kind], reference)) is not None:
        over = isinstance(row, TripRow) and row.state in (TripState.CANCELLED, TripState.HELD)
        if not over and all(_alike(getattr(row, name), columns[name]) for name in _TOLD_BY[kind]):
            raise AlreadyThere(reference)
        reference = reference[:2] + sha256(reference.encode()).hexdigest()[:12]  # the same for whoever sends it twice
    return reference


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_alike(one[each], other[each]) for each in one)
    return bool(words(one) == words(other) if isinstance(one, str) else one == other)
