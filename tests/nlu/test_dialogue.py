"""Rasa's own checks, run as its users run them."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue.trained_model import ROOT, Training, rasa_command, rasa_environment

pytestmark = pytest.mark.timeout(1200)  # the first test may train the model
CONVERSATIONS = Path(__file__).parent / "conversations"
LANGUAGES = ("fr", "en")
FEWEST = 20  # conversations a language

Story = Mapping[str, Any]


def stories(language: str) -> list[Story]:
    files = sorted((CONVERSATIONS / language).glob("*.yml"))
    assert files
    return [story for path in files for story in yaml.safe_load(path.read_text())["stories"]]


def course(story: Story) -> tuple[str, list[Mapping[str, Any]]]:
    """A conversation without its words, which are all that differs between the languages."""
    title = story["story"].rpartition(" (")[0]
    return title, [{name: value for name, value in step.items() if name != "user"} for step in story["steps"]]


def test_rasa_finds_nothing_to_warn_about(training: Training) -> None:
    training.validate()


def test_conversations_in_both_languages_are_understood_and_followed(model: Path, tmp_path: Path) -> None:
    command = rasa_command("test", "core", "--e2e", "--stories", str(CONVERSATIONS), "--model", str(model))
    done = subprocess.run(
        [*command, "--out", str(tmp_path)],
        env=rasa_environment(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = sum(len(stories(language)) for language in LANGUAGES)
    assert f"Evaluating {told} stories" in done.stderr
    failed = (tmp_path / "failed_test_stories.yml").read_text()  # all of them, where a flag would end at the first
    assert "None of the test stories failed" in failed, failed


def test_the_same_conversations_are_held_in_both_languages() -> None:
    french, english = (list(map(course, stories(language))) for language in LANGUAGES)
    assert len(french) >= FEWEST
    assert french == english


def test_every_intent_is_met_in_a_conversation() -> None:
    intents = set(yaml.safe_load((ROOT / "domain.yml").read_text())["intents"])
    met = {step["intent"] for story in stories("fr") for step in story["steps"] if "intent" in step}
    assert met == intents | {"nlu_fallback"}
