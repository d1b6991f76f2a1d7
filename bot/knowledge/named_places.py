"""Finds the places that a text names, anywhere in it and even if they are misspelt."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from bm25s.stopwords import STOPWORDS_EN_PLUS, STOPWORDS_FRENCH
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.base.terms import is_town
from bot.knowledge.answer_types import OF_A_WAY, asked
from bot.knowledge.base import Knowledge
from bot.knowledge.country_names import country_names
from bot.knowledge.normalized_text import folded, words
from bot.knowledge.places import SMALLEST_TOWN, place_words
from bot.knowledge.resolution import PhraseIndex, Span, typos_allowed

HOW_FAR = re.compile(  # asks for the way, if several places are named
    r"\b(?:by (?:road|car)|par la route|en (?:auto|voiture|char)|closer|nearer|further|farther|proches?|plus pres"
    r"|dist[ae]n[cs]e)\b"
)
_TOKEN = re.compile(r"[^\W_]+")
_UNMISTAKABLE = 6_000  # inhabitants: a larger town is meant even if its name is a word too ("begin", "price")
_SMALLEST_MISSPELT = 2_500
_SMALLEST_LONG = 600  # inhabitants, for a long name
_SHORTEST_MISSPELT = 6  # letters
_LONG = 8  # letters of a name that can hardly be another word
_CITY = "23027"  # Québec, the city
_ENGLISH = frozenset(
    "the my i is do does for of and can how what which get into one have you".split()
)  # then "a" before "Quebec" is the article
_OF_THE_PROVINCE = frozenset("au du le in of the".split())  # "le Québec", "in Québec"
_OF_AN_ORDINAL = "ieme"  # « neuvième » is no Neuville
_ENDS_NO_NAME = frozenset("a au aux d de des du en et le la les of the to".split())  # "pinte de" is no Pintendre
STOPWORDS = frozenset(words(" ".join((*STOPWORDS_EN_PLUS, *STOPWORDS_FRENCH, "les des sont"))).split())


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a text names.

    It has a code (two digits for a region, five for a town), a position, and the words as they are written.
    """

    code: str
    at: int
    surface: str = ""


class PlaceFinder:
    """Finds places by name in a text of any length. Built once from the knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        pairs = [(name, code) for name, code in _names(knowledge, SMALLEST_TOWN) if _telling(name)]
        self._index = PhraseIndex(pairs, place_words)
        self._whole = {place_words(name) for name, _ in pairs}  # the index knows them without their first word too
        begun = {" ".join(name.split()[:size]) for name in self._whole for size in range(1, name.count(" ") + 2)}
        others = (name for name in country_names() if place_words(name) not in begun)
        self._countries = PhraseIndex(((name, name) for name in others), place_words)
        large = {place_words(name): code for name, code in _names(knowledge, _SMALLEST_MISSPELT) if _telling(name)}
        small = {place_words(name): code for name, code in _names(knowledge, _SMALLEST_LONG) if len(name) >= _LONG}
        large = {**small, **large}
        self._large = {name: code for name, code in large.items() if name != "quebec"}
        self._keys: dict[str, list[str]] = defaultdict(list)  # by their first letter, which is seldom wrong
        for name in self._large:
            if len(name) >= _SHORTEST_MISSPELT:
                self._keys[name[0]].append(name)

    def as_written(self, text: str) -> tuple[Named, ...]:
        """The places that one of our own texts names, in which nothing is misspelt."""
        return tuple(chain(*(self._written(sentence, frozenset())[0] for sentence in pieces(text))))

    def find(self, text: str, known: frozenset[str] = frozenset()) -> Iterator[Named]:
        """The places that somebody's text names, misspelt ones too; `known`: words that are never a misspelt town."""
        for sentence in pieces(text):
            found, taken = self._written(sentence, known)
            abroad = {at for span in self._countries.spans(sentence) for at in range(span.start, span.end)}
            found, taken = [place for place in found if place.at not in abroad], taken | abroad
            found += self._misspelt(place_words(sentence).split(), taken, known)
            yield from sorted(found, key=lambda place: place.at)

    def _written(self, sentence: str, known: frozenset[str]) -> tuple[list[Named], set[int]]:
        """The places whose names are spelt correctly, and the positions of their words."""
        tokens = place_words(sentence).split()
        taken: set[int] = set()
        found: list[Named] = []
        for span in self._index.spans(sentence):
            code = self._meant(tokens, span, known, sentence)
            if code:
                taken |= set(range(span.start, span.end))
                found.append(Named(code, span.start, _surface(sentence, span.start, span.end)))
        return found, taken

    def _meant(self, tokens: list[str], span: Span[str], known: frozenset[str], sentence: str) -> str | None:
        name = " ".join(tokens[span.start : span.end])
        if name == "quebec":
            return _CITY if _is_city(tokens, span.start, sentence) else None
        if name not in self._whole and (name in known or len(name) < _SHORTEST_MISSPELT):
            return None  # "marie" does not mean Ville-Marie
        towns = sorted((c for c in span.values if is_town(c)), key=lambda c: -self._knowledge.towns[c].population)
        if not towns:
            return span.values[0]
        large = self._knowledge.towns[towns[0]].population >= _UNMISTAKABLE
        plain = name in known or (len(name) < _LONG and " " not in name)
        if plain and len(name) >= _SHORTEST_MISSPELT and on_the_way(sentence):  # a question about the way names places
            plain = False
        if plain and not large and not re.search(rf"\b{name.title()}\b", fold_keeping(sentence)):
            return None
        return towns[0]

    def _misspelt(self, tokens: list[str], taken: set[int], known: frozenset[str]) -> Iterator[Named]:
        for at in range(len(tokens)):
            for size in (3, 2, 1):
                part = range(at, at + size)
                if part.stop > len(tokens) or taken & set(part):
                    continue
                name = " ".join(tokens[at : at + size])
                if len(name) < _SHORTEST_MISSPELT or STOPWORDS.intersection(tokens[at : at + size]):
                    continue
                if tokens[at + size - 1] in _ENDS_NO_NAME or tokens[at + size - 1].endswith(_OF_AN_ORDINAL):
                    continue
                if known.issuperset(tokens[at : at + size]):
                    continue
                keys = self._keys.get(name[0], ())
                near = process.extractOne(name, keys, scorer=OSA.distance, score_cutoff=typos_allowed(name))
                if near:
                    taken |= set(part)
                    yield Named(self._large[near[0]], at, " ".join(tokens[at : at + size]))
                    break


def without_places(text: str, places: Iterable[Named]) -> str:
    """A text without the names of these places."""
    for place in sorted(places, key=lambda place: -len(place.surface)):
        if place.surface:
            text = text.replace(place.surface, "")
    return " ".join(text.split())


def _surface(text: str, start: int, end: int) -> str:
    """The words of a text between two positions, as they are written."""
    found = list(_TOKEN.finditer(text))
    return text[found[start].start() : found[end - 1].end()] if end <= len(found) else ""


def _telling(name: str) -> bool:
    """Whether a name cannot be confused with common short words, as "A-T" can, which is in "y a-t-il"."""
    return any(len(token) > 2 for token in place_words(name).split()) or name.isalnum()


def _is_city(tokens: list[str], at: int, sentence: str) -> bool:
    """Whether "Québec" is the city: "à Québec", "Québec City", "50 km de Québec"; not "au Québec", "in Québec"."""
    before = tokens[at - 1] if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if on_the_way(sentence) and before not in _OF_THE_PROVINCE:
        return True
    leads = before in {"to", "vers"} or (before == "a" and not _ENGLISH.intersection(tokens))  # "a Quebec licence"
    return after == "city" or leads or "ville" in tokens[max(0, at - 2) : at]


def on_the_way(sentence: str) -> bool:
    """Whether a sentence asks how far something is, or how long the way takes."""
    return bool(asked(sentence) & OF_A_WAY or HOW_FAR.search(folded(sentence)))


def fold_keeping(text: str) -> str:
    """A text without accents, but with its capitals."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def pieces(text: str) -> list[str]:
    """The sentences of a text, which are short enough to be searched for names."""
    return [part for part in re.split(r"(?<=[.!?…;:])\s+|\n+", text) if part]


def place_name_words(knowledge: Knowledge) -> Iterator[str]:
    """The words of all place names: in a question they say where, not what is asked."""
    for region in knowledge.regions.values():
        yield from words(" ".join((*region.name.values(), *region.aliases))).split()
    for town in knowledge.towns.values():
        yield from words(" ".join((town.name, *town.aliases))).split()


def _names(knowledge: Knowledge, smallest: int) -> Iterator[tuple[str, str]]:
    for region in knowledge.regions.values():
        for name in (*region.name.values(), *region.aliases):
            yield name, region.code
    for town in knowledge.towns.values():
        if town.population >= smallest:
            for name in (town.name, *town.aliases):
                if len(name) > 3 or name.isupper():
                    yield name, town.code
