"""Writes the lines of an interpreted file to the database: all in one transaction, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.db.locks import lock_vacancies
from bot.db.models import VacancyRow
from bot.importing import vacancy_days
from bot.importing.columns import ASKED, Kind
from bot.importing.interpreting import Understood, rows_of, seen
from bot.importing.lines import Line, Problem, Refused, Unknown
from bot.importing.taking_back import remember
from bot.programme import audit, records, trip_change_rules, trips
from bot.programme.audit import Action, Actor
from bot.programme.trips import TripError, TripState


@dataclass(frozen=True, slots=True)
class Done:
    """The effect of a line: its row, and each changed column with its value before and after.

    For a new row these are all columns, with None before.
    """

    line: int
    id: str
    is_new: bool
    changes: Mapping[str, tuple[Any, Any]]
    unsaid: tuple[str, ...] = ()  # columns that a new vacancy leaves open


@dataclass(frozen=True, slots=True)
class Imported:
    """The effect of a file, or the effect that it would have."""

    new: int
    changed: int
    unchanged: int
    lines: tuple[Done, ...] = field(default=(), compare=False)
    unsaid: Mapping[str, tuple[int, ...]] = field(default_factory=dict, compare=False)  # column: lines that lack it
    ignored: tuple[Unknown, ...] = field(default=(), compare=False)  # unknown headings
    questions: tuple[Problem, ...] = field(default=(), compare=False)  # questions that have to be answered with yes
    number: int | None = field(default=None, compare=False)  # the number by which the import can be undone


async def import_file(
    session: AsyncSession,
    understood: Understood,
    now: datetime,
    *,
    actor: Actor,
    sure: bool = False,
    along: bool | None = None,
) -> Imported:
    """Import a whole file that `understand` has read. Idempotent.

    Args:
        actor: who imports it, for the audit trail.
        sure: whether the questions that lines ask have been answered with yes.
        along: whether the programme and the interviews of a trip move along if its hours change; None if undecided.

    Raises:
        Refused: lines have problems or questions, all of which are listed; the transaction must not be committed.
    """
    found = await _import(session, understood, now, actor, along)
    if found.questions and not sure:
        raise Refused(found.questions)
    changed = {each.id: dict(each.changes) for each in found.lines if each.changes}
    if not changed:
        return found
    row = remember(session, understood.kind, changed, {each.id for each in found.lines if each.is_new}, now, actor)
    await session.flush()
    audit.record(session, actor, Action.IMPORT, str(row.id), now, {understood.kind: (None, len(changed))})
    return replace(found, number=row.id)


async def preview(
    session: AsyncSession, understood: Understood, now: datetime, *, actor: Actor, along: bool | None = None
) -> Imported:
    """The effect that importing a file would have; everything is rolled back, and this transaction is over.

    Raises:
        Refused: lines have problems, all of which are listed.
    """
    found = await _import(session, understood, now, actor, along)
    await session.rollback()
    return found


async def _import(
    session: AsyncSession, understood: Understood, now: datetime, actor: Actor, along: bool | None
) -> Imported:
    kind, lines = understood.kind, understood.lines
    await lock_vacancies(session)
    if kind is Kind.TRIPS:
        await trips.lock(session, (each["id"] for each in understood.said))
    employers, existing = await rows_of(session, Kind.EMPLOYERS), await rows_of(session, kind)
    if seen(employers, existing) != understood.seen:
        raise Refused([Problem(0, "", "", "somebody changed employers, vacancies or trips meanwhile: read it again")])
    said = [dict(each) for each in understood.said]
    if kind is Kind.TRIPS:
        _heed_registrations(lines, said, existing)
    if kind is Kind.VACANCIES:
        for line, columns in zip(lines, said, strict=True):
            if (row := existing.get(columns["id"])) is not None:
                vacancy_days.heed_changes(line, columns, row, local_day(now))
    _refuse_what_is_wrong(lines)
    done = await _write(session, kind, lines, said, existing, now, actor, along)
    _refuse_what_is_wrong(lines)
    new, changed = (sum(bool(each.changes) and each.is_new is fresh for each in done) for fresh in (True, False))
    left_open = {name: tuple(each.line for each in done if name in each.unsaid) for name in ASKED}
    unsaid = {name: numbers for name, numbers in left_open.items() if numbers}
    questions = tuple(question for line in lines for question in line.questions)
    return Imported(new, changed, len(done) - new - changed, tuple(done), unsaid, understood.ignored, questions)


def _refuse_what_is_wrong(lines: Sequence[Line]) -> None:
    if problems := [problem for line in lines for problem in line.problems]:
        raise Refused(problems)


async def _write(
    session: AsyncSession,
    kind: Kind,
    lines: Sequence[Line],
    said: Sequence[dict[str, Any]],
    existing: dict[str, Any],
    now: datetime,
    actor: Actor,
    along: bool | None,
) -> list[Done]:
    done = []
    for line, columns in zip(lines, said, strict=True):
        row = existing.get(columns["id"])
        if row is None:
            changes = await records.make(session, kind, columns)
            unsaid = tuple(name for name in ASKED if kind is Kind.VACANCIES and name not in columns)
            done.append(Done(line.number, columns["id"], True, changes, unsaid))
            continue
        if kind is Kind.VACANCIES:
            _keep_in_step(row, columns, local_day(now))
        _keep_other_languages(row, columns)
        blamed = _told_of(line, row, columns)  # found first: a change that is refused late has set its columns
        try:
            changes = await records.change(session, row, columns, now, actor=actor, along=along)
        except TripError as error:
            line.refuse(blamed, "{why}", why=error)
        else:
            done.append(Done(line.number, row.id, False, changes))
    return done


def _keep_other_languages(row: Any, columns: dict[str, Any]) -> None:
    """Keep a text's other languages if the file gives only some of them."""
    for name, value in columns.items():
        if isinstance(value, Mapping):
            columns[name] = {**getattr(row, name), **value}


def _keep_in_step(row: VacancyRow, columns: dict[str, Any], today: date) -> None:
    """Adjust columns that depend on others: which ones are unsaid, and a maximum wage that the minimum now exceeds.

    A maximum that equalled the minimum follows it as well. A last day goes that was that of a former time.
    """
    if vacancy_days.ends_before(columns, row, today):
        columns["until"] = None
    if row.unsaid:
        columns["unsaid"] = [name for name in row.unsaid if name not in columns]
    low = columns.get("wage_low_cents")
    follows = row.wage_high_cents == row.wage_low_cents or row.wage_high_cents < (low or 0)
    if low and follows and "wage_high_cents" not in columns:
        columns["wage_high_cents"] = low


def _told_of(line: Line, row: Any, columns: Mapping[str, Any]) -> str:
    """The first column of a trip's line that changes what travellers are told of; the line's first if none does."""
    names = (each for each in columns if each in trip_change_rules.COLUMNS and each in line.headings)
    changed = (each for each in names if each != "employers" and getattr(row, each) != columns[each])
    return next(changed, "employers" if "employers" in line.headings else next(iter(line.headings)))


def _heed_registrations(lines: Sequence[Line], made: Sequence[dict[str, Any]], existing: dict[str, Any]) -> None:
    """Refuse fewer seats than are taken on an existing trip, and leave the state of a published trip unchanged.

    Officers may have closed such a trip since, or it took place, while the season's file still calls it open.
    """
    for line, columns in zip(lines, made, strict=True):
        row = existing.get(columns["id"])
        if row is None:
            continue
        if columns.get("seats", row.taken) < row.taken:
            line.refuse("seats", "taken already: {seats} seats", seats=row.taken)
        if row.state != TripState.DRAFT:
            columns.pop("state", None)
