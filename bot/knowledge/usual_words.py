"""Replaces words as people type them on a phone, or say them in another language, by the usual ones."""

import re
from collections.abc import Mapping, Sequence

from bot.knowledge.normalized_text import fold

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COUNTED_MONTHS = re.compile(r"(?i)(?<=\d )mwa\b|(?<=\d)mwa\b")  # « mwa » is "me" elsewhere


class Spelling:
    """The replacements, from the vocabulary's `spellings`. Built once."""

    def __init__(self, spellings: Mapping[str, Sequence[str]]) -> None:
        pairs = {fold(typed): usual for usual, forms in spellings.items() for typed in forms}
        self._words = {typed: usual for typed, usual in pairs.items() if " " not in typed}
        self._phrases = {typed: usual for typed, usual in pairs.items() if " " in typed}
        self._longest = max((typed.count(" ") + 1 for typed in self._phrases), default=1)

    def usual(self, text: str) -> str:
        """The text with the usual words; everything else stays as it is."""
        tokens = list(_TOKEN.finditer(_COUNTED_MONTHS.sub("mois", text)))
        text = _COUNTED_MONTHS.sub("mois", text)
        typed = [fold(token[0]).replace("’", "'") for token in tokens]
        written, done, at = [], 0, 0
        while at < len(tokens):
            size = next((n for n in range(self._longest, 1, -1) if " ".join(typed[at : at + n]) in self._phrases), 1)
            known = self._phrases if size > 1 else self._words
            end = min(at + size, len(tokens)) - 1
            if (usual := known.get(" ".join(typed[at : end + 1]))) is not None:
                written += [text[done : tokens[at].start()], usual]
                done = tokens[end].end()
            at = end + 1
        return "".join([*written, text[done:]])
