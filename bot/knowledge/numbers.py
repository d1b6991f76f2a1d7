"""Numbers as people write them: digits, "cinq", "twenty-five", "3 ou 4"."""

import re

from text_to_num import alpha2digit  # type: ignore[import-untyped]

from bot.knowledge.normalized_text import fold, words
from bot.knowledge.resolution import Found, Resolution, Unknown

MOST_PEOPLE = 99
_NUMBER = re.compile(r"(?<![\d.,-])\d{1,4}(?![\d.,])")
_ALONE = re.compile(r"\b(seule?|alone|just me|only me|juste moi|moi seule?|myself)\b")


_HALVES = re.compile(r"(\d{1,2}?)?\s?(?:½|1⁄2)|(\d{1,2}) 1/2(?![\d/])")  # NFKC turns "7½" into "71⁄2"
_ONES, _NO_NUMBER = re.compile(r"\bones\b"), "onns"  # "the little ones" are not one
_ABOUT = {"dizaine": 10, "douzaine": 12, "dozen": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}
_ABOUT_SO_MANY = re.compile(rf"\b(?:(?:une|a|one) )?({'|'.join(_ABOUT)})\b(?: d(?:e |'))?")


def digits(text: str) -> str:
    """The folded text with French and English number words as digits, and halves as ".5"."""
    folded = fold(_HALVES.sub(lambda match: f"{match[1] or match[2] or 0}.5", text))
    folded = _ABOUT_SO_MANY.sub(lambda match: f"{_ABOUT[match[1]]} ", folded)
    folded = _ONES.sub(_NO_NUMBER, folded)
    for language in ("fr", "en"):
        folded = alpha2digit(folded, language, threshold=0)
    return folded.replace(_NO_NUMBER, "ones")


def spaced_digits(text: str) -> str:
    """Like `digits`, in canonical words: "quatre-vingts ans!" is "80 ans"."""
    return words(digits(text))


def count(text: str) -> Resolution[int]:
    """A number of people or seats, if the text contains exactly one number."""
    numbers = {int(number) for number in _NUMBER.findall(digits(text))}
    if len(numbers) == 1 and 0 < (number := numbers.pop()) <= MOST_PEOPLE:
        return Found(number)
    return Found(1) if not numbers and _ALONE.search(words(text)) else Unknown()
