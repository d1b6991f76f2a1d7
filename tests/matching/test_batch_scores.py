"""The table gives what the plain reference gives, for every pair."""

import math
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import BatchScores, Candidate, Excluded, Limit, Match, Vacancy, assess
from bot.matching.batch_regions import EXCLUDED
from bot.matching.occupation_closeness import closeness, closeness_table

from .factories import NEIGHBOURS, TODAY, WEIGHTS, WELDER, WELDING, outcome
from .test_properties import CANDIDATES, VACANCIES

MANY = st.lists(VACANCIES, max_size=8, unique_by=lambda vacancy: vacancy.id)


def table(*vacancies: Vacancy) -> BatchScores:
    return BatchScores(vacancies, WEIGHTS, on=TODAY, neighbours=NEIGHBOURS)


@given(st.lists(CANDIDATES, max_size=6), MANY)
def test_it_gives_what_the_reference_gives(candidates: list[Candidate], vacancies: list[Vacancy]) -> None:
    found = table(*vacancies).scores(candidates)
    assert found.shape == (len(candidates), len(vacancies))
    for row, candidate in zip(found, candidates, strict=True):
        for score, vacancy in zip(row, vacancies, strict=True):
            expected = outcome(candidate, vacancy)
            if isinstance(expected, Excluded):
                assert score == EXCLUDED
            else:
                assert math.isclose(score, expected.score, abs_tol=1e-5)


@given(CANDIDATES, VACANCIES, st.frozensets(st.sampled_from(Limit), max_size=7))
def test_the_weights_alone_say_what_can_be_talked_over(
    candidate: Candidate, vacancy: Vacancy, talked_over: frozenset[Limit]
) -> None:
    weights = replace(WEIGHTS, limits=replace(WEIGHTS.limits, talked_over=talked_over))
    [[found]] = BatchScores([vacancy], weights, on=TODAY, neighbours=NEIGHBOURS).scores([candidate])
    expected = assess(candidate, vacancy, weights, on=TODAY, neighbours=NEIGHBOURS)
    assert math.isclose(found, EXCLUDED if isinstance(expected, Excluded) else expected.score, abs_tol=1e-5)


@given(CANDIDATES, MANY, st.integers(1, 10), st.randoms())
def test_the_best_are_the_best_in_any_order(
    candidate: Candidate, vacancies: list[Vacancy], k: int, random: Random
) -> None:
    shuffled = list(vacancies)
    random.shuffle(shuffled)
    named = []
    for given_order in (vacancies, shuffled):
        top = table(*given_order).top([candidate], k)
        named.append([given_order[place].id for place in top.places[0] if place >= 0])
    assert named[0] == named[1]
    suitable = [each for each in vacancies if isinstance(outcome(candidate, each), Match)]
    assert len(named[0]) == min(k, len(suitable))
    scores = top.scores[0][: len(named[0])]
    assert list(scores) == sorted(scores, reverse=True)
    if suitable:
        best = max(match.score for each in suitable if isinstance(match := outcome(candidate, each), Match))
        assert math.isclose(scores[0], best, abs_tol=1e-5)


def test_equal_scores_go_by_the_identifier() -> None:
    twins = [replace(WELDING, id=name) for name in ("c", "a", "b")]
    top = table(*twins).top([WELDER], 2)
    assert [twins[place].id for place in top.places[0]] == ["a", "b"]


def test_nobody_and_nothing() -> None:
    assert table().scores([WELDER]).shape == (1, 0)
    assert table(WELDING).scores([]).shape == (0, 1)
    assert (table().top([WELDER], 3).places == -1).all()
    with pytest.raises(ValueError, match="k must be"):
        table(WELDING).top([WELDER], 0)


def test_occupations_are_as_close_in_the_table_as_one_by_one() -> None:
    codes = sorted(
        {"72106", "72100", "94106", "31301", "32101", "33102", "11100", "00010", "65201", "63200", "64100", "95107"}
    )
    found = closeness_table(codes, codes, WEIGHTS.occupation)
    expected = [[closeness(held, wanted, WEIGHTS.occupation) for wanted in codes] for held in codes]
    assert np.allclose(found, expected)
