"""What several rooms need: the trained model, a loaded database, the knowledge base. Each made once."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.answers import Library
from bot.db import Database
from bot.db.migrate import upgrade
from bot.knowledge import Meanings, Search, load_knowledge, training_vocabulary
from bot.matching import load_weights
from bot.programme import seed
from bot.programme.employers import Rules
from bot.training import MEANINGS, OUT_OF_SCOPE, ROOT, Training, phrases

Report = Callable[[str], None]
_REPORT = pytest.StashKey[list[str]]()
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # the moment at which tests of rooms take place


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Report:
    """A line for the end of the run, where CI shows it."""
    return pytestconfig.stash.setdefault(_REPORT, []).append


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over what was reported, if this is one process of several."""
    if output := getattr(session.config, "workeroutput", None):
        output["report"] = session.config.stash.get(_REPORT, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what another process reported."""
    node.config.stash.setdefault(_REPORT, []).extend(node.workeroutput.get("report", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was reported."""
    if lines := config.stash.get(_REPORT, []):
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def training() -> Training:
    """The training whose model the product uses too, so that it is made once for both."""
    return Training(ROOT / "var", training_vocabulary(load_knowledge()))


@pytest.fixture(scope="session")
def model(training: Training) -> Path:
    """The trained model; `make test` has trained it before, since that takes minutes."""
    return training.ensure_model(lambda what, done: None)


@pytest.fixture(scope="session")
def key() -> str:
    """The key of encrypted columns, for the whole run."""
    return Fernet.generate_key().decode()


@pytest.fixture(scope="session")
def loaded(key: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the demonstration data, to be copied."""
    path = tmp_path_factory.mktemp("database") / "loaded.db"

    async def load() -> None:
        database = Database.open(f"sqlite+aiosqlite:///{path}", key)
        await upgrade(database.engine)
        async with database.transaction() as session:
            seed.seed(session, NOW.date())
        await database.close()

    asyncio.run(load())
    return path


@pytest.fixture
async def database(loaded: Path, key: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A real database of one test's own, with employers, vacancies and trips."""
    shutil.copy(loaded, tmp_path / "bot.db")
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path}/bot.db", key)
    yield database
    await database.close()


@pytest.fixture(scope="session")
def library(search: Search) -> Library:
    """Knowledge and weights, read once."""
    knowledge = load_knowledge()
    return Library(knowledge, search, Rules.of(knowledge, load_weights()))


@pytest.fixture(scope="session")
def search() -> Search:
    """The search of the whole knowledge base; `make test` has computed its vectors before."""
    return Search(load_knowledge(), Meanings(ROOT / "var" / MEANINGS), phrases(OUT_OF_SCOPE))
