"""The words that candidates agreed to, by version, as they stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("consents.yaml")


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """A version of the question. `since`: the day on which it was first in force; `words`: by language."""

    version: int
    since: date
    words: Mapping[str, str]


@cache
def consent_words() -> Sequence[ConsentWords]:
    """Every version, the newest first."""
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return sorted((ConsentWords(**each) for each in read), key=lambda each: -each.version)
