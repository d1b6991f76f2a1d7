"""The two linear models: which fact is the likeliest answer, and whether it answers at all (`data/ranking.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.answer_types import STRICT
from bot.knowledge.fact_index import FEATURES, FactIndex
from bot.knowledge.nearness import Numbers
from bot.knowledge.question_reading import Question

DECIDING = (
    "share", "card_share", "score", "lead", "meaning", "form", "card_meaning", "meaning_learnt", "form_learnt", "words",
    "card_words", "kind", "kind_missed", "town", "other_town", "nowhere", "ignorance", "outside", "abroad", "strange",
)  # fmt: skip
_BELOW = -99.0
RANKING = Path(__file__).parent / "data" / "ranking.toml"


@dataclass(frozen=True)
class Weights:
    """The weights of the features by name, for ranking (`rank`) and for deciding (`decide`, with `bias`)."""

    rank: Mapping[str, float]
    decide: Mapping[str, float]
    bias: float

    @property
    def ranking(self) -> Numbers:
        return np.array([self.rank.get(name, 0.0) for name in FEATURES])

    @property
    def deciding(self) -> Numbers:
        return np.array([self.decide.get(name, 0.0) for name in DECIDING])


@cache
def load_weights() -> Weights:
    """The weights that were learnt last (`bot knowledge learn`)."""
    read = tomllib.loads(RANKING.read_text(encoding="utf-8"))
    return Weights(read["rank"], read["decide"], read["bias"])


@dataclass(frozen=True)
class Ranked:
    """Facts by position in the index: their order (the likeliest first), their scores, and the table of features."""

    order: NDArray[np.intp]
    scores: Numbers
    table: Numbers

    @property
    def best(self) -> int:
        return int(self.order[0])


def rank(table: Numbers, allowed: NDArray[np.bool_], weights: Numbers) -> Ranked:
    """Order all facts by score; those that may not answer (`allowed` is false) come last."""
    scores = np.where(allowed, table @ weights, _BELOW)
    return Ranked(np.argsort(-scores, kind="stable"), scores, table)


def evidence(index: FactIndex, question: Question, ranked: Ranked, *, without: str = "") -> Numbers:
    """The features by which it is decided whether the likeliest fact answers, in the order of `DECIDING`.

    `without`: a phrase that is out of scope, and is treated as if it were not among the examples.
    """
    best, scores, table = ranked.best, ranked.scores, ranked.table
    at = dict(zip(FEATURES, table[best], strict=True))
    odds = np.exp(scores - scores[best])
    mine = index.card_of == index.card_of[best]
    others = scores[~mine]
    strict = bool(question.tells & STRICT)
    found = {
        "share": 1.0 / odds.sum(),
        "card_share": odds[mine].sum() / odds.sum(),
        "score": scores[best] / 10,
        "lead": min(scores[best] - others.max(), 5.0) / 5 if others.size else 1.0,
        "outside": index.outside(question, without),  # nearness to examples that are out of scope
        "abroad": float(bool(question.abroad)),
        "strange": index.words.strange(question),
        "kind": at["kind"] * strict,
    }
    return np.array([found.get(name, at.get(name, 0.0)) for name in DECIDING])


def probability(looked: Numbers, weights: Weights) -> float:
    """The probability (0 to 1) that the likeliest fact answers the question."""
    return float(1.0 / (1.0 + np.exp(-(looked @ weights.deciding + weights.bias))))


def names(values: Sequence[float], of: Sequence[str]) -> Mapping[str, float]:
    """Features by name, for people who read how a question was weighed."""
    return dict(zip(of, values, strict=True))
