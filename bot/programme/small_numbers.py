"""Numbers so small that they point at somebody: never shown, nor to be had by subtracting others from a sum."""

from collections.abc import Sequence

LEAST = 5  # people: numbers from 1 up to this (excluded) are not shown


def unless_few(n: int) -> int | None:
    """The number, where it points at nobody; `None` otherwise."""
    return None if 0 < n < LEAST else n


def shown_together(counts: Sequence[int]) -> list[int | None]:
    """The counts of groups beside their sum: those of a few are not shown, and none can be had by subtraction.

    Where those not shown were fewer than `LEAST` people together, the next smallest is not shown either.
    """
    hidden = {at for at, n in enumerate(counts) if 0 < n < LEAST}
    larger = sorted((n, at) for at, n in enumerate(counts) if n >= LEAST)
    while hidden and larger and sum(counts[at] for at in hidden) < LEAST:
        hidden.add(larger.pop(0)[1])
    return [None if at in hidden else n for at, n in enumerate(counts)]
