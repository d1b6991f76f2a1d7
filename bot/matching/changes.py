"""What a candidate could change, and how many vacancies each change would open.

A vacancy is open when its occupation is related, the permit allows it, and nothing that a candidate can change stands
in the way: French at the level that it needs, a region that was chosen, the permit of a professional order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.matching.model import HIGHEST_FRENCH, Candidate, Vacancy
from bot.matching.result import Excluded, ExclusionReason
from bot.matching.score import Neighbours, assess
from bot.matching.weights import FrenchRules, Weights
from bot.terms import ANYWHERE

_MOST_LEVELS = 4  # of French that somebody is advised to gain at once: a year or more of part-time courses


class ChangeKind(StrEnum):
    """What can be changed."""

    FRENCH = "french"
    REGION = "region"
    ORDER_PERMIT = "order_permit"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: a level of French from 1 to 12, the code of a neighbouring region, or an order's permit."""

    kind: ChangeKind
    value: int | str | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """The changes that open most vacancies, best first, each with how many; and what is open without them."""

    open_now: int
    changes: tuple[tuple[Change, int], ...]
    together: int  # opened by all of them at once, which may be more than their sum


def advise(
    candidate: Candidate,
    vacancies: Iterable[Vacancy],
    weights: Weights,
    *,
    on: date,
    neighbours: Neighbours,
    most: int = 2,
) -> Advice:
    """The `most` changes, of different kinds or regions, that open most vacancies to this candidate.

    An answer that is missing stands in nobody's way. Ties go to the smaller change of French, then by name.
    """
    related = [
        vacancy
        for vacancy in vacancies
        if _can_be_opened(assess(candidate, vacancy, weights, on=on, neighbours=neighbours))
    ]
    needed = [_obstacles(candidate, vacancy) for vacancy in related]
    counted = {
        change: sum(bool(each) and _removes((change,), each) for each in needed)
        for change in _possible(candidate, neighbours)
    }
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


def _can_be_opened(outcome: object) -> bool:
    return not isinstance(outcome, Excluded) or outcome.reason is ExclusionReason.NO_COMMON_LANGUAGE


def _obstacles(candidate: Candidate, vacancy: Vacancy) -> frozenset[Change]:
    level, regions = candidate.french_level, candidate.regions
    found = set()
    if level is not None and level < vacancy.french_needed:
        found.add(Change(ChangeKind.FRENCH, vacancy.french_needed))
    if regions and ANYWHERE not in regions and vacancy.region not in regions:
        found.add(Change(ChangeKind.REGION, vacancy.region))
    if vacancy.regulated:
        found.add(Change(ChangeKind.ORDER_PERMIT))
    return frozenset(found)


def _removes(changes: tuple[Change, ...], obstacles: frozenset[Change]) -> bool:
    return all(any(_overcomes(change, obstacle) for change in changes) for obstacle in obstacles)


def _overcomes(change: Change, obstacle: Change) -> bool:
    if change.kind is obstacle.kind is ChangeKind.FRENCH:
        return int(change.value or 0) >= int(obstacle.value or 0)
    return change == obstacle


def _possible(candidate: Candidate, neighbours: Neighbours) -> list[Change]:
    changes = [Change(ChangeKind.ORDER_PERMIT)]
    level = candidate.french_level
    if level is not None:
        highest = min(HIGHEST_FRENCH, level + _MOST_LEVELS)
        changes += [Change(ChangeKind.FRENCH, each) for each in range(level + 1, highest + 1)]
    chosen = candidate.regions or frozenset()
    around = {near for region in chosen for near in neighbours.get(region, frozenset())} - chosen
    return changes + [Change(ChangeKind.REGION, region) for region in sorted(around)]
