"""Learns the weights of `bot/safety` from its phrases: `make danger`. scikit-learn lives in this environment alone."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from components.encoders import encoder  # noqa: E402

from bot.safety.features import COLUMNS, row, words  # noqa: E402
from bot.safety.lookout import CLUES, WEIGHTS, clues, directions, kept, likeness, stored  # noqa: E402

SAFETY, DATA = ROOT / "bot" / "safety", ROOT / "nlu" / "data"
EMERGENCY = "emergency"
UNCLEAR = "unclear"  # phrases that two readers would judge differently: they teach nothing
_C = 0.3  # the price of a mistake in training
_STEPS = 200  # of the search for the best weights; it ends before where nothing is to be gained
_LANDMARKS = 1000  # sentences that stand for all others
_LEAST = 1e-3  # of what tells two landmarks apart: below it they are one
_PLAIN_C = 10.0
_OURS = 1500  # phrases of the training that are no danger: strangers' are worth more
_ENTITY = re.compile(r"\[([^\]]+)\]\(\w+\)")


@dataclass(frozen=True)
class Landmarks:
    """Sentences that stand for all others (Nyström's method): a kernel machine becomes a linear one.

    `mapping` turns the likeness to each of them into columns whose products are the likeness of two sentences.
    """

    centre: np.ndarray
    seen: np.ndarray
    mapping: np.ndarray

    @classmethod
    def among(cls, meanings: np.ndarray) -> "Landmarks":
        """Some of these meanings, by chance."""
        centre = meanings.mean(axis=0)
        picked = np.random.default_rng(0).choice(len(meanings), min(_LANDMARKS, len(meanings)), replace=False)
        seen = stored(kept(directions(meanings[picked], centre)))
        shares, axes = np.linalg.eigh(likeness(seen, seen) + _LEAST * np.eye(len(seen)))
        return cls(centre, seen, axes / np.sqrt(np.maximum(shares, _LEAST)))

    def columns(self, meanings: np.ndarray) -> np.ndarray:
        """A row for each meaning."""
        return likeness(directions(meanings, self.centre), self.seen) @ self.mapping


def learn() -> None:
    """Write the weights: of the words alone, and of words, clues and meaning together."""
    lines = [line.split("\t") for line in (SAFETY / "phrases.tsv").read_text("utf-8").splitlines()]
    judged = {text for _, _, text in lines}
    others = [text for text in _others() if text not in judged]
    clear = [(label == "danger", text) for label, _, text in lines if label != UNCLEAR]
    texts = [text for _, text in clear] + others
    labels = np.array([danger for danger, _ in clear] + [False] * len(others))
    split = [words(text) for text in texts]
    features = _matrix(split)
    clued = np.stack([clues(" ".join(found)) for found in split])
    meanings = _meanings(texts)
    landmarks = Landmarks.among(meanings)
    groups = [features, np.sqrt(CLUES) * clued, landmarks.columns(meanings)]
    (of_words, of_clues, of_meanings), bias = _machine(groups, labels)
    plain = LogisticRegression(C=_PLAIN_C, max_iter=1000).fit(features, labels)
    np.savez_compressed(
        WEIGHTS,
        words=of_words.astype(np.float16), clues=(np.sqrt(CLUES) * of_clues).astype(np.float32),
        plain=plain.coef_[0].astype(np.float16), centre=landmarks.centre.astype(np.float32), seen=kept(landmarks.seen),
        weights=(landmarks.mapping @ of_meanings).astype(np.float32), bias=np.array([bias, plain.intercept_[0]]),
    )  # fmt: skip
    print(f"{WEIGHTS.relative_to(ROOT)}: learnt from {labels.sum()} phrases of danger and {(~labels).sum()} of none")


def _machine(groups: Sequence[csr_matrix | np.ndarray], labels: np.ndarray) -> tuple[list[np.ndarray], float]:
    """The weights of each group of columns, and the bias, of a linear support vector machine with a squared hinge.

    scikit-learn's takes either sparse columns or dense ones, and many minutes for both as either.
    """
    signs = np.where(labels, 1.0, -1.0).astype(np.float32)
    groups = [*(group.astype(np.float32) for group in groups), np.ones((len(labels), 1), dtype=np.float32)]
    turned = [group.T.tocsr() if isinstance(group, csr_matrix) else group.T for group in groups]
    ends = np.cumsum([group.shape[1] for group in groups])[:-1]

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = sum(
            group @ part for group, part in zip(groups, np.split(weights.astype(np.float32), ends), strict=True)
        )
        short = np.maximum(0, 1 - signs * margins)  # of what a phrase should reach
        slope = np.concatenate([group @ (signs * short) for group in turned])
        return weights @ weights / 2 + _C * float(short @ short), weights - 2 * _C * slope

    found = minimize(cost, np.zeros(ends[-1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    *weights, bias = np.split(found.x, ends)
    return weights, float(bias[0])


def _others() -> list[str]:
    """What people write who are in no danger: all that strangers wrote, and some phrases of the model's own."""
    ours: list[str] = []
    for path in sorted(DATA.rglob("*.yml")):
        for block in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader).get("nlu", []):
            if block.get("intent") not in {None, EMERGENCY}:
                ours += [line[2:] for line in block["examples"].splitlines() if line.startswith("- ")]
    some = [ours[at] for at in np.random.default_rng(0).permutation(len(ours))[:_OURS]]
    lines = [line.split("\t") for path in sorted(DATA.glob("people/t*.tsv")) for line in path.open(encoding="utf-8")]
    theirs = [text.split(" || ")[-1].strip() for intent, _, _, text in lines if intent != EMERGENCY]
    return [_ENTITY.sub(r"\1", text) for text in (*theirs, *some)]


def _matrix(split: list[list[str]]) -> csr_matrix:
    rows = [row(found) for found in split]
    ends = np.cumsum([0, *(len(each.columns) for each in rows)])
    columns, values = (np.concatenate([getattr(each, name) for each in rows]) for name in ("columns", "values"))
    return csr_matrix((values, columns, ends), shape=(len(rows), COLUMNS))


def _meanings(texts: list[str]) -> np.ndarray:
    found = encoder().vectors(texts)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


if __name__ == "__main__":
    learn()
