"""Inverted lists: by stem, place or number, which texts have it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.nearness import Numbers

Postings: TypeAlias = Mapping[str, NDArray[np.intp]]


def postings(texts: Sequence[frozenset[str]]) -> Postings:
    """By each of what these texts have, their places in the sequence, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(texts):
        for stem in stems:
            found[stem].append(number)
    return {stem: np.array(numbers) for stem, numbers in found.items()}


def having(lists: Postings, wanted: Iterable[str], count: int) -> NDArray[np.bool_]:
    """Which of `count` texts have any of these."""
    found = np.zeros(count, dtype=bool)
    for each in wanted:
        found[lists.get(each, [])] = True
    return found


def summed(lists: Postings, weights: Mapping[str, float], count: int) -> Numbers:
    """What the stems that each of `count` texts has weigh together."""
    scores = np.zeros(count)
    for stem, weight in weights.items():
        if stem in lists:
            scores[lists[stem]] += weight
    return scores
