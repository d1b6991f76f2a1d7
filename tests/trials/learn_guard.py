"""Learns how likely a message wishes for advice on an immigration case (`bot/knowledge/own_case.py`): `make guard`.

It is learnt from messages that Rasa's model has not seen: those written to break its guard (`tests/nlu/guard`),
strangers' questions with the facts that answer them, and what strangers told. `--folds` learns without each of these in
turn, and prints what the others make of it; nothing is written then. Files that are named (`tests/trials/guard.py`) are
measured too, never learnt from.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bot.dialogue.trained_model import MEANINGS, OUT_OF_SCOPE, ROOT, phrases
from bot.knowledge import load_knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.fact_ranking import load_weights
from bot.knowledge.meaning import both, learn
from bot.knowledge.nearness import Numbers
from bot.knowledge.own_case import SIGNS, WEIGHTS, CaseWeights, signs
from bot.knowledge.training_questions import KnownQuestion, asked_of_facts, written
from bot.reading import Parse
from tests.trials.logistic import fitted
from tests.trials.questions import newest, read, understood

GUARD = ROOT / "tests" / "nlu" / "guard"
TOLD = ROOT / "nlu" / "data" / "told"
_EVERY_FACT, _EVERY_TOLD = 18, 6  # what nobody wishes advice by, of which one in so many is enough
_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Line:
    """A message, who wrote it or where it stands, and whether advice is wished for."""

    source: str
    text: str
    advice: bool
    known: KnownQuestion | None = None  # by which facts are found, so that it is to be treated as new


def messages() -> list[Line]:
    """Messages that Rasa's model has not seen, from which it is learnt how signs are weighed."""
    found: list[Line] = []
    for name in ("development", "second", "final"):
        lines = yaml.safe_load((GUARD / f"{name}.yml").read_text(encoding="utf-8"))
        for kind, by_language in lines.items():
            found += [Line(f"guard-{name}", text, kind == "caught") for texts in by_language.values() for text in texts]
    found += [Line(each.writer, each.question, each.expect == "guard", each) for each in written()]
    found += [Line("asked", each.question, False, each) for each in asked_of_facts()[::_EVERY_FACT]]
    told = [row for file in sorted(TOLD.glob("*.jsonl")) for row in file.read_text(encoding="utf-8").splitlines()]
    lines_told = map(json.loads, told[::_EVERY_TOLD])
    return [*found, *(Line("told", each["text"], False) for each in lines_told if not each.get("request"))]


def rows(answerer: Answerer, lines: Sequence[Line], parses: Sequence[Mapping[str, Any]]) -> Numbers:
    """The signs of each message."""
    found = []
    for line, parse in zip(lines, parses, strict=True):
        asked = Parse.of(parse).asked(0, len(parse["text"]))
        look = answerer.weigh(asked, without=line.known)
        found.append(signs(asked, look.signs))
    return np.array(found)


def learnt_from(matrix: Numbers, lines: Sequence[Line]) -> CaseWeights:
    """The weights of the signs."""
    weights, bias = fitted(matrix, np.array([line.advice for line in lines]), bias=True)
    return CaseWeights(dict(zip(SIGNS, map(float, weights), strict=True)), bias)


def answerer_of() -> Answerer:
    """What answers questions."""
    meanings = both(ROOT / "var" / MEANINGS)
    answerer = Answerer(load_knowledge(), meanings, phrases(OUT_OF_SCOPE), load_weights())
    for each in meanings:
        learn(each, (answerer,))
    return answerer


def folds(matrix: Numbers, lines: Sequence[Line]) -> list[float]:
    """What is made of the messages of each source by weights that were learnt from the others."""
    sources = np.array([line.source for line in lines])
    of_source = {
        source: learnt_from(matrix[sources != source], [line for line in lines if line.source != source])
        for source in dict.fromkeys(sources)
    }
    return [of_source[line.source].chance(row) for line, row in zip(lines, matrix, strict=True)]


def table(lines: Sequence[Line], chances: Sequence[float]) -> str:
    """By source, how many wishes are caught and how many others wrongly, at several thresholds."""
    shown = [f"{'':18}" + "".join(f"{least:>18}" for least in _THRESHOLDS)]
    for source in dict.fromkeys(line.source for line in lines):
        mine = [(line.advice, chance) for line, chance in zip(lines, chances, strict=True) if line.source == source]
        wishes = sum(advice for advice, _ in mine)
        cells = []
        for least in _THRESHOLDS:
            caught = sum(advice for advice, chance in mine if chance >= least)
            wrongly = sum(not advice for advice, chance in mine if chance >= least)
            cells.append(f"{caught:>5}/{wishes:<4}{wrongly:>4}/{len(mine) - wishes:<4}")
        shown.append(f"{source:18}" + "".join(cells))
    return "\n".join(shown)


def main(arguments: Sequence[str]) -> None:
    """Write the weights, or print the table of the folds; then what the weights make of the files that are named."""
    answerer, lines = answerer_of(), messages()
    matrix = rows(answerer, lines, understood([line.text for line in lines], newest()))
    weights = learnt_from(matrix, lines)
    if "--folds" in arguments:
        print(table(lines, folds(matrix, lines)))
    else:
        WEIGHTS.write_text(weights.as_toml(), encoding="utf-8")
    for name in [argument for argument in arguments if not argument.startswith("--")]:
        others = [Line(item["kind"], item["text"], item["kind"] in {"advice", "both"}) for item in read(Path(name))]
        seen = rows(answerer, others, understood([each.text for each in others], newest()))
        print(table(others, [weights.chance(row) for row in seen]))


if __name__ == "__main__":
    main(sys.argv[1:])
