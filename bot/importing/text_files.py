"""Reads CSV files as rows of cells, whichever program and computer wrote them."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

_DELIMITERS = ";,\t"
_ENCODINGS = ("cp1252", "mac_roman", "cp850")  # encodings of Excel on Windows, of Excel on a Mac, and of older programs
_MISPLACED = re.compile("[a-z][À-Þ]")
_LIKELY = frozenset("éèêëàâäçîïôöûùüœæÉÈÊËÀÂÇÎÏÔÛÙŒ’‘“”«»–—…°$€\u00a0")


class NoTable(ValueError):
    """The content is not a table. `line` is the line number as a spreadsheet counts, or 0 for the whole file."""

    def __init__(self, line: int, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.line, self.sentence, self.values = line, sentence, values


def rows(content: bytes) -> Iterator[Sequence[str]]:
    """The rows of a CSV file, separated by comma, semicolon or tab, perhaps with the line `sep=;` for Excel.

    Raises:
        NoTable: it is not text, or a quotation mark is never closed.
    """
    text = decoded(content)
    if "\0" in text:
        raise NoTable(0, "the file is neither CSV nor XLSX")
    first = text.splitlines()[0] if text else ""
    said = first.strip().strip('"').lower()
    if said.startswith("sep=") and len(said) == len("sep=") + 1:
        delimiter = said[-1]
        yield []  # so that lines are counted as they are in the file
        text = text[len(first) :].removeprefix("\r").removeprefix("\n")
        before = 1
    else:
        delimiter, before = max(_DELIMITERS, key=text[:5000].count), 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = before + 1
    try:
        for row in reader:
            yield row
            begun = before + reader.line_num + 1
    except csv.Error as error:
        raise NoTable(
            begun, "a quotation mark is not closed, or stands where none can ({where})", where=error
        ) from error


def decoded(content: bytes) -> str:
    """The text, decoded as UTF-8 if it can be, or else with the encoding that gives the most plausible letters."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        readings = [content.decode(encoding, errors="replace") for encoding in _ENCODINGS]
        return max(readings, key=_sense)


def _sense(text: str) -> int:
    """How plausible the non-ASCII characters are in French: one point for each usual one, fewer for the others."""
    strange = [c for c in text if not c.isascii()]
    return sum(1 if c in _LIKELY else -1 for c in strange) - 2 * len(_MISPLACED.findall(text))
