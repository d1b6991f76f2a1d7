"""Recognizes from a message that somebody may be in danger. Pure: no Telegram, no database, no Rasa."""

from bot.safety.cues import Danger
from bot.safety.going_on import goes_on
from bot.safety.lookout import Encoders, Level, Lookout, Sighting

__all__ = ["Danger", "Encoders", "Level", "Lookout", "Sighting", "goes_on"]
