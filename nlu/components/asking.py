"""Which part of a message asks: learnt, since a story has its request anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from components.vocabulary import fold

_ASKING = frozenset(
    """
    combien comment quand qu' quel quelle quels quelles ou pourquoi qui quoi est peux peut pouvez puis possible faut
    besoin veux voudrais aimerais cherche svp plait dites dis expliquez montrez montre
    how what when where who which why can could do does is are please want need would tell show looking
    """.split()
)
_MOST_ASKING = 3
FEATURES = 11
_START = (5.0, 2.0)  # sharpness of the whole and of the clauses: what is learnt is near
_FLOOR = 1e-9  # of a probability, before its logarithm


def softmax(values: np.ndarray) -> np.ndarray:
    """Shares of one that grow with the values, along the last axis."""
    grown = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: np.ndarray = grown / grown.sum(axis=-1, keepdims=True)
    return shares


def describe(clauses: Sequence[Sequence[str]], meant: np.ndarray, told: Sequence[int]) -> np.ndarray:
    """A row of features for each clause of a message.

    `meant` holds the probability of each intent for the whole message (first) and for each clause, `told` the columns
    of those that tell something, turn away, and are polite (any number of the last).
    """
    rows = np.zeros((len(clauses), FEATURES))
    for at, (words, shares) in enumerate(zip(clauses, meant[1:], strict=True)):
        folded = [fold(word) for word in words]
        rows[at] = (
            shares.max(),
            -(shares * np.log(shares + _FLOOR)).sum(),
            shares[told[0]],
            shares[told[1]],
            shares[list(told[2:])].sum(),
            "?" in folded,
            min(sum(word in _ASKING for word in folded), _MOST_ASKING),
            np.log1p(len(folded)),
            at == len(clauses) - 1,
            at == 0,
            shares @ meant[0],
        )
    return rows


@dataclass(frozen=True)
class Asking:
    """How far the whole message and its clauses are listened to.

    `whole` and `clauses` turn margins into the logarithm of a probability; `weights`, of the features, tell which
    clause asks.
    """

    whole: float
    clauses: float
    weights: np.ndarray

    def probabilities(self, margins: np.ndarray, described: np.ndarray) -> np.ndarray:
        """Of each intent for a message: `margins` of the whole and of each clause, or of the whole alone."""
        if len(margins) == 1:
            return softmax((self.whole + self.clauses) * margins[0])
        return softmax(self.whole * margins[0] + self.clauses * (softmax(described @ self.weights) @ margins[1:]))

    @classmethod
    def fit(
        cls, margins: Sequence[np.ndarray], described: Sequence[np.ndarray], right: np.ndarray, *, penalty: float = 1.0
    ) -> Asking:
        """From messages of several clauses that the model of the margins has not seen.

        `right` holds the columns of their intents.
        """
        most = max(map(len, described))
        rows = np.zeros((len(right), most, FEATURES))
        parts = np.zeros((len(right), most, margins[0].shape[1]))
        absent = np.full((len(right), most), -1e9)
        for at, (each, features) in enumerate(zip(margins, described, strict=True)):
            parts[at, : len(features)], rows[at, : len(features)], absent[at, : len(features)] = each[1:], features, 0.0
        wholes = np.stack([each[0] for each in margins])
        chosen = np.arange(len(right)), right

        def cost(found: np.ndarray) -> tuple[float, np.ndarray]:
            trust = softmax(rows @ found[2:] + absent)
            mixed = np.einsum("nm,nmk->nk", trust, parts)
            slope = softmax(found[0] * wholes + found[1] * mixed)
            total = -np.log(slope[chosen] + _FLOOR).sum() + penalty / 2 * (found[2:] ** 2).sum()
            slope[chosen] -= 1
            pull = found[1] * np.einsum("nk,nmk->nm", slope, parts)
            pull = trust * (pull - (trust * pull).sum(axis=1, keepdims=True))
            weights = np.einsum("nm,nmd->d", pull, rows) + penalty * found[2:]
            return total, np.concatenate([[(slope * wholes).sum(), (slope * mixed).sum()], weights])

        found = minimize(cost, np.array([*_START, *np.zeros(FEATURES)]), jac=True, method="L-BFGS-B").x
        return cls(float(found[0]), float(found[1]), found[2:])

    @classmethod
    def default(cls) -> Asking:
        """Where there is nothing to learn it from: all clauses alike."""
        return cls(*_START, np.zeros(FEATURES))
