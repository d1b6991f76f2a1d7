"""What time brings: notices that fall due, and what is past its retention."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.base.errors import described
from bot.channel.herald import Herald
from bot.channel.rhythm import USUAL, Rhythm
from bot.db import Database
from bot.importing import taking_back
from bot.programme import conversations, unanswered
from bot.queues import inbox

log = logging.getLogger(__name__)


@asynccontextmanager
async def keeping_time(
    herald: Herald, database: Database, clock: Callable[[], datetime], rhythm: Rhythm = USUAL
) -> AsyncIterator[None]:
    """Do what is due until the block ends."""
    background = [
        asyncio.create_task(herald.run(rhythm.look_for_due), name="herald"),
        asyncio.create_task(tidy(database, clock, rhythm.tidy), name="tidy"),
    ]
    try:
        yield
    finally:
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)


async def tidy(database: Database, clock: Callable[[], datetime], every: float) -> None:
    """Delete, again and again, what is past its retention; `every`: seconds between looks."""
    while True:
        try:
            async with database.transaction() as session:
                await inbox.purge(session, clock())
                await conversations.purge(session, clock())
                await unanswered.purge(session, clock().date())
                await taking_back.purge(session, clock())
        except Exception as error:  # a database that is away for a moment must not end this
            log.error("what is over could not be forgotten yet: %s", described(error))
        await asyncio.sleep(every)
