"""Numbers so small that they point at somebody: never shown, nor to be had by subtracting others from a sum."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

LEAST = 5  # people: numbers from 1 up to this (excluded) are not shown


def unless_few(n: int) -> int | None:
    """The number, where it points at nobody; `None` otherwise."""
    return None if 0 < n < LEAST else n


def hide_few_of_groups(counts: Sequence[int], besides: Collection[int] = ()) -> list[int | None]:
    """The counts of groups beside their sum: those of a few are not shown, and none can be had by subtraction.

    Where those not shown were fewer than `LEAST` people together, the next smallest is not shown either.

    Args:
        counts: of groups that are in no other one.
        besides: positions that are not shown for another reason, whatever they count; no single one can be had either.
    """
    hidden = {at for at, n in enumerate(counts) if 0 < n < LEAST}.union(besides)
    larger = sorted((n, at) for at, n in enumerate(counts) if n >= LEAST and at not in hidden)
    while hidden and larger and (sum(counts[at] for at in hidden) < LEAST or (besides and len(hidden) == 1)):
        hidden.add(larger.pop(0)[1])
    return [None if at in hidden else n for at, n in enumerate(counts)]


def positions_to_hide(nested: Sequence[int]) -> set[int]:
    """Positions not to be shown of numbers of which each counts some of those before it, the whole first.

    What lies between two that are shown is then nobody, or `LEAST` people at least.
    """
    hidden, last = set(), nested[0] if nested else 0
    for at, n in enumerate(nested):
        if 0 < last - n < LEAST:
            hidden.add(at)
        else:
            last = n
    return hidden


def hide_few_of_sums(counts: Sequence[int], shown: Sequence[int | None]) -> list[int | None]:
    """For each position the sum from there to the end, where neither a few nor what is not shown can be had from it.

    Args:
        counts: of groups that are in no other one.
        shown: the same as they are shown beside the sums (`hide_few_of_groups`).
    """
    sums: list[int | None] = []
    between = 0  # people of groups that are not shown, from here to the next sum that is
    for at in reversed(range(len(counts))):
        between += counts[at] if shown[at] is None else 0
        sums.append(sum(counts[at:]) if between == 0 or between >= LEAST else None)
        between = between if sums[-1] is None else 0
    return sums[::-1]


def hide_few_of_steps(table: Mapping[str, Sequence[int]], hidden: Collection[str] = ()) -> dict[str, list[int | None]]:
    """The nested steps of each group, where between two steps no group and no groups together tell of a few.

    Args:
        table: by step how many of each group came so far; of each step the groups are in the same order.
        hidden: steps whose whole is not shown, so that none of their groups are: their sum would tell it.
    """
    steps = [step for step in table if step not in hidden]
    groups = range(len(next(iter(table.values()), ())))
    apart: dict[str, set[int]] = {step: set() for step in steps}
    for group in groups:
        for at in positions_to_hide([table[step][group] for step in steps]):
            apart[steps[at]].add(group)
    while True:
        shown = {step: hide_few_of_groups(table[step], apart[step]) for step in steps}
        told = next((each for each in combinations(steps, 2) if _tell_of_a_few(table, shown, *each)), None)
        if told is None:
            return {step: shown.get(step, [None for _ in groups]) for step in table}
        left = [(c == told[0], not n, n, c, at) for c in told for at, n in enumerate(shown[c]) if n is not None]
        *_, step, at = min(left)  # the smallest of the later step; else its zeros, or the earlier step
        apart[step].add(at)


def hide_few_inside(
    table: Mapping[str, Sequence[int]],
    within: Sequence[str],
    unseen: Mapping[str, Collection[str]],
    hidden: Collection[str] = (),
) -> dict[str, list[int | None]]:
    """The nested steps of groups that are parts of wider ones, as the trips to a region are parts of that region.

    Those of one wider group tell of no few, neither by themselves nor beside it: where its number is not shown, none
    of theirs is, since together they are that number.

    Args:
        table, hidden: as of `hide_few_of_steps`.
        within: the wider group of each group.
        unseen: the steps of which the number of a wider group is not shown.
    """
    shown: dict[str, list[int | None]] = {step: [None for _ in within] for step in table}
    for wider in dict.fromkeys(within):
        there = [at for at, each in enumerate(within) if each == wider]
        part = {step: [numbers[at] for at in there] for step, numbers in table.items()}
        for step, numbers in hide_few_of_steps(part, {*hidden, *unseen.get(wider, ())}).items():
            for at, n in zip(there, numbers, strict=True):
                shown[step][at] = n
    return shown


def _tell_of_a_few(
    table: Mapping[str, Sequence[int]], shown: Mapping[str, Sequence[int | None]], first: str, last: str
) -> bool:
    """Whether these steps tell that a few came to the first and not to the last.

    What a step does not show is known as a sum. All groups are the whole itself, of which as much is shown elsewhere.
    """
    groups = range(len(table[first]))
    unseen = [{at for at in groups if shown[step][at] is None} for step in (first, last)]
    both = set.union(*unseen)
    known = [{at} for at in groups if at not in both]
    known += [both] if set.intersection(*unseen) else unseen
    apart = [sum(table[first][at] - table[last][at] for at in each) for each in known if len(each) < len(groups)]
    return any(0 < n < LEAST for n in apart)
