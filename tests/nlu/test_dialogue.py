"""Rasa's own checks, run as its users run them."""

import subprocess
from pathlib import Path

from bot.training import Training, rasa_command, rasa_environment

CONVERSATIONS = Path(__file__).parent / "conversations"


def test_rasa_finds_nothing_to_warn_about(training: Training) -> None:
    training.validate()


def test_conversations_in_both_languages_are_understood_and_followed(model: Path, tmp_path: Path) -> None:
    files = sorted(CONVERSATIONS.glob("test_*.yml"))
    assert [path.name for path in files] == ["test_en.yml", "test_fr.yml"]
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
    assert "Evaluating 26 stories" in done.stderr
    failed = (tmp_path / "failed_test_stories.yml").read_text()
    assert "None of the test stories failed" in failed, failed
