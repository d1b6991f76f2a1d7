"""A trained model, loaded in a process of its own."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.dialogue.trained_model import NLU, rasa_environment

from .labelled import Parse


@contextmanager
def model(path: Path) -> Iterator[tuple[Parse, int]]:
    """A loaded model in a process of its own, and the process's number."""
    command = [str(NLU / ".venv/bin/python"), str(NLU / "parse.py"), str(path)]
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, env=rasa_environment(), stdin=pipe, stdout=pipe, stderr=quiet, text=True) as process:
        source, answers = process.stdin, process.stdout
        assert source is not None
        assert answers is not None
        if answers.readline().strip() != "null":
            raise SystemExit("the model does not load")

        def parse(text: str) -> dict[str, Any]:
            source.write(json.dumps(text) + "\n")
            source.flush()
            understood: dict[str, Any] = json.loads(answers.readline())
            return understood

        yield parse, process.pid
        source.close()
