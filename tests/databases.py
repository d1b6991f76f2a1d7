"""Databases of tests' own: SQLite in a file, and PostgreSQL on a server that the run starts for itself."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, make_url

from bot.db import Database
from bot.db.migrate import upgrade
from demonstration import seed

KINDS = ("sqlite", "postgresql")
Copies = Callable[[], AbstractContextManager[str]]  # the address of one more copy, which lasts as long as the block
_NOBODY = 65534
_numbers = count(1)


def without_postgres() -> str | None:
    """What this machine lacks to run PostgreSQL, and how it gets it; None where nothing is missing."""
    if _programs() is None:
        return "PostgreSQL's server is not installed: apt-get install postgresql"
    if os.getuid() == 0 and not shutil.which("setpriv"):
        return "PostgreSQL does not run as root, and no setpriv is there to become nobody: apt-get install util-linux"
    return None


def require_postgres() -> None:
    """On a developer's machine alone a test may be left out for want of a server: in CI it fails."""
    if reason := without_postgres():
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@contextmanager
def serve() -> Iterator[str]:
    """The address of a PostgreSQL server on a socket.

    Its folder is not one of pytest's: those are closed to other users, and the server refuses to run as root.
    """
    programs = _programs()
    assert programs is not None
    as_somebody: list[str] = []
    with TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        if os.getuid() == 0:
            as_somebody = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
            os.chown(folder, _NOBODY, _NOBODY)

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


async def load(url: str, key: str, today: date) -> None:
    """Fill an empty database with its tables and the demonstration data."""
    database = Database.open(url, key)
    await upgrade(database.engine)
    async with database.transaction() as session:
        seed.seed(session, today)
    await database.close()


@contextmanager
def copy_of_file(original: Path) -> Iterator[str]:
    """A copy of a SQLite database."""
    with TemporaryDirectory(prefix="copy-") as folder:
        shutil.copy(original, Path(folder) / "bot.db")
        yield f"sqlite+aiosqlite:///{folder}/bot.db"


@contextmanager
def copy_on_server(server: str, original: str) -> Iterator[str]:
    """A copy of a database on a PostgreSQL server: much faster than to migrate and fill another one."""
    name = f"copy_{next(_numbers)}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {original}")
    try:
        yield named(server, name)
    finally:
        execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def named(server: str, name: str) -> str:
    """The address of a database of this name on a PostgreSQL server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def execute(server: str, statement: str) -> None:
    """Do what PostgreSQL does in no transaction."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _programs() -> Path | None:
    """Where the server's programs are: on the path, or where Debian puts them, the newest version first."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(found).parent if found else debian[-1].parent if debian else None
