"""Three processes share the work on PostgreSQL: what one takes another answers, and whichever dies, nothing is lost."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from bot.dialogue.trained_model import ROOT
from sandbox import SANDBOX_TOKEN, Served
from sandbox.client import SandboxClient
from tests.databases import Copies
from tests.end_to_end.conftest import PATIENCE
from tests.end_to_end.process import BotProcess

pytestmark = pytest.mark.asyncio(loop_scope="session")
PROCESSES = {"in": ("intake",), "work": ("turns", "clock", "web"), "out": ("sender",)}


@pytest_asyncio.fixture(loop_scope="session")
async def processes(
    served: Served, postgresql_copies: Copies, key: str, tmp_path: Path
) -> AsyncIterator[Mapping[str, BotProcess]]:
    """Each started as an operator does it; Rasa is away, since buttons and commands need none."""
    with postgresql_copies() as url:
        environment = {
            "TELEGRAM_BOT_TOKEN": SANDBOX_TOKEN, "TELEGRAM_API_URL": served.url, "DATABASE_URL": url,
            "BOT_DATA_KEY": key, "BOT_PORT": "0", "BOT_VAR": str(ROOT / "var"),
            "RASA_URL": "http://127.0.0.1:9", "RASA_TOKEN": "a secret",
        }  # fmt: skip
        started = {
            name: BotProcess(tmp_path, environment, "-m", "bot", "run", *(f"--role={role}" for role in roles))
            for name, roles in PROCESSES.items()
        }
        async with AsyncExitStack() as stack:
            for process in started.values():
                stack.push_async_callback(process.end)
            await asyncio.gather(*(process.start() for process in started.values()))
            yield started


@pytest.mark.timeout(600)  # six starts of a process, on a machine that may have other things to do
async def test_a_message_passes_through_three_processes_and_outlives_each_of_them(
    served: Served, processes: Mapping[str, BotProcess]
) -> None:
    async with SandboxClient(served.url, patience=PATIENCE, quiet=0.3) as sandbox:
        amina = await sandbox.add_candidate("Amina", "en")
        [hello] = await amina.say("/help")
        assert hello.buttons
        [regions] = await amina.say("/regions")
        both = [hello.text, regions.text]
        for dying in PROCESSES:
            await processes[dying].end(signal.SIGKILL)
            await amina.send("/help")
            await amina.send("/regions")
            await processes[dying].start()
            found = await amina.replies(until=lambda found: [each.text for each in found[-2:]] == both)
            texts = [each.text for each in found]
            assert texts[-2:] == both, dying
            assert texts[:-2] in ([], both[1:]), "what was under way at a kill may come twice, and nothing else"
