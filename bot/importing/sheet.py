"""A spreadsheet as lines of named cells, from CSV or XLSX, with headings in French or in English."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bot.errors import BotError
from bot.knowledge.text import words

Cell = str | int | float | bool | date | datetime | time | None
_DELIMITERS = ";,\t"
_MOST_BYTES = 20_000_000
_MOST_UNPACKED = 100_000_000  # bytes of an XLSX file's parts together
_MOST_PARTS = 1000
_MOST_ROWS, _MOST_COLUMNS = 20_000, 200  # the programme's files have hundreds, and some twenty


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is refused. `line` counts as the spreadsheet shows it; 1 is the line of headings."""

    line: int
    column: str
    value: str
    reason: str


class Refused(BotError):
    """A file of which nothing was taken, with every reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"nothing was imported: {len(problems)} problems")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is understood, and what its heading may say."""

    name: str
    headings: tuple[str, ...]
    required: bool = False


@dataclass(slots=True)
class Line:
    """One line: its cells by the name of the column, and what was found wrong with it."""

    number: int
    cells: Mapping[str, Cell]
    headings: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, column: str, reason: str) -> None:
        """Note why this line cannot be taken."""
        value = self.cells.get(column)
        shown = "" if value is None else str(value)[:80]
        self.problems.append(Problem(self.number, self.headings.get(column, column), shown, reason))


def read(path: Path, columns: Sequence[Column]) -> list[Line]:
    """The lines of a file that are not empty.

    Raises:
        Refused: no such file, no spreadsheet, headings that are missing or twice there, or no line at all.
    """
    table = list(_table(path))
    if not table:
        raise _whole("the file is empty")
    headings = _headings(table[0][1], columns)
    names = {name: str(table[0][1][at]) for at, name in headings.items()}
    lines = [
        Line(number, {name: row[at] if at < len(row) else None for at, name in headings.items()}, names)
        for number, row in table[1:]
        if any(cell not in (None, "") for cell in row)
    ]
    if not lines:
        raise _whole("there is no line below the headings")
    return lines


def _table(path: Path) -> Iterator[tuple[int, Sequence[Cell]]]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _whole("the file is larger than 20 MB")
        content = path.read_bytes()
    except OSError as error:
        raise _whole(f"the file cannot be read ({error.strerror})") from error
    rows = _workbook(content) if content.startswith(b"PK") else _csv(content)
    for number, row in enumerate(rows, 1):
        yield number, [cell.strip() if isinstance(cell, str) else cell for cell in row]


def _workbook(content: bytes) -> list[Sequence[Cell]]:
    try:
        _require_small(content)
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size may be anything  # type: ignore[attr-defined]
        return _bounded(sheet.iter_rows(values_only=True))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise _whole("the file is no XLSX spreadsheet that can be read") from error


def _require_small(content: bytes) -> None:
    """Look at the sizes that the archive gives before anything is unpacked: reading ends there."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise _whole("the spreadsheet is too large once it is unpacked")


def _bounded(rows: Iterable[Sequence[Any]]) -> list[Sequence[Cell]]:
    """The rows as far as there is anything in them; a single cell far away makes no million of rows."""
    kept: list[Sequence[Cell]] = []
    for number, row in enumerate(rows, 1):
        cells = list(row)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if not cells:
            continue
        if number > _MOST_ROWS:
            raise _whole(f"there is something below row {_MOST_ROWS}")
        if len(cells) > _MOST_COLUMNS:
            raise _whole(f"there is something right of column {_MOST_COLUMNS}")
        kept += [[]] * (number - 1 - len(kept))
        kept.append(cells)
    return kept


def _csv(content: bytes) -> list[Sequence[Cell]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what Excel writes on a computer in French
    if "\0" in text:
        raise _whole("the file is neither CSV nor XLSX")
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    return _bounded(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _headings(row: Sequence[Cell], columns: Sequence[Column]) -> dict[int, str]:
    known = {words(heading): column.name for column in columns for heading in (*column.headings, column.name)}
    found: dict[int, str] = {}
    problems = []
    for at, cell in enumerate(row):
        name = known.get(words(str(cell or "")))
        if name in found.values():
            problems.append(Problem(1, str(cell), "", "this column is there twice"))
        elif name is not None:
            found[at] = name
    for column in columns:
        if column.required and column.name not in found.values():
            problems.append(Problem(1, column.headings[0], "", "this column is missing"))
    if problems:
        raise Refused(problems)
    return found


def _whole(reason: str) -> Refused:
    return Refused([Problem(0, "", "", reason)])
