"""Decides which values are surely the writer's own; the others are asked about by a button. Nothing else decides it.

A message that names nobody else is about its writer. If it names others, a value may be theirs in more ways than a list
can hold ("college diploma is my brother's"). So a value counts only if the writer says it of themselves ("me", "I",
« moi »), or if each of the others has a value of their own. What is laughed at or refused needs the former.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, groupby, pairwise
from typing import Any

from bot.base.terms import LISTS, Field
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.reading import kin
from bot.reading import little_words as words
from bot.reading.about_whom import Person, absent, names_another, names_owner
from bot.reading.context import Context, Fact, Reading, Unclear
from bot.reading.household import with_those_added, with_whom_was_told
from bot.reading.how_meant import Stretch, said, stretches
from bot.reading.normalized_in_place import blanked, even, without_quotes
from bot.reading.resolving import resolve
from bot.reading.strangers import perhaps_a_name
from bot.reading.values import answer
from bot.reading.whether import SENTENCE, Whether

_JOKES, _LAUGHS, _REFUSES = words.pattern(words.JOKES), words.pattern(words.LAUGHS), words.pattern(words.REFUSES)
_OWNED = re.compile(rf"(?<!\w)(?:de|d'|of|to|a) ?{kin.POSSESSIVE}(?:[\w-]+ )?(?:{kin.KIN})(?!\w)")
_TOLD_TO = re.compile(  # "I give notice to my boss": the boss is only addressed
    r"(?<!\w)(?:giv\w+|tell\w*|told|say|said|talk\w*|speak\w*|send|sent|show\w*|explain\w*|donn\w+|dire|di[st]|parl\w+"
    r"|annonc\w+|montr\w+|expliqu\w+|remet\w+) (?:\w+ ){0,2}$"
)
_NAME_OF_KIN = re.compile(rf"(?<![\w'])(?:{kin.POSSESSIVE})?(?:{kin.KIN})(?!\w)")
_I = re.compile(r"(?<![\w'])j'\w")  # « j'ai », in which the pattern of whole words sees no « je »
_FOR = re.compile(r"(?<!\w)(?!(?:et|and|pis|puis|mais|but)(?!\w))\w+ (?:pour|for|de|of) *$")
_ALIKE = words.pattern(words.ALIKE)
_IS_THEIRS = re.compile(r"(?:^|[.;!?\n])\W*(?:ca )?(?:c'est|cest|ce sont|it'?s|that'?s|it is|that is)(?!\w)")
_AT_WORK = re.compile(rf"(?<![\w'])(?:{kin.POSSESSIVE})?(?:boss|chef|patron(?:ne)?|managers?|employe(?:r|ur)s?)(?!\w)")
Settled = tuple[tuple[Fact, ...], tuple[Unclear, ...]]


def settle(resolver: Resolver, text: str, reading: Reading, context: Context) -> Reading:
    """The reading with doubtful values turned into questions: those that may be somebody else's, or nobody's."""
    household = context.told.get(Field.HOUSEHOLD)
    counted = with_whom_was_told(text, reading.facts, household)
    asked = tuple(
        replace(each, options=tuple(with_those_added(text, option, household) for option in each.options))
        if each.field is Field.HOUSEHOLD
        else each
        for each in reading.unclear
    )
    reading = replace(reading, facts=counted, unclear=asked)
    narrowed = tuple(fact for fact in counted if _narrows(fact, counted, context))
    others = tuple(fact for fact in counted if fact not in narrowed)
    told, unclear = settled(resolver, text, others, reading.unclear, context.today)
    if told == others:
        return reading
    told += narrowed
    why = (*reading.why, "a value may be somebody else's, or nobody's: asked")
    return replace(reading, facts=told, unclear=unclear, why=why)


def _narrows(fact: Fact, told: Sequence[Fact], context: Context) -> bool:
    """Whether a fact only keeps some of the saved values, which are the writer's: "only Amos, my wife hates Laval"."""
    before = context.told.get(fact.field) or ()
    alone = fact.whether is Whether.ONLY and sum(each.field is fact.field for each in told) == 1
    return alone and fact.field in LISTS and bool(fact.value) and set(fact.value) <= set(before)


def settled(resolver: Resolver, text: str, told: Sequence[Fact], unclear: Sequence[Unclear], today: date) -> Settled:
    """The facts that surely hold, and the questions: `unclear`, and the values that may be somebody else's or nobody's.

    In "just kidding, 5 years" only what follows the joke counts.
    """
    joke = max((match.end() for match in _JOKES.finditer(even(without_quotes(text)))), default=0)
    meant = text[joke:]
    kept: list[Fact] = []
    doubted: list[Fact] = []
    asked = list(unclear)
    for fact in told:
        if not _counts(fact):
            kept.append(fact)
        elif (joke and not _says(resolver, meant, fact, today)) or not _is_sure(resolver, meant, fact, today):
            doubted.append(fact)
        else:
            kept.append(fact)
    return tuple(kept), _once([*asked, *_together(doubted)])


def _together(doubted: Sequence[Fact]) -> Iterator[Unclear]:
    """One question for each field with doubtful values; the values of a list are asked about together."""
    for field in dict.fromkeys(fact.field for fact in doubted):
        values = [fact.value for fact in doubted if fact.field is field]
        if field in LISTS:
            values = [tuple(dict.fromkeys(chain(*values)))]
        yield Unclear(field, tuple(values))


def _counts(fact: Fact) -> bool:
    """Whether a fact gives the writer a value, as opposed to a denial or a fact about somebody else."""
    return fact.person is Person.SELF and fact.whether is not Whether.NO and fact.value != ()


def _is_sure(resolver: Resolver, text: str, fact: Fact, today: date) -> bool:
    """Whether a value is surely the writer's own; for a household, which is about others, it always is."""
    plain = even(without_quotes(text))
    others = names_another(text) and not (fact.field is Field.START and _only_at_work(plain))
    laughed_at = _refuses(resolver, text, fact, today, _LAUGHS) or _refuses(resolver, text, fact, today, _REFUSES)
    if not (others or laughed_at or _is_named(resolver, text, fact, today)) or fact.field is Field.HOUSEHOLD:
        return True
    if _says(resolver, mine(text), fact, today):
        return True
    if not (laughed_at or names_owner(plain) or _IS_THEIRS.search(plain)) and _says(
        resolver, _sentences_before_others(text), fact, today
    ):
        return True
    return others and not laughed_at and _others_have_theirs(resolver, text, fact, today)


def _only_at_work(plain: str) -> bool:
    """Whether a text names nobody but a boss, whose start it cannot be: "I must tell my boss, so not before May"."""
    return not _NAME_OF_KIN.search(_AT_WORK.sub(" ", plain))


def _refuses(resolver: Resolver, text: str, fact: Fact, today: date, how: re.Pattern[str]) -> bool:
    """Whether the value may be refused or laughed at (`how`).

    "No way Laval, rather Amos" refuses Laval, and not the value Amos.
    """
    rests = [how.sub(" ", even(part)) for each in stretches(text) if how.search(even(part := _part(text, each)))]
    return any(not _is_of_something_else(resolver, rest, fact, today, how) for rest in rests)


def _is_of_something_else(resolver: Resolver, rest: str, fact: Fact, today: date, how: re.Pattern[str]) -> bool:
    found = resolve(resolver, fact.field, rest, today) if any(c.isalnum() for c in rest) else Unknown()
    told = len(rest.split()) > 2 and how is _LAUGHS and isinstance(found, Unknown)  # laughs about its own other words
    return told or _is_another(found, fact.value)


def _others_have_theirs(resolver: Resolver, text: str, fact: Fact, today: date) -> bool:
    """Whether each other person has a value of their own, or shares the writer's: "ten years, my wife six"."""
    theirs = [_NAME_OF_KIN.sub(" ", even(part)) for part in _of_others(text) if any(c.isalnum() for c in part)]
    before = next((each.start for each in stretches(text) if each.person is not Person.SELF), len(text))
    if not theirs or _is_given(text) or not _says(resolver, said(text)[:before], fact, today):
        return False
    values = ((part, resolve(resolver, fact.field, part, today)) for part in theirs)
    return all(_ALIKE.search(part) or _is_another(found, fact.value) for part, found in values)


def _is_given(text: str) -> bool:
    """Whether the words before another person end in "for" or "of", so that they are about that person."""
    return any(
        one.person is Person.SELF and other.person is not Person.SELF and _FOR.search(even(_part(text, one)))
        for one, other in pairwise(stretches(text))
    )


def _of_others(text: str) -> list[str]:
    """What a text says of other people, one string for each person in turn."""
    runs = groupby(stretches(text), lambda each: each.person)
    return ["".join(_part(text, each) for each in run) for person, run in runs if person is not Person.SELF]


def _is_another(found: Resolution[Any], value: Any) -> bool:
    """Whether an outcome is a value, or options, and surely not this value."""
    options = found.options if isinstance(found, Ambiguous) else (found.value,) if isinstance(found, Found) else ()
    return bool(options) and not any(_overlaps(option, value) for option in options)


def _is_named(resolver: Resolver, text: str, fact: Fact, today: date) -> bool:
    """Whether a text begins with a possible name that is no part of the value: "Ibrahim is a machinist"."""
    name = perhaps_a_name(even(text))
    if name is None or absent():  # written on somebody's behalf, the name is that of the profile's person
        return False
    start, end = name
    return _says(resolver, blanked(text, start, end), fact, today)


def mine(text: str) -> str:
    """The text with everything blanked but what the writer says with "I", "me" or « moi », until another is named."""
    kept, own = without_quotes(text), False
    for each in stretches(text):
        part = even(_part(text, each))
        theirs = any(not _TOLD_TO.search(part[: of.start()]) for of in _OWNED.finditer(part))
        speaks = own or bool(words.NAMES_WRITER.search(part) or _I.search(part)) or absent() is not None
        own = each.person is Person.SELF and speaks and not theirs
        if not own:
            kept = blanked(kept, each.start, each.end)
    return kept


def _sentences_before_others(text: str) -> str:
    """The sentences before the first one that names somebody else: "citizen." in "citizen. My wife is as well"."""
    ends = [0, *(match.end() for match in SENTENCE.finditer(text))]
    before = [end for end in ends if end and not names_another(text[:end])]
    return text[: max(before, default=0)]


def _part(text: str, stretch: Stretch) -> str:
    return text[stretch.start : stretch.end]


def _says(resolver: Resolver, text: str, fact: Fact, today: date) -> bool:
    """Whether a text gives the value of this fact, perhaps among other options."""
    match answer(resolver, fact.field, text, today):
        case Found(value):
            return _holds(value, fact.value)
        case Ambiguous(options):
            return any(_holds(option, fact.value) for option in options)
    return False


def _holds(found: Any, value: Any) -> bool:
    return set(value) <= set(found) if isinstance(value, tuple) else bool(found == value)


def _overlaps(found: Any, value: Any) -> bool:
    return (
        bool(set(found) & set(value)) if isinstance(value, tuple) and isinstance(found, tuple) else bool(found == value)
    )


def _once(asked: Iterable[Unclear]) -> tuple[Unclear, ...]:
    """The questions merged to one for each field, with all of its options."""
    fields: dict[Field, tuple[Any, ...]] = {}
    for each in asked:
        fields[each.field] = tuple(dict.fromkeys((*fields.get(each.field, ()), *each.options)))
    return tuple(Unclear(field, options) for field, options in fields.items())
