"""Inverted lists: for each stem, place or number, which texts contain it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.nearness import Numbers

Postings: TypeAlias = Mapping[str, NDArray[np.intp]]


def postings(texts: Sequence[frozenset[str]]) -> Postings:
    """For each term, the positions of the texts that contain it, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, stems in enumerate(texts):
        for stem in stems:
            found[stem].append(number)
    return {stem: np.array(numbers) for stem, numbers in found.items()}


def having(lists: Postings, wanted: Iterable[str], count: int) -> NDArray[np.bool_]:
    """A boolean for each of `count` texts: whether it contains at least one of the wanted terms."""
    found = np.zeros(count, dtype=bool)
    for each in wanted:
        found[lists.get(each, [])] = True
    return found


def summed(lists: Postings, weights: Mapping[str, float], count: int) -> Numbers:
    """For each of `count` texts, the sum of the weights of the terms that it contains."""
    scores = np.zeros(count)
    for stem, weight in weights.items():
        if stem in lists:
            scores[lists[stem]] += weight
    return scores
