"""Translates what people type in a further language, word by word, so that the readers understand it.

A pack, such as `packs/es.yaml`, maps words and phrases of that language to English ones.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_PACKS = Path(__file__).parent / "packs"


def glossed(text: str, language: str | None) -> str:
    """The text with the words of this language's pack replaced by English ones; unchanged if there is no pack."""
    pack = _pack(language) if language else None
    return pack.gloss(text) if pack else text


class _Pack:
    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = {_even(phrase): meaning for phrase, meaning in meanings.items()}
        longest_first = sorted(self._meanings, key=len, reverse=True)
        # parts of hyphenated words are left alone: these are names of towns
        self._known = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")

    def gloss(self, text: str) -> str:
        """The text with known words replaced; names and other unknown words stay as they are written."""
        written, at, pieces = unicodedata.normalize("NFC", text), 0, list[str]()
        for found in self._known.finditer(_even(written)):
            pieces += written[at : found.start()], self._meanings[found[0]]
            at = found.end()
        return "".join((*pieces, written[at:]))


@cache
def _pack(language: str) -> _Pack | None:
    path = _PACKS / f"{language}.yaml"
    return _Pack(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else None


def _even(text: str) -> str:
    """The text in lower case without accents, one letter for each, so that positions stay the same."""
    return "".join(_letter(each) for each in unicodedata.normalize("NFC", text))


def _letter(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter.lower())[0]
