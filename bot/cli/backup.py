"""`bot backup` and `bot restore`: a copy of the database while the assistant runs, and the way back."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.base.clock import utc_now
from bot.cli.common import Mistake, console, database, opened_at, words
from bot.db import Database
from bot.db.backup import FileMissing, FileThere, InTheWay, NotHere, back_up, copy_of, put_back
from bot.programme import privacy, signs_of_life
from bot.programme.signs_of_life import Sign


def backup(
    file: Annotated[Path | None, typer.Argument(help="A new file.")] = None,
    noted: Annotated[bool, typer.Option("--noted", help="A copy was made by other means, as by pg_dump.")] = False,
) -> None:
    """Copy the whole database to a file, while the assistant runs. What is encrypted stays so: keep the key apart.

    The console tells when this was last done.
    """
    if noted and file is None:
        asyncio.run(_note())
        console.print(words().gettext("It is noted that a copy was made now."), highlight=False)
        return
    if file is None or noted:
        raise Mistake(words().gettext("Name a new file, or say --noted of a copy that was made by other means."))
    with _in_words():
        asyncio.run(_backup(file))
    said = words().gettext("Written: {file}. It is of no use without BOT_DATA_KEY, which is not in it.", file=file)
    console.print(said, highlight=False)


def restore(
    file: Annotated[Path, typer.Argument(help="As `bot backup` wrote it.")],
    sure: Annotated[bool, typer.Option("--sure", help="Do not ask.")] = False,
) -> None:
    """Put the database back as it was when the copy was made. What came since is lost; who was erased stays erased."""
    if not sure:
        typer.confirm(words().gettext("Everything that came since the copy is lost. Go on?"), abort=True)
    with _in_words():
        erased = asyncio.run(_restore(file))
    said = words().gettext("The database is as it was. Erased again: {number}.", number=erased)
    console.print(said, highlight=False)


@contextmanager
def _in_words() -> Iterator[None]:
    """Why a copy cannot be made, or cannot be restored."""
    t = words()
    try:
        yield
    except NotHere as error:
        said = t.gettext("This database is one of PostgreSQL: use pg_dump and pg_restore, see docs/backup.md.")
        raise Mistake(said) from error
    except FileThere as error:
        said = t.gettext("{file} is there already: a copy never takes the place of another one.", file=error.file)
        raise Mistake(said) from error
    except FileMissing as error:
        raise Mistake(t.gettext("There is no file {file}.", file=error.file)) from error
    except InTheWay as error:
        said = t.gettext("{file} is no copy of a database, or it is damaged.", file=error.file)
        raise Mistake(said) from error


async def _backup(file: Path) -> None:
    async with database() as opened:
        await back_up(opened, file)
        await _note_in(opened)


async def _note() -> None:
    async with database() as opened:
        await _note_in(opened)


async def _note_in(opened: Database) -> None:
    async with opened.transaction() as session:
        await signs_of_life.note_sign(session, Sign.BACKED_UP, utc_now())


async def _restore(file: Path) -> int:
    """Open the copy separately first: a wrong key, another world or damage must leave everything as it is."""
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
