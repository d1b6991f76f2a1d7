"""Files as officers have them: read as the officer sees them, or refused with the reason."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from typer.testing import CliRunner

from bot.base.i18n import QUEBEC_TIME, texts
from bot.base.terms import Language
from bot.cli.main import app
from bot.db import Database
from bot.db.models import EmployerRow, TripRow, VacancyRow
from bot.importing import amounts
from bot.importing.apply import Imported, preview
from bot.importing.columns import COLUMNS, Kind
from bot.importing.interpreting import understand
from bot.importing.sheet import Line, content_of
from bot.knowledge import Knowledge
from tests.conftest import ANA, NOW
from tests.importing.conftest import EMPLOYERS, TRIPS, VACANCIES, Files, as_csv

BAKER: Mapping[str, object] = {
    "Référence": "P-9", "Employeur": "e1", "Métier": "63202", "Titre du poste": "Boulangère", "Salaire minimum": "21",
    "Date de début": "2027-02-01",
}  # fmt: skip


def baker(cells: Mapping[str, object]) -> dict[str, object]:
    """The line of a baker's vacancy with other cells, by heading."""
    other = {name.replace("_", " "): value for name, value in cells.items()}
    replaced = {name.casefold() for name in other}
    return {**{name: value for name, value in BAKER.items() if name.casefold() not in replaced}, **other}


async def vacancy(files: Files, **cells: object) -> VacancyRow:
    """The row that one line makes; cells by heading, over those of a baker's."""
    await files(Kind.EMPLOYERS, EMPLOYERS)
    line = baker(cells)
    await files(Kind.VACANCIES, [list(line), list(line.values())])
    row: VacancyRow = (await files.rows(VacancyRow))[0]
    return row


async def refused(files: Files, **cells: object) -> str:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    line = baker(cells)
    [problem] = await files.problems(Kind.VACANCIES, [list(line), list(line.values())])
    return problem.reason


async def test_a_corrections_file_changes_what_it_says_and_nothing_else(files: Files) -> None:
    whole = {"Heures": "32", "Quart": "nuit", "Expérience": "3", "Scolarité": "DEC", "Français": "7", "Postes": "4"}
    before = await vacancy(files, **whole, Salaire_maximum="25")
    found = await files(Kind.VACANCIES, [("Référence", "Salaire minimum"), ("P-9", "22,40")])
    assert found == Imported(0, 1, 0)
    [after] = await files.rows(VacancyRow)
    changed = {c.key for c in VacancyRow.__table__.columns if getattr(before, c.key) != getattr(after, c.key)}
    assert changed == {"wage_low_cents"}
    assert (after.wage_low_cents, after.wage_high_cents) == (2240, 2500)


async def test_an_empty_cell_takes_nothing_away(files: Files) -> None:
    await vacancy(files, Quart="soir", Français="5")
    assert await files(Kind.VACANCIES, [("Référence", "Quart", "Français"), ("P-9", "", "")]) == Imported(0, 0, 1)


@pytest.mark.parametrize("written", ["N/A", "n/d", "à voir", "À déterminer", "—", "TBD", "?"])
async def test_a_cell_that_says_it_is_not_known_is_as_good_as_empty(files: Files, written: str) -> None:
    row = await vacancy(files, Quart=written, Heures=written, Expérience="2")
    assert {"hours_per_week", "schedule"} <= set(row.unsaid)
    assert await files(Kind.VACANCIES, [("Référence", "Expérience"), ("P-9", written)]) == Imported(0, 0, 1)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Français", ["fr"]),
        ("français; anglais un atout", ["fr"]),
        ("French (Spanish an asset)", ["fr"]),
        ("Bilingue", ["en", "fr"]),
        ("FR / EN", ["en", "fr"]),
        ("French et espagnol", ["es", "fr"]),
    ],
)
async def test_languages_of_work_in_either_language(files: Files, written: str, spoken: list[str]) -> None:
    heading = next(each.headings[0] for each in COLUMNS[Kind.VACANCIES] if each.name == "work_languages")
    assert (await vacancy(files, **{heading: written})).work_languages == spoken


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
    assert {problem.reason.split(";")[0] for problem in problems} == {"this column is missing"}


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
    assert [*map(str, found.ignored)] == ["“Salaires minimaux” (nearest: “salaire minimum”)"]


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("23,75 $/h", (2375, 2375)),
        ("entre 20 et 26 $", (2000, 2600)),
        ("18,50$ à 21,25$/h", (1850, 2125)),
        ("19-22.5", (1900, 2250)),
        ("62 400 $ / an", (3000, 3000)),
        ("54 600 $ à 62 400 $ par année", (2625, 3000)),
        ("$24.10 per hour", (2410, 2410)),
        ("à partir de 23 $", (2300, 2300)),
        ("27,40 $ et plus, selon expérience", (2740, 2740)),
        ("from $21 to $24 depending on experience", (2100, 2400)),
    ],
)
async def test_pay_as_it_is_written(files: Files, written: str, cents: tuple[int, int]) -> None:
    row = await vacancy(files, Salaire_minimum=written, Heures="40")
    assert (row.wage_low_cents, row.wage_high_cents) == cents


@pytest.mark.parametrize(
    "written", ["selon expérience", "jusqu'à 31 $", "900 $ par semaine", "25 $ + prime de 500", "3", "-24"]
)
async def test_what_is_no_pay_is_refused(files: Files, written: str) -> None:
    assert await refused(files, Salaire_minimum=written)


async def test_pay_a_year_needs_the_hours(files: Files) -> None:
    assert "hours" in await refused(files, Salaire_minimum="58 000 $ / an")


@pytest.mark.parametrize(
    ("column", "written", "value"),
    [
        ("hours_per_week", "37 h", 37), ("hours_per_week", "42h/sem", 42), ("hours_per_week", "32 à 36", 32),
        ("hours_per_week", "37h30", 37.5), ("hours_per_week", "37 h 30", 37.5), ("hours_per_week", 28, 28),
        ("min_experience_years", "4 ans", 4), ("min_experience_years", "18 mois", 1.5),
        ("min_experience_years", "un atout", 0), ("min_experience_years", "3 à 5", 3),
        ("min_experience_years", "1 an et demi", 1.5), ("min_experience_years", "6 years", 6),
        ("schedule", "Jour/soir", "rotating"), ("schedule", "8h à 16h30", "day"),
        ("schedule", "15h30 à 23h30", "evening"),
        ("schedule", "23h à 7h", "night"), ("schedule", "Quart de soir", "evening"),
        ("schedule", "rotatif", "rotating"),
        ("french_needed", "5 à 7", 5), ("french_needed", "Français fonctionnel", 6), ("french_needed", "un atout", 0),
        ("french_needed", "B2", 8), ("min_education", "Baccalauréat", 4), ("min_education", "DEP", 2),
        ("min_education", "aucune", 0), ("start_date", "dès que possible", NOW.date()),
        ("start_date", "mars 2027", date(2027, 3, 1)), ("start_date", "le 4 mars 2027", date(2027, 3, 4)),
    ],
)  # fmt: skip
async def test_cells_as_people_write_them(files: Files, column: str, written: object, value: object) -> None:
    heading = next(each.headings[0] for each in COLUMNS[Kind.VACANCIES] if each.name == column)
    assert getattr(await vacancy(files, **{heading: written}), column) == value


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("schedule", "fin de semaine"), ("french_needed", "bilingue"), ("french_needed", "14"),
        ("hours_per_week", "temps plein"), ("hours_per_week", "200"), ("min_experience_years", "beaucoup"),
        ("start_date", "dans trois semaines"), ("start_date", "2019-05-14"), ("start_date", "04/25/2027"),
        ("start_date", "07/08/2027"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_is_refused_and_never_guessed(files: Files, column: str, written: str) -> None:
    heading = next(each.headings[0] for each in COLUMNS[Kind.VACANCIES] if each.name == column)
    assert await refused(files, **{heading: written})


@pytest.mark.parametrize(
    "written",
    ["6 mai 2027 5 h", "6 mai 2027 5h", "6 May 2027 05:00", "May 6, 2027 5:00 AM", "Thursday, 6 May 2027 05:00",
     "2027-05-06 5 h", "jeudi 6 mai 2027, 5 h 00"],
)  # fmt: skip
async def test_moments_as_people_write_them(files: Files, written: str) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, [TRIPS[0], (TRIPS[1][0], written, "2027-05-06 22:00", *TRIPS[1][3:])])
    assert [row.departs_at for row in await files.rows(TripRow)] == [datetime(2027, 5, 6, 5, tzinfo=QUEBEC_TIME)]


async def test_a_day_and_an_hour_in_two_columns(files: Files) -> None:
    await files(Kind.EMPLOYERS, [*EMPLOYERS, ("e3", "Bois Nord", "Amos", "Nous scions.", "We saw.")])
    head = ("Ville", "Date de départ", "Heure de départ", "Date de retour", "Heure de retour", *TRIPS[0][3:])
    line = ("Matane", "6 mai 2027", "5 h 30", "2027-05-06", "10:15 PM", *TRIPS[1][3:6], "e1, Bois Nord", "draft")
    found = await files(Kind.TRIPS, [head, line])
    assert set(found.lines[0].changes["employers"][1]) == {"e1", "e3"}
    [row] = await files.rows(TripRow)
    assert row.departs_at == datetime(2027, 5, 6, 5, 30, tzinfo=QUEBEC_TIME)
    assert row.returns_at == datetime(2027, 5, 6, 22, 15, tzinfo=QUEBEC_TIME)


@pytest.mark.parametrize(
    ("departs", "returns", "column"),
    [("2025-05-06 05:00", "2025-05-06 22:00", "Departure"), ("2027-05-06 05:00", "2027-05-26 22:00", "Return")],
)
async def test_a_trip_that_is_past_or_of_weeks_is_refused(
    files: Files, departs: str, returns: str, column: str
) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    problems = await files.problems(Kind.TRIPS, [TRIPS[0], (TRIPS[1][0], departs, returns, *TRIPS[1][3:])])
    assert [problem.column for problem in problems] == [column]


@pytest.mark.parametrize("written", ["2027-03-14 02:15", "2027-11-07 01:45"])
async def test_an_hour_at_which_the_clocks_change_is_refused(files: Files, written: str) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    line = (TRIPS[1][0], written, f"{written[:8]}{int(written[8:10]) + 1:02} 22:00", *TRIPS[1][3:])
    [problem] = await files.problems(Kind.TRIPS, [TRIPS[0], line])
    assert "clocks" in problem.reason


@pytest.mark.parametrize(
    ("written", "town"),
    [
        ("Amqui, Bas-Saint-Laurent", "Amqui"),
        ("Sept-Îles (Côte-Nord)", "Sept-Îles"),
        ("Saint-Georges, Chaudière-Appalaches", "Saint-Georges"),
        ("Carleton-sur-Mer, Gaspésie–Îles-de-la-Madeleine", "Carleton-sur-Mer"),
    ],
)
async def test_a_town_with_its_region_is_that_town(files: Files, written: str, town: str) -> None:
    await files(Kind.EMPLOYERS, [EMPLOYERS[0], ("e1", "Nom", written, "a", "b")])
    assert [row.town for row in await files.rows(EmployerRow)] == [town]


async def test_a_town_of_another_region_is_refused(files: Files) -> None:
    problems = await files.problems(
        Kind.EMPLOYERS, [EMPLOYERS[0], ("e1", "Nom", "Rouyn-Noranda (Côte-Nord)", "a", "b")]
    )
    assert [problem.column for problem in problems] == ["Ville"]


TWINS = [EMPLOYERS[0], ("n1", "Fonderie Nord", "Rimouski", "a", "a"), ("n2", "Fonderie Nord", "Saguenay", "b", "b")]


async def test_two_employers_of_one_name_are_never_taken_for_each_other(files: Files) -> None:
    await files(Kind.EMPLOYERS, TWINS)
    head = list(BAKER)[1:]
    line = [*BAKER.values()][1:]
    [problem] = await files.problems(Kind.VACANCIES, [head, ["Fonderie Nord", *line[1:]]])
    assert "n1" in problem.reason
    assert "n2" in problem.reason
    for named, owner in (("Fonderie Nord (Rimouski)", "n1"), ("Fonderie Nord, Saguenay", "n2")):
        await files(Kind.VACANCIES, [head, [named, *line[1:]]])
        assert owner in {row.employer_id for row in await files.rows(VacancyRow)}
    await files(Kind.VACANCIES, [[*head, "Ville"], ["Fonderie Nord", "63200", *line[2:], "Rimouski"]])
    assert [row.employer_id for row in await files.rows(VacancyRow) if row.occupation == "63200"] == ["n1"]


async def test_a_name_that_is_there_is_asked_about(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    moved = [EMPLOYERS[0][1:], ("Métal du Fjord", "Alma", "Nous soudons.", "We weld.")]
    [question] = await files.problems(Kind.EMPLOYERS, moved)
    assert "e1" in question.reason
    assert len(await files.rows(EmployerRow)) == 2
    assert await files(Kind.EMPLOYERS, moved, sure=True) == Imported(1, 0, 0)


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


def line_of(**cells: Any) -> Line:
    return Line(2, cells, {name: name for name in cells})


def test_half_years_and_ranges() -> None:
    assert amounts.years(line_of(x="2 ans et demi"), "x") == 2.5
    assert amounts.weekly_hours(line_of(x="20 - 25"), "x") == 20


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
