"""Files of officers into the database: all of a file, or nothing with every reason."""

import contextlib
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import delete, select, update
from typer.testing import CliRunner

from bot.base.i18n import QUEBEC_TIME
from bot.base.terms import Language
from bot.cli.main import app
from bot.db import Database
from bot.db.models import CandidateRow, EmployerRow, InterestRow, NoticeRow, TripRow, VacancyRow
from bot.importing.apply import Imported, import_file
from bot.importing.columns import COLUMNS, Kind
from bot.importing.interpreting import understand
from bot.importing.sheet import Refused, content_of, read
from bot.knowledge import Knowledge
from bot.programme import candidates, interviews, seats
from bot.programme.candidates import Consent
from bot.programme.trips import TripState, move_trip
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.importing.conftest import EMPLOYERS, TRIPS, VACANCIES, Files, Table, as_csv, as_xlsx, imported


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


async def test_seats_that_are_taken_are_not_taken_away(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, TRIPS)
    async with empty.transaction() as session:
        trip = (await session.scalars(select(TripRow))).one()
        trip.taken = 12
    fewer = [TRIPS[0], (*TRIPS[1][:3], "11", *TRIPS[1][4:])]
    assert [problem.column for problem in await files.problems(Kind.TRIPS, fewer)] == ["Seats"]
    enough = [TRIPS[0], (*TRIPS[1][:3], "12", *TRIPS[1][4:])]
    assert await files(Kind.TRIPS, enough) == Imported(0, 1, 0)


async def test_a_file_that_says_nothing_of_the_state_closes_no_trip(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, TRIPS)
    stateless = [line[:-1] for line in TRIPS]
    assert await files(Kind.TRIPS, stateless) == Imported(0, 0, 1)
    assert [row.state for row in await files.rows(TripRow)] == ["open"]


async def move(database: Database, *states: TripState) -> None:
    async with database.transaction() as session:
        trip = (await session.scalars(select(TripRow))).one()
        for state in states:
            move_trip(session, trip, state, NOW, actor=ANA)


@pytest.mark.parametrize(
    "states",
    [(TripState.FULL,), (TripState.CLOSED,), (TripState.CLOSED, TripState.HELD), (TripState.CANCELLED,)],
    ids=lambda states: states[-1],
)
@pytest.mark.parametrize("said", ["open", "draft", ""])
async def test_the_state_of_a_published_trip_is_not_the_files(
    files: Files, empty: Database, states: tuple[TripState, ...], said: str
) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, TRIPS)
    await move(empty, *states)
    assert await files(Kind.TRIPS, [TRIPS[0], (*TRIPS[1][:-1], said)]) == Imported(0, 0, 1)
    assert [row.state for row in await files.rows(TripRow)] == [states[-1]]


async def test_a_file_opens_what_was_in_preparation(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, [TRIPS[0], (*TRIPS[1][:-1], "draft")])
    assert await files(Kind.TRIPS, TRIPS) == Imported(0, 1, 0)
    assert [row.state for row in await files.rows(TripRow)] == ["open"]


async def test_what_cannot_change_any_more_is_said_at_its_line(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    other = ("Saguenay", *TRIPS[1][1:])
    await files(Kind.TRIPS, TRIPS)
    await move(empty, TripState.CANCELLED)
    elsewhere = (*TRIPS[1][:5], "La gare", *TRIPS[1][6:])
    [problem] = await files.problems(Kind.TRIPS, [TRIPS[0], other, elsewhere])
    assert (problem.line, problem.column, problem.value) == (3, "Meeting point", "La gare")
    assert "cancelled" in problem.reason
    assert [row.town for row in await files.rows(TripRow)] == ["Rimouski"], "nothing of the file was taken"


PLACED = (
    ("Reference", *TRIPS[0], "Latitude", "Longitude"),
    ("t1", *TRIPS[1], "48,4500", "-68.5230"),
)


async def test_the_meeting_point_has_its_position_and_never_an_old_one(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)

    async def position(*row: object) -> tuple[float | None, float | None]:
        await files(Kind.TRIPS, [PLACED[0][: len(row)], row])
        [trip] = await files.rows(TripRow)
        return trip.latitude, trip.longitude

    assert await position(*PLACED[1]) == (48.45, -68.523)
    assert await files(Kind.TRIPS, PLACED) == Imported(0, 0, 1)
    assert await position(*PLACED[1][:-2]) == (48.45, -68.523), "a file without positions takes none away"
    assert await position(*PLACED[1][:6], "La gare", *PLACED[1][7:]) == (48.45, -68.523), "said again"
    assert await position(*PLACED[1][:6], "Le port", *PLACED[1][7:-2], "", "") == (None, None)


@pytest.mark.parametrize(
    ("latitude", "longitude", "column"),
    [
        ("48.45", "68.52", "Longitude"),
        ("-68.52", "48.45", "Latitude"),
        ("48.45", "", "Longitude"),
        ("x", "-68", "Latitude"),
    ],
)
async def test_a_position_is_in_quebec(files: Files, latitude: str, longitude: str, column: str) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    problems = await files.problems(Kind.TRIPS, [PLACED[0], (*PLACED[1][:-2], latitude, longitude)])
    assert column in {problem.column for problem in problems}


async def test_another_town_goes_to_those_who_travel(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, PLACED)
    async with empty.transaction() as session:
        someone = await candidates.meet(session, 5, Language.FRENCH, NOW)
        candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
        await seats.register(session, someone, "t1", 1, NOW)
    assert await files(Kind.TRIPS, [PLACED[0], ("t1", "Matane", *PLACED[1][2:])]) == Imported(0, 1, 0)
    [trip] = await files.rows(TripRow)
    assert (trip.town, trip.region) == ("Matane", "01")
    told = [row.data for row in await files.rows(NoticeRow) if row.kind == NoticeKind.TRIP_CHANGED]
    assert [list(each["stood"]) for each in told] == [["town"]]


async def test_another_hour_asks_whether_interviews_move_and_tells_once(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.VACANCIES, VACANCIES)
    await files(Kind.TRIPS, PLACED)
    hour = datetime(2027, 5, 14, 13, tzinfo=QUEBEC_TIME)
    async with empty.transaction() as session:
        someone = await candidates.meet(session, 5, Language.FRENCH, NOW)
        candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
        await seats.register(session, someone, "t1", 1, NOW)
        made = [interviews.Appointment(someone.id, "e1", hour, 25)]
        await interviews.publish(session, "t1", made, NOW, actor=ANA)
        await session.execute(delete(NoticeRow))  # all of it was told

    def leaving(at: str) -> Table:
        return [PLACED[0], (*PLACED[1][:2], f"2027-05-14 {at}", *PLACED[1][3:])]

    [problem] = await files.problems(Kind.TRIPS, leaving("05:00"))
    assert (problem.line, "--interviews move" in problem.reason) == (2, True)
    assert await files(Kind.TRIPS, leaving("05:00"), along=False) == Imported(0, 1, 0)
    assert [row.starts_at for row in await files.interviews()] == [hour]
    assert await files(Kind.TRIPS, leaving("04:30"), along=True) == Imported(0, 1, 0)
    assert [row.starts_at for row in await files.interviews()] == [hour - timedelta(minutes=30)]
    told = [row.kind for row in await files.rows(NoticeRow) if row.due_at == NOW]
    assert sorted(told) == [NoticeKind.INTERVIEWS, NoticeKind.TRIP_CHANGED], "two changes, one message of each kind"


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


async def test_a_trip_leaves_before_it_returns_and_at_an_hour(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    backwards = [TRIPS[0], (TRIPS[1][0], TRIPS[1][2], TRIPS[1][1], *TRIPS[1][3:])]
    assert [problem.column for problem in await files.problems(Kind.TRIPS, backwards)] == ["Return"]
    hourless = [TRIPS[0], (TRIPS[1][0], "2027-05-14", *TRIPS[1][2:])]
    assert [problem.column for problem in await files.problems(Kind.TRIPS, hourless)] == ["Departure"]


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
