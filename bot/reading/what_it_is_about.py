"""What a message is about: the open question, what was shown, a booked trip, its writer, or a matter of its own.

The rules decide by the shape of words, and lose what nobody foresaw. Here the same is weighed by a logistic regression
for each aim, learnt from what strangers wrote next at moments of a chat (`nlu/data/turns`, `make aims`): the words,
what Rasa takes them for, what is in sight, and what the rules made of it. Pure.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from bot.reading.about_whom import Person
from bot.reading.bare_questions import LEAD, follows_on
from bot.reading.context import Aim, Context, Reading
from bot.reading.normalized_in_place import even
from bot.reading.parse import Parse
from bot.reading.resolving import ENTITIES
from bot.reading.sight import pick
from bot.reading.whether import asks

WEIGHTS = files("bot.reading") / "data" / "what_it_is_about.toml"
SURE = 0.8  # from which on it goes before what the rules made of a message
Features = Mapping[str, float]


_GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("greet", "goodbye", "thank", "cancel", "skip", "go_back", "help", "bot_challenge"), "chat"),
    **dict.fromkeys(("affirm", "deny"), "nod"),
    **dict.fromkeys(("start_profile", "inform", "correct_profile"), "tells"),
    **dict.fromkeys(("view_profile", "ask_privacy", "export_my_data", "delete_my_data"), "data"),
    **dict.fromkeys(
        ("find_employers", "explain_match", "ask_employer", "express_interest", "job_alerts", "application_status",
         "ask_why_none"), "jobs"),
    **dict.fromkeys(
        ("ask_exploratory_trip", "list_trips", "ask_trip_program", "register_trip", "cancel_trip", "my_trips",
         "change_seats"), "trips"),
    **dict.fromkeys(
        ("ask_region", "ask_housing", "ask_climate", "ask_jobs_in_region", "ask_getting_there",
         "ask_schools_childcare", "ask_health_care", "ask_community", "compare_regions"), "regions"),
    **dict.fromkeys(("ask_local_services",), "services"),
    **dict.fromkeys(
        ("ask_francisation", "francisation_register", "francisation_formats", "francisation_level",
         "francisation_allowance", "assess_my_french"), "french"),
    **dict.fromkeys(("out_of_scope", "nlu_fallback"), "strange"),
}  # fmt: skip
_KINDS: Mapping[str, str] = {
    "ask": "fact", "ask_on": "fact", "article": "fact", "ask_region": "region", "ask_there": "region",
    "trip_program": "trip", "trip_about": "trip", "wait": "seats", "register": "seats",
}  # fmt: skip
_OF_SEATS = frozenset({"register", "register_confirm", "wait"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|\?")
_POINTS = re.compile(
    r"(?<!\w)(?:ca|cela|celui|celle|ce|cet|cette|la-?bas|y|en|it|its|that|this|there|they|them|those|these|one)(?!\w)"
)
_LENGTHS = (2, 4, 8, 15)
_SURELY = 0.8


@cache
def load_weights() -> Mapping[str, Sequence[float]]:
    """Of each feature, for each `Aim` in their order."""
    read = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert read["order"] == list(Aim), f"{WEIGHTS} is of other aims than these. Run: make aims"
    weights: Mapping[str, Sequence[float]] = read["weights"]
    return weights


def surely(parse: Parse, context: Context, reading: Reading) -> Aim | None:
    """What a message is surely about at this moment, if that is sure. `reading`: what the rules made of it."""
    chances = aims(parse, context, reading)
    best = max(chances, key=lambda aim: chances[aim])
    return best if chances[best] >= SURE else None


def aims(parse: Parse, context: Context, reading: Reading) -> Mapping[Aim, float]:
    """How likely a message is about each of what it may be about at this moment; they sum to 1."""
    return weighed(dict(features(parse, context, reading)), load_weights(), possible(context))


def weighed(row: Features, weights: Mapping[str, Sequence[float]], among: frozenset[Aim]) -> Mapping[Aim, float]:
    """The likelihood of some aims, by what speaks for each."""
    margins = dict.fromkeys(Aim, 0.0)
    for name, value in row.items():
        if name in weights:
            for aim, weight in zip(Aim, weights[name], strict=True):
                margins[aim] += weight * value
    odds = {aim: math.exp(margins[aim]) for aim in Aim if aim in among}
    return {aim: each / sum(odds.values()) for aim, each in odds.items()}


def possible(context: Context) -> frozenset[Aim]:
    """What a message may be about at this moment."""
    sight, found = context.sight, {Aim.TELLS, Aim.NEW, Aim.CHAT}
    if context.asked or sight.buttons:
        found.add(Aim.ANSWERS)
    if shows(context):
        found.add(Aim.SHOWN)
    if context.held:
        found.add(Aim.BOOKED)
    return frozenset(found)


def shows(context: Context) -> bool:
    """Whether something is in sight that was shown last; what was spoken of before that is none of it."""
    sight = context.sight
    return sight.speaks or (sight.trip is not None and any(shown[0] in _OF_SEATS for shown in sight.done))


def kind_in_sight(context: Context) -> str:
    """What kind of thing was shown last."""
    sight = context.sight
    if not shows(context):
        return "nothing"
    if not sight.subject:
        return "fact"
    return _KINDS.get(sight.subject[0], sight.subject[0])


def features(parse: Parse, context: Context, reading: Reading) -> Iterator[tuple[str, float]]:
    """What speaks for and against each aim: numbers from 0 to 1 by name; what is not named is 0."""
    names = [*_of_the_moment(context), *_of_the_words(parse, context), *_of_the_model(parse, context)]
    names += _of_the_reading(context, reading)
    yield "bias", 1.0
    yield from ((name, 1.0) for name in dict.fromkeys(names))
    yield "confidence", parse.confidence
    yield "advice", parse.advice


def _of_the_moment(context: Context) -> Iterator[str]:
    yield f"open_{context.asked}" if context.asked else "open_nothing"
    yield f"sight_{kind_in_sight(context)}"
    if context.sight.speaks:
        yield "speaks"
    if context.held:
        yield "held"
    if context.asks_change:
        yield "asks_change"


def _of_the_words(parse: Parse, context: Context) -> Iterator[str]:
    plain = even(parse.mended or parse.text)
    said = _WORD.findall(plain)
    kind = kind_in_sight(context)
    yield f"length_{next((n for n in _LENGTHS if len(said) <= n), 'more')}"
    signs = {
        "asks": asks(plain), "leads": LEAD.match(plain), "follows": follows_on(plain), "points": _POINTS.search(plain),
        "picks": pick(plain, context.sight.items),
    }  # fmt: skip
    for name, holds in signs.items():
        if holds:
            yield name
            yield f"{name}&{kind}"
            yield f"{name}&{'open' if context.asked else 'free'}"
    yield from (f"first:{word}" for word in said[:2])
    yield from (f"word:{word}" for word in said)
    yield from (f"{kind}:{word}" for word in said)


def _of_the_model(parse: Parse, context: Context) -> Iterator[str]:
    group, kind = _GROUPS.get(parse.intent, "matters"), kind_in_sight(context)
    yield from (f"takes_{parse.intent}", f"group_{group}", f"group_{group}&{kind}")
    yield f"group_{group}&{'open' if context.asked else 'free'}"
    if parse.confidence >= _SURELY:
        yield f"surely_{group}"
        yield f"surely_{group}&{kind}"
    for clause in parse.clauses:
        yield f"clause_{_GROUPS.get(clause.intent, 'matters')}"
    kinds = {entity.kind for entity in parse.entities}
    yield from (f"names_{each}" for each in kinds)
    yield from (f"names_{each}&{kind}" for each in kinds)
    if not kinds:
        yield f"names_nothing&{kind}"
    if any(ENTITIES.get(each) is context.asked for each in kinds):
        yield "names_what_is_asked"


def _of_the_reading(context: Context, reading: Reading) -> Iterator[str]:
    own = {fact.field for fact in reading.facts if fact.person is Person.SELF}
    if context.asked in own:
        yield "read_answers"
    if own - {context.asked}:
        yield "read_tells"
    if any(fact.person is not Person.SELF for fact in reading.facts):
        yield "read_of_others"
    if reading.unclear:
        yield "read_asks" if any(each.field is context.asked for each in reading.unclear) else "read_asks_else"
    if reading.missed:
        yield "read_missed"
    yield from (f"does_{name}" for name, *_ in reading.does)
    groups = {_GROUPS.get(act.intent, "matters") for act in reading.acts}
    yield from (f"act_{group}" for group in groups)
    yield from (f"act_{group}&{kind_in_sight(context)}" for group in groups)
    if not (own or reading.unclear or reading.does or reading.acts or reading.missed):
        yield "read_nothing"
