"""The real model, once for the whole room: trained if its inputs changed, loaded in Rasa's environment."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.model import NLU, rasa_environment

Parse = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def rasa_parse(model: Path) -> Iterator[Parse]:
    """What the model understands of a text: `intent`, `intent_ranking` and `entities`."""
    command = [str(NLU / ".venv/bin/python"), str(NLU / "parse.py"), str(model)]
    with subprocess.Popen(
        command,
        env=rasa_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        source, answers = process.stdin, process.stdout
        assert answers.readline().strip() == "null", "the model does not load"

        def parse(text: str) -> dict[str, Any]:
            source.write(json.dumps(text) + "\n")
            source.flush()
            understood: dict[str, Any] = json.loads(answers.readline())
            return understood

        yield parse
        source.close()
