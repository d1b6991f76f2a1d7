"""Linear models over the words of a text and the meaning of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from components.encoders import directions
from components.features import Word, WordFeatures

_TOLERANCE = 0.1  # of the solver: ten times as fast as scikit-learn's own, and the same answers
Row = tuple[np.ndarray, np.ndarray]  # columns and values of the words of a text


@dataclass(frozen=True)
class Space:
    """What models see of a text: weighted words, and the direction of its vector from the centre of all vectors.

    `length` is that of a direction, where each group of words has length 1.
    """

    features: WordFeatures
    centre: np.ndarray
    length: float

    @classmethod
    def fit(cls, texts: Sequence[Sequence[Word]], vectors: np.ndarray, length: float) -> Space:
        """The one of these texts."""
        return cls(WordFeatures.fit(texts), vectors.mean(axis=0), length)

    def matrix(self, texts: Sequence[Sequence[Word]], vectors: np.ndarray) -> csr_matrix:
        """A row for each text, to learn from."""
        return hstack([self.features.matrix(texts), csr_matrix(self.directions(vectors))]).tocsr()

    def directions(self, vectors: np.ndarray) -> np.ndarray:
        """Of the vectors of some texts."""
        return directions(vectors, self.centre, self.length)

    def rows(self, texts: Sequence[Sequence[Word]]) -> list[Row]:
        """The words of some texts."""
        return [self.features.row(text) for text in texts]


@dataclass(frozen=True)
class Linear:
    """Support vectors, one against all others for each class.

    `words` has a row for each column of the words, `meaning` one for each dimension of a direction; both have a column
    for each class.
    """

    classes: list[str]
    words: np.ndarray
    meaning: np.ndarray
    bias: np.ndarray

    @classmethod
    def fit(cls, space: Space, matrix: csr_matrix, labels: np.ndarray, weights: np.ndarray, cost: float) -> Linear:
        """`weights`: how much each row of the space's matrix counts; `cost`: the price of a mistake in training."""
        machine = LinearSVC(C=cost, class_weight="balanced", random_state=0, tol=_TOLERANCE)
        machine.fit(matrix, labels, weights)
        found, bias = machine.coef_.T.astype(np.float32), machine.intercept_.astype(np.float32)
        if len(machine.classes_) == 2:  # scikit-learn keeps the second alone
            found, bias = np.hstack([-found, found]), np.concatenate([-bias, bias])
        columns = len(space.features)
        arrays = (np.ascontiguousarray(part) for part in (found[:columns], found[columns:], bias))
        return cls(machine.classes_.tolist(), *arrays)

    def margins(self, rows: Sequence[Row], meanings: np.ndarray) -> np.ndarray:
        """Of each text for each class."""
        words = np.stack([values @ self.words[columns] for columns, values in rows])
        margins: np.ndarray = words + meanings @ self.meaning + self.bias
        return margins

    def state(self, prefix: str) -> dict[str, np.ndarray]:
        """What `from_state` needs."""
        arrays = {"classes": np.array(self.classes), "words": self.words, "meaning": self.meaning, "bias": self.bias}
        return {f"{prefix}{name}": array for name, array in arrays.items()}

    @classmethod
    def from_state(cls, state: Mapping[str, np.ndarray], prefix: str) -> Linear:
        """What was stored."""
        arrays = (state[f"{prefix}{name}"] for name in ("words", "meaning", "bias"))
        return cls(state[f"{prefix}classes"].tolist(), *arrays)
