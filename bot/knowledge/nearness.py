"""How near a question is to facts in meaning, by one encoder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.meaning import Meanings, centre_of, centred
from bot.knowledge.metric import directed, metric
from bot.knowledge.vectors import Vectors

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that questions are compared with."""

    facts: Sequence[Sequence[str]]  # texts of the facts in each language, in the order of facts
    cards: Sequence[str]  # questions to get a card
    forms: Sequence[str]  # questions to get a fact
    outside: Sequence[str]  # examples that are out of scope
    group_of: NDArray[np.intp]  # for each card, its group of cards with the same questions
    owners: NDArray[np.intp]  # for each text of `cards`, its group
    form_of: NDArray[np.intp]  # for each text of `forms`, its fact

    @property
    def all(self) -> list[str]:
        """All texts that are compared by meaning."""
        return [*(text for texts in self.facts for text in texts), *self.cards, *self.forms, *self.outside]


@dataclass(frozen=True, slots=True)
class Near:
    """Cosines of a question with each fact, with the questions for it, and with the questions for each card."""

    facts: Numbers
    forms: Numbers
    cards: Numbers


@dataclass(frozen=True, slots=True)
class Once:
    """Vectors of texts with many repetitions, each compared only once."""

    vectors: Vectors
    at: NDArray[np.intp]  # for each text, the index of its vector

    @classmethod
    def of(cls, texts: Sequence[str], vectors: Vectors) -> "Once":
        """From texts with their vectors."""
        first: dict[str, int] = {}
        at = np.array([first.setdefault(text, len(first)) for text in texts], dtype=np.intp)
        _, where = np.unique(at, return_index=True)
        return cls(np.ascontiguousarray(vectors[where]), at)

    def near(self, vector: Vectors) -> Vectors:
        """The cosine of each text with a direction."""
        near: Vectors = (self.vectors @ vector)[self.at]
        return near


class Nearness:
    """Built once for each encoder; `meanings` computes or looks up its vectors."""

    def __init__(self, meanings: Meanings, texts: Texts) -> None:
        self._meanings = meanings
        self._texts = texts
        self.arrange()

    def arrange(self) -> None:
        """Take in the vectors that have been computed by now."""
        texts = self._texts
        vectors = self._meanings.at_hand(texts.all)
        self._centre = centre_of(vectors)
        sizes = [*(len(each) for each in texts.facts), len(texts.cards), len(texts.forms)]
        *facts, cards, forms, outside = np.split(centred(vectors, self._centre), np.cumsum(sizes))
        asked = np.concatenate([*(np.arange(len(each)) for each in facts), texts.form_of])
        self._metric = metric(np.concatenate([*facts, forms]), asked)
        self._facts = [directed(each, self._metric) for each in facts]
        self._cards = Once.of(texts.cards, directed(cards, self._metric))
        self._forms = Once.of(texts.forms, directed(forms, self._metric))
        self._outside = Once.of(texts.outside, directed(outside, self._metric))

    def of(self, text: str, without: Iterable[str] = ()) -> Near:
        """The nearness of a text. `without`: known questions that are left out."""
        vector, left_out = self._directed(text), frozenset(without)
        facts = np.max([vectors @ vector for vectors in self._facts], axis=0).astype(float)
        cards = _without(self._cards.near(vector), self._texts.cards, left_out)
        forms = _without(self._forms.near(vector), self._texts.forms, left_out)
        return Near(facts, np.maximum(best(forms, self._texts.form_of, len(facts)), facts), self._two_nearest(cards))

    def outside(self, text: str, without: str = "") -> float:
        """How near a text is to examples that are out of scope."""
        near = _without(self._outside.near(self._directed(text)), self._texts.outside, frozenset({without}))
        return float(near.max()) if len(near) else 0.0

    def _directed(self, text: str) -> Vectors:
        direction: Vectors = directed(centred(self._meanings.one(text)[None], self._centre), self._metric)[0]
        return direction

    def _two_nearest(self, asked: Numbers) -> Numbers:
        """For each card, the mean of its two nearest questions, since one alone may be similar by chance."""
        owners, groups = self._texts.owners, int(self._texts.group_of.max()) + 1
        first = best(asked, owners, groups)
        others = asked.copy()
        others[asked >= first[owners]] = -np.inf
        second = best(others, owners, groups)
        mean: Numbers = ((first + np.where(np.isinf(second), first, second)) / 2)[self._texts.group_of]
        return mean


def best(values: Numbers, owners: NDArray[np.intp], count: int) -> Numbers:
    """The greatest value for each owner."""
    largest = np.full(count, -np.inf)
    np.maximum.at(largest, owners, values)
    return largest


def _without(near: Vectors, texts: Sequence[str], left_out: frozenset[str]) -> Numbers:
    found = near.astype(float)
    if any(left_out):
        found[[at for at, text in enumerate(texts) if text in left_out]] = -1.0
    return found
