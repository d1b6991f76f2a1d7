"""`bot db` and `bot key`: the database, and the keys that encrypt it."""

import asyncio
from typing import Annotated

import typer
from cryptography.fernet import Fernet

from bot.base.clock import utc_now
from bot.cli.common import console, database, words
from bot.db.identity import rotate
from demonstration import seed

db = typer.Typer(no_args_is_help=True, add_completion=False, help="The database.")
key = typer.Typer(add_completion=False, help="A new key for BOT_DATA_KEY, or `rotate`.")


@key.callback(invoke_without_command=True)
def new_key(context: typer.Context) -> None:
    """Print a new key for BOT_DATA_KEY."""
    if context.invoked_subcommand is None:
        print(Fernet.generate_key().decode())


@key.command("rotate")
def rotate_key() -> None:
    """Encrypt everything anew with the first of the keys in BOT_DATA_KEY (NEW,OLD), while the assistant is stopped."""
    count = asyncio.run(_rotate())
    said = words().ngettext(
        "{n} value is under the first key now. Take the old one out of BOT_DATA_KEY.",
        "{n} values are under the first key now. Take the old one out of BOT_DATA_KEY.",
        count,
    )
    console.print(said)


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to the newest migration."""
    asyncio.run(_upgrade())
    console.print(words().gettext("The database is up to date."))


@db.command("seed")
def db_seed(
    demo: Annotated[bool, typer.Option("--demo", help="Load the invented employers, vacancies and trips.")] = False,
) -> None:
    """Load demonstration data into an empty database."""
    if not demo:
        raise typer.BadParameter(words().gettext("say which data: --demo"))
    counts, t = asyncio.run(_seed()), words()
    if not counts:
        console.print(t.gettext("There are employers already: nothing was loaded."))
        return
    said = t.gettext("Loaded: {employers} employers, {vacancies} vacancies, {trips} trips.", **counts)
    console.print(said)


async def _upgrade() -> None:
    async with database():
        pass


async def _rotate() -> int:
    async with database(rotating=True) as opened:
        count = await rotate(opened)
        await opened.scrub()
        return count


async def _seed() -> dict[str, int]:
    async with database() as opened:
        return dict(await seed.load(opened, utc_now))
