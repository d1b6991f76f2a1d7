"""Finds the lengths of time in a text, of which the model may mark only a part: "four" in "twenty-four years"."""

import re
from collections.abc import Iterator

from bot.reading.normalized_in_place import even

Span = tuple[int, int]
_WORDS = (
    r"une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente"
    r"|quarante|cinquante|soixante|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|an?"
)
_NUMBER = (
    rf"(?:\d+(?:[.,/]\d+)?(?: ?\+)?(?: ?1/2| et demie?| and (?:a )?half)?"
    rf"|(?:{_WORDS})(?:(?: et |[ -])(?:{_WORDS}))*(?: (?:et demie?|and (?:a )?half))?)"
)
_HOW = r"(?:(?:bon(?:ne)?s?|good|full|long(?:ue)?s?|plein(?:e)?s|belles?|solid|whole|more|petite?s?)[ -])?"
_UNIT = (
    r"(?:ans?|annees?|years?|yrs?|yr|y|mois|months?|mnths?|mths?|mo(?:s|nths)?|decennies?|decades?)(?!\w)"
    r"(?: (?:et|and|pis)(?: a)? (?:demie?|half)(?!\w))?"
)
_YEAR = r"(?:19|20)\d\d"
_LENGTH = re.compile(
    rf"(?<![\w.,-]){_NUMBER} ?{_HOW}{_UNIT}"
    rf"|(?<!\w)(?:(?:from|since|de|depuis) )?{_YEAR} ?(?:-|au?|to|until|till|jusqu\w*(?: ?(?:au?|en))?) ?{_YEAR}(?!\w)"
    rf"|(?<!\w)(?:depuis|since|from|started|commence\w*)(?: (?!{_YEAR})\w+){{0,3}} {_YEAR}(?!\w)"
    r"|(?<!\w)(?:un |a )?(?:quart de siecle|quarter (?:of a )?century)(?!\w)"
    r"|(?<!\w)(?:no|zero|0|sans|without|aucune|pas d')(?: work| job| real| vraie)? ?exp(?:erience)?(?!\w)"
)


def lengths(text: str) -> Iterator[Span]:
    """Spans of lengths of time: a number of years or months, two years, "since" with a year, "no experience"."""
    return (match.span() for match in _LENGTH.finditer(even(text)))


def whole_length(text: str, start: int, end: int) -> Span:
    """The length of time around a part of one; the part itself, if there is none."""
    return next(((first, last) for first, last in lengths(text) if first <= start and end <= last), (start, end))
