"""Numbers of a few people: none is shown, and none can be had from those that are."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.programme.small_numbers import (
    LEAST,
    hide_few_inside,
    hide_few_of_groups,
    hide_few_of_steps,
    hide_few_of_sums,
    positions_to_hide,
)


def few_of_the_whole(table: Mapping[str, Sequence[int]]) -> set[str]:
    """The steps whose sum of all groups is not shown, since it would tell of a few beside an earlier one."""
    few = positions_to_hide([sum(numbers) for numbers in table.values()])
    return {step for at, step in enumerate(table) if at in few}


@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_few_can_be_had_by_subtraction(counts: list[int]) -> None:
    kept = hide_few_of_groups(counts)
    hidden = [n for n, said in zip(counts, kept, strict=True) if said is None]
    assert all(said in (None, n) for n, said in zip(counts, kept, strict=True))
    assert all(n == 0 or n >= LEAST for n in kept if n is not None)
    if hidden and any(kept):
        assert sum(hidden) >= LEAST
        assert len(hidden) > 1


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4))
def test_no_few_can_be_had_from_the_steps_and_what_is_counted_beside_them(counts: list[int]) -> None:
    """Whatever interval of states two sums that are shown leave, less the states that are shown in it."""
    shown = hide_few_of_groups(counts)
    sums = [*hide_few_of_sums(counts, shown), 0]
    there = [at for at, n in enumerate(sums) if n is not None]
    for first, last in combinations(there, 2):
        hidden = sum(n for n, said in zip(counts[first:last], shown[first:last], strict=True) if said is None)
        assert hidden == 0 or hidden >= LEAST


@given(st.lists(st.integers(0, 40), max_size=4))
def test_no_few_lie_between_two_steps_that_are_shown(counts: list[int]) -> None:
    nested = sorted(counts, reverse=True)
    apart = positions_to_hide(nested)
    there = [n for at, n in enumerate(nested) if at not in apart]
    assert all(n == other or n - other >= LEAST for n, other in combinations(there, 2))
    one_column = hide_few_of_groups([20, 30, 40], [1])
    assert one_column == [None, None, 40], "a group that is not shown for another reason is no difference either"


@example([[2, 2, 2], [4, 3, 3], [10, 6, 5]])  # between two steps lies one of which nothing is shown
@example([[20, 0, 0], [4, 2, 0], [3, 3, 0]])  # of the later step zeros alone are shown
@example([[10, 5, 5], [9, 8, 8], [9, 8, 8]])  # two groups hide at one step what two small differences tell together
@given(
    st.integers(2, 7).flatmap(
        lambda steps: st.lists(st.lists(st.integers(0, 24), min_size=steps, max_size=steps), max_size=4)
    )
)
def test_no_few_lie_between_steps_of_any_groups(groups: list[list[int]]) -> None:
    """Of any groups whose numbers, or their sum, are known at two steps, the difference is no few."""
    nested = [sorted(each, reverse=True) for each in groups]
    table = {f"step {at}": list(numbers) for at, numbers in enumerate(zip(*nested, strict=True))}
    hidden = few_of_the_whole(table)
    shown = hide_few_of_steps(table, hidden)
    unseen = {step: {at for at, n in enumerate(numbers) if n is None} for step, numbers in shown.items()}
    every = range(len(nested))
    some = [set(each) for size in range(1, len(nested) + 1) for each in combinations(every, size)]
    for step, numbers in shown.items():
        assert all(n is None or n == 0 or n >= LEAST for n in numbers), step
    for first, last in combinations([step for step in table if step not in hidden], 2):
        for chosen in some:
            if all(chosen & unseen[step] in (set(), unseen[step]) for step in (first, last)):
                assert not 0 < sum(table[first][at] - table[last][at] for at in chosen) < LEAST


@example([[(20, 20), (3, 3)], [(10, 10), (4, 4)]], (0, 0))  # 23 and 14 of the regions, less 20 and 10
@example([[(6, 6), (7, 7)], [(3, 3)]], (0, 0))  # two trips are a region that is not shown since another has a few
@example([[(10, 7), (10, 10)], [(30, 30)]], (0, 0))  # of one trip three met nobody
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), min_size=1, max_size=3), max_size=4),
    st.tuples(st.integers(0, 12), st.integers(0, 12)),
)
def test_no_few_can_be_had_from_a_region_and_its_trips(
    regions: list[list[tuple[int, int]]], erased: tuple[int, int]
) -> None:
    """Of any trips of a region whose households are known at a step, or at two, there are no few."""
    places = {f"r{at}": trips for at, trips in enumerate(regions)} | ({"erased": [erased]} if any(erased) else {})
    nested = [(region, sorted(trip, reverse=True)) for region, trips in places.items() for trip in trips]
    within = [region for region, _ in nested]
    by_trip = {step: [trip[at] for _, trip in nested] for at, step in enumerate(("travelled", "met"))}
    by_region = {
        step: [sum(n for n, place in zip(numbers, within, strict=True) if place == region) for region in places]
        for step, numbers in by_trip.items()
    }
    hidden = few_of_the_whole(by_trip) | {step for step, each in by_trip.items() if 0 < sum(each) < LEAST}
    shown = hide_few_of_steps(by_region, hidden)
    told_of = dict(zip(places, zip(*shown.values(), strict=True), strict=True))
    unseen = {
        region: {step for step, n in zip(shown, each, strict=True) if n is None} for region, each in told_of.items()
    }
    told = list(zip(*hide_few_inside(by_trip, within, unseen, hidden).values(), strict=True))
    for region, numbers in told_of.items():
        there = [(numbers, trip) for numbers, (place, trip) in zip(told, nested, strict=True) if place == region]
        not_told = [{n for n, (numbers, _) in enumerate(there) if numbers[at] is None} for at in (0, 1)]
        for at in (0, 1):
            if numbers[at] is None:
                assert len(not_told[at]) == len(there), "together they are the region"
            assert numbers[at] is None or not 0 < sum(there[n][1][at] for n in not_told[at]) < LEAST
        for size in range(1, len(there) + 1) if None not in numbers else ():
            for chosen in map(set, combinations(range(len(there)), size)):
                if all(chosen & each in (set(), each) for each in not_told):
                    assert not 0 < sum(there[n][1][0] - there[n][1][1] for n in chosen) < LEAST
