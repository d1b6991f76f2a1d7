"""What officers' commands share: a unit of work, the actor, moments as they are typed and shown."""

import asyncio
import getpass
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.characters import printable
from bot.base.clock import QUEBEC_TIME, local_moment
from bot.base.errors import BotError
from bot.base.settings import REAL_DATABASE, Settings, SettingsError, read_settings
from bot.base.terms import World
from bot.cli.language import words as words
from bot.db import Database, open_database
from bot.programme.access import Role
from bot.programme.audit import Actor, ActorKind

console = Console()
ANY_NAME = {"ignore_unknown_options": True}  # for a command whose argument may begin with a hyphen
Result = TypeVar("Result")
TripId = Annotated[str, typer.Argument(help="As `bot trip list` shows it.")]


class Mistake(BotError):
    """An option that makes no sense; the message says why."""


def run(work: Callable[[AsyncSession], Coroutine[Any, Any, Result]]) -> Result:
    """One command's work, in one transaction."""

    async def in_session() -> Result:
        async with _session() as session:
            return await work(session)

    return asyncio.run(in_session())


def look_up(work: Callable[[AsyncSession], Coroutine[Any, Any, Result]]) -> Result:
    """Read something for a command, without making writers wait."""

    async def in_session() -> Result:
        async with database() as opened, opened.reading() as session:
            return await work(session)

    return asyncio.run(in_session())


def actor() -> Actor:
    """The actor for the audit trail: the user of this machine, even where a shared account does the work."""
    try:
        name = os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):  # a container may run under a user id that has no name
        name = "command line"
    return Actor(ActorKind.OPERATOR, name[:40], Role.ADMINISTRATOR)


def typed_moment(text: str) -> datetime:
    """A moment as an officer types it, in Québec time unless it names another zone.

    Raises:
        Mistake: it is no moment.
        ClocksChange: its hour is skipped, or comes twice.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Mistake(words().gettext("{text} is no moment; write it like 2027-05-14T05:30", text=text)) from error
    return moment if moment.tzinfo else local_moment(moment)


def shown(text: str) -> str:
    """What somebody typed, made safe for a terminal: it cannot move the cursor, set colours or reverse the text."""
    return escape(printable(text))


def local(moment: datetime, form: str = "%Y-%m-%d %H:%M") -> str:
    """A moment in Québec time, as tables show it."""
    return moment.astimezone(QUEBEC_TIME).strftime(form)


@contextmanager
def problems_listed() -> Iterator[None]:
    """Show every reason why a spreadsheet was refused in a table, and exit with status 1."""
    from bot.importing.lines import Refused  # reading spreadsheets takes longer to import than most commands

    try:
        yield
    except Refused as refused:
        t = words()
        headings = (t.gettext("line"), t.gettext("column"), t.gettext("value"), t.gettext("why"))
        table = Table(*headings, title=t.gettext("Nothing was imported"))
        for each in refused.problems:
            table.add_row(str(each.line or ""), shown(each.column), shown(each.value), shown(each.told(t)))
        console.print(table)
        raise typer.Exit(1) from refused


@asynccontextmanager
async def _session() -> AsyncIterator[AsyncSession]:
    async with database() as opened, opened.transaction() as session:
        yield session


@asynccontextmanager
async def database(*, rotating: bool = False) -> AsyncIterator[Database]:
    """The database that the settings lead to, open until the block ends.

    Raises:
        BotError: it must not be opened; the message says why.
    """
    async with opened_at(_settings().database_url, rotating=rotating) as opened:
        yield opened


@asynccontextmanager
async def opened_at(url: str, *, rotating: bool = False) -> AsyncIterator[Database]:
    """The database at this address, of the same world and under the same keys."""
    settings = _settings()
    opened = await open_database(url, settings.data_key(), settings.world, rotating=rotating)
    try:
        yield opened
    finally:
        await opened.close()


def _settings() -> Settings:
    """The settings, refused where a shell lacks the assistant's variables: it must not work on other data."""
    settings, real = read_settings(), Path(make_url(REAL_DATABASE).database or "")
    if settings.world is World.SANDBOX and real.exists():
        raise SettingsError(
            f"{real} is there, and neither TELEGRAM_BOT_TOKEN nor BOT_DATA_KEY is set in this shell: set them, "
            "or move that file away if it is an old sandbox's."
        )
    return settings
