"""Invisible characters that change how a text is shown, or what a terminal does."""

import unicodedata

_NEVER = frozenset({"Cc", "Cs"})  # control characters (some of which a terminal obeys) and lone surrogates
_TURNING = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # characters that change the direction of writing
_KEPT = frozenset("\n\u00a0\u202f")


def printable(text: str, *, lines: bool = False) -> str:
    """The text without control and direction characters; `lines`: newlines and no-break blanks are kept."""
    return "".join(_shown(character, lines) for character in text)


def _shown(character: str, lines: bool) -> str:
    if lines and character in _KEPT:
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _NEVER or character in _TURNING else character
