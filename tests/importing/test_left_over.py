"""Cells that say more than their column asks for: read whole or refused, never by a number that is left."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.importing import amounts, cells, vacancy_cells, vacancy_days
from bot.importing.lines import Line
from bot.knowledge import Knowledge, Resolver
from tests.importing.test_cells import line_of


def of(column: str, written: object, knowledge: Knowledge) -> tuple[object, Line]:
    """What a cell of a column is read as, and its line."""
    line = line_of(**{column: written})
    resolver = Resolver(knowledge)
    readers: dict[str, Callable[[], object]] = {
        "hours": lambda: amounts.weekly_hours(line, column),
        "pay": lambda: amounts.pay(line, column, 40),
        "years": lambda: amounts.years(line, column),
        "employees": lambda: amounts.about_how_many(line, column),
        "positions": lambda: cells.number(line, column, low=1, high=500, whole=True),
        "clock": lambda: cells.clock(line, column),
        "start_date": lambda: vacancy_days.start(line, date(2026, 11, 30), required=True),
        "occupation": lambda: vacancy_cells.occupation(line, knowledge, resolver, required=True),
        "schedule": lambda: vacancy_cells.schedule(line),
        "french_needed": lambda: vacancy_cells.french(line, resolver),
        "driving_class": lambda: vacancy_cells.driving(line),
        "min_education": lambda: vacancy_cells.education(line, resolver),
        "work_languages": lambda: vacancy_cells.languages(line, resolver),
    }
    return readers[column](), line


@pytest.mark.parametrize(
    ("column", "written", "value"),
    [
        ("hours", "8 h par jour, 5 jours par semaine", 40), ("hours", "3 jours de 12 h", 36),
        ("hours", "8h x 5 jours", 40), ("hours", "4 x 10h", 40), ("hours", "7,5 h/jour, 5 jours", 37.5),
        ("hours", "8h30 par jour, 4 jours", 34), ("hours", "10 hours a day, 4 days a week", 40),
        ("hours", "40 h par semaine sur 5 jours", 40), ("hours", "36 h over 4 days per week", 36),
        ("hours", "37h30 à 40h", 37.5), ("hours", "40 h (lundi au vendredi)", 40), ("hours", "temps plein 40 h", 40),
        ("pay", "48,000 $ / an", (23.08, 23.08)), ("pay", "25 $ / 30 $", (25, 30)), ("pay", "22.00$-27.00$", (22, 27)),
        ("years", "au moins 2 ans d’expérience", 2), ("years", "6 à 12 mois", 0.5),
        ("employees", "1,200", 1200), ("employees", "plus de 100 personnes", 100),
        ("positions", "1 postes", 1),
        ("schedule", "7h-15h ou 15h-23h", "rotating"), ("schedule", "lundi au vendredi 8h à 16h", "day"),
        ("french_needed", "6-5", 5), ("french_needed", "4 ou 5", 4),
        ("occupation", "Soudeurs (72106)", "72106"), ("occupation", "72106 (FEER 2)", "72106"),
        ("occupation", "CNP 2021 63200 Cuisiniers", "63200"),
        ("work_languages", "français, anglais pas nécessaire", ["fr"]),
    ],
)  # fmt: skip
def test_a_cell_is_read_whole(knowledge: Knowledge, column: str, written: object, value: object) -> None:
    found, line = of(column, written, knowledge)
    assert (found, line.problems) == (value, [])


@pytest.mark.parametrize(
    ("column", "written"),
    [
        *(("hours", each) for each in (
            "8h/jour", "8 h par quart", "12 h shifts", "2 jours de congé, 40 h", "4 jours 40 h", "5 jours/7",
            "12 h (3 jours)", "7h à 15h30", "de 8 h à 16 h", "40 h biweekly", "40 h par mois", "84 h, 1 semaine sur 2",
            "max 20", "40 %", "5 x 30 h", "40 h, moins 5",
        )),
        *(("pay", each) for each in (
            "25 $ 40 h", "25 à 40 h", "22 $ 50", "22$50", "20 25", "25.30.40", "échelle 5 à 8", "25 %",
        )),
        *(("years", each) for each in (
            "2 semaines", "3 jours", "2 saisons", "niveau 3", "3 postes", "moins de 2 ans", "non, pas 2 ans",
            "2 ans, un atout", "6 mois à 2 ans", "2 ans et 6 mois", "2 à 3 ans et demi", "DEP et 2 ans",
        )),
        *(("employees", each) for each in (
            "depuis 1985", "2 usines", "12 millions", "40 % femmes", "moins de 50", "40 ici et 60 ailleurs", "1.200",
        )),
        *(("positions", each) for each in ("1 0", "30 $", "2 x", "3 postes, 2 quarts")),
        *(("clock", each) for each in ("13 pm", "0 am")),
        *(("start_date", each) for each in ("1-15 mars 2027", "in 3 weeks 2027")),
        *(("schedule", each) for each in (
            "4 à 5 jours", "40 à 45 h", "35-40h/semaine", "12 à 14 h par jour", "2-3 soirs", "du 1 à 15 mars",
            "99 à 12",
        )),
        *(("french_needed", each) for each in ("4 à 20", "niveau 5 oral 3 écrit", "A2 oral 5")),
        *(("driving_class", each) for each in (
            "3 ans d’expérience", "classe 5 et 2 ans", "classe 3 depuis 2 ans", "3 axes",
        )),
        *(("min_education", each) for each in ("secondaire 3", "3e secondaire", "DES non requis", "pas de DEP")),
        *(("work_languages", each) for each in ("ni français ni anglais", "anglais non requis")),
    ],
)  # fmt: skip
def test_a_cell_with_something_left_is_refused(knowledge: Knowledge, column: str, written: object) -> None:
    _, line = of(column, written, knowledge)
    assert line.problems


def test_midnight_and_noon_of_twelve_hours(knowledge: Knowledge) -> None:
    assert [str(of("clock", each, knowledge)[0]) for each in ("12 am", "12 pm")] == ["00:00:00", "12:00:00"]


def test_what_is_left_is_named(knowledge: Knowledge) -> None:
    assert "jour" in of("hours", "8h/jour", knowledge)[1].problems[0].reason


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("72310 / 72311", ("72310", "72311")), ("65200 Cuisiniers", ("65200", "63200")),
        ("Cuisiniers (65200)", ("65200", "63200")), ("63200 cuisinier ou 65201", ("63200", "65201")),
    ],
)  # fmt: skip
def test_a_code_beside_another_or_another_name_is_asked_again(
    knowledge: Knowledge, written: str, named: tuple[str, ...]
) -> None:
    found, line = of("occupation", written, knowledge)
    assert found is None
    assert all(code in line.problems[0].reason for code in named)
