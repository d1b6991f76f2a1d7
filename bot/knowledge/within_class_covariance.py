"""A measure of similarity that one encoder's vectors give, from different ways to ask for the same thing.

The vectors of an encoder differ in much that does not matter for what is asked: the language, how polite or hurried
somebody is, whether they tell a story first. How questions for one fact differ shows which directions these are; they
then count less (within-class covariance normalization).
"""

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.vectors import Vectors

_EVEN = 0.5  # share of the identity in the measure, in which all directions count the same


def metric(vectors: Vectors, owners: NDArray[np.intp]) -> Vectors:
    """The matrix, square and symmetric, by which vectors are multiplied before they are compared.

    Args:
        vectors: those of texts, of length 1, one a row; zeros where one is not known.
        owners: for each text, the number of the fact that it asks for or states.
    """
    known = vectors.any(axis=1)
    vectors, owners = vectors[known], owners[known]
    size = vectors.shape[1]
    counts = np.bincount(owners) if len(owners) else np.zeros(0, dtype=int)
    free = len(owners) - np.count_nonzero(counts)
    if free < 1:
        return np.eye(size, dtype=np.float32)
    order = np.argsort(owners, kind="stable")
    vectors, owners = vectors[order], owners[order]
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    means = np.add.reduceat(vectors, starts, axis=0) / counts[counts > 0][:, None]
    rest = vectors - np.repeat(means, counts[counts > 0], axis=0)
    spread = (rest.T @ rest / free).astype(np.float64)
    even = np.trace(spread) / size * np.eye(size)
    values, directions = np.linalg.eigh((1 - _EVEN) * spread + _EVEN * even)
    matrix: Vectors = ((directions / np.sqrt(values)) @ directions.T).astype(np.float32)
    return matrix


def directed(vectors: Vectors, matrix: Vectors) -> Vectors:
    """Vectors multiplied by the matrix and scaled to length 1; zeros stay zeros."""
    turned = vectors @ matrix
    lengths = np.linalg.norm(turned, axis=-1, keepdims=True)
    directions: Vectors = turned / np.maximum(lengths, 1e-9)
    return directions
