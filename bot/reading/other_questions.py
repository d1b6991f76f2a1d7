"""What a message says of the other questions, where it does not answer the one that is open.

People answer in their own order, and often several questions ahead. Each question's own reader looks at such a
message, with the writer's own part of it alone: what it finds and is plainly said is told, what is only likely is to be
asked. A trade and a length of work are left out, since any words resemble a title and any number some years.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.base.terms import ANYWHERE, LISTS, Field, Permit
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.start_dates import MONTHS
from bot.reading import kin, subject_words
from bot.reading import little_words as words
from bot.reading.about_whom import Person
from bot.reading.context import Context, Fact, Reading, Unclear
from bot.reading.how_meant import at, own
from bot.reading.parse import Entity, Parse
from bot.reading.parts_that_ask import wishes
from bot.reading.plainly_said import Resolve, is_plain, plainest
from bot.reading.resolving import ENTITIES, towns
from bot.reading.schooling import degree
from bot.reading.text import either, even
from bot.reading.values import answer
from bot.reading.whether import PIECE, Whether, asks
from bot.reading.wished_places import is_no_goal

_COUNTED = either(
    r"nous sommes|on est|on sera|a (?:deux|trois|quatre|cinq|six|\d)|seule?|celibataire|adultes?|juste moi",
    r"we are|we're|of us|alone|single|adults?|just me|only me",
)
_STATUS = either(
    r"permis|asile|refugiee?s?|residente?s?|residence|rp|citoyen\w*",
    r"permit|asylum|refugees?|pr|citizens?",
)
# What a text has to speak of before a name or a number in it is one of these, where the model marked none.
_SPEAKS_OF: Mapping[Field, re.Pattern[str]] = {
    Field.EDUCATION: words.pattern(subject_words.SCHOOL),
    Field.FRENCH: re.compile(r"(?<!\w)(?:fran[cs]\w+|french|tef\w*|tcf|delf|dalf)(?!\w)"),
    Field.HOUSEHOLD: words.pattern(_COUNTED, either(r"moi|moe", r"me|us|myself")),
    Field.PERMIT: words.pattern(_STATUS),
    Field.START: re.compile(rf"(?<!\w)(?:{MONTHS})(?!\w)"),
}
_NEVER = frozenset({Field.OCCUPATION, Field.EXPERIENCE})
_RESEMBLES = {
    Field.REGIONS: frozenset({"ask_region", "compare_regions"}),
    Field.PERMIT: frozenset({"ask_immigration_procedure", "ask_immigration_advisor"}),
}
_NAMED = frozenset({Whether.YES, Whether.ALSO})
_PARTNER = words.pattern(kin.PARTNER)
_EXPECTS = re.compile(r"(?<!\w)(?:attend (?:un|une|des)|expect\w*|enceinte|pregnant|accouch\w*|due)(?!\w)")
_LETTER = re.compile(r"(?<!\w)[abc][12](?!\w)")
_LASTS = re.compile(r"(?<!\w)(?:depuis|since|ans|annees|years|yrs)(?!\w)")
_SURELY = 0.95  # of an order to the dialogue
_ORDERS = frozenset(
    {"skip", "go_back", "cancel", "talk_to_human", "delete_my_data", "export_my_data", "help", "greet", "goodbye",
     "thank", "report_hired", "view_profile", "find_employers"}
)  # fmt: skip


def with_elsewhere(resolver: Resolver, parse: Parse, context: Context, reading: Reading) -> Reading:
    """Adds what the message tells on other questions, where it told nothing that would be saved."""
    if not _is_lost(parse, context, reading):
        return reading
    told, likely = elsewhere(resolver, parse, context)
    if told:
        why = (*reading.why, *(f"tells {fact.field} = {fact.value!r}, which is not asked yet" for fact in told))
        return replace(reading, facts=told, unclear=(), does=(), missed=None, acts=(), why=why)
    likely = tuple(each for each in likely if not reading.acts or _is_no_request(parse, each.field, reading))
    if likely and not reading.unclear:
        why = (*reading.why, f"may tell {likely[0].field}, which is not asked yet")
        return replace(reading, unclear=likely[:1], does=(), missed=None, acts=(), why=why)
    return reading


def with_all_of_it(resolver: Resolver, parse: Parse, context: Context, reading: Reading) -> Reading:
    """A reading whose lists are as long as the message plainly says: "put Gaspé first, Amos second"."""
    if asks(even(parse.text)):
        return reading
    facts = list(reading.facts)
    for field in LISTS - context.told.keys():
        mine = [fact for fact in facts if fact.field is field and fact.person is Person.SELF]
        out = {code for fact in mine if fact.whether is Whether.NO for code in fact.value}
        named = {code for fact in mine if fact.whether in _NAMED for code in fact.value}
        whole = _read(resolver, parse, field, context) if named else Unknown()
        if isinstance(whole, Found) and named < set(whole.value) and not out & set(whole.value):
            places = [each.value for each in parse.entities if each.kind == "city"]
            told = Fact(
                field, whole.value, towns=towns(resolver, places, whole.value) if field is Field.REGIONS else ()
            )
            facts = [*(fact for fact in facts if fact not in mine or fact.whether is Whether.NO), told]
    return replace(reading, facts=tuple(facts))


def elsewhere(resolver: Resolver, parse: Parse, context: Context) -> tuple[tuple[Fact, ...], tuple[Unclear, ...]]:
    """What is plainly said of the questions that are not answered yet, and what is only likely."""
    told: list[Fact] = []
    likely: list[Unclear] = []
    for field in (each for each in Field if each not in context.told and each is not context.asked):
        match _read(resolver, parse, field, context):
            case Found(value) if value != ():
                places = [each.value for each in parse.entities if each.kind == "city"]
                told.append(Fact(field, value, towns=towns(resolver, places, value) if field is Field.REGIONS else ()))
            case Ambiguous(options) if options[0] != ():
                likely.append(Unclear(field, tuple(options)))
    return tuple(told), tuple(likely)


def _is_lost(parse: Parse, context: Context, reading: Reading) -> bool:
    """Whether a message that asks for nothing would otherwise be lost, or read as a guess at a number."""
    plain = even(parse.text)
    ordered = parse.intent in _ORDERS and parse.confidence >= _SURELY
    if context.asked is None or ordered or asks(plain) or (reading.acts and wishes(plain)):
        return False
    if any(fact.person is Person.SELF for fact in reading.facts) or reading.conditions:
        return False
    guesses = all(each.field is context.asked is Field.EXPERIENCE for each in reading.unclear)
    return guesses and not (reading.does and reading.does != (("correct",),))


def _is_no_request(parse: Parse, field: Field, reading: Reading) -> bool:
    """Whether a message was taken for a request only because a value of this field looks like one."""
    taken = {act.intent for act in reading.acts}
    doubted = parse.confidence < _SURELY and field is not Field.REGIONS  # a request names places as a wish does
    return doubted or taken <= _RESEMBLES.get(field, frozenset())


def _read(resolver: Resolver, parse: Parse, field: Field, context: Context) -> Resolution[Any]:
    entities = [each for each in parse.entities if ENTITIES.get(each.kind) is field]
    if field is Field.REGIONS:
        entities = [each for each in entities if not _is_home(parse.text, each)]
    elif field is Field.FRENCH:  # "a certificate, level 2" names no test and no letter
        entities = [each for each in entities if _LETTER.search(even(each.value))]
    marked = [(each.start, each.end) for each in entities]
    text = parse.text if field is Field.HOUSEHOLD else own(parse.text)  # who moves along is told of others
    cue = _SPEAKS_OF.get(field)
    if field in _NEVER or not (marked or (cue and cue.search(even(text)))):
        return Unknown()
    text = degree(resolver, text) if field is Field.EDUCATION else text
    read = partial(_answer, resolver, field, context)
    outcome = read(text)
    if not isinstance(outcome, Found):
        return outcome
    if (outcome == Found(Permit.NONE) and not marked) or (field is Field.START and _LASTS.search(even(text))):
        return Unknown()
    plain = plainest(field, text, outcome, read, marked)
    if isinstance(plain, Found) and _stands_alone(field, text, outcome, read):
        return plain
    return Unknown() if field is Field.START and _EXPECTS.search(even(text)) else _likely(plain)


def _stands_alone(field: Field, text: str, outcome: Found[Any], read: Resolve) -> bool:
    """Whether no word beside a value could make it a value of something else, although another question is open."""
    match field:
        case Field.REGIONS:
            return bool(outcome.value != (ANYWHERE,))
        case Field.HOUSEHOLD:  # of people somebody tells much that counts none
            named = not outcome.value.partner or bool(_PARTNER.search(even(text)))
            return named and is_plain(field, text, outcome, read)
        case Field.START:  # a day is of what stands before it, unless the message begins with it
            first = PIECE.split(text)[0]
            return read(first) == outcome and is_plain(field, first, outcome, read)
    return True


def _likely(outcome: Resolution[Any]) -> Resolution[Any]:
    return Ambiguous((outcome.value,)) if isinstance(outcome, Found) else outcome


def _is_home(text: str, place: Entity) -> bool:
    """Whether a place is one that somebody knows, lives in or comes from."""
    return is_no_goal(even(text), at(text, place.start), place.start)


def _answer(resolver: Resolver, field: Field, context: Context, text: str) -> Resolution[Any]:
    return answer(resolver, field, text, context.today) if any(map(str.isalnum, text)) else Unknown()
