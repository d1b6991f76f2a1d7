"""What several rooms need: the trained model, a loaded database, the knowledge base. Each made once."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import settings

from bot.answers.turn import Library
from bot.db import Database
from bot.dialogue.trained_model import MEANINGS, OUT_OF_SCOPE, ROOT, Training, phrases
from bot.knowledge import Meanings, Search, load_knowledge, training_vocabulary
from bot.knowledge.answering import Answerer
from bot.knowledge.fact_ranking import load_weights as load_ranking
from bot.knowledge.meaning import both, learn
from bot.matching import load_weights
from bot.programme.access import Role
from bot.programme.audit import Actor, ActorKind
from bot.programme.matching_inputs import Rules
from bot.programme.open_vacancies import OpenVacancies
from tests import databases
from tests.databases import Copies

Report = Callable[[str], None]
_OF_MINUTES = ("/trials/", "/nlu/", "/safety/", "/end_to_end/test_chaos.py")
_REPORT = pytest.StashKey[list[str]]()
ANA = Actor(ActorKind.OFFICER, "ana", Role.OFFICER)  # who acts, where a test needs an officer
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # the moment at which tests of rooms take place

settings.register_profile("patient", settings(), deadline=None)  # how long an example takes says what else runs
settings.load_profile("patient")


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Report:
    """A line for the end of the run, where CI shows it."""
    return pytestconfig.stash.setdefault(_REPORT, []).append


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes come first: last, one process would be at one of them while the others have nothing."""
    items.sort(key=lambda item: not any(each in item.path.as_posix() for each in _OF_MINUTES))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over what was reported, if this is one process of several."""
    if output := getattr(session.config, "workeroutput", None):
        output["report"] = session.config.stash.get(_REPORT, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what another process reported."""
    node.config.stash.setdefault(_REPORT, []).extend(node.workeroutput.get("report", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was reported; and half of the tests of the database left out is nothing to overlook."""
    reason = databases.without_postgres()
    left_out = [each for each in terminalreporter.stats.get("skipped", []) if reason and reason in each.longreprtext]
    if left_out:
        terminalreporter.write_sep("!", f"{len(left_out)} tests left out. {reason}", red=True, bold=True)
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
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of this run's own."""
    databases.require_postgres()
    with databases.serve() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_copies(key: str, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Copies of a SQLite database with the demonstration data."""
    original = tmp_path_factory.mktemp("database") / "loaded.db"
    asyncio.run(databases.load(f"sqlite+aiosqlite:///{original}", key, NOW.date()))
    return partial(databases.copy_of_file, original)


@pytest.fixture(scope="session")
def postgresql_copies(key: str, postgres: str) -> Copies:
    """The same on PostgreSQL."""
    databases.execute(postgres, "CREATE DATABASE loaded")
    asyncio.run(databases.load(databases.named(postgres, "loaded"), key, NOW.date()))
    return partial(databases.copy_on_server, postgres, "loaded")


@pytest.fixture
def database_kind() -> str:
    """The kind of database on which a test runs; rooms that write to it ask for both."""
    return "sqlite"


@pytest.fixture
def copies(database_kind: str, request: pytest.FixtureRequest) -> Copies:
    """Copies of a loaded database of this kind."""
    made: Copies = request.getfixturevalue(f"{database_kind}_copies")
    return made


@pytest.fixture
async def database(copies: Copies, key: str) -> AsyncIterator[Database]:
    """A real database of one test's own, with employers, vacancies and trips."""
    with copies() as url:
        database = Database.open(url, key)
        yield database
        await database.close()


@pytest.fixture(scope="session")
def read_once(search: Search, answerer: Answerer) -> Library:
    """Knowledge and weights."""
    knowledge = load_knowledge()
    return Library(knowledge, OpenVacancies(Rules.of(knowledge, load_weights())), lambda: (search, answerer))


@pytest.fixture
def library(read_once: Library) -> Library:
    """What answers read; its open vacancies are kept anew, since they belong to the event loop of one test."""
    return replace(read_once, open_vacancies=OpenVacancies(read_once.rules))


@pytest.fixture(scope="session")
def meanings() -> tuple[Meanings, Meanings]:
    """Vectors of what is searched; `make test` has computed them before."""
    return both(ROOT / "var" / MEANINGS)


@pytest.fixture(scope="session")
def search(meanings: tuple[Meanings, Meanings]) -> Search:
    """The search of the whole knowledge base."""
    found = Search(load_knowledge(), meanings[0], phrases(OUT_OF_SCOPE))
    learn(meanings[0], [found])
    return found


@pytest.fixture(scope="session")
def answerer(meanings: tuple[Meanings, Meanings]) -> Answerer:
    """What answers questions, with the weights that were learnt last."""
    found = Answerer(load_knowledge(), meanings, phrases(OUT_OF_SCOPE), load_ranking())
    for each in meanings:
        learn(each, [found])
    return found
