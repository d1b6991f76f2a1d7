"""Undoes imports, as long as nothing depends on their rows."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base import retention_periods
from bot.base.errors import BotError
from bot.db.locks import lock_vacancies
from bot.db.models import (
    ImportRow,
    InterestRow,
    InterviewRow,
    RegistrationRow,
    SavedRow,
    TripEmployerRow,
    TripItemRow,
    TripRow,
    VacancyRow,
)
from bot.importing.columns import Kind
from bot.programme import audit
from bot.programme.audit import Action, Actor
from bot.programme.records import TABLES, plain


class Barrier(StrEnum):
    """Why an import cannot be undone."""

    NO_IMPORT = "no import"
    FORGOTTEN = "forgotten"  # the record of its changes was deleted
    GONE = "gone"  # one of its rows no longer exists
    TOLD = "travellers may have been told"
    CHANGED = "changed since"
    BUILT_ON = "built on"  # there are vacancies, trips, interests, registrations, a programme or interviews


class CannotTakeBack(BotError):
    """The import was not undone."""

    def __init__(self, barrier: Barrier, what: str) -> None:
        super().__init__(f"{barrier}: {what}")
        self.barrier = barrier
        self.what = what  # the number of the import, or the identifier of a row


def remember(
    session: AsyncSession, kind: Kind, changes: dict[str, dict[str, tuple[Any, Any]]], new: set[str], now: datetime,
    actor: Actor,
) -> ImportRow:  # fmt: skip
    """Store the changes of a file, so that it can be undone: by row, each column with its value before and after."""
    lines = {
        identifier: {
            "before": None if identifier in new else {name: plain(pair[0]) for name, pair in columns.items()},
            "after": {name: plain(pair[1]) for name, pair in columns.items()},
        }
        for identifier, columns in changes.items()
    }
    row = ImportRow(kind=kind, actor=actor.id, imported_at=now, lines=lines)
    session.add(row)
    return row


async def take_back(session: AsyncSession, number: int, now: datetime, *, actor: Actor) -> int:
    """Undo a whole import: new rows are deleted, changed ones restored. Returns how many rows.

    Raises:
        CannotTakeBack: it is too old, a row was changed since, or something has been built on it.
    """
    await lock_vacancies(session)
    done = await session.get(ImportRow, number)
    if done is None or done.taken_back_at is not None:
        raise CannotTakeBack(Barrier.NO_IMPORT, str(number))
    if not done.lines:
        raise CannotTakeBack(Barrier.FORGOTTEN, str(number))
    kind = Kind(done.kind)
    query: Any = select(TABLES[kind]).where(TABLES[kind].id.in_(list(done.lines)))
    if kind is Kind.TRIPS:
        query = query.options(selectinload(TripRow.employers))
    rows = {row.id: row for row in await session.scalars(query)}
    for identifier, line in done.lines.items():
        if why := await _in_the_way(session, kind, rows.get(identifier), line):
            raise CannotTakeBack(why, identifier)
    for identifier, line in done.lines.items():
        if line["before"] is None:
            await session.delete(rows[identifier])
        for name, value in (line["before"] or {}).items():
            setattr(rows[identifier], name, date.fromisoformat(value) if value and _is_day(kind, name) else value)
    done.taken_back_at, done.lines = now, {}
    audit.record(session, actor, Action.TAKE_IMPORT_BACK, str(number), now)
    return len(rows)


async def purge(session: AsyncSession, now: datetime) -> None:
    """Delete the records of changes of imports that were undone or are older than thirty days."""
    over = or_(ImportRow.imported_at < now - retention_periods.IMPORTED_VALUES, ImportRow.taken_back_at.is_not(None))
    await session.execute(update(ImportRow).where(over).values(lines={}))


def _is_day(kind: Kind, name: str) -> bool:
    """Whether a column has days, which JSON holds as text."""
    return isinstance(TABLES[kind].__table__.c[name].type, Date)


async def _in_the_way(session: AsyncSession, kind: Kind, row: Any, line: dict[str, Any]) -> Barrier | None:
    if row is None:
        return Barrier.GONE
    if kind is Kind.TRIPS and line["before"] is not None:
        return Barrier.TOLD
    if any(plain(getattr(row, name)) != value for name, value in line["after"].items()):
        return Barrier.CHANGED
    if line["before"] is not None:
        return None
    built: dict[Kind, Sequence[Any]] = {
        Kind.EMPLOYERS: (
            VacancyRow.employer_id == row.id, TripEmployerRow.employer_id == row.id, InterviewRow.employer_id == row.id,
        ),
        Kind.VACANCIES: (
            InterestRow.vacancy_id == row.id, SavedRow.vacancy_id == row.id, InterviewRow.vacancy_id == row.id,
        ),
        Kind.TRIPS: (RegistrationRow.trip_id == row.id, TripItemRow.trip_id == row.id, InterviewRow.trip_id == row.id),
    }  # fmt: skip
    for condition in built[kind]:
        if await session.scalar(select(exists().where(condition))):
            return Barrier.BUILT_ON
    return None
