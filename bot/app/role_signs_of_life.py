"""A process says again and again that it has its roles, so that officers see which of them stands still."""

import asyncio
import logging
from collections.abc import Callable, Collection
from datetime import datetime

from bot.app.roles import Role
from bot.base.errors import described
from bot.db import Database
from bot.programme import signs_of_life
from bot.programme.signs_of_life import EVERY, Sign

log = logging.getLogger(__name__)


async def say_alive(database: Database, roles: Collection[Role], clock: Callable[[], datetime]) -> None:
    """Give a sign of life for each role, for as long as the process runs."""
    begins = True
    while True:
        try:
            async with database.transaction() as session:
                for role in sorted(roles):
                    await signs_of_life.note_sign(session, Sign(f"role {role}"), clock(), begins=begins)
            begins = False
        except Exception as error:  # a database that is away for a moment must not end this
            log.error("no sign of life could be given: %s", described(error))
        await asyncio.sleep(EVERY.total_seconds())
