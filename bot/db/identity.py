"""The identity of a database: its world and its key, checked before anything is read or written."""

import contextlib

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Connection, LargeBinary, select, type_coerce, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.base.terms import World
from bot.db.encryption import Keys, Sealed
from bot.db.models import Base, IdentityRow
from bot.db.session import Database

_KNOWN = "sol"  # the plain text of the check


class WrongWorld(BotError):
    """The sandbox tried to open a database of real people, or the other way round."""

    def __init__(self, is_of: World) -> None:
        whose = "real people" if is_of is World.REAL else "the sandbox"
        super().__init__(
            f"This database is that of {whose}: it is not opened. Check TELEGRAM_BOT_TOKEN and DATABASE_URL."
        )


class WrongKey(BotError):
    """The database was encrypted with another key."""

    def __init__(self) -> None:
        super().__init__(
            "BOT_DATA_KEY is not the key of this database: nothing was read or written. Set the right one."
        )


class KeyNotRotated(BotError):
    """A new key comes before the old one, but the database is still encrypted with the old one."""

    def __init__(self) -> None:
        super().__init__("BOT_DATA_KEY begins with a new key. Stop the assistant and run: bot key rotate")


async def claim(database: Database, world: World, keys: str, *, rotating: bool = False) -> None:
    """Make sure that a database belongs to this world and this key; a new database is marked as such.

    Raises:
        WrongWorld, WrongKey, KeyNotRotated: it does not. Nothing was changed.
    """
    kept = await _kept(database)
    if kept is None:
        with contextlib.suppress(IntegrityError):  # another process that started at the same moment has marked it
            async with database.transaction() as session:
                session.add(IdentityRow(id=1, world=world, check=_KNOWN))
        kept = await _kept(database)
        assert kept is not None
    is_of, check = kept
    if is_of != world:
        raise WrongWorld(is_of)
    fitting = [at for at, key in enumerate(Keys(keys).each) if _opens(key, check)]
    if not fitting:
        raise WrongKey
    if fitting[0] > 0 and not rotating:
        raise KeyNotRotated


async def _kept(database: Database) -> tuple[World, bytes] | None:
    async with database.reading() as session:
        row = (await session.execute(select(IdentityRow.world, type_coerce(IdentityRow.check, LargeBinary)))).first()
    return (World(row[0]), bytes(row[1])) if row else None


async def is_sandbox(session: AsyncSession) -> bool:
    """Whether nothing here is real."""
    return await session.scalar(select(IdentityRow.world)) == World.SANDBOX


async def rotate(database: Database) -> int:
    """Encrypt everything again with the first key, in one transaction. Returns how many values there were."""
    async with database.transaction() as session:
        connection = await session.connection()
        return await connection.run_sync(_rotate)


def _rotate(connection: Connection) -> int:
    done = 0
    for table in Base.metadata.sorted_tables:
        identity = list(table.primary_key.columns)
        for column, kind in ((each, each.type) for each in table.columns if isinstance(each.type, Sealed)):
            raw = type_coerce(column, LargeBinary)
            for *name, sealed in connection.execute(select(*identity, raw).where(column.is_not(None))).all():
                row = [part == value for part, value in zip(identity, name, strict=True)]
                new = type_coerce(kind.seal(kind.unseal(bytes(sealed))), LargeBinary)
                connection.execute(update(table).where(*row).values({column: new}))
                done += 1
    return done


def _opens(key: str, sealed: bytes) -> bool:
    try:
        return Fernet(key).decrypt(sealed) == _KNOWN.encode()
    except InvalidToken:
        return False
