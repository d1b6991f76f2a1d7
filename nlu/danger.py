"""Learns the weights of `bot/safety` from its phrases: `make danger`. scikit-learn lives in this environment alone."""

import re
import sys
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from components.encoders import encoder  # noqa: E402

from bot.safety.features import COLUMNS, row, words  # noqa: E402
from bot.safety.lookout import CLUES, WEIGHTS, clues, directions, likeness  # noqa: E402

SAFETY, DATA = ROOT / "bot" / "safety", ROOT / "nlu" / "data"
EMERGENCY = "emergency"
_C = 1.0  # the price of a mistake in training
_PLAIN_C = 10.0
_OURS = 1500  # phrases of the training that are no danger: strangers' are worth more
_ENTITY = re.compile(r"\[([^\]]+)\]\(\w+\)")


def learn() -> None:
    """Write the weights: of the words alone, and of words, clues and meaning together."""
    lines = [line.split("\t") for line in (SAFETY / "phrases.tsv").read_text("utf-8").splitlines()]
    others = _others()
    texts = [text for _, _, text in lines] + others
    labels = np.array([label == "danger" for label, _, _ in lines] + [False] * len(others))
    split = [words(text) for text in texts]
    features = _matrix(split)
    clued = np.stack([clues(" ".join(found)) for found in split])
    meanings = _meanings(texts)
    centre = meanings.mean(axis=0)
    seen = directions(meanings, centre)
    kernel = (features @ features.T).toarray() + CLUES * clued @ clued.T + likeness(seen, seen)
    machine = SVC(kernel="precomputed", C=_C).fit(kernel, labels)
    support, duals = machine.support_, machine.dual_coef_[0].astype(np.float32)
    plain = LogisticRegression(C=_PLAIN_C, max_iter=1000).fit(features, labels)
    np.savez_compressed(
        WEIGHTS,
        words=(features[support].T @ duals).astype(np.float16), clues=CLUES * clued[support].T @ duals,
        seen=np.round(seen[support] * 127).astype(np.int8), duals=duals.astype(np.float16),
        plain=plain.coef_[0].astype(np.float16), centre=centre.astype(np.float32),
        bias=np.array([machine.intercept_[0], plain.intercept_[0]]),
    )  # fmt: skip
    print(f"{WEIGHTS.relative_to(ROOT)}: learnt from {labels.sum()} phrases of danger and {(~labels).sum()} of none")


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
    found = encoder("e5").vectors(texts)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


if __name__ == "__main__":
    learn()
