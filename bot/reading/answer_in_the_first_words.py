"""Finds an answer in the first few words of a message, whatever follows them: "6 ans, avec mon DEP"."""

import re
from datetime import date
from functools import partial
from typing import Any

from bot.base.terms import Field
from bot.knowledge import Found, Resolver, Unknown
from bot.reading import kin
from bot.reading import little_words as words
from bot.reading.answered_plainly import is_plain
from bot.reading.gist import Read
from bot.reading.normalized_in_place import even
from bot.reading.schooling import is_unfinished
from bot.reading.values import answer
from bot.reading.whether import PIECE, asks

_GOES_ON = re.compile(r"(?<=\w )(?:et|and|pis|n) (?:je|j'|i |i'm|mon|ma|my|on|we)")
_TAKES_BACK = re.compile(r"\W*(?:no|non|nan|wait|attend\w*|euh+|uh+|pardon|sorry|oups|oops|i mean)(?!\w)")
_ITEM = re.compile(r"(?i)(?<!\w)(?:ou|et|or|and|pis|n)(?!\w)|[,/]")
_FEW_WORDS = 5
_PEOPLE = words.pattern(kin.KIN, r"famil\w*|nous|us|we|on|\d")
_PART_OF_IT = re.compile(r"\b(?:dont|including|attend\w*|wait\w*|old|age|\d)\b")


def at_its_head(resolver: Resolver, field: Field, text: str, today: date) -> Found[Any] | None:
    """The value that the first few words of a text give by themselves: 6 for "6 ans, avec mon DEP".

    None if what follows may change it: another value, more family where people are counted, "not finished".
    """
    if field is Field.OCCUPATION:  # any few words resemble some job title
        return None
    if field is Field.LANGUAGES:
        text = resolver.without_unspoken(text)  # "English: zero" names none at its head
    plain, read = even(text), partial(answer, resolver, field, today=today)
    for cut in sorted({match.end() for match in PIECE.finditer(plain)} | {m.start() for m in _GOES_ON.finditer(plain)}):
        head, rest = text[:cut], text[cut:]
        if len(head.split()) > _FEW_WORDS or asks(plain[:cut]) or not any(map(str.isalnum, rest)):
            return None
        outcome = read(head)
        counts = isinstance(outcome, Found) and (outcome.value or field is Field.EDUCATION)
        plainly = isinstance(outcome, Found) and (is_plain(field, head, outcome, read) or _is_a_list(field, head, read))
        if isinstance(outcome, Found) and counts and plainly:
            goes_on = not asks(even(rest)) and not isinstance(read(rest), Unknown)
            return None if goes_on or _belongs(field, even(rest)) else outcome
    return None


def _is_a_list(field: Field, head: str, read: Read) -> bool:
    """Whether the text is a list of places, each of which resolves.

    `is_plain` fails on such lists: with two towns of one region, neither word alone decides the value.
    """
    items = [item for item in _ITEM.split(head) if any(map(str.isalnum, item))]
    return field is Field.REGIONS and len(items) > 1 and all(isinstance(read(item), Found) for item in items)


def _belongs(field: Field, rest: str) -> bool:
    """Whether the rest of a text takes the answer back or adds to it, so that the first words are not enough."""
    if _TAKES_BACK.match(rest):
        return True
    match field:
        case Field.HOUSEHOLD:
            return not asks(rest) or bool(_PEOPLE.search(rest))
        case Field.EDUCATION:
            return is_unfinished(rest)
        case Field.EXPERIENCE:
            return bool(_PART_OF_IT.search(rest))
    return False
