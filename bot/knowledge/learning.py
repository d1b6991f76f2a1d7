"""Learns the weights of both models from questions that people wrote (`bot knowledge learn`). Deterministic.

The first model, a conditional logit, ranks the facts, so that one that holds the answer comes first. The second, a
logistic regression, decides whether the first fact answers. Its examples are questions whose answer is held, the same
questions with that fact removed (near misses), questions whose answer is not held, and phrases that are out of scope.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.fact_index import FEATURES, FactIndex
from bot.knowledge.fact_ranking import DECIDING, Weights, evidence, rank
from bot.knowledge.nearness import Numbers
from bot.knowledge.question_reading import Asked, Question
from bot.knowledge.training_questions import KnownQuestion

_CONSIDERED = 80  # facts against which a question is learnt, chosen by a plain sum of the most telling features
_TELLING = ("meaning", "form", "card_meaning", "words", "card_words")
_SHOWN = 2  # facts of a card that may answer together
_OUTSIDE = 5  # uses every fifth phrase that is out of scope
_ABROAD = "out_of_scope:0.5"  # the intents that the model would see in such a phrase if it had not been trained on it
_STEPS, _PACE = 400, 0.2
_RANK_ANCHOR, _DECIDE_ANCHOR = 2.0, 0.5  # strength of regularization


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with the features of every fact, and which facts hold its answer (none if it is not held)."""

    question: Question
    table: Numbers
    allowed: NDArray[np.bool_]
    right: NDArray[np.bool_]
    asked: KnownQuestion


def samples(index: FactIndex, asked: Sequence[KnownQuestion]) -> list[Sample]:
    """A sample for each known question that the facts can answer, or rightly do not; none has seen itself.

    Left out are questions that the guard answers, and those whose fact has been rewritten since.
    """
    found: list[Sample] = []
    for each in asked:
        right = index.holders.of(each)
        if each.expect == "guard" or (each.expect == "answer" and not right):
            continue  # decided by the guard, or its fact was rewritten since
        found.append(_sample(index, each, right))
    return found


def outside(index: FactIndex, phrases: Sequence[str]) -> list[Sample]:
    """A sample for every fifth phrase that is out of scope."""
    return [
        _sample(index, KnownQuestion("", "not_held", "", "", text, text, _ABROAD), []) for text in phrases[::_OUTSIDE]
    ]


def _sample(index: FactIndex, asked: KnownQuestion, right: Sequence[int]) -> Sample:
    question = index.read(Asked(asked.question, asked.mended))
    table, allowed = index.features(question, asked.intents, without=asked)
    return Sample(question, table, allowed, np.isin(np.arange(len(index.facts)), right), asked)


def learn(index: FactIndex, asked: Sequence[Sample], strange: Sequence[Sample]) -> Weights:
    """The weights of both models."""
    ranking = fit_ranking([_considered(sample) for sample in asked if (sample.right & sample.allowed).any()])
    tables: list[Numbers] = []
    answers: list[bool] = []
    for number, sample in enumerate((*asked, *strange)):
        ranked = rank(sample.table, sample.allowed, ranking)
        card = index.card_of[ranked.best]
        shown = [n for n in ranked.order[:_CONSIDERED] if index.card_of[n] == card][:_SHOWN]
        tables.append(evidence(index, sample.question, ranked, without=sample.asked.mended))
        answers.append(bool(sample.right[shown].any()))
        if sample.right.any() and number % 2:
            without = rank(sample.table, sample.allowed & ~sample.right, ranking)
            tables.append(evidence(index, sample.question, without, without=sample.asked.mended))
            answers.append(False)
    deciding, bias = fit_decision(np.array(tables), np.array(answers, dtype=float))
    return Weights(dict(zip(FEATURES, map(float, ranking), strict=True)),
                   dict(zip(DECIDING, map(float, deciding), strict=True)), bias)  # fmt: skip


def _considered(sample: Sample) -> tuple[Numbers, NDArray[np.bool_]]:
    columns = [FEATURES.index(name) for name in _TELLING]
    likely = np.where(sample.allowed, sample.table[:, columns].sum(axis=1), -np.inf)
    chosen = np.argsort(-likely, kind="stable")[:_CONSIDERED]
    chosen = np.unique([*chosen, *np.flatnonzero(sample.right & sample.allowed)])
    return sample.table[chosen], sample.right[chosen]


def fit_ranking(pairs: Sequence[tuple[Numbers, NDArray[np.bool_]]]) -> Numbers:
    """The weights for ranking.

    `pairs`: for each question, the features of the facts that are compared, and which of them hold the answer.
    """
    weights = np.zeros(pairs[0][0].shape[1])
    pace, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = -_RANK_ANCHOR * weights / len(pairs)
        for table, right in pairs:
            scores = table @ weights
            odds = np.exp(scores - scores.max())
            hit = odds * right
            slope += (hit @ table / max(hit.sum(), 1e-12) - odds @ table / odds.sum()) / len(pairs)
        weights, pace, spread = _stepped(weights, slope, pace, spread, step)
    return weights


def fit_decision(table: Numbers, right: Numbers) -> tuple[Numbers, float]:
    """The weights and the bias for deciding.

    Args:
        table: the features, a row for each example.
        right: for each example, 1.0 if the first fact answers, otherwise 0.0.
    """
    wide = np.hstack([table, np.ones((len(table), 1))])
    weights = np.zeros(wide.shape[1])
    pace, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, 3 * _STEPS + 1):
        missed = right - 1 / (1 + np.exp(-(wide @ weights)))
        weights, pace, spread = _stepped(
            weights, (missed @ wide - _DECIDE_ANCHOR * weights) / len(wide), pace, spread, step
        )
    return weights[:-1], float(weights[-1])


def _stepped(
    weights: Numbers, slope: Numbers, pace: Numbers, spread: Numbers, step: int
) -> tuple[Numbers, Numbers, Numbers]:
    """One step of gradient ascent by Adam."""
    pace = 0.9 * pace + 0.1 * slope
    spread = 0.99 * spread + 0.01 * slope**2
    change = (pace / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights + _PACE * change, pace, spread


def as_toml(weights: Weights) -> str:
    """The weights as the text of their file."""
    lines = [
        "# Learnt by `bot knowledge learn` from what people asked: not written by hand.",
        f"bias = {weights.bias:.3f}",
    ]
    for name, part in (("rank", weights.rank), ("decide", weights.decide)):
        lines += ["", f"[{name}]", *(f"{feature} = {value:.3f}" for feature, value in part.items())]
    return "\n".join(lines) + "\n"
