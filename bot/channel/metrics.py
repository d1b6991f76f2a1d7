"""What `/metrics` counts: only numbers, never people."""

from prometheus_client import Counter, Histogram
from telegram import Update

UPDATES = Counter("bot_updates", "Updates that were stored, repeats not counted")
REFUSED = Counter("bot_refused_updates", "Updates of chats that sent faster than anybody can, which were not taken")
TURNS = Histogram("bot_turn_seconds", "Time from taking up an update to its answer in the outbox", ["door"])
FAILURES = Counter("bot_failed_turns", "Turns that broke unexpectedly")
WAITING = Counter("bot_waiting_texts", "Texts that had to wait because Rasa did not answer")
SENT = Counter("bot_messages", "Messages by what became of them", ["outcome"])


def door_of(update: Update) -> str:
    """Through which door a turn came in."""
    if update.callback_query:
        return "button"
    text = update.effective_message.text if update.effective_message else None
    if not text:
        return "other"
    return "command" if text.startswith("/") else "text"
