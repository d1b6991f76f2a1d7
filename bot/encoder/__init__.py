"""The encoder that reads sentences: what text it may see, and its likeness that was tuned on what strangers wrote.

Rasa's environment has this room too, and nothing else of the bot.
"""

from bot.encoder.bounds import bounded
from bot.encoder.tuned import EncoderError, Tuned

__all__ = ["EncoderError", "Tuned", "bounded"]
