"""The texts of a card of any kind: its title, and the questions that lead to it."""

import re
from collections.abc import Iterable

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.normalized_text import folded
from bot.knowledge.schema import Topic

_PARTS_OF_A_NAME = re.compile(r"^(?P<head>.+?)(?: – .+)?(?: \((?P<short>[^()]+)\))?$")


def title_of(knowledge: Knowledge, card: Card, language: Language) -> str:
    """The title of a card."""
    match card.kind:
        case CardKind.ARTICLE:
            return knowledge.article(card.id).title[language]
        case CardKind.REGION:
            topic = knowledge.topic_questions[Topic(card.topic)][language][2]
            return f"{knowledge.region(card.id).name[language]}, {topic}"
        case CardKind.SERVICE:
            service = knowledge.service(card.id)
            assert service is not None
            return service.name
        case CardKind.FRENCH:
            return {Language.FRENCH: "Niveau de français", Language.ENGLISH: "French level"}[language] + f" {card.id}"


def questions_of(knowledge: Knowledge, card: Card, languages: Iterable[Language] = tuple(Language)) -> tuple[str, ...]:
    """The questions that lead to a card, in these languages."""
    match card.kind:
        case CardKind.ARTICLE:
            found = knowledge.article(card.id).questions
        case CardKind.REGION:
            found = knowledge.topic_questions[Topic(card.topic)]
        case CardKind.SERVICE:
            service = knowledge.service(card.id)
            assert service is not None
            kinds = [knowledge.vocabulary.service_type[kind] for kind in service.types]
            return (service.name, *(text for kind in kinds for language in languages for text in kind[language]))
        case CardKind.FRENCH:
            return tuple(title_of(knowledge, card, language) for language in languages)
    return tuple(text for language in languages for text in found[language])


def names_of(knowledge: Knowledge, card: Card) -> tuple[str, ...]:
    """What people call an organisation: its whole name, the part before a dash or a bracket, and its short name.

    The short name is a proper name in brackets, or its id, where that is no part of the name: an acronym (SANAM).
    """
    service = knowledge.service(card.id) if card.kind is CardKind.SERVICE else None
    parts = _PARTS_OF_A_NAME.match(service.name) if service else None
    if service is None or parts is None:
        return ()
    short = parts["short"] if parts["short"] and parts["short"][0].isupper() else ""
    first, *_ = by_id = service.id.split("-")
    acronym = " ".join(by_id) if first not in folded(service.name) else ""
    return tuple(dict.fromkeys(name for name in (service.name, parts["head"], short, acronym) if name))
