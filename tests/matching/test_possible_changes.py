"""What a candidate could change, and what that opens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.base.terms import ANYWHERE, Driving, Education, Field, Permit, Schedule, Standing, Trade
from bot.matching import Advice, Candidate, Change, ChangeKind, Limit, Match, Vacancy, advise, assess, months_to_reach

from .factories import NEIGHBOURS, TODAY, WEIGHTS, WELDER, WELDING
from .test_properties import CANDIDATES, VACANCIES


def advice(candidate: Candidate, *vacancies: Vacancy, most: int = 2) -> Advice:
    return advise(candidate, vacancies, WEIGHTS, on=TODAY, neighbours=NEIGHBOURS, most=most)


def welding(number: int, **changed: Any) -> Vacancy:
    return replace(WELDING, id=f"welding-{number}", **changed)


def test_nothing_helps_where_nothing_is_in_the_way() -> None:
    assert advice(WELDER, WELDING) == Advice(open_now=1, changes=(), together=0)


def test_no_vacancy_no_advice() -> None:
    assert advice(WELDER) == Advice(0, (), 0)


def test_the_level_of_french_that_opens_most_and_not_one_more() -> None:
    found = advice(WELDER, welding(1, french_needed=8), welding(2, french_needed=9), welding(3, french_needed=12))
    assert found.changes == ((Change(ChangeKind.FRENCH, 9), 2),)  # 12 is five levels away: no advice for now


def test_a_neighbouring_region_and_no_other() -> None:
    found = advice(
        WELDER, welding(1, region="03"), welding(2, region="03"), welding(3, region="09"), welding(4, region="11")
    )
    assert found == Advice(0, ((Change(ChangeKind.REGION, "03"), 2), (Change(ChangeKind.REGION, "09"), 1)), 3)


def test_two_changes_open_together_what_neither_opens_alone() -> None:
    both = {"region": "03", "french_needed": 8}
    found = advice(WELDER, welding(1, region="03"), welding(2, french_needed=8), welding(3, **both), welding(4, **both))
    assert {change.kind: opened for change, opened in found.changes} == {ChangeKind.REGION: 1, ChangeKind.FRENCH: 1}
    assert found.together == 4


def test_an_order_s_permit() -> None:
    found = advice(WELDER, welding(1, regulated=True), WELDING)
    assert found == Advice(1, ((Change(ChangeKind.ORDER_PERMIT), 1),), 1)


@pytest.mark.parametrize(
    ("offered", "change"),
    [
        ({"hourly_wage_cents": 2200, "highest_wage_cents": 2400}, Change(ChangeKind.WAGE, 2400)),
        ({"schedule": Schedule.EVENING}, Change(ChangeKind.SCHEDULE, Schedule.EVENING)),
        ({"min_education": Education.COLLEGE}, Change(ChangeKind.EDUCATION, 3)),
        ({"min_experience_years": 7.0}, Change(ChangeKind.EXPERIENCE, 7.0)),
        ({"driving_class": Driving.TRUCK}, Change(ChangeKind.DRIVING, 2)),
        ({"needs_car": True}, Change(ChangeKind.CAR)),
    ],
)
def test_every_limit_counts_in_what_would_open_more(offered: dict[str, Any], change: Change) -> None:
    walker = replace(WELDER, car=False, driving_class=Driving.CAR)
    assert advice(walker, welding(1, **offered), WELDING) == Advice(1, ((change, 1),), 1)


def test_what_is_out_of_reach_is_no_advice() -> None:
    far = welding(1, min_experience_years=12.0), welding(2, min_education=Education.DOCTORATE)
    assert advice(WELDER, *far) == Advice(0, (), 0)


def test_years_in_another_trade_are_no_advice() -> None:
    near = welding(1, occupation="72104", min_experience_years=4.0)  # sheet metal: five years of welding count in part
    outcome = assess(WELDER, near, WEIGHTS, on=TODAY, neighbours=NEIGHBOURS)
    assert isinstance(outcome, Match)
    assert Limit.EXPERIENCE in outcome.unmet
    assert advice(WELDER, near) == Advice(0, (), 0), "who has five years is not told to have four"
    assert not any(hint.field is Field.EXPERIENCE for hint in outcome.hints)
    second = replace(WELDER, trades=(Trade("63200", Standing.HELD, 1.0),))
    kitchen = welding(2, occupation="63200", min_experience_years=3.0)
    assert advice(second, kitchen) == Advice(0, (), 0)


def test_somebody_with_the_permit_of_the_trade_lacks_nothing() -> None:
    assert advice(replace(WELDER, order_permit=True), welding(1, regulated=True)).open_now == 1


def test_another_trade_or_a_permit_that_excludes_is_opened_by_nothing() -> None:
    assert advice(WELDER, welding(1, occupation="31301", french_needed=8)).changes == ()
    assert advice(replace(WELDER, permit=Permit.VISITOR), welding(1, french_needed=8)).changes == ()


def test_a_workplace_in_french_is_opened_by_french() -> None:
    spanish = replace(WELDER, spoken_languages=frozenset({"es"}), french_level=1)
    found = advice(spanish, welding(1, start_date=TODAY, french_needed=4))
    assert found.changes == ((Change(ChangeKind.FRENCH, 4), 1),)


@pytest.mark.parametrize("named", [0, None])
def test_a_workplace_in_french_that_names_no_level_is_not_open_without_any(named: int | None) -> None:
    spanish = replace(WELDER, spoken_languages=frozenset({"es"}), french_level=0)
    found = advice(spanish, welding(1, start_date=TODAY, french_needed=named))
    assert found == Advice(0, ((Change(ChangeKind.FRENCH, WEIGHTS.french.speaks_from), 1),), 1)


def test_french_opens_no_workplace_in_another_language() -> None:
    spanish = replace(WELDER, spoken_languages=frozenset({"es"}), french_level=1)
    english = frozenset({"en"})
    offered = welding(1, work_languages=english, french_needed=4), welding(2, work_languages=english, french_needed=0)
    assert advice(spanish, *offered) == Advice(0, (), 0)


def test_french_opens_no_other_trade() -> None:
    spanish = replace(WELDER, spoken_languages=frozenset({"es"}), french_level=1)
    assert advice(spanish, welding(1, occupation="31301", start_date=TODAY, french_needed=4)) == Advice(0, (), 0)


def test_what_was_not_told_stands_in_nobody_s_way() -> None:
    unknown = replace(WELDER, french_level=None, regions=None)
    assert advice(unknown, welding(1, french_needed=12, region="11")).open_now == 1
    assert advice(replace(WELDER, regions=frozenset({ANYWHERE})), welding(1, region="11")).open_now == 1


@pytest.mark.parametrize(
    ("held", "level", "months"),
    [(0, 1, 1), (4, 6, 4), (4, 8, 8), (8, 12, 12)],  # 45 h, 210 h, 420 h and 600 h at 12 hours a week
)
def test_how_long_french_takes(held: int, level: int, months: int) -> None:
    assert months_to_reach(level, held, WEIGHTS.french) == months


@given(CANDIDATES, st.lists(VACANCIES, max_size=8, unique_by=lambda vacancy: vacancy.id), st.randoms())
def test_advice_is_the_same_in_any_order_and_never_counts_twice(
    candidate: Candidate, vacancies: list[Vacancy], random: Any
) -> None:
    shuffled = list(vacancies)
    random.shuffle(shuffled)
    found = advice(candidate, *vacancies)
    assert found == advice(candidate, *shuffled)
    assert found.open_now + found.together <= len(vacancies)
    assert all(0 < opened <= found.together for _, opened in found.changes)


def is_open(candidate: Candidate, vacancy: Vacancy, on: date) -> bool:
    result = assess(candidate, vacancy, WEIGHTS, on=on, neighbours=NEIGHBOURS)
    return isinstance(result, Match) and not result.unmet


def done(change: Change, candidate: Candidate, vacancy: Vacancy) -> tuple[Candidate, Vacancy]:
    """The pair once the change is made."""
    if change.kind is ChangeKind.FRENCH:
        assert isinstance(change.value, int)
        return replace(candidate, french_level=change.value), vacancy
    if change.kind is ChangeKind.REGION:
        regions = candidate.regions or frozenset()
        return replace(candidate, regions=regions | {str(change.value)}), vacancy
    value: Any = change.value
    changed: dict[ChangeKind, Callable[[], dict[str, Any]]] = {
        ChangeKind.WAGE: lambda: {"least_wage_cents": value},
        ChangeKind.SCHEDULE: lambda: {"schedules": candidate.schedules | {value}},
        ChangeKind.EDUCATION: lambda: {"education": Education(value)},
        ChangeKind.EXPERIENCE: lambda: {"experience_years": value},
        ChangeKind.START: lambda: {"available_from": None},
        ChangeKind.ORDER_PERMIT: lambda: {"order_permit": True},
        ChangeKind.DRIVING: lambda: {"driving_class": Driving(value)},
        ChangeKind.CAR: lambda: {"car": True},
    }
    return replace(candidate, **changed[change.kind]()), vacancy


@example(
    replace(WELDER, occupation="94106", spoken_languages=frozenset({"en"}), french_level=0),
    welding(1, start_date=TODAY, french_needed=1),
    TODAY,
)
@example(  # years are told of the first trade: those of a baker open nothing to a welder
    replace(WELDER, occupation="63202", experience_years=0.5, trades=(Trade("72106", Standing.TRAINED),)),
    welding(1, min_experience_years=2.0),
    TODAY,
)
@given(CANDIDATES, VACANCIES, st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_what_is_advised_really_opens(candidate: Candidate, vacancy: Vacancy, on: date) -> None:
    found = advise(candidate, [vacancy], WEIGHTS, on=on, neighbours=NEIGHBOURS, most=1)
    for change, _ in found.changes:
        changed, offered = done(change, candidate, vacancy)
        assert is_open(changed, offered, on)
        assert advise(changed, [offered], WEIGHTS, on=on, neighbours=NEIGHBOURS).open_now == 1


@given(CANDIDATES, VACANCIES, st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_what_is_counted_as_open_is_shown_with_nothing_unmet(candidate: Candidate, vacancy: Vacancy, on: date) -> None:
    if advise(candidate, [vacancy], WEIGHTS, on=on, neighbours=NEIGHBOURS).open_now:
        assert is_open(candidate, vacancy, on)
