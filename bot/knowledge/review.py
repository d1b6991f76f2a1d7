"""What needs work in the knowledge base: texts to review, languages that differ, entries that no question finds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.facts import CardKind, Fact, facts_of
from bot.knowledge.roads import roads_of
from bot.knowledge.schema import (
    AnswerType,
    Article,
    Entry,
    FrenchLevel,
    HelpLine,
    HoldsFacts,
    NoRoad,
    RegionTopic,
    Review,
    RoadTable,
    Series,
    Service,
)
from bot.knowledge.search import MOST, EntryKind, Search
from bot.knowledge.training_questions import asked_of_facts

_LINK = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}\b(?:/\S*)?")  # with any ending: soit.quebec too
_ACRONYM = re.compile(r"\b[A-ZÉ]{3,}(?=s?\b)")
_PHONE = re.compile(r"\b(?:1[\s-])?\d{3}[\s-]\d{3}-\d{4}\b")
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Acronyms that differ between the languages, and what French writes in capitals.
_TRANSLATED = frozenset(
    "NCLC CLB CECR CEFR EIMT LMIA NAS SIN CNP NOC FEER TEER RQAP QPIP ACFC FCAC ACE CCB PME ARC CRA REÉR".split()
    + "PFSI IFHP SCHL CMHC".split()
)
_FIGURES = frozenset({AnswerType.SHARE, AnswerType.TEMPERATURE, AnswerType.SNOW})  # figures that people compare
Reviewed: TypeAlias = Article | RegionTopic | Service | FrenchLevel | HelpLine | RoadTable | NoRoad | Series


@dataclass(frozen=True, slots=True)
class Due:
    """A text with the day by which it must be reviewed."""

    subject: str
    name: str
    review: Review


def reviewed(knowledge: Knowledge) -> Iterator[tuple[str, str, Reviewed]]:
    """Everything that has a review date, with its subject and name."""
    for article in knowledge.articles.values():
        yield article.subject, article.id, article
    for region in knowledge.regions.values():
        for topic, entry in region.topics.items():
            yield "regions", f"{region.code} {topic}", entry
    for service in knowledge.all_services:
        yield "services", service.id, service
    for line in knowledge.help_lines.values():
        yield "help_lines", line.id, line
    for level in knowledge.french_scale.levels:
        yield "french_scale", f"level {level.level}", level
    for table in knowledge.roads.tables:
        yield "roads", table.sources[0].title[Language.ENGLISH], table
    for shown, series in knowledge.series.items():
        yield "figures", shown, series
    for place in knowledge.roads.without_road:
        yield "roads", f"none to {place.towns[0]}", place


def due(knowledge: Knowledge, until: date) -> list[Due]:
    """What has to be reviewed by a day, the most pressing first."""
    found = [Due(subject, name, entry.review) for subject, name, entry in reviewed(knowledge)]
    return sorted((one for one in found if one.review.by <= until), key=lambda one: (one.review.by, one.name))


def overdue(knowledge: Knowledge, today: date) -> list[Due]:
    """The texts whose day of review is over; they are shown nevertheless."""
    return due(knowledge, today - timedelta(days=1))


def unread(knowledge: Knowledge) -> list[tuple[str, str]]:
    """Subject and name of each entry that has a source whose page nobody has read: to be reviewed first."""
    return [(subject, name) for subject, name, entry in reviewed(knowledge) if not entry.verified]


@dataclass(frozen=True, slots=True)
class Row:
    """A subject, as `docs/knowledge.md` shows it. `verified`: entries whose sources were all read."""

    entries: int
    languages: Mapping[Language, int]
    verified: int
    known: int
    next_review: date


def by_subject(knowledge: Knowledge) -> dict[str, Row]:
    """The table of the documentation."""
    groups: dict[str, list[Reviewed]] = {}
    for subject, _, entry in reviewed(knowledge):
        groups.setdefault(subject, []).append(entry)
    return {
        subject: Row(
            entries=len(entries),
            languages=Counter(language for entry in entries for language in texts_of(entry)[0]),
            verified=sum(entry.verified for entry in entries),
            known=sum(not isinstance(entry, Entry) or entry.known for entry in entries),
            next_review=min(entry.review.by for entry in entries),
        )
        for subject, entries in sorted(groups.items())
    }


def texts_of(entry: Reviewed) -> list[Mapping[Language, str]]:
    """Every text of an entry that people may read, in the order in which it is shown."""
    if isinstance(entry, Service):
        texts = [entry.description, entry.for_whom]
    elif isinstance(entry, HelpLine):
        texts = [entry.when, entry.hours, entry.languages]
    elif isinstance(entry, RoadTable | NoRoad):
        texts = [entry.says]
    elif isinstance(entry, Series):
        texts = [entry.sources[0].title]
    elif isinstance(entry, FrenchLevel):
        texts = [entry.daily, *entry.skills.values()]
    else:
        texts = [entry.answer, entry.more, entry.brief if isinstance(entry, RegionTopic) else entry.title]
    facts = entry.facts if isinstance(entry, HoldsFacts) else ()
    return [*(text for text in texts if text is not None), *(fact.text for fact in facts)]


def unequal(texts: Mapping[Language, str]) -> list[str]:
    """The numbers, links and acronyms that stand in one of the languages only."""
    first, second = (Counter(_facts(texts[language], language)) for language in Language)
    return sorted(((first - second) + (second - first)).elements())


def _facts(text: str, language: Language) -> Iterator[str]:
    links = [link.rstrip(".,;)").casefold() for link in _LINK.findall(text)]
    yield from links
    rest = _LINK.sub(" ", text)
    yield from dict.fromkeys(name for name in _ACRONYM.findall(rest) if name not in _TRANSLATED)
    yield from (re.sub(r"\D", "", phone) for phone in _PHONE.findall(rest))
    rest = _PHONE.sub(" ", rest)
    if language is Language.FRENCH:
        rest = re.sub(r"(?<=\d)[\u00a0 ](?=\d{3}\b)", "", rest).replace(",", ".")
    else:
        rest = re.sub(r"(?<=\d),(?=\d{3}\b)", "", rest)
    yield from _NUMBER.findall(rest)


def ages(facts: Iterable[Fact]) -> Mapping[str, int]:
    """For each year, how many facts are from a page of that year; "undated" for pages without a date.

    Of a span of years, the last one counts.
    """
    return Counter(_year(fact) or "undated" for fact in facts)


def oldest(facts: Iterable[Fact]) -> list[Fact]:
    """Facts whose page has a date, the oldest first."""
    return sorted((fact for fact in facts if fact.as_of), key=lambda fact: (_year(fact), fact.id))


def facts_and_roads(knowledge: Knowledge) -> tuple[Fact, ...]:
    """Every statement that can be told, including those on roads."""
    return (*facts_of(knowledge), *roads_of(knowledge).facts)


def _year(fact: Fact) -> str:
    return _YEAR.findall(fact.as_of)[-1] if fact.as_of else ""


def unlike_periods(knowledge: Knowledge) -> Iterator[tuple[str, str, list[str]]]:
    """The topics whose figures of one kind are from different periods in different regions: topic, kind, periods."""
    periods: dict[tuple[str, str], set[str]] = {}
    for fact in facts_of(knowledge):
        for kind in fact.tells & _FIGURES if fact.region and fact.card.topic else ():
            periods.setdefault((fact.card.topic, kind), set()).add(fact.as_of or "undated")
    return ((topic, kind, sorted(found)) for (topic, kind), found in sorted(periods.items()) if len(found) > 1)


def unasked(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Known questions for sentences that no longer exist: their entry, and how the sentence began.

    The entry is `regions` for questions on any region.
    """
    texts: dict[str, list[str]] = {}
    for fact in facts_of(knowledge):
        texts.setdefault(fact.card.id, []).append(fact.text[Language.ENGLISH])
    for article, askings in knowledge.askings.items():
        for each in askings:
            if not any(text.startswith(each.says) for text in texts.get(article, ())):
                yield article, each.says
    of_cards: dict[str, list[str]] = {}
    for fact in facts_of(knowledge):
        of_cards.setdefault(str(fact.card), []).append(fact.text[Language.ENGLISH])
    for card, key in dict.fromkeys((each.card, each.key) for each in asked_of_facts()):
        if not any(text.startswith(key) for text in of_cards.get(card, ())):
            yield card, key
    regional = [fact.text[Language.ENGLISH] for fact in facts_of(knowledge) if fact.card.kind is CardKind.REGION]
    for asking in knowledge.region_askings:
        if not any(asking.says.search(text) for text in regional):
            yield "regions", asking.says.pattern


def unreached(knowledge: Knowledge, search: Search) -> list[tuple[str, Language]]:
    """Articles that the search does not find by their own title, with the language."""
    return [
        (article.id, language)
        for article in knowledge.articles.values()
        for language in Language
        if not _finds(search, article.title[language], article.id)
    ]


def _finds(search: Search, text: str, identifier: str) -> bool:
    found = search.rank(text)[:MOST]
    return (EntryKind.ARTICLE, identifier) in [(hit.kind, hit.id) for hit in found]
