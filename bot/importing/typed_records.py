"""One record as somebody typed it into a form, read by the readers of a file's cells: as a whole, or refused."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.importing import duplicates, vacancy_days
from bot.importing.cells import meant
from bot.importing.columns import COLUMNS, Kind, values
from bot.importing.interpreting import context_of, refuse_demonstration, rows_of
from bot.importing.lines import Line, Problem
from bot.importing.named_in_cells import Known, Naming
from bot.knowledge import Names
from bot.programme.records import whole

# What an emptied field means for a record that is there; a vacancy is then `whole` without it, as a new one.
_EMPTIED: Mapping[Kind, Mapping[str, Any]] = {
    Kind.EMPLOYERS: dict.fromkeys(("contact", "phone", "email", "employees")) | {"about": {}},
    Kind.TRIPS: {"latitude": None, "longitude": None, "registers_until": None, "employers": ()},
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form says: all columns of the record, or why some of its fields cannot be read."""

    columns: Mapping[str, Any]
    problems: Mapping[str, Problem]  # by field
    question: Problem | None  # to be answered with yes before it is new


async def read(
    session: AsyncSession, names: Names, kind: Kind, typed: Mapping[str, str], now: datetime, *, stands: str | None
) -> Typed:
    """Read the fields of a form.

    Args:
        typed: what stands in each field, by column name.
        stands: the reference of the record that is changed; None for a new one.

    Raises:
        Refused: real records are never mixed with invented ones.
    """
    if stands is None and kind is not Kind.VACANCIES:  # those of an invented employer are invented as it is
        await refuse_demonstration(session)
    cells = {name: meant(text.replace("\r\n", "\n").strip()) for name, text in typed.items()}
    if stands:
        cells["id"] = stands
    line = Line(0, cells, {each.name: each.name for each in COLUMNS[kind]}, written=typed)
    employers, existing = await rows_of(session, Kind.EMPLOYERS), await rows_of(session, kind)
    context = await context_of(session, names, kind, employers, existing, now)
    # A vacancy is read as a new one: whatever its form leaves empty is said no more.
    there = frozenset({stands} if stands else ())
    context = replace(context, there=there, known=frozenset() if kind is Kind.VACANCIES else there)
    if kind is Kind.EMPLOYERS:  # a former name may be taken again
        context = replace(context, employers=Naming(Known(row.id, row.name, row.town) for row in employers.values()))
    said = await asyncio.to_thread(values, kind, line, context)
    _require(kind, line)
    if kind is Kind.EMPLOYERS:
        duplicates.ask_about_namesakes([line], [said], context.employers, existing)
    columns = {**_EMPTIED.get(kind, {}), **said}
    if kind is Kind.VACANCIES:
        columns = whole(kind, columns)
        if stands in existing:
            vacancy_days.heed_changes(line, columns, existing[stands], context.today)
    problems: dict[str, Problem] = {}
    for each in line.problems:
        problems.setdefault(each.column, each)
    return Typed(columns, problems, next(iter(line.questions), None))


def _require(kind: Kind, line: Line) -> None:
    for column in COLUMNS[kind]:
        if column.required and line.cells.get(column.name) in (None, "") and not _refused(line, column.name):
            line.refuse_empty(column.name)


def _refused(line: Line, column: str) -> bool:
    return any(each.column == column for each in line.problems)
