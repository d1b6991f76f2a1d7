"""Files as programs write them: encodings, ends of lines, quotation marks."""

from pathlib import Path

import pytest

from bot.importing.columns import COLUMNS, Kind
from bot.importing.lines import Refused
from bot.importing.sheet import content_of, read
from bot.importing.text_files import decoded
from tests.importing.conftest import EMPLOYERS, as_xlsx


def test_the_line_that_excel_understands_is_no_line_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text("sep=;\nNom;Ville;Présentation\nScierie, Fils et Cie;Amos;Nous scions.\n", encoding="utf-8")
    sheet = read(content_of(path), COLUMNS[Kind.EMPLOYERS])
    assert [(line.number, line.cells["name"]) for line in sheet.lines] == [(3, "Scierie, Fils et Cie")]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_letters_are_read_right_whichever_computer_wrote_them(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "e.csv"
    lines = (
        "Nom;Ville;Présentation",
        "Café Noël;Gaspé;Près de la forêt",
    )
    path.write_bytes(end.join(lines).encode(encoding))
    [line] = read(content_of(path), COLUMNS[Kind.EMPLOYERS]).lines
    assert (line.cells["name"], line.cells["town"]) == ("Café Noël", "Gaspé")
    assert str(line.cells["about_fr"]).startswith("Près")


def test_plain_letters_are_what_they_are() -> None:
    assert decoded(b"abc") == "abc"


def test_a_quotation_mark_that_is_never_closed_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text('Nom;Ville;Présentation\nScierie;Amos;Bien\nMoulin;Amos;"Nous moulons\nFour;Amos;Nous cuisons\n')
    with pytest.raises(Refused) as found:
        read(content_of(path), COLUMNS[Kind.EMPLOYERS])
    assert [problem.line for problem in found.value.problems] == [3]


def test_the_ends_of_lines_that_excel_writes_inside_a_cell(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "e.xlsx", [EMPLOYERS[0], ("e1", "Nom", "Alma", "Un._x000D_\nDeux.", "One.")])
    [line] = read(content_of(path), COLUMNS[Kind.EMPLOYERS]).lines
    assert line.cells["about_fr"] == "Un.\nDeux."
