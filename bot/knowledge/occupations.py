"""Resolves occupations as people name them: feminine or masculine, official or everyday, misspelt, or as duties."""

from collections.abc import Mapping
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from bot.knowledge.base import Names
from bot.knowledge.normalized_text import words
from bot.knowledge.official_titles import name_line, official_titles
from bot.knowledge.ordinary_words import ordinary_words
from bot.knowledge.resolution import Ambiguous, Found, Resolution, Unknown
from bot.knowledge.trade_index import LONG, Floats, TradeIndex
from bot.knowledge.trade_words import clauses, stem, telling

MOST_OFFERED = 3  # a wrong choice is worse than a second question
_EVERYDAY = 1.15  # added to everyday names, which precede official ones that are as near
_USUAL = 1.05  # added to trades that newcomers often have, which precede rare ones
_ADDED = 0.6  # weight of a word after the first clause
_MOST_READINGS = 200
_SMALL_MISTAKE = 0.8
_RECOGNISED = 0.45  # least nearness of the nearest trade, for any to be recognized
_NEAR = 0.15  # nearness, relative to the nearest, of others that may be meant
_MANY = 55  # groups that are looked at
_SAME = 0.99
_SURE = 1.0
_AHEAD = 1.6  # times as near as the next: then there is no need to ask


def _singular(title: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(title).split())


class OccupationResolver:
    """Finds the unit group of the National Occupational Classification for what somebody says they do."""

    def __init__(self, names: Names) -> None:
        self._occupations = names.occupations
        self._full = {
            words(title): o.code for o in names.occupations.values() for title in (*o.titles.values(), o.code)
        }
        self._of_one = {  # as one of them is called: "manœuvre à la récolte"
            _singular(title): o.code for o in names.occupations.values() for title in o.titles.values()
        }

    def resolve(self, text: str) -> Resolution[str]:
        """One unit group if the text names it or no other is nearly as similar; otherwise at most three to choose from.

        A group that is only found because a frequent word resembles one of its words is offered, never taken, unless it
        would be taken without that word too.
        """
        whole = self._full.get(words(text)) or self._one_of(text)
        if whole:
            return Found(whole)
        said = self._weighed(text)
        found = self._read(said)
        if not isinstance(found, Found) or ordinary_words().isdisjoint(said):
            return found
        trade = {token: share for token, share in said.items() if token not in ordinary_words()}
        return found if self._read(trade) == found else Ambiguous((found.value,))

    def _one_of(self, text: str) -> str | None:
        """The group whose official name, in the singular, is the text; None if people call other groups so as well."""
        code = self._of_one.get(_singular(text))
        return code if code and self._everyday.get(frozenset(telling(text)), [code]) == [code] else None

    def _read(self, said: Mapping[str, float]) -> Resolution[str]:
        if not said:
            return Unknown()
        nearness = self._index.nearness(said)
        official = self._official(nearness)
        named, sure = self._named(list(said))
        if len({*named} | official) == 1 and (sure or not named) and not self._vague(said):
            return Found(next(iter(named or official)))
        if not named and self._too_little(said):
            return Unknown()
        if not named:
            named, _ = self._named([token for token, share in said.items() if share == 1])
        best = self._nearest_groups(nearness)
        near = [code for code, nearness in best if nearness >= _NEAR] if best[0][1] >= _RECOGNISED else []
        options = tuple(dict.fromkeys((*named, *near)))[:MOST_OFFERED]
        if not options:
            return Unknown()
        (first, nearest), (_, next_nearest) = best[:2]
        if first == options[0] and nearest >= _SURE and nearest >= _AHEAD * next_nearest:
            return Found(first)
        return Ambiguous(options)

    def resembles(self, stem: str) -> bool:
        """Whether a stem is in no name of a trade, and would be taken for a misspelt word of one."""
        mended = self._index.mended(stem)
        return bool(mended) and stem not in mended

    def _vague(self, said: Mapping[str, float]) -> bool:
        """Whether the text consists of one word that many trades share: "operator", « préposé »."""
        return len(said) == 1 and all(self._index.spread(token) >= _MANY for token in said)

    def _too_little(self, said: Mapping[str, float]) -> bool:
        """Whether the text is only an everyday word such as "lost", which a title contains but which names no trade."""
        return len(said) == 1 and all(len(token) < LONG for token in said)

    def _official(self, nearness: Floats) -> set[str]:
        """The groups that have exactly this official name."""
        same = np.flatnonzero(nearness[: self._index.official] >= _SAME)
        return {str(self._index.groups[group]) for group in self._index.group[same]}

    def _weighed(self, text: str) -> dict[str, float]:
        """The telling words of a text with their weights; those in the first clause weigh more."""
        said: dict[str, float] = {}
        for place, clause in enumerate(clauses(text)):
            for token in telling(clause):
                for part in self._index.apart(token):
                    said.setdefault(part, 1 if not place else _ADDED)
        return said

    def _named(self, tokens: list[str]) -> tuple[list[str], bool]:
        """The groups that have this everyday name, and whether it is spelt with at most one small mistake."""
        if exactly := self._everyday.get(frozenset(tokens)):
            return exactly, True
        mended = [self._index.mended(token) for token in tokens]
        if not mended or prod(map(len, mended)) not in range(1, _MOST_READINGS):
            return [], False
        readings = [
            (prod(sure for _, sure in reading), named)
            for reading in product(*(known.items() for known in mended))
            if (named := self._everyday.get(frozenset(word for word, _ in reading)))
        ]
        surest = max((sure for sure, _ in readings), default=0)
        likeliest = dict.fromkeys(code for sure, named in readings if sure == surest for code in named)
        return list(likeliest), surest >= _SMALL_MISTAKE

    def _nearest_groups(self, nearness: Floats) -> list[tuple[str, float]]:
        """The most similar groups; each is as similar as the most similar of its names."""
        best = np.zeros(len(self._index.groups), np.float32)
        np.maximum.at(best, self._index.group, nearness * self._favour)
        order = np.argsort(-best, kind="stable")[: MOST_OFFERED + 1]
        return [(str(self._index.groups[place]), float(best[place])) for place in order]

    @cached_property
    def _everyday(self) -> dict[frozenset[str], list[str]]:
        """The groups of each everyday name, the usual trades first."""
        named: dict[frozenset[str], dict[str, None]] = {}
        for said in ("usual", "trades"):
            for code, name in self._said[said]:
                named.setdefault(frozenset(name), {})[code] = None
        return {name: list(codes) for name, codes in named.items()}

    @cached_property
    def _index(self) -> TradeIndex:
        lines = (name_line(code, name) for names in self._said.values() for code, name in names)
        return TradeIndex(official_titles(), "\n".join(lines))

    @cached_property
    def _said(self) -> dict[str, list[tuple[str, list[str]]]]:
        """Each group's code with the telling words of its duties, by how usual the group is."""
        said: dict[str, list[tuple[str, list[str]]]] = {"usual": [], "trades": [], "told": []}
        for code, occupation in self._occupations.items():
            usual = [phrase for phrases in occupation.synonyms.values() for phrase in phrases]
            for kind, names in (("usual", usual), ("trades", occupation.trades), ("told", occupation.told)):
                said[kind] += [(code, tokens) for name in names if (tokens := telling(name))]
        return said

    @cached_property
    def _favour(self) -> Floats:
        usual = [bool(self._occupations[code].synonyms) for code in self._index.groups]
        favour = np.where(usual, _USUAL, 1).astype(np.float32)[self._index.group]
        favour[self._index.official :] *= _EVERYDAY
        return favour
