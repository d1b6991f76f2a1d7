"""Imports point down, as `pyproject.toml` says: the contracts hold, and there are some."""

import subprocess
import sys
from pathlib import Path

from importlinter.api import read_configuration

from bot.dialogue.trained_model import ROOT

CONFIGURATION = str(ROOT / "pyproject.toml")


def test_there_are_contracts() -> None:
    kinds = [contract["type"] for contract in read_configuration(CONFIGURATION)["contracts_options"]]
    assert sorted(kinds) == ["forbidden"] * 3 + ["layers"] * 2 + ["protected"] * 5


def test_imports_keep_to_the_contracts() -> None:
    """In a process of its own: the linter turns off the loggers of the one that it runs in."""
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--config", CONFIGURATION], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
