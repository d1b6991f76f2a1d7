"""A day that makes no sense is refused where it enters."""

import math
from typing import Any

import pytest

from bot.timetable import Candidate, Employer, Visit

from .factories import day


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"slots": ()}, "needs slots"),
        ({"slots": (-10, 60)}, "before midnight"),
        ({"slots": (540, 550)}, "ascend"),
        ({"slots": (600, 540)}, "ascend"),
        ({"minutes": 0}, "minutes"),
        ({"candidates": (Candidate("ana"), Candidate("ana"))}, "named twice"),
        ({"candidates": (Candidate(""), Candidate("ana"))}, "needs an id"),
        ({"employers": (Employer("mill", "hall"), Employer("mill", "hall"))}, "named twice"),
        ({"candidates": (Candidate("ana", frozenset({3})),)}, "unknown slot: 3"),
        ({"employers": (Employer("mill", "hall", slots=frozenset({-1})),)}, "unknown slot: -1"),
        ({"visits": (Visit(frozenset({9})),)}, "unknown slot: 9"),
        ({"visits": (Visit(frozenset({0}), None, frozenset({"eve"})),)}, "unknown candidate: eve"),
        ({"visits": (Visit(frozenset({0}), "port"),)}, "no travel between"),
        ({"travel": {("hall", "port"): -1}}, "travel"),
        ({"candidates": ()}, "unknown candidate: ana"),
        ({"employers": ()}, "unknown employer: mill"),
        ({"most_interviews": 0}, "most_interviews"),
        ({"most_employers": 0}, "most_employers"),
    ],
)
def test_a_wrong_day_says_what_is_wrong(wrong: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        day({("ana", "mill"): 0.5}, **wrong)


@pytest.mark.parametrize("value", [math.nan, math.inf, -0.1, 1.1])
def test_a_compatibility_is_a_share(value: float) -> None:
    with pytest.raises(ValueError, match="compatibility"):
        day({("ana", "mill"): value})


@pytest.mark.parametrize("tables", [0, -1])
def test_an_employer_has_a_table(tables: int) -> None:
    with pytest.raises(ValueError, match="table"):
        Employer("mill", "hall", tables)
