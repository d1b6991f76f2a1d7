"""Which words the model has met: what it has not met, it can only guess at."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_REMEMBERED = 20_000  # texts, most of them words: they come again and again
_LONG_ENOUGH = 5  # letters; a shorter word with one letter changed is another word


@lru_cache(_REMEMBERED)
def fold(text: str) -> str:
    """Lower case without accents, ligatures opened, drawn out letters ("ouiiii") as one."""
    lowered = text.casefold().replace("œ", "oe").replace("æ", "ae")
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return _DRAWN_OUT.sub(r"\1", plain)


def words(text: str) -> list[str]:
    """The words of a text, folded. What has no letter in it (a number, an emoji) is not a word."""
    return [token for token in _TOKEN.findall(fold(text)) if any(c.isalpha() for c in token)]


class Vocabulary:
    """A set of known words that forgives one wrong letter in a word of some length."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        self._near = frozenset(near for word in self.known for near in _one_letter_less(word))

    def __contains__(self, word: str) -> bool:
        if word in self.known:
            return True
        shorter = _one_letter_less(word)
        return bool(shorter) and (word in self._near or not self._near.isdisjoint(shorter)
                                  or not self.known.isdisjoint(shorter))  # fmt: skip

    def coverage(self, text: str) -> float:
        """How much of a text is known, 0 to 1: nothing of one without words, or of single letters alone."""
        found = words(text)
        if all(len(word) == 1 for word in found):
            return 0.0
        return sum(word in self for word in found) / len(found)


def _one_letter_less(word: str) -> list[str]:
    """Two words that share one of these differ by a letter added, dropped, replaced or swapped."""
    if len(word) < _LONG_ENOUGH:
        return []
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
