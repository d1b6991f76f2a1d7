"""What holds for every candidate and every vacancy."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.base.terms import (
    ANYWHERE,
    LIMITING,
    Driving,
    Education,
    Field,
    Household,
    Permit,
    Schedule,
    Standing,
    Trade,
    Wish,
)
from bot.matching import BROAD_CATEGORIES, Candidate, Excluded, FactorName, Limit, Match, Vacancy

from .factories import ALMA, CHICOUTIMI, MONTREAL, NEIGHBOURS, ROBERVAL, TODAY, WEIGHTS, listed, outcome, ranker
from .reference import rank

CODES = st.sampled_from(["72106", "72100", "94106", "31301", "32101", "33102", "11100", "63200", "65201"])
YEARS = st.floats(min_value=0, max_value=50)
FRENCH = st.integers(0, 12)
LANGUAGES = st.frozensets(st.sampled_from(["fr", "en", "es", "ar"]))
REGIONS = st.frozensets(st.sampled_from(["02", "03", "08", "11", ANYWHERE]))
DATES = st.dates(date(2026, 1, 1), date(2029, 1, 1))
TOWNS = [ALMA, CHICOUTIMI, ROBERVAL, MONTREAL]
WAGES = st.integers(1500, 6000)
HOUSEHOLDS = st.builds(Household, partner=st.booleans(), children=st.integers(0, 12))

CANDIDATES = st.builds(
    Candidate,
    occupation=st.none() | CODES,
    experience_years=st.none() | YEARS,
    education=st.none() | st.sampled_from(Education),
    french_level=st.none() | FRENCH,
    spoken_languages=LANGUAGES,
    regions=st.none() | REGIONS,
    household=st.none() | HOUSEHOLDS,
    permit=st.none() | st.sampled_from(Permit),
    available_from=st.none() | DATES,
    towns=st.frozensets(st.sampled_from(TOWNS), max_size=2),
    least_wage_cents=st.none() | WAGES,
    schedules=st.frozensets(st.sampled_from(Schedule)),
    partner_field=st.none() | st.sampled_from(BROAD_CATEGORIES),
    order_permit=st.none() | st.booleans(),
    driving_class=st.none() | st.sampled_from(Driving),
    car=st.none() | st.booleans(),
    standing=st.sampled_from(Standing),
    trades=st.lists(st.builds(Trade, CODES, st.sampled_from(Standing), st.none() | YEARS), max_size=2).map(tuple),
    only_wished=st.frozensets(st.sampled_from([Field.REGIONS, Wish.WAGE, Wish.SCHEDULES])),
)
VACANCIES = st.builds(
    Vacancy,
    id=st.uuids().map(str),
    employer_id=st.sampled_from("abcd"),
    occupation=CODES,
    region=st.sampled_from(["02", "03", "08"]),
    start_date=DATES,
    work_languages=st.frozensets(st.sampled_from(["fr", "en"]), min_size=1),
    french_needed=st.none() | FRENCH,
    min_experience_years=st.none() | YEARS,
    min_education=st.none() | st.sampled_from(Education),
    regulated=st.booleans(),
    accepts_closed_permit=st.none() | st.booleans(),
    driving_class=st.none() | st.sampled_from(Driving),
    needs_car=st.booleans(),
    schedule=st.none() | st.sampled_from(Schedule),
    hourly_wage_cents=st.just(0) | WAGES,
    highest_wage_cents=st.just(0) | WAGES,
    position=st.none() | st.sampled_from(TOWNS),
    fields_around=st.frozensets(st.sampled_from(BROAD_CATEGORIES)),
)


def worth(candidate: Candidate, vacancy: Vacancy) -> float:
    """The score, or less than any score for an exclusion."""
    result = outcome(candidate, vacancy)
    return result.score if isinstance(result, Match) else -1.0


@given(CANDIDATES, VACANCIES)
def test_every_score_is_a_share_and_the_sum_of_its_factors(candidate: Candidate, vacancy: Vacancy) -> None:
    result = outcome(candidate, vacancy)
    if isinstance(result, Excluded):
        return
    assert 0 <= result.score <= 1
    assert 0 <= result.certainty <= 1
    assert {factor.name for factor in result.factors} == set(FactorName)
    assert all(0 <= factor.value <= 1 for factor in result.factors)
    left = WEIGHTS.limits.share_left(result.unmet)
    assert abs(sum(factor.points for factor in result.factors) * left - result.score) < 1e-9


@given(CANDIDATES, VACANCIES, FRENCH, FRENCH)
def test_more_french_never_lowers_a_score(candidate: Candidate, vacancy: Vacancy, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert (
        worth(replace(candidate, french_level=less), vacancy)
        <= worth(replace(candidate, french_level=more), vacancy) + 1e-12
    )


@given(CANDIDATES, VACANCIES, YEARS, YEARS)
def test_more_experience_never_lowers_a_score(candidate: Candidate, vacancy: Vacancy, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert (
        worth(replace(candidate, experience_years=less), vacancy)
        <= worth(replace(candidate, experience_years=more), vacancy) + 1e-12
    )


@given(CANDIDATES, VACANCIES, st.sampled_from(Field))
def test_a_missing_answer_never_excludes(candidate: Candidate, vacancy: Vacancy, field: Field) -> None:
    if isinstance(outcome(candidate, vacancy), Excluded):
        return
    nothing: Any = frozenset() if field is Field.LANGUAGES else None
    result = outcome(replace(candidate, **{field: nothing}), vacancy)
    assert isinstance(result, Match)
    assert field in result.missing


@given(CANDIDATES, st.lists(VACANCIES, max_size=8, unique_by=lambda vacancy: vacancy.id), st.randoms())
def test_the_order_of_the_input_is_irrelevant(candidate: Candidate, vacancies: list[Vacancy], random: Random) -> None:
    shuffled = list(vacancies)
    random.shuffle(shuffled)
    applicants = {"a": 3, "b": 1}
    lines = listed(vacancies, applicants, candidate=candidate)
    assert lines == listed(shuffled, applicants, candidate=candidate)
    assert len({line.employer_id for line in lines}) == len(lines)


@given(CANDIDATES, st.lists(VACANCIES, max_size=8, unique_by=lambda vacancy: vacancy.id))
def test_the_list_is_that_of_the_reference_as_far_as_scores_differ(
    candidate: Candidate, vacancies: list[Vacancy]
) -> None:
    expected = rank(candidate, vacancies, WEIGHTS, {}, on=TODAY, neighbours=NEIGHBOURS)
    judged = {match.vacancy_id: match for matches in expected for match in matches}
    known = ranker(*vacancies)
    lines = known.ranked(candidate, {})
    assert {each for line in lines for each in line.vacancies} == set(judged)
    for line in lines:
        assert line.lacking == bool(judged[line.vacancies[0]].unmet)
        assert known.match(candidate, line.vacancies[0]) == judged[line.vacancies[0]]
        assert _in_order([judged[each] for each in line.vacancies], within=1e-5)
    assert _in_order([judged[line.vacancies[0]] for line in lines], within=0.0101)  # equal percents are a tie
    for name in LIMITING:
        last = any(_LIMITS[name] in judged[line.vacancies[0]].unmet for line in lines)
        assert known.puts_last(candidate, name, lines) == last


_LIMITS = {Wish.WAGE: Limit.WAGE, Wish.SCHEDULES: Limit.SCHEDULE, Field.REGIONS: Limit.REGION}


def _in_order(matches: list[Match], within: float) -> bool:
    """Whether none stands behind one that is worse by more than rounding explains."""
    return all(
        (bool(one.unmet), -one.score) <= (bool(other.unmet), -other.score + within) for one, other in pairwise(matches)
    )


@given(CANDIDATES, VACANCIES, WAGES, WAGES)
def test_asking_for_less_pay_never_lowers_a_score(candidate: Candidate, vacancy: Vacancy, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert (
        worth(replace(candidate, least_wage_cents=more), vacancy)
        <= worth(replace(candidate, least_wage_cents=less), vacancy) + 1e-12
    )


@given(CANDIDATES, VACANCIES, st.sampled_from(Schedule))
def test_one_more_schedule_that_suits_never_lowers_a_score(
    candidate: Candidate, vacancy: Vacancy, suits: Schedule
) -> None:
    ticked = replace(candidate, schedules=candidate.schedules | {Schedule.DAY})
    wider = replace(ticked, schedules=ticked.schedules | {suits})
    assert worth(ticked, vacancy) <= worth(wider, vacancy) + 1e-12


@given(CANDIDATES, VACANCIES)
def test_a_town_that_is_nearer_never_lowers_a_score(candidate: Candidate, vacancy: Vacancy) -> None:
    here = replace(vacancy, position=ALMA)
    far, near, at = (worth(replace(candidate, towns=frozenset({town})), here) for town in (MONTREAL, ROBERVAL, ALMA))
    assert far <= near + 1e-12
    assert near <= at + 1e-12
