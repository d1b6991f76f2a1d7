"""A file into the database: read, checked as a whole, then written in one transaction or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.db import Database
from bot.db.models import EmployerRow, TripRow, VacancyRow
from bot.importing.kinds import COLUMNS, Context, Kind, values
from bot.importing.sheet import Line, Problem, Refused, read
from bot.knowledge import Knowledge, Resolver
from bot.knowledge.text import words
from bot.programme import trip_changes
from bot.programme.trips import TripError, TripState

_TABLES: dict[Kind, type[EmployerRow | VacancyRow | TripRow]] = {
    Kind.EMPLOYERS: EmployerRow,
    Kind.VACANCIES: VacancyRow,
    Kind.TRIPS: TripRow,
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file did."""

    new: int
    changed: int
    unchanged: int


async def import_file(
    database: Database, knowledge: Knowledge, kind: Kind, path: Path, now: datetime, *, actor: str = "import"
) -> Imported:
    """Take a whole file; `actor` does it, in the audit trail. The same file twice leaves the same state.

    Raises:
        Refused: something is wrong, of which every line is told; nothing was written.
    """
    lines = read(path, COLUMNS[kind])
    async with database.transaction() as session:
        await _no_demonstration(session)
        context = Context(knowledge, Resolver(knowledge), await _employers(session))
        made = [values(kind, line, context) for line in lines]
        _no_twins(lines, made)
        existing = await _existing(session, kind)
        if kind is Kind.TRIPS:
            _heed_registrations(lines, made, existing)
        if problems := [problem for line in lines for problem in line.problems]:
            raise Refused(problems)
        employers = {row.id: row for row in await session.scalars(select(EmployerRow))}
        imported = await _write(session, kind, lines, made, existing, employers, now, actor)
        if problems := [problem for line in lines for problem in line.problems]:
            raise Refused(problems)
        return imported


async def _write(
    session: AsyncSession,
    kind: Kind,
    lines: Sequence[Line],
    made: Sequence[dict[str, Any]],
    existing: dict[str, Any],
    employers: dict[str, EmployerRow],
    now: datetime,
    actor: str,
) -> Imported:
    new = changed = 0
    for line, columns in zip(lines, made, strict=True):
        if kind is Kind.TRIPS:
            columns["employers"] = [employers[each] for each in columns["employers"]]
        row = existing.get(columns["id"])
        if row is None:
            session.add(_TABLES[kind](**columns))
            new += 1
        elif differing := {name: value for name, value in columns.items() if not _same(getattr(row, name), value)}:
            if kind is Kind.TRIPS:
                await _change_trip(session, line, row, columns, differing, now, actor)
            for name, value in differing.items():
                setattr(row, name, value)
            changed += 1
    return Imported(new, changed, len(made) - new - changed)


async def _change_trip(
    session: AsyncSession,
    line: Line,
    row: TripRow,
    columns: dict[str, Any],
    differing: dict[str, Any],
    now: datetime,
    actor: str,
) -> None:
    """What travellers must be told of goes the way on which they are told; the rest is left in `differing`."""
    told = [name for name in differing if name in trip_changes.COLUMNS]
    for name in told:
        del differing[name]
    if told:
        every = {name: value for name, value in columns.items() if name in trip_changes.COLUMNS}
        try:
            await trip_changes.change(session, row.id, every, now, actor=actor)
        except (TripError, ValueError) as error:
            line.refuse(told[0], str(error))
    if differing.pop("state", None) == TripState.OPEN:
        await trip_changes.open_trip(session, row.id, now, actor=actor)


def _same(before: Any, after: Any) -> bool:
    if isinstance(after, list) and all(isinstance(each, EmployerRow) for each in after):
        return {each.id for each in before} == {each.id for each in after}
    return bool(before == after)


async def _no_demonstration(session: AsyncSession) -> None:
    invented = await session.scalar(select(EmployerRow.id).where(EmployerRow.demonstration).limit(1))
    if invented is not None:
        reason = (
            "the database holds demonstration employers; real ones are never mixed with them: use another DATABASE_URL"
        )
        raise Refused([Problem(0, "", "", reason)])


async def _employers(session: AsyncSession) -> dict[str, str]:
    rows = (await session.execute(select(EmployerRow.id, EmployerRow.name))).all()
    return {words(name): identifier for identifier, name in rows} | {identifier: identifier for identifier, _ in rows}


async def _existing(session: AsyncSession, kind: Kind) -> dict[str, Any]:
    query: Any = select(_TABLES[kind])
    if kind is Kind.TRIPS:
        query = query.options(selectinload(TripRow.employers))
    return {row.id: row for row in await session.scalars(query)}


def _no_twins(lines: Sequence[Line], made: Sequence[dict[str, Any]]) -> None:
    first: dict[str, int] = {}
    for line, columns in zip(lines, made, strict=True):
        if (known := first.setdefault(columns["id"], line.number)) != line.number and not line.problems:
            line.refuse("id", f"the same as line {known}")


def _heed_registrations(lines: Sequence[Line], made: Sequence[dict[str, Any]], existing: dict[str, Any]) -> None:
    """A trip that is there keeps its seats that are taken, and, once it is published, its state.

    Officers closed it, or it was held: the season's file, which says that it is open, does not know.
    """
    for line, columns in zip(lines, made, strict=True):
        row = existing.get(columns["id"])
        if row is None:
            continue
        if columns["seats"] < row.taken:
            line.refuse("seats", f"{row.taken} seats are taken already")
        if row.state != TripState.DRAFT or not line.cells.get("state"):
            columns["state"] = row.state
