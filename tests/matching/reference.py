"""The list of one candidate as the plain reference makes it: every vacancy is assessed, one by one."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.matching import Candidate, Match, Neighbours, Vacancy, Weights, assess


def rank(
    candidate: Candidate,
    vacancies: Iterable[Vacancy],
    weights: Weights,
    applicants: Mapping[str, int],
    *,
    on: date,
    neighbours: Neighbours,
) -> list[list[Match]]:
    """The suitable vacancies of each employer, best first, and the employers by their best."""
    by_employer: dict[str, list[Match]] = {}
    for vacancy in vacancies:
        outcome = assess(candidate, vacancy, weights, on=on, neighbours=neighbours)
        if isinstance(outcome, Match):
            by_employer.setdefault(outcome.employer_id, []).append(outcome)

    def within(match: Match) -> tuple[bool, float, str]:
        return bool(match.unmet), -match.score, match.vacancy_id

    def place(matches: list[Match]) -> tuple[bool, float, int, str]:
        best = matches[0]
        percent = int(best.score * 100 + 0.5 + 1e-3)
        return bool(best.unmet), -percent, applicants.get(best.employer_id, 0), best.vacancy_id

    return sorted((sorted(matches, key=within) for matches in by_employer.values()), key=place)
