"""Cases checked by hand: what excludes, what counts how much, and what is said about it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.base.great_circle import Position, kilometres
from bot.base.terms import ANYWHERE, Education, Field, Household, Permit, Schedule, Wish
from bot.matching import (
    Candidate,
    ExclusionReason,
    Factor,
    FactorName,
    Flag,
    Hint,
    Limit,
    Match,
    reachable_french,
)

from .factories import ALMA, CHICOUTIMI, MONTREAL, ROBERVAL, TODAY, WEIGHTS, WELDING, excluded, match, outcome


def factor(result: Match, name: FactorName) -> Factor:
    return next(factor for factor in result.factors if factor.name is name)


def test_a_pair_that_suits_in_everything_scores_one_and_is_certain() -> None:
    result = match()
    assert result.score == pytest.approx(1.0)
    assert result.certainty == pytest.approx(1.0)
    assert (result.missing, result.flags, result.hints) == ((), frozenset(), ())
    assert result.factors[0].name is FactorName.OCCUPATION


def test_an_empty_profile_is_neutral_and_certain_of_nothing() -> None:
    result = outcome(Candidate())
    assert isinstance(result, Match)
    assert result.score == pytest.approx(0.5)
    assert result.certainty == 0
    assert result.missing == tuple(Field)
    assert Hint(Field.OCCUPATION) in result.hints


@pytest.mark.parametrize(
    ("candidate", "vacancy", "reason"),
    [
        ({"permit": Permit.VISITOR}, {}, ExclusionReason.NO_RIGHT_TO_WORK),
        ({"permit": Permit.NONE}, {}, ExclusionReason.NO_RIGHT_TO_WORK),
        ({"permit": Permit.CLOSED_WORK_PERMIT}, {"accepts_closed_permit": False}, ExclusionReason.TIED_PERMIT),
        (
            {"french_level": 0, "spoken_languages": frozenset({"en"})},
            {},
            ExclusionReason.NO_COMMON_LANGUAGE,
        ),
        (
            {"french_level": 9, "spoken_languages": frozenset({"fr"})},
            {"work_languages": frozenset({"en"})},
            ExclusionReason.NO_COMMON_LANGUAGE,
        ),
        ({"occupation": "11100"}, {}, ExclusionReason.UNRELATED_OCCUPATION),
        ({"occupation": "72600"}, {}, ExclusionReason.UNRELATED_OCCUPATION),  # a pilot, same major group
    ],
)
def test_hard_limits_exclude_with_their_reason(
    candidate: dict[str, Any], vacancy: dict[str, Any], reason: ExclusionReason
) -> None:
    assert excluded(candidate, vacancy).reason is reason


def test_an_employer_may_take_on_a_closed_permit() -> None:
    result = match({"permit": Permit.CLOSED_WORK_PERMIT}, {"accepts_closed_permit": True})
    assert result.score > 0.9
    assert result.flags == {Flag.NEW_PERMIT}


def test_french_learned_by_the_start_is_a_common_language() -> None:
    beginner = {"french_level": 2, "spoken_languages": frozenset({"es"})}
    assert excluded(beginner, {"start_date": TODAY}).reason is ExclusionReason.NO_COMMON_LANGUAGE
    assert match(beginner, {"start_date": TODAY + timedelta(weeks=8)}).score < 1


@pytest.mark.parametrize(
    ("held", "wanted", "closeness"),
    [
        ("72106", "72106", 1.0),
        ("31301", "31300", 0.8),
        ("72100", "72106", 0.35),  # one minor group, and no word of their titles in common: a machinist does not weld
        ("63202", "63200", 0.35),
        ("72201", "72200", 0.8),
        ("41220", "41405", 0.48),  # by their titles alone: a teacher advises on programs of study
        ("31301", "31302", 0.8),
        ("72400", "72410", 0.632),  # a family, and a word of their titles
        ("63200", "62200", 0.518),  # a cook becomes a chef: one level up in the kitchen
        ("31301", "33102", 0.456),  # a nurse works as an orderly: two levels down in care
        ("72310", "75110", 0.33),
        ("85103", "65311", 0.3),  # from a nursery to cleaning: neither asks for schooling
        ("64100", "95107", 0.3),
    ],
)
def test_closeness_follows_the_classification_and_its_families(held: str, wanted: str, closeness: float) -> None:
    result = match({"occupation": held}, {"occupation": wanted})
    assert factor(result, FactorName.OCCUPATION).value == pytest.approx(closeness)


@pytest.mark.parametrize(("held", "wanted"), [("31102", "65201"), ("85103", "64100"), ("95107", "72106")])
def test_only_work_that_is_learnt_at_once_is_open_to_those_whose_own_is_learnt_soon(held: str, wanted: str) -> None:
    assert excluded({"occupation": held}, {"occupation": wanted}).reason is ExclusionReason.UNRELATED_OCCUPATION


def test_two_levels_up_are_shown_with_what_they_take_and_three_are_not() -> None:
    nurse = match({"occupation": "33102"}, {"occupation": "31301", "regulated": True, "min_experience_years": 3.0})
    assert Limit.OCCUPATION_PERMIT in nurse.unmet
    refused = excluded({"occupation": "65310"}, {"occupation": "62021"})
    assert refused.reason is ExclusionReason.UNRELATED_OCCUPATION


def test_experience_counts_in_proportion_and_says_what_is_asked() -> None:
    judged = factor(match({"experience_years": 0.5}), FactorName.EXPERIENCE)
    assert judged.value == pytest.approx(0.25)
    assert judged.would_raise == Hint(Field.EXPERIENCE, 2.0)


def test_french_counts_now_and_what_can_be_learned_by_the_start() -> None:
    # 10 weeks of 12 hours: 120 hours, so from 4 one level (105 hours) to the 5 that is asked for.
    judged = factor(match({"french_level": 4}), FactorName.FRENCH)
    assert judged.value == pytest.approx((4 + 5) / 10)
    assert judged.would_raise == Hint(Field.FRENCH, 5)


@pytest.mark.parametrize(("level", "weeks", "reached"), [(0, 0, 0), (0, 15, 4), (4, 8, 4), (4, 9, 5), (12, 99, 12)])
def test_the_pace_of_francisation(level: int, weeks: int, reached: int) -> None:
    assert reachable_french(level, TODAY + timedelta(weeks=weeks), TODAY, WEIGHTS.french) == reached


def test_a_start_that_has_passed_leaves_no_time_to_learn() -> None:
    assert reachable_french(3, TODAY - timedelta(days=30), TODAY, WEIGHTS.french) == 3


def test_schooling_below_the_need_costs_and_above_it_does_not() -> None:
    below = factor(match({"education": Education.SECONDARY}), FactorName.EDUCATION)
    assert below.value == pytest.approx(0.65)
    assert below.would_raise == Hint(Field.EDUCATION, Education.VOCATIONAL)
    assert factor(match({"education": Education.COLLEGE}), FactorName.EDUCATION).value == 1


def test_overqualification_is_said_and_not_hidden_in_the_score() -> None:
    result = match({"education": Education.MASTER})
    assert result.flags == {Flag.OVERQUALIFIED}
    assert result.score == match().score


def test_without_a_need_stated_the_usual_schooling_of_the_teer_counts() -> None:
    assert Flag.OVERQUALIFIED not in match({"education": Education.COLLEGE}, {"min_education": None}).flags
    assert Flag.OVERQUALIFIED in match({"education": Education.BACHELOR}, {"min_education": Education.NONE}).flags


@pytest.mark.parametrize(
    ("regions", "value", "hint"),
    [
        ({"02", "11"}, 1.0, None),
        ({ANYWHERE}, 0.9, None),
        ({"03"}, 0.5, Hint(Field.REGIONS, "02")),
        ({"11"}, 0.0, Hint(Field.REGIONS, "02")),
    ],
)
def test_regions(regions: set[str], value: float, hint: Hint | None) -> None:
    judged = factor(match({"regions": frozenset(regions)}), FactorName.REGION)
    assert judged.value == pytest.approx(value)
    assert judged.would_raise == hint


def test_a_late_arrival_costs_in_proportion() -> None:
    late = factor(match({"available_from": WELDING.start_date + timedelta(days=45)}), FactorName.START)
    assert late.value == pytest.approx(0.5)
    assert late.would_raise == Hint(Field.START, WELDING.start_date)


def test_an_open_vacancy_whose_start_has_passed_starts_today() -> None:
    assert factor(match({}, {"start_date": TODAY - timedelta(days=60)}), FactorName.START).value == 1


@pytest.mark.parametrize("schedule", Schedule)
@pytest.mark.parametrize("household", [Household(partner=True, children=2), Household(children=4)])
def test_who_comes_along_never_lowers_a_score(household: Household, schedule: Schedule) -> None:
    offered = {"schedule": schedule}
    assert match({"household": household}, offered).score == match({"household": Household()}, offered).score


def test_no_work_for_a_partner_weighs_on_the_household_and_work_does_not() -> None:
    couple = {"household": Household(partner=True), "partner_field": "3"}
    assert factor(match(couple, {"fields_around": frozenset("37")}), FactorName.HOUSEHOLD).value == 1
    assert factor(match(couple, {"fields_around": frozenset("7")}), FactorName.HOUSEHOLD).value == pytest.approx(0.6)
    alone = {"household": Household(), "partner_field": "3"}
    assert factor(match(alone, {}), FactorName.HOUSEHOLD).value == 1, "a partner who does not come weighs nothing"


@pytest.mark.parametrize(
    ("least", "offered", "value"), [(2500, 2500, 1.0), (2000, 1750, 0.5), (4000, 2700, 0.0), (2500, 0, 0.5)]
)
def test_pay_below_the_least_that_is_wished_for_lowers_the_score(least: int, offered: int, value: float) -> None:
    result = factor(match({"least_wage_cents": least}, {"hourly_wage_cents": offered}), FactorName.WAGE)
    assert result.value == pytest.approx(value)
    assert result.would_raise == (Hint(Wish.WAGE, offered) if 0 < offered < least else None)


def test_a_wish_that_is_not_told_is_asked_for_and_costs_certainty() -> None:
    result = match({"least_wage_cents": None, "schedules": frozenset()})
    assert {Hint(Wish.WAGE), Hint(Wish.SCHEDULES)} == set(result.hints)
    weighed = WEIGHTS.factors[FactorName.WAGE] + WEIGHTS.factors[FactorName.SCHEDULE]
    assert result.certainty == pytest.approx(1 - weighed)
    assert result.missing == ()


def test_hours_that_do_not_suit_are_said() -> None:
    result = factor(match({}, {"schedule": Schedule.NIGHT}), FactorName.SCHEDULE)
    assert (result.value, result.would_raise) == (0.0, Hint(Wish.SCHEDULES, Schedule.NIGHT))


def test_distances_between_towns_as_the_crow_flies() -> None:
    assert kilometres(ALMA, CHICOUTIMI) == pytest.approx(45, abs=1)
    assert kilometres(ALMA, MONTREAL) == pytest.approx(369, abs=5)
    assert kilometres(ALMA, ALMA) == 0


@pytest.mark.parametrize(
    ("town", "value"), [(ALMA, 1.0), (CHICOUTIMI, pytest.approx(0.987, abs=0.005)), (MONTREAL, 0.8)]
)
def test_in_a_region_that_was_chosen_a_named_town_makes_the_near_ones_better(town: Position, value: float) -> None:
    assert factor(match({"towns": frozenset({town})}, {"position": ALMA}), FactorName.REGION).value == value


def test_a_town_close_by_makes_up_for_the_border_of_a_region() -> None:
    elsewhere = {"regions": frozenset({"11"})}
    assert factor(match(elsewhere, {"position": ALMA}), FactorName.REGION).value == 0
    near = factor(match(elsewhere | {"towns": frozenset({ROBERVAL, MONTREAL})}, {"position": ALMA}), FactorName.REGION)
    assert near.value == pytest.approx(0.96, abs=0.02)
    unknown = match(elsewhere | {"towns": frozenset({ROBERVAL})}, {"position": None})
    assert factor(unknown, FactorName.REGION).value == 0


def test_a_regulated_occupation_is_flagged_and_not_excluded() -> None:
    assert match({}, {"regulated": True}).flags == {Flag.REGULATED}


@pytest.mark.parametrize("permit", [Permit.ASYLUM_SEEKER, Permit.STUDY_PERMIT])
def test_permits_with_conditions_are_flagged(permit: Permit) -> None:
    assert match({"permit": permit}).flags == {Flag.CHECK_PERMIT}


def test_an_unknown_permit_lowers_certainty_and_not_the_score() -> None:
    result = match({"permit": None})
    assert result.score == pytest.approx(1.0)
    assert result.certainty == pytest.approx(0.9)
    assert result.missing == (Field.PERMIT,)


def test_the_largest_gain_is_hinted_first() -> None:
    result = match({"regions": frozenset({"11"}), "education": Education.SECONDARY})
    assert [hint.field for hint in result.hints] == [Field.REGIONS, Field.EDUCATION]
