"""Empty databases of each kind: SQLite in a file, and a PostgreSQL server of this run's own."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from alembic import command

from bot.db import Database
from bot.db.migrate import alembic_config, upgrade
from bot.db.models import TripRow
from bot.programme.trips import TripState
from tests.conftest import NOW

NOBODY = 65534
TRIP = "the-trip"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server on a socket.

    Its folder is not one of pytest's: those are closed to other users, and the server refuses to run as root.
    """
    programs = _programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL's server is not installed, and here it must be: apt-get install postgresql")
        pytest.skip("PostgreSQL's server is not installed: half of the tests of the database are left out")
    as_somebody: list[str] = []
    if os.getuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("PostgreSQL does not run as root, and there is no setpriv to become somebody else")
        as_somebody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    with TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        if as_somebody:
            os.chown(folder, NOBODY, NOBODY)

        def run(*words: str) -> None:
            # Into a file: the server keeps a pipe open that pg_ctl was given, and we would wait for its end.
            with (folder / "setup.log").open("ab") as log:
                command = [*as_somebody, "env", f"HOME={folder}", *words]
                subprocess.run(command, check=True, stdout=log, stderr=log, cwd=folder, timeout=60)

        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run(str(programs / "initdb"), "-D", "data", "-A", "trust", "-U", "sol", "--no-sync")
        run(str(programs / "pg_ctl"), "-D", "data", "-o", options, "-l", "server.log", "-w", "start")
        try:
            yield f"postgresql+psycopg://sol@/postgres?host={folder}"
        finally:
            run(str(programs / "pg_ctl"), "-D", "data", "-m", "immediate", "stop")


def _programs() -> Path | None:
    """Where the server's programs are: on the path, or where Debian puts them, the newest version first."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(found).parent if found else debian[-1].parent if debian else None


@pytest.fixture(params=["sqlite", "postgresql"])
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
    async with database.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(alembic_config(sync), "base"))


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
