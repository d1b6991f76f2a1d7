"""Combines several values of one field in one message, or chooses the one that counts."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from bot.base.terms import Education, Field, Permit
from bot.knowledge import Found, Resolver, Unknown
from bot.reading import little_words as words
from bot.reading import subject_words
from bot.reading.about_whom import Person
from bot.reading.context import Context, Fact, Unclear
from bot.reading.how_meant import NOW, SO, at, said
from bot.reading.lengths_of_time import lengths
from bot.reading.normalized_in_place import even
from bot.reading.parse import Parse
from bot.reading.whether import Whether, piece, piece_span, sentence

_COMES_WITH = {
    Permit.GRADUATE_WORK_PERMIT: frozenset({Permit.OPEN_WORK_PERMIT, Permit.STUDY_PERMIT}),
    Permit.ASYLUM_SEEKER: frozenset({Permit.OPEN_WORK_PERMIT}),
    Permit.PERMANENT_RESIDENT: frozenset({Permit.REFUGEE}),
}
_OF_MONTHS = re.compile(r"\d ?(?:mois|months?|semaines?|weeks?)(?!\w)")
_COUNTED_IN = SO | NOW
_NOW = words.pattern("maintenant|actuellement|presentement", "now|nowadays|currently")
_OF_A_STAY = words.pattern(
    subject_words.OTHER_TIMES, subject_words.SCHOOL, r"ici|icitte|here|quebec|canada|montreal|permis|permit"
)


def one_length(resolver: Resolver, parse: Parse, told: list[Fact], context: Context) -> list[Fact]:
    """The facts with the writer's lengths of work added up: 5 for "two years in Oran, three here".

    Where each trade has its own length, that of the candidate's trade counts: "6 years a baker, 2 a cook".
    """
    if (of_trade := _length_of_the_trade(resolver, parse, context)) is not None:
        return [
            replace(fact, value=of_trade) if fact.field is Field.EXPERIENCE and fact.person is Person.SELF else fact
            for fact in told
        ]
    own = [fact for fact in told if fact.field is Field.EXPERIENCE and fact.person is Person.SELF]
    if context.asked is not Field.EXPERIENCE and _of_two_jobs(resolver, parse.text, own, context):
        return [fact for fact in told if fact not in own]  # its question comes, or has been answered
    found = resolver.duration_years(said(parse.text), context.today) if len({fact.value for fact in own}) > 1 else None
    if not isinstance(found, Found):
        return told
    return [*(fact for fact in told if fact not in own), replace(own[0], value=found.value)]


def _length_of_the_trade(resolver: Resolver, parse: Parse, context: Context) -> float | None:
    """The years in the saved trade, or else the first one named, if a text gives a length for each of several trades.

    None if it does not.
    """
    plain, lengths = even(parse.text), dict[str, float]()
    for entity in parse.entities:
        stretch = at(parse.text, entity.start)
        if entity.kind != "experience_years" or stretch.person is not Person.SELF or stretch.manner not in _COUNTED_IN:
            continue
        trades = [each for each in parse.inside(*piece_span(plain, entity.start)) if each.kind == "occupation"]
        years = resolver.duration_years(parse.text[entity.start : entity.end], context.today)
        trade = resolver.occupation(trades[0].value) if len(trades) == 1 else Unknown()
        if not isinstance(years, Found) or isinstance(trade, Unknown):
            return None
        code = str(trade.value if isinstance(trade, Found) else trade.options[0])
        lengths.setdefault(code, years.value)
    if len(lengths) < 2:
        return None
    return lengths.get(str(context.told.get(Field.OCCUPATION)), next(iter(lengths.values())))


def _of_two_jobs(resolver: Resolver, text: str, own: list[Fact], context: Context) -> bool:
    """Whether a length of time is one of two with a "now" between them: "nine years of it, and now for two I drive".

    Which of them counts depends on the trade.
    """
    plain, spans = even(text), list(lengths(said(text, _COUNTED_IN)))
    values = [resolver.duration_years(text[start:end], context.today) for start, end in spans]
    found = [each.value for each in values if isinstance(each, Found)]
    apart = any(_NOW.search(plain, one[1], other[0]) for one, other in pairwise(spans))
    of_work = not any(_OF_A_STAY.search(piece(plain, start)) for start, _ in spans)
    several = len(found) == len(spans) == len(set(found)) > 1
    return several and apart and of_work and any(fact.value in found for fact in own)


def one_status(told: list[Fact], unclear: list[Unclear]) -> tuple[list[Fact], list[Unclear]]:
    """Only the status, where a text names it with the paper that comes with it: "asylum seeker with an open permit"."""
    own = [fact for fact in told if fact.field is Field.PERMIT and fact.person is Person.SELF]
    others = {option for each in unclear if each.field is Field.PERMIT for option in each.options}
    values = {fact.value for fact in own if fact.whether is not Whether.NO}
    if len(values) == 1 and values <= others:  # one word is ambiguous, but the sentence decides its meaning
        return told, [each for each in unclear if each.field is not Field.PERMIT]
    for status, papers in _COMES_WITH.items():
        if status in values and (values | others) - {status} <= papers:
            told = [fact for fact in told if fact not in own or fact.value is status]
            return told, [each for each in unclear if each.field is not Field.PERMIT]
    return told, unclear


def all_languages(resolver: Resolver, parse: Parse, told: list[Fact]) -> list[Fact]:
    """The facts, with languages of the same list that the model did not mark: "Nahuatl, Spanish and Mixtec"."""
    text, plain, whole = said(parse.text, NOW), even(parse.text), list(told)
    for entity in (each for each in parse.entities if each.kind == "spoken_language"):
        own = [fact for fact in told if fact.field is Field.LANGUAGES and fact.person is Person.SELF]
        if any(fact.whether is not Whether.YES for fact in own) or not own:
            return told
        start = plain.find(around := sentence(plain, entity.start), 0)
        named = resolver.spoken_languages(text[start : start + len(around)])
        codes = tuple(code for code in (named.value if isinstance(named, Found) else ()) if code != "fr")
        if set(codes) - {code for fact in own for code in fact.value}:
            whole.append(Fact(Field.LANGUAGES, codes))
    return whole


def highest(told: list[Fact], plain: str) -> list[Fact]:
    """The facts with only the highest of several levels of schooling, since that is what we ask for."""
    own = [fact for fact in told if fact.field is Field.EDUCATION and fact.person is Person.SELF]
    held = [fact for fact in own if fact.whether is not Whether.NO]
    if len(held) < 2:
        return told
    longer = [fact for fact in held if not (fact.value is Education.VOCATIONAL and _OF_MONTHS.search(plain))]
    best = max(longer or held, key=lambda fact: int(fact.value))  # a course of a few months is no vocational diploma
    return [fact for fact in told if fact not in held or fact is best]


def several_trades(told: list[Fact]) -> tuple[list[Fact], list[Unclear]]:
    """The facts without the writer's trades if there are several, and the question which one they look for."""
    own_trades = [
        fact for fact in told
        if fact.field is Field.OCCUPATION and fact.person is Person.SELF and fact.whether is not Whether.NO
    ]  # fmt: skip
    values: tuple[Any, ...] = tuple(dict.fromkeys(fact.value for fact in own_trades))
    if len(values) < 2:
        return told, []
    return [fact for fact in told if fact not in own_trades], [Unclear(Field.OCCUPATION, values)]
