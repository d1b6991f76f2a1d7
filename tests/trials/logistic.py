"""Logistic regression for weights learnt from messages; `make` brings scikit-learn for it, which no environment has."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

_PRICE_OF_SEVERAL = 0.5
_PRICE = 1.0  # of a mistake, beside weights that are far from 0


def fitted(matrix: NDArray[np.float64], right: NDArray[np.bool_], *, bias: bool) -> tuple[NDArray[np.float64], float]:
    """The weight of each column of a matrix with a row an example, and the bias; 0 if none is wanted."""
    machine = LogisticRegression(C=_PRICE, fit_intercept=bias, solver="newton-cholesky", tol=1e-6).fit(matrix, right)
    return machine.coef_[0], float(machine.intercept_[0]) if bias else 0.0


def of_several(matrix: NDArray[np.float64], kinds: NDArray[np.str_], order: Sequence[str]) -> NDArray[np.float64]:
    """The weights of each column for each of several kinds, in this order; each example is of one kind."""
    machine = LogisticRegression(C=_PRICE_OF_SEVERAL, fit_intercept=False, max_iter=2000).fit(matrix, kinds)
    rows = dict(zip(machine.classes_, machine.coef_, strict=True))
    return np.array([rows[kind] for kind in order])
