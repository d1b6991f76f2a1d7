"""How likely a message asks for a fact, whatever it looks like, rather than tells something or wants something done.

By its meaning alone: the question encoder (`bot.encoder`) has learnt how people ask for facts, half of them in stories
and without asking, so what they want has a direction of its own. It knows nothing of Rasa's intents, beside which it is
weighed (`bot/answers/facts.py`). `make asking` learns it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from bot.knowledge.vectors import Vectors

WEIGHTS = Path(__file__).parent / "data" / "fact_asked.npz"
LONGEST = 600  # characters of a message that are read


@dataclass(frozen=True)
class FactAsked:
    """A logistic regression over the vector of a message."""

    weights: Vectors
    bias: float

    def chance(self, vector: Vectors) -> float:
        """The probability (0 to 1) that a message asks for a fact, from its vector of length 1."""
        return float(1 / (1 + np.exp(-(vector @ self.weights + self.bias))))

    def store(self, file: Path = WEIGHTS) -> None:
        """Write the weights to a file."""
        np.savez_compressed(file, weights=self.weights.astype(np.float32), bias=np.float32(self.bias))


@cache
def load_fact_asked() -> FactAsked:
    """The weights that were learnt last."""
    with np.load(WEIGHTS) as saved:
        return FactAsked(saved["weights"], float(saved["bias"]))
