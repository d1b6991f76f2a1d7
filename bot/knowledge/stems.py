"""The stemmed words of our texts in one language, and which of them a question contains."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bm25s.stopwords import STOPWORDS_EN_PLUS, STOPWORDS_FRENCH
from rapidfuzz import process
from rapidfuzz.distance import OSA
from Stemmer import Stemmer

from bot.base.terms import Language
from bot.knowledge.normalized_text import LONGEST, words
from bot.knowledge.resolution import typos_allowed

_PLURAL = re.compile(r"(?<=..[^s])s$")  # French plurals, where Snowball fails: pneus, loyers
_SHORTEST = 4  # letters: shorter words are not taken for misspelt ones
_REMEMBERED = 4_096  # words whose spelling is looked up at most, as it takes time
_STEMMERS = {Language.FRENCH: "french", Language.ENGLISH: "english"}
_STOPWORDS = {Language.FRENCH: STOPWORDS_FRENCH, Language.ENGLISH: STOPWORDS_EN_PLUS}


class Stems:
    """Built from texts in one language. `weights`: for each stem, how rare it is among them."""

    def __init__(self, language: Language, texts: Sequence[str]) -> None:
        self._language = language
        self._stemmer = Stemmer(_STEMMERS[language])
        self._stopwords = frozenset(words(" ".join(_STOPWORDS[language])).split())
        self._surfaces: dict[str, str] = {}  # stems by the word as it is written
        self.tokens = [self._learnt(text) for text in texts]  # stems of each text, in order
        self.of_texts = [frozenset(stems) for stems in self.tokens]
        counts = Counter(stem for stems in self.of_texts for stem in stems)
        self.weights = {stem: math.log(1 + len(texts) / count) for stem, count in counts.items()}
        self.strange = math.log(1 + len(texts))  # weight of a word that no text has
        self._vocabulary = sorted(word for word in self._surfaces if len(word) >= _SHORTEST)
        self._known = lru_cache(_REMEMBERED)(self._looked_up)

    def sum(self, stems: Iterable[str]) -> float:
        """The total weight of these stems."""
        return sum(self.weights.get(stem, self.strange) for stem in stems)

    def of_question(self, text: str, passing: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
        """The stems of a question that our texts contain, and its words that none contains.

        `passing`: words that are ignored.
        """
        found: dict[str, None] = {}
        strange: dict[str, None] = {}
        for word in dict.fromkeys(all_words(text)):
            if word in self._stopwords or word in passing:
                continue
            stem = self._known(word)
            if stem is None:
                strange[word] = None
            else:
                found[stem] = None
        return frozenset(found), tuple(strange)

    @property
    def surfaces(self) -> Iterable[str]:
        """Every word of the texts as it is written there."""
        return self._surfaces

    def _learnt(self, text: str) -> list[str]:
        telling = [word for word in all_words(text) if word not in self._stopwords]
        for word in telling:
            self._surfaces.setdefault(word, self._stemmed(word))
        return [self._surfaces[word] for word in telling]

    def _stemmed(self, word: str) -> str:
        if self._language is Language.FRENCH:
            word = _PLURAL.sub("", word)
        return str(self._stemmer.stemWord(word))

    def _looked_up(self, word: str) -> str | None:
        stem = self._stemmed(word)
        if stem in self.weights:
            return stem
        if not (mistakes := typos_allowed(word)):
            return None
        near = process.extractOne(word, self._vocabulary, scorer=OSA.distance, score_cutoff=mistakes)
        return self._surfaces[near[0]] if near else None


def all_words(text: str) -> list[str]:
    """The words of a text of any length, folded."""
    pieces: list[str] = []
    for start in range(0, len(text), LONGEST):
        pieces.append(text[start : start + LONGEST])
    return [word for piece in pieces for word in words(piece).split()]
