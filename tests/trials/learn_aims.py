"""Learns what a message is about at a moment of a chat: `make aims`.

The lines are strangers' (`nlu/data/turns`, a file a person): `at` (one of `moments.MOMENTS`), `text`, and `about` (an
`Aim`; `also`: another one that a fair judge accepts), read by the trained model, which has never seen them. With
`--folds` it learns without a fifth of the people in turn, and prints how what these wrote is taken.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.reading import Context, Parse, own_words, what_it_is_about
from bot.reading.context import Aim
from bot.reading.what_it_is_about import SURE, WEIGHTS, Features, features, possible
from tests.trials import logistic
from tests.trials.moments import MOMENTS
from tests.trials.questions import newest
from tests.trials.told import parses_of, reader_of

Weights = Mapping[str, Sequence[float]]
_FEWEST = 4  # messages that have a feature before it counts
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """A message that somebody wrote at a moment, and what speaks for each aim."""

    writer: str
    line: Mapping[str, Any]
    context: Context
    features: Features


def turns(files: Sequence[Path]) -> list[Turn]:
    """Every message of these files, as the rules and the model see it; what needs no model is left out."""
    lines = [(file.stem, json.loads(line)) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    parses = parses_of([own_words(line["text"]) for _, line in lines], newest())
    reader, found = reader_of(), []
    for (writer, line), parse in zip(lines, parses, strict=True):
        context, seen = MOMENTS[line["at"]], Parse.of(parse)
        if reader.at_once(own_words(line["text"]), context) is None:
            row = dict(features(seen, context, reader.by_rules(seen, context)))
            found.append(Turn(writer, line, context, row))
    return found


def learn(found: Sequence[Turn]) -> Weights:
    """The weights of each feature, an aim after the other."""
    counts = Counter(name for turn in found for name in turn.features)
    names = sorted(name for name, n in counts.items() if n >= _FEWEST)
    at = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(found), len(names)))
    for number, turn in enumerate(found):
        for name in turn.features.keys() & at.keys():
            matrix[number, at[name]] = turn.features[name]
    weights = logistic.of_several(matrix, np.array([turn.line["about"] for turn in found]), tuple(Aim))
    return {name: [round(float(each), 2) for each in row] for name, row in zip(names, weights.T, strict=True)}


def folds(found: Sequence[Turn]) -> Iterator[tuple[Mapping[str, Any], Mapping[Aim, float]]]:
    """How each person's messages are taken by weights that were learnt from others'."""
    people = sorted({turn.writer for turn in found})
    for part in range(_PARTS):
        left_out = set(people[part::_PARTS])
        weights = learn([turn for turn in found if turn.writer not in left_out])
        for turn in found:
            if turn.writer in left_out:
                yield turn.line, what_it_is_about.weighed(turn.features, weights, possible(turn.context))


def table(taken: Sequence[tuple[Mapping[str, Any], Mapping[Aim, float]]]) -> str:
    """How many go right, by what they are about, and where it is sure."""
    best = [(line, max(chances, key=lambda aim: chances[aim]), max(chances.values())) for line, chances in taken]
    rows = [f"right {_share([aim == line['about'] for line, aim, _ in best])} of {len(best)}"]
    for each in Aim:
        rows.append(f"{each.name}: {_share([aim == each for line, aim, _ in best if line['about'] == each])}")
    sure = [aim in {line["about"], line.get("also")} for line, aim, chance in best if chance >= SURE]
    rows.append(f"sure of {_share([chance >= SURE for *_, chance in best])}, of which right {_share(sure)}")
    return "\n".join(rows)


def _share(held: Sequence[bool]) -> str:
    return f"{sum(held) / max(len(held), 1):.3f}"


def as_toml(weights: Weights) -> str:
    """The file of weights."""
    rows = ["# Learnt by `make aims` from what people wrote next: not written by hand."]
    rows += [f"order = {[str(aim) for aim in Aim]}", "", "[weights]"]
    rows += [f"{json.dumps(name, ensure_ascii=False)} = {each}" for name, each in weights.items() if any(each)]
    return "\n".join(rows) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Write the weights, or print the table of the folds."""
    found = turns([Path(name) for name in arguments if not name.startswith("--")])
    if "--folds" in arguments:
        print(table(list(folds(found))))
    else:
        Path(str(WEIGHTS)).write_text(as_toml(learn(found)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
