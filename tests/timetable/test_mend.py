"""A day that slipped: what can stay stays."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.timetable import Candidate, Day, Employer, Interview, Meet, Timetable, Visit, WishesConflict, mend, solve

from .factories import broken_rules, day, every_timetable, random_day, shortfall, value

PAIRS = {("ana", "mill"): 0.9, ("ana", "port"): 0.5, ("bo", "mill"): 0.5, ("bo", "port"): 0.9}


def planned(*interviews: Interview) -> Timetable:
    return Timetable(interviews, frozenset({"mill", "port"}), 0, 2.8, 2.8, True, 0.0)


PLAN = planned(
    Interview("ana", "mill", 0), Interview("bo", "port", 0), Interview("ana", "port", 1), Interview("bo", "mill", 1)
)


def test_nothing_slipped_nothing_changes() -> None:
    assert set(mend(day(PAIRS), PLAN).interviews) == set(PLAN.interviews)


def test_a_late_employer_moves_one_interview() -> None:
    late = (Employer("mill", "hall", slots=frozenset({1, 2})), Employer("port", "hall"))
    mended = mend(day(PAIRS, employers=late), PLAN)
    assert set(PLAN.interviews) - set(mended.interviews) == {Interview("ana", "mill", 0)}
    assert Interview("ana", "mill", 2) in mended.interviews
    assert (mended.shortfall, mended.value, mended.optimal) == (0, 2.8, True)


def test_an_absent_candidate_leaves_the_others_where_they_are() -> None:
    absent = (Candidate("ana", frozenset({0, 1, 2})), Candidate("bo"))
    mended = mend(day(PAIRS, candidates=absent), PLAN)
    assert mended.interviews == (Interview("bo", "port", 0), Interview("bo", "mill", 1))
    assert mended.shortfall == 2
    assert mended.proven


def test_a_lost_slot_moves_what_was_in_it() -> None:
    mended = mend(day(PAIRS, visits=(Visit(frozenset({1})),)), PLAN)
    assert set(mended.interviews) == {
        Interview("ana", "mill", 0), Interview("bo", "port", 0), Interview("ana", "port", 2), Interview("bo", "mill", 2)
    }  # fmt: skip


def test_a_better_timetable_is_no_reason_to_change() -> None:
    pairs = {("ana", "mill"): 0.2, ("bo", "mill"): 0.9, ("ana", "port"): 0.1, ("bo", "port"): 0.1}
    one_slot = day(pairs, length=1)
    before = planned(Interview("ana", "mill", 0), Interview("bo", "port", 0))
    assert solve(one_slot).value == 1.0
    assert set(mend(one_slot, before).interviews) == set(before.interviews)


def test_what_took_place_stays_and_nothing_is_added_to_it() -> None:
    # The mill never comes back: Bo has lost one, and the port is free in slot 0, which is over.
    gone = (Employer("mill", "hall", slots=frozenset({0})), Employer("port", "hall"))
    before = planned(Interview("ana", "mill", 0), Interview("bo", "mill", 1), Interview("ana", "port", 1))
    mended = mend(day(PAIRS, length=2, employers=gone), before, now=1)
    assert [each for each in mended.interviews if each.slot == 0] == [Interview("ana", "mill", 0)]


def test_an_employer_who_was_not_kept_is_not_there() -> None:
    before = replace(PLAN, employers=frozenset({"mill"}), interviews=(Interview("ana", "mill", 0),))
    assert mend(day(PAIRS), before).employers == {"mill"}
    with pytest.raises(WishesConflict) as refused:
        mend(day(PAIRS), before, [Meet("bo", "port"), Meet("ana", "mill")])
    assert refused.value.wishes == (Meet("bo", "port"),)


def test_a_past_that_breaks_the_rules_is_refused() -> None:
    before = planned(Interview("ana", "mill", 0), Interview("bo", "mill", 0))
    with pytest.raises(ValueError, match="took place"):
        mend(day(PAIRS), before, now=1)
    with pytest.raises(ValueError, match="unknown slot"):
        mend(day(PAIRS), PLAN, now=3)


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_mending_keeps_all_that_can_be_kept(seed: int) -> None:
    whole = random_day(seed, people=3, places=2, slots=4)
    before = solve(whole)
    slipped = _slip(whole, seed)
    mended = mend(slipped, before)
    assert broken_rules(slipped, mended.interviews) == []
    best = min(
        (shortfall(slipped, held), -len(set(held) & set(before.interviews)), -value(slipped, held))
        for held in every_timetable(slipped)
        if {each.employer for each in held} <= before.employers
    )
    kept = len(set(mended.interviews) & set(before.interviews))
    assert (mended.shortfall, -kept, -mended.value) == pytest.approx(best)
    assert mended.optimal


def _slip(whole: Day, seed: int) -> Day:
    """The first employer is late, or a slot is lost."""
    if seed % 2:
        return replace(whole, visits=(*whole.visits, Visit(frozenset({seed % len(whole.slots)}))))
    late, *others = whole.employers
    return replace(whole, employers=(replace(late, slots=frozenset({2, 3})), *others))
