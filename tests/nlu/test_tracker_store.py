"""Rasa's memory is bounded, and shortening it loses no place in a conversation."""

import subprocess
from pathlib import Path

from bot.training import NLU, rasa_environment


def test_it_is_bounded_and_loses_no_place() -> None:
    command = [str(NLU / ".venv/bin/python"), str(Path(__file__).with_name("in_rasa.py"))]
    done = subprocess.run(command, env=rasa_environment(), capture_output=True, text=True, check=False)
    assert "both hold" in done.stdout, done.stderr
