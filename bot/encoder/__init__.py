"""The encoder that reads sentences: what text it may be given, and its version that was tuned on strangers' messages.

Rasa's environment has this room too, and nothing else of the bot.
"""

from bot.encoder.bounds import bounded
from bot.encoder.tuned import EncoderError, Tuned

__all__ = ["EncoderError", "Tuned", "bounded"]
