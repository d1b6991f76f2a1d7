"""One year under one policy: who travels where, who meets whom, what comes of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bot.base.terms import ANYWHERE
from bot.matching import BatchScores, Weights
from bot.matching.occupation_closeness import closeness_table
from bot.timetable import Candidate, Day, Employer, Timetable, mend, solve
from simulation.population import Season, Trip
from simulation.truth import Floats, Truth, chance

MOST_INTERVIEWS = 3  # two to three a person at the pilot (L'Express, Drummondville, 2017)
_SLOTS = tuple(range(9 * 60, 11 * 60, 20)) + tuple(
    range(13 * 60 + 30, 15 * 60, 20)
)  # two hours, then an hour and a half
_MINUTES = 20
_WORK = 20.0  # for the solver, a trip, counted: seconds would make the figures depend on what else the machine does
_ROUNDED = 3  # decimals of a compatibility: the solver counts in thousandths

Pair = tuple[int, int]  # a candidate and a vacancy, by number


class Policy(StrEnum):
    """Who decides whom a candidate meets."""

    FIRST_COME = "first come, any employer"
    OCCUPATION = "nearest occupation"
    OURS = "ours"
    HINDSIGHT = "hindsight"  # knows every chance, which nobody can


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the policies go by, for every pair: our scores (minus infinity: excluded), and closeness of occupation."""

    scores: Floats
    closeness: Floats

    @classmethod
    def of(cls, year: Season, weights: Weights) -> "Knowledge":
        """Score every pair, on the day before the first trip."""
        table = BatchScores(year.vacancies, weights, on=year.trips[0].day, neighbours=year.neighbours)
        held = [str(each.occupation) for each in year.candidates]
        wanted = [each.occupation for each in year.vacancies]
        return cls(table.scores(year.candidates).astype(float), closeness_table(held, wanted, weights.occupation))


@dataclass(frozen=True, slots=True)
class Reality:
    """The chances of every pair, and the luck of the year, which is the same under every policy."""

    offer: Floats
    accept: Floats
    offer_luck: Floats
    accept_luck: Floats

    @classmethod
    def of(cls, rng: np.random.Generator, truth: Truth, intercepts: tuple[float, float]) -> "Reality":
        """Fix what will happen at every interview that could be held."""
        shape = truth.offer.shape
        return cls(
            chance(truth.offer, intercepts[0]),
            chance(truth.accept, intercepts[1]),
            rng.random(shape),
            rng.random(shape),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a year gave."""

    interviews: int
    offers: int
    jobs: int


@dataclass(frozen=True, slots=True)
class Replay:
    """A year under one policy."""

    pairs: tuple[Pair, ...]
    value: float = 0.0  # of the timetables held, by our scores, and what they could have reached
    best: float = 0.0


def replay(rng: np.random.Generator, year: Season, known: Knowledge, reality: Reality, policy: Policy) -> Replay:
    """Who meets whom in this year under this policy."""
    if policy is Policy.FIRST_COME:
        return Replay(tuple(_by_hand(rng, year, _registered(year), rng.random(known.scores.shape))))
    if policy is Policy.OCCUPATION:
        order = known.closeness + 1e-6 * rng.random(known.scores.shape)  # equals by chance
        return Replay(tuple(_by_hand(rng, year, _registered(year), order)))
    passengers = _registered(year, _promise(year, known.scores))
    if policy is Policy.OURS:
        return _ours(year, known.scores, passengers)
    pairs = [
        pair
        for trip, people in zip(year.trips, passengers, strict=True)
        for pair in _solved(year, trip, _present(year, people), reality.offer * reality.accept)[1]
    ]
    return Replay(tuple(pairs))


def outcome(year: Season, reality: Reality, pairs: Sequence[Pair]) -> Outcome:
    """What the interviews give. Nobody takes two jobs, no job is given twice; earlier trips come first."""
    offers = jobs = 0
    taken: set[int] = set()
    employed: set[int] = set()
    for candidate, vacancy in pairs:
        if reality.offer_luck[candidate, vacancy] >= reality.offer[candidate, vacancy]:
            continue
        offers += 1
        free = candidate not in employed and vacancy not in taken
        if free and reality.accept_luck[candidate, vacancy] < reality.accept[candidate, vacancy]:
            employed.add(candidate)
            taken.add(vacancy)
            jobs += 1
    return Outcome(len(pairs), offers, jobs)


def _registered(year: Season, promise: Floats | None = None) -> list[list[int]]:
    """Who travels on each trip. In order of arrival: the next one that suits, or the most promising that has seats."""
    passengers: list[list[int]] = [[] for _ in year.trips]
    for number, candidate in enumerate(year.candidates):
        free = [at for at, trip in enumerate(year.trips) if len(passengers[at]) < trip.seats]
        wished = candidate.regions or frozenset({ANYWHERE})
        suiting = [at for at in free if ANYWHERE in wished or year.trips[at].region in wished] or free
        if promise is not None:
            passengers[max(suiting, key=lambda at: promise[number, at])].append(number)
        elif suiting:
            since = len(year.trips) * number // len(year.candidates)  # people sign up all year long
            coming = [at for at in suiting if at >= since] or suiting
            passengers[coming[0]].append(number)
    return passengers


def _promise(year: Season, scores: Floats) -> Floats:
    """What each trip holds for each candidate: the sum of the best interviews that one could have there."""
    found = np.zeros((len(year.candidates), len(year.trips)))
    for at, trip in enumerate(year.trips):
        by_employer = np.stack([scores[:, jobs].max(axis=1) for jobs in _employers(year, trip).values()], axis=1)
        best = np.sort(np.maximum(by_employer, 0), axis=1)[:, -MOST_INTERVIEWS:]
        found[:, at] = best.sum(axis=1)
    return found


def _by_hand(rng: np.random.Generator, year: Season, passengers: Sequence[Sequence[int]], order: Floats) -> list[Pair]:
    """Each in turn takes the employers that come first in `order`, in the first slot that is free for both."""
    pairs = []
    for trip, people in zip(year.trips, passengers, strict=True):
        free: dict[str, set[int]] = {employer: set(range(len(_SLOTS))) for employer in _employers(year, trip)}
        for candidate in _present(year, people):
            own = set(range(len(_SLOTS)))
            met = 0
            for employer, vacancy in _wanted(year, trip, order[candidate]):
                if met < MOST_INTERVIEWS and (both := own & free[employer]):
                    slot = min(both)
                    own.discard(slot)
                    free[employer].discard(slot)
                    pairs.append((candidate, vacancy))
                    met += 1
    return pairs


def _wanted(year: Season, trip: Trip, order: NDArray[np.float64]) -> list[tuple[str, int]]:
    """The employers of a trip, first choice first, each with the vacancy that is spoken of."""
    best = {employer: max(jobs, key=lambda job: order[job]) for employer, jobs in _employers(year, trip).items()}
    return sorted(best.items(), key=lambda item: -order[item[1]])


def _ours(year: Season, scores: Floats, passengers: Sequence[Sequence[int]]) -> Replay:
    """A timetable for all who registered, made anew on the morning for those who came."""
    pairs: list[Pair] = []
    value = best = 0.0
    for trip, people in zip(year.trips, passengers, strict=True):
        planned, _ = _solved(year, trip, people, scores)
        here = _present(year, people)
        held, met = _solved(year, trip, here, scores, planned)
        ideal, _ = _solved(year, trip, here, scores)
        pairs += met
        value, best = value + held.value, best + ideal.bound
    return Replay(tuple(pairs), value, best)


def _solved(
    year: Season, trip: Trip, people: Sequence[int], worth: Floats, before: Timetable | None = None
) -> tuple[Timetable, list[Pair]]:
    spoken_of: dict[tuple[str, str], int] = {}
    fit: dict[tuple[str, str], float] = {}
    for candidate in people:
        for employer, jobs in _employers(year, trip).items():
            job = max(jobs, key=lambda each: worth[candidate, each])
            value = round(float(worth[candidate, job]), _ROUNDED) if np.isfinite(worth[candidate, job]) else 0.0
            if value > 0:
                spoken_of[str(candidate), employer] = job
                fit[str(candidate), employer] = value
    day = Day(
        slots=_SLOTS,
        minutes=_MINUTES,
        candidates=tuple(Candidate(str(each)) for each in people),
        employers=tuple(Employer(each, site="hall") for each in _employers(year, trip)),
        compatibility=fit,
        most_interviews=MOST_INTERVIEWS,
    )
    found = _timetable(day, before)
    ordered = sorted(found.interviews, key=lambda each: (each.slot, each.candidate))
    return found, [(int(each.candidate), spoken_of[each.candidate, each.employer]) for each in ordered]


def _timetable(day: Day, before: Timetable | None) -> Timetable:
    return solve(day, work=_WORK) if before is None else mend(day, before, work=_WORK)


def _employers(year: Season, trip: Trip) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for job in trip.vacancies:
        found[year.vacancies[job].employer_id].append(job)
    return found


def _present(year: Season, people: Sequence[int]) -> list[int]:
    return [each for each in people if each not in year.absent]
