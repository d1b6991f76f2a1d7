"""Finds every value that a message may be telling, field by field. It finds too many; `second_look` judges them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Any

from bot.base.terms import Field
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.start_dates import MONTHS
from bot.reading.context import Context
from bot.reading.household import moves_along
from bot.reading.how_meant import stretches
from bot.reading.lengths_of_time import lengths, whole_length
from bot.reading.normalized_in_place import even, without_quotes
from bot.reading.parse import Parse
from bot.reading.resolving import ENTITIES, resolve
from bot.reading.trades_in_phrases import trades_in_phrases
from bot.reading.whether import PIECE, SENTENCE

Span = tuple[int, int]
_OF_PIECES = (Field.EDUCATION, Field.FRENCH, Field.LANGUAGES, Field.PERMIT)
_WORDS_OF_A_TRADE = 6  # in a longer piece some job title is found by chance
_MOST_OPTIONS = 4
_OF_A_TIME = re.compile(  # words and numbers that a date or a delay contains
    rf"\d|(?<!\w)(?:{MONTHS})|(?<!\w)(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day|demain|\w*morrow"
    r"|semaines?|weeks?|mois|months?|ans?|years?|jours?|now|maintenant|suite|asap|right|away|any ?time|quand"
    r"|immediat\w*|pret\w*|ready|free|libre|dispo\w*|available|soon|bientot|debut|fin|mi|end|start|early|mid|late"
    r"|ete|automne|hiver|printemps|summer|fall|winter|spring|noel|christmas|apres|after)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that the words from `start` to `end` may tell; if there are several options, we have to ask which."""

    field: Field
    options: tuple[Any, ...]
    start: int
    end: int
    piece: Span  # the part of the sentence around it
    found: str  # how it was found: "entity", "piece", "length", "sentence" or "whole"

    @property
    def value(self) -> Any:
        """The value, if there is only one option; otherwise None."""
        return self.options[0] if len(self.options) == 1 else None


def candidates(resolver: Resolver, parse: Parse, context: Context) -> list[Candidate]:
    """Every possible value in a message, each once, in no particular order."""
    parse = replace(parse, text=without_quotes(parse.text))
    text, parts = parse.text, pieces(parse.text)
    around = partial(_around, parts, len(text))
    found = [
        *_of_entities(resolver, parse, context, around),
        *_of_pieces(resolver, parse, context, parts),
        *_of_sentences(resolver, text, context),
    ]
    marked = [each for each in found if each.field is Field.EXPERIENCE]
    for start, end in lengths(text):
        if not any(each.start <= start < each.end for each in marked):
            outcome = resolver.duration_years(resolver.usual(text[start:end]), context.today)
            found += _made(Field.EXPERIENCE, outcome, (start, end), around(start), "length")
    found += _of_phrases(resolver, text, context, found, around)
    whole = (0, len(text))
    found += _made(Field.HOUSEHOLD, moves_along(resolver, resolver.usual(text), context.today), whole, whole, "whole")
    return list({(each.field, repr(each.options), each.start): each for each in reversed(found)}.values())


def pieces(text: str) -> list[Span]:
    """Spans of a text between punctuation and changes of person or manner, if they hold a letter or a digit."""
    ends = {match.end() for match in PIECE.finditer(even(text))}
    cuts = sorted({0, len(text), *ends, *(each.start for each in stretches(text))})
    return [(start, end) for start, end in pairwise(cuts) if any(map(str.isalnum, text[start:end]))]


def _of_entities(resolver: Resolver, parse: Parse, context: Context, around: Any) -> Iterator[Candidate]:
    spoken = resolver.without_unspoken(parse.text)
    for each in parse.entities:
        field = ENTITIES.get(each.kind)
        said = spoken if field is Field.LANGUAGES else parse.text
        if field and said[each.start : each.end].strip():  # quotations were blanked
            span, part = (each.start, each.end), around(each.start)
            if field is Field.EXPERIENCE:
                span = whole_length(parse.text, *span)
            outcome = _of_entity(resolver, field, parse.text, span, each.value, context, part)
            yield from _made(field, outcome, span, part, "entity")


def _of_entity(
    resolver: Resolver, field: Field, text: str, span: Span, value: str, context: Context, part: Span
) -> Resolution[Any]:
    typed = [resolver.usual(text[slice(*span)]), text[slice(*span)], value]
    if field is Field.EDUCATION:  # the model may mark only "two year" in "two year diploma"
        typed.insert(0, text[part[0] : part[1]])
    for words in dict.fromkeys(typed):
        outcome = resolve(resolver, field, words, context.today)
        if not isinstance(outcome, Unknown):
            return outcome
    return Unknown()


def _of_pieces(resolver: Resolver, parse: Parse, context: Context, parts: Iterable[Span]) -> Iterator[Candidate]:
    trade_is_marked = any(each.kind == "occupation" for each in parse.entities)
    names_a_place = not isinstance(resolve(resolver, Field.REGIONS, parse.text, context.today), Unknown)
    for start, end in parts:
        text = resolver.usual(parse.text[start:end])
        marked = {ENTITIES.get(each.kind) for each in parse.inside(start, end)}
        span, read = (start, end), partial(resolve, resolver, text=text, today=context.today)
        for field in _OF_PIECES:
            if field not in marked or field is Field.LANGUAGES:  # the model may mark only part of a list
                yield from _made(field, read(field), span, span, "piece")
        if names_a_place and Field.REGIONS not in marked:
            yield from _made(Field.REGIONS, read(Field.REGIONS), span, span, "piece")
        if not trade_is_marked and len(text.split()) <= _WORDS_OF_A_TRADE:
            yield from _made(Field.OCCUPATION, read(Field.OCCUPATION), span, span, "piece")
        yield from _made(Field.HOUSEHOLD, resolver.household(text), span, span, "piece")
        if _OF_A_TIME.search(even(text)):
            yield from _made(Field.START, resolver.start_date(text, context.today), span, span, "piece")


def _of_phrases(
    resolver: Resolver, text: str, context: Context, found: Iterable[Candidate], around: Any
) -> Iterator[Candidate]:
    """Trades in longer sentences, where none was found in these words."""
    trades = [each for each in found if each.field is Field.OCCUPATION and each.value is not None]
    for (start, end), outcome in trades_in_phrases(resolver, text, context.today):
        if not any(each.start < end and start < each.end for each in trades):
            yield from _made(Field.OCCUPATION, outcome, (start, end), around(start), "piece")


def _of_sentences(resolver: Resolver, text: str, context: Context) -> Iterator[Candidate]:
    """The first day of work and the household that a sentence clearly states; the model has no entities for these."""
    start = 0
    for end in [*(match.start() for match in SENTENCE.finditer(text)), len(text)]:
        part, span = resolver.usual(text[start:end]), (start, end)
        if any(map(str.isalnum, part)):
            yield from _made(Field.START, resolver.find_start_date(part, context.today), span, span, "sentence")
            yield from _made(Field.HOUSEHOLD, resolver.find_household(part), span, span, "sentence")
        start = end


def _around(parts: Iterable[Span], length: int, position: int) -> Span:
    return next(((start, end) for start, end in parts if start <= position < end), (0, length))


def _made(field: Field, outcome: Resolution[Any], span: Span, piece: Span, found: str) -> Iterator[Candidate]:
    match outcome:
        case Found(value) if value != ():
            yield Candidate(field, (value,), *span, piece, found)
        case Ambiguous(options):
            several = tuple(option for option in options if option != ())[:_MOST_OPTIONS]
            if len(several) > 1:
                yield Candidate(field, several, *span, piece, found)
            elif several:  # a single likely option is doubled, so that it counts as one to ask about
                yield Candidate(field, (*several, *several), *span, piece, found)
