"""Questions that people wrote without having seen ours, with the fact that answers: what the weights are learnt from.

`data/questions.tsv`: `expect` (answer, not_held, guard), the card, words of the fact, the question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz

from bot.knowledge.facts import Fact

_ALIKE = 80  # of 100: the same words, edited a little


@dataclass(frozen=True, slots=True)
class Written:
    """A question; where its fact is held, the card and words of the fact in either language."""

    expect: str
    card: str
    key: str
    question: str


@cache
def written() -> tuple[Written, ...]:
    """All of them."""
    lines = (files("bot.knowledge") / "data" / "questions.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(Written(*line.split("\t")) for line in lines[1:])


def holding(facts: Sequence[Fact], question: Written) -> list[int]:
    """The facts of its card that have the key words, by number; none where the card or the words are gone.

    The words may have been edited a little since the question was written.
    """
    key = _plain(question.key)
    alike = {
        number: max(fuzz.partial_ratio(key, _plain(text)) for text in fact.text.values())
        for number, fact in enumerate(facts)
        if str(fact.card) == question.card
    }
    best = max(alike.values(), default=0.0)
    return [number for number, ratio in alike.items() if ratio >= max(best, _ALIKE)]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
