"""What really comes of an interview, in the replay: chances of an offer and of its being accepted.

It is not the score, on purpose. It is a pair of logistic models, not a weighted sum; it weighs the pay, the charm of a
candidate, the generosity of an employer, the taste of a family for a place and the luck of the day, none of which
matching can see; French counts as it is on the day, not as it may become; and its coefficients are drawn anew for each
season around the values below, which are assumptions. The two intercepts alone are fitted, so that on average 8.7% of
interviews give an offer and 44% of offers are accepted (889 interviews, 77 offers, 34 accepted: pilot of 2017,
L'Initiative, October 2018) under the way the pilot chose, by occupation.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.base.terms import ANYWHERE, Schedule
from simulation.population import Season

OFFERS, ACCEPTED = 77 / 889, 34 / 77
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class World:
    """How the replay's reality is disturbed, to see what the result owes to the assumptions."""

    seen: float = 1.0  # how much what matching can see counts; 0: nothing that it sees matters
    occupation: float = 1.0  # how much the trade counts, of that
    hidden: float = 1.0  # spread of what nobody can see
    drift: float = 0.3  # spread of each coefficient between seasons, as a share of it


@dataclass(frozen=True, slots=True)
class Truth:
    """Log-odds of each pair (candidates × vacancies), without the intercepts."""

    offer: Floats
    accept: Floats


def truth(rng: np.random.Generator, year: Season, world: World) -> Truth:
    """Draw one season's reality."""

    def drawn(value: float) -> float:
        return value * float(rng.lognormal(0, world.drift))

    people, jobs = year.candidates, year.vacancies
    shape = (len(people), len(jobs))
    shared = _shared_digits([str(each.occupation) for each in people], [each.occupation for each in jobs])
    years = np.array([each.experience_years or 0 for each in people])[:, None]
    needed = np.array([each.min_experience_years for each in jobs])[None, :]
    french = np.array([each.french_level or 0 for each in people])[:, None]
    asked = np.array([each.french_needed for each in jobs])[None, :]
    above = _education(people)[:, None] - _education(jobs)[None, :]
    trade = drawn(0.55) * np.minimum(shared, 3) + drawn(0.9) * (shared >= 4) + drawn(0.7) * (shared == 5)
    fitness = (
        drawn(0.9) * np.tanh((years - needed) / 3)
        - drawn(0.35) * np.clip(asked - french, 0, 6)
        - drawn(0.5) * np.clip(-above, 0, 3)
        - drawn(0.25) * np.clip(above - 1, 0, 3)
    )
    luck = (
        rng.normal(0, 0.6, (shape[0], 1)) + rng.normal(0, 0.5, (1, shape[1])) + rng.normal(0, 0.5, shape)
    )  # charm, generosity, the day
    offer = world.seen * (world.occupation * trade + fitness) + world.hidden * luck
    wage = np.array([each.hourly_wage_cents for each in jobs], dtype=float)
    life = (
        drawn(0.9) * _wished(year)
        - drawn(0.8) * _hard_hours(year)
        - drawn(0.4) * np.clip(above - 1, 0, 3)
        + drawn(0.4) * ((wage - wage.mean()) / wage.std())[None, :]
    )
    taste = rng.normal(0, 0.8, shape) + rng.normal(0, 0.5, (shape[0], 1))  # of the family; a partner's own chances
    return Truth(offer, world.seen * life + world.hidden * taste)


def chance(log_odds: Floats, intercept: float) -> Floats:
    """Probabilities."""
    return np.asarray(1 / (1 + np.exp(-(log_odds + intercept))))


def fitted_intercept(log_odds: Floats, rate: float, weights: Floats | None = None) -> float:
    """The intercept by which these pairs have this rate on average. Bisection: the rate grows with it."""
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if np.average(chance(log_odds, middle), weights=weights) < rate:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _shared_digits(one: list[str], other: list[str]) -> NDArray[np.int64]:
    rows, columns = (np.array([[int(digit) for digit in code] for code in codes]) for codes in (one, other))
    same = rows[:, None, :] == columns[None, :, :]
    shared: NDArray[np.int64] = np.cumprod(same, axis=2).sum(axis=2)
    return shared


def _education(each: tuple[object, ...]) -> NDArray[np.int64]:
    return np.array([int(getattr(one, "education", None) or getattr(one, "min_education", None) or 0) for one in each])


def _wished(year: Season) -> Floats:
    return np.array(
        [
            [1.0 if ANYWHERE in wished or job.region in wished else 0.0 for job in year.vacancies]
            for wished in ((each.regions or frozenset()) for each in year.candidates)
        ]
    )


def _hard_hours(year: Season) -> Floats:
    children = np.array([bool(each.household and each.household.children) for each in year.candidates])
    hard = np.array([each.schedule is not Schedule.DAY for each in year.vacancies])
    return np.outer(children, hard).astype(np.float64)
