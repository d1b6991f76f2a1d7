"""Answers with a closed list of codes: French, schooling, permit, kind of help, field of the profile."""

import re
from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from bot.base.terms import HIGHEST_FRENCH, Education, Field, Permit, ServiceType
from bot.knowledge.numbers import spaced_digits
from bot.knowledge.resolution import Found, PhraseIndex, Resolution, Unknown, one_of
from bot.knowledge.schema import PhrasesByCode, Vocabulary
from bot.knowledge.text import fold

H = TypeVar("H", bound=Hashable)

# "not good", « pas très bon »: some French, never the level that is denied. "Not bad", « pas mal » are praise.
_NEGATED = re.compile(r"\b(?:not|no|don t|doesn t|can t|pas|jamais)\b(?! (?:bad|mal)\b)")
_AT_MOST_IF_NEGATED = 4
_NOTHING = re.compile(
    r"\b(?:not?|none|nothing|never|don t|dont|doesn t|can t|cannot|pas|po|aucune?|jamais|rien|nul|ne|sans|without|0)\b"
)
_SPEAKS_NONE = re.compile(
    r"\b(?:no|cannot|cant|can t) (?:speak|understand) (?:any )?french\b(?! (?:very |so |too )?well)"
)
# Stages of the Québec scale: 1 to 4 is A, 5 to 8 is B, 9 to 12 is C.
_CEFR = {"a1": 2, "a2": 4, "b1": 6, "b2": 8, "c1": 10, "c2": 12}
_CEFR_LEVEL = re.compile(r"\b([abc]) ?([12])\b")
_NUMBERED = re.compile(
    r"\b(?:niveau|level|nclc|clb|stade|echelon) (\d{1,2})\b|^(\d{1,2})(?: (?:sur|de|of|out of)? ?12)?$"
)


def _index(meanings: PhrasesByCode, code: Callable[[str], H]) -> PhraseIndex[H]:
    return PhraseIndex(_pairs(meanings, code))


def _pairs(meanings: PhrasesByCode, code: Callable[[str], H]) -> Iterator[tuple[str, H]]:
    for name, by_language in meanings.items():
        for phrases in by_language.values():
            for phrase in phrases:
                yield phrase, code(name)


class ClosedLists:
    """One index for each list, built from the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._french = _index(vocabulary.french_level, int)
        self._education = _index(vocabulary.education, lambda name: Education(int(name)))
        self._permit = _index(vocabulary.permit, Permit)
        self._service = _index(vocabulary.service_type, ServiceType)
        self._field = _index(vocabulary.profile_field, Field)

    def french_level(self, text: str) -> Resolution[int]:
        """A level of the Québec scale, 0 (none) to 12; A1 to C2 are placed on it."""
        told = spaced_digits(text)
        if cefr := _CEFR_LEVEL.search(told):
            return Found(_CEFR[cefr[1] + cefr[2]])
        if numbered := _NUMBERED.search(told):
            level = int(numbered[1] or numbered[2])
            return Found(level) if level <= HIGHEST_FRENCH else Unknown()
        if _SPEAKS_NONE.search(fold(text)):
            return Found(0)
        outcome = self._french.resolve(text)
        if outcome == Found(0) and not _NOTHING.search(told):
            return Unknown()  # "I speak French" with its "don't" misspelt is not meant
        if isinstance(outcome, Found) and outcome.value > _AT_MOST_IF_NEGATED and _NEGATED.search(fold(text)):
            return Found(_AT_MOST_IF_NEGATED)
        return outcome

    def education(self, text: str) -> Resolution[Education]:
        return self._education.resolve(text)

    def permit(self, text: str) -> Resolution[Permit]:
        return self._permit.resolve(text)

    def service_type(self, text: str) -> Resolution[ServiceType]:
        return self._service.resolve(text)

    def profile_field(self, text: str) -> Resolution[Field]:
        return self._field.resolve(text)

    def named_field(self, text: str) -> Resolution[Field]:
        named = self._field.exact(text)
        return one_of(named) if named else Unknown()
