"""Many candidates beside the few vacancies of a trip or an employer: how well each suits the best of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from bot.matching.batch_regions import EXCLUDED
from bot.matching.batch_scores import BatchScores
from bot.matching.candidate_and_vacancy import Candidate, Vacancy
from bot.matching.pair import Neighbours
from bot.matching.weights import Weights


@dataclass(frozen=True, slots=True)
class Best:
    """The vacancy that suits a candidate best, by its place; how well, and how many employers suit in everything."""

    vacancy: int
    score: float
    lacking: bool  # a must or a need is not met
    employers: int


class Few:
    """A few vacancies on one day, for as many candidates as there are."""

    def __init__(self, vacancies: Sequence[Vacancy], weights: Weights, *, on: date, neighbours: Neighbours) -> None:
        if not vacancies:
            raise ValueError("no vacancy to compare with")
        self._table = BatchScores(vacancies, weights, on=on, neighbours=neighbours)
        self._employers = np.array([each.employer_id for each in vacancies], dtype=object)

    def best(self, candidates: Sequence[Candidate]) -> list[Best | None]:
        """For each candidate the vacancy that comes first; none where every one is excluded."""
        if not candidates:
            return []
        scores, lacking = self._table.weighed(candidates)
        first = np.argmax(np.where(lacking, scores - 1, scores), axis=1)  # whoever suits in everything comes before
        suits = (scores > EXCLUDED) & ~lacking
        return [
            Best(int(at), float(line[at]), bool(lacks[at]), len(set(self._employers[fits])))
            if line[at] > EXCLUDED
            else None
            for at, line, lacks, fits in zip(first, scores, lacking, suits, strict=True)
        ]
