"""Changes that a candidate could make, and how many vacancies each would open.

A vacancy is open if its occupation is related, the permit allows it, and nothing that the candidate can change is in
the way: French, schooling or years that it asks for, the permit of its trade, or one of the candidate's musts. Nobody
is advised on a permit to work.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.base.terms import Standing
from bot.matching.candidate_and_vacancy import FRENCH, Candidate, Vacancy
from bot.matching.french_at_work import french_for_dangerous_work, french_to_talk
from bot.matching.pair import Neighbours, Pair
from bot.matching.requirements import unmet
from bot.matching.result import Excluded, ExclusionReason, Limit, Match
from bot.matching.score import assess
from bot.matching.weights import FrenchRules, Weights

_MOST_LEVELS = 4  # levels of French advised at most: a year or more of part-time courses
_MOST_YEARS = 2.0  # years of experience advised at most


class ChangeKind(StrEnum):
    """The kind of a change."""

    FRENCH = "french"
    REGION = "region"
    ORDER_PERMIT = "order_permit"
    DRIVING = "driving"
    CAR = "car"
    WAGE = "wage"
    SCHEDULE = "schedule"
    EDUCATION = "education"
    EXPERIENCE = "experience"
    START = "start"


@dataclass(frozen=True, slots=True)
class Change:
    """A change, with the new value.

    The value is a level of French from 1 to 12; the code of a neighbouring region; cents an hour that are enough; hours
    that suit too; a level of schooling; years of experience; a class of driving licence; days by which to come sooner.
    A professional permit and a car have no value.
    """

    kind: ChangeKind
    value: int | float | str | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """The changes that open most vacancies, best first, each with how many, and how many are open without them."""

    open_now: int
    changes: tuple[tuple[Change, int], ...]
    together: int  # opened by all changes together, which may be more than their sum


def advise(
    candidate: Candidate,
    vacancies: Iterable[Vacancy],
    weights: Weights,
    *,
    on: date,
    neighbours: Neighbours,
    most: int = 2,
) -> Advice:
    """The best changes for this candidate, at most `most`, of different kinds or regions.

    A missing answer never stands in the way. Ties go to the smaller change of French, then by name.
    """
    trades = candidate.by_trade()
    by_vacancy = ([Pair(each, vacancy, weights, on, neighbours) for each in trades] for vacancy in vacancies)
    openable = (
        [
            _obstacles(pair, first=number == 0)
            for number, pair in enumerate(pairs)
            if _can_be_opened(pair, first=number == 0)
        ]
        for pairs in by_vacancy
    )
    needed = [
        min(each, key=lambda obstacles: (len(obstacles), sorted(map(str, obstacles)))) for each in openable if each
    ]
    possible = {change for each in needed for change in each if _within_reach(change, candidate, neighbours)}
    counted = {change: sum(bool(each) and _removes((change,), each) for each in needed) for change in possible}
    best: list[tuple[Change, int]] = []
    for change, opened in sorted(
        counted.items(), key=lambda item: (-item[1], item[0].kind, str(item[0].value).zfill(2))
    ):
        only_one = change.kind is not ChangeKind.REGION and any(change.kind is other.kind for other, _ in best)
        if opened and not only_one and len(best) < most:
            best.append((change, opened))
    chosen = tuple(change for change, _ in best)
    together = sum(bool(each) and _removes(chosen, each) for each in needed)
    return Advice(sum(not each for each in needed), tuple(best), together)


def months_to_reach(level: int, held: int, rules: FrenchRules) -> int:
    """How long part-time francisation takes from one level to another at the known pace, in whole months."""
    hours = sum(rules.hours_per_level[held:level])
    return max(1, round(hours / rules.hours_per_week / 52 * 12))


def _can_be_opened(pair: Pair, *, first: bool) -> bool:
    """Whether changes of answers could open a vacancy.

    Nobody is advised to get the permit of a trade that they never learnt, nor of one only near a trade other than
    their first, whose permit is not asked for.
    """
    asked = first or pair.is_of_the_kind
    if pair.vacancy.regulated and (pair.candidate.standing is Standing.WILLING or not asked):
        return False
    outcome = assess(pair.candidate, pair.vacancy, pair.weights, on=pair.on, neighbours=pair.neighbours)
    if isinstance(outcome, Match) and Limit.CLOSED_PERMIT in outcome.unmet:
        return False
    if isinstance(outcome, Excluded):
        return outcome.reason is ExclusionReason.NO_COMMON_LANGUAGE and FRENCH in pair.vacancy.work_languages
    return True


def _obstacles(pair: Pair, *, first: bool) -> frozenset[Change]:
    """What stands in the way, for one trade. Of other trades than the first, neither permit nor years are asked."""
    missed = unmet(pair)
    found = {_CHANGES[limit](pair) for limit in missed if first or limit is not Limit.EXPERIENCE}
    if Limit.EXPERIENCE in missed and not first:
        found.add(Change(ChangeKind.EXPERIENCE, math.inf))
    level, needed = pair.candidate.french_level, _french_to_work(pair)
    if level is not None and level < needed:
        found.add(Change(ChangeKind.FRENCH, needed))
    if first and pair.vacancy.regulated and pair.candidate.order_permit is None:
        found.add(Change(ChangeKind.ORDER_PERMIT))
    return frozenset(found)


def _french_to_work(pair: Pair) -> int:
    """The level that the vacancy names, or if none, what it takes to work there without another common language.

    Never less than what it takes to be safe.
    """
    needed = pair.vacancy.french_needed
    to_talk = needed or (0 if pair.may_share_language else french_to_talk(needed, pair.weights))
    return max(to_talk, french_for_dangerous_work(pair.vacancy, pair.weights.french))


def _years_to_work(pair: Pair) -> float:
    """The years that the vacancy asks for; out of reach if the candidate's are in another trade, or far too few."""
    held, needed = pair.candidate.experience_years or 0.0, pair.vacancy.min_experience_years or 0.0
    return needed if pair.years == held and needed <= held + _MOST_YEARS else math.inf


_CHANGES: dict[Limit, Callable[[Pair], Change]] = {
    Limit.OCCUPATION_PERMIT: lambda pair: Change(ChangeKind.ORDER_PERMIT),
    Limit.DRIVING: lambda pair: Change(ChangeKind.DRIVING, int(pair.vacancy.driving_class or 0)),
    Limit.CAR: lambda pair: Change(ChangeKind.CAR),
    Limit.EDUCATION: lambda pair: Change(ChangeKind.EDUCATION, int(pair.vacancy.min_education or 0)),
    Limit.EXPERIENCE: lambda pair: Change(ChangeKind.EXPERIENCE, _years_to_work(pair)),
    Limit.FRENCH: lambda pair: Change(ChangeKind.FRENCH, _french_to_work(pair)),
    Limit.SAFETY: lambda pair: Change(ChangeKind.FRENCH, _french_to_work(pair)),
    Limit.REGION: lambda pair: Change(ChangeKind.REGION, pair.vacancy.region),
    Limit.WAGE: lambda pair: Change(
        ChangeKind.WAGE, max(pair.vacancy.hourly_wage_cents, pair.vacancy.highest_wage_cents)
    ),
    Limit.SCHEDULE: lambda pair: Change(ChangeKind.SCHEDULE, pair.vacancy.schedule),
    Limit.START: lambda pair: Change(ChangeKind.START, pair.days_late),
}


def _removes(changes: tuple[Change, ...], obstacles: frozenset[Change]) -> bool:
    return all(any(_overcomes(change, obstacle) for change in changes) for obstacle in obstacles)


def _overcomes(change: Change, obstacle: Change) -> bool:
    if change.kind is not obstacle.kind:
        return False
    enough, asked = change.value, obstacle.value
    if isinstance(enough, str) or isinstance(asked, str) or enough is None or asked is None:
        return enough == asked
    return enough <= asked if change.kind is ChangeKind.WAGE else enough >= asked


def _within_reach(change: Change, candidate: Candidate, neighbours: Neighbours) -> bool:
    """Whether a change is worth advising: not a region across the province, not ten more years of experience."""
    match change:
        case Change(ChangeKind.FRENCH, int(level)):
            return level <= (candidate.french_level or 0) + _MOST_LEVELS
        case Change(ChangeKind.EXPERIENCE, float(years) | int(years)):
            held = candidate.experience_years or 0  # only for the first trade
            return held < years <= held + _MOST_YEARS
        case Change(ChangeKind.EDUCATION, int(level)):
            return level == (candidate.education or 0) + 1
        case Change(ChangeKind.REGION, region):
            return any(region in neighbours.get(chosen, frozenset()) for chosen in candidate.regions or frozenset())
    return True
