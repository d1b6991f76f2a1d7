"""Scores of many candidates for many vacancies at once: those of `assess`, without its reasons.

A factor depends on a few answers of a candidate, so candidates who gave the same ones share a row of its points over
all vacancies. A candidate's scores are the sum of six such rows; an exclusion is minus infinity in one of them, which
no sum can make up for, and a limit that is not met subtracts more than all factors give. Only rows are computed, never
pairs. `assess` remains the reference that gives reasons; the tests check that the two agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bot.base.terms import Field, Wish
from bot.matching.batch_factors import BatchFactors, Key, Rows
from bot.matching.batch_regions import EXCLUDED, SHORT, UNMET, Scores, classes
from bot.matching.candidate_and_vacancy import Candidate, Vacancy
from bot.matching.pair import Neighbours
from bot.matching.weights import Weights

_BATCH = 4096  # candidates whose scores are held at once by `top`
_MORE = np.float32(1.5)  # than any sum of factors, and less than any that a limit was taken off


@dataclass(frozen=True, slots=True)
class Top:
    """The best vacancies of each candidate, best first: their places in the table (-1: no more), and the scores."""

    places: NDArray[np.int64]
    scores: Scores


class BatchScores:
    """Scores over many vacancies on one day. Building it costs about as much as scoring a hundred candidates."""

    def __init__(self, vacancies: Sequence[Vacancy], weights: Weights, *, on: date, neighbours: Neighbours) -> None:
        self._weights = weights
        self._count = len(vacancies)
        self._factors = BatchFactors(vacancies, weights, on=on, neighbours=neighbours)
        ids = np.array([each.id for each in vacancies], dtype=object)
        self._by_id = np.argsort(ids, kind="stable")  # makes ties independent of the order of the input

    def scores(self, candidates: Sequence[Candidate]) -> Scores:
        """Scores from 0 to 1, candidates × vacancies; `EXCLUDED` where `assess` excludes."""
        return self.weighed(candidates)[0]

    def weighed(self, candidates: Sequence[Candidate]) -> tuple[Scores, NDArray[np.bool_]]:
        """The scores, and for which pairs a must or a need is unmet."""
        total = self._best_trade(candidates)
        lacking = self._cut(total)
        return np.minimum(total, 1, out=total), lacking

    def put_last_by(self, candidate: Candidate, name: Field | Wish) -> NDArray[np.bool_]:
        """The vacancies that an answer of this candidate puts last as a must, but would not as a wish."""
        as_wish = replace(candidate, only_wished=candidate.only_wished | {name})
        must, wish = self._best_trade([candidate, as_wish])
        unmet: NDArray[np.bool_] = must < wish - SHORT / 2
        return unmet

    def _best_trade(self, candidates: Sequence[Candidate]) -> Scores:
        """The totals for each candidate's best trade; whatever misses less has the greater total."""
        by_trade = [each.by_trade() for each in candidates]
        total = self._totals([each for trades in by_trade for each in trades])
        if len(total) > len(candidates):
            first = np.cumsum([0, *(len(trades) for trades in by_trade[:-1])])
            total = np.maximum.reduceat(total, first, axis=0)
        return total

    def _totals(self, candidates: Sequence[Candidate]) -> Scores:
        """The sum of the factors, minus a constant for each unmet limit."""
        parts = [self._part(candidates, key, rows) for key, rows in self._factors.parts()]
        total = np.empty((len(candidates), self._count), dtype=np.float32)
        for at, line in enumerate(total):
            (first, places), *others = parts
            line[:] = first[places[at]]
            for values, places in others:
                line += values[places[at]]
        return total

    def _cut(self, total: Scores) -> NDArray[np.bool_]:
        """Where limits are unmet, replace the total by the share of the score that they leave. Returns where."""
        limits = self._weights.limits
        cut: NDArray[np.bool_] = (total < -0.5) & (total > EXCLUDED)
        sums = total[cut]
        unmet = np.floor((_MORE - sums) / UNMET)
        sums += UNMET * unmet
        sums += SHORT * np.floor((_MORE - sums) / SHORT)
        total[cut] = sums * np.where(unmet > 0, limits.unmet, limits.short).astype(np.float32)
        return cut

    def top(self, candidates: Sequence[Candidate], k: int) -> Top:
        """The `k` best vacancies of each candidate; equal scores go by the vacancy's identifier."""
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        kept = min(k, self._count)
        places = np.full((len(candidates), k), -1, dtype=np.int64)
        scores = np.full((len(candidates), k), EXCLUDED, dtype=np.float32)
        for start in range(0, len(candidates) if kept else 0, _BATCH):
            batch = self.scores(candidates[start : start + _BATCH])
            for at, line in enumerate(batch[:, self._by_id], start):
                best = _best(line, kept)
                places[at, : len(best)] = self._by_id[best]
                scores[at, : len(best)] = line[best]
        return Top(places, scores)

    def _part(self, candidates: Sequence[Candidate], key: Key, rows: Rows) -> tuple[Scores, NDArray[np.intp]]:
        """The distinct rows of one part, and which of them each candidate has."""
        _, places = classes([key(each) for each in candidates])
        _, first = np.unique(places, return_index=True)
        return rows([candidates[at] for at in first]), places


def _best(line: Scores, k: int) -> NDArray[np.intp]:
    """Places of the `k` best that are not excluded, best first; ties by place."""
    if k < len(line):
        threshold = np.partition(line, len(line) - k)[len(line) - k]
        found = np.flatnonzero(line >= threshold)  # with every tie of the last one
    else:
        found = np.arange(len(line))
    ordered = found[np.argsort(-line[found], kind="stable")][:k]
    return ordered[line[ordered] > EXCLUDED]
