"""Occupations as people name them: feminine or masculine, slang, official title or misspelt."""

import re
from collections.abc import Iterator

from bot.knowledge.base import Knowledge
from bot.knowledge.resolution import Found, PhraseIndex, Resolution, one_of
from bot.knowledge.schema import Occupation
from bot.knowledge.text import bare, words

# Feminine to masculine; both sides of a comparison go through it.
_ENDINGS = (
    ("euses", "eur"),
    ("euse", "eur"),
    ("trices", "teur"),
    ("trice", "teur"),
    ("iennes", "ien"),
    ("ienne", "ien"),
    ("ieres", "ier"),
    ("iere", "ier"),
    ("eres", "er"),
    ("ere", "er"),
    ("onnes", "on"),
    ("onne", "on"),
    ("ees", "e"),
    ("ee", "e"),
    ("ives", "if"),
    ("ive", "if"),
    ("ales", "al"),
    ("ale", "al"),
    ("elles", "el"),
    ("elle", "el"),
    ("ntes", "nt"),
    ("nte", "nt"),
    ("eures", "eur"),
    ("eure", "eur"),
    ("eresses", "er"),
    ("eresse", "er"),
)
_LITTLE = frozenset(
    """
    de du des d la le les l a au aux et en un une of the and in for or ou pour sur dans je suis i am m im work
    as comme travaille my mon ma job metier travail poste emploi experience licensed certified qualifie senior
    junior old vieux
    """.split()
)
_PARTS = re.compile(r"\s+(?:et|and)\s+|,|;| - |\(|\)")
_SHARED_BY_MANY = 8  # a word in more titles than this says too little
_VAGUE = frozenset(
    """
    autre other personnel supervisor directeur manager gestionnaire professionnel agent conseiller specialiste
    """.split()
)


def stem(token: str) -> str:
    """One form for feminine, masculine, singular and plural: "soudeuses" and "soudeur" are "soudeur"."""
    if len(token) > 4:
        for ending, masculine in _ENDINGS:
            if token.endswith(ending) and len(token) - len(ending) >= 2:
                return token[: -len(ending)] + masculine
    return token[:-1] if len(token) > 3 and token[-1] in "sx" and not token.endswith("ss") else token


def stems(text: str) -> str:
    """The telling words of an occupation, each in one form."""
    return " ".join(stem(token) for token in words(text).split() if token not in _LITTLE)


class OccupationResolver:
    """Finds the code of the National Occupational Classification for what somebody says they do."""

    def __init__(self, knowledge: Knowledge) -> None:
        everyday = [(name, o.code) for o in knowledge.occupations.values() for name in _everyday(o)]
        self._everyday = PhraseIndex(everyday, stems)
        official = [(name, o.code) for o in knowledge.occupations.values() for name in _official(o)]
        self._official = PhraseIndex(official, stems)
        self._full = {
            words(title): o.code for o in knowledge.occupations.values() for title in (*o.titles.values(), o.code)
        }
        self._named_daily = frozenset(o.code for o in knowledge.occupations.values() if o.synonyms)
        self._by_word: dict[str, set[str]] = {}
        for index in (self._everyday, self._official):
            for key, codes in index.items():
                for token in key.split():
                    self._by_word.setdefault(token, set()).update(codes)

    def resolve(self, text: str) -> Resolution[str]:
        """The whole title, then everyday words, then official ones, then shared words."""
        whole = self._full.get(words(text))
        if whole:
            return Found(whole)
        daily, official = self._everyday, self._official
        exactly = (daily.exact, official.exact, daily.inside, official.inside)
        nearly = (daily.misspelt, official.misspelt, daily.misspelt_inside)
        for look in (*exactly, *nearly):
            codes = look(text)
            if codes:
                return self._daily_first(codes)
        return self._by_shared_words(text)

    def _daily_first(self, codes: tuple[str, ...]) -> Resolution[str]:
        return one_of(sorted(dict.fromkeys(codes), key=lambda code: code not in self._named_daily))

    def _by_shared_words(self, text: str) -> Resolution[str]:
        """Occupations that share the most telling words with the text, when few do."""
        votes: dict[str, int] = {}
        for token in set(stems(bare(text)).split()) - _VAGUE:
            sharing = self._by_word.get(token, set())
            if len(token) >= 4 and len(sharing) <= _SHARED_BY_MANY:
                for code in sharing:
                    votes[code] = votes.get(code, 0) + 1
        most = max(votes.values(), default=0)
        best = sorted(code for code, number in votes.items() if number == most)
        return self._daily_first(tuple(best))


def _everyday(occupation: Occupation) -> Iterator[str]:
    for phrases in occupation.synonyms.values():
        yield from phrases


def _official(occupation: Occupation) -> Iterator[str]:
    """The titles and the names listed in them: "Plombiers/plombières", "Aides-éducateurs"."""
    for title in occupation.titles.values():
        yield title
        for part in _PARTS.split(title):
            names = part.split("/")
            head = names[0].strip()
            if len(stems(head)) >= 4 and stems(head) not in _VAGUE:
                yield head
