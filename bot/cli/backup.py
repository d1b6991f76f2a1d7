"""`bot backup` and `bot restore`: a copy of the database while the assistant runs, and the way back."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.base.clock import utc_now
from bot.cli.common import console, database, opened_at
from bot.db.backup import back_up, copy_of, put_back
from bot.programme import privacy


def backup(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Copy the whole database to a file, while the assistant runs. What is encrypted stays so: keep the key apart."""
    asyncio.run(_backup(file))
    console.print(f"Written: {file}. It is of no use without BOT_DATA_KEY, which is not in it.", highlight=False)


def restore(
    file: Annotated[Path, typer.Argument(help="As `bot backup` wrote it.")],
    sure: Annotated[bool, typer.Option("--sure", help="Do not ask.")] = False,
) -> None:
    """Put the database back as it was when the copy was made. What came since is lost; who was erased stays erased."""
    if not sure:
        typer.confirm("Everything that came since the copy is lost. Go on?", abort=True)
    erased = asyncio.run(_restore(file))
    console.print(f"The database is as it was. Erased again: {erased}.", highlight=False)


async def _backup(file: Path) -> None:
    async with database() as opened:
        await back_up(opened, file)


async def _restore(file: Path) -> int:
    """The copy is opened aside first: a wrong key, another world or damage leave everything as it is."""
    async with database() as live:
        with TemporaryDirectory(dir=file.parent) as folder:
            aside = Path(folder) / "restored.db"
            copy_of(file, aside)
            async with live.reading() as session:
                names = await privacy.erased(session)
            async with opened_at(f"sqlite+aiosqlite:///{aside}") as copied:
                async with copied.transaction() as session:
                    again = await privacy.erase_again(session, names, utc_now())
                await copied.scrub()
            await put_back(live, aside)
            return again
