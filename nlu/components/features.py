"""A text as weighted words and pieces of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix

from components.vocabulary import fold

_PIECES = range(1, 6)  # letters
_REMEMBERED = 20_000  # words
_RARE = 2  # a piece of a word that one phrase has says nothing; a word may


@dataclass(frozen=True)
class Word:
    """A word as it is typed, and the names it may be part of (`B-city`, `I-city`)."""

    text: str
    names: frozenset[str] = frozenset()


class WordFeatures:
    """Words and pairs of words, the same with names masked, and pieces of words, each weighted by tf-idf.

    The formulas are scikit-learn's (`TfidfVectorizer(sublinear_tf=True)`), which takes a millisecond for one message of
    three such groups. Most of a message's columns are those of its words' pieces, so these are remembered by word.
    """

    def __init__(self, columns: dict[str, int], idf: np.ndarray) -> None:
        self._columns = columns
        self._idf = idf
        self._of_word = lru_cache(_REMEMBERED)(lambda word: self._known(_pieces(word)))

    @classmethod
    def fit(cls, texts: Sequence[Sequence[Word]]) -> WordFeatures:
        """The columns and weights that these texts give."""
        of_word = cache(lambda word: frozenset(_pieces(word)))
        documents: Counter[str] = Counter()
        for text in texts:
            words, groups = _terms(text)
            documents.update({term for group in groups for term in group}.union(*map(of_word, words)))
        kept = sorted(term for term, count in documents.items() if count >= _RARE or not term.startswith("p "))
        counts = np.array([documents[term] for term in kept], dtype=float)
        return cls({term: at for at, term in enumerate(kept)}, np.log((1 + len(texts)) / (1 + counts)) + 1)

    def row(self, text: Sequence[Word]) -> tuple[np.ndarray, np.ndarray]:
        """Columns and values of one text; each group of terms has length 1."""
        words, terms = _terms(text)
        pieces = np.concatenate([self._of_word(word) for word in words]) if words else self._known(())
        weighted = [self._weighted(group) for group in (*map(self._known, terms), pieces)]
        columns, values = zip(*weighted, strict=True)
        return np.concatenate(columns), np.concatenate(values)

    def knows_any(self, text: Sequence[Word]) -> bool:
        """Whether one whole word at least was met in training."""
        return any(term in self._columns for term in _terms(text)[1][0])

    def matrix(self, texts: Iterable[Sequence[Word]]) -> csr_matrix:
        """Rows of many texts."""
        rows = [self.row(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        indices, data = (np.concatenate(parts) for parts in zip(*rows, strict=True))
        return csr_matrix((data, indices, ends), shape=(len(rows), len(self._columns)))

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._columns)

    def state(self) -> dict[str, np.ndarray]:
        """What `from_state` needs."""
        return {"terms": np.array(list(self._columns)), "idf": self._idf}

    @classmethod
    def from_state(cls, state: dict[str, np.ndarray]) -> WordFeatures:
        """What was stored."""
        return cls({term: at for at, term in enumerate(state["terms"].tolist())}, state["idf"])

    def _known(self, terms: Iterable[str]) -> np.ndarray:
        """The columns of those terms that have one, as often as they come."""
        return np.array([self._columns[term] for term in terms if term in self._columns], dtype=np.int32)

    def _weighted(self, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each column once, and its weight; together of length 1."""
        distinct, counts = np.unique(columns, return_counts=True)
        weights = (1 + np.log(counts)) * self._idf[distinct]
        return distinct, (weights / (np.linalg.norm(weights) or 1.0)).astype(np.float32)


def _terms(text: Sequence[Word]) -> tuple[list[str], tuple[list[str], list[str]]]:
    """The folded words of a text; and as terms these with their pairs, as they are and with names masked."""
    plain = [(fold(word.text), word) for word in text if word.text[0].isalnum()]
    words = [folded for folded, _ in plain]
    return words, (_words("w", words), _words("m", list(_masked(plain))))


def _words(kind: str, words: list[str]) -> list[str]:
    return [f"{kind} {word}" for word in words] + [f"{kind} {first} {second}" for first, second in pairwise(words)]


def _masked(plain: list[tuple[str, Word]]) -> Iterator[str]:
    """Names by their kind: what is asked about Alma is asked about Amos."""
    for folded, word in plain:
        begins = sorted(name for name in word.names if name.startswith("B-"))
        if begins:
            yield begins[0]
        elif not word.names:
            yield folded


def _pieces(word: str) -> Iterator[str]:
    """The runs of letters of a word, its ends included, as terms."""
    padded = f" {word} "
    for size in _PIECES:
        for start in range(len(padded) - size + 1):
            yield f"p {padded[start : start + size]}"
