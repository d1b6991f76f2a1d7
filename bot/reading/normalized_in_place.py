"""Normalizes texts without moving any character, so that positions found in the result hold in the original text."""

import re
import unicodedata
from collections.abc import Iterator

_STRAIGHT = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_TOLD = re.compile(  # reported speech to the end of the line: « mon ami m'a écrit : … », "my boss said: …"
    r"(?<![\w'])(?:m'a (?:dit|ecrit)|a ecrit|(?:il|elle|on|ils) (?:m'a |me |nous )?(?:dit|ecrit)|said|says"
    r"|wrote(?: to me| me)?|told (?:me|us)|texted(?: me)?|writes) ?: ?(?P<words>[^\n]+)"
)
_OWN_WORDS = re.compile(r"(?<![\w'])(?:i|j'ai|je)(?: \w+)?\W*$")  # "I said: …" is the writer's own
_FEWEST_QUOTED = 4  # words; fewer words in quotation marks are emphasis, not a quotation
AND = re.compile(r"(?<!\w)(?:et|pis|and)(?!\w)")


def even(text: str) -> str:
    """The text in lower case, without accents, with straight apostrophes and hyphens; its length stays the same."""
    return "".join(_letter(c) for c in text)


def either(french: str, english: str) -> str:
    """Alternatives for a regular expression that match in either language."""
    return f"{french}|{english}"


def whole(words: str) -> re.Pattern[str]:
    """A compiled pattern that matches these alternatives as whole words, also after an apostrophe: « d'alertes »."""
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _letter(c: str) -> str:
    straight = _STRAIGHT.get(c)
    if straight:
        return straight
    lowered = unicodedata.normalize("NFKD", c.lower())[:1]
    return lowered if lowered and not unicodedata.combining(lowered) else " " if c.isspace() else c


def without_quotes(text: str) -> str:
    """The text with quotations, which are somebody else's words, replaced by blanks; positions stay.

    A text that is nothing but a quotation is returned as it is.
    """
    own = _QUOTED.sub(_blank, text)
    for told in _TOLD.finditer(even(own)):
        if not _OWN_WORDS.search(even(own)[: told.start()]):
            own = blanked(own, *told.span("words"))
    return own if any(c.isalnum() for c in own) else text


def parts(boundary: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each part of a text, with the boundary that ends it."""
    start = 0
    for end in [*(match.end() for match in boundary.finditer(text)), len(text)]:
        yield start, end
        start = end


def blanked(text: str, start: int, end: int) -> str:
    """The text with this part replaced by blanks, so that positions stay."""
    return text[:start] + " " * (end - start) + text[end:]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0]) if len(match[0].split()) >= _FEWEST_QUOTED else match[0]


def cut(text: str, start: int, end: int) -> str:
    """A part of a text without the blanks and punctuation around it."""
    return text[start:end].strip(" \t\n,;:.!-")
