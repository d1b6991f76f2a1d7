"""Corrects the rules' reading where it is sure what a message is about, which counts more than its words."""

from collections.abc import Callable
from dataclasses import replace

from bot.base.terms import Field
from bot.knowledge import Ambiguous, Found, Resolver
from bot.reading.about_what_is_shown import TOPICS, trip_subject
from bot.reading.about_whom import Person
from bot.reading.context import Act, Aim, Context, Reading, Unclear
from bot.reading.intents import NOT_UNDERSTOOD, STEERS, TALK, TELLING
from bot.reading.normalized_in_place import even
from bot.reading.own_trip import is_about_it
from bot.reading.parse import EMERGENCY, Parse
from bot.reading.parts_that_ask import asked_for, likely, says_so
from bot.reading.sight import Shown
from bot.reading.values import answer
from bot.reading.what_it_is_about import shows, surely
from bot.reading.whether import PIECE, asks

Rules = Callable[[Parse, Context], Reading]
_BY_SIGHT = frozenset(  # what a message does that goes on about one thing that was shown
    {"trip", "trip_about", "trip_program", "vacancy", "ask_on", "ask_there", "region", "services", "service", "article"}
)  # fmt: skip
_FOR_WANT_OF_SENSE = frozenset({"unsure", "start_profile"})
_OF_JOBS = frozenset({"explain_match", "ask_employer", "find_employers", "ask_worker_rights", "ask_jobs_in_region"})
_OF_A_DAY = frozenset({"ask_trip_program", "ask_exploratory_trip"})
_OF_A_TRIP = _OF_A_DAY | {"list_trips", "ask_programme", "ask_getting_there"}
_VAGUE = TALK | NOT_UNDERSTOOD | TELLING | {"explain_match", "ask_employer"}  # what says too little of what is wanted
_STEERS = STEERS | {"help", "affirm", "deny", "talk_to_human"}
_CERTAIN = 0.9  # of something else, in so many words
_LEAST, _LEAST_OF_TALK = 0.02, 0.1  # likelihood of a topic of a place; of the kind of mere chat
_OF_FACTS = frozenset({"article", "ask", "ask_on"})


def aimed(rules: Rules, resolver: Resolver, parse: Parse, context: Context) -> Reading:
    """The rules' reading of a message; where it is surely about something else, another one."""
    reading = rules(parse, context)
    if context.forwarded or not parse.text.strip() or any(act.intent == EMERGENCY for act in reading.acts):
        return reading
    aim = surely(parse, context, reading)
    mended = by_aim(aim, reading, rules, resolver, parse, context) if aim else None
    if aim is None or mended is None:
        return replace(reading, aim=aim)
    return replace(mended, aim=aim, why=(*mended.why, f"is surely about this: {aim.name.lower()}"))


def by_aim(
    aim: Aim, reading: Reading, rules: Rules, resolver: Resolver, parse: Parse, context: Context
) -> Reading | None:
    """Another reading of a message, where the rules' own is not about what it is surely about; else None."""
    by_sight = context.sight.speaks and any(name in _BY_SIGHT for name, *_ in reading.does)
    match aim:
        case Aim.SHOWN if shows(context) and (not reading.does or _is_for_want_of_sense(reading)):
            return _of_what_is_shown(parse, context, reading)
        case Aim.NEW | Aim.TELLS | Aim.ANSWERS if by_sight:
            again = rules(parse, _with_nothing_in_sight(context))
            return again if _says_something(again) else None
        case Aim.ANSWERS if context.asked and not (reading.facts or reading.unclear or reading.missed):
            return _unread(resolver, parse, context, reading, context.asked)
        case Aim.BOOKED if not reading.does:
            return _of_the_own_trip(parse, context, reading)
        case Aim.CHAT if (by_sight and not reading.facts) or any(name == "unsure" for name, *_ in reading.does):
            return _of_nothing(parse)
    return None


def _is_for_want_of_sense(reading: Reading) -> bool:
    return bool(reading.does) and all(name in _FOR_WANT_OF_SENSE for name, *_ in reading.does)


def _says_something(reading: Reading) -> bool:
    acts = any(act.intent not in _VAGUE for act in reading.acts)
    does = bool(reading.does) and not _is_for_want_of_sense(reading)
    return acts or does or bool(reading.facts or reading.unclear)


def _with_nothing_in_sight(context: Context) -> Context:
    """The same moment, with buttons that may be answered and nothing that may be spoken of."""
    sight = replace(context.sight, subject=None, trip=None, place=None, vacancy=None, items=(), speaks=False, last=None)
    return replace(context, sight=sight)


def _of_what_is_shown(parse: Parse, context: Context, reading: Reading) -> Reading | None:
    """What is asked of what was shown. What looks like a value is none of the writer, unless they plainly say so."""
    says = any(says_so(part.strip()) for part in PIECE.split(even(parse.text)))
    facts = reading.facts if says else tuple(fact for fact in reading.facts if fact.person is not Person.SELF)
    unclear = reading.unclear if says else ()
    if shown := _shown(parse, even(parse.text), context, reading):
        return Reading(facts, unclear, corrects=reading.corrects, does=(shown,))
    if (facts, unclear) == (reading.facts, reading.unclear):
        return None
    acts = asked_for(parse, context, beside=False)
    vague = all(act.intent in _VAGUE for act in acts)
    return Reading(facts, does=(("unsure", *likely(parse)),)) if vague else Reading(facts, acts=acts)


def _shown(parse: Parse, plain: str, context: Context, reading: Reading) -> Shown | None:
    """The answer about what is in sight that the words, or what the model takes them for, ask for."""
    sight, vague = context.sight, parse.intent in _VAGUE
    if any(act.intent not in _VAGUE | _OF_JOBS | _OF_A_TRIP | TOPICS.keys() for act in reading.acts):
        return None  # something else is asked for in so many words
    if sight.trip:
        subject = trip_subject(_part_that_asks(plain)) if vague or parse.intent in _OF_A_TRIP else None
        return ("trip_about", sight.trip, subject) if subject else None
    if sight.vacancy:
        return ("vacancy", sight.vacancy) if vague or parse.intent in _OF_JOBS else None
    match sight.subject:
        case ("services", *_) if vague:
            return sight.subject
        case (name, identifier, *_) if name in _OF_FACTS and vague:
            return ("ask_on", identifier)
    if sight.place and not any(entity.kind in {"city", "region"} for entity in parse.entities):
        return _of_the_place(parse, sight.place, vague=vague)
    return None


def _part_that_asks(plain: str) -> str:
    """The last part with the shape of a question, else the whole: "I can start in March. What do we do that day?"."""
    asking = [part for part in PIECE.split(plain) if asks(part)]
    return asking[-1] if asking else plain


def _of_the_place(parse: Parse, place: str, *, vague: bool) -> Shown | None:
    """The topic of a place that is likeliest, where the model sees one first, or nothing that says anything."""
    if parse.intent not in TOPICS and not vague:
        return None
    topics = [TOPICS[each.intent] for each in parse.ranking if each.intent in TOPICS and each.confidence >= _LEAST]
    return ("ask_there", topics[0], place) if topics else None


def _unread(resolver: Resolver, parse: Parse, context: Context, reading: Reading, field: Field) -> Reading | None:
    """An answer that the rules took for something else: what it may come to is offered, else it is asked again."""
    if reading.does and not _is_for_want_of_sense(reading):
        return None
    certain = parse.confidence >= _CERTAIN and not asks(even(parse.text))
    if any(act.intent in _STEERS or (certain and act.intent not in _VAGUE) for act in reading.acts):
        return None
    acts = tuple(act for act in reading.acts if act.intent not in _VAGUE and asks(even(parse.text)))
    match answer(resolver, field, parse.text, context.today):
        case Found(value) if value != ():
            return Reading(unclear=(Unclear(field, (value,)),), acts=acts)
        case Ambiguous(options):
            return Reading(unclear=(Unclear(field, tuple(options)),), acts=acts)
    return None if acts else Reading(missed=field)


def _of_the_own_trip(parse: Parse, context: Context, reading: Reading) -> Reading | None:
    """What is asked of the trip that is booked, where the model takes it for one of trips in general."""
    plain = even(parse.text)
    if len(context.held) != 1 or any(act.intent not in _OF_A_DAY for act in reading.acts):
        return None
    [held] = context.held
    subject = trip_subject(_part_that_asks(plain)) if is_about_it(parse, plain, held, context) else None
    return replace(reading, does=(("trip_about", held.trip, subject),), acts=()) if subject else None


def _of_nothing(parse: Parse) -> Reading | None:
    """Mere chat, taken for the likeliest kind of it."""
    kinds = [each.intent for each in parse.ranking if each.intent in TALK and each.confidence >= _LEAST_OF_TALK]
    return Reading(acts=(Act(0, len(parse.text), kinds[0]),)) if kinds else None
