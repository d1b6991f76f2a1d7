"""Which word somebody meant to write: the nearest frequent one, by its letters or by its sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from symspellpy import SymSpell, Verbosity

from components.vocabulary import fold

_REMEMBERED = 5_000  # words
_MISTAKES = 2
_SHORT, _LONG = 4, 8  # letters: a shorter word is left alone, a longer one may have two mistakes
_OURS = 0.6  # what a word of our phrases is worth, as the power of ten of a frequency
_COST = 1.6  # of a mistake, in the same measure
_SOUND_COST = 1.0  # of other letters for the same sound
_FIRST_COST = 1.2  # of another first letter: those are hardly ever wrong
_ACCENT = 1.5  # as a power of ten: "engage" and "engagé" are both words, "deja" is none
_LEAST = 2.0  # a word that costs more than it is frequent is not the one

# How French sounds, roughly: letters that are spoken alike become one. In this order.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"sch|sh", "ch"), (r"ch", "S"), (r"gn", "N"), (r"tion", "sion"),
        (r"qu|q|ck|cc(?=[aouklr])|c(?=[aouklrtn]|$)", "k"), (r"ç|sc(?=[eiy])|c(?=[eiy])|ss", "s"),
        (r"g(?=[eiy])e?", "j"), (r"gu(?=[eiy])", "g"), (r"oi|oy|oua|wa", "W"),
        (r"eau|au", "o"), (r"(?:ain|ein|in|im|ym|yn|aim)(?![aeiouynm])", "I"), (r"(?:an|am|en|em)(?![aeiouynm])", "A"),
        (r"(?:on|om)(?![aeiouynm])", "O"), (r"ou", "U"), (r"ai|ei|er$|ez$|et$|es$|ee$|ais$|ait$|aient$", "e"),
        (r"y", "i"), (r"h", ""), (r"(.)\1", r"\1"), (r"(?<=[aeiouUWAIO])s(?=[aeiouUWAIO])", "z"), (r"[xz]$", ""),
        (r"(?:ent|e)$", ""), (r"[stdp]+$", ""), (r"(?:e)$", "e"), (r"(.)\1", r"\1"),
    )
]  # fmt: skip


def sound(word: str) -> str:
    """What a folded French word sounds like: "formulere" as "formulaire", "kel" as "quelle"."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


class Spelling:
    """Known words, and the likeliest of them for one that is not.

    `frequent` holds the frequency of each word as a power of ten (`wordfreq`'s Zipf scale, 0 to 8); `ours` the words of
    our own phrases and names, which are likelier here than anywhere else.
    """

    def __init__(self, frequent: Mapping[str, float], ours: Iterable[str]) -> None:
        self._exact = dict(frequent)
        self._written: dict[str, str] = {}
        self._weight: dict[str, float] = {}
        for word, weight in frequent.items():
            plain = fold(word)
            if weight > self._weight.get(plain, 0.0):
                self._weight[plain], self._written[plain] = weight, word
        for word in ours:
            plain = fold(word)
            self._weight[plain] = max(self._weight.get(plain, 0.0), 3.0) + _OURS
            self._written.setdefault(plain, word)
        self._near = SymSpell(max_dictionary_edit_distance=_MISTAKES, prefix_length=7)
        self._sounds: dict[str, str] = {}
        for plain, weight in self._weight.items():
            if len(plain) >= _SHORT - 1:
                self._near.create_dictionary_entry(plain, int(10 ** max(weight - 1.0, 0.0)) + 1)
                heard = sound(plain)
                if weight > self._weight.get(self._sounds.get(heard, ""), 0.0):
                    self._sounds[heard] = plain

    def __contains__(self, plain: str) -> bool:
        """Whether a folded word is one."""
        return plain in self._weight

    def weight(self, plain: str) -> float:
        """How frequent a folded word is; 0 if it is none."""
        return self._weight.get(plain, 0.0)

    def is_word(self, typed: str) -> bool:
        """Whether a word is one as it stands, accents included."""
        return typed in self._exact

    def written(self, typed: str) -> str:
        """A known word with its accents; as it stands where it is nearly as frequent without."""
        plain = fold(typed)
        best = self._written.get(plain, typed)
        return typed if self._exact.get(typed, 0.0) > self._exact.get(best, 0.0) - _ACCENT else best

    @lru_cache(_REMEMBERED)  # noqa: B019  # there is one of each language, as long as the process
    def nearest(self, plain: str) -> str | None:
        """The word that was meant by a folded one that is none; nothing where no word is near enough."""
        if len(plain) < _SHORT or not plain.isalpha():
            return None
        mistakes = _MISTAKES if len(plain) >= _LONG else 1
        found = {each.term: each.distance * _COST for each in self._near.lookup(plain, Verbosity.ALL, mistakes)}
        if (alike := self._sounds.get(sound(plain))) is not None:
            found[alike] = min(found.get(alike, _SOUND_COST), _SOUND_COST)
        worth = {
            word: self._weight[word] - cost - (_FIRST_COST if word[0] != plain[0] and cost > _SOUND_COST else 0.0)
            for word, cost in found.items()
        }
        best = max(worth, key=lambda word: (worth[word], word), default=None)
        return best if best is not None and worth[best] >= _LEAST else None
