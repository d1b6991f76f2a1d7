"""Texts that came while Rasa was away are answered once it is back."""

import asyncio
import logging
from collections.abc import Callable
from itertools import islice

from bot.base.errors import described
from bot.channel.parts import Parts
from bot.db.models import InboxRow
from bot.queues import inbox

_AT_ONCE = 8  # texts that waited, to a Rasa that has just come back
log = logging.getLogger(__name__)


class Waiting:
    """Brings messages that wait for Rasa back in line once it answers again."""

    def __init__(self, parts: Parts, submit: Callable[[InboxRow], bool]) -> None:
        """`submit`: puts a message in line, and tells whether it was not there already."""
        self._parts = parts
        self._submit = submit

    async def run(self, bot_id: int, every: float) -> None:
        """Look now and then; cheap while nothing waits."""
        while True:
            more = False
            try:
                more = await self._look(bot_id)
            except Exception as error:  # a database that is away for a moment must not end this
                log.error("what waits for Rasa could not be looked at: %s", described(error))
            await asyncio.sleep(every / 10 if more else every)

    async def _look(self, bot_id: int) -> bool:
        """A few at once: all together would be more than Rasa answers in time. Tells whether there were some."""
        async with self._parts.database.reading() as session:
            rows = await inbox.first_waiting(session, bot_id)
        if not rows or not await self._parts.rasa.answers():
            return False
        fresh = filter(self._submit, rows)  # the next one of each chat follows when this one is answered
        return bool(list(islice(fresh, _AT_ONCE)))
