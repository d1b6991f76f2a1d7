"""The engine and its transactions."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from bot.base.private_files import PRIVATE
from bot.db.encryption import use_key
from bot.db.revisions import WatchedSession

_BUSY = 10_000  # milliseconds that a connection waits for another one's lock


class Database:
    """Opens sessions. SQLite is set up so that a transaction that writes never fails for lack of a lock."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._sessions = async_sessionmaker(engine, expire_on_commit=False, sync_session_class=WatchedSession)
        # SQLite lets writers who wait sleep up to a tenth of a second; a lock of our own wakes the next one at once.
        one_writer = engine.dialect.name == "sqlite"
        self._writing: AbstractAsyncContextManager[object] = asyncio.Lock() if one_writer else nullcontext()

    @classmethod
    def open(cls, url: str, key: str) -> "Database":
        """A database at this address; the first session connects."""
        use_key(key)
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            file = Path(parsed.database)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=PRIVATE)  # as do SQLite's log and index files beside it
        engine = create_async_engine(url, hide_parameters=True, pool_pre_ping=parsed.get_backend_name() != "sqlite")
        if parsed.get_backend_name() == "sqlite":
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return cls(engine)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """One unit of work: committed when the block ends, rolled back when it raises."""
        async with self._writing, self._sessions() as session, session.begin():
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that only reads, and never waits for a writer."""
        async with self._sessions() as session:
            await session.connection(execution_options={"reading": True})
            yield session

    async def scrub(self) -> bool:
        """Empty SQLite's write-ahead log, which otherwise keeps what was erased until the next checkpoint.

        Returns:
            Whether that was possible: not while somebody reads an earlier state.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        async with self.engine.connect() as connection:
            raw = cast(Any, (await connection.get_raw_connection()).driver_connection)  # outside of a transaction
            try:
                await raw.execute("PRAGMA busy_timeout=0")  # waiting would keep all writers waiting
                [(busy, *_)] = await raw.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:  # closed, whenever this is cancelled: nobody else may get a connection that does not wait
                await connection.invalidate()
        return not busy

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def _prepare_sqlite(connection: DBAPIConnection, _: Any) -> None:
    """Set up readers beside a writer (WAL), busy_timeout and foreign keys; transactions are begun by us."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={_BUSY}", "foreign_keys=ON",
                   "secure_delete=ON"):  # fmt: skip
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at the start: a read that turned into a write later would fail at once."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
