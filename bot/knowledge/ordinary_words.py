"""Frequent words that are in no name of a trade, but one or two letters away from a word that is.

They are the stems of those of the 5,000 most frequent words of French and English (`wordfreq` 3.1.1) that have five
letters or more and that `TradeIndex` would take for a misspelt word of a trade: "souvent" for "solvent", "mieux" for
"mixed". Whoever writes one of them has seldom misspelt a trade. `bot knowledge ordinary-words` writes the list.
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
    """The stems, in the form that `trade_words.telling` gives."""
    listed = files("bot.knowledge") / "data" / ORDINARY_WORDS.name
    return frozenset(listed.read_text(encoding="utf-8").split())


def among(frequent: Iterable[str], resembles: Callable[[str], bool]) -> list[str]:
    """Those of the frequent words' stems that only resemble a word of a trade (`OccupationResolver.resembles`)."""
    stems = {stem for word in frequent if len(word) >= _SHORTEST for stem in telling(word)}
    return sorted(filter(resembles, stems))
