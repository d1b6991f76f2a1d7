"""Notes what a message leaves unanswered: the open question of the profile, or an offer to change an answer."""

from dataclasses import replace

from bot.base.terms import Field, Wish
from bot.reading.about_whom import Person
from bot.reading.context import Context, Reading


def with_unsettled(reading: Reading, context: Context) -> Reading:
    """The reading, with `unsettled` set if we offered to change an answer and the message tells another one."""
    kept, told = context.offered("keep"), {fact.field for fact in reading.facts if fact.person is Person.SELF}
    if kept is None or not told or kept[1] in told or reading.does or reading.acts or reading.unclear:
        return reading
    name = Field(kept[1]) if kept[1] in {*Field} else Wish(kept[1])
    return replace(reading, unsettled=name, why=(*reading.why, f"leaves {name} as it was"))


def with_left_open(reading: Reading, context: Context) -> Reading:
    """The reading, with `unanswered` set if the message leaves the open question unanswered.

    If it is left unanswered for the second time, we go on to the next question.
    """
    told = {fact.field for fact in reading.facts if fact.person is Person.SELF}
    asks_or_orders = reading.acts or (reading.does and not reading.missed)
    if not (told or reading.missed) or context.asked in {None, *told} or asks_or_orders or reading.unclear:
        return reading
    reading = replace(reading, unanswered=context.asked)
    if context.sight.unanswered is not context.asked:
        return reading
    why = (*reading.why, "leaves the open question a second time: the next one is asked")
    if told:
        return replace(reading, leaves=True, why=why)
    return replace(reading, missed=None, does=(("later",),), why=why)
