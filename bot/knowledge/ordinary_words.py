"""Frequent words that no trade's name holds, and that a slip of a letter or two would make one of its words.

They are stems of the 5,000 most frequent words of French and English (`wordfreq` 3.1.1) that `TradeIndex` would mend:
"souvent" to "solvent", "mieux" to "mixed". Who writes one of them has seldom misspelt a trade.
"""

from functools import cache
from importlib.resources import files


@cache
def ordinary_words() -> frozenset[str]:
    """As `trade_words.telling` gives them."""
    listed = files("bot.knowledge") / "data" / "ordinary_words.txt"
    return frozenset(listed.read_text(encoding="utf-8").split())
