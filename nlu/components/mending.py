"""What somebody meant to write: one way of writing, and the words of an ordinary sentence.

The words that come out know where they stand in the raw text, so that whatever is found in them is found in what was
typed. Each step is small and pure; `mending.yml` is the lexicon of what people type instead of a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from components.spelling import Spelling
from components.vocabulary import fold

Lexicon = Mapping[str, Mapping[str, str]]
Texts = list[tuple[str, bool]]  # words of a written form, and whether nothing parts each from the one before
LANGUAGES = ("fr", "en")
_SECTIONS = {"fr": ("quebec", "fr", "always"), "en": ("en", "always")}
_WIDEST = 4  # words that a line of the lexicon may join
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("‐‑–—−", "-"),
        **dict.fromkeys("«»“”", '"'),
        "¿": "?",
        "¡": "!",
    }
)
_CLUSTER = re.compile("[^\u0300-\u036f\ufe0e\ufe0f\u20e3][\u0300-\u036f\ufe0e\ufe0f\u20e3]*|.", re.DOTALL)
_WORD = re.compile(
    r"""
    (?:qu|aujourd|jusqu|lorsqu|puisqu|[a-z])'(?=\w)   # l'infirmière, d'Alma: two words; val-d'or stays apart as well
    | \d+(?:[.,:]\d+)*                                # 5  2,5  14:30
    | [^\W\d_]+                                       # letters
    | [^\w\s] | _                                     # a sign
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ELIDED = re.compile(r"(qu|jusqu|lorsqu|puisqu|j|l|d|c|n|s|m|t)([aeiouyh]\w{2,})")
_SHORTENED = {"j": "je", "d": "de", "t": "te", "m": "me", "l": "le", "n": "ne", "s": "se", "c": "ce"}
_CONSONANT = re.compile(r"([jtmlds])([bcdfgjklmnpqrstvwxz]\w{2,})")
_REMEMBERED = 2_000  # letters
_LANGUAGE = 3  # words of which a language can be told
_NAME = 4  # letters of a name that is no form of the lexicon
_FREQUENT = 3.6  # what is glued to a letter must be a word of some frequency, as a power of ten
_DRAWN = re.compile(r"(\w)\1{2,}")


@dataclass(frozen=True, slots=True)
class Written:
    """A word or sign, where it stands in the raw text, and whether nothing parts it from the one before.

    Several share a place where one was typed for them.
    """

    text: str
    start: int
    end: int
    glued: bool = False


def plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """One way of writing: composed letters, plain digits, quotes, hyphens and blanks, nothing invisible.

    Also where what each of its characters was typed as begins and ends in `text`.
    """
    written: list[str] = []
    places: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        characters = _one_way(cluster[0])
        written.append(characters)
        places += [cluster.span()] * len(characters)
    return "".join(written), places


@lru_cache(_REMEMBERED)
def _one_way(cluster: str) -> str:
    """What a letter with its marks is written as."""
    symbol = unicodedata.category(cluster[0]) == "So"  # "№" is no "No"
    written = ""
    for character in (cluster if symbol else unicodedata.normalize("NFKC", cluster)).translate(_SIGNS):
        kind = unicodedata.category(character)
        if character.isspace() or kind == "Cc":
            written += " "
        elif kind == "Nd":
            written += str(unicodedata.digit(character))
        elif kind not in {"Cf", "Me"} and character not in "\ufe0e\ufe0f":
            written += character
    return written


def split(text: str) -> list[Written]:
    """The words and signs of a raw text, in one way of writing, with their places."""
    line, places = plain(text)
    words: list[Written] = []
    before = -1
    for found in _WORD.finditer(line):
        start, end = found.span()
        words.append(Written(found[0], places[start][0], places[end - 1][1], start == before))
        before = end
    return words


def joined(words: Iterable[Written]) -> str:
    """Words as a text."""
    return "".join(word.text if word.glued else f" {word.text}" for word in words).strip()


class Mender:
    """Mends a text: see the module. `names` tells of words whether they are part of a name, which stays as it is."""

    def __init__(
        self,
        spellings: Mapping[str, Spelling],
        lexicon: Lexicon,
        is_name: Callable[[Sequence[str]], Sequence[bool]],
    ) -> None:
        self._spellings = spellings
        self._is_name = is_name
        self._exact: dict[str, dict[str, Texts]] = {}
        self._folded: dict[str, dict[str, Texts]] = {}
        for language in LANGUAGES:
            lines = [line for section in _SECTIONS[language] for line in lexicon.get(section, {}).items()]
            self._exact[language] = {typed: _texts(written) for typed, written in lines}
            self._folded[language] = {typed: _texts(written) for typed, written in lines if typed.isascii()}
        self._begun = {
            language: frozenset(
                typed[:end]
                for forms in (self._exact[language], self._folded[language])
                for typed in forms
                for end in range(1, len(typed) + 1)
            )
            for language in LANGUAGES
        }
        self._typed = {
            language: frozenset(self._folded[language]) - frozenset(self._folded[other])
            for language, other in (LANGUAGES, LANGUAGES[::-1])
        }

    def mend(self, text: str) -> list[Written]:
        """The words of a text as they were meant."""
        words = split(text)
        names = self._is_name([word.text for word in words])
        others = [word.text for word, name in zip(words, names, strict=True) if not name]
        language = self.language(others)
        foreign = not self._is_read(others, language)
        mended: list[Written] = []
        at = 0
        while at < len(words):
            found = None if names[at] and len(words[at].text) >= _NAME else self._looked_up(words, at, language)
            if found is None:
                mended += [words[at]] if names[at] or foreign else self._word(words[at], at == 0, language)
                at += 1
            else:
                width, texts = found
                mended += _placed(words[at : at + width], texts)
                at += width
        return mended

    def _is_read(self, words: Sequence[str], language: str) -> bool:
        """Whether a text is in one of our languages, and not in a third one, which is left as it is.

        Half of its words are words, where one that is near a word counts half.
        """
        spelt = [fold(word) for word in words if word[0].isalpha()]
        if len(spelt) < _LANGUAGE:
            return True
        unknown = [word for word in spelt if not any(self._knows(each, word) for each in LANGUAGES)]
        near = sum(self._spellings[language].nearest(word) is not None for word in unknown)
        return 2 * (len(spelt) - len(unknown)) + near >= len(spelt)

    def _knows(self, language: str, folded: str) -> bool:
        return folded in self._spellings[language] or folded in self._folded[language]

    def language(self, words: Iterable[str]) -> str:
        """The language in which most words are frequent; French where neither says."""
        leaning = 0.0
        for word in map(fold, words):
            french, english = (self._spellings[language].weight(word) for language in LANGUAGES)
            leaning += max(-2.0, min(2.0, english - french))
            leaning += (word in self._typed["en"]) - (word in self._typed["fr"])
        return "en" if leaning > 0 else "fr"

    def _looked_up(self, words: Sequence[Written], at: int, language: str) -> tuple[int, Texts] | None:
        """How many words a line of the lexicon takes, and what they mean; the longest line first."""
        if not words[at].text[0].isalnum():
            return None
        together: list[str] = []
        ends: list[tuple[int, str]] = []
        for word in words[at : at + 2 * _WIDEST]:
            if not word.text[0].isalnum() and word.text not in "'-":
                break
            together.append(word.text)
            if word.text[-1].isalnum():
                typed = "".join(filter(str.isalnum, "".join(together).casefold()))
                if len(ends) == _WIDEST or not self._begins(typed, language):
                    break
                ends.append((len(together), typed))
        for width, typed in reversed(ends):
            if width > 1 and not _may_join(together[:width]):
                continue
            found = self._exact[language].get(typed)
            if found is None and (typed.isascii() or not self._spellings[language].is_word(typed)):
                found = self._folded[language].get(fold(typed))
            if found is not None:
                return width, found
        return None

    def _begins(self, typed: str, language: str) -> bool:
        """Whether a line of the lexicon begins so."""
        return typed in self._begun[language] or fold(typed) in self._begun[language]

    def _word(self, word: Written, first: bool, language: str) -> list[Written]:
        """A word that is no name and stands in no lexicon: known, glued, or misspelt."""
        spelling = self._spellings[language]
        folded = fold(word.text)
        if len(folded) < 3 or not folded.isalpha():
            return [word]
        if language == "fr" and (parts := self._unglued(folded)) is not None:
            return self._cut(word, parts)
        if folded in spelling:
            return [self._as(word, spelling.written(word.text))] if word.text.islower() else [word]
        if any(folded in other for other in self._spellings.values()):
            return [word]
        if word.text[0].isupper() and not first and not word.text.isupper():
            return [word]  # a name that nobody told us
        if (nearest := spelling.nearest(folded)) is not None:
            return [self._as(word, spelling.written(nearest))]
        return [word]

    def _as(self, word: Written, text: str) -> Written:
        return Written(text, word.start, word.end, word.glued)

    def _unglued(self, folded: str) -> list[str] | None:
        """ "jai" as "j'" and "ai", "jveux" as "je" and "veux"; not "lait", which is a word of its own."""
        spelling = self._spellings["fr"]
        if spelling.is_word(folded):
            return None
        for form, first in ((_ELIDED, lambda letters: f"{letters}'"), (_CONSONANT, _SHORTENED.__getitem__)):
            if (found := form.fullmatch(folded)) and spelling.weight(found[2]) >= _FREQUENT:
                return [first(found[1]), spelling.written(found[2])]
        return None

    def _cut(self, word: Written, parts: Sequence[str]) -> list[Written]:
        """The parts of one typed word, each at its own letters where they are all there."""
        letters = [sum(map(str.isalpha, part)) for part in parts]
        if sum(letters) != word.end - word.start:
            shorter = word.end - word.start - letters[-1]
            letters = [shorter, letters[-1]] if shorter > 0 else [0, 0]
        if not all(letters):
            return [self._as(word, parts[0]), Written(parts[1], word.start, word.end)]
        middle = word.start + letters[0]
        return [
            Written(parts[0], word.start, middle, word.glued),
            Written(parts[1], middle, word.end, parts[0].endswith("'")),
        ]


def _placed(typed: Sequence[Written], texts: Texts) -> list[Written]:
    """Words that were meant at the place of those that were typed; each at its own letters where they are the same."""
    start, end = typed[0].start, typed[-1].end
    letters = ["".join(filter(str.isalnum, fold(text))) for text, _ in texts]
    exact = (
        len(typed) == 1
        and all(letters)
        and "".join(letters) == fold(typed[0].text)
        and end - start == sum(map(len, letters))
    )
    placed: list[Written] = []
    for place, (text, glued) in enumerate(texts):
        here = start + sum(map(len, letters[:place])) if exact else start
        placed.append(
            Written(text, here, here + len(letters[place]) if exact else end, glued if place else typed[0].glued)
        )
    return placed


def _may_join(words: Sequence[str]) -> bool:
    """Words are read as one form only if one of them at least is a scrap: "y a tu", not "les tas"."""
    return any(len(word.strip("'-")) <= 2 for word in words)


def _texts(written: str) -> Texts:
    found = list(_WORD.finditer(written))
    ends = [-1, *(each.end() for each in found)]
    return [(each[0], each.start() == end) for each, end in zip(found, ends, strict=False)]
