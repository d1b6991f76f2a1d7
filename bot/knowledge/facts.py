"""The facts of the knowledge base: single statements in both languages, each with source and date.

An entry is written as a few sentences that read well together. Each sentence is a fact that can be told alone; further
facts are listed under `facts`. Nothing is written twice: the sentences are cut apart here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain

from bot.base.terms import Language
from bot.knowledge.answer_types import told
from bot.knowledge.base import Knowledge
from bot.knowledge.data_files import KnowledgeError
from bot.knowledge.professional_orders import orders
from bot.knowledge.schema import (
    AnswerType,
    Article,
    Asking,
    Entry,
    Figure,
    FrenchLevel,
    FurtherFact,
    HoldsFacts,
    Service,
    Source,
    Topic,
)

_ABBREVIATION = re.compile(r"\b(?:St|Ste|Mr|Mrs|Dr|M|no)\.$")
_LIST_NUMBER = re.compile(r"^\d+\.$")
_BOUNDARY = re.compile(r"(?<=[.!?…])[»”]?\s+(?=[A-ZÀ-ÖØ-Þ«“0-9])")
_LEANS = re.compile(
    r"(?:ils?|elles?|ce|c’|cela|cette|ces|celui|celle|on y|son|sa|ses|leurs?|aussi|de plus"
    r"|on (?:la|le|les|l’\w+)|it|they|he|she|this|these|those|that|its|their|also)\b"
    r"|[^:.]* (?:étaient|were) (?:pris|payés|covered|paid)",
    re.IGNORECASE,
)  # beginnings of sentences that refer to the one before
_IGNORANCE = re.compile(
    r"n’(?:en )?avons (?:pas|aucun)|pas (?:encore )?(?:de fait |été )?vérifié"
    r"|je ne (?:le |la |les )?donne pas|je ne (?:le )?sais pas"
    r"|je n’(?:en )?ai (?:pas|rien) lu|je n’ai pas de|je ne connais pas|limites? de revenu change"
    r"|have (?:not|no) (?:yet )?verified|not verified|no verified fact"
    r"|do not give|i do not know|have not read|i have no\b|limits change",
    re.IGNORECASE,
)


_ON_ORDERS = "professional_orders"  # an article
_TORN = re.compile(
    r"pas toujours\.$|exemples de vraies journées|voici .{0,30}:$|deux conseils|bravo|de petits pas|il y a deux façons"
    r"|je ne peux pas juger|je ne peux pas dire (?:ce qui|si|lequel)|i cannot (?:judge|say (?:what|which|whether))"
    r"|not always\.$|examples from real days|two useful tips|well done|small steps|there are two ways|.{0,60}:$",
    re.IGNORECASE,
)  # sentences that tell nothing by themselves


class CardKind(StrEnum):
    """The kind of a card."""

    ARTICLE = "article"
    REGION = "region"
    SERVICE = "service"
    FRENCH = "french_level"


@dataclass(frozen=True, slots=True)
class Card:
    """The card of a fact, as a button opens it: `("region", "11", "housing")`."""

    kind: CardKind
    id: str
    topic: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.id}{f' {self.topic}' if self.topic else ''}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement. `id` names it for reviewers: "article bank#2", "region 11 housing#rent"."""

    card: Card
    name: str
    text: Mapping[Language, str]
    source: Source
    as_of: str | None
    tells: frozenset[AnswerType] = frozenset()
    region: str = ""  # code; empty if it holds all over Québec
    about: tuple[str, ...] = ()  # names of places in it, beside its region's
    questions: tuple[str, ...] = ()  # questions to which it is the answer, in both languages
    figures: tuple[Figure, ...] = ()
    first: bool = True  # is in what the card shows first
    leans: bool = False  # can only be understood after the statement before it
    ignorance: bool = False  # only says that something is not known
    until: date | None = None

    @property
    def id(self) -> str:
        return f"{self.card}#{self.name}"

    @property
    def torn(self) -> bool:
        """Whether it tells nothing without its context, and so answers no question."""
        return any(_TORN.match(text) for text in self.text.values())


def facts_of(knowledge: Knowledge) -> tuple[Fact, ...]:
    """Every fact, in the order of the files."""
    return tuple(_all(knowledge))


def facts_on(knowledge: Knowledge, card: Card) -> tuple[Fact, ...]:
    """The facts of one card; nothing where there is no such card."""
    found: Iterable[Fact] = ()
    if card.kind is CardKind.ARTICLE and card.id in knowledge.articles:
        found = _article(knowledge, knowledge.articles[card.id])
    elif card.kind is CardKind.REGION and card.id in knowledge.regions:
        entry = knowledge.regions[card.id].topics.get(Topic(card.topic))
        found = _region(knowledge, card, entry) if entry else ()
    elif card.kind is CardKind.SERVICE and (service := knowledge.service(card.id)):
        found = _service(service)
    elif card.kind is CardKind.FRENCH:
        found = chain(*(_level(each) for each in knowledge.french_scale.levels if str(each.level) == card.id))
    return tuple(found)


def _all(knowledge: Knowledge) -> Iterator[Fact]:
    for article in knowledge.articles.values():
        yield from _article(knowledge, article)
    for region in knowledge.regions.values():
        for topic, entry in region.topics.items():
            yield from _region(knowledge, Card(CardKind.REGION, region.code, topic), entry)
    for service in knowledge.all_services:
        yield from _service(service)
    for level in knowledge.french_scale.levels:
        yield from _level(level)


def _article(knowledge: Knowledge, article: Article) -> Iterator[Fact]:
    yield from _asked(_entry(Card(CardKind.ARTICLE, article.id), article, ""), knowledge.askings.get(article.id, ()))
    if article.id == _ON_ORDERS:
        yield from _orders(knowledge, article)


def _region(knowledge: Knowledge, card: Card, entry: Entry) -> Iterator[Fact]:
    for fact in _entry(card, entry, card.id):
        asked = [each for each in knowledge.region_askings if each.says.search(fact.text[Language.ENGLISH])]
        yield replace(fact, questions=(*fact.questions, *chain(*(each.questions() for each in asked))))


def _orders(knowledge: Knowledge, article: Article) -> Iterator[Fact]:
    """Facts on the professional order of each regulated trade, on the card of orders."""
    for number, (text, questions) in enumerate(orders(knowledge), start=1):
        fact = _made(Card(CardKind.ARTICLE, article.id), f"order{number}", text, article.sources[0], "", first=False)
        yield replace(
            fact, questions=questions, tells=frozenset({AnswerType.WHO, AnswerType.CONTACT, AnswerType.CONDITION})
        )


def _entry(card: Card, entry: Entry, region: str) -> Iterator[Fact]:
    parts = [(entry.answer, True), *([(entry.more, False)] if entry.more else [])]
    cut = [(text, first) for whole, first in parts for text in statements(whole)]
    cites = entry.cites or (0,) * len(cut)
    if len(cites) != len(cut) or max(cites) >= len(entry.sources):
        raise KnowledgeError(f"{card}: `cites` names a source, counted from 0, for each of its {len(cut)} sentences")
    for number, ((text, first), cited) in enumerate(zip(cut, cites, strict=True), start=1):
        yield _made(card, str(number), text, entry.sources[cited], region, first=first)
    yield from _told(card, entry, region)


def _service(service: Service) -> Iterator[Fact]:
    card = Card(CardKind.SERVICE, service.id)
    region = "" if service.region == "province" else service.region
    shown = {
        AnswerType.PRICE: service.free is not None,
        AnswerType.CONTACT: bool(service.website),
        AnswerType.WHERE: bool(service.address or service.city),
    }  # repeated with each sentence, on the card of an organisation
    told_anyway = {kind for kind, is_shown in shown.items() if is_shown}
    beside = [service.for_whom, dict.fromkeys(Language, service.address) if service.address else None]
    parts = [service.description, *(part for part in beside if part)]
    for number, text in enumerate((text for part in parts for text in statements(part)), start=1):
        fact = _made(card, str(number), text, service.sources[0], region)
        yield replace(fact, tells=fact.tells | told_anyway)
    yield from _told(card, service, region)


def _level(level: FrenchLevel) -> Iterator[Fact]:
    card = Card(CardKind.FRENCH, str(level.level))
    for number, text in enumerate(statements(level.daily), start=1):
        yield _made(card, str(number), text, level.sources[0], "")
    yield from _told(card, level, "")


def _made(
    card: Card, name: str, text: Mapping[Language, str], source: Source, region: str, *, first: bool = True
) -> Fact:
    return Fact(
        card,
        name,
        text,
        source,
        source.as_of,
        told(text),
        region,
        first=first,
        leans=any(_LEANS.match(sentence) for sentence in text.values()),
        ignorance=any(_IGNORANCE.search(sentence) for sentence in text.values()),
    )


def _told(card: Card, owner: HoldsFacts, region: str) -> Iterator[Fact]:
    for fact in owner.facts:
        yield _extra(card, fact, owner, region)


def _extra(card: Card, fact: FurtherFact, owner: HoldsFacts, region: str) -> Fact:
    source = owner.sources[fact.source]
    return Fact(
        card,
        fact.id,
        fact.text,
        source,
        fact.as_of or source.as_of,
        frozenset(fact.tells) or told(fact.text),
        region,
        fact.about,
        tuple(question for each in fact.questions.values() for question in each),
        fact.figures,
        first=False,
        until=fact.until,
    )


def _asked(facts: Iterable[Fact], askings: Sequence[Asking]) -> Iterator[Fact]:
    """The facts with the questions to which they are the answers."""
    for fact in facts:
        mine = [each for each in askings if fact.text[Language.ENGLISH].startswith(each.says)]
        yield replace(fact, questions=(*fact.questions, *chain(*(each.questions() for each in mine)))) if mine else fact


def statements(text: Mapping[Language, str]) -> list[Mapping[Language, str]]:
    """The sentences of a text, aligned across languages; paragraphs that do not match stay whole."""
    paragraphs = {language: _paragraphs(text[language]) for language in Language}
    if len({len(each) for each in paragraphs.values()}) > 1:
        paragraphs = {language: [" ".join(each)] for language, each in paragraphs.items()}
    found: list[Mapping[Language, str]] = []
    for at in range(len(paragraphs[Language.FRENCH])):
        cut = {language: sentences(paragraphs[language][at]) for language in Language}
        if len({len(each) for each in cut.values()}) > 1:
            cut = {language: [paragraphs[language][at]] for language in Language}
        found += [
            {language: cut[language][number] for language in Language} for number in range(len(cut[Language.FRENCH]))
        ]
    return found


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def sentences(text: str) -> list[str]:
    """A text cut into sentences; a question stays with the sentence that answers it."""
    found: list[str] = []
    begun = 0
    for boundary in _BOUNDARY.finditer(text):
        part = text[begun : boundary.start()].strip()
        if not (_ABBREVIATION.search(part) or _LIST_NUMBER.match(part) or part.endswith("?")):
            found.append(text[begun : boundary.end()].strip())
            begun = boundary.end()
    return [*found, text[begun:].strip()] if text[begun:].strip() else found
