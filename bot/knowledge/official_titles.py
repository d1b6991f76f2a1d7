"""The 57,708 example titles of the National Occupational Classification, packed as distinguishing words.

Packed once by `bot knowledge titles`, because folding genders, numbers and accents takes a second and a command starts
every time. A line has a unit group's code, the stems of a title with its trade first, and after a bar those of its
field: "Infirmière-chef/infirmier-chef - pédiatrie" is `@31300 infirmier chef | pediatrie`. No two lines are the same.
"""

import csv
import gzip
import re
from collections.abc import Iterable
from pathlib import Path

from bot.knowledge.normalized_text import words
from bot.knowledge.trade_words import LITTLE, stem, telling

OFFICIAL_TITLES = Path(__file__).with_name("data") / "noc2021_titles.txt.gz"
_FROM_PREPOSITION = re.compile(r"\b(?:of|in|for|at|to)\b.*")


def pack(source: Path) -> bytes:
    """The packed form of a table with the columns code, language ("en" or "fr") and title."""
    with source.open(encoding="utf-8", newline="") as table:
        lines = {_line(row["code"], row["language"], row["title"]) for row in csv.DictReader(table)}
    return gzip.compress("\n".join(sorted(lines)).encode(), mtime=0)


def official_titles(path: Path = OFFICIAL_TITLES) -> str:
    """The lines of the packed form."""
    return gzip.decompress(path.read_bytes()).decode()


def name_line(code: str, name: Iterable[str], field: Iterable[str] = ()) -> str:
    """A line of the packed form, made from stems."""
    return f"@{code} {' '.join(name)} | {' '.join(field)}".rstrip(" |")


def _line(code: str, language: str, title: str) -> str:
    name, _, field = title.partition(" - ")
    return name_line(code, _trade_first(name, language), telling(field))


def _trade_first(name: str, language: str) -> Iterable[str]:
    """The trade is the first word in French, and in English the last before a preposition."""
    stems = telling(name)
    if language == "fr":
        return stems
    core = [stem(token) for token in words(_FROM_PREPOSITION.sub("", name.lower())).split() if token not in LITTLE]
    return dict.fromkeys([*core[-1:], *stems])
