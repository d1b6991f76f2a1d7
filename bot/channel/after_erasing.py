"""What remains to be done after somebody was erased: neither the database's files nor Rasa may keep anything."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from bot.base.errors import described
from bot.db import Database
from bot.dialogue.client import RasaClient, RasaUnavailable
from bot.programme import privacy

log = logging.getLogger(__name__)

_LATELY = timedelta(days=7)  # how long after an erasure each start asks Rasa again to forget
_AGAIN = timedelta(minutes=2)  # what is looked back at each look: a transaction may have been committed late


class Erasing:
    """Scrubs the database's log and has Rasa forget, and retries while a reader or an outage is in the way.

    An earlier run may have ended before it was done, so a start does both again; doing either twice is harmless.
    Officers erase in the console, perhaps in another process: that is looked for again and again.
    """

    def __init__(self, database: Database, rasa: RasaClient, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._rasa = rasa
        self._clock = clock
        self._since = clock() - _LATELY  # from when on those who were erased are still to be looked for
        self._scrubbed = False
        self._forgotten: set[str] = set()  # known here, and not to be found again
        self._remembered: set[str] = set()  # conversations that Rasa may still remember
        self._work = asyncio.Event()
        self._work.set()

    async def scrub(self, conversation: str) -> None:
        """Do at once what can be done; `run` retries the rest."""
        self._remembered.add(conversation)
        self._forgotten.add(conversation)
        self._scrubbed = await self._database.scrub()
        self._work.set()

    async def run(self, every: float, look: float) -> None:
        """Do what an earlier run left, then keep retrying what is left.

        `every`: seconds between attempts; `look`: between looks for who was erased elsewhere.
        """
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(look):
                    await self._work.wait()
            try:
                done = await self._finish()
            except Exception as error:  # a database that is away for a moment must not end this
                log.error("what was erased could not be scrubbed yet: %s", described(error))
                done = False
            if done:
                self._work.clear()
            else:
                await asyncio.sleep(every)

    async def _finish(self) -> bool:
        now = self._clock()
        async with self._database.reading() as session:
            found = await privacy.erased(session, since=self._since) - self._forgotten
        self._scrubbed = self._scrubbed and not found
        self._remembered |= found
        self._since, self._forgotten = now - _AGAIN, self._forgotten | found
        self._scrubbed = self._scrubbed or await self._database.scrub()
        for conversation in list(self._remembered):
            try:
                await self._rasa.forget(conversation)
            except RasaUnavailable:
                continue
            self._remembered.discard(conversation)
        return self._scrubbed and not self._remembered
