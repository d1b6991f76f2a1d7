"""An index of the names of all unit groups, searched by the words that they share with a text.

A related or a misspelt word counts as well, but less.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from itertools import count

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.trade_words import root, sound

_RELATIVE = 0.75  # weight of a word of the same family, where the word itself weighs 1
_SOUNDS_SAME = 0.9
_ONE_MISTAKE = 0.85
_TWO_MISTAKES = 0.7
_FIELD = 0.25  # weight of words that only tell the field: after the bar of "inspector | education"
_LACKING = 0.4  # weight of words of a name that are not in the text
_SURPLUS = 0.35  # weight of words of the text that are not in a name
_UNHEARD = 0.3  # weight of a word of the text that no name has
_HEADLESS = 0.7  # value of a name without its first word, the trade
_MOST_SPELLINGS = 12
_ELIDED = "ldjmtsn"  # "lavion" is "l'avion"
_SHORTEST = 4  # letters: shorter words are not compared by sound
_MIDDLING = 5  # letters: shorter words may have no mistake
_REMEMBERED = 256  # words: the parts of a message are looked at several times, and nobody's words stay
LONG = 8  # letters: shorter words may have only one mistake

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]


class TradeIndex:
    """The official names, in packed form (`official_titles`), and the everyday ones. Word order does not matter."""

    def __init__(self, official: str, everyday: str) -> None:
        ids: defaultdict[str, int] = defaultdict(count().__next__)
        tokens = f"{official}\n{everyday}".split()
        flat = np.fromiter(map(ids.__getitem__, tokens), np.int32, len(tokens))
        self._ids = dict(ids)
        opens = np.array([token[0] == "@" for token in self._ids])
        starts = np.flatnonzero(opens[flat]).astype(np.int32)
        self.official = official.count("@")  # number of official names, which precede the everyday ones
        codes = [token[1:] for token in self._ids if token[0] == "@"]
        self.groups, of_code = np.unique(codes, return_inverse=True)
        rank = np.zeros(len(self._ids), np.int32)
        rank[opens] = of_code
        self.group: Numbers = rank[flat[starts]]  # for each name, its index in `groups`
        self._index(flat, starts, opens)
        self.mended = lru_cache(_REMEMBERED)(self._mended)
        """The known words that a word may be, and how surely: itself, one that sounds the same, near spellings."""

    def _index(self, flat: Numbers, starts: Numbers, opens: NDArray[np.bool_]) -> None:
        """Compute which names contain each word, how rare that word is, and the total weight of each name's words."""
        bar = flat == self._ids.get("|", -1)
        bars = np.cumsum(bar)
        owner = np.cumsum(opens[flat], dtype=np.int32) - 1
        in_field = bars > bars[starts][owner]
        said = ~(bar | opens[flat])
        main = np.full(len(starts), -1)
        firsts = starts + 1
        main[firsts < len(flat)] = flat[firsts[firsts < len(flat)]]
        main[self.official :] = -1
        self._main = main
        flat, owner, in_field = flat[said], owner[said], in_field[said]
        order = np.argsort(flat, kind="stable")
        self._owners = owner[order]
        self._bounds = np.searchsorted(flat[order], np.arange(len(self._ids) + 1))
        pairs = np.unique(flat * len(self.groups) + self.group[owner])
        groups_with = np.bincount(pairs // len(self.groups), minlength=len(self._ids))
        self._spread = groups_with
        self._weight = np.log(1 + len(self.groups) / np.maximum(groups_with, 1)).astype(np.float32)
        weighed = self._weight[flat] * np.where(in_field, _FIELD, 1)
        self._total = np.bincount(owner, weights=weighed, minlength=len(starts)).astype(np.float32)

    @cached_property
    def _spellings(self) -> list[str]:
        return [token for token in self._ids if len(token) >= _SHORTEST and token.isalpha()]

    @cached_property
    def _families(self) -> dict[str, list[str]]:
        families = defaultdict(list)
        for token in self._spellings:
            families[root(token)].append(token)
        return families

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        sounds = defaultdict(list)
        for token in self._spellings:
            sounds[sound(token)].append(token)
        return sounds

    def spread(self, token: str) -> int:
        """How many groups have a name that contains the word."""
        return int(self._spread[self._ids[token]]) if token in self._ids else 0

    def _mended(self, token: str) -> Mapping[str, float]:
        if token in self._ids:
            return {token: 1.0}
        if len(token) < _SHORTEST or not token.isalpha():
            return {}
        if token[0] in _ELIDED and token[1:] in self._ids:
            return {token[1:]: _ONE_MISTAKE}
        found = dict.fromkeys(self._sounds.get(sound(token), []), _SOUNDS_SAME)
        if len(token) < _MIDDLING:
            return found
        most = 1 if len(token) < LONG else 2
        near = process.extract(token, self._spellings, scorer=OSA.distance, score_cutoff=most, limit=_MOST_SPELLINGS)
        for word, distance, _ in near:
            found.setdefault(word, _ONE_MISTAKE if distance == 1 else _TWO_MISTAKES)
        return found

    def apart(self, token: str) -> list[str]:
        """The two known words that were written as one; otherwise the word itself."""
        if len(token) >= 2 * _SHORTEST and not self.mended(token):
            for cut in range(_SHORTEST, len(token) - _SHORTEST + 1):
                if token[:cut] in self._ids and token[cut:] in self._ids:
                    return [token[:cut], token[cut:]]
        return [token]

    def meanings(self, token: str) -> dict[str, float]:
        """The known words that a word may stand for, related ones too, each with how certain that is (0 to 1)."""
        found = dict(self.mended(token))
        for word, sure in list(found.items()) if found else [(token, _ONE_MISTAKE)]:
            for relative in self._families.get(root(word), []):
                found[relative] = max(found.get(relative, 0), sure * _RELATIVE)
        return found

    def nearness(self, tokens: Mapping[str, float]) -> Floats:
        """How similar each name is to a text, from 0 to 1; `tokens`: the words of the text with their weights."""
        matched = np.zeros(len(self.group), np.float32)
        headed = self._main < 0
        asked = 0.0
        for token, share in tokens.items():
            meanings = self.meanings(token)
            if not meanings:
                asked += share * _UNHEARD * float(np.log(1 + len(self.groups)))
                continue
            credit = np.zeros(len(self.group), np.float32)
            heaviest = 0.0
            for word, sure in sorted(meanings.items(), key=lambda item: item[1]):
                number = self._ids[word]
                owners = self._owners[self._bounds[number] : self._bounds[number + 1]]
                weight = share * float(self._weight[number])
                credit[owners] = sure * weight
                headed[owners] |= self._main[owners] == number
                heaviest = max(heaviest, weight if sure > _RELATIVE or not heaviest else 0)
            asked += heaviest
            matched += credit
        lacking = np.maximum(self._total - matched, 0)
        surplus = np.maximum(asked - matched, 0)
        near = matched / (matched + _LACKING * lacking + _SURPLUS * surplus + 1e-6)
        nearness: Floats = near * np.where(headed, 1, _HEADLESS).astype(np.float32)
        return nearness
