"""Reads a message as the answer to the open question, before anything else; only what it says about its writer."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from bot.base.terms import MONTREAL_REGION, Education, Field
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.knowledge.start_dates import MONTHS
from bot.reading import little_words as words
from bot.reading import subject_words
from bot.reading.about_whom import Person
from bot.reading.answer_in_the_first_words import at_its_head
from bot.reading.answered_plainly import plainest
from bot.reading.asks_for_something_else import (
    DIRECTS,
    DOES,
    FEW_WORDS,
    SHORT,
    SURE,
    TO_US,
    TRIP,
    is_a_request,
    is_deed,
    is_family,
    is_marked,
    is_read_plainly,
    may_answer,
    names_an_answer,
)
from bot.reading.context import Context, Fact, Unclear
from bot.reading.gist import gist
from bot.reading.how_meant import WISHED, at
from bot.reading.intents import STEERS, TELLING_OR_NODS
from bot.reading.normalized_in_place import blanked, even, parts
from bot.reading.numbers_alone import LENGTH, WORD, YEARS, is_sure
from bot.reading.numbers_of_seats import TRIPS
from bot.reading.only_told_of import all_are_told_of
from bot.reading.parse import Clause, Entity, Parse
from bot.reading.parts_that_ask import asks_for_something, is_told
from bot.reading.people_on_a_trip import total
from bot.reading.resolving import ENTITIES, stated, towns
from bot.reading.schooling import degree
from bot.reading.trade_asked import WORKS, trade_told
from bot.reading.unmarked import OTHER_TIMES
from bot.reading.values import answer, counts_something_else
from bot.reading.whether import PIECE, SENTENCE, asks, is_bare, piece
from bot.reading.wished_places import is_no_goal, wished_towns

_WHEN = re.compile(r"\W*(?:quand|lorsque|when|once|as soon as)(?!\w)")
_NO_PIECES = (Field.REGIONS, Field.EXPERIENCE)  # of a trade, a diploma…: no name holds a place or a length of time
_OF_SPEECH = words.pattern(subject_words.FRENCH, subject_words.SPEAKS)
_NOTHING = (Found(Education.NONE), Found(0))
Told = tuple[list[Fact], list[Unclear]]
_ONLY = words.pattern(words.ONLY, r"c'est tout(?:e)?|that's (?:all|it)|thats (?:all|it)")
_NONE_OTHER = re.compile(r"^\W*(?:rien|pas|no|none|nothing|nobody|non) ?(?:d'autres?|else|other|another)\W*$")
_SCHOOLING = words.pattern(subject_words.SCHOOL, r"dep|dec|lycee|high school|secondary")
_OF_ELSE = frozenset({"permit", "french_level", "spoken_language"})
_NUMBERED = frozenset({"education", "french_level", "permit", "trip_date"})
_OF_FRENCH = words.pattern(subject_words.FRENCH)
_DAY = re.compile(  # of a month, which counts nothing
    rf"(?<!\w)(?:\d{{1,2}}(?:er|st|nd|rd|th)? (?:of |de |d')?(?:{MONTHS})|(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?)(?!\w)"
    r"(?: \d{4})?"
)
_FEWEST_AFTER = 2  # words or numbers after a question that may be an answer
_NONE = frozenset({"deny"})  # "no" to "which other languages?" is an answer


def alone(resolver: Resolver, text: str, context: Context) -> Resolution[Any]:
    """The answer in a text that can be nothing but an answer, so that no model has to be asked."""
    if context.asked is None or not is_sure(context.asked, text):
        return Unknown()
    return answer(resolver, context.asked, text, context.today)


def answered(resolver: Resolver, parse: Parse, context: Context) -> Resolution[Any]:
    """The answer to the open question in a message, where the message is one."""
    field = context.asked
    if field is None:
        return Unknown()
    plain = even(resolver.usual(parse.text))
    told_of = all_are_told_of(resolver, parse, field, even(parse.text))
    if field is Field.LANGUAGES and not told_of and (own := _languages(resolver, parse, plain)) is not None:
        return own
    if not told_of and (head := at_its_head(resolver, field, resolver.usual(parse.text), context.today)) is not None:
        return head
    whens = field is Field.START and "?" not in plain and bool(_WHEN.match(plain))  # "when school is over"
    requests = (asks(plain) and not whens) or is_a_request(resolver, parse, field)
    by_parts = requests or field is not Field.REGIONS  # "Amos or Gaspé, but not Laval" is one answer
    if parse.clauses and by_parts and (told := _told_in_a_part(resolver, parse, context)):
        return told
    if told_of and not requests:
        return _offered(resolver, parse, plain, context)
    if requests:
        return Unknown() if field is Field.REGIONS else _offered(resolver, parse, plain, context)
    unsure = parse.confidence < SURE and field is not Field.OCCUPATION  # for a trade, any words resemble one
    short = len(plain.split()) <= (FEW_WORDS if unsure else SHORT)
    names = names_an_answer(resolver, parse, field)
    lasts = field is Field.EXPERIENCE and YEARS.search(plain) and not OTHER_TIMES.search(plain)
    does = field is Field.OCCUPATION and is_deed(parse)
    guesses = parse.intent not in TELLING_OR_NODS and may_answer(parse, field)
    sure = is_sure(field, parse.text) or is_read_plainly(resolver, parse, field)
    plainly = short or names or lasts or does or guesses or sure or is_family(field, plain)
    taken_for_else = not plainly and parse.intent not in TELLING_OR_NODS
    if taken_for_else:
        return _offered(resolver, parse, plain, context)
    if field is Field.OCCUPATION:
        return trade_told(resolver, parse, context)
    if field is Field.FRENCH and _is_of_places(parse):
        return Unknown()  # "Estrie is ok too" is no level
    text = _of_no_other(parse) if field is Field.EXPERIENCE else parse.text
    text = degree(resolver, text) if field is Field.EDUCATION else text
    read = partial(answer, resolver, field, today=context.today)
    outcome = read(text)
    if outcome in _NOTHING and _speaks_of_another(resolver, parse, field):
        return Unknown()
    if isinstance(outcome, Found) and _adds_up(field, parse.text, outcome):
        return outcome
    if isinstance(outcome, Found):
        marked = [(each.start, each.end) for each in parse.entities if ENTITIES.get(each.kind) is field]
        said = gist(field, resolver.usual(text), read)
        return plainest(field, said, outcome, read, marked if said == text else ())
    return _misspelt(resolver, parse) if field is Field.REGIONS and outcome == Unknown() else outcome


def _misspelt(resolver: Resolver, parse: Parse) -> Resolution[Any]:
    """The region of the only place that the model marked, where its name has many mistakes: asked, never taken."""
    places = [each for each in parse.entities if ENTITIES.get(each.kind) is Field.REGIONS]
    stretch = at(parse.text, places[0].start) if len(places) == 1 else None
    wished = stretch and stretch.manner in WISHED and stretch.person is Person.SELF
    lived_in = stretch and is_no_goal(even(parse.text), stretch, places[0].start)
    match resolver.alike(places[0].value) if wished and not lived_in else Unknown():
        case Found(code) if code != MONTREAL_REGION:
            return Ambiguous(((code,),))
    return Unknown()


def is_plain_answer(resolver: Resolver, parse: Parse, context: Context) -> bool:
    """Whether a message that asks nothing plainly answers the open question: "five years, mostly nights"."""
    field, plain = context.asked, even(parse.text)
    if field is None or asks(plain):
        return False
    return is_marked(parse, field) or is_sure(field, parse.text) or is_read_plainly(resolver, parse, field)


def after_a_why(text: str) -> bool:
    """Whether more is said after the question why something is asked: "why do you need that? five years"."""
    _, sign, rest = text.partition("?")
    return bool(sign) and len(re.findall(r"\w{2,}|\d", rest)) >= _FEWEST_AFTER


def _offered(resolver: Resolver, parse: Parse, plain: str, context: Context) -> Resolution[Any]:
    """The answer in a message that the model took for something else, but that asks nothing: offered, never taken."""
    field = context.asked
    steers = parse.intent in DIRECTS | STEERS and parse.confidence >= SURE
    if field in {None, Field.OCCUPATION} or asks(plain) or steers or (parse.intent in TRIPS and TRIP.search(plain)):
        return Unknown()
    assert field is not None
    outcome = answer(resolver, field, parse.text, context.today)
    if isinstance(outcome, Found) and not _adds_up(field, parse.text, outcome):
        return Ambiguous((outcome.value,)) if outcome.value else Unknown()
    return outcome


def _adds_up(field: Field, text: str, outcome: Found[Any]) -> bool:
    """Whether a household is told twice, by its people and by their number: "we'll be three: me, my wife, our son"."""
    return field is Field.HOUSEHOLD and outcome.value.seats > 1 and total(text) == outcome.value.seats


def _is_of_places(parse: Parse) -> bool:
    """Whether a message names places and nothing of a language."""
    kinds = {entity.kind for entity in parse.entities}
    return bool(kinds & {"region", "city"}) and not (kinds & {"french_level"} or _OF_SPEECH.search(even(parse.text)))


def _of_no_other(parse: Parse) -> str:
    """The text with what is about something else blanked: the number of a level or a day counts no years."""
    text, plain = parse.text, even(parse.text)
    if not _OF_FRENCH.search(plain):  # a number that the model takes for a level of French
        others = tuple(e for e in parse.entities if e.kind != "french_level" or not e.value.strip().isdigit())
        parse = replace(parse, entities=others)
    for entity in parse.entities:
        if entity.kind in _NUMBERED and not YEARS.search(plain, entity.start, entity.end):
            text = blanked(text, entity.start, entity.end)
    whole = [(*span, False) for span in parts(SENTENCE, plain)]
    for start, end, is_piece in (*whole, *((*span, True) for span in parts(PIECE, plain))):
        said = plain[start:end]
        studied = _SCHOOLING.search(said) and len(LENGTH.findall(digits(said))) == 1  # "a course of three months"
        elsewhere = studied or (is_piece and any(each.kind in _OF_ELSE for each in parse.inside(start, end)))
        if elsewhere and not WORKS.search(said):
            text = blanked(text, start, end)
    for day in _DAY.finditer(plain):
        text = blanked(text, *day.span())
    return text


def _told_in_a_part(resolver: Resolver, parse: Parse, context: Context) -> Resolution[Any] | None:
    """The answer in the part of a message that tells something, beside another part that asks for something."""
    named = {e.start for e in parse.entities if ENTITIES.get(e.kind) is context.asked is not Field.OCCUPATION}
    telling = [clause for clause in parse.clauses if is_told(clause) and _says_enough(clause, named)]
    if context.asked is Field.OCCUPATION:  # any words resemble some title
        telling = [each for each in telling if _says_a_trade(parse, each)]
    if not any(map(asks_for_something, parse.clauses)):
        return None
    if context.asked is Field.EXPERIENCE and len(telling) > 1:  # lengths of time that make one: "4 years, then 3"
        first, last = telling[0], telling[-1]
        between = [each for each in parse.clauses if first.start <= each.start <= last.start]
        if between == telling:
            whole = replace(first, end=last.end, text=parse.text[first.start : last.end], mended="")
            telling = [whole, *telling]
    found = (answered(resolver, parse.clause(clause), context) for clause in telling)
    return next((each for each in found if not isinstance(each, Unknown)), None)


def _says_a_trade(parse: Parse, clause: Clause) -> bool:
    kinds = {entity.kind for entity in parse.inside(clause.start, clause.end)}
    plain = even(clause.text)
    return "occupation" in kinds or bool(DOES.match(plain)) or (not parse.entities and bool(WORKS.search(plain)))


def _says_enough(clause: Clause, named: Collection[int]) -> bool:
    """Whether a part can be an answer: of few words only where it names one ("j'irais en Mauricie, c'est loin?")."""
    length = len(clause.text.split())
    few = clause.start == 0 or length >= SHORT - 1  # "… et l'Outaouais" ends what another part began
    return length >= SHORT or (few and any(clause.start <= start < clause.end for start in named))


def _speaks_of_another(resolver: Resolver, parse: Parse, field: Field) -> bool:
    """Whether "none" is about something that the question does not ask for: "he has 10 years, me none"."""
    named = {
        ENTITIES[each.kind]
        for each in parse.entities
        if each.kind in ENTITIES
        and not (each.kind == "experience_years" and counts_something_else(piece(even(parse.text), each.start)))
    }
    return bool(named) and field not in named and resolver.profile_field(parse.text) != Found(field)


def _languages(resolver: Resolver, parse: Parse, plain: str) -> Resolution[Any] | None:
    """Where other languages are asked for, the bare name of one is no wish to switch, and "only French" means none."""
    short = len(plain.split()) <= SHORT
    if short and (parse.intent in _NONE or _NONE_OTHER.search(plain)):
        return Found(())
    named = resolver.spoken_languages(stated(parse.text))
    if not short or not isinstance(named, Found) or TO_US.search(plain):
        return None
    if named.value == ("fr",) and _ONLY.search(plain):
        return Found(())
    bare = is_bare(
        plain, [(word.start(), word.end()) for word in WORD.finditer(plain) if _names_one(resolver, word[0])]
    )
    return answer(resolver, Field.LANGUAGES, parse.text, date.min) if bare and parse.intent in DIRECTS else None


def _names_one(resolver: Resolver, word: str) -> bool:
    return isinstance(resolver.spoken_languages(word), Found)


def belongs(resolver: Resolver, parse: Parse, context: Context, entity: Entity, outcome: Resolution[Any]) -> bool:
    """Whether an entity of another kind is part of the answer, as in "secondary 5" or "primary school teacher"."""
    field = context.asked
    other = ENTITIES.get(entity.kind, field)
    whole = other in _NO_PIECES and not (field is Field.LANGUAGES and other is Field.REGIONS)  # "Guadeloupe Creole"
    if field is None or isinstance(outcome, Unknown) or other is field or whole:
        return False
    if re.fullmatch(r"\W*\d+\W*", entity.value):
        return len(parse.text.split()) <= SHORT
    without = blanked(parse.text, entity.start, entity.end)
    return answer(resolver, field, without, context.today) != outcome


def as_facts(resolver: Resolver, parse: Parse, field: Field, outcome: Resolution[Any]) -> Told:
    """An answer, as facts that are told and values that have to be asked about."""
    match outcome:
        case Found(value):
            if field is not Field.REGIONS:
                return [Fact(field, value)], []
            named = wished_towns(resolver, parse, value) if parse.entities else towns(resolver, [parse.text], value)
            return [Fact(field, value, towns=named)], []
        case Ambiguous(options):
            return [], [Unclear(field, tuple(options[:6]))]
    return [], []
