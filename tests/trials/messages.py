"""How many of the trials' messages are understood: `python -m tests.trials.messages [FILE.jsonl…]`.

Parses `messages.jsonl` of the trials' folder (`TRIALS`, or `../shared/trials`) with the trained model, in a process of
its own, and prints a table by language, style and kind. A line of it is an object with `text`, `intent`, `also_ok`,
`entities` (`entity`, `value`), `lang` and `style`.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.dialogue.trained_model import ROOT, ensure_model
from bot.knowledge import load_knowledge, training_vocabulary
from tests.nlu.labelled import OUT_OF_SCOPE, UNSURE, Parse
from tests.nlu.loaded import model

from . import FOLDER

PROCEDURE = "ask_immigration_procedure"


@dataclass(frozen=True, slots=True)
class Trial:
    """A message, what its writer wants, what a fair judge accepts as well, and the entities in it."""

    text: str
    intents: frozenset[str]  # the first choice and the others
    intent: str
    entities: frozenset[tuple[str, str]]  # kind and value
    language: str
    style: str

    @classmethod
    def parse(cls, line: str) -> "Trial":
        """From a line of the file."""
        told: dict[str, Any] = json.loads(line)
        entities = frozenset((each["entity"], each["value"]) for each in told.get("entities", ()))
        accepted = frozenset({told["intent"], *told.get("also_ok", ())})
        return cls(told["text"], accepted, told["intent"], entities, told["lang"], told["style"])


def trials(path: Path) -> list[Trial]:
    """All of a file."""
    return [Trial.parse(line) for line in path.read_text(encoding="utf-8").splitlines()]


@dataclass(slots=True)
class Outcome:
    """What became of some messages."""

    right: int = 0
    in_scope: int = 0
    rejected: int = 0
    recognised: int = 0
    out_of_scope: int = 0
    caught: int = 0
    cases: int = 0  # questions on somebody's immigration case
    innocent: int = 0
    wrongly: int = 0
    found: int = 0
    missed: int = 0
    invented: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def add(self, trial: Trial, parse: dict[str, Any], milliseconds: float) -> None:
        """Count one."""
        intent = parse["intent"]["name"] or UNSURE
        if trial.intent == OUT_OF_SCOPE:
            self.out_of_scope += 1
            self.recognised += intent in trial.intents | {UNSURE}
        else:
            self.in_scope += 1
            self.right += intent in trial.intents
            self.rejected += intent in {OUT_OF_SCOPE, UNSURE}
        self.cases += trial.intent == PROCEDURE
        self.caught += trial.intent == PROCEDURE == intent
        self.innocent += PROCEDURE not in trial.intents
        self.wrongly += PROCEDURE not in trial.intents and intent == PROCEDURE
        found = {(each["entity"], trial.text[each["start"] : each["end"]]) for each in parse["entities"]}
        self.found += len(found & trial.entities)
        self.missed += len(trial.entities - found)
        self.invented += len(found - trial.entities)
        self.milliseconds.append(milliseconds)

    @property
    def f1(self) -> float:
        """Of all entities: kind and value must be exact."""
        return 2 * self.found / (2 * self.found + self.missed + self.invented or 1)

    def row(self) -> tuple[str, ...]:
        """The figures as a line of the table."""
        return (
            _share(self.right, self.in_scope),
            _share(self.rejected, self.in_scope),
            _share(self.recognised, self.out_of_scope),
            _share(self.caught, self.cases),
            _share(self.wrongly, self.innocent),
            f"{self.f1:.2f} of {self.found + self.missed}",
            " ".join(f"{each:.1f}" for each in (self.percentile(50), self.percentile(95))),
        )

    def percentile(self, percent: int) -> float:
        """Milliseconds of a parse."""
        if len(self.milliseconds) < 2:
            return sum(self.milliseconds)
        return statistics.quantiles(self.milliseconds, n=100, method="inclusive")[percent - 1]


def run(messages: Sequence[Trial], parse: Parse) -> list[tuple[Trial, dict[str, Any], float]]:
    """Let the model parse every message."""
    parsed = []
    for message in messages:
        began = time.perf_counter()
        understood = parse(message.text)
        parsed.append((message, understood, (time.perf_counter() - began) * 1000))
    return parsed


def outcome(parsed: Iterable[tuple[Trial, dict[str, Any], float]]) -> Outcome:
    """All of them together."""
    total = Outcome()
    for each in parsed:
        total.add(*each)
    return total


def table(title: str, parsed: Sequence[tuple[Trial, dict[str, Any], float]]) -> Table:
    """All messages, then by language, style and kind."""
    shown = Table(title=title)
    for heading in (
        "",
        "intent right",
        "rejected",
        "out of scope",
        "guard: caught",
        "wrongly",
        "entities F1",
        "ms p50 p95",
    ):
        shown.add_column(heading)
    groups: list[Callable[[Trial], str]] = [
        lambda trial: "all",
        lambda trial: trial.language,
        lambda trial: trial.style,
        lambda trial: trial.intent,
    ]
    for group in groups:
        for name in sorted({group(trial) for trial, _, _ in parsed}):
            shown.add_row(name, *outcome(each for each in parsed if group(each[0]) == name).row())
        shown.add_section()
    return shown


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} of {whole}" if whole else ""


def main(paths: Sequence[Path]) -> None:
    """Train if need be, parse, print."""
    console = Console(width=140)
    with model(ensure_model(ROOT / "var", training_vocabulary(load_knowledge()))) as (parse, _):
        for text in ("bonjour", "where is it", "combien coûte un loyer à Alma"):
            parse(text)
        for path in paths:
            console.print(table(path.name, run(trials(path), parse)))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [FOLDER / "messages.jsonl"])
