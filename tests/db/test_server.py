"""A server that is missing is no reason to be silent: left out on a developer's machine, a failure in CI."""

import os
import shutil
from pathlib import Path

import pytest

from tests import databases


@pytest.mark.parametrize(
    ("ci", "outcome"), [("1", pytest.fail.Exception), ("", pytest.skip.Exception)], ids=["in CI", "at home"]
)
@pytest.mark.parametrize("lacks", ["postgresql", "util-linux"])
def test_what_is_missing_is_named_with_how_to_install_it(
    ci: str, outcome: type[BaseException], lacks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(databases, "_programs", lambda: None if lacks == "postgresql" else Path("/"))
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(outcome, match=f"apt-get install {lacks}"):
        databases.require_postgres()
