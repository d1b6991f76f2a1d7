"""An index of texts by words in one language, stemmed and with typing mistakes mended.

BM25 (`bm25s`) orders the entries. How much of a question an entry contains is a plainer number: the share of the
question's words, each weighted by how rare it is; a word that no entry contains counts as a rare one.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

import numpy as np
from bm25s import BM25

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.named_places import place_name_words
from bot.knowledge.normalized_text import LONGEST
from bot.knowledge.stems import Stems

T = TypeVar("T", bound=Hashable)

_LOOKED_AT = 60  # best texts by BM25 that are looked at
_WHOLE = 0.35  # weight of all texts of an entry together, beside its best single text
_WIDTH = 0.15  # weight of a text's saying nothing else


class WordsIndex(Generic[T]):
    """Texts, each with the entry that it belongs to."""

    def __init__(self, language: Language, texts: Iterable[tuple[T, str]], knowledge: Knowledge) -> None:
        owned = list(texts)
        self._stems = Stems(language, [text[:LONGEST] for _, text in owned])
        self._places = frozenset(place_name_words(knowledge))
        self._owners = [owner for owner, _ in owned]
        self._wholes: dict[T, set[str]] = {}
        for owner, stems in zip(self._owners, self._stems.tokens, strict=True):
            self._wholes.setdefault(owner, set()).update(stems)
        self._ranking = BM25()
        self._ranking.index(self._stems.tokens, show_progress=False)

    def shares(self, text: str) -> Iterator[tuple[T, float]]:
        """The share (0 to 1) of a text's words that each entry contains, once for each of the entry's texts."""
        asked, strange = self._asked(text)
        if not asked:
            return
        total = self._stems.sum(asked) + self._stems.strange * strange
        scores = self._ranking.get_scores(sorted(asked))
        for at in np.argsort(scores)[::-1][:_LOOKED_AT]:
            owner, found = self._owners[at], self._stems.of_texts[at]
            common = self._stems.sum(asked & found)
            width = common / max(self._stems.sum(found), 1e-9)
            whole = self._stems.sum(asked & self._wholes[owner]) / total
            yield owner, (1 - _WHOLE) * common / total * (1 - _WIDTH + _WIDTH * width) + _WHOLE * whole

    def _asked(self, text: str) -> tuple[frozenset[str], int]:
        """The stems of a question that entries contain, typing mistakes mended, and the number of unknown words."""
        stems, strange = self._stems.of_question(text[:LONGEST], frozenset())
        return stems, sum(word not in self._places for word in strange)  # a place says where, not what
