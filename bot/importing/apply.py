"""A file into the database: read, checked as a whole, then written in one transaction or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.i18n import QUEBEC_TIME, texts
from bot.base.terms import Language
from bot.db.models import EmployerRow, TripRow, VacancyRow
from bot.importing.columns import ASKED, COLUMNS, DEFAULTS, UNSAID, Context, Kind, values
from bot.importing.naming import Known, Naming
from bot.importing.sheet import Line, Problem, Refused, Sheet, read
from bot.importing.taking_back import TABLES, remember
from bot.knowledge import Knowledge, Resolver
from bot.knowledge.text import words
from bot.programme import audit, trip_changes
from bot.programme.audit import Action, Actor
from bot.programme.trips import TripError, TripState
from bot.replies import refusals


@dataclass(frozen=True, slots=True)
class Done:
    """What one line did: the row it is about, and what it changed there, from what to what (all, of a new one)."""

    line: int
    id: str
    is_new: bool
    changes: Mapping[str, tuple[Any, Any]]
    unsaid: tuple[str, ...] = ()  # what a new vacancy leaves open


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file did, or would do."""

    new: int
    changed: int
    unchanged: int
    lines: tuple[Done, ...] = field(default=(), compare=False)
    unsaid: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)  # lines by what they leave out
    ignored: tuple[str, ...] = field(default=(), compare=False)  # headings that are not known, each with the nearest
    questions: tuple[Problem, ...] = field(default=(), compare=False)  # that a person has said or has to say yes to
    number: int | None = field(default=None, compare=False)  # by which it can be taken back


async def import_file(
    session: AsyncSession,
    knowledge: Knowledge,
    kind: Kind,
    content: bytes,
    now: datetime,
    *,
    actor: Actor,
    sure: bool = False,
) -> Imported:
    """Take a whole CSV or XLSX file. The same file twice leaves the same state.

    Args:
        actor: who does it, for the audit trail.
        sure: what the lines ask has been answered with yes.

    Raises:
        Refused: something is wrong, or asked, of which every line is told; the transaction must not be committed.
    """
    found = await _import(session, knowledge, kind, read(content, COLUMNS[kind]), now, actor)
    if found.questions and not sure:
        raise Refused(found.questions)
    changed = {each.id: dict(each.changes) for each in found.lines if each.changes}
    if not changed:
        return found
    row = remember(session, kind, changed, {each.id for each in found.lines if each.is_new}, now, actor)
    await session.flush()
    audit.record(session, actor, Action.IMPORT, str(row.id), now, {kind: (None, len(changed))})
    return replace(found, number=row.id)


async def preview(
    session: AsyncSession, knowledge: Knowledge, kind: Kind, content: bytes, now: datetime, *, actor: Actor
) -> Imported:
    """What taking a file would do; nothing is written, and this transaction is over.

    Raises:
        Refused: something is wrong, of which every line is told.
    """
    found = await _import(session, knowledge, kind, read(content, COLUMNS[kind]), now, actor)
    await session.rollback()
    return found


async def _import(
    session: AsyncSession, knowledge: Knowledge, kind: Kind, sheet: Sheet, now: datetime, actor: Actor
) -> Imported:
    await _no_demonstration(session)
    employers = {row.id: row for row in await session.scalars(select(EmployerRow))}
    naming = Naming(Known(row.id, row.name, row.town) for row in employers.values())
    existing = await _existing(session, kind)
    today = now.astimezone(QUEBEC_TIME).date()
    context = Context(knowledge, Resolver(knowledge), naming, today, frozenset(existing))
    if any(str(line.cells.get("id") or "") not in existing for line in sheet.lines):
        sheet.require(COLUMNS[kind])
    said = [values(kind, line, context) for line in sheet.lines]
    _no_twins(sheet.lines, said)
    if kind is Kind.EMPLOYERS:
        _ask_about_namesakes(sheet.lines, said, naming, existing)
    if kind is Kind.TRIPS:
        _heed_registrations(sheet.lines, said, existing)
    _refuse_what_is_wrong(sheet.lines)
    done = await _write(session, kind, sheet.lines, said, existing, employers, now, actor)
    _refuse_what_is_wrong(sheet.lines)
    new, changed = (sum(bool(each.changes) and each.is_new is fresh for each in done) for fresh in (True, False))
    left_open = {name: tuple(each.line for each in done if name in each.unsaid) for name in ASKED}
    unsaid = {name: lines for name, lines in left_open.items() if lines}
    questions = tuple(question for line in sheet.lines for question in line.questions)
    return Imported(new, changed, len(done) - new - changed, tuple(done), unsaid, sheet.unknown, questions)


def _refuse_what_is_wrong(lines: Sequence[Line]) -> None:
    if problems := [problem for line in lines for problem in line.problems]:
        raise Refused(problems)


async def _write(
    session: AsyncSession,
    kind: Kind,
    lines: Sequence[Line],
    said: Sequence[dict[str, Any]],
    existing: dict[str, Any],
    employers: dict[str, EmployerRow],
    now: datetime,
    actor: Actor,
) -> list[Done]:
    done = []
    for line, columns in zip(lines, said, strict=True):
        row = existing.get(columns["id"])
        if row is None:
            whole = {**DEFAULTS[kind], **columns}
            if kind is Kind.VACANCIES:
                whole["unsaid"] = [name for name in UNSAID if name not in columns]
            changes = {name: (None, value) for name, value in whole.items()}
            _name_employers(whole, employers)
            session.add(TABLES[kind](**whole))
            unsaid = tuple(name for name in ASKED if kind is Kind.VACANCIES and name not in columns)
            done.append(Done(line.number, columns["id"], True, changes, unsaid))
            continue
        if kind is Kind.VACANCIES:
            _keep_in_step(row, columns)
        _name_employers(columns, employers)
        differing = {name: value for name, value in columns.items() if not _same(getattr(row, name), value)}
        done.append(
            Done(line.number, row.id, False, {name: (getattr(row, name), value) for name, value in differing.items()})
        )
        if differing and kind is Kind.TRIPS:
            await _change_trip(session, line, row, columns, differing, now, actor)
        for name, value in differing.items():
            setattr(row, name, value)
    return done


def _name_employers(columns: dict[str, Any], employers: Mapping[str, EmployerRow]) -> None:
    if "employers" in columns:
        columns["employers"] = [employers[each] for each in columns["employers"]]


def _keep_in_step(row: VacancyRow, columns: dict[str, Any]) -> None:
    """What is said is unsaid no more; and a most that was the least, or is now less than it, follows the least."""
    if row.unsaid:
        columns["unsaid"] = [name for name in row.unsaid if name not in columns]
    low = columns.get("wage_low_cents")
    follows = row.wage_high_cents == row.wage_low_cents or row.wage_high_cents < (low or 0)
    if low and follows and "wage_high_cents" not in columns:
        columns["wage_high_cents"] = low


def _ask_about_namesakes(
    lines: Sequence[Line], said: Sequence[Mapping[str, Any]], naming: Naming, existing: Mapping[str, Any]
) -> None:
    """A new employer with the name of one that is there: another site, or a correction without its reference."""
    for line, columns in zip(lines, said, strict=True):
        if columns.get("id") in existing or "name" not in columns:
            continue
        there = [each for each in naming.of_name(columns["name"]) if each.id != columns.get("id")]
        if line.cells.get("id"):
            there = [each for each in there if words(each.town) == words(str(columns.get("town")))]
        if there:
            names = "; ".join(each.shown for each in there)
            line.ask("name", f"an employer of this name is there: {names}. To correct it, write its reference")


async def _change_trip(
    session: AsyncSession,
    line: Line,
    row: TripRow,
    columns: dict[str, Any],
    differing: dict[str, Any],
    now: datetime,
    actor: Actor,
) -> None:
    """What travellers must be told of goes the way on which they are told; the rest is left in `differing`."""
    told = [name for name in differing if name in trip_changes.COLUMNS]
    for name in told:
        del differing[name]
    if told:
        every = {name: value for name, value in columns.items() if name in trip_changes.COLUMNS}
        try:
            await trip_changes.change(session, row.id, every, now, actor=actor)
        except TripError as error:
            line.refuse(told[0], refusals.told(texts(Language.ENGLISH), error))
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


async def _existing(session: AsyncSession, kind: Kind) -> dict[str, Any]:
    query: Any = select(TABLES[kind])
    if kind is Kind.TRIPS:
        query = query.options(selectinload(TripRow.employers))
    return {row.id: row for row in await session.scalars(query)}


def _no_twins(lines: Sequence[Line], made: Sequence[Mapping[str, Any]]) -> None:
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
        if columns.get("seats", row.taken) < row.taken:
            line.refuse("seats", f"{row.taken} seats are taken already")
        if row.state != TripState.DRAFT:
            columns.pop("state", None)
