"""The same assistant in a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.dialogue.trained_model import MEANINGS, ROOT


@pytest.mark.parametrize("language", list(Language))
def test_the_conversation_can_be_held_in_a_terminal(model: Path, tmp_path: Path, language: Language) -> None:
    for made in ("models", MEANINGS):
        (tmp_path / made).symlink_to(ROOT / "var" / made)
    typed = {
        Language.FRENCH: "c'est quoi un voyage exploratoire?\n/trips\n/1\n/99\n",
        Language.ENGLISH: "what is an exploratory trip?\n/trips\n/1\n/99\n",
    }[language]
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--language", language],
        input=typed,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "BOT_VAR": str(tmp_path), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    t = texts(language)
    assert ended.returncode == 0, ended.stderr
    for said in ("Welcome!", "Coming trips", "📝 Register"):
        assert t.gettext(said) in ended.stdout
    assert "There is no such button." in ended.stdout
    assert (tmp_path / "chat.db").exists()
