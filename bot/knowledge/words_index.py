"""Which texts share the words of a question, in one language: stemmed, typing mistakes mended.

BM25 (`bm25s`) puts the likeliest first; how much an entry has of a question is said by something plainer: the share of
its words, each weighted by how rare it is. A word that no entry has counts as a rare one.
"""

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

import numpy as np
from bm25s import BM25
from bm25s.stopwords import STOPWORDS_EN_PLUS, STOPWORDS_FRENCH
from rapidfuzz import process
from rapidfuzz.distance import OSA
from Stemmer import Stemmer

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.resolution import typos_allowed
from bot.knowledge.text import words

T = TypeVar("T", bound=Hashable)

_LOOKED_AT = 60  # texts that BM25 puts first
_WHOLE = 0.35  # what an entry's words weigh as a whole, beside its best single text
_WIDTH = 0.15  # what it weighs that a text says nothing else
_PLURAL = re.compile(r"(?<=..[^s])s$")  # of a French noun; Snowball knows no pneu in pneus, no loyer in loyers
_SHORTEST = 4  # letters of a word that may be misspelt
_STEMMERS = {Language.FRENCH: "french", Language.ENGLISH: "english"}
_STOPWORDS = {Language.FRENCH: STOPWORDS_FRENCH, Language.ENGLISH: STOPWORDS_EN_PLUS}


class WordsIndex(Generic[T]):
    """Texts and the entries that they belong to."""

    def __init__(self, language: Language, texts: Iterable[tuple[T, str]], knowledge: Knowledge) -> None:
        self._language = language
        self._stemmer = Stemmer(_STEMMERS[language])
        self._stopwords = frozenset(words(" ".join(_STOPWORDS[language])).split())
        self._places = frozenset(_place_words(knowledge))
        self._surfaces: dict[str, str] = {}  # a word as it is written, and its stem
        self._owners: list[T] = []
        self._wholes: dict[T, set[str]] = {}
        tokens = []
        for owner, text in texts:
            stems = self._learnt(text)
            tokens.append(stems)
            self._owners.append(owner)
            self._wholes.setdefault(owner, set()).update(stems)
        self._texts = [frozenset(stems) for stems in tokens]
        counts = Counter(stem for text in self._texts for stem in text)
        self._weights = {stem: math.log(1 + len(tokens) / count) for stem, count in counts.items()}
        self._strange = math.log(1 + len(tokens))
        self._vocabulary = sorted(word for word in self._surfaces if len(word) >= _SHORTEST)
        self._ranking = BM25()
        self._ranking.index(tokens, show_progress=False)

    def shares(self, text: str) -> Iterator[tuple[T, float]]:
        """Which share of a text's words (0 to 1) each entry has that has any; an entry may come several times."""
        asked, strange = self._asked(text)
        if not asked:
            return
        total = self._sum(asked) + self._strange * strange
        scores = self._ranking.get_scores(sorted(asked))
        for at in np.argsort(scores)[::-1][:_LOOKED_AT]:
            owner, found = self._owners[at], self._texts[at]
            common = self._sum(asked & found)
            width = common / max(self._sum(found), 1e-9)
            whole = self._sum(asked & self._wholes[owner]) / total
            yield owner, (1 - _WHOLE) * common / total * (1 - _WIDTH + _WIDTH * width) + _WHOLE * whole

    def _sum(self, stems: Iterable[str]) -> float:
        return sum(self._weights[stem] for stem in stems)

    def _learnt(self, text: str) -> list[str]:
        telling = [word for word in words(text).split() if word not in self._stopwords]
        for word in telling:
            self._surfaces.setdefault(word, self._stemmed(word))
        return [self._surfaces[word] for word in telling]

    def _stemmed(self, word: str) -> str:
        if self._language is Language.FRENCH:
            word = _PLURAL.sub("", word)
        return str(self._stemmer.stemWord(word))

    def _asked(self, text: str) -> tuple[set[str], int]:
        """The stems of a question that some entry has, typing mistakes mended, and how many words none has."""
        stems: set[str] = set()
        strange = 0
        for word in dict.fromkeys(words(text).split()):  # once each: looking for a misspelt one takes time
            if word in self._stopwords:
                continue
            stem = self._stem(word)
            if stem is not None:
                stems.add(stem)
            elif word not in self._places:  # a place says where something is asked about, not what
                strange += 1
        return stems, strange

    def _stem(self, word: str) -> str | None:
        stem = self._stemmed(word)
        if stem in self._weights:
            return stem
        if not (mistakes := typos_allowed(word)):
            return None
        near = process.extractOne(word, self._vocabulary, scorer=OSA.distance, score_cutoff=mistakes)
        return self._surfaces[near[0]] if near else None


def _place_words(knowledge: Knowledge) -> Iterator[str]:
    for region in knowledge.regions.values():
        yield from words(" ".join((*region.name.values(), *region.aliases))).split()
    for town in knowledge.towns.values():
        yield from words(" ".join((town.name, *town.aliases))).split()
