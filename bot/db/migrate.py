"""Migrate a database to the newest revision."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(connection: Connection | None = None) -> "Config":
    """Alembic's configuration, wholly in code: the migrations lie beside this module."""
    from alembic.config import Config  # takes longer to import than most commands, and is needed once a release

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config


async def upgrade(engine: AsyncEngine) -> bool:
    """Apply every migration that this database lacks. Returns whether there were any."""
    newest = max(file.name for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))
    async with engine.connect() as connection:
        revision = await connection.run_sync(_revision)
    if revision is not None and newest.startswith(f"{revision}_"):
        return False
    from alembic import command

    return await migrate(engine, lambda config: command.upgrade(config, "head"))


async def migrate(engine: AsyncEngine, change: Callable[["Config"], None]) -> bool:
    """Run Alembic in one transaction. Returns whether the database's revision changed.

    SQLite changes a column by replacing the table with a new one, which would delete the rows that refer to the old
    one: references are checked at the end instead.
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
    """Switch the checks of references; SQLite accepts this only outside of a transaction."""
    if connection.dialect.name == "sqlite":
        raw = await connection.get_raw_connection()
        await cast(Any, raw.driver_connection).execute(f"PRAGMA foreign_keys={state}")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _require_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left rows that refer to nothing")
