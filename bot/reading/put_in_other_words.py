"""Reads an answer behind words that only put it down, "let's say January 10", and one that is given again."""

import re
from dataclasses import replace

from bot.base.terms import Field
from bot.knowledge import Found, Resolver
from bot.knowledge.numbers import digits
from bot.reading.by_place import options_beside
from bot.reading.context import Context, Fact, Reading
from bot.reading.normalized_in_place import even
from bot.reading.numbers_alone import COUNTED, is_sure
from bot.reading.values import answer

_PUTS = re.compile(
    r"\W*(?:(?:bon|ok|ben|bah|well|euh|um|so|alors|fait que|non|no|actually|finalement)\W+)*"
    r"(?:mettons|met[sz]?|mettez|disons|let'?s (?:say|put|make it)|say|make it|put)"
    r"(?:\W+(?:que|plutot|rather|pour|for))?(?!\w)\W*"
)
_SAYS_OF_WHAT = re.compile(r"[a-z]{3}")  # "11" alone may be of anything


def put_down(resolver: Resolver, text: str, context: Context) -> Reading | None:
    """The reading of a text that only puts down a value: of the open question, or a day in the place of another.

    None for any other text, and for a number that may be of something else.
    """
    puts = _PUTS.match(even(text))
    rest = text[puts.end() :] if puts else ""
    field = context.asked or (Field.START if Field.START in context.told else None)
    unsure = context.asks_change or context.seats_of or context.held or not _SAYS_OF_WHAT.search(digits(rest))
    if field not in COUNTED or not rest or unsure or not is_sure(field, rest):
        return None
    if any(isinstance(answer(resolver, told, rest, context.today), Found) for told in {*context.sight.told} - {field}):
        return None  # it may correct the answer that was given just before
    match answer(resolver, field, rest, context.today):
        case Found(value):
            corrects = field in context.sight.told
            return Reading((Fact(field, value),), corrects=corrects, why=(f"puts a value down: {field}",))
    return None


def answers_what_is_weighed(text: str, context: Context) -> Context:
    """The moment as the question of which one value is offered, where a text of numbers and people says it again."""
    fields = {Field(shown[1]) for shown in options_beside(context)}
    weighed = fields.pop() if fields else None
    if weighed in COUNTED and weighed is not context.asked and is_sure(weighed, text):
        return replace(context, asked=weighed)
    return context
