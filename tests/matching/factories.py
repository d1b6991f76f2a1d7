"""A candidate and a vacancy that suit each other in everything, to change one thing at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.base.terms import Education, Household, Permit, Schedule
from bot.matching import Candidate, Excluded, Line, Match, Ranker, Vacancy, assess, load_weights

TODAY = date(2027, 1, 4)
WEIGHTS = load_weights()
NEIGHBOURS = {"02": frozenset({"03", "09"}), "03": frozenset({"02", "04"}), "08": frozenset({"10"})}

ALMA, CHICOUTIMI, ROBERVAL, MONTREAL = (48.550, -71.649), (48.428, -71.069), (48.520, -72.230), (45.509, -73.588)

WELDER = Candidate(
    occupation="72106",
    experience_years=5.0,
    education=Education.VOCATIONAL,
    french_level=7,
    spoken_languages=frozenset({"es", "fr"}),
    regions=frozenset({"02"}),
    household=Household(),
    permit=Permit.PERMANENT_RESIDENT,
    available_from=TODAY,
    least_wage_cents=2500,
    schedules=frozenset({Schedule.DAY}),
)
WELDING = Vacancy(
    id="welding-1",
    employer_id="forge",
    occupation="72106",
    region="02",
    start_date=TODAY + timedelta(days=70),
    work_languages=frozenset({"fr"}),
    french_needed=5,
    min_experience_years=2.0,
    min_education=Education.VOCATIONAL,
    hourly_wage_cents=2700,
)


def outcome(candidate: Candidate = WELDER, vacancy: Vacancy = WELDING) -> Match | Excluded:
    return assess(candidate, vacancy, WEIGHTS, on=TODAY, neighbours=NEIGHBOURS)


def match(candidate: dict[str, Any] | None = None, vacancy: dict[str, Any] | None = None) -> Match:
    """The match of the pair above, each with some of its fields replaced."""
    result = outcome(replace(WELDER, **(candidate or {})), replace(WELDING, **(vacancy or {})))
    assert isinstance(result, Match)
    return result


def excluded(candidate: dict[str, Any] | None = None, vacancy: dict[str, Any] | None = None) -> Excluded:
    """The exclusion of the pair above, each with some of its fields replaced."""
    result = outcome(replace(WELDER, **(candidate or {})), replace(WELDING, **(vacancy or {})))
    assert isinstance(result, Excluded)
    return result


def ranker(*vacancies: Vacancy) -> Ranker:
    """All that can be had."""
    return Ranker(vacancies, WEIGHTS, on=TODAY, neighbours=NEIGHBOURS)


def listed(
    vacancies: Sequence[Vacancy],
    applicants: Mapping[str, int] | None = None,
    hidden: Collection[str] = (),
    candidate: Candidate = WELDER,
) -> tuple[Line, ...]:
    """The list that a candidate sees."""
    return ranker(*vacancies).ranked(candidate, applicants or {}, hidden)
