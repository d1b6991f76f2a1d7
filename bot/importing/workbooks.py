"""Checks the true size of an XLSX file before it is unpacked into memory."""

import io
import re
import zipfile
from xml.parsers.expat import ExpatError, ParserCreate

from bot.importing.text_files import NoTable

_MOST_UNPACKED = 50_000_000  # bytes of all unpacked parts together
_MOST_PARTS = 1000
_LAST_ROW = 1_048_576  # rows of a sheet in Excel
_MOST_ROWS = 100_000  # rows in the file, empty ones included
_WIDEST = 1000  # columns, empty cells included: the reader fills every row up to its last cell
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def require_small(content: bytes) -> None:
    """Check the unpacked sizes that the archive states, and the positions that rows and cells state.

    Raises:
        NoTable: the file would fill the memory, or take too long to read.
        zipfile.BadZipFile: it is not an archive.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise NoTable(0, "the spreadsheet is too large once it is unpacked")
        for part in parts:
            _Places().see(archive, part)


class _Places:
    """Counts the rows and cells of a part as they are parsed, and stores nothing."""

    def __init__(self) -> None:
        self._written = self._row = self._cells = 0

    def see(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Parse a part and check its rows and cells; a part that is not XML, such as a picture, has none."""
        parser = ParserCreate()
        parser.StartElementHandler = self._start
        with archive.open(part) as opened:
            try:
                parser.ParseFile(opened)
            except ExpatError:
                return  # a picture, or a damaged sheet, which its reader will report

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        said = attributes.get("r")
        match name.rpartition(":")[2]:
            case "row":
                self._written, self._row, self._cells = self._written + 1, int(said or self._row + 1), 0
            case "c":
                self._cells = _column(said) if said else self._cells + 1
        if self._row > _LAST_ROW or self._written > _MOST_ROWS:
            raise NoTable(0, f"there is something below row {_MOST_ROWS}")
        if self._cells > _WIDEST:
            raise NoTable(0, f"there is something right of column {_WIDEST}")


def _column(place: str) -> int:
    """The number of a cell's column: 28 for "AB7"."""
    letters = _PLACE.fullmatch(place)
    if letters is None:
        raise NoTable(0, "the file is no XLSX spreadsheet that can be read")
    number = 0
    for letter in letters[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
