"""The interview day of an exploratory trip: who comes, who receives, when, and where.

A slot is given by its index in `Day.slots`, from 0; minutes count from midnight.
"""

import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from bot.timetable.result import Interview

_FINEST = 1000  # compatibilities are in thousandths: finer ones mean nothing, and integers add up exactly


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who comes for the day, and the slots taken by the household's needs (a child to fetch)."""

    id: str
    unavailable: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer: where it receives, at how many tables at once, and in which slots (`None`: in all)."""

    id: str
    site: str
    tables: int = 1
    slots: frozenset[int] | None = None

    def __post_init__(self) -> None:
        if self.tables < 1:
            raise ValueError(f"employer {self.id} needs at least one table, not {self.tables}")


@dataclass(frozen=True, slots=True)
class Visit:
    """A fixed part of the programme: a group visit or a meal at a site, or a break anywhere (`None`).

    It takes all of these slots of these candidates (`None`: of everyone).
    """

    slots: frozenset[int]
    site: str | None = None
    candidates: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that a timetable has to respect.

    Attributes:
        slots: when each slot starts, in minutes from midnight, ascending.
        minutes: how long an interview lasts.
        compatibility: above 0 and up to 1, by (candidate, employer); a pair that is missing or 0 never meets.
        travel: minutes between two sites, in one direction or both.
        most_interviews: how many interviews a candidate can bear in a day.
        most_employers: how many employers the town can receive; `None`: all.

    Raises:
        ValueError: something is unknown, named twice, or an impossible number.
    """

    slots: tuple[int, ...]
    minutes: int
    candidates: tuple[Candidate, ...]
    employers: tuple[Employer, ...]
    compatibility: Mapping[tuple[str, str], float]
    travel: Mapping[tuple[str, str], int] = field(default_factory=dict)
    visits: tuple[Visit, ...] = ()
    most_interviews: int = 4
    most_employers: int | None = None

    def __post_init__(self) -> None:
        self._check_slots()
        people = _require_unique("candidate", [candidate.id for candidate in self.candidates])
        employers = _require_unique("employer", [employer.id for employer in self.employers])
        for candidate in self.candidates:
            self.require_slots(candidate.unavailable)
        for employer in self.employers:
            self.require_slots(employer.slots or ())
        for visit in self.visits:
            self.require_slots(visit.slots)
            require_known("candidate", visit.candidates or (), people)
        for (candidate_id, employer_id), value in self.compatibility.items():
            require_known("candidate", [candidate_id], people)
            require_known("employer", [employer_id], employers)
            if not (math.isfinite(value) and 0 <= value <= 1):
                raise ValueError(f"compatibility must be between 0 and 1, not {value}")
        self._check_travel()
        if self.most_interviews < 1:
            raise ValueError(f"most_interviews must be at least 1, not {self.most_interviews}")
        if self.most_employers is not None and self.most_employers < 1:
            raise ValueError(f"most_employers must be at least 1, not {self.most_employers}")

    def _check_slots(self) -> None:
        if self.minutes < 1:
            raise ValueError(f"minutes must be at least 1, not {self.minutes}")
        if not self.slots or min(self.slots) < 0:
            raise ValueError("a day needs slots, and none before midnight")
        if any(later - earlier < self.minutes for earlier, later in zip(self.slots, self.slots[1:], strict=False)):
            raise ValueError(f"slots must ascend and leave {self.minutes} minutes to each interview")

    def _check_travel(self) -> None:
        if any(minutes < 0 for minutes in self.travel.values()):
            raise ValueError("travel must not be negative")
        sites = {employer.site for employer in self.employers}
        sites |= {visit.site for visit in self.visits if visit.site is not None}
        for site in sites:
            for other in sites:
                self.minutes_between(site, other)

    def require_slots(self, slots: Iterable[int]) -> None:
        """Raise `ValueError` unless the day has these slots."""
        require_known("slot", slots, range(len(self.slots)))

    def minutes_between(self, site: str, other: str) -> int:
        """Minutes of travel from one site to another; `ValueError` if the day does not tell."""
        if site == other:
            return 0
        minutes = self.travel.get((site, other), self.travel.get((other, site)))
        if minutes is None:
            raise ValueError(f"no travel between {site} and {other}")
        return minutes

    def in_time(self, site: str, slot: int, other: str, later: int) -> bool:
        """Whether somebody who ends `slot` at `site` reaches `other` before the slot `later` starts."""
        return self.slots[slot] + self.minutes + self.minutes_between(site, other) <= self.slots[later]

    def thousandths(self, candidate: str, employer: str) -> int:
        """What this interview adds to a timetable: compatibility in whole thousandths, 0 for a pair never met."""
        value = self.compatibility.get((candidate, employer), 0.0)
        return max(1, round(value * _FINEST)) if value > 0 else 0

    def total(self, thousandths: float) -> float:
        """A sum of `thousandths` converted back to compatibility."""
        return thousandths / _FINEST

    def possible(self) -> list[Interview]:
        """Every interview that nothing fixed rules out, in the order of candidates, employers and slots."""
        return [
            Interview(candidate.id, employer.id, slot)
            for candidate in self.candidates
            for employer in self.employers
            if self.thousandths(candidate.id, employer.id)
            for slot in range(len(self.slots))
            if employer.slots is None or slot in employer.slots
            if slot not in candidate.unavailable and self._beside_visits(candidate.id, employer.site, slot)
        ]

    def _beside_visits(self, candidate: str, site: str, slot: int) -> bool:
        """Whether this candidate can be at `site` in this slot and still attend the fixed programme."""
        return not any(
            slot == taken or (visit.site is not None and not self._both(site, slot, visit.site, taken))
            for visit in self.visits
            if visit.candidates is None or candidate in visit.candidates
            for taken in visit.slots
        )

    def _both(self, site: str, slot: int, other: str, taken: int) -> bool:
        return self.in_time(site, slot, other, taken) if slot < taken else self.in_time(other, taken, site, slot)


def require_known(what: str, names: Iterable[object], known: Container[object]) -> None:
    """Raise `ValueError` for a name that is not among those known."""
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"unknown {what}: {unknown[0]}")


def _require_unique(what: str, names: list[str]) -> frozenset[str]:
    if "" in names:
        raise ValueError(f"a {what} needs an id")
    if len(set(names)) < len(names):
        raise ValueError(f"a {what} is named twice")
    return frozenset(names)
