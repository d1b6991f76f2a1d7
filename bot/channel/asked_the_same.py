"""Groups what was asked and not held by meaning, where the encoder is, so that the console can show it without one."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from bot.base.errors import described
from bot.db import Database
from bot.programme import unanswered
from bot.programme.worklist import MOST_LISTED

log = logging.getLogger(__name__)

Grouping = Callable[[Sequence[str]], Sequence[Sequence[int]]]


class AskedTheSame:
    """Compares messages that were not understood once there is a new one."""

    def __init__(self, database: Database, group: Grouping) -> None:
        """`group` gives the positions of texts that ask the same; it takes long, and is called in a thread."""
        self._database = database
        self._group = group

    async def run(self, every: float) -> None:
        """Look for new ones, again and again; `every`: seconds between looks."""
        while True:
            try:
                await self.look()
            except Exception as error:  # a database that is away for a moment must not end this
                log.error("what was asked could not be compared: %s", described(error))
            await asyncio.sleep(every)

    async def look(self) -> None:
        """Compare the newest, as many as the console lists, if there is a new one."""
        async with self._database.reading() as session:
            texts = await unanswered.to_compare(session, MOST_LISTED)
        if not texts:
            return
        numbers = list(texts)
        groups = await asyncio.to_thread(self._group, list(texts.values()))
        async with self._database.transaction() as session:
            await unanswered.keep_groups(session, [[numbers[at] for at in group] for group in groups])
