"""Finds the entries that answer a question, or that there are none.

Two measures are combined, since they err on different questions: meaning (`meaning`), and words, stemmed and with
typing mistakes mended, ranked by BM25 (`words_index`). A question is compared with what people ask about each entry,
and with questions that are out of scope: if it is more similar to these, nothing is found. `tests/knowledge/search`
measures how well that works in both languages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.meaning import Meanings, centre_of, centred
from bot.knowledge.vectors import Vectors
from bot.knowledge.words_index import WordsIndex

MOST = 3  # entries that are offered
_WORDS = 0.3  # weight of the words, relative to the meaning
_LEAST = -0.09  # by how much a question may be nearer to out-of-scope examples than to our texts
_FAR = 0.25  # a hit this far below the best one is not offered
_RECENT = 32  # questions whose ranking is cached, as a turn may need it several times
_TOGETHER = 2  # texts of an entry that are averaged, since one alone may be similar by chance


class EntryKind(StrEnum):
    """The kind of an entry."""

    ARTICLE = "article"
    TOPIC = "topic"
    SERVICE = "service"


Target = tuple[EntryKind, str]  # the kind and id of an entry


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, with its score; the score is 1 for a question in the entry's own words."""

    kind: EntryKind
    id: str
    score: float


class Search:
    """An index of the whole knowledge base, in both languages. Built once.

    `outside`: examples of questions that are out of scope.
    """

    def __init__(self, knowledge: Knowledge, meanings: Meanings, outside: Sequence[str]) -> None:
        texts = [entry for language in Language for entry in _texts(language, knowledge)]
        self._targets = list(dict.fromkeys(target for target, _ in texts))
        places = {target: at for at, target in enumerate(self._targets)}
        self._owners = np.array([places[target] for target, _ in texts])
        self._meanings = meanings
        self.texts = [*(text for _, text in texts), *outside]
        self._words = [WordsIndex(language, _texts(language, knowledge), knowledge) for language in Language]
        self._looked = lru_cache(_RECENT)(self._look)
        self.arrange()

    def arrange(self) -> None:
        """Use the vectors that have been computed since the last call."""
        together = self._meanings.at_hand(self.texts)
        count = len(self._owners)
        self._centre = centre_of(together[:count])
        self._vectors, self._outside = centred(together[:count], self._centre), centred(together[count:], self._centre)
        self._looked.cache_clear()

    def find(self, text: str) -> list[Hit]:
        """At most three entries that may answer a question, the likeliest first; empty if there are none."""
        hits, vector = self._looked(text)
        if not hits or hits[0].score - float((self._outside @ vector).max()) < _LEAST:
            return []
        return [hit for hit in hits[:MOST] if hit.score > hits[0].score - _FAR]

    def rank(self, text: str) -> list[Hit]:
        """All entries, the likeliest first, however unlikely. Takes 10 to 30 ms, and no time if cached."""
        return list(self._looked(text)[0]) if text else []

    def _look(self, text: str) -> tuple[Sequence[Hit], Vectors]:
        vector = self._vector(text)
        scores = (1 - _WORDS) * self._alike(vector) + _WORDS * self._shared(text)
        order = np.argsort(-scores)
        return tuple(Hit(kind, name, float(scores[at])) for at in order for kind, name in (self._targets[at],)), vector

    def _alike(self, vector: Vectors) -> Vectors:
        """For each entry, how similar in meaning the question is to the entry's most similar texts."""
        near = self._vectors @ vector
        order = np.lexsort((-near, self._owners))  # by entry, the nearest text first
        owners = self._owners[order]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        rank = np.arange(len(owners)) - np.repeat(starts, np.diff(starts, append=len(owners)))
        taken = order[rank < _TOGETHER]
        count = len(self._targets)
        sums = np.bincount(self._owners[taken], weights=near[taken], minlength=count)
        mean: Vectors = (sums / np.bincount(self._owners[taken], minlength=count)).astype(np.float32)
        return mean

    def _shared(self, text: str) -> Vectors:
        """For each entry, the share (0 to 1) of the question's words that it contains."""
        best: dict[Target, float] = {}
        for index in self._words:
            for target, share in index.shares(text):
                best[target] = max(best.get(target, 0.0), share)
        return np.array([best.get(target, 0.0) for target in self._targets], dtype=np.float32)

    def _vector(self, text: str) -> Vectors:
        vector: Vectors = centred(self._meanings.one(text)[None], self._centre)[0]
        return vector


def searched_texts(knowledge: Knowledge) -> list[str]:
    """All texts whose vectors the search needs."""
    return [text for language in Language for _, text in _texts(language, knowledge)]


def _texts(language: Language, knowledge: Knowledge) -> Iterator[tuple[Target, str]]:
    """The texts that are searched, with their entries."""
    for article in knowledge.articles.values():
        for text in (article.title[language], article.answer[language], *article.questions[language]):
            yield (EntryKind.ARTICLE, article.id), text
    for topic, questions in knowledge.topic_questions.items():
        for question in questions[language]:
            yield (EntryKind.TOPIC, str(topic)), question
    for service in knowledge.all_services:
        yield (EntryKind.SERVICE, service.id), f"{service.name}. {service.description[language]}"
