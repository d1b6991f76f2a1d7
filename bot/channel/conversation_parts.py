"""What a conversation is built with, and what it knows about an update."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.answers.turn import Library
from bot.base.terms import Language
from bot.db import Database
from bot.dialogue.client import RasaClient
from bot.reading import Reader
from bot.safety import Lookout, Sighting


@dataclass(frozen=True, slots=True)
class Update:
    """What a handler knows about the update that it answers."""

    bot_id: int
    update_id: int
    chat_id: int
    language_tag: str | None = None
    pressed: int | None = None  # the bubble whose button was pressed
    message_id: int | None = None
    said: str = ""  # what was written or tapped, as shown in the chat
    sighting: Sighting | None = None  # whether it hints at danger


@dataclass(frozen=True, slots=True)
class Parts:
    """What a conversation is built with."""

    database: Database
    library: Library
    rasa: RasaClient
    reader: Reader
    lookout: Lookout
    wake: Callable[[int], None]  # called with a chat that has something to be sent
    clock: Callable[[], datetime]
    default_language: Language
