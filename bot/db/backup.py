"""A copy of the whole database while it is in use, and its restoration."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any, cast

from sqlalchemy import make_url

from bot.base.errors import BotError
from bot.base.private_files import PRIVATE
from bot.db.session import Database


class NotHere(BotError):
    """Not for PostgreSQL, whose server has tools of its own for this."""


class InTheWay(BotError):
    """The file to write exists already, or the file to read does not exist."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.file = file


class FileThere(InTheWay):
    """A copy never takes the place of another one."""


class FileMissing(InTheWay):
    """There is nothing to read."""


class FileDamaged(InTheWay):
    """The file is not a copy of a database, or is damaged."""


async def back_up(database: Database, target: Path) -> None:
    """Write everything that is committed to a new file, readable by this user only, without making writers wait.

    Raises:
        NotHere: the database is PostgreSQL's.
        FileThere: the file exists already.
    """
    _require_sqlite(database)
    _new(target)
    async with database.engine.connect() as connection:
        raw = cast(Any, (await connection.get_raw_connection()).driver_connection)  # must run outside of a transaction
        await raw.execute("VACUUM INTO ?", (str(target),))


async def put_back(database: Database, source: Path) -> None:
    """Replace the database's whole content by a file's, in one transaction, even while it is in use."""
    _require_sqlite(database)
    await asyncio.to_thread(_copy, source, Path(str(make_url(database.engine.url).database)))


def copy_of(source: Path, target: Path) -> None:
    """A copy of a file that was written by `back_up`.

    Raises:
        FileMissing: there is no such file.
        FileDamaged: it is not such a copy, or it is damaged.
    """
    if not source.is_file():
        raise FileMissing(source)
    _new(target)
    try:
        _copy(source, target)
    except sqlite3.DatabaseError as error:
        raise FileDamaged(source) from error


def _new(file: Path) -> None:
    if file.exists():
        raise FileThere(file)
    file.touch(mode=PRIVATE)


def _copy(source: Path, target: Path) -> None:
    one, other = sqlite3.connect(source), sqlite3.connect(target, timeout=10)
    try:
        if one.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        one.backup(other)
    finally:
        one.close()
        other.close()


def _require_sqlite(database: Database) -> None:
    if database.engine.dialect.name != "sqlite":
        raise NotHere
