"""What several rooms need: the trained model, made once when its inputs have changed."""

from pathlib import Path

import pytest

from bot.knowledge import load_knowledge, training_vocabulary
from bot.training import ROOT, Training


@pytest.fixture(scope="session")
def training() -> Training:
    """The training whose model the product uses too, so that it is made once for both."""
    return Training(ROOT / "var", training_vocabulary(load_knowledge()))


@pytest.fixture(scope="session")
def model(training: Training) -> Path:
    """The trained model; `make test` has trained it before, since that takes minutes."""
    return training.ensure_model(lambda what, done: None)
