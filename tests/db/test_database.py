"""Migrations, transactions, and what the database itself refuses."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import IntegrityError

from bot.db import Database
from bot.db.migrate import alembic_config, upgrade
from bot.db.models import AnswerRow, Base, CandidateRow, TripRow
from tests.conftest import NOW

POSTGRES = shutil.which("initdb") and shutil.which("pg_ctl")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of this run's own, on a socket."""
    if not POSTGRES:
        pytest.skip("PostgreSQL's server is not installed here")
    folder = tmp_path_factory.mktemp("pg")
    as_somebody: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        if not shutil.which("setpriv"):
            pytest.skip("PostgreSQL does not run as root, and there is no setpriv to become somebody else")
        as_somebody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        shutil.chown(folder, 65534, 65534)
        for parent in folder.parents:
            if parent.stat().st_uid == os.getuid() and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o011)
    run = [*as_somebody, "env", f"HOME={folder}"]
    data = str(folder / "data")
    subprocess.run([*run, "initdb", "-D", data, "-A", "trust", "-U", "sol"], check=True, capture_output=True)
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    subprocess.run(
        [*run, "pg_ctl", "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f"postgresql+psycopg://sol@/postgres?host={folder}"
    subprocess.run([*run, "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=True, capture_output=True)


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty(request: pytest.FixtureRequest, tmp_path: Path, key: str) -> AsyncIterator[Database]:
    """A database without tables, of each kind."""
    url = f"sqlite+aiosqlite:///{tmp_path}/empty.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")
    database = Database.open(url, key)
    yield database
    async with database.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(alembic_config(sync), "base"))
    await database.close()


async def test_migrations_go_up_down_and_up_again(empty: Database) -> None:
    await upgrade(empty.engine)
    async with empty.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(alembic_config(sync), "base"))
    await upgrade(empty.engine)
    await upgrade(empty.engine)
    async with empty.transaction() as session:
        session.add(CandidateRow(chat_id=1, conversation="a", language="fr", created_at=NOW))
    async with empty.reading() as session:
        assert (await session.scalars(select(CandidateRow))).one().created_at == NOW


async def test_the_migrations_make_the_models(empty: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    await upgrade(empty.engine)
    async with empty.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_what_raises_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(RuntimeError):
        async with database.transaction() as session:
            session.add(CandidateRow(chat_id=1, conversation="a", language="fr", created_at=NOW))
            await session.flush()
            raise RuntimeError
    async with database.reading() as session:
        assert (await session.scalars(select(CandidateRow))).all() == []


async def test_the_database_refuses_what_must_never_be(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as session:
            session.add(AnswerRow(candidate_id=404, field="french_level", value=1, answered_at=NOW))
    with pytest.raises(IntegrityError):
        async with database.transaction() as session:
            trip = (await session.scalars(select(TripRow).limit(1))).one()
            trip.taken = trip.seats + 1


async def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    async with database.transaction() as writer:
        writer.add(CandidateRow(chat_id=1, conversation="a", language="fr", created_at=NOW))
        await writer.flush()
        async with asyncio.timeout(2), database.reading() as reader:
            assert (await reader.scalar(text("SELECT count(*) FROM candidates"))) == 0


async def test_an_error_of_the_database_names_no_values(database: Database) -> None:
    with pytest.raises(IntegrityError) as refused:
        async with database.transaction() as session:
            for _ in range(2):
                session.add(CandidateRow(chat_id=1, conversation="canary", language="fr", created_at=NOW))
    assert "canary" not in str(refused.value)
