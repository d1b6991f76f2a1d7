"""Resolves answers that are one of a short list of codes: level of French, schooling, permit, kind of service …"""

import re
from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

from bot.base.terms import HIGHEST_FRENCH, Education, Field, Permit, ServiceType
from bot.knowledge.normalized_text import fold
from bot.knowledge.numbers import spaced_digits
from bot.knowledge.resolution import Found, PhraseIndex, Resolution, Unknown, one_of
from bot.knowledge.schema import PhrasesByCode, Vocabulary

H = TypeVar("H", bound=Hashable)

# "not good", « pas très bon »: some French, never the level that is denied. "Not bad", « pas mal » are praise.
_NEGATED = re.compile(
    r"\b(?:not|no|don t|doesn t|can t|pas|jamais)\b(?! (?:bad|mal|de probleme|problem|trouble|issue)\b)"
)
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
    r"\b(?:niveau|level|nclc|clb|stade|echelon)(?: (?:de|du|of|le|is|c est|number|numero|no))? (\d{1,2})\b"
    r"|^(\d{1,2})(?: (?:sur|de|of|out of)? ?12)?$"
    r"|^(?:le |un |du |a |the )?(\d{1,2})(?: (?:a l|en|in|at|au|pour l|selon|for|d apres|oral|ecrit)\b.*)$"
    r"|\b(?:fini|finished|passed|passe|reussi|complete|termine) (?:le |the )?(\d{1,2})\b"
)


def _index(meanings: PhrasesByCode, code: Callable[[str], H]) -> PhraseIndex[H]:
    return PhraseIndex(_pairs(meanings, code))


def _pairs(meanings: PhrasesByCode, code: Callable[[str], H]) -> Iterator[tuple[str, H]]:
    for name, by_language in meanings.items():
        for phrases in by_language.values():
            for phrase in phrases:
                yield phrase, code(name)


class _Told(Generic[H]):
    """The names in such a list, and other words for them; only the names are recognized when they are misspelt."""

    def __init__(self, names: PhrasesByCode, told: PhrasesByCode, code: Callable[[str], H]) -> None:
        self._names = _index(names, code)
        self._all = PhraseIndex([*_pairs(names, code), *_pairs(told, code)])

    def plainly(self, text: str) -> Resolution[H]:
        """The code whose name or other words stand in the text without a mistake; of several, the longest."""
        return one_of(self._all.exact(text) or self._all.inside(text))

    def resolve(self, text: str) -> Resolution[H]:
        """Like `plainly`; if nothing is found, a misspelt name."""
        found = self.plainly(text)
        return self._names.resolve(text) if isinstance(found, Unknown) else found


class ClosedLists:
    """One index for each list, built from the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        told = vocabulary.told
        self._french = _Told(vocabulary.french_level, told["french_level"], int)
        self._education = _Told(vocabulary.education, told["education"], lambda name: Education(int(name)))
        self._permit = _Told(vocabulary.permit, told["permit"], Permit)
        self._service = _index(vocabulary.service_type, ServiceType)
        self._field = _index(vocabulary.profile_field, Field)

    def french_level(self, text: str) -> Resolution[int]:
        """A level of the Québec scale, 0 (none) to 12; A1 to C2 are placed on it."""
        told = spaced_digits(text)
        if cefr := _CEFR_LEVEL.search(told):
            return Found(_CEFR[cefr[1] + cefr[2]])
        if numbered := _NUMBERED.search(told):
            level = int(next(filter(None, numbered.groups())))
            return Found(level) if level <= HIGHEST_FRENCH else Unknown()
        if _SPEAKS_NONE.search(fold(text)):
            return Found(0)
        outcome = self._french.resolve(text)
        misspelt = isinstance(self._french.plainly(text), Unknown)
        if outcome == Found(0) and misspelt and not _NOTHING.search(told):
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
