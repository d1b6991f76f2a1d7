"""The one way in which typed text is normalized: accents, case, hyphens and apostrophes never make a difference."""

import re
import unicodedata

LONGEST = 300  # characters that are read, which bounds the time: answers are short
_PUNCTUATION = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "–": "-", "—": "-"})
_LEADING = frozenset(
    """
    la le les l au aux a en dans the in an at to of for de du des d region regions area ville city town sur vers
    pour my mon ma mes un une uh euh near pres around
    """.split()
)


def fold(text: str) -> str:
    """The first `LONGEST` letters in lower case and without accents; digits and punctuation stay."""
    lowered = text[:LONGEST].casefold()
    if lowered.isascii():
        return lowered
    lowered = lowered.translate(_LIGATURES)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def folded(text: str) -> str:
    """Like `fold`, for a text of any length; runs of white space become one blank."""
    return " ".join("".join(fold(text[at : at + LONGEST]) for at in range(0, len(text), LONGEST)).split())


def spaced(text: str) -> str:
    """`folded`, with apostrophes and hyphens as spaces: "puis-je" is "puis je"."""
    return re.sub(r"[’'-]", " ", folded(text))


def words(text: str) -> str:
    """The words of a text, folded, without punctuation, separated by single blanks."""
    return _PUNCTUATION.sub(" ", fold(text)).strip()


def bare(text: str) -> str:
    """`words` without leading articles and prepositions: "dans la région de l’Estrie" is "estrie"."""
    tokens = words(text).split()
    start = 0
    while start < len(tokens) - 1 and tokens[start] in _LEADING:
        start += 1
    return " ".join(tokens[start:])
