"""The three sets of the trials in one table, by language, style and kind: `make trials`."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from bot.dialogue.trained_model import ROOT, ensure_model
from bot.knowledge import load_knowledge, training_vocabulary
from tests.nlu.loaded import model
from tests.trials import FOLDER, conversations, messages, questions

_SETS = ("messages", "questions", "conversations")


@dataclass(frozen=True, slots=True)
class Tried:
    """One item of a set, and whether it went as it should."""

    of: str  # the set
    language: str
    style: str
    kind: str
    passed: bool


def tried_messages() -> list[Tried]:
    """A message passes whose intent is one that its writer or a fair judge accepts."""
    with model(ensure_model(ROOT / "var", training_vocabulary(load_knowledge()))) as (parse, _):
        parsed = messages.run(messages.trials(FOLDER / "messages.jsonl"), parse)
    rows = []
    for trial, understood, milliseconds in parsed:
        one = messages.outcome([(trial, understood, milliseconds)])
        rows.append(Tried("messages", trial.language, trial.style, trial.intent, bool(one.right or one.recognised)))
    return rows


def tried_questions() -> list[Tried]:
    """A question passes as the trials' own judge says."""
    trained = ensure_model(ROOT / "var", training_vocabulary(load_knowledge()))
    judged = asyncio.run(questions.judged(FOLDER / "questions.jsonl", trained))
    return [
        Tried("questions", each.item["lang"], str(each.item.get("style")), each.item["expect"], not each.why)
        for each in judged
    ]


def tried_conversations() -> list[Tried]:
    """A conversation passes whose every step does."""
    return [Tried("conversations", each["lang"], "", each["kind"], each["passed"]) for each in conversations.hold()]


def table(tried: Iterable[Tried]) -> Table:
    """All, then by language, style and kind."""
    rows = list(tried)
    shown = Table(title="Trials: how many go as they should")
    for heading in ("", *_SETS):
        shown.add_column(heading)
    for group in ("all", "language", "style", "kind"):
        names = sorted({getattr(each, group, "all") for each in rows} - {""})
        for name in names:
            mine = [each for each in rows if getattr(each, group, "all") == name]
            shown.add_row(name, *(_share([each for each in mine if each.of == of]) for of in _SETS))
        shown.add_section()
    return shown


def _share(some: list[Tried]) -> str:
    return f"{sum(each.passed for each in some)} of {len(some)}, {_rate(some):.0%}" if some else ""


def _rate(some: list[Tried]) -> float:
    return sum(each.passed for each in some) / len(some)


if __name__ == "__main__":
    Console(width=100).print(table([*tried_messages(), *tried_questions(), *tried_conversations()]))
