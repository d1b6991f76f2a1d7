"""Imports point down, as `pyproject.toml` says: the contracts hold, and there are some."""

from pathlib import Path

from importlinter.api import read_configuration
from importlinter.cli import lint_imports

from bot.training import ROOT

CONFIGURATION = str(ROOT / "pyproject.toml")


def test_there_are_contracts() -> None:
    kinds = [contract["type"] for contract in read_configuration(CONFIGURATION)["contracts_options"]]
    assert sorted(kinds) == ["forbidden", "forbidden", "layers", "protected", "protected"]


def test_imports_keep_to_the_contracts(tmp_path: Path) -> None:
    assert lint_imports(CONFIGURATION, cache_dir=str(tmp_path), no_logo=True) == 0
