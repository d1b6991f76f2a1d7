"""Cells as officers write them: read as what they mean, or refused with the reason."""

from datetime import date, datetime
from typing import Any

import pytest

from bot.base.clock import QUEBEC_TIME
from bot.db.models import TripRow
from bot.importing import amounts
from bot.importing.apply import Imported
from bot.importing.columns import COLUMNS, Kind
from bot.importing.lines import Line
from tests.conftest import NOW
from tests.importing.baker import refused, vacancy
from tests.importing.conftest import EMPLOYERS, TRIPS, Files


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
        ("français, anglais (non requis)", ["fr"]),
        ("français et anglais (pas nécessaire)", ["fr"]),
        ("English (an asset), French", ["fr"]),
        ("anglais (non requis) et français (anglais, espagnol)", ["en", "es", "fr"]),
        ("français (lu et écrit), espagnol", ["es", "fr"]),
        ("Bilingue", ["en", "fr"]),
        ("FR / EN", ["en", "fr"]),
        ("French et espagnol", ["es", "fr"]),
    ],
)
async def test_languages_of_work_in_either_language(files: Files, written: str, spoken: list[str]) -> None:
    heading = next(each.headings[0] for each in COLUMNS[Kind.VACANCIES] if each.name == "work_languages")
    assert (await vacancy(files, **{heading: written})).work_languages == spoken


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
        ("hours_per_week", "38 h (4 jours)", 38), ("hours_per_week", "36 h sur 4 jours", 36),
        ("schedule", "en rotation", "rotating"),
        ("min_education", "Sec. V", 1), ("min_education", "secondaire 5", 1),
        ("positions", "3 postes", 3), ("positions", "2 openings", 2), ("min_experience_years", "4 ans", 4),
        ("min_experience_years", "18 mois", 1.5),
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
        ("start_date", "1er mars 2027", date(2027, 3, 1)), ("start_date", "4 sept. 2027", date(2027, 9, 4)),
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
        ("start_date", "07/08/2027"), ("start_date", "30 février 2027"), ("start_date", "automne 2027"),
        ("positions", "3 quarts"),
        ("start_date", "2027-02-30"),
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


def line_of(**cells: Any) -> Line:
    return Line(2, cells, {name: name for name in cells})


def test_half_years_and_ranges() -> None:
    assert amounts.years(line_of(x="2 ans et demi"), "x") == 2.5
    assert amounts.weekly_hours(line_of(x="20 - 25"), "x") == 20
