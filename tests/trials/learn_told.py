"""Learns which values a message tells of its writer, for the second look: `make telling`.

The lines are strangers' (`nlu/data/told`, a file a person; their form: `tests/trials/told.py`), read by the trained
model, which has never seen them. `--folds` learns without each person in turn, and prints what becomes of what that
person told; nothing is written then.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.base.terms import LISTS, Field
from bot.dialogue.trained_model import ROOT
from bot.reading import Context, Parse, Reader, own_words, second_look
from bot.reading.second_look import WEIGHTS, Features, Weighed, Weights, weighed
from tests.trials.logistic import fitted
from tests.trials.questions import newest
from tests.trials.told import (
    TODAY,
    Heard,
    Line,
    become_of,
    is_gold,
    lines_of,
    parses_of,
    reader_of,
    same_language,
    table,
    told_before,
)  # fmt: skip

PEOPLE = ROOT / "nlu" / "data" / "people"
_FEWEST = 8  # lines that have a word before it counts
_QUESTIONS = 1200
_WORDS_OF_A_QUESTION = 14
_STORIES = frozenset({"long", "multi", "indirect"})  # which may tell something as well
_ASKING = frozenset(
    {"ask_housing", "ask_climate", "ask_schools_childcare", "ask_health_care", "ask_community", "ask_getting_there",
     "ask_region", "compare_regions", "list_trips", "ask_trip_program", "ask_local_services", "ask_francisation",
     "francisation_formats", "ask_programme", "ask_privacy", "ask_financial_aid", "ask_worker_rights", "out_of_scope",
     "ask_immigration_advisor", "ask_employer", "my_trips"}
)  # fmt: skip
_MARKED = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_WORDS = ("before:", "after:", "in:")


def questions() -> list[Line]:
    """Questions that strangers asked, which tell nothing to note, at no open question or at some."""
    asked: list[str] = []
    for file in sorted(PEOPLE.glob("t*.tsv")):
        for row in file.read_text(encoding="utf-8").splitlines():
            intent, _, style, text = row.split("\t")
            plain = _MARKED.sub(r"\1", text.rpartition(" || ")[2])
            if intent in _ASKING and style not in _STORIES and len(plain.split()) <= _WORDS_OF_A_QUESTION:
                asked.append(plain)
    fields = [None, None, *Field]
    return [
        {"id": f"q{number}", "asked": fields[number % len(fields)], "text": text, "gold": {}}
        for number, text in enumerate(asked[:: len(asked) // _QUESTIONS])
    ]


def samples(lines: Sequence[Line], parses: Sequence[Mapping[str, Any]], reader: Reader) -> list[tuple[Line, Weighed]]:
    """Every candidate of every message, with what speaks for it."""
    found = []
    for line, parse in zip(lines, parses, strict=True):
        context = _context(line)
        text = own_words(line["text"])
        if reader.at_once(text, context) is None:
            seen = Parse.of(parse)
            first = reader.first_look(seen, context)
            found += [(line, each) for each in weighed(reader.resolver, seen, context, first)]
    return found


def _context(line: Line) -> Context:
    return Context(TODAY, Field(line["asked"]) if line["asked"] else None, told_before(line), alarmed=False)


def is_told(line: Line, each: Weighed) -> bool:
    """Whether a clerk would note this value; of a list, whether it is new and on it."""
    field, gold = each.candidate.field, line["gold"].get(each.candidate.field)
    if gold is None:
        return False
    if field not in LISTS:
        return any(is_gold(field, gold, option) for option in each.candidate.options)
    before = set(line.get("told", {}).get(field, ()))
    all_of_it = set(gold) | ({"any"} if len(gold) > 14 else set())
    return any(
        (named := {same_language(code) for code in option if code != "fr"}) <= all_of_it and not named <= before
        for option in each.candidate.options
    )


def learn(found: Sequence[tuple[Line, Weighed]]) -> Weights:
    """The weights of each field."""
    weights: dict[str, Features] = {}
    for field in Field:
        mine = [(each.features, is_told(line, each)) for line, each in found if each.candidate.field is field]
        counts = Counter(name for row, _ in mine for name in row)
        names = sorted(name for name, n in counts.items() if n >= _FEWEST or not name.startswith(_WORDS))
        matrix = np.array([[row.get(name, 0.0) for name in names] for row, _ in mine])
        learnt, _ = fitted(matrix, np.array([told for _, told in mine]), bias=False)
        kept = {name: round(float(weight), 2) for name, weight in zip(names, learnt, strict=True)}
        weights[field] = {name: weight for name, weight in kept.items() if weight}
    return weights


def with_questions(lines: Sequence[Line], parses: Sequence[Mapping[str, Any]]) -> tuple[list[Line], list[Any]]:
    """The messages, and questions that tell nothing."""
    more = questions()
    return [*lines, *more], [*parses, *parses_of([own_words(line["text"]) for line in more], newest())]


def folds(lines: Sequence[Line], parses: Sequence[Mapping[str, Any]], reader: Reader) -> Iterator[Heard]:
    """What becomes of each person's messages by weights that were learnt from the others'."""
    found = samples(*with_questions(lines, parses), reader)
    people = sorted({_person(line) for line in lines})
    learnt = second_look.load_weights
    for person in people:
        weights = learn([(line, each) for line, each in found if _person(line) != person])
        second_look.load_weights = lambda weights=weights: weights  # type: ignore[assignment]
        for line, parse in zip(lines, parses, strict=True):
            if _person(line) == person:
                yield from become_of(line, reader, parse)
    second_look.load_weights = learnt


def _person(line: Line) -> str:
    return str(line["id"]).split("-")[0]


def as_toml(weights: Weights) -> str:
    """The file of weights."""
    rows = ["# Learnt by `make telling` from what people told: not written by hand."]
    for field, each in weights.items():
        rows += ["", f"[{field}]", *(f'"{name}" = {weight}' for name, weight in each.items())]
    return "\n".join(rows) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Write the weights, or print the table of the folds."""
    lines = lines_of([Path(name) for name in arguments if not name.startswith("--")])
    reader, parses = reader_of(), parses_of([own_words(line["text"]) for line in lines], newest())
    if "--folds" in arguments:
        print(table(list(folds(lines, parses, reader))))
    else:
        Path(str(WEIGHTS)).write_text(as_toml(learn(samples(*with_questions(lines, parses), reader))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
