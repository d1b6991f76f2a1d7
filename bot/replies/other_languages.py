"""What is said to somebody who writes in a language that is not ours: a sentence in it, with ours to choose from."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from bot.base.i18n import Texts, texts
from bot.base.terms import Language
from bot.replies.languages import language_buttons
from bot.replies.message import Message


def other_language(t: Texts, code: str) -> Message:
    """A sentence in the language with this code (ISO 639-1), or in each of ours if we have none in it."""
    said = _greetings().get(code) or "\n".join(_in_ours(language) for language in Language)
    return Message(said, language_buttons(t))


@cache
def _greetings() -> Mapping[str, str]:
    found: Mapping[str, str] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return found


def _in_ours(language: Language) -> str:
    return texts(language).gettext(
        "I speak French and English, and can help with jobs, regions, French courses and visits: choose a language."
    )
