"""Labelled messages, and how far a model understands them as their writers meant."""

import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Parse = Callable[[str], dict[str, Any]]
Span = tuple[int, int, str]
OUT_OF_SCOPE = "out_of_scope"
UNSURE = "nlu_fallback"
_REJECTED = {OUT_OF_SCOPE, UNSURE}
_ENTITY = re.compile(r"\[([^\]]+)\]\((\w+)\)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message as it is typed, what its writer wants, and where its entities begin and end."""

    text: str
    intent: str
    entities: frozenset[Span]

    @classmethod
    def parse(cls, written: str, intent: str) -> "Labelled":
        """From Rasa's notation: `un loyer à [Alma](city)`."""
        text, entities, at = "", [], 0
        for match in _ENTITY.finditer(written):
            text += written[at : match.start()]
            entities.append((len(text), len(text) + len(match[1]), match[2]))
            text, at = text + match[1], match.end()
        return cls(text + written[at:], intent, frozenset(entities))


def labelled(paths: Iterable[Path]) -> list[Labelled]:
    """All messages of some files of training data, in order."""
    blocks = [block for path in paths for block in yaml.safe_load(path.read_text())["nlu"] if "intent" in block]
    return [
        Labelled.parse(line.removeprefix("- ").strip(), block["intent"])
        for block in blocks
        for line in block["examples"].splitlines()
        if line.strip()
    ]


@dataclass(slots=True)
class Score:
    """What became of some messages."""

    right: int = 0
    in_scope: int = 0
    rejected: int = 0  # in scope, and taken for out of scope or not understood
    out_of_scope: int = 0
    recognised: int = 0  # out of scope, and seen as such or not understood
    spans: Counter[str] = field(default_factory=Counter)  # found, missed and invented, by entity
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)
    milliseconds: list[float] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """The share of in-scope messages whose intent is right; one that is not understood is not."""
        return self.right / self.in_scope

    @property
    def rejection(self) -> float:
        """The share of in-scope messages that are turned away or not understood."""
        return self.rejected / self.in_scope

    @property
    def recall_out_of_scope(self) -> float:
        """The share of out-of-scope messages that are not taken for something else."""
        return self.recognised / self.out_of_scope

    def f1(self, entity: str = "all") -> float:
        """Of one entity, or of all together: kind, beginning and end must be exact."""
        found, missed, invented = (self.spans[f"{fate} {entity}"] for fate in ("found", "missed", "invented"))
        return 2 * found / (2 * found + missed + invented) if found else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds of a parse."""
        return statistics.quantiles(self.milliseconds, n=100)[round(share * 100) - 1]

    def line(self) -> str:
        """The figures in one line."""
        return (
            f"intent {self.accuracy:.3f} of {self.in_scope}, rejected {self.rejection:.3f}, "
            f"out of scope {self.recall_out_of_scope:.3f} of {self.out_of_scope}, entities F1 {self.f1():.3f}"
        )


def score(messages: Sequence[Labelled], parse: Parse) -> Score:
    """Let a model parse every message and compare."""
    result = Score()
    for message in messages:
        began = time.perf_counter()
        understood = parse(message.text)
        result.milliseconds.append((time.perf_counter() - began) * 1000)
        _intent(result, message, understood["intent"]["name"] or UNSURE)
        _entities(result, message, {(e["start"], e["end"], e["entity"]) for e in understood["entities"]})
    return result


def _intent(result: Score, message: Labelled, intent: str) -> None:
    if message.intent == OUT_OF_SCOPE:
        result.out_of_scope += 1
        result.recognised += intent in _REJECTED
    else:
        result.in_scope += 1
        result.right += intent == message.intent
        result.rejected += intent in _REJECTED
    if intent != message.intent:
        result.confusions[message.intent, intent] += 1


def _entities(result: Score, message: Labelled, found: set[Span]) -> None:
    for fate, spans in (
        ("found", found & message.entities),
        ("missed", message.entities - found),
        ("invented", found - message.entities),
    ):
        result.spans.update(f"{fate} {name}" for span in spans for name in (span[2], "all"))
