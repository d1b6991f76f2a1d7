"""The second look at a message: which of the values in it its writer tells of themselves.

The first look (`Reader`) goes by rules, and loses what nobody foresaw. Here every value that may be told
(`possible_values`) is weighed by a logistic regression a field, learnt from what strangers wrote and a clerk would note
(`nlu/data/told`, `make telling`). What is surely told is added; of what is likely, the likeliest is asked by a button;
what the first look kept or asked stays. Pure.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from bot.base.terms import LISTS, Field, Household
from bot.knowledge import Resolver
from bot.reading import kin, subject_words
from bot.reading import little_words as words
from bot.reading.context import Aim, Context, Fact, Reading, Unclear
from bot.reading.how_meant import at
from bot.reading.intents import NOTHING_UNDERSTOOD
from bot.reading.normalized_in_place import even
from bot.reading.numbers_of_seats import TRIPS
from bot.reading.on_behalf import on_behalf
from bot.reading.parse import Parse
from bot.reading.parts_that_ask import OF_THEIR_LEVEL, wishes
from bot.reading.possible_values import Candidate, candidates
from bot.reading.saved_or_confirmed import changes
from bot.reading.surely_own import settled
from bot.reading.told_of_the_writer import may_be_told, says_what_it_is
from bot.reading.whether import asks
from bot.reading.wished_places import wished_towns

WEIGHTS = files("bot.reading") / "data" / "telling.toml"
SURE, LIKELY, LISTED = 0.88, 0.5, 0.6  # told, asked, told beside another one of the same list
_ABOUT_PLACES = frozenset({"compare_regions", "ask_region"})
_BESIDE = 22  # letters around a value of which the words are looked at
_NEIGHBOURS = 3  # words on each side
_WINDOW = 25
_LONG, _SHORT, _MOST_WORDS = 10, 3, 40
_FEW_YEARS, _MANY_YEARS = 3, 20
_TESTS = re.compile(r"\W*(?:\w+\W+){0,2}(?:test\w*|evalu\w*|assess\w*)(?!\w)")  # "test my French"
_WORD = re.compile(r"[^\W_]+")
_SPEAKS_OF: Mapping[str, re.Pattern[str]] = {
    "work": words.pattern(subject_words.WORK), "school": words.pattern(subject_words.SCHOOL),
    "french": words.pattern(subject_words.FRENCH),
    "speaks": words.pattern(subject_words.SPEAKS, subject_words.TONGUES), "lives": words.pattern(words.LIVES),
    "no_goal": words.pattern(words.NO_GOAL), "denied": words.pattern(words.DENIED, words.EXCEPTED, words.REMOVED),
    "corrected": words.pattern(words.CORRECTED), "past": words.pattern(words.PAST),
    "planned": words.pattern(words.PLANNED), "only": words.pattern(words.ONLY), "added": words.pattern(words.ADDED),
    "perhaps": words.pattern(words.PERHAPS), "other_times": words.pattern(subject_words.OTHER_TIMES),
    "partner": words.pattern(kin.PARTNER), "child": words.pattern(kin.CHILD), "another": words.pattern(kin.ANOTHER),
    "comes": words.pattern(words.COMES), "away": words.pattern(words.AWAY), "supposed": words.pattern(words.SUPPOSED),
    "writer": words.NAMES_WRITER, "asks": words.pattern(words.ASKS),
    "verb": words.pattern(words.VERB),
}  # fmt: skip
Features = Mapping[str, float]
Weights = Mapping[str, Features]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate, what speaks for it, and how likely it is told."""

    candidate: Candidate
    features: Features
    chance: float


@cache
def load_weights() -> Weights:
    """Of each feature, by field."""
    return tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))


def second_look(resolver: Resolver, parse: Parse, context: Context, reading: Reading) -> Reading:
    """A reading with what else it surely tells, and with one question on what it likely tells."""
    if any(name not in NOTHING_UNDERSTOOD for name, *_ in reading.does) or on_behalf(parse.text):
        return reading
    if reading.aim is Aim.SHOWN and not reading.facts:  # what looks like a value was seen, and is none
        return reading
    done = changes(reading, context.told, context.asked)
    asked_about = {*(each.field for each in done.doubts), *(each.field for each in reading.unclear)}
    known = {*done.saved, *done.same, *done.again, *asked_about}
    compared = any(act.intent in _ABOUT_PLACES for act in reading.acts)  # who asks about places does not choose them
    of_a_trip = context.sight.shows_trips or (bool(context.held) and parse.intent in TRIPS)
    places = not (compared or of_a_trip)
    tongues = not any(act.intent == "change_language" for act in reading.acts)
    fresh = [
        each
        for each in weighed(resolver, parse, context, reading)
        if each.candidate.field not in known
        and (each.candidate.field is context.asked or says_what_it_is(each.candidate, parse.text))
        and may_be_told(resolver, each.candidate, parse.text, places=places, tongues=tongues)
    ]
    told: Sequence[Fact] = [
        fact for field in Field if field not in context.told for fact in _told(resolver, field, fresh, parse)
    ]
    named = {fact.field for fact in told}
    asked = () if reading.unclear else _asked([each for each in fresh if each.candidate.field not in named], context)
    told, doubted = settled(resolver, parse.text, told, (), context.today)
    asked = asked or doubted[:1]
    if not (told or asked):
        return reading
    why = (*reading.why, *(f"tells {fact.field} = {fact.value!r}, on a second look" for fact in told))
    found = {*(each.field for each in told), *(each.field for each in asked)}
    missed = None if reading.missed in found else reading.missed
    acts = reading.acts
    plain = even(parse.text)
    if any(fact.field is Field.FRENCH for fact in told) and not (asks(plain) or wishes(plain) or _TESTS.match(plain)):
        # who surely says their level, and wishes nothing, wants no test of it
        acts = tuple(act for act in acts if act.intent not in OF_THEIR_LEVEL)
    facts, unclear = (*reading.facts, *told), (*reading.unclear, *asked)
    return replace(reading, facts=facts, unclear=unclear, does=(), acts=acts, missed=missed, why=why)


def weighed(resolver: Resolver, parse: Parse, context: Context, reading: Reading) -> list[Weighed]:
    """Every candidate of a message with its chance."""
    found, weights = candidates(resolver, parse, context), load_weights()
    rows = [dict(features(each, found, parse, context, reading)) for each in found]
    return [
        Weighed(each, row, _chance(weights.get(each.field, {}), row)) for each, row in zip(found, rows, strict=True)
    ]


def _chance(weights: Features, row: Features) -> float:
    margin = sum(weights.get(name, 0.0) * value for name, value in row.items())
    return 1 / (1 + math.exp(-max(min(margin, 30.0), -30.0)))


def _told(resolver: Resolver, field: Field, fresh: Sequence[Weighed], parse: Parse) -> Iterator[Fact]:
    mine = [each for each in fresh if each.candidate.field is field and each.candidate.value is not None]
    best = max(mine, key=lambda each: each.chance, default=None)
    if best is None or best.chance < SURE:
        return
    if field not in LISTS:
        yield Fact(field, best.candidate.value)
        return
    listed = sorted((each for each in mine if each.chance >= LISTED), key=lambda each: each.candidate.start)
    codes = tuple(dict.fromkeys(code for each in listed for code in each.candidate.value))
    yield Fact(field, codes, towns=wished_towns(resolver, parse, codes) if field is Field.REGIONS else ())


def _asked(fresh: Sequence[Weighed], context: Context) -> tuple[Unclear, ...]:
    """The open question's likeliest values, or the likeliest of another one."""
    likely = [each for each in fresh if each.chance >= LIKELY and each.candidate.field not in context.told]
    mine = [each for each in likely if each.candidate.field is context.asked] or likely
    best = max(mine, key=lambda each: each.chance, default=None)
    if best is None:
        return ()
    return (Unclear(best.candidate.field, tuple(dict.fromkeys(best.candidate.options))),)


def features(
    one: Candidate, every: Sequence[Candidate], parse: Parse, context: Context, reading: Reading
) -> Iterator[tuple[str, float]]:
    """What speaks for and against a candidate: numbers from 0 to 1 by name; what is not named is 0."""
    yield "bias", 1.0
    names = [f"found_{one.found}", f"clause_{_intent(one, parse)}", f"whole_{parse.intent}"]
    names.append("asked" if context.asked is one.field else "asked_other" if context.asked else "asked_nothing")
    stretch = at(parse.text, one.start)
    names += [f"person_{stretch.person}", f"manner_{stretch.manner}"]
    names += [*_of_words(one, even(parse.text)), *_of_others(one, every), *_of_the_first_look(one, context, reading)]
    names += [name for name, holds in _of_value(one).items() if holds]
    if one.field in context.told:
        names.append("given")
    yield from ((name, 1.0) for name in dict.fromkeys(names))
    yield "length", min(len(parse.text.split()), _MOST_WORDS) / _MOST_WORDS


def _intent(one: Candidate, parse: Parse) -> str:
    return next((each.intent for each in parse.clauses if each.start <= one.start < each.end), parse.intent)


def _of_words(one: Candidate, plain: str) -> Iterator[str]:
    start, end = one.piece
    part, window = plain[start:end], plain[max(0, one.start - _WINDOW) : one.end + _WINDOW]
    number = len(part.split())
    if asks(part) or "?" in plain[end - 1 : end + 1]:
        yield "asks"
    if asks(plain):
        yield "asks_somewhere"
    if one.end - one.start > 0.8 * len(part.strip()):
        yield "bare"
    if number <= _SHORT or number > _LONG:
        yield "short" if number <= _SHORT else "long"
    for name, pattern in _SPEAKS_OF.items():
        if pattern.search(part):
            yield f"part_{name}"
        if pattern.search(window):
            yield f"near_{name}"
    before = _WORD.findall(plain[max(0, one.start - _BESIDE) : one.start])[-_NEIGHBOURS:]
    after = _WORD.findall(plain[one.end : one.end + _BESIDE])[:_NEIGHBOURS]
    inside = _WORD.findall(plain[one.start : one.end])[:12] if one.found != "entity" else ()
    yield from (f"before:{word}" for word in before)
    yield from (f"after:{word}" for word in after)
    yield from (f"in:{word}" for word in inside)


def _of_others(one: Candidate, every: Sequence[Candidate]) -> Iterator[str]:
    same = [each for each in every if each.field is one.field and each is not one]
    rivals = {repr(each.options) for each in same} - {repr(one.options)}
    yield f"rivals_{min(len(rivals), 3)}"
    if any(each.options == one.options for each in same):
        yield "twice"
    if not any(each.start > one.start for each in same):
        yield "last"
    if not any(each.start < one.start for each in same):
        yield "first"
    if len(one.options) > 1:
        yield "several"
    yield from (f"with_{each.field}" for each in every if each.piece == one.piece and each.field is not one.field)
    yield f"fields_{min(len({each.field for each in every}), 5)}"


def _of_the_first_look(one: Candidate, context: Context, reading: Reading) -> Iterator[str]:
    done = changes(reading, context.told, context.asked)
    offered = [option for each in reading.unclear if each.field is one.field for option in each.options]
    offered += [each.after for each in done.doubts if each.field is one.field]
    if one.field in done.saved:
        yield "kept" if _agrees(one, done.saved[one.field]) else "kept_another"
    elif offered:
        yield "offered" if any(_agrees(one, each) for each in offered) else "offered_another"
    else:
        yield "not_seen"


def _agrees(one: Candidate, value: Any) -> bool:
    if one.field in LISTS and isinstance(value, tuple):
        return any(set(option) <= set(value) for option in one.options)
    return value in one.options


def _of_value(one: Candidate) -> Mapping[str, bool]:
    match one.value:
        case Household(partner, children):
            return {"alone": not (partner or children), "children": children > 0, "partner": partner}
        case float() | int() if one.field is Field.EXPERIENCE:
            return {"few_years": one.value <= _FEW_YEARS, "many_years": one.value >= _MANY_YEARS}
        case tuple():
            return {"anywhere": "any" in one.value, "listed": len(one.value) > 1}
    return {}
