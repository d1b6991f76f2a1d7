"""Files of officers into the database: all of a file, or nothing with every reason."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import update
from typer.testing import CliRunner

from bot.cli.main import app
from bot.db import Database
from bot.db.models import CandidateRow, EmployerRow, InterestRow, VacancyRow
from bot.importing.apply import Imported, import_file
from bot.importing.columns import Kind
from bot.importing.interpreting import understand
from bot.importing.lines import Refused
from bot.importing.sheet import content_of
from bot.knowledge import Knowledge
from tests.conftest import ANA, NOW
from tests.importing.conftest import EMPLOYERS, TRIPS, VACANCIES, Files, Table, as_csv, imported


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "cp1252")])
async def test_what_officers_write_is_taken(files: Files, delimiter: str, encoding: str) -> None:
    how: dict[str, Any] = {"delimiter": delimiter, "encoding": encoding}
    assert await files(Kind.EMPLOYERS, EMPLOYERS, **how) == Imported(2, 0, 0)
    assert await files(Kind.VACANCIES, VACANCIES, **how) == Imported(2, 0, 0)
    assert await files(Kind.TRIPS, TRIPS, **how) == Imported(1, 0, 0)
    employers = {row.name: row for row in await files.rows(EmployerRow)}
    assert employers["Métal du Fjord"].id == "e1"
    assert employers["Métal du Fjord"].region == "02"
    assert not employers["Soins Boréal"].demonstration
    welding = next(row for row in await files.rows(VacancyRow) if row.occupation == "72106")
    assert welding.employer_id == "e1"
    assert (welding.wage_low_cents, welding.wage_high_cents) == (2675, 3150)
    assert (welding.french_needed, welding.min_education, welding.min_experience_years) == (6, 2, 2.0)
    assert (welding.schedule, welding.regulated, welding.positions) == ("evening", False, 3)
    assert welding.start_date == date(2027, 2, 1)
    assert welding.title["fr"] == "Soudeur ou soudeuse"
    assert "weld" in welding.title["en"].casefold()  # the name of the unit group stands in
    nursing = next(row for row in await files.rows(VacancyRow) if row.occupation == "31301")
    assert (nursing.regulated, nursing.start_date, nursing.wage_high_cents) == (True, date(2027, 3, 1), 3500)


async def test_the_first_day_of_a_vacancy_is_a_column(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    days = ("Offert à partir du", "1 avril 2027", "dès que possible")
    done = await files(Kind.VACANCIES, [(*line, day) for line, day in zip(VACANCIES, days, strict=True)])
    assert [line.changes["offered_from"] for line in done.lines] == [(None, date(2027, 4, 1)), (None, NOW.date())]
    rows = {row.occupation: row.offered_from for row in await files.rows(VacancyRow)}
    assert rows == {"72106": date(2027, 4, 1), "31301": NOW.date()}
    await files(Kind.VACANCIES, VACANCIES)
    assert {row.occupation: row.offered_from for row in await files.rows(VacancyRow)} == rows, "no column, no change"


async def test_twice_the_same_file_is_once(files: Files) -> None:
    for kind, table in ((Kind.EMPLOYERS, EMPLOYERS), (Kind.VACANCIES, VACANCIES), (Kind.TRIPS, TRIPS)):
        first = await files(kind, table)
        assert first.new == len(table) - 1
        assert await files(kind, table) == Imported(0, 0, first.new)
    assert len(await files.rows(VacancyRow)) == 2


async def test_a_changed_line_changes_its_row_and_keeps_who_is_interested(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.VACANCIES, VACANCIES)
    vacancy = (await files.rows(VacancyRow))[0]
    async with empty.transaction() as session:
        session.add(CandidateRow(id=1, chat_id=5, conversation="c", language="fr", created_at=NOW))
        await session.flush()
        session.add(InterestRow(candidate_id=1, vacancy_id=vacancy.id, expressed_at=NOW))
    dearer = [VACANCIES[0], *([*line[:3], "27", "33", *line[5:]] for line in VACANCIES[1:])]
    assert await files(Kind.VACANCIES, dearer) == Imported(0, 2, 0)
    assert {row.wage_low_cents for row in await files.rows(VacancyRow)} == {2700}
    assert len(await files.rows(InterestRow)) == 1


async def test_all_or_nothing_and_every_reason_at_its_line(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    head = VACANCIES[0][:6]
    bad = (
        head,
        ("e1", "soudeuse", "Soudeuse", "26", "30", "2027-02-01"),
        ("Personne inc.", "soudeuse", "Soudeuse", "NaN", "30", "2027-02-01"),
        ("e1", "ingénieur", "Ingénieur", "40", "30", "demain peut-être"),
        ("e1", "99999", "=1+1", "-3", "", ""),
    )
    problems = await files.problems(Kind.VACANCIES, bad)
    assert await files.rows(VacancyRow) == []
    found = {(problem.line, problem.column) for problem in problems}
    assert found >= {
        (3, "Employeur"), (3, "Salaire minimum"), (4, "Métier"), (4, "Salaire maximum"), (4, "Date de début"),
        (5, "Métier"), (5, "Titre du poste"), (5, "Salaire minimum"), (5, "Date de début"),
    }  # fmt: skip
    assert not any(problem.line == 2 for problem in problems)
    unsettled = next(problem for problem in problems if (problem.line, problem.column) == (4, "Métier"))
    assert unsettled.value == "ingénieur"
    assert "21300" in unsettled.reason  # the codes among which a person chooses


@pytest.mark.parametrize(
    ("table", "column", "reason"),
    [
        ([], "", "empty"),
        ([EMPLOYERS[0]], "", "no line"),
        ([EMPLOYERS[0][:2], ("e1", "Métal")], "ville", "missing"),
        ([(*EMPLOYERS[0], "Name"), (*EMPLOYERS[1], "x")], "Name", "twice"),
        ([EMPLOYERS[0], ("e 1", *EMPLOYERS[1][1:])], "Référence", "letters"),
        ([EMPLOYERS[0], ("-e1", *EMPLOYERS[1][1:])], "Référence", "begin"),
        ([EMPLOYERS[0], EMPLOYERS[1], EMPLOYERS[1]], "Référence", "line 2"),
        ([EMPLOYERS[0], ("e1", "x" * 200, *EMPLOYERS[1][2:])], "Nom", "longer"),
        ([EMPLOYERS[0], ("e1", "Nom", "Atlantide", "a", "b")], "Ville", "recognized"),
        ([EMPLOYERS[0], ("e1", "Nom", "Alma", "", "")], "Présentation", "empty"),
    ],
)
async def test_what_is_wrong_is_said_where_it_is(files: Files, table: Table, column: str, reason: str) -> None:
    problems = await files.problems(Kind.EMPLOYERS, table)
    assert any(problem.column == column and reason in problem.reason for problem in problems), problems


async def test_no_file_and_no_spreadsheet(files: Files, empty: Database, knowledge: Knowledge, tmp_path: Path) -> None:
    for content in (None, b"PK\x03\x04 no workbook", b"\x00\x01\x02"):
        path = tmp_path / f"{len(content or b'')}.xlsx"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(Refused):
            await imported(empty, knowledge, Kind.TRIPS, path)


async def test_a_file_is_read_while_somebody_writes_and_not_written_beside_what_changed(
    files: Files, empty: Database, knowledge: Knowledge, tmp_path: Path
) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    content = content_of(as_csv(tmp_path / "v.csv", VACANCIES))
    async with empty.transaction() as busy:
        await busy.execute(update(EmployerRow).where(EmployerRow.id == "e1").values(name="Métal du Nord"))
        async with empty.reading() as session:
            understood = await understand(session, knowledge, Kind.VACANCIES, content, NOW)
    async with empty.transaction() as session:
        with pytest.raises(Refused) as refused:
            await import_file(session, understood, NOW, actor=ANA)
    assert "meanwhile" in refused.value.problems[0].reason


async def test_real_employers_are_never_mixed_with_invented_ones(
    database: Database, knowledge: Knowledge, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        await imported(database, knowledge, Kind.EMPLOYERS, as_csv(tmp_path / "e.csv", EMPLOYERS))
    assert "demonstration" in refused.value.problems[0].reason


def test_the_command_reports_and_tells_by_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/bot.db")
    monkeypatch.setenv("BOT_DATA_KEY", Fernet.generate_key().decode())
    good = CliRunner().invoke(app, ["import", "employers", str(as_csv(tmp_path / "e.csv", EMPLOYERS))])
    assert good.exit_code == 0, good.output
    assert "2 new, 0 changed, 0 unchanged" in good.output
    bad = CliRunner().invoke(app, ["import", "vacancies", str(as_csv(tmp_path / "v.csv", EMPLOYERS))])
    assert bad.exit_code == 1
    assert "missing" in bad.output
