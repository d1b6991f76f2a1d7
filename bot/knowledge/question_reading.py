"""Reads a question: which kind of answer it asks for, about which places, and in which part of the message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from babel import Locale

from bot.base.terms import Language
from bot.knowledge.answer_types import asked
from bot.knowledge.base import Knowledge
from bot.knowledge.named_places import HOW_FAR, STOPWORDS, Named, PlaceFinder, pieces, without_places
from bot.knowledge.normalized_text import folded, words
from bot.knowledge.places import place_words
from bot.knowledge.resolution import PhraseIndex
from bot.knowledge.schema import AnswerType

_SHORT = 160  # characters of a message that is one question
_TELLS_LITTLE = 40  # characters
_STORY = 600  # characters of a long message that are compared with what is known
_ASKING = re.compile(
    r"\?|\b(?:combien|comment|quel(?:le)?s?|qui|quand|pourquoi|est-ce|how|what|which|who|whom|when|where|why|whether)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<=[.!?…])\s+|\n+")
_BEFORE_A_PLACE = frozenset("a au aux en dans in at to visit visiter".split())
_POINTS_BACK = re.compile(
    r"(?<!is )(?<!are )\bthere\b(?! (?:is|are)\b)|\bla[- ]bas\b|\by\b(?!['’ ]? ?a\b)"
)  # refers to a place named before
_AT_HOME = frozenset("ici icitte here".split())
_HERE = frozenset(
    "ici icitte here quebec qc ne nee born was were worked studied avant before etais etait etions etaient travaillais"
    " travaillait etudie"
    " viens vient viennent venons venu venue venus come comes came originaire pays country".split()
)  # somebody who says where they come from does not ask about that place
_FEW = 6  # words: a shorter question is about the place that it names
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
    """A question, or the part of a message that asks it."""

    text: str  # as it was written
    mended: str = ""  # with spelling mended, where that is known
    took: tuple[tuple[str, float], ...] = ()  # the intents by Rasa's model, with their likelihood
    advice: float = 0.0  # how surely Rasa's guard sees a wish for advice on an immigration case in it

    @property
    def meant(self) -> str:
        """The text that is read: the message as it was mended, if it was."""
        return self.mended or self.text


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was read."""

    text: str
    part: str  # the part that asks; all of a short message
    tells: frozenset[AnswerType]
    places: tuple[Named, ...]
    everywhere: tuple[Named, ...] = ()  # places in the whole message
    abroad: str = ""  # the name of a place outside Québec that is asked about
    story: str = ""  # the whole of a long message, of which `part` asks: what is needed may be told before or after it

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.code for place in self.places))

    @property
    def bare(self) -> str:
        """The part that asks, without the names of places: these say where, not what is asked."""
        return without_places(self.part, self.places)

    @property
    def retold(self) -> "Question | None":
        """The same question asked by the whole of a long message; None where it is short."""
        return replace(self, part=self.story, story="") if self.story else None


class QuestionReader:
    """Built once from the knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.finder = PlaceFinder(knowledge)
        self._abroad = PhraseIndex(_foreign(), place_words)

    def read(self, asking: Asked, known: frozenset[str] = frozenset()) -> Question:
        """Read a message; `known`: words that are never a misspelt town."""
        text = asking.meant
        part = asking_part(text)
        everywhere = tuple(self.finder.find(text, known))
        places = self._places(text, part, everywhere, known)
        abroad = self._abroad_in(asking_part(asking.text)) and self._abroad_in(part)  # as written, too
        how_far = len({place.code for place in places}) > 1 and HOW_FAR.search(folded(part))
        tells = asked(part) | ({AnswerType.DISTANCE} if how_far else set())
        return Question(asking.text, part, tells, places, everywhere, abroad, story_around(text, part))

    def bare(self, asking: Asked) -> tuple[str, ...]:
        """The bare text alone, without the rest of what `read` does, for the thousands of known questions.

        Of a long message the part that asks, and the whole.
        """
        text = asking.meant
        part = asking_part(text)
        places = self._places(text, part, tuple(self.finder.find(text)))
        return tuple(without_places(each, places) for each in (part, story_around(text, part)) if each)

    def _places(
        self, text: str, part: str, everywhere: tuple[Named, ...], known: frozenset[str] = frozenset()
    ) -> tuple[Named, ...]:
        """The places that the part is about; those of the whole text if the part names none, or says "there"."""
        points = part != text and _POINTS_BACK.search(folded(part))  # "could she go right there, or to …"
        return everywhere if part == text or points else tuple(self.finder.find(part, known)) or everywhere

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


def content(text: str) -> list[str]:
    """The words of a text without stop words."""
    return [word for word in words(text).split() if word not in STOPWORDS]


def asking_part(text: str) -> str:
    """The sentences of a message that ask; all of a short message, the last sentence if none asks."""
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


def story_around(text: str, part: str) -> str:
    """The message in which a part stands that asks; empty where that part is all of it.

    A very long message is cut: what is kept is its beginning, or, if the part ends later, what leads up to its end.
    """
    whole = " ".join(text.split())
    last = _PART.split(part)[-1]
    ends = whole.rfind(last) + len(last)
    return whole[max(0, ends - _STORY) :][:_STORY] if whole != part else ""


def questions(text: str) -> list[str]:
    """The sentences of a message that end with a question mark."""
    return [part for part in _PART.split(" ".join(text.split())) if part.endswith("?")]


def _asking_there(text: str) -> list[str]:
    """The sentences that may name the country asked about: those that ask, unless they say only "there"."""
    asking = questions(text)
    points = any(_POINTS_BACK.search(folded(each)) for each in asking)
    return pieces(text if points or not asking else " ".join(asking))


def _foreign() -> Iterator[tuple[str, str]]:
    for name in _ABROAD.split():
        yield name.replace("_", " "), name.replace("_", " ").title()
    for language in Language:
        for code, name in Locale(language.value).territories.items():
            if len(code) == 2 and code != "CA" and len(name) > 3:
                yield name, name
