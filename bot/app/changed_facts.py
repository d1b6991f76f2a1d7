"""Facts that officers put in force reach the candidates of this process without a restart."""

import asyncio
import logging

from bot.answers.turn import Library
from bot.app.shared import Shared
from bot.base.errors import described
from bot.db import Database
from bot.knowledge import Knowledge
from bot.knowledge.amending import Amendment, amended
from bot.knowledge.meaning import learn
from bot.programme import amendments

log = logging.getLogger(__name__)
_EVERY = 1.0  # seconds between looks


class ChangedFacts:
    """Checks whether facts were changed, and passes the changes on to the library."""

    def __init__(self, database: Database, shared: Shared) -> None:
        self._database = database
        self._shared = shared
        self._drawn, self._changes = "", tuple[Amendment, ...]()

    async def look(self) -> None:
        """Take in what has changed since the last look."""
        async with self._database.reading() as session:
            drawn, changes = await amendments.in_force(session)
        if drawn == self._drawn:
            return
        if changes != self._changes:  # another revision may only mean that a change was written or refused
            known = amended(self._shared.knowledge, changes)
            await asyncio.to_thread(self._adopt, self._shared.library, known)
            log.info("facts changed by officers: %d in force", len(changes))
        self._drawn, self._changes = drawn, changes

    async def keep(self) -> None:
        """Look for as long as the process runs."""
        while True:
            try:
                await self.look()
            except Exception as error:  # the old words are used until the next look
                log.error("changed facts could not be taken in: %s", described(error))
            await asyncio.sleep(_EVERY)

    def _adopt(self, library: Library, known: Knowledge) -> None:
        if not library.finds:
            return library.adopt(known, None)
        search, answerer = self._shared.search_of(known), self._shared.answerer_of(known)
        for one in self._shared.meanings:
            learn(one, (answerer, search))
        return library.adopt(known, (search, answerer))
