"""What a sentence says about its writer, as the values of a profile."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.knowledge import Ambiguous, Found, Resolver
from bot.terms import Field

ENTITIES: Mapping[Field, frozenset[str]] = {
    Field.OCCUPATION: frozenset({"occupation"}),
    Field.EXPERIENCE: frozenset({"experience_years"}),
    Field.EDUCATION: frozenset({"education"}),
    Field.FRENCH: frozenset({"french_level"}),
    Field.LANGUAGES: frozenset({"spoken_language"}),
    Field.REGIONS: frozenset({"region", "city"}),
    Field.PERMIT: frozenset({"permit"}),
}
_UNMISTAKABLE = (Field.START, Field.EDUCATION, Field.PERMIT)  # "no diploma" answers no other question
_NAMED = (Field.EDUCATION, Field.PERMIT)  # whose answers are names, and never a mere number
_MOST_WORDS_OF_A_NAME = 3
_NEGATION = re.compile(r"\b(?:no|not|pas)\b|n['’]t\b")
_LITTLE_WORDS = """
    a à and au aux avec d de des du dans en et in i l la le les maybe my ou or peut être please près région régions
    region regions s svp the to un une ville with
    aime aimerais aller choisis habiter j je moi nous pense préfère travailler veux vivre voudrais
    go like live love me move prefer choose think want we work would
"""  # between names, and around a wish
_LITTLE = frozenset(_LITTLE_WORDS.split())
_MONTREAL = "06"  # the programme leads out of it: living there is no wish to work there


@dataclass(slots=True)
class Reading:
    """What was found: values to save, and names with several meanings to ask about."""

    values: dict[Field, Any] = field(default_factory=dict)
    ambiguous: dict[Field, tuple[str, ...]] = field(default_factory=dict)
    towns: tuple[str, ...] = ()  # codes, where regions were named by a town

    @property
    def fields(self) -> set[Field]:
        """The questions that something was said about."""
        return {*self.values, *self.ambiguous}


def read(
    resolver: Resolver, entities: Iterable[tuple[str, str]], text: str, asked: Field | None, today: date
) -> Reading:
    """Read every answer that a sentence gives, and the towns that stand for regions.

    Entities are read wherever they stand. The whole text is taken as the answer to the open question
    only when it names nothing else, so that "5 years as a welder" never becomes a diploma; then to another
    question whose answers cannot be mistaken.
    """
    found = list(entities)
    reading = _answers(resolver, found, text, asked, today)
    if Field.REGIONS in reading.values:
        reading.towns = _towns(resolver, found, text, reading.values[Field.REGIONS])
    return reading


def _towns(resolver: Resolver, found: Sequence[tuple[str, str]], text: str, regions: Sequence[str]) -> tuple[str, ...]:
    """The towns among the places that are named; a region's name is none, whatever town bears it too."""
    places = [(kind, value) for kind, value in found if kind in ENTITIES[Field.REGIONS]]
    named = [value for kind, value in places if kind == "city"] if places else [text]
    return tuple(
        str(town.value)
        for town, place in ((resolver.town(name), resolver.place(name)) for name in named)
        if isinstance(town, Found) and isinstance(place, Found) and place.value in regions
    )


def _answers(
    resolver: Resolver, found: Sequence[tuple[str, str]], text: str, asked: Field | None, today: date
) -> Reading:
    reading = Reading()
    if asked in _NAMED and len(text.split()) <= _MOST_WORDS_OF_A_NAME:  # the 5 of "secondair 5" is no level of French
        _keep(reading, asked, _reader(resolver, asked, today), [text])
        if reading.values:
            return reading
    for question, kinds in ENTITIES.items():
        spans = [value for kind, value in found if kind in kinds]
        if spans and question is Field.FRENCH and _NEGATION.search(text.casefold()):
            spans = [text]  # "I don't speak very good French" says other than "very good"
        if spans:
            _keep(reading, question, _reader(resolver, question, today), spans)
    _keep_found(reading, Field.HOUSEHOLD, resolver.find_household(text))
    _keep_found(reading, Field.START, resolver.find_start_date(text, today))
    if asked is Field.OCCUPATION and asked not in reading.values:  # "jsuis cuisiniere depui 3 ans"
        _keep(reading, asked, _reader(resolver, asked, today), [text])
    if asked is Field.LANGUAGES and resolver.spoken_languages(text) in (Found(()), Found(("fr",))):
        reading.values.setdefault(asked, ())  # "none", "only French"
    for question in (asked, *_UNMISTAKABLE) if asked else ():
        if not reading.values and not reading.ambiguous and (question is asked or " " in text.strip()):
            _keep(reading, question, _reader(resolver, question, today), [text])
    return reading


def is_bare(text: str, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a text is nothing but its entities and the little words between them, so an answer and no question."""
    if "?" in text:
        return False
    rest = list(text)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    words = re.findall(r"\w+", "".join(rest).casefold())
    return len(words) < len(text.split()) and _LITTLE.issuperset(words)


def _keep(reading: Reading, question: Field, reader: Callable[[str], Any], spans: list[str]) -> None:
    if question in {Field.LANGUAGES, Field.REGIONS}:
        joined = reader(", ".join(spans))
        if isinstance(joined, Found):
            several = tuple(code for code in joined.value if code not in {_MONTREAL, "fr"})
            if several:
                reading.values[question] = several
            return
        _keep_found(reading, question, joined)
        return
    _keep_found(reading, question, reader(spans[0]))


def _keep_found(reading: Reading, question: Field, outcome: Any) -> None:
    if isinstance(outcome, Found):
        reading.values[question] = outcome.value
    elif isinstance(outcome, Ambiguous):
        reading.ambiguous[question] = tuple(str(option) for option in outcome.options[:6])


def _reader(resolver: Resolver, question: Field, today: date) -> Callable[[str], Any]:
    return {
        Field.OCCUPATION: resolver.occupation,
        Field.EXPERIENCE: lambda text: resolver.duration_years(text, today),
        Field.EDUCATION: resolver.education,
        Field.FRENCH: resolver.french_level,
        Field.LANGUAGES: resolver.spoken_languages,
        Field.REGIONS: resolver.places,
        Field.HOUSEHOLD: resolver.household,
        Field.PERMIT: resolver.permit,
        Field.START: lambda text: resolver.start_date(text, today),
    }[question]
