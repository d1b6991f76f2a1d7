"""What the commands of officers share: a unit of work, who acts, moments as they are typed and shown."""

import asyncio
import getpass
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar

from rich.console import Console
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Database
from bot.db.migrate import upgrade
from bot.errors import BotError
from bot.i18n import QUEBEC_TIME
from bot.settings import read_settings

console = Console()
Result = TypeVar("Result")


class Mistake(BotError):
    """An option that cannot be meant; the message says why."""


def run(work: Callable[[AsyncSession], Coroutine[Any, Any, Result]]) -> Result:
    """One command's work, in one transaction."""

    async def in_session() -> Result:
        async with _session() as session:
            return await work(session)

    return asyncio.run(in_session())


def actor() -> str:
    """Who types, for the audit trail: the user of this machine, also where a common account does the work."""
    try:
        return f"user {os.environ.get('SUDO_USER') or getpass.getuser()}"[:40]
    except (KeyError, OSError):  # a container may run under a number that has no name
        return "command line"


def typed_moment(text: str) -> datetime:
    """A moment as an officer types it, in Québec time unless it says otherwise.

    Raises:
        Mistake: it is none.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Mistake(f"{text} is no moment; write it like 2027-05-14T05:30") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=QUEBEC_TIME)


def local(moment: datetime, form: str = "%Y-%m-%d %H:%M") -> str:
    """A moment in Québec time, as tables show it."""
    return moment.astimezone(QUEBEC_TIME).strftime(form)


@asynccontextmanager
async def _session() -> AsyncIterator[AsyncSession]:
    settings = read_settings()
    database = Database.open(settings.database_url, settings.data_key())
    try:
        await upgrade(database.engine)
        async with database.transaction() as session:
            yield session
    finally:
        await database.close()
