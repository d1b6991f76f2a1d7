"""Changes of facts by officers: in force over the files, without a restart, until a release contains them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.base.errors import BotError, NotThere
from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.facts import Card, CardKind, Fact, facts_on, statements
from bot.knowledge.schema import Article, Entry, FrenchLevel, HoldsFacts, Region, RegionTopic, Service, Source, Topic
from bot.knowledge.schema.texts import Model

Texts = Mapping[Language, str]
Owner = TypeVar("Owner", bound=HoldsFacts)
M = TypeVar("M", bound=Model)


class AmendError(BotError):
    """The fact cannot be changed in this way; the subclass says why."""


class FactUnknown(AmendError, NotThere):
    """There is no such fact; or it is computed from others, so that there is no text to change."""


class FactMoved(AmendError):
    """The text of the fact is no longer the one that the officer wanted to change."""


class NotOneStatement(AmendError):
    """The new text is not exactly one sentence in each language, which would shift the ids of the facts behind it."""


class NotFitting(AmendError):
    """A text is too long for the place where it is shown, or an address or a date is not valid."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change: a fact's new text, and the source where it was read."""

    fact: str  # its id
    before: Texts
    text: Texts
    source: Source


def amended(knowledge: Knowledge, changes: Iterable[Amendment]) -> Knowledge:
    """The knowledge base with these changes made in order; a change that no longer fits is left out."""
    for change in changes:
        try:
            knowledge = amend(knowledge, change)
        except AmendError:
            continue
    return knowledge


def amend(knowledge: Knowledge, change: Amendment) -> Knowledge:
    """The knowledge base with one change.

    Raises:
        AmendError: why not.
    """
    card, name = card_of(change.fact)
    owner = owner_of(knowledge, card)
    new = _with(owner, name, change)
    changed = _put(knowledge, card, new)
    before, after = facts_on(knowledge, card), facts_on(changed, card)
    if [fact.id for fact in before] != [fact.id for fact in after]:
        raise NotOneStatement(change.fact)
    return changed


def fact_of(knowledge: Knowledge, identifier: str) -> Fact:
    """The fact with this id.

    Raises:
        FactUnknown: there is none that stands in a text.
    """
    card, _ = card_of(identifier)
    owner_of(knowledge, card)
    found = next((fact for fact in facts_on(knowledge, card) if fact.id == identifier), None)
    if found is None:
        raise FactUnknown(identifier)
    return found


def card_of(identifier: str) -> tuple[Card, str]:
    """The card of a fact, and the fact's name on it."""
    card, _, name = identifier.partition("#")
    kind, _, rest = card.partition(" ")
    owner, _, topic = rest.partition(" ")
    if kind not in set(CardKind) or not (name.isdecimal() or name.replace("_", "a").replace("-", "a").isalnum()):
        raise FactUnknown(identifier)
    return Card(CardKind(kind), owner, topic), name


def owner_of(knowledge: Knowledge, card: Card) -> Article | RegionTopic | Service | FrenchLevel:
    """The article, region topic, organisation or level of French that a card shows.

    Raises:
        FactUnknown: there is none.
    """
    match card.kind:
        case CardKind.ARTICLE if card.id in knowledge.articles:
            return knowledge.articles[card.id]
        case CardKind.REGION if card.id in knowledge.regions and card.topic in set(Topic):
            return knowledge.regions[card.id].topic(card.topic)
        case CardKind.SERVICE if service := knowledge.service(card.id):
            return service
        case CardKind.FRENCH:
            for level in knowledge.french_scale.levels:
                if str(level.level) == card.id:
                    return level
    raise FactUnknown(str(card))


def _put(knowledge: Knowledge, card: Card, new: HoldsFacts) -> Knowledge:
    if isinstance(new, Article):
        return replace(knowledge, articles=MappingProxyType({**knowledge.articles, card.id: new}))
    if isinstance(new, RegionTopic):
        region: Region = knowledge.regions[card.id]
        region = region.model_copy(update={"topics": {**region.topics, Topic(card.topic): new}})
        return replace(knowledge, regions=MappingProxyType({**knowledge.regions, card.id: region}))
    if isinstance(new, Service):
        services = tuple(new if each.id == card.id else each for each in knowledge.all_services)
        return replace(knowledge, all_services=services)
    levels = tuple(new if str(each.level) == card.id else each for each in knowledge.french_scale.levels)
    return replace(knowledge, french_scale=knowledge.french_scale.model_copy(update={"levels": levels}))


def _with(owner: Owner, name: str, change: Amendment) -> Owner:
    told = {fact.id: fact for fact in owner.facts}
    if name in told:
        return _fact_beside(owner, name, change)
    if not name.isdecimal():
        raise FactUnknown(change.fact)
    return _sentence(owner, int(name), change)


def _fact_beside(owner: Owner, name: str, change: Amendment) -> Owner:
    at, sources = _sourced(owner, change.source)
    fact = next(each for each in owner.facts if each.id == name)
    if dict(fact.text) != dict(change.before):
        raise FactMoved(change.fact)
    update = {"text": dict(change.text), "source": at, "as_of": None}
    facts = tuple(_valid(each, update) if each.id == name else each for each in owner.facts)
    return _valid(owner, {"facts": facts, "sources": sources})


def _sentence(owner: Owner, number: int, change: Amendment) -> Owner:
    """Replace one sentence of a text. In organisations and levels of French, all sentences have the first source."""
    parts: list[tuple[str, int, Texts]] = []
    for field in ("answer", "more") if isinstance(owner, Entry) else ("description", "for_whom", "daily"):
        text = getattr(owner, field, None)
        parts += [(field, at, each) for at, each in enumerate(statements(text))] if text else []
    if not 0 < number <= len(parts):
        raise FactUnknown(change.fact)
    if dict(parts[number - 1][2]) != dict(change.before):
        raise FactMoved(change.fact)
    field = parts[number - 1][0]
    whole: Texts = getattr(owner, field)
    if any(change.before[language] not in whole[language] for language in Language):
        raise FactMoved(change.fact)  # cut at the ends of its lines
    new = {each: whole[each].replace(change.before[each], change.text[each], 1) for each in Language}
    if dict(change.text) not in [dict(each) for each in statements(new)]:
        raise NotOneStatement(change.fact)
    if not isinstance(owner, Entry):
        kept = tuple(each for each in owner.sources if each != change.source)
        moved = tuple(_valid(fact, {"source": kept.index(owner.sources[fact.source]) + 1})
                      if owner.sources[fact.source] in kept else _valid(fact, {"source": 0})
                      for fact in owner.facts)  # fmt: skip
        return _valid(owner, {field: new, "sources": (change.source, *kept), "facts": moved})
    at, sources = _sourced(owner, change.source)
    cites = list(owner.cites or (0,) * len(parts))
    cites[number - 1] = at
    return _valid(owner, {field: new, "sources": sources, "cites": tuple(cites) if any(cites) else ()})


def _sourced(owner: HoldsFacts, source: Source) -> tuple[int, tuple[Source, ...]]:
    """The position of a source among those of an entry, and all its sources, with this one added if it was missing."""
    if source in owner.sources:
        return owner.sources.index(source), owner.sources
    return len(owner.sources), (*owner.sources, source)


def _valid(model: M, update: Mapping[str, Any]) -> M:
    """A copy of a model with some values replaced, validated as if it had been read from a file."""
    fields = {name: getattr(model, name) for name in type(model).model_fields}
    try:
        return type(model).model_validate({**fields, **update})
    except ValidationError as error:
        raise NotFitting(error.errors()[0]["msg"]) from error
