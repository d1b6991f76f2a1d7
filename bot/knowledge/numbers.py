"""Numbers as people write them: digits, "cinq", "twenty-five", "3 ou 4"."""

import re

from text_to_num import alpha2digit  # type: ignore[import-untyped]

from bot.knowledge.resolution import Found, Resolution, Unknown
from bot.knowledge.text import fold, words

MOST_PEOPLE = 99
_NUMBER = re.compile(r"(?<![\d.,-])\d{1,4}(?![\d.,])")
_ALONE = re.compile(r"\b(seule?|alone|just me|only me|juste moi|moi seule?|myself)\b")


def digits(text: str) -> str:
    """The folded text with its French and English number words as digits."""
    folded = fold(text)
    for language in ("fr", "en"):
        folded = alpha2digit(folded, language, threshold=0)
    return folded


def spaced_digits(text: str) -> str:
    """Like `digits`, in canonical words: "quatre-vingts ans!" is "80 ans"."""
    return words(digits(text))


def count(text: str) -> Resolution[int]:
    """How many people or seats: the one number in the text."""
    numbers = {int(number) for number in _NUMBER.findall(digits(text))}
    if len(numbers) == 1 and 0 < (number := numbers.pop()) <= MOST_PEOPLE:
        return Found(number)
    return Found(1) if not numbers and _ALONE.search(words(text)) else Unknown()
