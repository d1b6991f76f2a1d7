"""Detects the language of a message: French, English, or another one, in which the assistant can only greet."""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bot.base.terms import Language
from bot.knowledge.normalized_text import words

if TYPE_CHECKING:
    from py3langid import langid

# Shorter messages are often names, trades or levels rather than sentences: of the training phrases with four words or
# more, 1.7 in a hundred are taken for the other language, most of them mixed; of shorter ones, 7.
FEWEST_WORDS = 4
_NEIGHBOURS = ("es", "pt")  # not ours, but common in messages to us, and too easily taken for French
# Languages in Latin letters that are told from ours; those that are greeted in: `bot/replies/other_languages.py`.
_LATIN = ("ht", "tl", "vi", "it", "ro", "tr")
_FEWEST_OF_SPANISH, _FEWEST_OF_ANOTHER = 2, 3  # words
_SURE, _SURE_OF_TWO_WORDS = 0.9, 0.95
# Phonetic French ("ki vit av sa mer") looks like Creole to a model of letters: Creole's own little words are required.
_CREOLE = re.compile(
    r"\b(?:mwen|yon|nan|bezwen|kote|kijan|eske|tanpri|bonjou|mesi|travay|chache|gen|pou|ak|vle|ap|nou|fanmi|konnen)\b"
)
_FEWEST_CREOLE = 2
_SCRIPTS = {
    "CYRILLIC": ("ru", "uk"), "ARABIC": ("ar", "fa"), "CJK": ("zh",), "DEVANAGARI": ("hi",), "GURMUKHI": ("pa",),
    "HIRAGANA": ("ja",), "KATAKANA": ("ja",), "HANGUL": ("ko",),
}  # fmt: skip


def written_language(text: str) -> Language | None:
    """French or English; None for a short message or another language."""
    if _words_of(text) < FEWEST_WORDS:
        return None
    code, _ = _identifier(*Language, *_NEIGHBOURS).classify(text)
    return Language(code) if code in set(Language) else None


def other_script(text: str) -> str | None:
    """The language (ISO 639-1) of a text that is mostly in another script; "" if the script does not tell."""
    scripts = Counter(unicodedata.name(c, "?").split()[0] for c in text if c.isalpha())
    latin = scripts.pop("LATIN", 0)
    if sum(scripts.values()) <= latin:
        return None
    named = max(scripts, key=lambda script: (script in {"HIRAGANA", "KATAKANA"}, scripts[script]))
    codes = _SCRIPTS.get(named, ("",))
    tells = len(codes) > 1 and len(text.split()) >= _FEWEST_OF_ANOTHER
    return str(_identifier(*codes).classify(text)[0]) if tells else codes[0]  # the one with more speakers comes first


def other_language(text: str) -> str | None:
    """The language (ISO 639-1) of a text that is certainly neither French nor English, in any script."""
    if (code := other_script(text)) is not None:
        return code
    number = _words_of(text)
    if number < _FEWEST_OF_SPANISH:
        return None
    likely = dict(_identifier(*Language, *_NEIGHBOURS, *_LATIN).rank(text))
    iberian = sum(likely[code] for code in _NEIGHBOURS)  # a few words do not always tell which of the two it is
    if iberian >= (_SURE if number >= _FEWEST_OF_ANOTHER else _SURE_OF_TWO_WORDS):
        return max(_NEIGHBOURS, key=likely.__getitem__)
    code = max(_LATIN, key=likely.__getitem__)
    if number < _FEWEST_OF_ANOTHER or likely[code] < _SURE:
        return None
    return None if code == "ht" and len(_CREOLE.findall(text.lower())) < _FEWEST_CREOLE else code


def _words_of(text: str) -> int:
    return sum(map(str.isalpha, words(text).split()))


@cache
def _identifier(*languages: str) -> "langid.LanguageIdentifier":
    from py3langid import langid  # commands that detect no language do without its models

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return identifier
