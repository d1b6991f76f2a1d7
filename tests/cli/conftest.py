"""Officers whose terminal says nothing of a language, unless a test says otherwise."""

import pytest


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever machine the tests run on."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
