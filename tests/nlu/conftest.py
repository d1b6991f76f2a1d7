"""The real model, once for the whole room: trained if its inputs changed, loaded in Rasa's environment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .labelled import Parse
from .loaded import model as loaded


@pytest.fixture(scope="session")
def rasa_parse(model: Path) -> Iterator[Parse]:
    """What the model understands of a text: `intent`, `intent_ranking` and `entities`."""
    with loaded(model) as (parse, _):
        yield parse
