"""The order in which vacancies are proposed to one candidate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.matching.model import Candidate, Vacancy
from bot.matching.pair import Neighbours
from bot.matching.result import Match
from bot.matching.score import assess
from bot.matching.weights import Weights

_TIE_DECIMALS = 2  # scores are shown in whole percents: what looks equal is a tie


@dataclass(frozen=True, slots=True)
class Ranked:
    """One employer's place in the list: its best vacancy, and its other suitable ones."""

    best: Match
    others: tuple[Match, ...] = ()


def rank(
    candidate: Candidate,
    vacancies: Iterable[Vacancy],
    weights: Weights,
    applicants_per_employer: Mapping[str, int],
    *,
    on: date,
    neighbours: Neighbours,
) -> list[Ranked]:
    """Best first, one line per employer; those where a must or a need is not met come after all others.

    A tie goes to whoever has fewer interested candidates, then by id.
    The same input gives the same list in whatever order the vacancies come.
    """
    by_employer: dict[str, list[Match]] = {}
    for vacancy in vacancies:
        outcome = assess(candidate, vacancy, weights, on=on, neighbours=neighbours)
        if isinstance(outcome, Match):
            by_employer.setdefault(outcome.employer_id, []).append(outcome)
    ranked = [_best_of(matches) for matches in by_employer.values()]
    return sorted(ranked, key=lambda line: _place(line.best, applicants_per_employer))


def behind_tied_permit(
    candidate: Candidate, vacancies: Iterable[Vacancy], weights: Weights, *, on: date, neighbours: Neighbours
) -> int:
    """How many employers suit in everything but this: they accept no permit that is tied to another employer."""
    if candidate.permit not in weights.permits.tied:
        return 0
    suiting: dict[bool, set[str]] = {True: set(), False: set()}
    for vacancy in vacancies:
        for tied, seeker in ((True, candidate), (False, replace(candidate, permit=None))):
            outcome = assess(seeker, vacancy, weights, on=on, neighbours=neighbours)
            if isinstance(outcome, Match) and not outcome.unmet:
                suiting[tied].add(vacancy.employer_id)
    return len(suiting[False] - suiting[True])


def _best_of(matches: list[Match]) -> Ranked:
    best, *others = sorted(matches, key=lambda match: (bool(match.unmet), -match.score, match.vacancy_id))
    return Ranked(best, tuple(others))


def _place(match: Match, applicants: Mapping[str, int]) -> tuple[bool, float, int, str]:
    return bool(match.unmet), -round(match.score, _TIE_DECIMALS), applicants.get(match.employer_id, 0), match.vacancy_id
