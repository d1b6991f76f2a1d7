"""The whole product: a real bot process with its own Rasa, talking to a sandbox that the tests hold."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio
from cryptography.fernet import Fernet

from bot.dialogue.trained_model import ROOT
from sandbox import SANDBOX_TOKEN, Sandbox, Served, serve
from sandbox.client import Candidate, SandboxClient
from tests.end_to_end.process import UNDERSTANDS, BotProcess

PATIENCE = 30.0  # seconds for an answer; a busy machine is not a broken product


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def served() -> AsyncIterator[Served]:
    sandbox = Sandbox(SANDBOX_TOKEN, lambda: datetime.now(UTC), count(5000), webhook_pause=0.05)
    async with serve(sandbox) as served:
        yield served


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def bot(served: Served, model: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """The process, started once; tests that end it start it again."""
    folder: Path = tmp_path_factory.mktemp("bot")
    process = BotProcess(
        folder,
        {
            "TELEGRAM_BOT_TOKEN": SANDBOX_TOKEN,
            "TELEGRAM_API_URL": served.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bot.db",
            "BOT_DATA_KEY": Fernet.generate_key().decode(),
            "BOT_PORT": "0",
            "BOT_VAR": str(ROOT / "var"),
        },
    )
    await process.command("db", "seed", "--demo")
    await process.start()
    await process.until(UNDERSTANDS)  # what is written before is answered late
    yield process
    await process.end()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox(served: Served, bot: BotProcess) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(served.url, patience=PATIENCE, quiet=0.3) as sandbox:
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def amina(sandbox: SandboxClient) -> Candidate:
    """Somebody new whose phone speaks French."""
    return await sandbox.add_candidate("Amina", "fr")


@pytest_asyncio.fixture(loop_scope="session")
async def carlos(sandbox: SandboxClient) -> Candidate:
    """Somebody new whose phone speaks English."""
    return await sandbox.add_candidate("Carlos", "en-CA")
