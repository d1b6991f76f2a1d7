"""Invented candidates, employers and trips of one year, at the size that the programme has published.

Everything here is an assumption, drawn from a seed; the sizes alone are facts (November 2018 to December 2019,
Immigrant Québec Pro): 31 activities in 19 towns, 562 companies, 861 candidates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from bot.base.terms import ANYWHERE, Education, Household, Permit, Schedule
from bot.matching import Candidate, Neighbours, Vacancy

TRIPS, TOWNS, EMPLOYERS, CANDIDATES = 31, 19, 562, 861
_SEASON = 395  # days from the first trip to the last
_SEATS_TO_SPARE = 1.15  # seats for each candidate of the year
_VACANCIES = (0.55, 0.3, 0.15)  # chances that an employer has one, two or three
_LOCAL_TRADE = 0.35  # share of candidates in a trade that few employers of the regions look for
_LONGEST_EXPERIENCE = 25.0
_ABSENT = 0.1  # the press tells of half a coach that stayed empty once (Valleyfield, 2018): an ordinary day loses fewer


@dataclass(frozen=True, slots=True)
class Trip:
    """One day in one town: who comes, by number in the season's lists."""

    day: date
    region: str
    seats: int
    vacancies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Season:
    """A year; candidates stand in the order in which they sign up."""

    candidates: tuple[Candidate, ...]
    vacancies: tuple[Vacancy, ...]
    trips: tuple[Trip, ...]
    absent: frozenset[int]  # registered, and not there on the morning
    neighbours: Neighbours


def season(
    rng: np.random.Generator, occupations: Sequence[str], regions: Sequence[str], neighbours: Neighbours
) -> Season:
    """Invent a year among these NOC unit groups and regions."""
    first = date(2026, 11, 1)
    towns = rng.choice(np.array(regions), TOWNS)
    days = sorted(int(each) for each in rng.integers(0, _SEASON, TRIPS))
    places = [str(towns[at % TOWNS]) for at in rng.permutation(TRIPS)]
    wanted = _popular(rng, occupations)
    vacancies: list[Vacancy] = []
    trips = []
    shares = np.array_split(rng.permutation(EMPLOYERS), TRIPS)
    seats = int(np.ceil(CANDIDATES * _SEATS_TO_SPARE / TRIPS))
    for day, region, employers in zip(days, places, shares, strict=True):
        held = first + timedelta(days=day)
        offered = [
            _vacancy(rng, f"e{employer}", number, wanted, region, held)
            for employer in sorted(employers)
            for number in range(int(rng.choice(3, p=_VACANCIES)) + 1)
        ]
        trips.append(Trip(held, region, seats, tuple(range(len(vacancies), len(vacancies) + len(offered)))))
        vacancies += offered
    candidates = tuple(_candidate(rng, occupations, wanted, regions) for _ in range(CANDIDATES))
    absent = frozenset(int(each) for each in np.flatnonzero(rng.random(CANDIDATES) < _ABSENT))
    return Season(candidates, tuple(vacancies), tuple(trips), absent, neighbours)


def _popular(rng: np.random.Generator, occupations: Sequence[str]) -> Mapping[str, float]:
    """How often employers look for each trade: a few are wanted everywhere, most are rare."""
    weights = 1 / np.arange(1, len(occupations) + 1) ** 0.8
    return dict(zip(occupations, rng.permutation(weights / weights.sum()), strict=True))


def _vacancy(
    rng: np.random.Generator, employer: str, number: int, wanted: Mapping[str, float], region: str, day: date
) -> Vacancy:
    occupation = str(rng.choice(list(wanted), p=list(wanted.values())))
    teer = int(occupation[1])
    return Vacancy(
        id=f"{employer}-{number}",
        employer_id=employer,
        occupation=occupation,
        region=region,
        start_date=day + timedelta(days=int(rng.integers(20, 150))),
        work_languages=frozenset({"fr", "en"}) if rng.random() < 0.15 else frozenset({"fr"}),
        french_needed=int(np.clip(rng.normal(7 - 0.6 * teer, 1.5), 1, 10)),
        min_experience_years=float(rng.choice([0, 0, 1, 2, 3, 5])),
        min_education=Education(max(0, 4 - teer) if teer else 4),
        schedule=Schedule(str(rng.choice(list(Schedule), p=[0.6, 0.15, 0.1, 0.15]))),
        hourly_wage_cents=int(1800 + 450 * (5 - teer) + rng.normal(0, 250)),
    )


def _candidate(
    rng: np.random.Generator, occupations: Sequence[str], wanted: Mapping[str, float], regions: Sequence[str]
) -> Candidate:
    """Somebody of Montréal: often with more schooling than the jobs of the regions ask for."""
    if rng.random() < _LOCAL_TRADE:
        occupation = str(rng.choice(np.array(occupations)))
    else:
        occupation = str(rng.choice(list(wanted), p=list(wanted.values())))
    usual = max(0, 4 - int(occupation[1]))
    chosen = frozenset(str(each) for each in rng.choice(np.array(regions), int(rng.integers(1, 4)), replace=False))
    return Candidate(
        occupation=occupation,
        experience_years=float(min(_LONGEST_EXPERIENCE, round(rng.gamma(2.0, 3.0), 1))),
        education=Education(int(np.clip(usual + rng.integers(0, 3), 0, 6))),
        french_level=int(np.clip(rng.normal(7, 2.5), 0, 12)),
        spoken_languages=frozenset({"fr", "en"}) if rng.random() < 0.5 else frozenset({"fr"}),
        regions=frozenset({ANYWHERE}) if rng.random() < 0.35 else chosen,
        household=Household(partner=bool(rng.random() < 0.55), children=int(rng.choice([0, 0, 0, 1, 2, 3]))),
        permit=Permit.PERMANENT_RESIDENT if rng.random() < 0.7 else Permit.OPEN_WORK_PERMIT,
        available_from=date(2026, 11, 1),
    )
