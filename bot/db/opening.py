"""Opening a database: private to this user, migrated, and of the right world and key."""

from pathlib import Path

from cryptography.fernet import InvalidToken
from sqlalchemy import make_url

from bot.base.private_files import PRIVATE, require_private
from bot.base.terms import World
from bot.db.identity import WrongKey, claim
from bot.db.migrate import upgrade
from bot.db.session import Database


async def open_database(url: str, keys: str, world: World, *, rotating: bool = False) -> Database:
    """The database of this address at its newest migration.

    Raises:
        OpenToAll, WrongWorld, WrongKey, KeyNotRotated: it must not be opened; the message says what to do.
    """
    require_closed(url)
    database = Database.open(url, keys)
    try:
        await _upgrade(database)
        await claim(database, world, keys, rotating=rotating)
    except BaseException:
        await database.close()
        raise
    return database


async def _upgrade(database: Database) -> None:
    try:
        if await upgrade(database.engine):
            await database.scrub()  # leave nothing in the log that was readable before
    except InvalidToken as error:
        raise WrongKey from error


def require_closed(url: str) -> None:
    """Refuse a database file that anybody may read; an empty file is made private instead."""
    parsed = make_url(url)
    path = Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None
    if path is None or not path.exists():
        return
    if path.stat().st_size == 0:
        path.chmod(PRIVATE)
    require_private(path)
