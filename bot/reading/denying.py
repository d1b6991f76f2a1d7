"""Finds saved values that a message denies, because they are wrong or because they are somebody else's."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.base.terms import LISTS, Field
from bot.knowledge import Ambiguous, Found, Resolver, Unknown
from bot.reading import little_words as words
from bot.reading import subject_words
from bot.reading.about_whom import Person, names_owner
from bot.reading.context import Context, Fact, Unclear
from bot.reading.how_meant import Manner, at, said, without_denials
from bot.reading.normalized_in_place import blanked, even, parts
from bot.reading.parse import Entity, Parse
from bot.reading.resolving import ENTITIES, resolve, towns
from bot.reading.whether import PIECE, Whether, piece, piece_span
from bot.reading.wished_places import is_no_goal, is_refused, speaks_of_wishing

_SPEAKS = words.pattern(subject_words.SPEAKS, subject_words.TONGUES)
_OTHERWISE = words.pattern(  # in a part that names a language otherwise than as spoken: "my school was in English"
    subject_words.SCHOOL,
    r"travail\w*|boulot|patrons?|chef|employeur|bureau|usine|entrepot|clients?|collegues?|equipe|livres?|films?|tele"
    r"|telephone|formulaires?|papiers?|documents?|lettres?|mari|femme|ami[es]*|voisin\w*",
    r"work|works|job|boss|manager|office|factory|warehouse|clients?|customers?|colleagues?|coworkers?|team|books?"
    r"|movies?|tv|phone|forms?|papers?|documents?|letters?|husband|wife|friends?|neighbou?rs?|food|teachers?",
    r"(?:was|were|is|are|all|everything|est|etait|etaient|sont|tout) (?:only |just |all |tout )?(?:in|en|au)",
)
_WORD = re.compile(r"[a-z]{2,}")
_IT_IS = re.compile(r"(?<!\w)(?:it'?s|it (?:is|was)|c'?(?:est|etait))(?!\w)")
_NO_MORE = frozenset(
    "it its is was cest est etait que dit ai said meant in at the la le en au please svp only sorry".split()
)
_SCALARS = (Field.OCCUPATION, Field.EDUCATION, Field.PERMIT)  # fields with one value, which a denial names in words
# Fields in which each person has a value of their own.
_OF_ONE = (Field.OCCUPATION, Field.LANGUAGES, Field.EDUCATION, Field.EXPERIENCE, Field.PERMIT)
_OTHERS = (Person.PARTNER, Person.CHILD, Person.OTHER)
_NOT_ME = re.compile(r"(?<!\w)(?:pas|not) (?:pour |a |for )?(?:moi|me|mine|i|les? miens?)(?!\w)")


def contradicted(resolver: Resolver, parse: Parse, context: Context) -> tuple[list[Fact], list[Unclear]]:
    """The saved values that a text denies and the values it gives instead: "not a cook, a baker".

    Returns facts, and values with several meanings, which have to be asked; both are empty if nothing is denied.
    """
    no, yes = said(parse.text, {Manner.DENIED}), said(parse.text)
    told: list[Fact] = []
    unclear: list[Unclear] = []
    if not no.strip():
        return told, unclear
    for field in (Field.LANGUAGES, Field.REGIONS):
        named = resolve(resolver, field, without_denials(no), context.today)
        out = (
            tuple(code for code in named.value if code in (context.told.get(field) or ()))
            if isinstance(named, Found)
            else ()
        )
        if out and (field is not Field.REGIONS or _refuses_places(parse)):
            told.append(Fact(field, out, whether=Whether.NO, towns=_refused_towns(resolver, parse, out)))
    for field in _SCALARS:
        before = context.told.get(field)
        if before is None or not _means(resolver, field, no, before, context.today):
            continue
        told.append(Fact(field, before, whether=Whether.NO))
        marked = [each for each in parse.entities if ENTITIES.get(each.kind) is field]
        given = next((yes[e.start : e.end] for e in marked if yes[e.start : e.end].strip()), yes)
        after = resolve(resolver, field, given, context.today) if given.strip() else Unknown()
        if isinstance(after, Found) and after.value != before:
            told.append(Fact(field, after.value))
        elif isinstance(after, Ambiguous):
            unclear.append(Unclear(field, after.options))
    return told, unclear


def _refused_towns(resolver: Resolver, parse: Parse, out: tuple[str, ...]) -> tuple[str, ...]:
    """The towns by which a text names the places that it denies; none where it names one of them otherwise."""
    places = [each for each in parse.entities if ENTITIES.get(each.kind) is Field.REGIONS]
    denied = [each for each in places if at(parse.text, each.start).manner is Manner.DENIED]
    by_town = all(each.kind == "city" for each in denied)
    return towns(resolver, [each.value for each in denied], out) if by_town else ()


def _refuses_places(parse: Parse) -> bool:
    """Whether a text refuses one of the places that it names; where the model marked none, it may."""
    places = [each for each in parse.entities if ENTITIES.get(each.kind) is Field.REGIONS]
    plain = even(parse.text)
    return not places or any(is_refused(parse, plain, each.start, each.end) for each in places)


def swapped(
    resolver: Resolver, parse: Parse, context: Context, told: Iterable[Fact]
) -> tuple[list[Fact], list[Unclear]]:
    """The removal of a saved answer that turns out to be somebody else's, and what the writer has instead.

    "My wife is the plumber, not me" removes the saved trade. `told` are the facts of the text so far.
    """
    given = _given_away(resolver, parse, context)
    if given:
        return given, []
    trades = {fact.value for fact in told if fact.field is Field.OCCUPATION and fact.person is Person.PARTNER}
    before = context.told.get(Field.OCCUPATION)
    if before not in trades:
        return [], []
    denial = Fact(Field.OCCUPATION, before, whether=Whether.NO)
    match resolve(resolver, Field.OCCUPATION, said(parse.text), context.today):
        case Found(value) if value != before:
            return [denial, Fact(Field.OCCUPATION, value)], []
        case Ambiguous(options):
            return [denial], [Unclear(Field.OCCUPATION, options)]
    return [denial], []


def _given_away(resolver: Resolver, parse: Parse, context: Context) -> list[Fact]:
    """Facts that deny each saved value which the text gives to somebody else, with the writer's own value instead."""
    plain = even(parse.text)
    if not (names_owner(plain) or _NOT_ME.search(plain)):
        return []
    told: list[Fact] = []
    for field in _OF_ONE:
        for person in _OTHERS:
            gone = _of_them(resolver, parse, context, field, person)
            if gone is not None:
                told += [Fact(field, gone, whether=Whether.NO), *_instead(resolver, parse, context, field)]
                if field is Field.OCCUPATION and person is Person.PARTNER:
                    told.append(Fact(field, gone, person))
    return told


def _of_them(resolver: Resolver, parse: Parse, context: Context, field: Field, person: Person) -> Any:
    """The saved value, or those of its items, that the text says of this other person; None if there is none."""
    before = context.told.get(field)
    theirs = said(parse.text, frozenset(Manner), person)
    if not before or not theirs.strip():
        return None
    if isinstance(before, tuple):
        named = resolve(resolver, field, theirs, context.today)
        return tuple(code for code in named.value if code in before) or None if isinstance(named, Found) else None
    return before if _means(resolver, field, theirs, before, context.today) else None


def _instead(resolver: Resolver, parse: Parse, context: Context, field: Field) -> list[Fact]:
    own = said(parse.text)
    if field is Field.LANGUAGES:
        own = _of_speaking(resolver, own)
    named = resolve(resolver, field, own, context.today) if own.strip() else Unknown()
    if not isinstance(named, Found) or named.value in ((), context.told.get(field)):
        return []
    return [Fact(field, named.value, whether=Whether.ALSO if field in LISTS else Whether.YES)]


def _of_speaking(resolver: Resolver, text: str) -> str:
    """The text without the parts that name a language otherwise than as spoken: "my school was in English"."""
    for start, end in parts(PIECE, even(text)):
        part = even(text[start:end])
        if _OTHERWISE.search(part) and not _SPEAKS.search(part):
            text = blanked(text, start, end)
    return text


def instead_of_denied(resolver: Resolver, parse: Parse, told: Iterable[Fact], context: Context) -> list[Fact]:
    """The languages, or the one region, that a text gives instead of those that it denies; the model marked none."""
    found: list[Fact] = []
    for field in (Field.LANGUAGES, Field.REGIONS):
        mine = [fact for fact in told if fact.field is field and fact.person is Person.SELF]
        if not mine or any(fact.whether is not Whether.NO for fact in mine):
            continue
        denied = {code for fact in mine for code in fact.value}
        for fact in _instead(resolver, parse, context, field):
            given = tuple(code for code in fact.value if code not in denied)
            if given and (field is Field.LANGUAGES or _is_one_for_another(parse, {*given, *denied})):
                found.append(replace(fact, value=given))
    return found


def _is_one_for_another(parse: Parse, regions: set[str]) -> bool:
    """Whether a text names places of these two regions, and wishes for one: "it was Amos I wanted, not Laval"."""
    named = [each for each in parse.entities if ENTITIES.get(each.kind) is Field.REGIONS]
    return len(named) == len(regions) == 2 and any(_is_wished(parse, each) or _is_named(parse, each) for each in named)


def _is_named(parse: Parse, place: Entity) -> bool:
    """Whether a part of the sentence says nothing but that it is this place: "it was Amos"."""
    plain = even(parse.text)
    begins, ends = piece_span(plain, place.start)
    beside = plain[begins : place.start] + " " + plain[place.end : ends]
    denied = at(parse.text, place.start).manner is Manner.DENIED
    return not denied and bool(_IT_IS.search(beside)) and set(_WORD.findall(beside)) <= _NO_MORE


def _is_wished(parse: Parse, place: Entity) -> bool:
    """Whether a place is said, and wished for in its own part of the sentence: "I worked in Amos" wishes nothing."""
    plain, stretch = even(parse.text), at(parse.text, place.start)
    denied = stretch.manner is Manner.DENIED
    wishes = speaks_of_wishing(piece(plain, place.start))
    return wishes and not denied and not is_no_goal(plain, stretch, place.start)


def _means(resolver: Resolver, field: Field, said: str, value: Any, today: date) -> bool:
    match resolve(resolver, field, said, today):
        case Found(found):
            return bool(found == value)
        case Ambiguous(options):
            return value in options
    return False
