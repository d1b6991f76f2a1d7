"""A served sandbox, a real `telegram.Bot` on it, and candidates."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from sandbox import SANDBOX_TOKEN, Sandbox, Served, serve
from sandbox.client import Candidate, SandboxClient


class Clock:
    """A time that moves when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def make_bot(served: Served, token: str = SANDBOX_TOKEN) -> Bot:
    """A bot as the project builds it, without a proxy from the environment or certificates to load."""
    requests = [HTTPXRequest(httpx_kwargs={"trust_env": False, "verify": False}) for _ in range(2)]
    return Bot(
        token,
        base_url=served.base_url,
        base_file_url=served.base_file_url,
        request=requests[0],
        get_updates_request=requests[1],
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def served(clock: Clock) -> AsyncIterator[Served]:
    async with serve(Sandbox(SANDBOX_TOKEN, clock, count(1000), webhook_pause=0.02)) as served:
        yield served


@pytest.fixture
async def bot(served: Served) -> AsyncIterator[Bot]:
    async with make_bot(served) as bot:
        yield bot


@pytest.fixture
async def sandbox(served: Served) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(served.url, patience=3, quiet=0.1) as sandbox:
        yield sandbox


@pytest.fixture
async def amina(sandbox: SandboxClient) -> Candidate:
    """A candidate who has started the bot."""
    amina = await sandbox.candidate("Amina")
    await amina.send("/start")
    return amina
