"""A sheet as a spreadsheet, with one page for each of its tables."""

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.printing.sheets import Sheet

_WIDEST = 60  # characters: widest column
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))  # characters that a page's name may not have


def as_xlsx(sheet: Sheet) -> bytes:
    """The sheet as XLSX. What people wrote is stored as text, never as a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(sheet.tables, 1):
        page = book.create_sheet(f"{number} {table.headings[-1]}".translate(_FORBIDDEN)[:31])
        if number == 1:
            _write(page, [(sheet.title,)], bold=True)
            _write(page, sheet.facts)
            _write(page, [()])
        _write(page, [table.headings], bold=True)
        _write(page, table.rows)
        _write(page, [(), *((note,) for note in sheet.notes)])
        for at, cells in enumerate(zip(*table.rows, strict=True), 1):
            longest = max(len(line) for cell in cells for line in (cell or " ").split("\n"))
            page.column_dimensions[get_column_letter(at)].width = min(_WIDEST, max(14, longest + 2))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(page: Worksheet, rows: Iterable[Sequence[str]], *, bold: bool = False) -> None:
    for row in rows:
        page.append([_cell(page, text, bold=bold) for text in row])


def _cell(page: Worksheet, text: str, *, bold: bool) -> Cell:
    cell: Cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold)
    return cell
