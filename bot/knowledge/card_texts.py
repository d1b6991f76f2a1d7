"""The texts of a card of any kind: its title, and the questions that lead to it."""

from collections.abc import Iterable

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.normalized_text import folded
from bot.knowledge.schema import Topic


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


def acronym_of(knowledge: Knowledge, card: Card) -> str:
    """The short name of an organisation, folded (sanam): the first part of its id, where its name does not hold it."""
    service = knowledge.service(card.id) if card.kind is CardKind.SERVICE else None
    first = service.id.split("-")[0] if service else ""
    return "" if service is None or first in folded(service.name) else first
