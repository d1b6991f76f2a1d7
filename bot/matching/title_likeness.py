"""How similar the official titles of two unit groups are, as counted by `bot knowledge titles`."""

import csv
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SHARED_TITLES = Path(__file__).with_name("shared_titles.csv")


class TitleLikeness:
    """Likeness of unit groups from 0 (no word in common, or too little to count) to 1 (the same words as often)."""

    def __init__(self, pairs: Mapping[tuple[str, str], float]) -> None:
        codes = sorted({code for pair in pairs for code in pair})
        self._places = {code: place for place, code in enumerate(codes)}
        self._table = np.zeros((len(codes) + 1, len(codes) + 1))  # the last row and column: groups without a pair
        for (one, other), likeness in pairs.items():
            at, across = self._places[one], self._places[other]
            self._table[at, across] = self._table[across, at] = likeness

    def between(self, held: Sequence[str], wanted: Sequence[str]) -> NDArray[np.float64]:
        """The likeness of each of `held` (rows) to each of `wanted` (columns)."""
        return self._table[np.ix_(self._of(held), self._of(wanted))]

    def _of(self, codes: Sequence[str]) -> list[int]:
        return [self._places.get(code, -1) for code in codes]


@lru_cache(maxsize=1)
def title_likeness() -> TitleLikeness:
    """The likeness in the committed table."""
    with SHARED_TITLES.open(encoding="utf-8", newline="") as table:
        return TitleLikeness({(row["one"], row["other"]): float(row["likeness"]) for row in csv.DictReader(table)})
