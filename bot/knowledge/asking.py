"""A question read for what it asks, about which places, and in which part of the message."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from babel import Locale
from bm25s.stopwords import STOPWORDS_EN_PLUS, STOPWORDS_FRENCH
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.places import place_words
from bot.knowledge.resolution import PhraseIndex, Span, typos_allowed
from bot.knowledge.schema import Tells
from bot.knowledge.tells import asked, folded
from bot.knowledge.text import words

_SHORT = 160  # characters that are one question, whatever stands in them
_TELLS_LITTLE = 40  # characters
_ASKING = re.compile(
    r"\?|\b(?:combien|comment|quel(?:le)?s?|qui|quand|pourquoi|est-ce|how|what|which|who|whom|when|where|why|whether)\b",
    re.IGNORECASE,
)
_HOW_FAR = re.compile(  # between places that are named
    r"\b(?:by (?:road|car)|par la route|en (?:auto|voiture|char)|closer|nearer|further|farther|proches?|plus pres"
    r"|dist[ae]n[cs]e)\b"
)
_TOKEN = re.compile(r"[^\W_]+")
_PART = re.compile(r"(?<=[.!?…])\s+|\n+")
_BEFORE_A_PLACE = frozenset("a au aux en dans in at to visit visiter".split())
_POINTS_BACK = re.compile(
    r"(?<!is )(?<!are )\bthere\b(?! (?:is|are)\b)|\bla[- ]bas\b|\by\b(?!['’ ]? ?a\b)"
)  # to a place named before
_AT_HOME = frozenset("ici icitte here".split())
_HERE = frozenset(
    "ici icitte here quebec qc ne nee born was were worked studied avant before etais etait etions etaient travaillais"
    " travaillait etudie"
    " viens vient viennent venons venu venue venus come comes came originaire pays country".split()
)  # who says where they come from asks nothing about there
_SMALLEST = 300  # least population of a town whose name is looked for inside a sentence
_UNMISTAKABLE = 6_000  # inhabitants of a town that is meant even where its name is a word too ("begin", "price")
_SMALLEST_MISSPELT = 2_500
_SMALLEST_LONG = 600  # of one with a long name
_SHORTEST_MISSPELT = 6  # letters
_LONG = 8  # letters of a name that is hardly another word
_CITY = "23027"  # Québec, the city
_ENGLISH = frozenset(
    "the my i is do does for of and can how what which get into one have you".split()
)  # beside "a Quebec …"
_ON_THE_WAY = frozenset({Tells.DISTANCE, Tells.TRAVEL})  # nobody asks how far a province is
_OF_THE_PROVINCE = frozenset("au du le in of the".split())  # "le Québec", "in Québec"
_FEW = 6  # words of a question that is about the place it names
_OF_AN_ORDINAL = "ieme"  # « neuvième » is no Neuville
_ENDS_NO_NAME = frozenset("a au aux d de des du en et le la les of the to".split())  # "pinte de" is no Pintendre
_STOPWORDS = frozenset(words(" ".join((*STOPWORDS_EN_PLUS, *STOPWORDS_FRENCH, "les des sont"))).split())
_ABROAD = (
    "ontario alberta manitoba saskatchewan toronto vancouver calgary edmonton winnipeg ottawa halifax moncton "
    "fredericton hamilton london paris lyon marseille bruxelles brussels geneve geneva dakar abidjan casablanca alger "
    "algiers tunis beyrouth beirut bogota lima mexico new_york boston miami chicago los_angeles yaounde douala "
    "kinshasa "
    "cotonou bamako conakry lome port_au_prince manila delhi mumbai beijing shanghai "
    "colombie_britannique british_columbia nouveau_brunswick new_brunswick nouvelle_ecosse nova_scotia terre_neuve "
    "newfoundland yukon nunavut usa etats_unis united_states uk england angleterre europe afrique africa"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, or the part of a message that asks one."""

    text: str  # as it was written
    mended: str = ""  # as it was meant, where that is known
    took: tuple[tuple[str, float], ...] = ()  # what Rasa's model takes it for, with how likely each intent is

    @property
    def meant(self) -> str:
        """The words that are looked at."""
        return self.mended or self.text


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a text names: a region (two digits) or a town (five), and its words as they are written."""

    code: str
    at: int
    surface: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked."""

    text: str
    part: str  # that asks; all of a short message
    tells: frozenset[Tells]
    places: tuple[Named, ...]
    everywhere: tuple[Named, ...] = ()  # places of the whole message
    abroad: str = ""  # the name of a place outside Québec that it asks about

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.code for place in self.places))

    @property
    def bare(self) -> str:
        """What asks, without the names of places: they say where, not what."""
        return without_places(self.part, self.places)


class QuestionReader:
    """Built once from the knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        pairs = [(name, code) for name, code in _names(knowledge, _SMALLEST) if _telling(name)]
        self._index = PhraseIndex(pairs, place_words)
        self._whole = {place_words(name) for name, _ in pairs}  # the index knows them without their first word too
        large = {place_words(name): code for name, code in _names(knowledge, _SMALLEST_MISSPELT) if _telling(name)}
        small = {place_words(name): code for name, code in _names(knowledge, _SMALLEST_LONG) if len(name) >= _LONG}
        large = {**small, **large}
        self._large = {name: code for name, code in large.items() if name != "quebec"}
        self._keys: dict[str, list[str]] = defaultdict(list)  # by their first letter, which is seldom wrong
        for name in self._large:
            if len(name) >= _SHORTEST_MISSPELT:
                self._keys[name[0]].append(name)
        self._abroad = PhraseIndex(_foreign(), place_words)

    def read(self, asking: Asked, known: frozenset[str] = frozenset()) -> Question:
        """Read a message; `known`: words that are no misspelt town."""
        text = asking.meant
        part = asking_part(text)
        everywhere = tuple(self._places(text, known))
        points = part != text and _POINTS_BACK.search(folded(part))  # "could she go right there, or to …"
        places = everywhere if part == text or points else tuple(self._places(part, known)) or everywhere
        abroad = self._abroad_in(asking_part(asking.text)) and self._abroad_in(part)  # not by spelling correction
        how_far = len({place.code for place in places}) > 1 and _HOW_FAR.search(folded(part))
        tells = asked(part) | ({Tells.DISTANCE} if how_far else set())
        return Question(asking.text, part, tells, places, everywhere, abroad)

    def places(self, text: str) -> tuple[Named, ...]:
        """The places that one of our own texts names; these are not misspelt."""
        return tuple(chain(*(self._written(sentence, frozenset())[0] for sentence in _pieces(text))))

    def _places(self, text: str, known: frozenset[str]) -> Iterator[Named]:
        for sentence in _pieces(text):
            found, taken = self._written(sentence, known)
            found += self._misspelt(place_words(sentence).split(), taken, known)
            yield from sorted(found, key=lambda place: place.at)

    def _written(self, sentence: str, known: frozenset[str]) -> tuple[list[Named], set[int]]:
        """The places whose names are written as they are, and which words they take."""
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
            return None  # "marie" is no Ville-Marie
        towns = sorted((c for c in span.values if len(c) == 5), key=lambda c: -self._knowledge.towns[c].population)
        if not towns:
            return span.values[0]
        large = self._knowledge.towns[towns[0]].population >= _UNMISTAKABLE
        plain = name in known or (len(name) < _LONG and " " not in name)
        if plain and len(name) >= _SHORTEST_MISSPELT and _on_the_way(sentence):  # who asks the way names places
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
                if len(name) < _SHORTEST_MISSPELT or _STOPWORDS.intersection(tokens[at : at + size]):
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

    def _abroad_in(self, text: str) -> str:
        if any(_AT_HOME.intersection(place_words(asked).split()) for asked in questions(text)):
            return ""  # "in Peru one does so; does one here?"
        for sentence in _asking_there(text):
            tokens = place_words(sentence).split()
            if _HERE.intersection(tokens):
                continue
            for span in self._abroad.spans(sentence):
                before = tokens[max(0, span.start - 2) : span.start]
                led = before[-1:] and (
                    before[-1] in _BEFORE_A_PLACE or (before[-1] == "la" and before[0] in _BEFORE_A_PLACE)
                )
                if led or len(tokens) <= _FEW:
                    return str(span.values[0])
        return ""


def without_places(text: str, places: Iterable[Named]) -> str:
    """A text without the names of these places."""
    for place in sorted(places, key=lambda place: -len(place.surface)):
        if place.surface:
            text = text.replace(place.surface, "")
    return " ".join(text.split())


def content(text: str) -> list[str]:
    """The words of a text that say something by themselves."""
    return [word for word in words(text).split() if word not in _STOPWORDS]


def _surface(text: str, start: int, end: int) -> str:
    """The words of a text from one to another, as they are written."""
    found = list(_TOKEN.finditer(text))
    return text[found[start].start() : found[end - 1].end()] if end <= len(found) else ""


def _telling(name: str) -> bool:
    """Whether a name can be told from little words: not "A-T", which is in "y a-t-il"."""
    return any(len(token) > 2 for token in place_words(name).split()) or name.isalnum()


def _is_city(tokens: list[str], at: int, sentence: str) -> bool:
    """Whether "Québec" is the city: "à Québec", "Québec City", "50 km de Québec"; not "au Québec", "in Québec"."""
    before = tokens[at - 1] if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if _on_the_way(sentence) and before not in _OF_THE_PROVINCE:
        return True
    leads = before in {"to", "vers"} or (before == "a" and not _ENGLISH.intersection(tokens))  # "a Quebec licence"
    return after == "city" or leads or "ville" in tokens[max(0, at - 2) : at]


def _on_the_way(sentence: str) -> bool:
    """Whether it asks how far something is, or how long the way takes."""
    return bool(asked(sentence) & _ON_THE_WAY or _HOW_FAR.search(folded(sentence)))


def fold_keeping(text: str) -> str:
    """A text without accents, its capitals kept."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def asking_part(text: str) -> str:
    """The sentences of a message that ask; the whole of a short one, and the last sentence where none asks."""
    whole = " ".join(text.split())
    if len(whole) <= _SHORT:
        return whole
    parts = [part for part in _PART.split(whole) if part]
    asking = [at for at, part in enumerate(parts) if part.endswith("?")]
    asking = asking or [at for at, part in enumerate(parts) if _ASKING.search(part)] or [len(parts) - 1]
    if sum(len(parts[at]) for at in asking) < _TELLS_LITTLE:  # "Do you?" asks what stands before it
        asking = sorted({*asking, *(max(0, at - 1) for at in asking)})
    chosen = " ".join(parts[at] for at in asking)
    return chosen if len(chosen) <= 2 * _SHORT else chosen[-2 * _SHORT :]


def questions(text: str) -> list[str]:
    """The sentences of a message that end with a question mark."""
    return [part for part in _PART.split(" ".join(text.split())) if part.endswith("?")]


def _asking_there(text: str) -> list[str]:
    """The pieces that may say of which country something is asked: those that ask, unless they point back ("there")."""
    asking = questions(text)
    points = any(_POINTS_BACK.search(folded(each)) for each in asking)
    return _pieces(text if points or not asking else " ".join(asking))


def _pieces(text: str) -> list[str]:
    """Parts that are short enough for a look at their words."""
    return [part for part in re.split(r"(?<=[.!?…;:])\s+|\n+", text) if part]


def _names(knowledge: Knowledge, smallest: int) -> Iterator[tuple[str, str]]:
    for region in knowledge.regions.values():
        for name in (*region.name.values(), *region.aliases):
            yield name, region.code
    for town in knowledge.towns.values():
        if town.population >= smallest:
            for name in (town.name, *town.aliases):
                if len(name) > 3 or name.isupper():
                    yield name, town.code


def _foreign() -> Iterator[tuple[str, str]]:
    for name in _ABROAD.split():
        yield name.replace("_", " "), name.replace("_", " ").title()
    for language in Language:
        for code, name in Locale(language.value).territories.items():
            if len(code) == 2 and code != "CA" and len(name) > 3:
                yield name, name
