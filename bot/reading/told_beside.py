"""Finds the facts that a message tells beside the answer to the open question, and the saved values that it denies."""

from collections.abc import Sequence
from itertools import pairwise

from bot.base.terms import LISTS, Field
from bot.knowledge import Found, Resolver
from bot.reading.about_whom import Person
from bot.reading.context import Context, Fact, Unclear
from bot.reading.denying import contradicted, instead_of_denied, swapped
from bot.reading.how_meant import said
from bot.reading.intents import NAMES_REGIONS, TELLING
from bot.reading.normalized_in_place import even
from bot.reading.numbers_of_seats import TRIPS
from bot.reading.parse import FALLBACK, Entity, Parse
from bot.reading.parts_that_ask import OF_THEIR_LEVEL, asks_for_something, is_told, states, tells_only
from bot.reading.resolving import ENTITIES
from bot.reading.trips_asked_for import names_a_trip
from bot.reading.unmarked import speaks_of_starting
from bot.reading.values_told import commands, facts
from bot.reading.whether import SENTENCE, asks, corrects, is_bare, joined, listed_alone
from bot.reading.wished_places import merely_refused

_SURE = 0.75  # confidence from which the message surely asks for something
_WORDS_OF_A_NAME = 3
_MAY_TELL_A_START = frozenset(
    {"ask_immigration_procedure", "report_hired", "ask_schools_childcare", "job_alerts", "francisation_register"}
)
_COURTESIES = frozenset({"greet", "thank", "affirm"})  # "hello, I am a cook"


def told_beside(
    resolver: Resolver, parse: Parse, plain: str, context: Context, pieces: Sequence[Entity]
) -> tuple[list[Fact], list[Unclear], list[str]]:
    """The facts, the doubts and the steps for `bot read`; `pieces` are entities that belong to the open answer."""
    why = [f"taken for {parse.intent} ({parse.confidence:.2f})"]
    entities = _telling_entities(parse, plain)
    left = None if entities is None else [each for each in entities if each not in pieces]
    told, unclear = facts(resolver, parse, context, left) if left is not None else ([], [])
    if left is None and not asks(plain) and parse.intent in _MAY_TELL_A_START:
        told = [fact for fact in facts(resolver, parse, context, ())[0] if fact.field is Field.START]
    if parse.intent in TRIPS:  # friends on a trip are no household, and its day is no first day of work
        starts = not context.held and speaks_of_starting(plain) and corrects(plain)
        no_facts = {Field.HOUSEHOLD} if starts else {Field.HOUSEHOLD, Field.START}
        told = [fact for fact in told if fact.field not in no_facts]
        told += days_of_work(resolver, parse, context)
    of_trips = context.sight.shows_trips or (bool(context.held) and parse.intent in TRIPS)
    if of_trips and context.asked is not Field.REGIONS and parse.intent != "correct_profile":
        told = [fact for fact in told if fact.field is not Field.REGIONS]
    more, asked = swapped(resolver, parse, context, told)
    if not more and not asks(plain):
        more, asked = contradicted(resolver, parse, context)
        marked = {fact.field for fact in told} & LISTS  # for lists, the model's entities say more
        more = [fact for fact in more if fact.field not in marked]
    if more:
        fields = {fact.field for fact in more}
        told = [fact for fact in told if fact.field not in fields or fact.person is not Person.SELF] + more
        unclear = [each for each in unclear if each.field not in fields] + asked
        why.append("takes back what was said before")
    told += instead_of_denied(resolver, parse, told, context)
    told = told if commands(plain) else merely_refused(resolver, told, context)
    why += [f"tells {fact.field} = {fact.value!r} of {fact.person} ({fact.whether})" for fact in told]
    return told, unclear, why


def days_of_work(resolver: Resolver, parse: Parse, context: Context) -> list[Fact]:
    """The first day of work, if a message about a trip has it in another sentence; else no fact.

    "Right away. And what do I wear for the trip?" answers the question on the start, then asks about the trip.
    """
    if parse.intent not in TRIPS:
        return []
    for each in SENTENCE.split(said(parse.text)):
        plain = even(each)
        if each.strip() and len(each) < len(parse.text.strip()) - 1 and not (asks(plain) or names_a_trip(plain)):
            match resolver.find_start_date(each, context.today):
                case Found(day):
                    return [Fact(Field.START, day)]
    return []


def _telling_entities(parse: Parse, plain: str) -> Sequence[Entity] | None:
    """The entities in those parts of the message that tell something; None if no part does."""
    bare = is_bare(plain, [(each.start, each.end) for each in parse.entities if each.kind in ENTITIES])
    if bare or (parse.intent in TELLING | {FALLBACK} and not parse.clauses):
        return () if asks(plain) and parse.intent == FALLBACK else parse.entities
    if parse.entities and commands(plain) and "?" not in plain:
        return parse.entities
    if speaks_of_starting(plain) and corrects(plain) and not asks(plain):
        return parse.entities  # "I can't start now, put the 8th of May"
    tells = parse.intent in TELLING | {FALLBACK}
    telling = [
        clause
        for clause in parse.clauses
        if is_told(clause)
        or (tells and (tells_only(parse, clause) or not asks_for_something(clause)))
        or (clause.intent in OF_THEIR_LEVEL and states(clause))
        or ((states(clause) or clause.intent in _COURTESIES) and tells_only(parse, clause))
    ]
    if not parse.clauses and states(parse.whole()):
        return parse.entities
    told = [entity for clause in telling for entity in parse.inside(clause.start, clause.end)]
    told += [each for each in _places_alone(parse, plain) if each not in told]
    places = [each for each in parse.entities if ENTITIES.get(each.kind) is Field.REGIONS]
    for one, other in [*pairwise(places), *pairwise(places[::-1])]:  # "Beauce and Bas-Saint-Laurent" are told together
        if one in told and other not in told and joined(plain, (one.start, one.end), (other.start, other.end)):
            told.append(other)
    return sorted(told, key=lambda each: each.start) if telling or told else None


def _places_alone(parse: Parse, plain: str) -> list[Entity]:
    """The places that stand alone in a sentence which is no question: Estrie in "how far is it? put Estrie"."""
    places = [each for each in parse.entities if ENTITIES.get(each.kind) is Field.REGIONS]
    sure = parse.confidence >= _SURE and parse.intent not in TELLING | NAMES_REGIONS and "?" not in plain
    if sure or len(plain.split()) <= _WORDS_OF_A_NAME:
        return []
    alone = listed_alone(plain, [(each.start, each.end) for each in places])
    return [each for each in places if (each.start, each.end) in alone]
