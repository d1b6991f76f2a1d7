"""How near a question is to facts in meaning, by one encoder or by both."""

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
    """The texts that questions are compared with."""

    facts: Sequence[Sequence[str]]  # texts of the facts in each language, in the order of facts
    cards: Sequence[str]  # questions to get a card
    forms: Sequence[str]  # questions to get a fact
    outside: Sequence[str]  # examples that are out of scope
    group_of: NDArray[np.intp]  # for each card, its group of cards with the same questions
    owners: NDArray[np.intp]  # for each text of `cards`, its group
    form_of: NDArray[np.intp]  # for each text of `forms`, its fact
    writers: Sequence[str]  # who wrote each text of `forms`; "" for nobody in particular

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
    """Built once; `meanings` compute or look up vectors. Without a measure, one encoder's own metric is used."""

    def __init__(self, meanings: Sequence[Meanings], texts: Texts, measure: Measure | None = None) -> None:
        self._meanings, self._texts, self._learnt = meanings, texts, measure
        self.arrange()

    def arrange(self) -> None:
        """Take in the vectors that have been computed by now."""
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
        """The nearness of a text. `without`: known questions that are left out."""
        vector, left_out = self._direction(text), frozenset(without)
        facts = np.max([vectors @ vector for vectors in self._facts], axis=0).astype(float)
        cards = _without(self._cards.near(vector), self._texts.cards, left_out)
        forms = _without(self._forms.near(vector), self._texts.forms, left_out)
        return Near(facts, np.maximum(best(forms, self._texts.form_of, len(facts)), facts), self._two_nearest(cards))

    def outside(self, text: str, without: str = "") -> float:
        """How near a text is to examples that are out of scope."""
        near = _without(self._outside.near(self._direction(text)), self._texts.outside, frozenset({without}))
        return float(near.max()) if len(near) else 0.0

    def _direction(self, text: str) -> Vectors:
        direction: Vectors = self._measure.directions([each.one(text) for each in self._meanings])
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


def _own_measure(vectors: Vectors, texts: Texts) -> Measure:
    """What the ways to ask for one fact show of an encoder by themselves."""
    centre, facts, before = centre_of(vectors), sum(map(len, texts.facts)), len(texts.cards)
    told = [*range(facts), *range(facts + before, facts + before + len(texts.forms))]
    owners = np.concatenate([*(np.arange(len(each)) for each in texts.facts), texts.form_of])
    return Measure(centre, metric(centred(vectors[told], centre), owners))


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
