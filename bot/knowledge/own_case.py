"""How likely it is that a message wishes for advice on an immigration case of its writer, or of somebody close to them.

Three kinds of signs are combined, and none decides alone: the intent and the guard of Rasa's model; the words; and the
facts, since what we tell everybody, asked for in such words, is no advice. `make guard` learns what each weighs.
Vectors of the meaning add nothing to these (docs/knowledge.md).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from bot.knowledge import case_words
from bot.knowledge.base import Knowledge
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.nearness import Numbers
from bot.knowledge.question_reading import Asked

WEIGHTS = Path(__file__).parent / "data" / "own_case.toml"
CASE, _ADVISER = "ask_immigration_procedure", "ask_immigration_advisor"
_TELLING = frozenset({"inform", "correct_profile", "start_profile", "report_hired"})
_COURTEOUS = frozenset({"greet", "thank", "goodbye", "affirm", "deny", "give_feedback", "bot_challenge"})
_NEITHER = frozenset({CASE, _ADVISER, "out_of_scope", *_TELLING, *_COURTEOUS})
_FLOOR = 0.002  # of a probability, before its logarithm
SIGNS = (
    "advice", "case", "adviser", "telling", "courteous", "outside", "elsewhere",
    "own", "theirs", "matter", "driving", "wish", "defined", "wished", "question",
    "chance", "form", "of_immigration", "rule",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseWeights:
    """The weight of each sign, by its name."""

    signs: Mapping[str, float]
    bias: float

    def chance(self, found: Numbers) -> float:
        """The probability that advice is wished for, from the signs in their order."""
        weighed = found @ np.array([self.signs.get(name, 0.0) for name in SIGNS]) + self.bias
        return float(1 / (1 + np.exp(-weighed)))

    def as_toml(self) -> str:
        """The text of their file."""
        lines = ["# Learnt by `make guard`: not written by hand.", f"bias = {self.bias:.3f}", "", "[signs]"]
        return "\n".join([*lines, *(f"{name} = {weight:.3f}" for name, weight in self.signs.items())]) + "\n"


@cache
def load_case_weights() -> CaseWeights:
    """The weights that were learnt last (`make guard`)."""
    read = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return CaseWeights(read["signs"], read["bias"])


PROTECTS = frozenset(
    "fraud_signs fraud_report is_it_really_us recruiter_fees free_legal_help immigration_check_a_name"
    " immigration_contract".split()
)  # articles on immigration that tell no rule


def is_on_immigration(knowledge: Knowledge, card: Card) -> bool:
    """Whether a card is an article on immigration."""
    return card.kind is CardKind.ARTICLE and knowledge.article(card.id).subject == "immigration"


def is_a_rule(knowledge: Knowledge, card: Card) -> bool:
    """Whether a card tells rules of immigration: next to somebody's own case these would be taken for advice on it.

    How a name is checked, where help is free and what fraud looks like is told to everybody, cases or not.
    """
    return is_on_immigration(knowledge, card) and card.id not in PROTECTS


def case_chance(asked: Asked, of_facts: Mapping[str, float], weights: CaseWeights) -> float:
    """The probability (0 to 1) that a message wishes for advice.

    `of_facts`: the signs from the facts (`Look.signs`).
    """
    if not asked.took:  # Rasa's model was not asked: the words alone decide
        return float(case_words.wishes_advice(asked.meant))
    return weights.chance(signs(asked, of_facts))


def signs(asked: Asked, of_facts: Mapping[str, float]) -> Numbers:
    """All signs of a message, in the order of `SIGNS`."""
    took = dict(asked.took)

    def share(names: frozenset[str]) -> float:
        return sum(took.get(name, 0.0) for name in names)

    found = {
        "advice": _odds(asked.advice),
        "case": _odds(took.get(CASE, 0.0)),
        "adviser": took.get(_ADVISER, 0.0),
        "telling": share(_TELLING),
        "courteous": share(_COURTEOUS),
        "outside": took.get("out_of_scope", 0.0),
        "elsewhere": max((each for name, each in took.items() if name not in _NEITHER), default=0.0),
        **case_words.signs(asked.meant),
        **of_facts,
    }
    return np.array([found[name] for name in SIGNS])


def _odds(probability: float) -> float:
    """The logarithm of the odds, bounded, and divided by three so that it is of the size of the other signs."""
    bounded = min(max(probability, _FLOOR), 1 - _FLOOR)
    return float(np.log(bounded / (1 - bounded)) / 3)
