"""Values that make no sense are refused where they enter."""

import math
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from bot.matching import Candidate, Vacancy

VACANCY: dict[str, Any] = {
    "id": "v",
    "employer_id": "e",
    "occupation": "72106",
    "region": "02",
    "start_date": date(2027, 3, 1),
    "work_languages": frozenset({"fr"}),
}


@pytest.mark.parametrize("years", [math.nan, math.inf, -math.inf, -0.5, 51])
def test_impossible_experience_is_refused(years: float) -> None:
    with pytest.raises(ValueError, match="experience_years"):
        Candidate(experience_years=years)
    with pytest.raises(ValueError, match="min_experience_years"):
        Vacancy(**VACANCY, min_experience_years=years)


@pytest.mark.parametrize("level", [-1, 13])
def test_french_outside_the_scale_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="french_level"):
        Candidate(french_level=level)
    with pytest.raises(ValueError, match="french_needed"):
        Vacancy(**VACANCY, french_needed=level)


@pytest.mark.parametrize("code", ["", "7210", "721066", "welder", "٧٢١٠٦"])
def test_an_occupation_is_a_unit_group(code: str) -> None:
    with pytest.raises(ValueError, match="five digits"):
        Candidate(occupation=code)


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours_per_week": math.nan},
        {"hours_per_week": 0},
        {"hourly_wage_cents": -1},
        {"positions": 0},
        {"work_languages": frozenset()},
        {"region": ""},
    ],
)
def test_a_vacancy_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"must|needs|names"):
        Vacancy(**{**VACANCY, **wrong})


def test_the_types_hold_no_personal_trait() -> None:
    names = {field.name for kind in (Candidate, Vacancy) for field in fields(kind)}
    assert "occupation" in names
    assert not names & {"origin", "country", "nationality", "sex", "gender", "age", "birth_date", "religion"}
