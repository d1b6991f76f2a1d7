"""Texts that came while Rasa was away: answered once it is back, or left to the officer who took over."""

import asyncio
import logging
from collections.abc import Callable
from itertools import islice

from bot.base.errors import described
from bot.channel.conversation_parts import Parts
from bot.programme import who_answers
from bot.queues import inbox
from bot.queues.inbox import Stored

_AT_ONCE = 8  # waiting texts that are queued at once when Rasa has just come back
log = logging.getLogger(__name__)


class Waiting:
    """Queues the messages that waited for Rasa once it answers again."""

    def __init__(self, parts: Parts, submit: Callable[[Stored], bool]) -> None:
        """`submit` queues a message, and returns whether it was not queued already."""
        self._parts = parts
        self._submit = submit

    async def run(self, bot_id: int, every: float) -> None:
        """Poll for messages that wait; cheap while none does."""
        while True:
            more = False
            try:
                more = await self._look(bot_id)
            except Exception as error:  # a database that is away for a moment must not end this
                log.error("what waits for Rasa could not be looked at: %s", described(error))
            await asyncio.sleep(every / 10 if more else every)

    async def _look(self, bot_id: int) -> bool:
        """Queue as many as Rasa can answer in time. Returns whether there were any.

        What an officer is to read is queued all at once, since Rasa is not asked about it.
        """
        async with self._parts.database.reading() as session:
            rows = await inbox.first_waiting(session, bot_id)
            held = await who_answers.chats_held(session, self._parts.clock()) if rows else set()
        for row in rows:
            if row.chat_id in held:
                self._submit(row)
        to_read = [row for row in rows if row.chat_id not in held]
        if not to_read or not await self._parts.rasa.answers():
            return False
        fresh = filter(self._submit, to_read)  # a chat's next message follows when this one is answered
        return bool(list(islice(fresh, _AT_ONCE)))
