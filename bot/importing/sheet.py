"""A spreadsheet as lines of named cells, from CSV or XLSX, with headings in French or in English."""

import io
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot.importing import text_files
from bot.importing.cells import meant
from bot.importing.lines import Cell, Column, Line, Problem, Refused, Unknown
from bot.importing.workbooks import require_small
from bot.knowledge.normalized_text import words

_MOST_ABOVE = 20  # rows at the top that are searched for headings
_LITTLE = frozenset(
    """
    de du des d l la le les en par a au ou of the per in or no nb nombre number h cad dollars
    nbre requis requise exige exigee demande demandee offert required
    """.split()
)
_SHORT = {"sal": "salaire", "exp": "experience", "hres": "heures", "hrs": "heures", "ref": "reference",
          "min": "minimum", "max": "maximum", "sem": "semaine", "hebdo": "semaine",
          "hebdomadaires": "semaine"}  # fmt: skip
_BESIDE = re.compile(r"[/|\n]| [-–—] ")  # between a heading and its translation
MOST_BYTES = 20_000_000
_MOST_ROWS, _MOST_COLUMNS = 20_000, 200  # rows and columns: the programme's files have hundreds, and some twenty


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines below the headings, and the headings' meaning."""

    lines: tuple[Line, ...]
    headings: Mapping[str, str]  # headings as the file has them, by column name
    row: int  # number of the line of headings, as the spreadsheet counts
    unknown: tuple[Unknown, ...]  # headings of ignored columns

    def require(self, columns: Sequence[Column], known: Container[str] = ()) -> None:
        """Refuse the file if a new line lacks a required column; `known`: references of what is there.

        In a file of corrections that is one whose reference is wrong.
        """
        missing = [each.headings[0] for each in columns if each.required and each.name not in self.headings]
        new = [line for line in self.lines if str(line.cells.get("id") or "") not in known]
        if not missing or not new:
            return
        if len(new) == len(self.lines):
            raise Refused([self._missing(each) for each in missing], self.unknown)
        for line in new:
            line.refuse("id", "nothing has this reference; what is new needs: {columns}", columns=", ".join(missing))
        raise Refused([problem for line in new for problem in line.problems], self.unknown)

    def _missing(self, heading: str) -> Problem:
        if not self.unknown:
            return Problem(self.row, heading, "", "this column is missing")
        unknown = {"columns": self.unknown}
        return Problem(self.row, heading, "", "this column is missing; not understood: {columns}", unknown)


def content_of(path: Path) -> bytes:
    """The content of a file.

    Raises:
        Refused: it cannot be read, or is too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large()
        return path.read_bytes()
    except OSError as error:
        raise _whole("the file cannot be read ({why})", why=error.strerror) from error


def read(content: bytes, columns: Sequence[Column], named: Mapping[str, str] | None = None) -> Sheet:
    """The lines of a CSV or XLSX file with content under known headings; a running number alone does not count.

    Rows above the headings, such as a title, are skipped.

    Args:
        named: columns by headings of the file, as decided by an officer.

    Raises:
        Refused: it is no spreadsheet, is too large, has a heading twice, or has no line at all.
    """
    table = list(_table(content))
    if not table:
        raise _whole("the file is empty")
    named = named or {}
    place = _place_of_headings(table, columns, named)
    number, row = table[place]
    at = _headings(number, row, columns, named)
    names = {name: str(row[place]) for place, name in at.items()}
    lines = [
        _line(number, cells, at, names)
        for number, cells in table[place + 1 :]
        if any(cells[place] not in (None, "") for place in at or range(len(row)) if place < len(cells))
    ]
    if not lines:
        raise _whole("there is no line below the headings")
    unknown = [str(cell) for place, cell in enumerate(row) if cell not in (None, "") and place not in at]
    return Sheet(tuple(lines), names, number, tuple(_with_nearest(each, columns) for each in unknown))


def _line(number: int, cells: Sequence[Cell], at: Mapping[int, str], names: Mapping[str, str]) -> Line:
    written = {name: cells[place] if place < len(cells) else None for place, name in at.items()}
    return Line(number, {name: meant(cell) for name, cell in written.items()}, names, written=written)


def _table(content: bytes) -> Iterator[tuple[int, Sequence[Cell]]]:
    if len(content) > MOST_BYTES:
        raise _too_large()
    try:
        rows = _workbook(content) if content.startswith(b"PK") else _bounded(text_files.rows(content))
    except text_files.NoTable as error:
        raise Refused([Problem(error.line, "", "", error.sentence, error.values)]) from error
    for number, row in enumerate(rows, 1):
        yield number, [_plain(cell) for cell in row]


def _plain(cell: Cell) -> Cell:
    """A text without blanks around it; `_x000D_` is how Excel writes a newline in a cell."""
    if not isinstance(cell, str):
        return cell
    if "_x" in cell:
        from openpyxl.utils.escape import unescape  # takes longer to import than to read most files

        cell = unescape(cell)
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _workbook(content: bytes) -> list[Sequence[Cell]]:
    from openpyxl import load_workbook  # not needed for a CSV file

    try:
        require_small(content)
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # what a file says about its own size cannot be trusted  # type: ignore[attr-defined]
        return _bounded(sheet.iter_rows(values_only=True))
    except (Refused, text_files.NoTable):
        raise
    except Exception as error:  # damaged files make the libraries raise all kinds of exceptions
        raise _whole("the file is no XLSX spreadsheet that can be read") from error


def _bounded(rows: Iterable[Sequence[Any]]) -> list[Sequence[Cell]]:
    """The rows up to the last one with content: a single cell far away must not make a million rows."""
    kept: list[Sequence[Cell]] = []
    for number, row in enumerate(rows, 1):
        cells = list(row)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if not cells:
            continue
        if number > _MOST_ROWS:
            raise _whole("there is something below row {row}", row=_MOST_ROWS)
        if len(cells) > _MOST_COLUMNS:
            raise _whole("there is something right of column {column}", column=_MOST_COLUMNS)
        kept += [[]] * (number - 1 - len(kept))
        kept.append(cells)
    return kept


def _place_of_headings(
    table: Sequence[tuple[int, Sequence[Cell]]], columns: Sequence[Column], named: Mapping[str, str]
) -> int:
    """The index of the headings: among the first rows of the file, the first one that has most of them."""
    known = _known(columns)
    counts = [sum(str(cell) in named or bool(_meaning(cell, known)) for cell in row) for _, row in table[:_MOST_ABOVE]]
    return counts.index(max(counts))


def _headings(number: int, row: Sequence[Cell], columns: Sequence[Column], named: Mapping[str, str]) -> dict[int, str]:
    known = _known(columns)
    found: dict[int, str] = {}
    problems = []
    for at, cell in enumerate(row):
        name = named.get(str(cell)) or _meaning(cell, known)
        if name in found.values():
            problems.append(Problem(number, str(cell), "", "this column is there twice"))
        elif name is not None:
            found[at] = name
    if problems:
        raise Refused(problems)
    return found


def _known(columns: Sequence[Column]) -> dict[frozenset[str], Column]:
    return {_key(heading): column for column in columns for heading in (*column.headings, column.name)}


def _meaning(heading: Cell, known: Mapping[frozenset[str], Column]) -> str | None:
    """The column that a heading means, alone or with its translation; of a text, that of the first language."""
    if found := known.get(_key(heading)):
        return found.name
    if not isinstance(heading, str):
        return None
    parts = [known.get(_key(part)) for part in _BESIDE.split(heading)]
    meant = [each for each in parts if each is not None]
    same = len({each.text or each.name for each in meant}) == 1
    return meant[0].name if same and len(meant) == len(parts) else None


def _key(heading: Cell) -> frozenset[str]:
    """The key of a heading, regardless of word order, little words and units."""
    if not isinstance(heading, str):
        return frozenset()
    said = [_SHORT.get(word, word) for word in words(heading).split()]
    return frozenset(word.removesuffix("s") for word in said if word not in _LITTLE)


def _with_nearest(heading: str, columns: Sequence[Column]) -> Unknown:
    """The known heading that shares a word with this one, or else is spelled similarly."""
    names = {words(each): (each, column.name) for column in columns for each in column.headings}
    said = _key(heading)
    shared = [form for form, (each, _) in names.items() if said & _key(each)]
    near = get_close_matches(words(heading), shared or names, n=1, cutoff=0.0 if shared else 0.6)
    return Unknown(heading, *(names[near[0]] if near else ("", "")))


def _too_large() -> Refused:
    return _whole("the file is larger than 20 MB")


def _whole(sentence: str, **values: object) -> Refused:
    return Refused([Problem(0, "", "", sentence, values)])
