"""Last changes to a reading: of a message in another language, or one that sets conditions on a job."""

import re
from dataclasses import replace

from bot.base.terms import Field, Wish
from bot.reading.conditions import Condition, beside
from bot.reading.context import Context, Reading
from bot.reading.intents import NOT_UNDERSTOOD
from bot.reading.parse import Parse
from bot.reading.parts_that_ask import BESIDE

_SAID_BY_A_CONDITION = frozenset({"unsure", "correct", "wish"})  # what was meant, or what the condition saves itself
_FEWEST_OF_A_REQUEST = 2  # words
_SURE_OF_ANOTHER = 0.8  # of 45 simple requests in Spanish, 36 were as likely, and 32 of these were right


def in_another_language(code: str, parse: Parse, context: Context, reading: Reading) -> Reading:
    """We first say which languages we know; what was understood anyway is done, but nothing on a guess."""
    if context.asked and any(fact.field is context.asked for fact in reading.facts):
        return reading  # "Punjabi, Tagalog": it answers what was asked
    greeting, why = ("other_language", code), (*reading.why, f"written in another language: {code}")
    told = bool(reading.facts) and parse.intent not in NOT_UNDERSTOOD
    if not told and (parse.intent in NOT_UNDERSTOOD or parse.confidence < _SURE_OF_ANOTHER):
        return Reading(does=(greeting,), why=why)
    said_before = greeting in context.sight.done
    return replace(reading, does=reading.does if said_before else (greeting, *reading.does), why=why)


def with_conditions(text: str, reading: Reading, found: tuple[Condition, ...]) -> Reading:
    """A message that sets conditions on a job: its numbers are no years, and what else it asks for is still done."""
    amounts = {each.value / 100 for each in found if each.name is Wish.WAGE}
    facts = tuple(
        fact for fact in reading.facts
        if fact.field not in {Field.EXPERIENCE, Field.FRENCH, Field.START} or fact.value not in amounts
    )  # fmt: skip
    left = beside(text, found)
    does = tuple(shown for shown in reading.does if shown[0] not in _SAID_BY_A_CONDITION and _may_ask(left))
    acts = tuple(
        act for act in reading.acts
        if act.intent == "find_employers"
        or (act.intent not in BESIDE | NOT_UNDERSTOOD and _may_ask(left[act.start : act.end]))
    )  # fmt: skip
    why = (*reading.why, *(f"asks of a job: {each.name} = {each.value!r}, a must: {each.must}" for each in found))
    return replace(reading, facts=facts, conditions=found, missed=None, does=does, acts=acts, why=why)


def _may_ask(left: str) -> bool:
    """Whether what is left of a part of a message, without its conditions, can ask for something."""
    return len(re.findall(r"[^\W\d_]{2,}", left)) >= _FEWEST_OF_A_REQUEST
