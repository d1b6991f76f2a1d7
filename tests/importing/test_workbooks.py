"""Workbooks that are damaged, or larger than they look."""

import contextlib
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.db import Database
from bot.db.models import VacancyRow
from bot.importing.apply import Imported
from bot.importing.columns import COLUMNS, Kind
from bot.importing.lines import Refused
from bot.importing.sheet import content_of, read
from bot.knowledge import Knowledge
from tests.importing.conftest import EMPLOYERS, VACANCIES, as_xlsx, imported


async def test_a_workbook_with_its_own_numbers_and_dates(empty: Database, knowledge: Knowledge, tmp_path: Path) -> None:
    employers = as_xlsx(tmp_path / "e.xlsx", EMPLOYERS)
    assert await imported(empty, knowledge, Kind.EMPLOYERS, employers) == Imported(2, 0, 0)
    table = (VACANCIES[0][:6], ("e1", 10, "Cadre", 40.5, 50, date(2027, 1, 31)))
    found = await imported(empty, knowledge, Kind.VACANCIES, as_xlsx(tmp_path / "v.xlsx", table))
    assert found == Imported(1, 0, 0)
    async with empty.reading() as session:
        row = (await session.scalars(select(VacancyRow))).one()
    assert row.occupation == "00010"  # the zeros that a spreadsheet drops
    assert (row.wage_low_cents, row.start_date) == (4050, date(2027, 1, 31))


def _rewritten(path: Path, change: Callable[[str], str]) -> Path:
    """An XLSX file whose sheet says something else."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = change(parts[sheet].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


FAR = re.compile(r'(<row r=")2("[^>]*>)')


BOMBS: dict[str, Callable[[str], str]] = {
    "a cell in the last row": lambda xml: FAR.sub(r"\g<1>1048576\2", xml).replace('r="A2"', 'r="A1048576"'),
    "a cell in the last column": lambda xml: xml.replace('r="A2"', 'r="XFD2"'),
    "a part that unpacks to much": lambda xml: xml.replace("</worksheet>", " " * 150_000_000 + "</worksheet>"),
    "a row that no sheet has": lambda xml: FAR.sub(r"\g<1>999999999999\2", xml),
    "a column that no sheet has": lambda xml: xml.replace('r="A2"', 'r="ZZZZZZ2"'),
    "empty cells in the last column": lambda xml: xml.replace("</sheetData>", "".join(
        f'<row r="{row}"><c r="XFD{row}"/></row>' for row in range(3, 20_000)) + "</sheetData>"),
    "rows without end": lambda xml: xml.replace("</sheetData>", "<row/>" * 1_000_000 + "</sheetData>"),
}  # fmt: skip


DAMAGED: dict[str, Callable[[str], str]] = {
    "cut off": lambda xml: xml[:120],
    "a cell nowhere": lambda xml: xml.replace('r="A2"', 'r="nowhere"'),
    "an entity": lambda xml: xml.replace("<worksheet", "<worksheet a='&nothing;'", 1),
    "no rows at all": lambda xml: "",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_workbook_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    path = _rewritten(as_xlsx(tmp_path / "e.xlsx", EMPLOYERS), DAMAGED[name])
    with pytest.raises(Refused, match="1 problems"):
        read(content_of(path), COLUMNS[Kind.EMPLOYERS])


@pytest.mark.parametrize("at", range(60, 2_000, 90))
def test_a_workbook_whose_bytes_were_changed_on_the_way_is_read_or_refused(tmp_path: Path, at: int) -> None:
    path = as_xlsx(tmp_path / "e.xlsx", EMPLOYERS)
    content = bytearray(path.read_bytes())
    content[at : at + 4] = b"\xff\x00\x7f\x11"
    with contextlib.suppress(Refused):
        assert read(bytes(content), COLUMNS[Kind.EMPLOYERS]).lines


@pytest.mark.parametrize("name", BOMBS)
async def test_a_small_file_that_would_fill_the_memory_is_refused(
    empty: Database, knowledge: Knowledge, tmp_path: Path, name: str
) -> None:
    path = _rewritten(as_xlsx(tmp_path / "e.xlsx", [*EMPLOYERS[:1], ("x",)]), BOMBS[name])
    assert path.stat().st_size < 200_000
    tracemalloc.start()
    with pytest.raises(Refused, match="1 problems"):
        await imported(empty, knowledge, Kind.EMPLOYERS, path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60_000_000


@pytest.mark.parametrize("size", ["A1", "A1:XFD1048576"])
def test_what_a_sheet_says_of_its_own_size_does_not_matter(tmp_path: Path, size: str) -> None:
    said = re.compile(r'<dimension ref="[^"]*"')
    path = _rewritten(as_xlsx(tmp_path / "e.xlsx", EMPLOYERS), lambda xml: said.sub(f'<dimension ref="{size}"', xml))
    assert len(read(content_of(path), COLUMNS[Kind.EMPLOYERS]).lines) == len(EMPLOYERS) - 1
