"""Musts and needs: whoever does not meet one comes after all who do, however well the rest suits."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.base.terms import ANYWHERE, Driving, Education, Field, Permit, Schedule, Wish
from bot.matching import ExclusionReason, Limit

from .factories import ALMA, ROBERVAL, TODAY, WEIGHTS, WELDING, excluded, listed, match

MISSED: list[tuple[Limit, dict[str, Any], dict[str, Any]]] = [
    (Limit.WAGE, {"least_wage_cents": 3100}, {"hourly_wage_cents": 2450}),
    (Limit.SCHEDULE, {"schedules": frozenset({Schedule.DAY})}, {"schedule": Schedule.ROTATING}),
    (Limit.REGION, {"regions": frozenset({"11"})}, {}),
    (Limit.REGION, {"regions": frozenset({"03"})}, {}),
    (Limit.START, {"available_from": WELDING.start_date + timedelta(days=200)}, {}),
    (Limit.EDUCATION, {"education": Education.SECONDARY}, {}),
    (Limit.EXPERIENCE, {"experience_years": 1.0}, {"min_experience_years": 4.0}),
    (Limit.FRENCH, {"french_level": 4}, {"french_needed": 11}),
    (Limit.OCCUPATION_PERMIT, {"order_permit": False}, {"regulated": True}),
    (
        Limit.OCCUPATION_PERMIT,
        {"occupation": "72100", "experience_years": 20.0},
        {"regulated": True},
    ),  # another's trade
    (Limit.DRIVING, {"driving_class": Driving.CAR}, {"driving_class": Driving.TRUCK}),
    (Limit.CAR, {"car": False}, {"needs_car": True}),
    (Limit.CLOSED_PERMIT, {"permit": Permit.CLOSED_WORK_PERMIT}, {"accepts_closed_permit": None}),
    (Limit.SAFETY, {"french_level": 2}, {"french_needed": 0, "start_date": TODAY}),  # welding is explained in French
    (Limit.SAFETY, {"french_level": 3}, {"french_needed": 3, "start_date": TODAY}),  # which has what is asked for
    (Limit.SAFETY, {"french_level": 1}, {"french_needed": 8, "start_date": TODAY}),  # more is asked: no less dangerous
]


@pytest.mark.parametrize(("limit", "candidate", "vacancy"), MISSED)
def test_a_limit_that_is_not_met_is_said_and_cuts_the_score(
    limit: Limit, candidate: dict[str, Any], vacancy: dict[str, Any]
) -> None:
    result = match(candidate, vacancy)
    assert result.unmet == (limit,)
    assert result.score <= WEIGHTS.limits.share_left((limit,)) < 1


@pytest.mark.parametrize("talked_over", [{"education": Education.SECONDARY}, {"experience_years": 1.0}])
def test_what_can_be_talked_over_comes_before_what_nobody_can(talked_over: dict[str, Any]) -> None:
    wanted = {"min_experience_years": 2.0}
    firm = match({"schedules": frozenset({Schedule.DAY})}, wanted | {"schedule": Schedule.NIGHT})
    assert firm.score < match(talked_over, wanted).score <= WEIGHTS.limits.short
    both = match(talked_over | {"order_permit": False}, wanted | {"regulated": True})
    assert both.score <= WEIGHTS.limits.unmet


@pytest.mark.parametrize(
    ("candidate", "vacancy"),
    [
        ({"least_wage_cents": 2600}, {"hourly_wage_cents": 2300, "highest_wage_cents": 2700}),  # it may be reached
        ({"least_wage_cents": 2600}, {"hourly_wage_cents": 0}),
        ({"schedules": frozenset({Schedule.DAY})}, {"schedule": None}),
        ({"regions": frozenset({ANYWHERE})}, {}),
        ({"regions": frozenset({"11"}), "towns": frozenset({ROBERVAL})}, {"position": ALMA}),  # just across the border
        ({"available_from": WELDING.start_date + timedelta(days=20)}, {}),
        ({"experience_years": 3.0}, {"min_experience_years": 4.0}),
        ({"experience_years": 0.0}, {"min_experience_years": None}),
        ({"french_level": 7}, {"french_needed": 8}),
        (
            {"french_level": 1, "spoken_languages": frozenset()},
            {"french_needed": None, "occupation": "72106", "work_languages": frozenset({"fr", "en"})},
        ),
        ({"order_permit": None}, {"regulated": True}),
        ({"order_permit": True}, {"regulated": True}),
        ({"driving_class": Driving.COMBINATION}, {"driving_class": Driving.BUS}),  # the higher class allows the lower
        ({"driving_class": None}, {"driving_class": Driving.BUS}),
        ({"driving_class": Driving.NONE}, {"driving_class": None}),
        ({"car": None}, {"needs_car": True}),
        ({"car": False}, {"needs_car": False}),
        ({"french_level": 2}, {"french_needed": 0, "start_date": TODAY, "work_languages": frozenset({"es", "fr"})}),
    ],
)
def test_what_is_unknown_or_nearly_met_is_no_limit(candidate: dict[str, Any], vacancy: dict[str, Any]) -> None:
    assert match(candidate, vacancy).unmet == ()


@pytest.mark.parametrize(
    ("name", "candidate", "vacancy"),
    [
        (Wish.WAGE, {"least_wage_cents": 3100}, {"hourly_wage_cents": 2450}),
        (Wish.SCHEDULES, {}, {"schedule": Schedule.NIGHT}),
        (Field.REGIONS, {"regions": frozenset({"11"})}, {}),
    ],
)
def test_a_mere_wish_weighs_and_cuts_nothing(
    name: Field | Wish, candidate: dict[str, Any], vacancy: dict[str, Any]
) -> None:
    result = match(candidate | {"only_wished": frozenset({name})}, vacancy)
    assert result.unmet == ()
    assert match(candidate, vacancy).score < result.score < match().score


def test_all_that_suit_come_before_any_that_does_not() -> None:
    modest = replace(WELDING, id="other-trade", employer_id="shop", occupation="95101", schedule=None)
    underpaid = replace(WELDING, id="underpaid", employer_id="yard", hourly_wage_cents=2000)
    assert [(line.vacancies[0], line.lacking) for line in listed([underpaid, modest])] == [
        ("other-trade", False),
        ("underpaid", True),
    ]


@pytest.mark.parametrize("needed", [0, None])
def test_a_workplace_in_french_needs_a_common_language_whatever_level_is_written(needed: int | None) -> None:
    english = {"spoken_languages": frozenset({"en"}), "french_level": 0}
    soon = {"french_needed": needed, "start_date": TODAY}
    assert excluded(english, soon).reason is ExclusionReason.NO_COMMON_LANGUAGE
    assert match(english, soon | {"work_languages": frozenset({"en", "fr"})}).unmet == ()
