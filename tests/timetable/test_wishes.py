"""Wishes that can be granted are; those that cannot come back, and not one more than needed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.timetable import Away, Employer, Keep, LeaveBy, Meet, NotBefore, Wish, WishesConflict, solve

from .factories import day, every_timetable, grants, random_day

PAIRS = {("ana", "mill"): 0.9, ("ana", "port"): 0.5, ("bo", "mill"): 0.5, ("bo", "port"): 0.9}


@pytest.mark.parametrize(
    "wish",
    [Meet("ana", "bank"), Keep("bank"), NotBefore("ana", 2), LeaveBy(1), Away("bo", frozenset({0, 2}))],
)
def test_a_wish_is_granted_though_it_costs(wish: Wish) -> None:
    wanted = day({**PAIRS, ("ana", "bank"): 0.1}, most_employers=2)
    plain, found = solve(wanted), solve(wanted, [wish])
    assert grants(wish, found.interviews)
    assert (plain.shortfall, -plain.value) <= (found.shortfall, -found.value)
    assert found.optimal


@pytest.mark.parametrize(
    ("wishes", "conflicting"),
    [
        ([LeaveBy(2), NotBefore("ana", 2), Meet("ana", "mill"), Keep("port")], {0, 1, 2}),
        ([Away("ana", frozenset({0, 1, 2})), Meet("bo", "mill"), Meet("ana", "port")], {0, 2}),
        ([Keep("mill"), Keep("port"), Keep("bank"), NotBefore("ana", 1)], {0, 1, 2}),
        ([Keep("port"), LeaveBy(0)], {0, 1}),
        ([Meet("ana", "zoo"), Meet("ana", "mill")], {0}),
    ],
)
def test_the_smallest_set_that_conflicts_comes_back(wishes: list[Wish], conflicting: set[int]) -> None:
    town = day({**PAIRS, ("ana", "bank"): 0.1, ("bo", "zoo"): 0.1}, most_employers=2)
    with pytest.raises(WishesConflict) as refused:
        solve(town, wishes)
    assert set(refused.value.wishes) == {wishes[at] for at in conflicting}


def test_tables_can_be_what_stands_between_wishes() -> None:
    wishes = [Meet(f"c{at}", "mill") for at in range(4)]
    crowd = day({(f"c{at}", "mill"): 0.5 for at in range(4)}, length=3)
    with pytest.raises(WishesConflict) as refused:
        solve(crowd, wishes)
    assert set(refused.value.wishes) == set(wishes)
    assert len(solve(crowd, wishes[1:]).interviews) == 3


def test_travel_can_be_what_stands_between_wishes() -> None:
    employers = (Employer("mill", "north"), Employer("port", "south"))
    town = day(PAIRS, length=2, employers=employers, travel={("north", "south"): 30})
    wishes = [Meet("bo", "mill"), Meet("ana", "mill"), Meet("ana", "port")]
    with pytest.raises(WishesConflict) as refused:
        solve(town, wishes)
    assert refused.value.wishes == (Meet("ana", "mill"), Meet("ana", "port"))


WISHES = st.lists(
    st.one_of(
        st.builds(Meet, st.sampled_from(["c0", "c1", "c2"]), st.sampled_from(["e0", "e1"])),
        st.builds(Keep, st.sampled_from(["e0", "e1"])),
        st.builds(NotBefore, st.sampled_from(["c0", "c1", "c2"]), st.integers(0, 3)),
        st.builds(LeaveBy, st.integers(0, 3)),
        st.builds(Away, st.sampled_from(["c0", "c1", "c2"]), st.frozensets(st.integers(0, 3), min_size=1)),
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


@settings(max_examples=40)
@given(st.integers(0, 10**6), WISHES)
def test_a_conflict_is_one_and_loses_nothing_that_matters(seed: int, wishes: list[Wish]) -> None:
    tiny = random_day(seed, people=3, places=2, slots=4)
    timetables = list(every_timetable(tiny))

    def can_be(granted: list[Wish]) -> bool:
        return any(all(grants(wish, held) for wish in granted) for held in timetables)

    try:
        found = solve(tiny, wishes)
    except WishesConflict as refused:
        conflicting = list(refused.wishes)
        assert set(conflicting) <= set(wishes)
        assert not can_be(conflicting)
        assert all(can_be([other for other in conflicting if other != wish]) for wish in conflicting)
    else:
        assert all(grants(wish, found.interviews) for wish in wishes)
