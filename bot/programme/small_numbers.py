"""Numbers so small that they point at somebody: never shown, nor to be had by subtracting others from a sum."""

from collections.abc import Collection, Sequence

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
