"""Ranks all vacancies of a day for candidates: by batch scores, with reasons for those that are shown."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.base.terms import Field, Wish
from bot.matching.batch_regions import EXCLUDED, Scores
from bot.matching.batch_scores import BatchScores
from bot.matching.candidate_and_vacancy import Candidate, Vacancy
from bot.matching.pair import Neighbours
from bot.matching.possible_changes import Advice, advise
from bot.matching.result import Excluded, Match
from bot.matching.score import assess
from bot.matching.weights import Weights

_KEPT = 64  # candidates whose scores are cached: whoever looks at a page will look at the next
_NOISE = 1e-3  # decimals of a percent: scores that look equal are ties, however they were rounded
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Line:
    """One employer's place in the list: its suitable vacancies, best first."""

    employer_id: str
    vacancies: tuple[str, ...]
    lacking: bool  # even the best of them leaves a must or a need unmet


@dataclass(frozen=True, slots=True)
class Judged:
    """One candidate's scores for all vacancies, in order, and where a must or a need is unmet."""

    scores: Scores
    lacking: NDArray[np.bool_]


class Ranker:
    """Ranks the vacancies that are open on a day. Immutable, so threads can share it."""

    def __init__(self, vacancies: Sequence[Vacancy], weights: Weights, *, on: date, neighbours: Neighbours) -> None:
        self._vacancies = sorted(vacancies, key=lambda each: each.id)  # the last tie is broken by the identifier
        self._by_id = {each.id: each for each in self._vacancies}
        self._weights, self._on, self._neighbours = weights, on, neighbours
        self._table = BatchScores(self._vacancies, weights, on=on, neighbours=neighbours)
        self._occupations = np.array([each.occupation for each in self._vacancies], dtype="U5")
        self._judged: dict[Candidate, Judged] = {}
        self._advised: dict[Candidate, Advice] = {}

    def __contains__(self, vacancy_id: str) -> bool:
        return vacancy_id in self._by_id

    def judge(self, candidate: Candidate) -> Judged:
        """How all vacancies suit a candidate; cached."""
        return _kept(self._judged, candidate, self._judge)

    def advise(self, candidate: Candidate) -> Advice:
        """The changes that would open most vacancies to a candidate; cached."""
        return _kept(self._advised, candidate, self._advise)

    def ranked(
        self, candidate: Candidate, applicants: Mapping[str, int], hidden: Collection[str] = ()
    ) -> tuple[Line, ...]:
        """One line for each employer, best first; those where a must or a need is unmet come after all others.

        Ties in whole percents go to the employer with fewer interested candidates, then by the vacancy's identifier.

        Args:
            candidate: whose list it is.
            applicants: numbers of interested candidates, by employer.
            hidden: occupations that are not listed.
        """
        judged = self.judge(candidate)
        percents = _percents(judged.scores)
        places = np.flatnonzero(self._suitable(judged, hidden))
        by_employer: dict[str, list[int]] = {}
        for at in places[np.lexsort((-judged.scores[places], judged.lacking[places]))]:
            by_employer.setdefault(self._vacancies[at].employer_id, []).append(int(at))

        def place(employer_id: str) -> tuple[bool, int, int, int]:
            best = by_employer[employer_id][0]
            return bool(judged.lacking[best]), -int(percents[best]), applicants.get(employer_id, 0), best

        return tuple(
            Line(
                employer_id,
                tuple(self._vacancies[at].id for at in by_employer[employer_id]),
                bool(judged.lacking[by_employer[employer_id][0]]),
            )
            for employer_id in sorted(by_employer, key=place)
        )

    def regions(self, lines: Sequence[Line]) -> list[str]:
        """The region of each vacancy of these lines, by code."""
        return [self._by_id[each].region for line in lines for each in line.vacancies]

    def occupations(self, lines: Sequence[Line]) -> set[str]:
        """The occupations of the vacancies of these lines, by code."""
        return {self._by_id[each].occupation for line in lines for each in line.vacancies}

    def puts_last(self, candidate: Candidate, name: Field | Wish, lines: Sequence[Line]) -> bool:
        """Whether any of these employers comes last because this answer is a must."""
        best = {line.vacancies[0] for line in lines if line.lacking}
        unmet = self._table.put_last_by(candidate, name)
        return any(self._vacancies[at].id in best for at in np.flatnonzero(unmet))

    def match(self, candidate: Candidate, vacancy_id: str) -> Match:
        """The reasons why one of the ranked vacancies suits this candidate."""
        outcome = assess(candidate, self._by_id[vacancy_id], self._weights, on=self._on, neighbours=self._neighbours)
        if isinstance(outcome, Excluded):
            raise ValueError(f"{vacancy_id} was not ranked for this candidate")
        return outcome

    def behind_tied_permit(self, candidate: Candidate, hidden: Collection[str] = ()) -> int:
        """How many employers suit except that they do not accept a permit tied to another employer."""
        if candidate.permit not in self._weights.permits.tied:
            return 0
        tied, free = (self._meeting_all(each, hidden) for each in (candidate, replace(candidate, permit=None)))
        return len(free - tied)

    def _meeting_all(self, candidate: Candidate, hidden: Collection[str]) -> set[str]:
        judged = self.judge(candidate)
        places = np.flatnonzero(self._suitable(judged, hidden) & ~judged.lacking)
        return {self._vacancies[at].employer_id for at in places}

    def _suitable(self, judged: Judged, hidden: Collection[str]) -> NDArray[np.bool_]:
        suitable: NDArray[np.bool_] = (judged.scores > EXCLUDED) & ~np.isin(self._occupations, sorted(hidden))
        return suitable

    def _judge(self, candidate: Candidate) -> Judged:
        scores, lacking = self._table.weighed([candidate])
        return Judged(scores[0], lacking[0])

    def _advise(self, candidate: Candidate) -> Advice:
        return advise(candidate, self._vacancies, self._weights, on=self._on, neighbours=self._neighbours)


def _percents(scores: Scores) -> NDArray[np.intp]:
    """Scores in whole percents; 0 for exclusions."""
    return np.floor(np.maximum(scores, 0) * 100 + 0.5 + _NOISE).astype(np.intp)


def _kept(known: dict[Candidate, Found], candidate: Candidate, find: Callable[[Candidate], Found]) -> Found:
    found = known.get(candidate)
    if found is None:
        found = known[candidate] = find(candidate)
        if len(known) > _KEPT:
            known.pop(next(iter(known)), None)
    return found
