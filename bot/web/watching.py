"""What has changed in the conversations that live pages show, looked at once for all of them.

Each page used to read its whole conversation every second: with fifty of them open, there was little left for others.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from bot.db import Database
from bot.programme import conversation_desk

LISTING = ""  # stands for the list of all conversations


class Watcher:
    """Knows of each conversation that is watched a mark that changes whenever its page would."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        every: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`every`: seconds for which marks are good, as `monotonic` counts them."""
        self._database = database
        self._clock = clock
        self._every = every
        self._monotonic = monotonic
        self._watched: Counter[str] = Counter()
        self._marks: Mapping[str, str] = {}
        self._good_until = 0.0
        self._one_at_a_time = asyncio.Lock()

    @contextmanager
    def watches(self, conversation: str) -> Iterator[None]:
        """Watch a conversation until the block ends."""
        self._watched[conversation] += 1
        try:
            yield
        finally:
            self._watched[conversation] -= 1
            self._watched += Counter()  # without those that nobody watches any more

    async def mark(self, conversation: str) -> str:
        """The mark of a conversation that is watched."""
        async with self._one_at_a_time:
            if self._monotonic() >= self._good_until or conversation not in self._marks:
                async with self._database.reading() as session:
                    marks = await conversation_desk.marks(session, [*self._watched], self._clock())
                    marks[LISTING] = await conversation_desk.cursor(session) if LISTING in self._watched else ""
                self._marks = dict.fromkeys(self._watched, "") | marks
                self._good_until = self._monotonic() + self._every
        return self._marks[conversation]
