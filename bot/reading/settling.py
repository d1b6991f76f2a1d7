"""What of a reading is surely its writer's: the rest is asked by a button."""

from dataclasses import replace

from bot.base.terms import Field
from bot.knowledge import Resolver
from bot.reading.context import Context, Reading
from bot.reading.household import with_whom_was_told
from bot.reading.whose import settled


def settle(resolver: Resolver, text: str, reading: Reading, context: Context) -> Reading:
    """A reading in which every value that counts is surely its writer's."""
    counted = with_whom_was_told(text, reading.facts, context.told.get(Field.HOUSEHOLD))
    reading = replace(reading, facts=counted)
    told, unclear = settled(resolver, text, counted, reading.unclear, context.today)
    if told == counted:
        return reading
    why = (*reading.why, "a value may be somebody else's, or nobody's: asked")
    return replace(reading, facts=told, unclear=unclear, why=why)
