"""How similar in meaning a question is to the facts, to known questions and to cards, by one encoder or by both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.meaning import Meanings, centre_of, centred
from bot.knowledge.measure import Measure
from bot.knowledge.vectors import Vectors
from bot.knowledge.within_class_covariance import metric

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts that a question is compared with."""

    facts: Sequence[Sequence[str]]  # for each language, the texts of all facts, in their order
    cards: Sequence[str]  # questions that lead to a card
    forms: Sequence[str]  # known questions, which a fact answers
    outside: Sequence[str]  # examples that are out of scope
    group_of: NDArray[np.intp]  # for each card, the number of its group: cards with the same questions
    owners: NDArray[np.intp]  # for each text of `cards`, the number of that group
    form_of: NDArray[np.intp]  # for each text of `forms`, the position of its fact
    writers: Sequence[str]  # who wrote each text of `forms`; "" for nobody in particular

    @property
    def all(self) -> list[str]:
        """All texts that are compared by meaning."""
        return [*(text for texts in self.facts for text in texts), *self.cards, *self.forms, *self.outside]


@dataclass(frozen=True, slots=True)
class Near:
    """How similar a question is (cosine) to each fact, to the best known question for it, and to each card's questions.

    `facts` and `forms` have one value a fact, `cards` one a card.
    """

    facts: Numbers
    forms: Numbers
    cards: Numbers


@dataclass(frozen=True, slots=True)
class Once:
    """Vectors of texts, many of which occur several times; each different text is compared only once."""

    vectors: Vectors
    at: NDArray[np.intp]  # for each text, the index of its vector

    @classmethod
    def of(cls, texts: Sequence[str], vectors: Vectors) -> "Once":
        """From texts and their vectors, in the same order."""
        first: dict[str, int] = {}
        at = np.array([first.setdefault(text, len(first)) for text in texts], dtype=np.intp)
        _, where = np.unique(at, return_index=True)
        return cls(np.ascontiguousarray(vectors[where]), at)

    def near(self, vector: Vectors) -> Vectors:
        """The cosine of every text with a vector of length 1."""
        near: Vectors = (self.vectors @ vector)[self.at]
        return near


class Nearness:
    """Compares texts with a question. Built once.

    `meanings` look up or compute vectors. Without a `measure`, the one is used that the texts of a single encoder give.
    """

    def __init__(self, meanings: Sequence[Meanings], texts: Texts, measure: Measure | None = None) -> None:
        self._meanings, self._texts, self._learnt = meanings, texts, measure
        self.arrange()

    def arrange(self) -> None:
        """Use the vectors that have been computed since the last call."""
        texts = self._texts
        vectors = [each.at_hand(texts.all) for each in self._meanings]
        self._measure = self._learnt or _own_measure(vectors[0], texts)
        directions = self._measure.directions(vectors)
        sizes = [*(len(each) for each in texts.facts), len(texts.cards), len(texts.forms)]
        *self._facts, cards, forms, outside = np.split(directions, np.cumsum(sizes))
        self._cards = Once.of(texts.cards, cards)
        self._forms = Once.of(texts.forms, forms)
        self._outside = Once.of(texts.outside, outside)

    def of(self, text: str, without: Iterable[str] = ()) -> Near:
        """How similar everything is to a text. `without`: known questions that are left out."""
        vector, left_out = self._direction(text), frozenset(without)
        facts = np.max([vectors @ vector for vectors in self._facts], axis=0).astype(float)
        cards = _without(self._cards.near(vector), self._texts.cards, left_out)
        forms = _without(self._forms.near(vector), self._texts.forms, left_out)
        return Near(facts, np.maximum(best(forms, self._texts.form_of, len(facts)), facts), self._two_nearest(cards))

    def outside(self, text: str, without: str = "") -> float:
        """The greatest similarity to an example that is out of scope; 0 without examples."""
        near = _without(self._outside.near(self._direction(text)), self._texts.outside, frozenset({without}))
        return float(near.max()) if len(near) else 0.0

    def _direction(self, text: str) -> Vectors:
        direction: Vectors = self._measure.directions([each.one(text) for each in self._meanings])
        return direction

    def _two_nearest(self, asked: Numbers) -> Numbers:
        """For each card, the mean similarity of its two most similar questions: one alone may be similar by chance."""
        owners, groups = self._texts.owners, int(self._texts.group_of.max()) + 1
        first = best(asked, owners, groups)
        others = asked.copy()
        others[asked >= first[owners]] = -np.inf
        second = best(others, owners, groups)
        mean: Numbers = ((first + np.where(np.isinf(second), first, second)) / 2)[self._texts.group_of]
        return mean


def _own_measure(vectors: Vectors, texts: Texts) -> Measure:
    """The measure that one encoder's vectors give by themselves, from the different ways to ask for the same fact."""
    centre, facts, before = centre_of(vectors), sum(map(len, texts.facts)), len(texts.cards)
    told = [*range(facts), *range(facts + before, facts + before + len(texts.forms))]
    owners = np.concatenate([*(np.arange(len(each)) for each in texts.facts), texts.form_of])
    return Measure(centre, metric(centred(vectors[told], centre), owners))


def best(values: Numbers, owners: NDArray[np.intp], count: int) -> Numbers:
    """The greatest value of each group; minus infinity for a group without values.

    Args:
        values: one number for each text.
        owners: the group of each text.
        count: how many groups there are.
    """
    largest = np.full(count, -np.inf)
    np.maximum.at(largest, owners, values)
    return largest


def _without(near: Vectors, texts: Sequence[str], left_out: frozenset[str]) -> Numbers:
    found = near.astype(float)
    if any(left_out):
        found[[at for at, text in enumerate(texts) if text in left_out]] = -1.0
    return found
