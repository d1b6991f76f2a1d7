"""Frequent words that no trade's name holds, and that a slip of a letter or two would make one of its words.

They are stems of the 5,000 most frequent words of French and English (`wordfreq` 3.1.1), of those with five letters or
more, that `TradeIndex` would mend: "souvent" to "solvent", "mieux" to "mixed". Who writes one of them has seldom
misspelt a trade. `bot knowledge ordinary-words` writes the list.
"""

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from bot.knowledge.trade_words import telling

ORDINARY_WORDS = Path(__file__).parent / "data" / "ordinary_words.txt"
_SHORTEST = 5  # letters: shorter ones are written where a trade is cut short


@cache
def ordinary_words() -> frozenset[str]:
    """As `trade_words.telling` gives them."""
    listed = files("bot.knowledge") / "data" / ORDINARY_WORDS.name
    return frozenset(listed.read_text(encoding="utf-8").split())


def among(frequent: Iterable[str], resembles: Callable[[str], bool]) -> list[str]:
    """The stems of frequent words that only resemble a word of a trade (`OccupationResolver.resembles`)."""
    stems = {stem for word in frequent if len(word) >= _SHORTEST for stem in telling(word)}
    return sorted(filter(resembles, stems))
