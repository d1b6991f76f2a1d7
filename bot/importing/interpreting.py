"""Interprets a file line by line and compares it with the existing rows, before anything is written."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.clock import local_day
from bot.db.identity import is_sandbox
from bot.db.models import EmployerAliasRow, EmployerRow, TripRow
from bot.importing import duplicates
from bot.importing.columns import COLUMNS, Context, Kind, values
from bot.importing.lines import Line, Problem, Refused, Unknown
from bot.importing.named_in_cells import Alias, Known, Naming
from bot.importing.sheet import read
from bot.knowledge import Names, Resolver
from bot.programme.records import TABLES


@dataclass(frozen=True, slots=True)
class Understood:
    """An interpreted file. It is written in a later transaction, which need not wait for the reading."""

    kind: Kind
    lines: Sequence[Line]
    said: Sequence[Mapping[str, Any]]  # the values that each line gives
    ignored: tuple[Unknown, ...]  # unknown headings
    seen: frozenset[object]  # the existing rows at that time; the import is refused if they have changed since
    employers: Mapping[str, str]  # name and town of each existing employer, by reference


async def understand(
    session: AsyncSession,
    names: Names,
    kind: Kind,
    content: bytes,
    now: datetime,
    *,
    named: Mapping[str, str] | None = None,
    same: Mapping[int, str] | None = None,
) -> Understood:
    """Read a CSV or XLSX file, in a thread so that the event loop goes on. Problems are noted in the lines.

    Args:
        named: columns by headings, as decided by an officer.
        same: references by line number, for lines that an officer said are about an existing row.

    Raises:
        Refused: it is not such a file, or a required column is missing.
    """
    await refuse_demonstration(session)
    sheet = await asyncio.to_thread(read, content, COLUMNS[kind], named)
    for line in sheet.lines:
        if reference := (same or {}).get(line.number):
            line.cells = {**line.cells, "id": reference}
    employers, existing = await rows_of(session, Kind.EMPLOYERS), await rows_of(session, kind)
    context = await context_of(session, names, kind, employers, existing, now)
    sheet.require(COLUMNS[kind], context.known)
    said = await asyncio.to_thread(lambda: [values(kind, line, context) for line in sheet.lines])
    duplicates.refuse_repeated(sheet.lines, said)
    if kind is Kind.EMPLOYERS:
        duplicates.ask_about_namesakes(sheet.lines, said, context.employers, existing)
    shown = {row.id: f"{row.name}, {row.town}" for row in employers.values()}
    return Understood(kind, sheet.lines, said, sheet.unknown, seen(employers, existing), shown)


async def context_of(
    session: AsyncSession,
    names: Names,
    kind: Kind,
    employers: Mapping[str, EmployerRow],
    existing: Mapping[str, Any],
    now: datetime,
) -> Context:
    """What lines of this kind are read with, beside the rows that are there."""
    aliases = [
        Alias(row.employer_id, row.reference, row.name, row.town)
        for row in await session.scalars(select(EmployerAliasRow).order_by(EmployerAliasRow.id))
    ]
    naming = Naming((Known(row.id, row.name, row.town) for row in employers.values()), aliases)
    known = frozenset(existing) | (naming.merged().keys() if kind is Kind.EMPLOYERS else frozenset())
    return Context(names, Resolver(names), naming, local_day(now), known, known)


def seen(employers: Mapping[str, EmployerRow], existing: Mapping[str, Any]) -> frozenset[object]:
    """What names and references in a file are resolved by, of the existing rows: used to notice later changes."""
    return frozenset({*((row.id, row.name, row.town) for row in employers.values()), *existing})


async def rows_of(session: AsyncSession, kind: Kind) -> dict[str, Any]:
    """Every row of a kind, by its identifier."""
    query: Any = select(TABLES[kind])
    if kind is Kind.TRIPS:
        query = query.options(selectinload(TripRow.employers))
    return {row.id: row for row in await session.scalars(query)}


async def refuse_demonstration(session: AsyncSession) -> None:
    """Refuse real records beside invented ones.

    Raises:
        Refused: there are invented ones.
    """
    if await is_sandbox(session):  # there, imported rows are invented too, and may stand beside demonstration ones
        return
    invented = await session.scalar(select(EmployerRow.id).where(EmployerRow.demonstration).limit(1))
    if invented is not None:
        raise Refused([Problem(0, "", "", "there are demonstration employers, with whom real ones are never mixed")])
