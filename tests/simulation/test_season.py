"""The invented year: its size is the programme's, its reality is not our score, and policies keep its rules."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.population import CANDIDATES, EMPLOYERS, TOWNS, TRIPS, Season, season
from simulation.replay import MOST_INTERVIEWS, Knowledge, Policy, Reality, outcome, replay
from simulation.study import Setting, interval, ratio
from simulation.truth import ACCEPTED, OFFERS, World, chance, fitted_intercept, truth


def met(year: Season, known: Knowledge, reality: Reality, policy: Policy, seed: int = 3) -> list[tuple[int, int]]:
    return list(replay(np.random.default_rng(seed), year, known, reality, policy).pairs)


def test_a_year_has_the_programme_s_size(year: Season) -> None:
    assert (TRIPS, TOWNS, EMPLOYERS, CANDIDATES) == (31, 19, 562, 861)
    assert len(year.trips) == TRIPS
    assert len({vacancy.employer_id for vacancy in year.vacancies}) == EMPLOYERS
    assert len(year.candidates) == CANDIDATES
    listed = [job for trip in year.trips for job in trip.vacancies]
    assert sorted(listed) == list(range(len(year.vacancies)))
    assert [trip.day for trip in year.trips] == sorted(trip.day for trip in year.trips)


def test_the_same_seed_gives_the_same_year(setting: Setting, year: Season) -> None:
    again = season(np.random.default_rng(1), setting.occupations, setting.regions, setting.neighbours)
    other = season(np.random.default_rng(2), setting.occupations, setting.regions, setting.neighbours)
    assert again == year
    assert other.candidates != year.candidates


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.OCCUPATION, Policy.OURS])
def test_interviews_keep_the_rules_of_the_day(year: Season, known: Knowledge, reality: Reality, policy: Policy) -> None:
    pairs = met(year, known, reality, policy)
    assert len(pairs) > CANDIDATES // 2
    assert max(Counter(candidate for candidate, _ in pairs).values()) <= MOST_INTERVIEWS
    employers = [(candidate, year.vacancies[job].employer_id) for candidate, job in pairs]
    assert len(set(employers)) == len(employers)
    assert not year.absent & {candidate for candidate, _ in pairs}
    trip_of = {job: at for at, trip in enumerate(year.trips) for job in trip.vacancies}
    trips = {(candidate, trip_of[job]) for candidate, job in pairs}
    assert max(Counter(candidate for candidate, _ in trips).values()) == 1
    assert max(Counter(trip for _, trip in trips).values()) <= year.trips[0].seats


def test_our_timetables_are_nearly_those_of_hindsight(year: Season, known: Knowledge, reality: Reality) -> None:
    found = replay(np.random.default_rng(3), year, known, reality, Policy.OURS)
    assert 0.98 * found.best <= found.value <= found.best + 1e-6


def test_choosing_by_occupation_gives_the_programme_s_own_funnel(
    setting: Setting, year: Season, known: Knowledge, intercepts: tuple[float, float]
) -> None:
    offered, accepted = [], []
    for seed in range(24):  # realities that are not those it was fitted on: one alone may lie far off
        rng = np.random.default_rng(seed)
        reality = Reality.of(rng, truth(rng, year, setting.world), intercepts)
        pairs = np.array(met(year, known, reality, Policy.OCCUPATION))
        offers = reality.offer[pairs[:, 0], pairs[:, 1]]
        offered.append(offers.mean())
        accepted.append(np.average(reality.accept[pairs[:, 0], pairs[:, 1]], weights=offers))
    assert abs(np.mean(offered) - OFFERS) < 0.03
    assert abs(np.mean(accepted) - ACCEPTED) < 0.06


def test_reality_is_related_to_our_score_and_far_from_it(known: Knowledge, reality: Reality) -> None:
    possible = np.isfinite(known.scores)
    related = np.corrcoef(known.scores[possible], np.log(reality.offer * reality.accept)[possible])[0, 1]
    assert 0.2 < related < 0.9


def test_where_nothing_that_is_seen_matters_our_score_tells_nothing(
    setting: Setting, year: Season, known: Knowledge
) -> None:
    blind = truth(np.random.default_rng(5), year, replace(setting.world, seen=0.0))
    possible = np.isfinite(known.scores)
    assert abs(np.corrcoef(known.scores[possible], blind.offer[possible])[0, 1]) < 0.1


def test_coefficients_differ_between_years_and_luck_between_worlds(year: Season) -> None:
    one, other = (truth(np.random.default_rng(seed), year, World(hidden=0.0)) for seed in (1, 2))
    assert not np.allclose(one.offer, other.offer)


def test_nobody_takes_two_jobs_and_no_job_is_given_twice() -> None:
    sure, never = np.zeros((2, 2)), np.ones((2, 2))
    certain = Reality(offer=never, accept=never, offer_luck=sure, accept_luck=sure)
    found = outcome(_nobody(), certain, [(0, 0), (0, 1), (1, 0), (1, 1)])
    assert (found.interviews, found.offers, found.jobs) == (4, 4, 2)
    hopeless = Reality(offer=sure, accept=sure, offer_luck=sure, accept_luck=sure)
    assert outcome(_nobody(), hopeless, [(0, 0), (1, 1)]).offers == 0


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=40), st.floats(0.05, 0.95))
def test_the_intercept_gives_the_rate(log_odds: list[float], rate: float) -> None:
    array = np.array(log_odds)
    assert abs(chance(array, fitted_intercept(array, rate)).mean() - rate) < 1e-6


def test_an_interval_holds_its_mean_and_a_ratio_is_of_means() -> None:
    found = interval([10, 12, 14, 16])
    assert found.mean == 13
    assert found.low < 13 < found.high
    assert ratio([20, 40], [10, 20]).mean == 2
    assert interval([5, 5, 5]).low == interval([5, 5, 5]).high == 5


def _nobody() -> Season:
    return Season((), (), (), frozenset(), {})
