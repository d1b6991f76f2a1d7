"""Bring a database to the newest migration."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, wholly in code: the migrations lie beside this module."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


async def upgrade(engine: AsyncEngine) -> bool:
    """Apply every migration that this database lacks; tell whether it lacked any."""
    return await migrate(engine, lambda config: command.upgrade(config, "head"))


async def migrate(engine: AsyncEngine, change: Callable[[Config], None]) -> bool:
    """Run Alembic in one transaction; tell whether the database is at another revision than before.

    SQLite changes a column by putting a new table in the place of the old one, which would take the rows that refer to
    it along: references are looked at when all is done instead.
    """
    async with engine.connect() as connection:
        await _heed_references(connection, "OFF")
        try:
            async with connection.begin():
                before = await connection.run_sync(_revision)
                await connection.run_sync(lambda sync: change(alembic_config(sync)))
                changed = await connection.run_sync(_revision) != before
                if changed:
                    await connection.run_sync(_require_references)
        finally:
            await _heed_references(connection, "ON")
    return changed


async def _heed_references(connection: AsyncConnection, state: str) -> None:
    """SQLite takes this outside of a transaction alone."""
    if connection.dialect.name == "sqlite":
        raw = await connection.get_raw_connection()
        await cast(Any, raw.driver_connection).execute(f"PRAGMA foreign_keys={state}")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _require_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left rows that refer to nothing")
