"""A measure by which texts are compared: what encoders give for them, turned by a matrix that was learnt.

An encoder's vectors differ in much that is irrelevant to what is asked: the language, how polite or hurried somebody
is, whether they tell a story first. `measure_learning` learns from questions for one fact what counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from bot.knowledge.meaning import centred
from bot.knowledge.vectors import Vectors
from bot.knowledge.within_class_covariance import directed

MEASURE = Path(__file__).parent / "data" / "measure.npz"


@dataclass(frozen=True)
class Measure:
    """A centre and a matrix for the vectors of one encoder, or of several side by side."""

    centre: Vectors
    matrix: Vectors

    def directions(self, vectors: Sequence[Vectors]) -> Vectors:
        """Directions to compare, from each encoder's vectors; zeros where none is known."""
        return directed(joined(vectors, self.centre), self.matrix)

    def store(self, file: Path = MEASURE) -> None:
        """Write it in half precision."""
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(file, centre=self.centre.astype(np.float16), matrix=self.matrix.astype(np.float16))


@cache
def load_measure() -> Measure:
    """The measure that was learnt last (`bot knowledge learn`)."""
    with np.load(MEASURE) as stored:
        return Measure(stored["centre"].astype(np.float32), stored["matrix"].astype(np.float32))


def joined(vectors: Sequence[Vectors], centre: Vectors) -> Vectors:
    """Each encoder's vectors relative to its part of the centre, as directions, side by side."""
    starts = np.cumsum([each.shape[-1] for each in vectors])[:-1]
    parts = zip(vectors, np.split(centre, starts), strict=True)
    return np.concatenate([centred(each, part) for each, part in parts], axis=-1)
