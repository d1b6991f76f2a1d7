"""Last changes to a reading: for a message in another language, and for one that sets conditions on a job."""

import re
from dataclasses import replace

from bot.base.terms import Field, Wish
from bot.reading.conditions import Condition, without_conditions
from bot.reading.conditions_not_held import conditions_not_held
from bot.reading.context import Context, Reading
from bot.reading.intents import NOT_UNDERSTOOD
from bot.reading.numbers_of_seats import TRIPS
from bot.reading.parse import Parse
from bot.reading.parts_that_ask import BESIDE

# Answers that a condition makes needless: asking what was meant, or asking for the value that the condition saves.
_SAID_BY_A_CONDITION = frozenset({"unsure", "correct", "wish"})
_FEWEST_OF_A_REQUEST = 2  # words; fewer cannot ask for anything
_SURE_OF_ANOTHER = 0.8  # confidence; of 45 simple requests in Spanish 36 reached it, of which 32 were right


def in_another_language(code: str, parse: Parse, context: Context, reading: Reading) -> Reading:
    """The reading of a message written in language `code`: first the note on which languages we know.

    What was surely understood is done as well; a guess is not. An answer to the open question needs no note.
    """
    if context.asked and any(fact.field is context.asked for fact in reading.facts):
        return reading  # "Punjabi, Tagalog" answers the question on languages
    greeting, why = ("other_language", code), (*reading.why, f"written in another language: {code}")
    told = bool(reading.facts) and parse.intent not in NOT_UNDERSTOOD
    if not told and (parse.intent in NOT_UNDERSTOOD or parse.confidence < _SURE_OF_ANOTHER):
        return Reading(does=(greeting,), why=why)
    said_before = greeting in context.sight.done
    return replace(reading, does=reading.does if said_before else (greeting, *reading.does), why=why)


def with_conditions(text: str, reading: Reading, found: tuple[Condition, ...]) -> Reading:
    """The reading with the conditions on a job that were found: their amounts are then not read as years or levels.

    Whatever else the message asks for, outside the clauses with conditions, is still done.
    """
    amounts = {each.value / 100 for each in found if each.name is Wish.WAGE}
    facts = tuple(
        fact for fact in reading.facts
        if fact.field not in {Field.EXPERIENCE, Field.FRENCH, Field.START} or fact.value not in amounts
    )  # fmt: skip
    left = without_conditions(text, found)
    does = tuple(shown for shown in reading.does if shown[0] not in _SAID_BY_A_CONDITION and _may_ask(left))
    acts = tuple(
        act for act in reading.acts
        if act.intent == "find_employers"
        or (act.intent not in BESIDE | NOT_UNDERSTOOD and _may_ask(left[act.start : act.end]))
    )  # fmt: skip
    why = (*reading.why, *(f"asks of a job: {each.name} = {each.value!r}, a must: {each.must}" for each in found))
    return replace(reading, facts=facts, conditions=found, missed=None, does=does, acts=acts, why=why)


def with_what_is_not_held(text: str, reading: Reading, context: Context) -> Reading:
    """The reading, with what is said of conditions on a job that cannot be noted; none where a trip is spoken of."""
    of_a_trip = context.held or context.sight.shows_trips or any(act.intent in TRIPS for act in reading.acts)
    found = () if of_a_trip else conditions_not_held(text, beside=bool(reading.conditions))
    if not found:
        return reading
    does = tuple(shown for shown in reading.does if shown[0] not in _SAID_BY_A_CONDITION)
    why = (*reading.why, f"asks of a job what cannot be noted: {', '.join(found)}")
    return replace(reading, does=(("cannot_note", *found), *does), missed=None, why=why)


def _may_ask(left: str) -> bool:
    """Whether a part of a message has enough words left, without its conditions, to ask for something."""
    return len(re.findall(r"[^\W\d_]{2,}", left)) >= _FEWEST_OF_A_REQUEST
