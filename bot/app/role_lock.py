"""Each role is held by one process at a time: a lock in the database, or on a file beside it."""

import asyncio
import fcntl
import logging
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app.roles import ALL, Role
from bot.base.errors import BotError
from bot.base.private_files import PRIVATE
from bot.base.settings import SettingsError
from bot.db import Database

_LOOK = 5.0  # seconds between checks that the database still has our locks
log = logging.getLogger(__name__)


class RoleTaken(BotError):
    """Two processes of one role would do everything twice."""

    def __init__(self, roles: Collection[Role]) -> None:
        names = ", ".join(sorted(roles))
        super().__init__(f"Another process works on this database already ({names}). Stop it first.")


class RoleLock:
    """One process holds its roles until it ends, however it ends."""

    def __init__(self, database: Database, roles: Collection[Role]) -> None:
        self._database = database
        self._roles = sorted(roles)
        self._connection: AsyncConnection | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Hold the roles while the block lasts.

        Raises:
            RoleTaken: another process holds one of them.
            SettingsError: the database is a file, in which one process does everything.
        """
        url = make_url(self._database.engine.url)
        if url.get_backend_name() == "sqlite":
            if ALL - set(self._roles):
                raise SettingsError("--role needs PostgreSQL: with SQLite one process does everything. Leave it out.")
            with _locked(Path(f"{url.database}.lock"), self._roles):
                yield
            return
        try:
            await self._take()
            yield
        finally:
            await self._let_go()

    async def keep(self) -> None:
        """Take the roles again once the database has lost our locks, as after a restart of its server.

        Raises:
            RoleTaken: another process was faster.
        """
        while self._database.engine.dialect.name != "sqlite":
            await asyncio.sleep(_LOOK)
            try:
                if self._connection is None:
                    await self._take()
                else:
                    await self._connection.execute(text("SELECT 1"))
            except (SQLAlchemyError, OSError):
                log.error("the database is away")
                await self._let_go()
        await asyncio.Event().wait()

    async def _take(self) -> None:
        """Take advisory locks, which end with the connection, and so with the process."""
        connection = await self._database.engine.connect()
        self._connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        for role in self._roles:
            query = text("SELECT pg_try_advisory_lock(hashtext('sol'), hashtext(:role))")
            if not (await self._connection.execute(query, {"role": role})).scalar():
                raise RoleTaken([role])

    async def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError, OSError):
                await connection.invalidate()  # a connection that went back to the pool would keep its locks
                await connection.close()


@contextmanager
def _locked(path: Path, roles: Collection[Role]) -> Iterator[None]:
    """A lock on a file beside the database, which the kernel lets go when the process ends."""
    path.touch(mode=PRIVATE)
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RoleTaken(roles) from None
        yield
