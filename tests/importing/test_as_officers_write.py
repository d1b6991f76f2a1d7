"""Files as officers have them: read as the officer sees them, or refused with the reason."""

from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from typer.testing import CliRunner

from bot.base.i18n import texts
from bot.base.states import VacancyState
from bot.base.terms import Language
from bot.cli.main import app
from bot.db import Database
from bot.db.models import EmployerRow, VacancyRow
from bot.importing.apply import Imported, preview
from bot.importing.columns import COLUMNS, Kind
from bot.importing.interpreting import understand
from bot.importing.sheet import content_of, read
from bot.knowledge import Knowledge
from tests.conftest import ANA, NOW
from tests.importing.baker import BAKER, baker, vacancy
from tests.importing.conftest import EMPLOYERS, VACANCIES, Files, as_csv


async def test_a_corrections_file_changes_what_it_says_and_nothing_else(files: Files) -> None:
    whole = {"Heures": "32", "Quart": "nuit", "Expérience": "3", "Scolarité": "DEC", "Français": "7", "Postes": "4"}
    before = await vacancy(files, **whole, Salaire_maximum="25")
    found = await files(Kind.VACANCIES, [("Référence", "Salaire minimum"), ("P-9", "22,40")])
    assert found == Imported(0, 1, 0)
    [after] = await files.rows(VacancyRow)
    changed = {c.key for c in VacancyRow.__table__.columns if getattr(before, c.key) != getattr(after, c.key)}
    assert changed == {"wage_low_cents"}
    assert (after.wage_low_cents, after.wage_high_cents) == (2240, 2500)


@pytest.mark.parametrize(
    ("heading", "column"),
    [("Employeur / Employer", "employer"), ("Quart/Shift", "schedule"), ("Heures/sem", "hours_per_week"),
     ("Titre du poste | Job title", "title_fr"), ("Job title / Titre du poste", "title_en"),
     ("Salaire horaire min", "wage_low"), ("Code CNP ou métier", "occupation"), ("Ville - City", "town")],
)  # fmt: skip
def test_a_heading_with_its_translation_is_that_column(heading: str, column: str) -> None:
    sheet = read(f"{heading};Postes\nx;2\n".encode(), COLUMNS[Kind.VACANCIES])
    assert sheet.headings == {column: heading, "positions": "Postes"}


@pytest.mark.parametrize("heading", ["Employeur / Ville", "Salaire / an", "Postes / remarques", "Quart / Heures"])
def test_a_heading_of_two_things_is_none_of_them(heading: str) -> None:
    sheet = read(f"{heading};Métier\nx;2\n".encode(), COLUMNS[Kind.VACANCIES])
    assert [each.heading for each in sheet.unknown] == [heading]


def test_headings_in_two_languages_are_found_under_a_title() -> None:
    file = (
        "Employeurs participants / Participating employers;;\n;;\nNom / Company name;Ville / City;No\nBoréal;Amos;1\n"
    )
    sheet = read(file.encode(), COLUMNS[Kind.EMPLOYERS])
    assert (sheet.row, set(sheet.headings)) == (3, {"name", "town"})


@pytest.mark.parametrize(
    ("written", "code"),
    [("72106 - Soudage", "72106"), ("CNP 63202", "63202"), ("Manoeuvre à la récolte", "85101")],
)
async def test_a_code_with_its_name_and_a_title_in_the_singular(files: Files, written: str, code: str) -> None:
    assert (await vacancy(files, Métier=written)).occupation == code


async def test_a_roundabout_number_of_people_is_understood(files: Files) -> None:
    await files(Kind.EMPLOYERS, [(*EMPLOYERS[0], "Effectif"), (*EMPLOYERS[1], "une vingtaine")])
    assert [row.employees for row in await files.rows(EmployerRow)] == [20]


@pytest.mark.parametrize("written", ["à déterminer", "TBD", "?"])
async def test_what_is_not_known_yet_is_shown_as_it_was_written(files: Files, written: str) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    line = baker({"Date_de_début": written})
    [problem] = await files.problems(Kind.VACANCIES, [list(line), list(line.values())])
    assert (problem.value, problem.is_empty) == (written, False)
    assert "not known yet" in problem.reason
    line = baker({"Date_de_début": ""})
    [problem] = await files.problems(Kind.VACANCIES, [list(line), list(line.values())])
    assert (problem.value, problem.is_empty) == ("", True)


async def test_an_empty_cell_takes_nothing_away(files: Files) -> None:
    await vacancy(files, Quart="soir", Français="5")
    assert await files(Kind.VACANCIES, [("Référence", "Quart", "Français"), ("P-9", "", "")]) == Imported(0, 0, 1)


async def test_what_a_new_vacancy_does_not_say_is_unknown_and_told(files: Files) -> None:
    row = await vacancy(files, Français="6")
    assert set(row.unsaid) == {"hours_per_week", "schedule", "min_experience_years"}
    found = await files(Kind.VACANCIES, [("Référence", "Quart", "Heures"), ("P-9", "soir", "38")])
    assert found == Imported(0, 1, 0)
    [row] = await files.rows(VacancyRow)
    assert (row.unsaid, row.schedule) == (["min_experience_years"], "evening")
    new = [(*VACANCIES[0],), (*VACANCIES[1],)]
    assert (await files(Kind.VACANCIES, new)).unsaid == {"hours_per_week": (2,), "accepts_closed_permit": (2,)}


async def test_a_new_line_in_a_file_of_corrections_needs_its_columns(files: Files) -> None:
    await vacancy(files)
    problems = await files.problems(Kind.VACANCIES, [("Référence", "Salaire minimum"), ("P-9", "22"), ("P-10", "22")])
    [problem] = problems
    assert (problem.line, problem.value) == (3, "P-10")
    assert problem.reason.startswith("nothing has this reference; what is new needs: employeur, ")


async def test_whether_a_closed_permit_is_taken_is_a_column(files: Files) -> None:
    assert (await vacancy(files, Permis_fermé="oui")).accepts_closed_permit is True
    await files(Kind.VACANCIES, [("Référence", "Closed permit accepted"), ("P-9", "no")])
    assert [row.accepts_closed_permit for row in await files.rows(VacancyRow)] == [False]


@pytest.mark.parametrize(
    ("written", "driving"), [("classe 1", 4), ("3", 2), ("classes 1 et 3", 2), ("non", 0), ("5 ou 3", 1)]
)
async def test_the_class_of_a_licence_and_a_car_are_columns(files: Files, written: str, driving: int) -> None:
    row = await vacancy(files, Permis_de_conduire=written, Voiture="oui")
    assert (row.driving_class, row.needs_car) == (driving, True)


async def test_a_licence_of_no_known_class_is_refused(files: Files) -> None:
    table = [("Référence", "Permis de conduire"), ("P-9", "oui")]
    await vacancy(files)
    [problem] = await files.problems(Kind.VACANCIES, table)
    assert "1, 2, 3 or 5" in problem.reason


async def test_rows_above_the_headings_and_other_words_in_them(files: Files) -> None:
    table = [
        ("Entreprises participantes — printemps",),
        (),
        (
            "NOM DE L'ENTREPRISE",
            "Municipalité",
            "Présentation de l'entreprise",
            "Personne contact",
            "Tél.",
            "Nb employés",
        ),
        ("Scierie Beaulieu", "Amos", "Nous scions.", "Aline Roy", "819 555-0101", "45"),
    ]
    assert await files(Kind.EMPLOYERS, table) == Imported(1, 0, 0)
    [row] = await files.rows(EmployerRow)
    assert row.about == {"fr": "Nous scions."}
    assert (row.contact, row.phone, row.employees) == ("Aline Roy", "819 555-0101", 45)
    [problem] = await files.problems(Kind.EMPLOYERS, [*table[:3], ("Scierie", "Atlantide", "x")])
    assert problem.line == 4


async def test_hours_shift_and_openings_are_known_by_other_headings(files: Files) -> None:
    cells: dict[str, object] = {"Heures / semaine": "36", "Quart de travail": "nuit", "Nb postes": "3"}
    row = await vacancy(files, **cells)
    assert (row.hours_per_week, row.schedule, row.positions) == (36, "night", 3)


async def test_a_heading_that_is_not_known_is_named_with_the_nearest(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    line = {**BAKER, "Salaires minimaux": "1"}
    found = await files(Kind.VACANCIES, [list(line), list(line.values())])
    [unknown] = found.ignored
    assert (unknown.heading, unknown.nearest) == ("Salaires minimaux", "salaire minimum")
    assert "le plus proche" in unknown.told(texts(Language.FRENCH))


async def test_a_preview_says_what_would_be_done_and_writes_nothing(
    files: Files, empty: Database, knowledge: Knowledge, tmp_path: Path
) -> None:
    await vacancy(files, Quart="jour")
    table = [("Référence", "Quart"), ("P-9", "nuit")]
    content = content_of(as_csv(tmp_path / "v.csv", table))
    async with empty.reading() as session:
        understood = await understand(session, knowledge, Kind.VACANCIES, content, NOW)
    async with empty.transaction() as session:
        found = await preview(session, understood, NOW, actor=ANA)
    assert found == Imported(0, 1, 0)
    assert found.lines[0].changes == {"schedule": ("day", "night")}
    assert [row.schedule for row in await files.rows(VacancyRow)] == ["day"]


def test_the_commands_show_first_and_name_references(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/bot.db")
    monkeypatch.setenv("BOT_DATA_KEY", Fernet.generate_key().decode())
    monkeypatch.setenv("COLUMNS", "200")
    file = str(as_csv(tmp_path / "e.csv", EMPLOYERS))
    looked = CliRunner().invoke(app, ["import", "employers", file, "--preview"])
    assert looked.exit_code == 0, looked.output
    assert "Nous soudons." in looked.output
    assert "Nothing is written" in looked.output
    assert "e1" not in CliRunner().invoke(app, ["employers"]).output
    assert "2 new" in CliRunner().invoke(app, ["import", "employers", file]).output
    assert "e1" in CliRunner().invoke(app, ["employers"]).output


def test_a_preview_at_the_command_line_is_in_the_words_of_officers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/bot.db")
    monkeypatch.setenv("BOT_DATA_KEY", Fernet.generate_key().decode())
    monkeypatch.setenv("COLUMNS", "200")
    CliRunner().invoke(app, ["import", "employers", str(as_csv(tmp_path / "e.csv", EMPLOYERS)), "--write"])
    line = {**BAKER, "Permis de conduire": "classe 1", "Quart": "soir"}
    file = str(as_csv(tmp_path / "v.csv", [list(line), list(line.values())]))
    said = (
        CliRunner().invoke(app, ["--lang", "fr", "import", "vacancies", file, "--preview"]).output.replace("\xa0", " ")
    )
    assert "Quart de travail : de soir" in said
    assert "Permis de conduire : 4" not in said
    assert "Permis de conduire : " in said
    assert "driving_class" not in said
    assert "Permis fermé accepté" in said, "which the file does not say"
    assert "schedule" not in said


async def test_a_further_language_has_a_column_and_its_readers_read_it(files: Files) -> None:
    table = (
        ("Nom", "Ville", "Présentation", "Présentation (espagnol)"),
        ("Scierie Beaulieu", "Amos", "Nous scions.", "Cortamos madera."),
    )
    assert await files(Kind.EMPLOYERS, table) == Imported(1, 0, 0)
    [row] = await files.rows(EmployerRow)
    offered = ("fr", "en", "es")
    assert texts(Language.FRENCH, "es", offered).written(row.about) == "Cortamos madera."
    assert texts(Language.FRENCH).written(row.about) == "Nous scions."
    assert texts(Language.ENGLISH).written(row.about) == "Nous scions. (not translated)"
    english = (("Référence", "Nom", "Ville", "About (English)"), (row.id, "Scierie Beaulieu", "Amos", "We saw."))
    assert await files(Kind.EMPLOYERS, english) == Imported(0, 1, 0)
    [row] = await files.rows(EmployerRow)
    assert row.about == {"fr": "Nous scions.", "es": "Cortamos madera.", "en": "We saw."}, "the others stay"


async def test_a_running_number_or_a_total_is_no_line_and_a_size_may_be_about(files: Files) -> None:
    sizes = {"± 40": 40, "environ 25": 25, "10 à 15": 10, 12: 12}
    head = ("No", "Nom", "Ville", "Présentation", "Nb d’employés")
    rows = [(at, f"Forge {at}", "Amos", "Fer.", size) for at, size in enumerate(sizes, 1)]
    done = await files(Kind.EMPLOYERS, (head, *rows, (5, "", "", "", ""), ("Total : 4 entreprises",)))
    assert done.new == 4
    assert {row.name: row.employees for row in await files.rows(EmployerRow)} == {
        f"Forge {at}": size for at, size in enumerate(sizes.values(), 1)
    }


async def test_what_a_heading_asks_for_politely_is_still_that_column(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    head = ("Employeur", "Titre de l’emploi", "CNP ou métier", "Salaire offert", "Expérience demandée",
            "Diplôme exigé", "Entrée en poste")  # fmt: skip
    done = await files(Kind.VACANCIES, (head, ("e1", "Soudeur", "72106", "25", "2 ans", "DEP", "2027-03-01")))
    assert (done.new, done.ignored) == (1, ())


async def test_the_last_day_of_a_vacancy_is_a_column(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    heads = (*VACANCIES[0], "Date limite")
    await files(Kind.VACANCIES, [heads, (*VACANCIES[1], "31 mars 2027")])
    [row] = await files.rows(VacancyRow)
    assert str(row.until) == "2027-03-31"
    [past] = await files.problems(Kind.VACANCIES, [heads, (*VACANCIES[2], "2001-01-01")])
    assert past.reason == "it is past"
    [past] = await files.problems(Kind.VACANCIES, [heads, (*VACANCIES[2], "mars 2001")])
    assert (past.reason, past.value) == ("it is past", "mars 2001"), "a problem shows what was written"
    of_month = await vacancy(files, **{"Date limite": "avril 2027"})
    assert str(of_month.until) == "2027-04-30", "a month is over at its end"
    between = VACANCIES[0] + ("Offert à partir du", "Date limite"), (*VACANCIES[2], "2027-05-02", "2027-05-01")
    [turned] = await files.problems(Kind.VACANCIES, between)
    assert "is before the first" in turned.reason


async def test_a_file_closes_no_open_vacancy_by_a_day_that_is_over(files: Files, empty: Database) -> None:
    row = await vacancy(files, **{"Offert à partir du": "2027-01-10", "Date limite": "2027-03-31"})
    over = [("Référence", "Date limite"), (row.id, "2001-01-01")]
    assert [(each.column, each.reason) for each in await files.problems(Kind.VACANCIES, over)] == [
        ("Date limite", "it is past")
    ]
    for heading, day in (("Date limite", "2027-01-09"), ("Offert à partir du", "2027-04-01")):
        [problem] = await files.problems(Kind.VACANCIES, [("Référence", heading), (row.id, day)])
        assert (problem.column, "is before the first" in problem.reason) == (heading, True)
    async with empty.transaction() as session:
        kept = await session.get_one(VacancyRow, row.id)
        kept.offered_from, kept.until = None, date(2001, 1, 1)
    assert await files(Kind.VACANCIES, over) == Imported(0, 0, 1), "it stands there already"
    async with empty.transaction() as session:
        kept = await session.get_one(VacancyRow, row.id)
        kept.state, kept.until = VacancyState.CLOSED, date(2002, 2, 2)
    assert await files(Kind.VACANCIES, over) == Imported(0, 1, 0), "what is closed stays closed"


@pytest.mark.parametrize("state", list(VacancyState))
async def test_no_file_puts_a_vacancys_days_the_wrong_way_round(
    files: Files, empty: Database, state: VacancyState
) -> None:
    row = await vacancy(files, **{"Offert à partir du": "2027-03-10", "Date limite": "2027-04-30"})
    async with empty.transaction() as session:
        (await session.get_one(VacancyRow, row.id)).state = state
    for heading, day in (("Date limite", "2027-03-09"), ("Offert à partir du", "2027-05-01")):
        [problem] = await files.problems(Kind.VACANCIES, [("Référence", heading), (row.id, day)])
        assert (problem.column, "is before the first" in problem.reason) == (heading, True)
    both = [("Référence", "Offert à partir du", "Date limite"), (row.id, "2027-05-01", "2027-04-30")]
    [problem] = await files.problems(Kind.VACANCIES, both)
    assert problem.column == "Date limite"
    assert await files(Kind.VACANCIES, [both[0], (row.id, "2027-04-30", "2027-04-30")]) == Imported(0, 1, 0)


@pytest.mark.parametrize("state", list(VacancyState))
async def test_a_first_day_after_an_end_that_is_over_begins_anew_unless_it_is_open(
    files: Files, empty: Database, state: VacancyState
) -> None:
    row, over = await vacancy(files), date(2025, 10, 31)
    line = [("Référence", "Offert à partir du"), (row.id, "2027-05-01")]

    async def stands(first: date | None) -> None:
        async with empty.transaction() as session:
            kept = await session.get_one(VacancyRow, row.id)
            kept.state, kept.offered_from, kept.until = state, first, over

    await stands(None)
    if state == VacancyState.OPEN:  # it closes by itself at its end
        [problem] = await files.problems(Kind.VACANCIES, line)
        assert (problem.column, str(over) in problem.reason) == ("Offert à partir du", True)
        return
    assert await files(Kind.VACANCIES, line) == Imported(0, 1, 0)
    [row] = await files.rows(VacancyRow)
    assert (row.state, row.offered_from, row.until) == (state, date(2027, 5, 1), None)
    assert await files(Kind.VACANCIES, line) == Imported(0, 0, 1)
    await stands(None)
    both = [(*line[0], "Date limite"), (*line[1], str(over))]
    [problem] = await files.problems(Kind.VACANCIES, both)
    assert problem.column == "Date limite", "it is said"
    await files(Kind.VACANCIES, [line[0], (row.id, "2025-10-01")])
    assert (await files.rows(VacancyRow))[0].until == over, "it began before its end"
    await stands(date(2027, 5, 1))
    assert await files(Kind.VACANCIES, line) == Imported(0, 0, 1), "nothing is said that does not stand there"


@pytest.mark.parametrize("reference", ["P-9", ""])
async def test_the_same_file_changes_nothing_once_its_days_are_past(
    files: Files, empty: Database, reference: str
) -> None:
    row = await vacancy(files, Référence=reference, Date_limite="2027-03-31")
    old = {"Date de début": "2025-02-01", "Date limite": "2025-03-31"}
    async with empty.transaction() as session:
        kept = await session.get_one(VacancyRow, row.id)
        kept.state, kept.start_date, kept.until = VacancyState.CLOSED, date(2025, 2, 1), date(2025, 3, 31)
    line = baker({"Référence": reference} | old)
    assert await files(Kind.VACANCIES, [list(line), list(line.values())]) == Imported(0, 0, 1)
    other = baker({"Référence": "", "Titre du poste": "Pâtissier"} | old)
    problems = await files.problems(Kind.VACANCIES, [list(other), list(other.values())])
    assert {each.column for each in problems} == {"Date de début", "Date limite"}, "of a new one they are asked about"
