"""Resolves regions and towns as people write them: "le Saguenay-Lac", "T-R", "St-Jean", "partout sauf Montréal"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.base.terms import ANYWHERE, Language
from bot.knowledge.base import Names
from bot.knowledge.country_names import country_names
from bot.knowledge.normalized_text import bare, words
from bot.knowledge.resolution import (
    MOST_OPTIONS,
    Ambiguous,
    Found,
    PhraseIndex,
    Resolution,
    Span,
    Unknown,
    one_of,
)
from bot.knowledge.schema import Town

Places: TypeAlias = Found[tuple[str, ...]] | Ambiguous[str] | Unknown

SMALLEST_TOWN = 300  # inhabitants: names of smaller ones are neither learnt nor looked for inside a sentence
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "mt": "mont", "nd": "notre dame"}
_FIRST_WORDS = frozenset("saint sainte saints notre lac mont riviere ville cap port baie val ile pointe grande".split())
_EXCEPT = frozenset(
    "less minus moins sauf excepte except excluding hors outside autre other pas not without sans".split()
)
_LEADING = frozenset("a at au aux en in near to vers".split())
_LONGEST_NAME = 3  # words
_SHORTEST_NAME, _SHORTEST_WORD = 6, 2  # letters: shorter names are similar to too many words
_NEAR = frozenset(["loin", "far", "trop", "too"])  # "pas trop loin de Montréal" does not exclude it
_JOINING = frozenset("et and ou or ni nor a de l la le les en au aux".split())
_TO_A_PLACE = frozenset(
    "a vers to from de ville region near around pres".split()
)  # before a name, they exclude the province
_JOINS = frozenset("et and ou or ni nor city".split())
_BESIDE = re.compile(r"(?i)(?<!\w)[àa] c[oô]t[eé] d(?:[eu] |['’])")  # not the Côte-Nord
_MUCH_LARGER = 10  # times as large as the next: the town that nearly everybody means
_ALIKE = 0.7  # share of the letters of two names that are the same, from which one may be the other
_NAMED_IN_PASSING = 1000  # inhabitants: a smaller town's name inside a sentence is usually another word


def place_words(text: str) -> str:
    """`words`, with the short forms of place names written out."""
    return " ".join(_SHORT_FORMS.get(token, token) for token in words(text).split())


class PlaceResolver:
    """Finds regions and towns. For a town, `town` gives its own code, `place` and `places` that of its region."""

    def __init__(self, names: Names) -> None:
        self._names = names
        region_pairs = list(_region_names(names))
        countries = tuple(country_names())
        self._towns = PhraseIndex(_town_names(names.towns.values()), place_words, countries)
        self._official = [(place_words(town.name), town.code) for town in names.towns.values()]
        longer = (name for name in countries if " " in place_words(name))
        abroad = (name for name in longer if not (self._towns.exact(name) or self._begun(name)))
        self._countries = PhraseIndex(((name, name) for name in abroad), place_words)
        self._regions = PhraseIndex(region_pairs, place_words, countries)
        named = [
            (name, code) for name, code in region_pairs if max(map(len, place_words(name).split())) > 1
        ]  # "a t" in "I don't" does not mean Abitibi-Témiscamingue
        self._regions_inside = PhraseIndex(named, place_words)
        known = [town for town in names.towns.values() if town.population >= _NAMED_IN_PASSING]
        town_regions = [(name, names.towns[code].region) for name, code in _town_names(known)]
        region_keys = {place_words(name) for name, _ in region_pairs}
        towns_only = [(name, code) for name, code in town_regions if place_words(name) not in region_keys]
        self._squeezed: dict[str, list[str]] = {}
        for name, code in [*named, *town_regions]:
            self._squeezed.setdefault("".join(place_words(name).split()), []).append(code)
        everywhere = [
            (phrase, code)
            for code, by_language in names.vocabulary.anywhere.items()
            for phrases in by_language.values()
            for phrase in phrases
        ]
        self._in_sentence = PhraseIndex([*everywhere, *named, *towns_only], place_words)

    def region(self, text: str) -> Resolution[str]:
        return self._regions.resolve(text)

    def town(self, text: str) -> Resolution[str]:
        text = self._without_countries(text)
        for codes in (self._towns.exact(text), self._begun(text)):
            if codes:
                return self._largest_first(codes)
        codes = self._towns.misspelt(text)
        if codes:
            return self._best(codes)
        codes = self._towns.inside(text) or self._towns.misspelt_inside(text)
        return self._best(codes) if codes else Unknown()

    def region_of(self, town: str) -> str:
        return self._names.towns[town].region

    def is_its_region(self, town: str) -> bool:
        """Whether the name of a town's region begins with the town's own: Laval, Saguenay."""
        named = self._names.towns[town]
        mine, theirs = (
            words(name).split() for name in (named.name, self._names.regions[named.region].name[Language.FRENCH])
        )
        return mine == theirs[: len(mine)]

    def place(self, text: str) -> Resolution[str]:
        """The region that is named, or the region of the town that is named."""
        text = self._without_countries(text)
        region = one_of(self._regions.exact(text))
        if isinstance(region, Found):
            return region
        codes = self._towns.exact(text)
        if codes:
            return self._as_regions(self._largest_first(codes))
        inside = self._regions_inside.inside(text)
        if inside:
            return one_of(inside)
        misspelt = self._regions.misspelt(text)
        return one_of(misspelt) if misspelt else self._as_regions(self.town(text))

    def alike(self, text: str) -> Resolution[str]:
        """The region of the larger place whose name is most like a text with several mistakes: "Sherbruk"."""
        typed = "".join(place_words(text).split())
        near = process.extractOne(typed, self._squeezed.keys(), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE)
        begins = near is not None and len(typed) >= _SHORTEST_NAME and near[0][0] == typed[0]
        return one_of(self._squeezed[near[0]]) if near and begins else Unknown()

    def find(self, text: str) -> Resolution[str]:
        """The first place after a preposition of place; "au Québec" means the province, and is no region."""
        tokens = place_words(text).split()
        for start in (at + 1 for at, token in enumerate(tokens) if token in _LEADING):
            for end in range(min(start + _LONGEST_NAME, len(tokens)), start, -1):
                name = " ".join(tokens[start:end])
                little = _LEADING.intersection(tokens[start:end]) or min(map(len, tokens[start:end])) < _SHORTEST_WORD
                if len(name) >= _SHORTEST_NAME and not little and "quebec" not in name:
                    outcome = self.place(name)
                    if isinstance(outcome, Found):
                        return outcome
        return Unknown()

    def places(self, text: str) -> Places:
        """Every region named in the text, or `ANYWHERE`; "sauf" and "except" exclude those that follow."""
        text = self._without_countries(_BESIDE.sub(" ", text))
        if codes := self._regions.exact(text):
            return Found(codes)
        whole = self.place(text) if self._towns.exact(text) else Unknown()
        if isinstance(whole, Ambiguous):
            return whole
        wanted: dict[str, None] = {}
        unwanted: dict[str, None] = {}
        unclear: dict[str, None] = {}
        for codes, left_out in self._named(text):
            if len(codes) > 1:
                unclear.update(dict.fromkeys(codes))
            else:
                (unwanted if left_out else wanted)[codes[0]] = None
        if unwanted and (ANYWHERE in wanted or not wanted):
            return Found(tuple(code for code in self._names.regions if code not in unwanted))
        if wanted:
            return Found((ANYWHERE,) if ANYWHERE in wanted else tuple(c for c in wanted if c not in unwanted))
        return Ambiguous(tuple(unclear)[:MOST_OPTIONS]) if unclear else Unknown()

    def _without_countries(self, text: str) -> str:
        """The text without countries whose names hold that of a place: « Nouvelle-Zélande », « Côte d'Ivoire »."""
        tokens = place_words(text).split()
        spans = self._countries.spans(text)
        for span in reversed(spans):
            del tokens[span.start : span.end]
        return " ".join(tokens) if spans else text

    def _named(self, text: str) -> Iterator[tuple[tuple[str, ...], bool]]:
        """The codes of each place in the text, in order, and whether it is excluded."""
        tokens = place_words(text).split()
        spans = list(_without_the_province(tokens, list(self._in_sentence.spans(text))))
        previous, left_out = 0, False
        for span in [*spans, Span(len(tokens), len(tokens), ())]:
            gap = [token for token in tokens[previous : span.start] if token != "quebec"]  # the province
            for codes in self._rest(gap):
                yield codes, left_out
            if not set(gap) <= _JOINING:
                left_out = bool(_EXCEPT & set(gap)) and not _NEAR & set(gap)
            if span.values:
                yield span.values, left_out
            previous = span.end

    def _rest(self, tokens: list[str]) -> Iterator[tuple[str, ...]]:
        """The places among the words that are left: misspelt names, and names that several towns have."""
        part: list[str] = []
        for token in [*tokens, "et"]:
            if token not in ("et", "and", "ou", "or"):
                part.append(token)
                continue
            phrase, part = " ".join(t for t in part if t not in _EXCEPT), []
            if len(bare(phrase)) >= 4 and len(phrase.split()) <= 5:
                match self.place(phrase):
                    case Found(value):
                        yield (value,)
                    case Ambiguous(options):
                        yield options

    def _begun(self, text: str) -> tuple[str, ...]:
        """Towns whose names begin with the text: "Rouyn", "Saint-Jean"."""
        begun = place_words(bare(text))
        if len(begun) < 4 or begun in _FIRST_WORDS:
            return ()
        return tuple(code for name, code in self._official if name.startswith(begun + " "))

    def _largest_first(self, codes: tuple[str, ...]) -> Resolution[str]:
        inhabited = [c for c in dict.fromkeys(codes) if self._names.towns[c].population] or list(codes)
        return one_of(sorted(inhabited, key=lambda code: -self._names.towns[code].population))

    def _best(self, codes: tuple[str, ...]) -> Resolution[str]:
        """Like `_largest_first`; but if the name is misspelt, a much larger town than the others is meant alone."""
        match self._largest_first(codes):
            case Ambiguous(options) as several:
                first, second = (self._names.towns[code].population for code in options[:2])
                return Found(options[0]) if first >= _MUCH_LARGER * max(second, 1) else several
            case other:
                return other

    def _as_regions(self, towns: Resolution[str]) -> Resolution[str]:
        match towns:
            case Found(value):
                return Found(self._names.towns[value].region)
            case Ambiguous(options):
                return one_of(self._names.towns[code].region for code in options)
            case _:
                return towns


def _without_the_province(tokens: Sequence[str], spans: Sequence[Span[str]]) -> Iterator[Span[str]]:
    """The places without a "Québec" that means the province: "Alma, Québec", "Québec jobs near Alma"."""
    for at, span in enumerate(spans):
        to_next = tokens[span.end : spans[at + 1].start] if at + 1 < len(spans) else None
        follows = at > 0 and spans[at - 1].end == span.start and to_next != []  # three names in a row are a list
        leads = bool(to_next) and not (_JOINS | _EXCEPT).intersection(to_next or ())
        meant = tokens[span.start : span.end] != ["quebec"] or _TO_A_PLACE.intersection(tokens[: span.start][-1:])
        if meant or not (follows or leads):
            yield span


def _region_names(names: Names) -> Iterator[tuple[str, str]]:
    for region in names.regions.values():
        for name in (*region.name.values(), *region.aliases):
            yield name, region.code


def _town_names(towns: Iterable[Town]) -> Iterator[tuple[str, str]]:
    for town in towns:
        for name in (town.name, town.label, *town.aliases):
            yield name, town.code
