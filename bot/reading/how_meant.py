"""Splits a text into stretches, and decides for each whom it is about and how it is meant: said, denied, planned …

This is the only place that decides it.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from bot.base.terms import Field
from bot.reading import little_words as words
from bot.reading.about_whom import Absent, Part, Person, about, absent, people
from bot.reading.normalized_in_place import blanked, even, parts, without_quotes
from bot.reading.whether import IT_IS, PIECE


class Manner(StrEnum):
    """How a statement is meant."""

    SAID = "said"
    DENIED = "denied"  # "not a cook", "no longer", "take it out"
    SUPPOSED = "supposed"  # imagined, and not true: "if I were a cook"
    PLANNED = "planned"  # in the future, wished for, or under a condition
    PAST = "past"  # formerly true
    HOME = "home"  # where somebody lives now


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text, from `start` to before `end`, about one person and in one manner."""

    start: int
    end: int
    person: Person
    manner: Manner


SO = frozenset({Manner.SAID, Manner.PLANNED, Manner.PAST})
WISHED = frozenset({Manner.SAID, Manner.PLANNED})
NOW = frozenset({Manner.SAID, Manner.HOME})
_EVER = NOW | {Manner.PAST}
# The manners that count as an answer to each question. Each set is tried in turn until one gives an answer.
MANNERS: Mapping[Field, tuple[frozenset[Manner], ...]] = {
    Field.OCCUPATION: (SO,),
    Field.EXPERIENCE: (_EVER,),
    Field.EDUCATION: (_EVER,),
    Field.FRENCH: (NOW, _EVER),
    Field.LANGUAGES: (NOW, _EVER),
    Field.REGIONS: (WISHED,),
    Field.HOUSEHOLD: (SO | {Manner.HOME},),
    Field.PERMIT: (NOW,),
    Field.START: (SO | {Manner.HOME},),
}
_UNIT = re.compile(r"[.;!?\n]+|(?<!\w)(?:mais|but)(?!\w)")  # ends the reach of an "if I were"
_DENIED, _NOT_DENIED = (
    words.pattern(words.DENIED, words.EXCEPTED, words.REMOVED, words.INSTEAD_OF),
    words.pattern(words.NOT_DENIED, words.HEDGED),
)
_CUE, _AUXILIARY = words.pattern(words.DENIED, words.EXCEPTED, words.INSTEAD_OF), words.pattern(words.AUXILIARY)
_EXCEPTED = words.pattern(words.EXCEPTED, words.INSTEAD_OF)
_SUPPOSED, _WOULD = words.pattern(words.SUPPOSED), words.pattern(words.WOULD)
_PLANNED, _PAST = words.pattern(words.PLANNED), words.pattern(words.PAST)
_PUTS = re.compile(
    r"(?<!\w)(?:et|and|pis|puis|then) (?:ajout\w+|rajout\w+|add|put|mets|mettez|keep|gard(?:e[rz]?|ons))(?!\w)"
    r"|(?<!\w)(?<!not )(?<!n't )(?<!pas )(?<!to )(?<!de )(?<!and )(?<!et )(?<!pis )(?<!puis )(?<!then )"
    r"(?:ajoute[rz]?|rajoute[rz]?|add|put|mets|mettez)(?!\w)"
)
_LIVES = words.pattern(words.LIVES)
_TURNS, _WRITER = words.pattern(words.TURNS), words.pattern(words.WRITER)
_BARE_NO = re.compile(r"\W*(?:non|no|nope)\W*")
_LEADING_NO = re.compile(  # "no it's 11": what follows this "no" is affirmed
    r"\W*(?:non|no|nope|nan)(?= (?:\d|[abc][12](?!\w)"
    r"|en fait|actually|c'est|it'?s|i (?:meant|said|have)|je voulais|plutot|j'ai))"
)
_KINDLY = rf"(?:\W+(?:{words.KINDLY}))?\W*"
_NO_BEHIND = re.compile(  # "college no, my sister yes", "Amos no please"
    rf"\W*(?:(?!(?:and|et|or|ou|yes|oui) )\w[\w'-]* +)+(?:no|non|nope){_KINDLY}"
)
_ONLY_KINDLY = re.compile(_KINDLY)
# « tout de suite je pourrai pas »: this clause denies what stands before it.
_DENIES_IT = re.compile(
    r"(?:(?:je|j'|on|nous) ?|j(?=[b-z]))(?:ne |n')?\w+ (?:pas?|plus|jamais)\W*"
    r"|(?:i|we) (?:can'?t|cannot|won'?t|will not|don'?t|do not|couldn'?t|am not|would not)(?: \w+)?\W*"
)
_NOUN = re.compile(r" (?:la|les?|the) (?=\w)| l'")
# « c'est la Beauce que je voulais pas l'Estrie » denies what follows, « Amos je veux pas la neige » does not.
_CHOSEN = re.compile(r"(?<!\w)(?:c'est|c'etait|it'?s|it was)(?!\w).*(?:(?<!\w)(?:que?|qu'|that)|\bi\b)")
_JOINS = re.compile(r"(?<=\w )(?:et|and) $")
_REMEMBERED = 8  # texts in the cache: enough for one reading, which asks often; later texts push them out
_NEW_THOUGHT = 2  # words that are needed beside "now", "before" or another "I" for a new stretch to begin there


def stretches(text: str) -> tuple[Stretch, ...]:
    """The stretches of a text, in order and without gaps; quotations in it are treated as blanks."""
    return _stretches(text, absent())


@lru_cache(maxsize=_REMEMBERED)
def _stretches(text: str, _whose: Absent | None) -> tuple[Stretch, ...]:
    plain = _NOT_DENIED.sub(lambda praise: "·" * len(praise[0]), even(without_quotes(text)))
    persons = people(text)
    cuts = sorted({0, len(plain), *_cuts(plain), *(part.start for part in persons if _turns(persons, part.start))})
    supposed = tuple(_suppositions(plain))
    return tuple(
        Stretch(start, end, about(persons, start), _manner(plain, start, end, supposed))
        for start, end in pairwise(cuts)
    )


def at(text: str, position: int) -> Stretch:
    """The stretch that holds this position; for a position outside the text, the whole text as said by its writer."""
    return next(
        (each for each in stretches(text) if each.start <= position < each.end),
        Stretch(0, len(text), Person.SELF, Manner.SAID),
    )


def own(text: str) -> str:
    """The text with everything blanked that is not about its writer, whatever the manner; positions stay."""
    return said(text, frozenset(Manner))


def said(text: str, manners: Container[Manner] = SO, person: Person = Person.SELF) -> str:
    """The text with everything blanked but what it says of `person` in one of these manners; positions stay."""
    kept = without_quotes(text)
    for each in stretches(text):
        bare_no = _BARE_NO.fullmatch(even(kept[each.start : each.end]))
        if each.person is not person or each.manner not in manners or bare_no:
            kept = blanked(kept, each.start, each.end)
    return kept


def without_denials(text: str) -> str:
    """The text with every "not" and "no" replaced by blanks, so that positions stay."""
    for match in _CUE.finditer(even(text)):
        text = blanked(text, *match.span())
    return text


def _cuts(plain: str) -> Iterator[int]:
    """Positions at which a text is cut into stretches, changes of person left aside."""
    if no := _LEADING_NO.match(plain):
        yield no.end()
    for start, end in parts(PIECE, plain):
        yield end
        yield from _inside(plain, start, end)


def _inside(plain: str, start: int, end: int) -> Iterator[int]:
    """Positions within a clause where the manner or time changes: before "not" in "a cook not a baker"."""
    denials = (writer.start() for writer in _WRITER.finditer(plain, start, end))
    denied = next((at for at in denials if _DENIES_IT.fullmatch(plain, at, end)), end)
    for cue in _CUE.finditer(plain, start, denied):
        before = plain[start : cue.start()].split()
        if _NO_BEHIND.fullmatch(plain, start, end) and _ONLY_KINDLY.fullmatch(plain, cue.end(), end):
            continue
        if joint := _JOINS.search(plain, start, cue.start()):  # "B1 and not B2": the "and" goes with the denial
            yield joint.start()
        elif before and (
            _EXCEPTED.match(plain, cue.start())
            or not _AUXILIARY.fullmatch(before[-1])
            or (_NOUN.match(plain, cue.end()) and _CHOSEN.search(plain, start, cue.start()))
        ):
            yield cue.start()
        if instead := IT_IS.search(plain, cue.end(), end):  # "not B2 it is A1": cut where a comma is missing
            yield instead.start()
    for turn in _TURNS.finditer(plain, start, end):
        if len(plain[turn.end() : end].split()) >= _NEW_THOUGHT:
            yield turn.start()
    for put in _PUTS.finditer(plain, start, end):  # "remove Laval and add Estrie"
        yield put.start()
    last = start
    for writer in _WRITER.finditer(plain, start, end):
        if writer.start() == denied:
            break
        if len(plain[last : writer.start()].split()) > _NEW_THOUGHT:
            yield writer.start()
            last = writer.start()


def _turns(persons: list[Part], start: int) -> bool:
    return start > 0 and about(persons, start) is not about(persons, start - 1)


def _suppositions(plain: str) -> Iterator[tuple[int, int]]:
    """Spans that are imagined: from "if I were" to the end of its sentence, and a "would …" that stands before it."""
    start = 0
    for end in [*(match.start() for match in _UNIT.finditer(plain)), len(plain)]:
        if cue := _SUPPOSED.search(plain, start, end):
            yield cue.start(), end
            if would := _WOULD.search(plain, start, cue.start()):
                yield would.start(), cue.start()
        start = end


def _manner(plain: str, start: int, end: int, supposed: tuple[tuple[int, int], ...]) -> Manner:
    """The manner of this span of a text; `supposed` are the spans that `_suppositions` found."""
    piece = plain[start:end]
    if any(begin < end and start < finish for begin, finish in supposed):
        return Manner.SUPPOSED
    if (_DENIED.search(piece) or _NO_BEHIND.fullmatch(piece)) and not _BARE_NO.fullmatch(piece):
        return Manner.DENIED
    if _PLANNED.search(piece):
        return Manner.PLANNED
    if _PAST.search(piece):
        return Manner.PAST
    return Manner.HOME if _LIVES.search(piece) else Manner.SAID
