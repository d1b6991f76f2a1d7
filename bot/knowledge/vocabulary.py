"""The words of the knowledge base that the dialogue model is trained with, so that both know the same names."""

from collections.abc import Iterable, Iterator

from bot.base.terms import Language
from bot.knowledge.base import Knowledge
from bot.knowledge.normalized_text import fold
from bot.knowledge.places import SMALLEST_TOWN
from bot.knowledge.schema import Occupation, PhrasesByCode
from bot.knowledge.spoken_languages import LANGUAGES, language_name


def training_vocabulary(knowledge: Knowledge) -> dict[str, list[str]]:
    """For each of Rasa's entities, its phrases, each once; names of places also without accents."""
    vocabulary = knowledge.vocabulary
    return {
        "region": _unique(_plain_too(_regions(knowledge))),
        "city": _unique(_plain_too(_towns(knowledge))),
        "occupation": _unique(p for o in knowledge.occupations.values() for p in _everyday(o)),
        "french_level": _unique(_phrases(vocabulary.french_level)),
        "education": _unique(_phrases(vocabulary.education)),
        "spoken_language": _unique((*_languages(), *_phrases(vocabulary.spoken_language))),
        "permit": _unique(_phrases(vocabulary.permit)),
        "service_type": _unique(_phrases(vocabulary.service_type)),
    }


def _regions(knowledge: Knowledge) -> Iterator[str]:
    for region in knowledge.regions.values():
        yield from region.name.values()
        yield from region.aliases


def _towns(knowledge: Knowledge) -> Iterator[str]:
    for town in knowledge.towns.values():
        if town.population > SMALLEST_TOWN:
            yield town.name
            yield from town.aliases


def _everyday(occupation: Occupation) -> Iterator[str]:
    for phrases in occupation.synonyms.values():
        yield from phrases


def _languages() -> Iterator[str]:
    for code in LANGUAGES:
        for language in Language:
            yield language_name(code, language)


def _phrases(meanings: PhrasesByCode) -> Iterator[str]:
    for by_language in meanings.values():
        for phrases in by_language.values():
            yield from phrases


def _plain_too(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        yield fold(name)


def _unique(phrases: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(phrases))
