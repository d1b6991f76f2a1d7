"""Finds duplicates: two lines with one reference, and new employers with the name of an existing one."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.importing.lines import Line
from bot.importing.named_in_cells import Naming
from bot.knowledge.normalized_text import words


def refuse_repeated(lines: Sequence[Line], made: Sequence[Mapping[str, Any]]) -> None:
    """Refuse a line with the reference of an earlier line of this file."""
    first: dict[str, int] = {}
    for line, columns in zip(lines, made, strict=True):
        if (known := first.setdefault(columns["id"], line.number)) != line.number and not line.problems:
            line.refuse("id", "the same as line {line}", line=known)


def ask_about_namesakes(
    lines: Sequence[Line], said: Sequence[Mapping[str, Any]], naming: Naming, existing: Mapping[str, Any]
) -> None:
    """Ask whether a new employer with the name of an existing one is another site, or a correction of that one.

    A line with a reference of its own is only asked about if the town is the same too.
    """
    for line, columns in zip(lines, said, strict=True):
        if columns.get("id") in existing or "name" not in columns:
            continue
        there = [each for each in naming.of_name(columns["name"]) if each.id != columns.get("id")]
        if line.cells.get("id"):
            there = [each for each in there if words(each.town) == words(str(columns.get("town")))]
        if there:
            names = "; ".join(each.shown for each in there)
            line.ask(
                "name", "an employer of this name is there: {names}. To correct it, write its reference",
                [(each.id, each.shown) for each in there], names=names,
            )  # fmt: skip
