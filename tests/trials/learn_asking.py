"""Learns how likely a message asks for a fact (`bot/knowledge/fact_asked.py`): `make asking`.

From what strangers wrote for the intents (`nlu/data/people`: some ask for facts, the others tell or want something
done) and what they asked for facts (`asked_facts.tsv`). What is neither plainly (out of scope, an own case, danger,
questions about the programme or an employer) stays out. With `--folds` it learns without a fifth of the writers in
turn, and prints how what these wrote is taken.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.dialogue.trained_model import stranger_phrases, without_marks
from bot.encoder import QuestionEncoder
from bot.knowledge.fact_asked import LONGEST, FactAsked
from bot.knowledge.training_questions import asked_of_facts

_NEITHER = frozenset(
    "ask_privacy ask_programme ask_trip_program assess_my_french emergency out_of_scope ask_employer ask_why_none"
    " ask_immigration_procedure".split()
)
_DEEDS, _QUESTIONS, _NEEDS = 6500, 2500, 4500  # lines of each kind that are learnt from: more changes nothing
_GROUP = 64
_PRICE = 30.0  # of a mistake: a vector has length 1, so that weights are large
_PARTS = 5
_BARS = (0.5, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Line:
    """A message, who wrote it, and whether it asks for a fact."""

    writer: str
    text: str
    asks: bool


def lines() -> list[Line]:
    """The messages that are learnt from, in an order that is always the same."""
    chance = random.Random(3)
    told = [each for each in stranger_phrases() if each.intent not in _NEITHER]
    people = [Line(each.writer, without_marks(each.text), _asks(each.intent)) for each in told]
    needs = [Line(each.writer, each.mended or each.question, asks=True) for each in asked_of_facts()]
    deeds, questions = ([line for line in people if line.asks is asks] for asks in (False, True))
    found = [*chance.sample(deeds, _DEEDS), *chance.sample(questions, _QUESTIONS), *chance.sample(needs, _NEEDS)]
    chance.shuffle(found)
    return found


def _asks(intent: str) -> bool:
    return intent.startswith(("ask_", "francisation_", "compare_"))


def fitted(vectors: NDArray[np.float32], asks: NDArray[np.bool_]) -> FactAsked:
    """The weights by which these vectors tell who asks for a fact."""
    machine = LogisticRegression(C=_PRICE, max_iter=1000).fit(vectors, asks)
    return FactAsked(machine.coef_[0].astype(np.float32), float(machine.intercept_[0]))


def main(arguments: Sequence[str]) -> None:
    """Learn and write the weights, or print what they are worth."""
    found, encoder = lines(), QuestionEncoder()
    vectors: list[NDArray[np.float32]] = []
    for start in range(0, len(found), _GROUP):
        vectors.append(encoder.vectors([line.text[:LONGEST] for line in found[start : start + _GROUP]]))
        print(f"\rread: {min(start + _GROUP, len(found))} of {len(found)}", end="", file=sys.stderr)
    matrix, asks = np.vstack(vectors), np.array([line.asks for line in found])
    if "--folds" not in arguments:
        fitted(matrix, asks).store()
        return
    writers = sorted({line.writer for line in found})
    random.Random(0).shuffle(writers)
    part = np.array([writers.index(line.writer) % _PARTS for line in found])
    likely = np.zeros(len(found))
    for at in range(_PARTS):
        learnt = fitted(matrix[part != at], asks[part != at])
        likely[part == at] = [learnt.chance(vector) for vector in matrix[part == at]]
    for bar in _BARS:
        print(
            f"{bar}: {(likely[asks] >= bar).mean():.3f} of questions, {(likely[~asks] >= bar).mean():.4f} of the rest"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
