"""Keeps the values of a reading that are surely the writer's own; the others are asked about by a button."""

from dataclasses import replace

from bot.base.terms import Field
from bot.knowledge import Resolver
from bot.reading.context import Context, Reading
from bot.reading.household import with_whom_was_told
from bot.reading.whose import settled


def settle(resolver: Resolver, text: str, reading: Reading, context: Context) -> Reading:
    """The reading with doubtful values turned into questions: those that may be somebody else's, or nobody's."""
    counted = with_whom_was_told(text, reading.facts, context.told.get(Field.HOUSEHOLD))
    reading = replace(reading, facts=counted)
    told, unclear = settled(resolver, text, counted, reading.unclear, context.today)
    if told == counted:
        return reading
    why = (*reading.why, "a value may be somebody else's, or nobody's: asked")
    return replace(reading, facts=told, unclear=unclear, why=why)
