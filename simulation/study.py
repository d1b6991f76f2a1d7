"""Many years under every policy, and what they have in common."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from bot.matching import Neighbours, Weights
from simulation.population import Season, season
from simulation.replay import Knowledge, Outcome, Policy, Reality, Replay, outcome, replay
from simulation.truth import ACCEPTED, OFFERS, World, chance, fitted_intercept, truth

CALIBRATION_YEARS = 8
_APART = 1_000_000  # seeds of the years that only calibrate
_RESAMPLES = 4000


@dataclass(frozen=True, slots=True)
class Setting:
    """What all years share."""

    occupations: tuple[str, ...]  # NOC unit groups
    regions: tuple[str, ...]
    neighbours: Neighbours
    weights: Weights
    world: World


@dataclass(frozen=True, slots=True)
class Year:
    """One season: what each policy gave, and our timetables against the best possible ones."""

    seed: int
    outcomes: dict[Policy, Outcome]
    timetables: float  # value of ours as held, as a share of the proven limit of hindsight


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over seasons, and the 95% confidence interval of it (bootstrap over seasons)."""

    mean: float
    low: float
    high: float


def study(
    setting: Setting, seeds: Sequence[int], policies: Sequence[Policy], processes: int, done: Callable[[], None]
) -> list[Year]:
    """Replay one year for each seed; `done` is called after each. Same seeds, same figures."""
    intercepts = calibrated(setting)
    years = []
    with ProcessPoolExecutor(processes) as pool:
        for year in pool.map(partial(_year, setting, tuple(policies), intercepts), seeds):
            years.append(year)
            done()
    return years


def calibrated(setting: Setting) -> tuple[float, float]:
    """The intercepts of offers and acceptances by which choosing by occupation gives the programme's own funnel."""
    offers, accepts = [], []
    for seed in range(_APART, _APART + CALIBRATION_YEARS):
        rng, invented, known = _begin(setting, seed)
        real = truth(rng, invented, setting.world)
        placeholder = Reality.of(rng, real, (0.0, 0.0))
        pairs = np.array(replay(rng, invented, known, placeholder, Policy.OCCUPATION).pairs)
        offers.append(real.offer[pairs[:, 0], pairs[:, 1]])
        accepts.append(real.accept[pairs[:, 0], pairs[:, 1]])
    offered = np.concatenate(offers)
    first = fitted_intercept(offered, OFFERS)
    return first, fitted_intercept(np.concatenate(accepts), ACCEPTED, weights=chance(offered, first))


def interval(values: Sequence[float]) -> Interval:
    """Of a mean."""
    array = np.asarray(values, dtype=float)
    return _bootstrapped(array, np.ones_like(array))


def ratio(values: Sequence[float], base: Sequence[float]) -> Interval:
    """Of the ratio of two means over the same seasons."""
    return _bootstrapped(np.asarray(values, dtype=float), np.asarray(base, dtype=float))


def _bootstrapped(values: "np.ndarray[tuple[int], np.dtype[np.float64]]", base: object) -> Interval:
    below = np.asarray(base, dtype=float)
    drawn = np.random.default_rng(0).integers(0, len(values), (_RESAMPLES, len(values)))
    means = values[drawn].sum(axis=1) / np.maximum(below[drawn].sum(axis=1), 1e-12)
    low, high = np.quantile(means, [0.025, 0.975])
    return Interval(float(values.sum() / max(below.sum(), 1e-12)), float(low), float(high))


def _year(setting: Setting, policies: Sequence[Policy], intercepts: tuple[float, float], seed: int) -> Year:
    rng, invented, known = _begin(setting, seed)
    reality = Reality.of(rng, truth(rng, invented, setting.world), intercepts)
    replays: dict[Policy, Replay] = {
        policy: replay(np.random.default_rng([seed, at]), invented, known, reality, policy)
        for at, policy in enumerate(policies)
    }
    outcomes = {policy: outcome(invented, reality, each.pairs) for policy, each in replays.items()}
    ours = replays.get(Policy.OURS, Replay(()))
    return Year(seed, outcomes, ours.value / ours.best if ours.best else 1.0)


def _begin(setting: Setting, seed: int) -> tuple[np.random.Generator, Season, Knowledge]:
    rng = np.random.default_rng(seed)
    invented = season(rng, setting.occupations, setting.regions, setting.neighbours)
    return rng, invented, Knowledge.of(invented, setting.weights)
