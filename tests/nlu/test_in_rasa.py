"""What can only be imported where Rasa is: checked by scripts that run in its environment."""

import subprocess
from pathlib import Path

import pytest

from bot.dialogue.trained_model import NLU, rasa_environment


@pytest.mark.parametrize(
    "script",
    [
        "tracker_store_in_rasa.py",  # Rasa's memory is bounded, and shortening it loses no place in a conversation
        "encoders_in_rasa.py",  # no text reaches past the buffers of the native encoder
        "features_in_rasa.py",  # a text is weighed as scikit-learn does
    ],
)
def test_it_holds_in_rasas_environment(script: str) -> None:
    command = [str(NLU / ".venv/bin/python"), str(Path(__file__).with_name(script))]
    done = subprocess.run(command, env=rasa_environment(), capture_output=True, text=True, check=False)
    assert "all hold" in done.stdout, done.stderr
