"""`bot import` and `bot take-back`: files are previewed first, then imported."""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.base.retention_periods import IMPORTED_VALUES
from bot.cli.change_preview import Along, along, show_what_is_told
from bot.cli.common import Mistake, actor, console, look_up, problems_listed, run, shown, words
from bot.importing.apply import Done, Imported, import_file, preview
from bot.importing.columns import Kind
from bot.importing.interpreting import understand
from bot.importing.lines import listed
from bot.importing.sheet import content_of
from bot.importing.taking_back import Barrier, CannotTakeBack, take_back
from bot.importing.told import change_text, heading_name
from bot.knowledge import Names, load_names

_LONGEST = 80  # characters of a value in a table


def import_(
    kind: Kind,
    file: Path,
    look: Annotated[
        bool | None, typer.Option("--preview/--write", help="Show what was understood first; the default of a person.")
    ] = None,
    sure: Annotated[bool, typer.Option("--sure", help="Yes to what the lines ask, such as two of one name.")] = False,
    interviews: Along = None,
) -> None:
    """Take employers, vacancies or trips from a CSV or XLSX file: all of it, or nothing with every reason why."""
    asks, names, now = look is None and sys.stdin.isatty(), load_names(), utc_now()
    moves = along(interviews)
    with problems_listed():
        content = content_of(file)
        understood = look_up(lambda session: understand(session, names, kind, content, now))

        async def write(session: AsyncSession, now: datetime) -> Imported:
            return await import_file(
                session, understood, now, actor=actor(), sure=sure or asks or bool(look), along=moves
            )

        if look or asks:
            found = run(lambda session: preview(session, understood, now, actor=actor(), along=moves))
            _show(found, names, understood.employers)
            console.print(_counts(found))
            if kind is Kind.TRIPS and found.changed:
                show_what_is_told(write, now)
            console.print(words().gettext("Nothing is written yet."))
            if look or not typer.confirm(words().gettext("Write this?")):
                return
        done = run(lambda session: write(session, now))
    if not asks:
        _show_notes(done)
    console.print(_counts(done))
    if done.number is not None:
        undo_it = f"bot take-back {done.number}"
        console.print(words().gettext("To undo it, while nothing is built on it: {command}", command=undo_it))


def undo(number: Annotated[int, typer.Argument(help="Of the import, as it was told.")]) -> None:
    """Take an import back, while nothing has been built on it: all of it, or nothing with the reason why."""
    try:
        rows = run(lambda session: take_back(session, number, utc_now(), actor=actor()))
    except CannotTakeBack as error:
        raise Mistake(_in_the_way(error)) from error
    console.print(words().ngettext("{n} row is as before.", "{n} rows are as before.", rows))


def _in_the_way(error: CannotTakeBack) -> str:
    t = words()
    row = shown(error.what)
    return {
        Barrier.NO_IMPORT: t.gettext("There is no import {number} to take back.", number=row),
        Barrier.FORGOTTEN: t.gettext(
            "What import {number} changed is forgotten: it is older than {days} days.",
            number=row,
            days=IMPORTED_VALUES.days,
        ),
        Barrier.GONE: t.gettext("{row} is gone. Nothing was taken back.", row=row),
        Barrier.TOLD: t.gettext(
            "Travellers may have been told of {row}: use `bot trip change`. Nothing was taken back.", row=row
        ),
        Barrier.CHANGED: t.gettext("{row} was changed since. Nothing was taken back.", row=row),
        Barrier.BUILT_ON: t.gettext(
            "Something has been built on {row}: vacancies, trips, interest, registrations, a program or interviews. "
            "Nothing was taken back.",
            row=row,
        ),
    }[error.barrier]


def _counts(done: Imported) -> str:
    return words().gettext(
        "{new} new, {changed} changed, {unchanged} unchanged.",
        new=done.new, changed=done.changed, unchanged=done.unchanged,
    )  # fmt: skip


def _show(found: Imported, names: Names, employers: Mapping[str, str]) -> None:
    """Print line by line what was understood, and what is asked."""
    t = words()
    table = Table(
        t.gettext("line"), "", t.gettext("reference"), t.gettext("what was understood"),
        title=t.gettext("What the file says"),
    )  # fmt: skip
    for done in found.lines:
        table.add_row(str(done.line), _what(done), shown(done.id), "\n".join(_understood(names, employers, done)))
    console.print(table)
    for question in found.questions:
        value, reason = shown(question.value), shown(question.told(t))
        console.print(t.gettext("Line {line}, {value}: {reason}.", line=question.line, value=value, reason=reason))
    _show_notes(found)


def _show_notes(found: Imported) -> None:
    """Print what the file left out, and which of its columns are not read."""
    if found.ignored:
        ignored = shown(listed(words(), found.ignored))
        console.print(words().gettext("These columns are not understood, and left alone: {columns}.", columns=ignored))
    for name, lines in found.unsaid.items():
        column, where = heading_name(words(), name), ", ".join(map(str, lines))
        console.print(words().gettext("Not said, so unknown: {column} (lines {lines}).", column=column, lines=where))


def _what(done: Done) -> str:
    t = words()
    return t.gettext("new") if done.is_new else t.gettext("changed") if done.changes else t.gettext("unchanged")


def _understood(names: Names, employers: Mapping[str, str], done: Done) -> list[str]:
    t = words()
    values = [
        (column, " → ".join(each[:_LONGEST] for each in (before, after) if each))
        for column, before, after in change_text(t, names, employers, done)
    ]
    return [shown(t.gettext("{column}: {value}", column=column, value=value)) for column, value in values]
