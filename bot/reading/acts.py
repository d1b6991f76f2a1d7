"""The parts of a message that ask for something: what Rasa's rules decide on, in the order of the text."""

from bot.reading.context import Act, Context
from bot.reading.parse import FALLBACK, Clause, Parse
from bot.reading.resolving import ENTITIES
from bot.reading.text import even
from bot.reading.whether import PIECE, asks, is_question

_MOST_ACTS = 3
TELLING = frozenset({"inform", "start_profile", "correct_profile"})
_CHOICES = 3
_UNLIKELY = 0.1
_NODS = frozenset({"affirm", "deny", "greet", "thank", "goodbye"})  # said beside the point of a message
BESIDE = TELLING | _NODS | {FALLBACK}  # next to facts, these ask for nothing more
_STEERS = frozenset({"cancel", "skip", "go_back", "help", "bot_challenge"})  # a whole message may, a clause of it not
_OF_SEATS = frozenset({"change_seats", "cancel_trip"})
LIKELY, _SURE = 0.5, 0.75  # of a clause: where it has the shape of a question, and where it has not


def asked_for(parse: Parse, context: Context, *, beside: bool, commands: bool = False) -> tuple[Act, ...]:
    """What is asked for, in order; `beside`: next to facts, only the parts that ask for something else.

    `commands`: the message takes out, adds or replaces something; what it asks for has to look like a question.
    """
    whole = (Act(0, len(parse.text), parse.intent),)
    if not parse.clauses:
        if not beside:
            return whole
        telling = parse.intent in BESIDE or context.asked or commands
        return whole if not telling or _asks_at_its_end(parse) else ()
    sure = {clause.intent for clause in parse.clauses if clause.confidence >= _SURE}
    asking = [clause for clause in parse.clauses if asks_for_something(clause, clause.intent in sure)]
    if commands:
        asking = [clause for clause in asking if asks(even(clause.text))]
    if beside:
        asking = [each for each in asking if context.held or each.intent not in _OF_SEATS]  # people who move along
        asking = [clause for clause in asking if not tells_only(parse, clause)]
    elif len({clause.intent for clause in asking}) < 2:
        return whole
    found: dict[str, Act] = {}
    for clause in asking:
        found.setdefault(clause.intent, Act(clause.start, clause.end, clause.intent))
    return tuple(found.values())[:_MOST_ACTS]


def likely(parse: Parse) -> list[str]:
    """The intents that a message which was not understood may have, the likeliest first."""
    known = [guess for guess in parse.ranking if guess.intent not in {FALLBACK, "out_of_scope"}]
    return [guess.intent for guess in known if guess.confidence > _UNLIKELY][:_CHOICES]


def is_told(clause: Clause) -> bool:
    """Whether a clause tells something, and has not the shape of a question."""
    return clause.intent in TELLING and clause.confidence >= LIKELY and not asks(even(clause.text))


def asks_for_something(clause: Clause, elsewhere: bool = False) -> bool:
    """Whether a clause surely asks for something of its own; what is only likely is left to the whole text.

    `elsewhere`: another clause surely asks for the same, so that the shape of a question is enough here.
    """
    if clause.intent == "ask_immigration_procedure" and clause.advice < LIKELY:
        return False
    asking = asks(even(clause.text))
    sure = clause.confidence >= (LIKELY if asking else _SURE) or (asking and elsewhere)
    return sure and clause.intent not in BESIDE | _STEERS | {"out_of_scope"}


def _asks_at_its_end(parse: Parse) -> bool:
    """Whether a message of one clause surely asks for something in its last part: "level 4, how do I register"."""
    surely = parse.confidence >= _SURE and parse.intent not in BESIDE | _STEERS | {"out_of_scope"}
    parts = [part for part in PIECE.split(even(parse.text)) if any(c.isalnum() for c in part)]
    return surely and len(parts) > 1 and is_question(parts[-1])


def mostly_tells(parse: Parse) -> bool:
    """Whether somebody introduces themselves: most of what they say tells something, and nothing is surely asked."""
    if parse.intent in TELLING and parse.confidence >= LIKELY:
        return not asks(even(parse.text))
    told = sum(len(clause.text) for clause in parse.clauses if is_told(clause))
    doubted = parse.intent in {FALLBACK, "out_of_scope", "greet", "help"} or parse.confidence < LIKELY
    return doubted and 2 * told >= len(parse.text) and not any(map(asks_for_something, parse.clauses))


def tells_only(parse: Parse, clause: Clause) -> bool:
    """Whether a clause has a value of the profile and not the shape of a question: "C1 at the TCF"."""
    return not asks(even(clause.text)) and any(e.kind in ENTITIES for e in parse.inside(clause.start, clause.end))
