"""Whether this process works, part by part: asked of it by `/healthz` and by the console's page on the assistant.

What tells of other processes, of copies and of deletions is how long ago each was last heard of
(`programme/signs_of_life`).
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

from sqlalchemy import text

from bot.base.errors import described
from bot.db import Database

_LONGEST_SILENCE = 90.0  # seconds without an answer of Telegram after which the alarm is raised
_KNOWN_FOR = 5.0  # seconds for which a result is reused
_DISPENSABLE = frozenset({"understanding"})  # buttons work without it
Value = TypeVar("Value")
log = logging.getLogger(__name__)


class Recent(Generic[Value]):
    """Caches a check for a few seconds; callers in between share its result."""

    def __init__(self, find: Callable[[], Awaitable[Value]], clock: Callable[[], float]) -> None:
        self._find = find
        self._clock = clock
        self._finding = asyncio.Lock()
        self._last: tuple[float, Value] | None = None

    async def __call__(self) -> Value:
        """The cached result, or a fresh one."""
        async with self._finding:
            now = self._clock()
            if self._last is None or now - self._last[0] >= _KNOWN_FOR:
                self._last = now, await self._find()
            return self._last[1]


class ProcessHealth:
    """The checks of this process."""

    def __init__(
        self,
        database: Database,
        understands: Callable[[], Awaitable[bool]] | None,
        silent_for: Callable[[], float] | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`understands` asks Rasa; `silent_for` gives the seconds since Telegram last answered.

        Either is None where that is the role of another process.
        """
        self._database = database
        self._silent_for = silent_for
        self._understands = Recent(understands, clock) if understands else None
        self._stores = Recent(self._database_answers, clock)

    async def parts(self) -> Mapping[str, bool]:
        """Which parts of this process work."""
        found = {"database": await self._stores()}
        if self._silent_for is not None:
            found["telegram"] = self._silent_for() < _LONGEST_SILENCE
        if self._understands is not None:
            found["understanding"] = await self._understands()
        return found

    async def _database_answers(self) -> bool:
        try:
            async with self._database.reading() as session:
                await session.execute(text("SELECT 1"))
        except Exception as error:
            log.error("the database does not answer: %s", described(error))
            return False
        return True


def is_well(parts: Mapping[str, bool]) -> bool:
    """Whether a process with these parts does its work."""
    return all(works for part, works in parts.items() if part not in _DISPENSABLE)
