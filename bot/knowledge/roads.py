"""The distance between two towns: by road if a source tells it, otherwise as the crow flies."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.numbers import format_decimal

from bot.base.great_circle import kilometres
from bot.base.terms import MONTREAL_REGION, Language
from bot.knowledge.base import Knowledge
from bot.knowledge.facts import Card, CardKind, Fact
from bot.knowledge.normalized_text import folded, spaced
from bot.knowledge.question_reading import Question
from bot.knowledge.schema import AnswerType, Figure, RoadTable, Topic, Town

_MONTREAL, _QUEBEC = "66023", "23027"
# Often named as the origin, rather than as what is asked about.
ORIGINS = frozenset({_MONTREAL, _QUEBEC, MONTREAL_REGION})
_MOST_TOWNS = 3
# Before the place of an event, which is not an end of the way.
_INSIDE = re.compile(
    r"(?<!\bgo )(?<!arrive )(?<!get )(?<!travel )\b(?:in|at|dans|around|near|autour de|pres de) (?:the |la |le |l')?$"
)
_FROM_HERE = re.compile(r"\bd'ici\b|\bfrom (?:here|there)\b|\bde la(?:-bas)?(?=\W*$)")
# Before the place that is one end of the way, where what is in focus is the other: "is it far from Amos?".
_FROM_IT = re.compile(
    r"\b(?:it|its|that|this|there|c|ce|ca|cela|elle|il|ils|they|(?:the |this |that |le |ce |l )?(?:job|one|work|emploi"
    r"|poste|offre|travail))(?: \w+){0,3}? (?:far|near|close|loin|pres|proche|distance|km|kilometres)(?: \w+)?"
    r" (?:from|to|de|d|du|des) (?:(?:the|la|le|l) )?"
    r"|\b(?:how far|how long|combien|quelle distance)\b.{0,15}\b(?:it|that|this|there|ca|c est|job|emploi|poste)"
    r"(?: \w+)? (?:from|de|d|du) (?:(?:the|la|le|l) )?"
)


@dataclass(frozen=True, slots=True)
class Apart:
    """Two towns between which no source tells the road."""

    one: Town
    other: Town
    kilometres: float | None  # as the crow flies; None where a position is not known
    no_road: Mapping[Language, str] | None = None  # what is told if there is no road


_built: list[tuple[Knowledge, "Roads"]] = []  # one for the process, which has one knowledge base


def roads_of(knowledge: Knowledge) -> "Roads":
    """The roads of a knowledge base, built at the first call."""
    if not _built or _built[0][0] is not knowledge:
        _built[:] = [(knowledge, Roads(knowledge))]
    return _built[0][1]


class Roads:
    """Built once from the knowledge base (`roads_of`)."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._towns = {town.label: town for town in knowledge.towns.values()}
        self._told = {pair: fact for table in knowledge.roads.tables for pair, fact in self._facts(table)}
        self._without = {label: place for place in knowledge.roads.without_road for label in place.towns}

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every road that a source tells."""
        return tuple(self._told.values())

    def between(self, one: Town, other: Town) -> Fact | Apart:
        """The distance by road between two towns, if a source gives it; otherwise how far apart they are."""
        told = self._told.get(frozenset({one.code, other.code}))
        if told:
            return told
        away = kilometres(one.position, other.position) if one.position and other.position else None
        place = self._without.get(one.label) or self._without.get(other.label)
        return Apart(one, other, away, place.says if place else None)

    def ends(self, question: Question, place: str = "") -> list[tuple[Town, Town]]:
        """The towns between which a question asks the way; for a region, its largest town.

        These are the two that are named; or one and the place in focus ("from here"), or else Montréal, unless it is
        the place of an event ("the bus drivers in Amos"); or one together with Montréal and Québec City if both are
        named as well. `place`: the code of the region or town in focus.
        """
        codes = list(question.codes)
        if len(codes) == 1 and _takes_place_there(question):
            return []
        from_there = len(codes) == 1 and codes[0] in ORIGINS and place not in ORIGINS  # "is it far from Montréal?"
        if len(codes) == 1 and place and (from_there or _starts_in_focus(question)):
            codes.append(place)
        found = (self._knowledge.towns.get(code) or self._knowledge.largest_town(code) for code in codes)
        towns = list(dict.fromkeys(town for town in found if town))[:_MOST_TOWNS]
        if len(towns) == 2:
            return [(towns[0], towns[1])]
        origins = [town for town in towns if town.code in ORIGINS]
        others = [town for town in towns if town.code not in ORIGINS]
        if len(others) == 1 and origins:
            return [(others[0], origin) for origin in origins]
        start = origins[0] if origins else self._knowledge.towns[_MONTREAL]
        return [(town, start) for town in towns if town is not start]

    def _facts(self, table: RoadTable) -> Iterator[tuple[frozenset[str], Fact]]:
        [source] = table.sources
        for start, others in table.kilometres.items():
            for label, length in others.items():
                one, other = self._towns[label], self._towns[start]
                figure = Figure(value=length, unit="km", place=f"{one.name} – {other.name}", period=source.as_of or "")
                yield (
                    frozenset({one.code, other.code}),
                    Fact(
                        Card(CardKind.REGION, one.region, Topic.GETTING_THERE),
                        f"{one.code}-{other.code}",
                        {language: _said(table, language, one, other, length) for language in Language},
                        source,
                        source.as_of,
                        frozenset({AnswerType.DISTANCE}),
                        one.region,
                        about=(one.name, other.name),
                        figures=(figure,),
                    ),
                )


def _takes_place_there(question: Question) -> bool:
    """Whether the only place that is named is where an event is, and not an end of the way.

    A place that the conversation is about is not part of the question itself.
    """
    named = folded(question.places[0].surface)
    return bool(named) and bool(_INSIDE.search(folded(question.part).partition(named)[0]))


def starts_in_focus(text: str) -> bool:
    """Whether a text asks the way from what the talk is about to a place that it names."""
    return bool(_FROM_IT.search(spaced(text)))


def _starts_in_focus(question: Question) -> bool:
    """As `starts_in_focus`, of the only place that is named: "is it far from Amos?"."""
    named = spaced(question.places[0].surface)
    part = spaced(question.part)
    found = _FROM_IT.search(part)
    return bool(_FROM_HERE.search(folded(question.part)) or (found and named and part[found.end() :].startswith(named)))


def _said(table: RoadTable, language: Language, one: Town, other: Town, kilometres: int) -> str:
    number = format_decimal(kilometres, locale=f"{language}_CA")
    return table.says[language].format(one=one.name, other=other.name, n=number)
