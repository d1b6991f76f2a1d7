"""Questions that strangers wrote, with the facts that answer them: what answering is learnt from.

`data/questions.tsv`: the writer, what is expected (answer, not_held, guard), the card, words of the fact, the
question, the question mended, and what Rasa's model took it for, which never saw it (`tests/trials/gather.py`).

`data/asked_facts.tsv`: the writer, the card, how the fact begins in English, a question, and the question mended, where
that changes it. Each writer saw the facts alone, one by one, and nothing of the assistant. Facts are found by them;
weights are not learnt from them.

An incoming question is mended before it is looked at, so known ones are compared as they were mended, too
(`python -m tests.trials.gather --mended`).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz

from bot.knowledge.facts import Fact

QUESTIONS = files("bot.knowledge") / "data" / "questions.tsv"
KEYS = files("bot.knowledge") / "data" / "asked_facts.tsv"
COLUMNS = ("writer", "expect", "card", "key", "question", "mended", "took")
_ALIKE = 80  # of 100, for words that were slightly edited


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question; if its fact is held, the card and words of the fact in either language."""

    writer: str
    expect: str
    card: str
    key: str
    question: str
    mended: str = ""  # "" where it was not mended, or nothing is to be
    took: str = ""  # intents with their likelihood: "ask_housing:0.981 ask_region:0.012"

    @property
    def intents(self) -> Mapping[str, float]:
        """The intents that Rasa's model saw in the question, with their probabilities."""
        return {name: float(share) for name, _, share in (each.partition(":") for each in self.took.split())}


@cache
def written() -> tuple[KnownQuestion, ...]:
    """The questions from which the weights are learnt (`data/questions.tsv`)."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return tuple(KnownQuestion(*line.split("\t")) for line in lines[1:])


@cache
def asked_before() -> tuple[KnownQuestion, ...]:
    """All known questions with which a new one is compared: those, and the ones that were written for each fact."""
    return (*written(), *asked_of_facts())


@cache
def asked_of_facts() -> tuple[KnownQuestion, ...]:
    """The questions that were written for each fact; `key` is how the fact begins in English."""
    lines = [line.split("\t") for line in KEYS.read_text(encoding="utf-8").splitlines()[1:]]
    return tuple(KnownQuestion(writer, "answer", card, key, text, mended) for writer, card, key, text, mended in lines)


class Holders:
    """Finds the facts that contain the answer to a known question."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._of_card: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
        for number, fact in enumerate(facts):
            self._of_card[str(fact.card)].append((number, [_plain(text) for text in fact.text.values()]))

    def of(self, question: KnownQuestion) -> list[int]:
        """The positions of the card's facts that contain the key words; empty if the card or the words no longer exist.

        The words may have been edited a little since the question was written.
        """
        key = _plain(question.key)
        exact = [n for n, texts in self._of_card.get(question.card, ()) if any(key in text for text in texts)]
        if exact and key:
            return exact
        alike = {
            number: max(fuzz.partial_ratio(key, text) for text in texts)
            for number, texts in self._of_card.get(question.card, ())
        }
        best = max(alike.values(), default=0.0)
        return [number for number, ratio in alike.items() if ratio >= max(best, _ALIKE)]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
