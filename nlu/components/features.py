"""A text as weighted words and pieces of words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix

from components.vocabulary import fold

_PIECES = range(1, 6)  # letters
_RARE = 2  # a piece of a word that one phrase has says nothing; a word may


@dataclass(frozen=True)
class Word:
    """A word as it is typed, and the names it may be part of (`B-city`, `I-city`)."""

    text: str
    names: frozenset[str] = frozenset()


class WordFeatures:
    """Words and pairs of words, the same with names masked, and pieces of words, each weighted by tf-idf.

    The formulas are scikit-learn's (`TfidfVectorizer(sublinear_tf=True)`), which takes a millisecond for one
    message of three such groups; with plain dictionaries it is a tenth of that.
    """

    def __init__(self, columns: dict[str, int], idf: np.ndarray) -> None:
        self._columns = columns
        self._idf = idf

    @classmethod
    def fit(cls, texts: Sequence[Sequence[Word]]) -> WordFeatures:
        """The columns and weights that these texts give."""
        documents: Counter[str] = Counter()
        for text in texts:
            documents.update({term for group in _groups(text) for term in group})
        columns: dict[str, int] = {}
        for term, count in sorted(documents.items()):
            if count >= _RARE or not term.startswith("p "):
                columns[term] = len(columns)
        counts = np.array([documents[term] for term in columns], dtype=float)
        return cls(columns, np.log((1 + len(texts)) / (1 + counts)) + 1)

    def row(self, text: Sequence[Word]) -> tuple[np.ndarray, np.ndarray]:
        """Columns and values of one text; each group of terms has length 1."""
        columns: list[int] = []
        values: list[float] = []
        for group in _groups(text):
            known = [(self._columns[t], 1 + math.log(n)) for t, n in Counter(group).items() if t in self._columns]
            weights = [value * self._idf[column] for column, value in known]
            length = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
            columns += [column for column, _ in known]
            values += [weight / length for weight in weights]
        return np.array(columns, dtype=np.int32), np.array(values, dtype=np.float32)

    def knows_any(self, text: Sequence[Word]) -> bool:
        """Whether one whole word at least was met in training."""
        return any(term in self._columns for term in next(_groups(text)))

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


def _groups(text: Sequence[Word]) -> Iterator[list[str]]:
    plain = [(fold(word.text), word) for word in text if word.text[0].isalnum()]
    yield _words("w", [folded for folded, _ in plain])
    yield _words("m", list(_masked(plain)))
    yield [f"p {piece}" for folded, _ in plain for piece in _pieces(f" {folded} ")]


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


def _pieces(padded: str) -> Iterator[str]:
    for size in _PIECES:
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
