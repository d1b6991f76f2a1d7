"""Patterns of what people write when they are in danger, and of what only sounds like it. The model weighs them."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("cues.yaml")
_LIST = re.compile(r"\{(\w+)\}")


class Danger(StrEnum):
    """The kind of danger, which decides whom we tell people to call."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD = "child"
    HEALTH = "health"
    FIRE = "fire"
    ACCIDENT = "accident"  # accidents on the road, on ice, in water or snow
    STREET = "street"
    CAPTIVE = "captive"


HARMLESS, CRY = "harmless", "cry"  # what only sounds like danger; a cry for help that does not say why
_PLAIN, _WHOM = "plain", "asks_whom_to_call"
NAMES: tuple[str, ...] = (*Danger, CRY, HARMLESS)


def alarming(found: Mapping[str, int]) -> bool:
    """Whether any pattern of danger matched; `found` counts the matches by kind, as `hits` returns them."""
    return any(found[name] for name in NAMES if name != HARMLESS)


def hits(text: str) -> dict[str, int]:
    """The number of patterns of each kind that match a text, given as words separated by single blanks."""
    return {name: sum(bool(pattern.search(text)) for pattern in _patterns()[name]) for name in NAMES}


def said_plainly(text: str) -> bool:
    """Whether a text says nothing but that its writer wants to die. That is danger, whatever the model decides."""
    return any(pattern.fullmatch(text) for pattern in _patterns()[_PLAIN])


def asks_whom_to_call(text: str) -> bool:
    """Whether a text asks for a number or whom to call, for whatever reason."""
    return any(pattern.search(text) for pattern in _patterns()[_WHOM])


@cache
def _patterns() -> Mapping[str, Sequence[re.Pattern[str]]]:
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    lists = {name: "".join(words.split("\n")).replace("| ", "|") for name, words in written["lists"].items()}
    kinds = {**written["cues"], CRY: written["cry"], HARMLESS: written["harmless"]}
    kinds |= {name: written[name] for name in (_PLAIN, _WHOM)}
    return {
        name: [_compiled(_LIST.sub(lambda found: f"(?:{lists[found[1]]})", pattern)) for pattern in kinds[name]]
        for name in kinds
    }


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?:\b|$)")
