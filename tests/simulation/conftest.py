"""One invented year, made once."""

import numpy as np
import pytest

from bot.knowledge import load_knowledge
from bot.matching import load_weights
from simulation.population import Season, season
from simulation.replay import Knowledge, Reality
from simulation.study import Setting, calibrated
from simulation.truth import World, truth


@pytest.fixture(scope="session")
def setting() -> Setting:
    knowledge = load_knowledge()
    neighbours = {code: frozenset(region.nearby) for code, region in knowledge.regions.items()}
    regions = tuple(sorted(set(neighbours) - {"06", "13"}))
    return Setting(tuple(sorted(knowledge.occupations)), regions, neighbours, load_weights(), World())


@pytest.fixture(scope="session")
def year(setting: Setting) -> Season:
    return season(np.random.default_rng(1), setting.occupations, setting.regions, setting.neighbours)


@pytest.fixture(scope="session")
def known(setting: Setting, year: Season) -> Knowledge:
    return Knowledge.of(year, setting.weights)


@pytest.fixture(scope="session")
def intercepts(setting: Setting) -> tuple[float, float]:
    return calibrated(setting)


@pytest.fixture(scope="session")
def reality(setting: Setting, year: Season, intercepts: tuple[float, float]) -> Reality:
    rng = np.random.default_rng(2)
    return Reality.of(rng, truth(rng, year, setting.world), intercepts)
