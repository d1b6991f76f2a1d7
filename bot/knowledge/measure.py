"""The measure by which texts are compared: the vectors of both encoders, multiplied by a matrix that was learnt.

The vectors of an encoder differ in much that does not matter for what is asked: the language, how polite or hurried
somebody is, whether they tell a story first. `measure_learning` learns from questions for the same fact what does
matter.
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
    """A centre to subtract and a matrix to multiply by, for the vectors of one encoder or of several side by side."""

    centre: Vectors
    matrix: Vectors

    def directions(self, vectors: Sequence[Vectors]) -> Vectors:
        """The vectors to compare, of length 1, from those of each encoder; zeros where an encoder's is not known."""
        return directed(joined(vectors, self.centre), self.matrix)

    def store(self, file: Path = MEASURE) -> None:
        """Write the measure to a file, in half precision."""
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(file, centre=self.centre.astype(np.float16), matrix=self.matrix.astype(np.float16))


@cache
def load_measure() -> Measure:
    """The measure that was learnt last (`bot knowledge learn`)."""
    with np.load(MEASURE) as stored:
        return Measure(stored["centre"].astype(np.float32), stored["matrix"].astype(np.float32))


def joined(vectors: Sequence[Vectors], centre: Vectors) -> Vectors:
    """Each encoder's vectors minus its part of the centre, scaled to length 1, side by side in one row a text."""
    starts = np.cumsum([each.shape[-1] for each in vectors])[:-1]
    parts = zip(vectors, np.split(centre, starts), strict=True)
    return np.concatenate([centred(each, part) for each, part in parts], axis=-1)
