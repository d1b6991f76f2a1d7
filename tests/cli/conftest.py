"""Officers whose terminal says nothing of a language, unless a test says otherwise."""

import pytest

from bot.base.terms import Language
from bot.cli.language import speak


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever machine the tests run on."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    speak(Language.ENGLISH)  # not what a test before this one asked for
