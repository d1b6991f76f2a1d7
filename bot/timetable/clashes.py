"""Clashes in a timetable that a person made, interview by interview."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.timetable.day_to_plan import Day
from bot.timetable.result import Interview


class ClashKind(StrEnum):
    """The kind of a clash."""

    TWICE = "twice"  # a candidate has two interviews at once
    FULL = "full"  # an employer has more interviews at once than tables
    TRAVEL = "travel"  # a candidate cannot get from one interview to the next in time
    CANDIDATE_AWAY = "candidate away"
    EMPLOYER_AWAY = "employer away"
    UNSUITED = "unsuited"  # nothing that this employer offers suits this candidate, or they declined it
    MANY = "many"  # more interviews than a candidate can bear in a day


@dataclass(frozen=True, slots=True)
class Clash:
    """A clash, and the interviews that it concerns."""

    kind: ClashKind
    interviews: tuple[Interview, ...]


def clashes(day: Day, interviews: Iterable[Interview]) -> list[Clash]:
    """All clashes among these interviews; empty if they can take place."""
    ordered = sorted(interviews, key=lambda each: (each.slot, each.candidate, each.employer))
    found = [Clash(kind, (each,)) for each in ordered for kind in _alone(day, each)]
    by_candidate, at_once = defaultdict(list), defaultdict(list)
    for each in ordered:
        by_candidate[each.candidate].append(each)
        at_once[each.employer, each.slot].append(each)
    tables = {employer.id: employer.tables for employer in day.employers}
    for (employer, _), met in at_once.items():
        if len(met) > tables.get(employer, 1):
            found.append(Clash(ClashKind.FULL, tuple(met)))
    for own in by_candidate.values():
        found += _of_one(day, own)
    return found


def fits(day: Day, others: Iterable[Interview], interview: Interview) -> bool:
    """Whether an interview can take place in addition to others."""
    near = [each for each in others if each.candidate == interview.candidate or each.employer == interview.employer]
    return not any(interview in clash.interviews for clash in clashes(day, [*near, interview]))


def _alone(day: Day, interview: Interview) -> list[ClashKind]:
    """The clashes of one interview, regardless of the others."""
    unavailable = {each.id: each.unavailable for each in day.candidates}
    slots = {each.id: each.slots for each in day.employers}
    found = []
    if interview.candidate not in unavailable or interview.slot in unavailable[interview.candidate]:
        found.append(ClashKind.CANDIDATE_AWAY)
    open_slots = slots.get(interview.employer, frozenset())
    if open_slots is not None and interview.slot not in open_slots:
        found.append(ClashKind.EMPLOYER_AWAY)
    if not day.thousandths(interview.candidate, interview.employer):
        found.append(ClashKind.UNSUITED)
    return found


def _of_one(day: Day, own: Sequence[Interview]) -> list[Clash]:
    """The clashes among the interviews of one candidate, which are in the order of slots."""
    sites = {each.id: each.site for each in day.employers}
    found = [Clash(ClashKind.MANY, tuple(own))] if len(own) > day.most_interviews else []
    for one, other in pairwise(own):
        if one.slot == other.slot:
            found.append(Clash(ClashKind.TWICE, (one, other)))
        elif {one.employer, other.employer} <= sites.keys() and not day.in_time(
            sites[one.employer], one.slot, sites[other.employer], other.slot
        ):
            found.append(Clash(ClashKind.TRAVEL, (one, other)))
    return found
