"""Reads what people type, in its context: which question it answers, whom it is about, whether it is said or denied.

Pure: no database, no network, no clock.
"""

from bot.reading.about_whom import Absent, Person
from bot.reading.context import Act, Aim, Context, Fact, Reading, Unclear
from bot.reading.forwarded_or_pasted import own_words
from bot.reading.intents import is_for_a_fact
from bot.reading.on_behalf import on_behalf
from bot.reading.packs import glossed
from bot.reading.parse import EMERGENCY, FALLBACK, Clause, Entity, Guess, Parse
from bot.reading.people_on_a_trip import Seats, party
from bot.reading.reader import Reader
from bot.reading.saved_or_confirmed import Changes, Doubt, changes
from bot.reading.sight import Shown, Sight
from bot.reading.whether import Whether, asks_something, is_denied
from bot.reading.wished_places import is_plainly_denied

__all__ = [
    "EMERGENCY", "FALLBACK", "Absent", "Act", "Aim", "Changes", "Clause", "Context", "Doubt", "Entity", "Fact", "Guess",
    "Parse", "Person", "Reader", "Reading", "Seats", "Shown", "Sight", "Unclear", "Whether", "asks_something",
    "changes",
    "glossed",
    "is_denied", "is_for_a_fact", "is_plainly_denied", "on_behalf", "own_words", "party",
]  # fmt: skip
