"""The encoder that reads sentences: what text it may be given, and two versions tuned on strangers' words.

Rasa's environment has this room too, and nothing else of the bot.
"""

from bot.encoder.bounds import bounded
from bot.encoder.tuned import EncoderError, MessageEncoder, QuestionEncoder

__all__ = ["EncoderError", "MessageEncoder", "QuestionEncoder", "bounded"]
