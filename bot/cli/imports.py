"""`bot import`, `bot take-back`, `bot employers`: files are looked at first, then written."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.base.clock import utc_now
from bot.cli.common import actor, console, database, problems_listed, run, shown
from bot.importing.apply import Done, Imported, import_file, preview
from bot.importing.columns import Kind
from bot.importing.taking_back import take_back
from bot.knowledge import load_knowledge

_LONGEST = 60  # characters of a value in a table
_QUIET = frozenset({"id", "region", "unsaid"})  # what follows from the rest


def import_(
    kind: Kind,
    file: Path,
    look: Annotated[
        bool | None, typer.Option("--preview/--write", help="Show what was understood first; the default of a person.")
    ] = None,
    sure: Annotated[bool, typer.Option("--sure", help="Yes to what the lines ask, such as two of one name.")] = False,
) -> None:
    """Take employers, vacancies or trips from a CSV or XLSX file: all of it, or nothing with every reason why."""
    asks = look is None and sys.stdin.isatty()
    with problems_listed():
        if look or asks:
            found = asyncio.run(_look(kind, file))
            _show(found)
            console.print(f"{kind}: {_counts(found)}. Nothing is written yet.")
            if look or not typer.confirm("Write this?"):
                return
        done = asyncio.run(_write(kind, file, sure=sure or asks))
    if not asks:
        _show_notes(done)
    console.print(f"{kind}: {_counts(done)}.")
    if done.number is not None:
        console.print(f"To undo it, while nothing is built on it: bot take-back {done.number}")


def undo(number: Annotated[int, typer.Argument(help="Of the import, as it was told.")]) -> None:
    """Take an import back, while nothing has been built on it: all of it, or nothing with the reason why."""
    console.print(f"{run(lambda session: take_back(session, number, utc_now(), actor=actor()))} rows are as before.")


async def _look(kind: Kind, file: Path) -> Imported:
    async with database() as opened:
        return await preview(opened, load_knowledge(), kind, file, utc_now(), actor=actor())


async def _write(kind: Kind, file: Path, *, sure: bool) -> Imported:
    async with database() as opened:
        return await import_file(opened, load_knowledge(), kind, file, utc_now(), actor=actor(), sure=sure)


def _counts(done: Imported) -> str:
    return f"{done.new} new, {done.changed} changed, {done.unchanged} unchanged"


def _show(found: Imported) -> None:
    """Line by line what was understood, and what is asked."""
    table = Table("line", "", "reference", "what was understood", title="What the file says")
    for done in found.lines:
        table.add_row(str(done.line), _what(done), shown(done.id), "\n".join(_understood(done)))
    console.print(table)
    for question in found.questions:
        console.print(f"Line {question.line}, {shown(question.value)}: {shown(question.reason)}.")
    _show_notes(found)


def _show_notes(found: Imported) -> None:
    """What the file left out or said in a column that nobody reads."""
    if found.ignored:
        console.print(f"These columns are not understood, and left alone: {shown(', '.join(found.ignored))}.")
    for name, lines in found.unsaid.items():
        console.print(f"Not said, so unknown: {name.replace('_', ' ')} (lines {', '.join(map(str, lines))}).")


def _what(done: Done) -> str:
    return "new" if done.is_new else "changed" if done.changes else "unchanged"


def _understood(done: Done) -> list[str]:
    told = {
        name.removesuffix("_cents"): tuple(each and each / 100 for each in pair) if name.endswith("_cents") else pair
        for name, pair in done.changes.items()
        if name not in _QUIET and name not in done.unsaid
    }
    if done.is_new:
        return [f"{name}: {_value(after)}" for name, (_, after) in told.items() if after is not None]
    return [f"{name}: {_value(before)} → {_value(after)}" for name, (before, after) in told.items()]


def _value(value: Any) -> str:
    """A value for a table; employers by their names."""
    if isinstance(value, list | tuple):
        return shown(", ".join(str(getattr(each, "name", each)) for each in value))[:_LONGEST]
    return "—" if value is None else shown(str(value))[:_LONGEST]
