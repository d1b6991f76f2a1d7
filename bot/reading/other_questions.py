"""Reads answers to other questions of the profile in a message that does not answer the open one.

People answer in their own order, and often several questions ahead. The resolver of each unanswered question reads the
writer's own part of such a message: what is plainly said is a fact, what is only likely is asked. Trades and lengths of
work are left out, since any words resemble some job title, and any number may be years.
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
from bot.reading.answered_plainly import Resolve, is_plain, plainest
from bot.reading.context import Context, Fact, Reading, Unclear
from bot.reading.how_meant import at, own
from bot.reading.normalized_in_place import either, even
from bot.reading.parse import Entity, Parse
from bot.reading.parts_that_ask import wishes
from bot.reading.resolving import ENTITIES
from bot.reading.schooling import degree
from bot.reading.values import answer
from bot.reading.whether import PIECE, Whether, asks
from bot.reading.wished_places import is_no_goal, wished_towns

_COUNTED = either(
    r"nous sommes|on est|on sera|a (?:deux|trois|quatre|cinq|six|\d)|seule?|celibataire|adultes?|juste moi",
    r"we are|we're|of us|alone|single|adults?|just me|only me",
)
_STATUS = either(
    r"permis|asile|refugiee?s?|residente?s?|residence|rp|citoyen\w*",
    r"permit|asylum|refugees?|pr|citizens?",
)
# Words that a text must contain to be read for a field for which the model marked no entity.
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
_HAPPENED = re.compile(  # something other than work began, ended or took place in that month
    r"(?<!\w)(?:(?:i|we|he|she|they|it|who) (?:(?!need)\w+ed|came|left|got|met|had|was|were|broke up|gave|lost|went)"
    r"|(?:je suis|on est|nous sommes|on s'est|on a|j'ai|nous avons|il est|elle est|il a|elle a)"
    r" (?!\w*[ai]bles? |libres? |prete?s? |dispos? )\w*(?:e|ee|i|ie|u|ue|is|es|us)s?)"
    rf"(?: \w+){{0,4}} (?:en|in|le|au|last) (?:\w+ )?(?:{MONTHS})(?!\w)"
)
_SURELY = 0.95  # confidence from which an order such as "skip" is obeyed
_ORDERS = frozenset(
    {"skip", "go_back", "cancel", "talk_to_human", "delete_my_data", "export_my_data", "help", "greet", "goodbye",
     "thank", "report_hired", "view_profile", "find_employers"}
)  # fmt: skip


def with_elsewhere(resolver: Resolver, parse: Parse, context: Context, reading: Reading) -> Reading:
    """The reading, with answers to other questions added if the message otherwise tells nothing that is saved."""
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
    """The reading, with lists completed by values the model did not mark: Amos in "put Gaspé first, Amos second"."""
    if asks(even(parse.text)):
        return reading
    facts = list(reading.facts)
    for field in LISTS - context.told.keys():
        mine = [fact for fact in facts if fact.field is field and fact.person is Person.SELF]
        out = {code for fact in mine if fact.whether is Whether.NO for code in fact.value}
        named = {code for fact in mine if fact.whether in _NAMED for code in fact.value}
        whole = _read(resolver, parse, field, context) if named else Unknown()
        if isinstance(whole, Found) and named < set(whole.value) and not out & set(whole.value):
            told = _fact(resolver, parse, field, whole.value)
            facts = [*(fact for fact in facts if fact not in mine or fact.whether is Whether.NO), told]
    return replace(reading, facts=tuple(facts))


def elsewhere(resolver: Resolver, parse: Parse, context: Context) -> tuple[tuple[Fact, ...], tuple[Unclear, ...]]:
    """Answers to questions that are neither open nor answered: those plainly said, and those only likely."""
    told: list[Fact] = []
    likely: list[Unclear] = []
    for field in (each for each in Field if each not in context.told and each is not context.asked):
        match _read(resolver, parse, field, context):
            case Found(value) if value != ():
                told.append(_fact(resolver, parse, field, value))
            case Ambiguous(options) if options[0] != ():
                likely.append(Unclear(field, tuple(options)))
    return tuple(told), tuple(likely)


def _fact(resolver: Resolver, parse: Parse, field: Field, value: Any) -> Fact:
    return Fact(field, value, towns=wished_towns(resolver, parse, value) if field is Field.REGIONS else ())


def _is_lost(parse: Parse, context: Context, reading: Reading) -> bool:
    """Whether a message asks for nothing, and nothing of it would be saved, or only a guess at a number of years."""
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
    doubted = parse.confidence < _SURELY and field is not Field.REGIONS  # requests often name places too
    return doubted or taken <= _RESEMBLES.get(field, frozenset())


def _read(resolver: Resolver, parse: Parse, field: Field, context: Context) -> Resolution[Any]:
    entities = [each for each in parse.entities if ENTITIES.get(each.kind) is field]
    if field is Field.REGIONS:
        entities = [each for each in entities if not _is_home(parse.text, each)]
    elif field is Field.FRENCH:  # only levels such as B1 count; "a certificate, level 2" may be of anything
        entities = [each for each in entities if _LETTER.search(even(each.value))]
    marked = [(each.start, each.end) for each in entities]
    text = parse.text if field is Field.HOUSEHOLD else own(parse.text)  # a household is told by speaking of others
    cue = _SPEAKS_OF.get(field)
    if field in _NEVER or not (marked or (cue and cue.search(even(text)))):
        return Unknown()
    text = degree(resolver, text) if field is Field.EDUCATION else text
    read = partial(_answer, resolver, field, context)
    outcome = read(text)
    if not isinstance(outcome, Found):
        return outcome
    if (outcome == Found(Permit.NONE) and not marked) or (field is Field.START and not _may_start(even(text))):
        return Unknown()
    plain = plainest(field, text, outcome, read, marked)
    if isinstance(plain, Found) and _stands_alone(field, text, outcome, read):
        return plain
    return Unknown() if field is Field.START and _EXPECTS.search(even(text)) else _likely(plain)


def _may_start(plain: str) -> bool:
    """Whether a month in a text may be that of a first day; in "we split in May" something else happened then."""
    return not (_LASTS.search(plain) or _HAPPENED.search(plain))


def _stands_alone(field: Field, text: str, outcome: Found[Any], read: Resolve) -> bool:
    """Whether a value surely answers `field`, although another question is open: no other word changes its meaning."""
    match field:
        case Field.REGIONS:
            return bool(outcome.value != (ANYWHERE,))
        case Field.HOUSEHOLD:  # people are mentioned for many reasons other than moving
            named = not outcome.value.partner or bool(_PARTNER.search(even(text)))
            return named and is_plain(field, text, outcome, read)
        case Field.START:  # a date belongs to what stands before it, unless the message begins with it
            first = PIECE.split(text)[0]
            return read(first) == outcome and is_plain(field, first, outcome, read)
    return True


def _likely(outcome: Resolution[Any]) -> Resolution[Any]:
    return Ambiguous((outcome.value,)) if isinstance(outcome, Found) else outcome


def _is_home(text: str, place: Entity) -> bool:
    """Whether a place is one that the writer knows, lives in or comes from, so that it is no wish."""
    return is_no_goal(even(text), at(text, place.start), place.start)


def _answer(resolver: Resolver, field: Field, context: Context, text: str) -> Resolution[Any]:
    return answer(resolver, field, text, context.today) if any(map(str.isalnum, text)) else Unknown()
