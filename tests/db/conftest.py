"""Empty databases of each kind."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command

from bot.db import Database
from bot.db.migrate import migrate, upgrade
from bot.db.models import TripRow
from bot.programme.trips import TripState
from tests.conftest import NOW
from tests.databases import KINDS

TRIP = "the-trip"


@pytest.fixture(params=KINDS)
async def empty(request: pytest.FixtureRequest, tmp_path: Path, key: str) -> AsyncIterator[Database]:
    """A database without tables, of each kind."""
    url = f"sqlite+aiosqlite:///{tmp_path}/empty.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")
    database = Database.open(url, key)
    yield database
    await downgrade(database)
    await database.close()


async def downgrade(database: Database) -> None:
    """Undo every migration."""
    await migrate(database.engine, lambda config: command.downgrade(config, "base"))


@pytest.fixture
async def shared(empty: Database) -> Database:
    """A database of each kind with one trip that has few seats."""
    await upgrade(empty.engine)
    leaves = NOW + timedelta(days=20)
    async with empty.transaction() as session:
        session.add(
            TripRow(
                id=TRIP, region="11", town="Rimouski", departs_at=leaves, returns_at=leaves + timedelta(hours=12),
                departure_point="there", meeting_point="here", seats=7, state=TripState.OPEN,
            )
        )  # fmt: skip
    return empty
