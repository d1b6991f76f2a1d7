"""The channel between a real python-telegram-bot on the sandbox and a Rasa whose answers a test scripts."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot

from bot.answers.turn import Library
from bot.base.terms import Language
from bot.channel.clock_role import ClockRole
from bot.channel.connection import make_bot, reach
from bot.channel.conversation_parts import Parts
from bot.channel.delivery import USUAL_RETRIES, Delivery, Retries
from bot.channel.incoming_limit import IncomingLimit
from bot.channel.intake import Intake
from bot.channel.intervals import USUAL, Rhythm
from bot.channel.turns_role import Turns
from bot.db import Database
from bot.dialogue.client import RasaClient
from bot.knowledge import Resolver
from bot.queues.delivery_log import Delivered
from bot.queues.updates_begun import Begun
from bot.reading import Reader
from bot.safety import Lookout
from sandbox import SANDBOX_TOKEN, Sandbox, Served, serve
from sandbox.client import Candidate, SandboxClient
from tests.channel.notice_world import Scene
from tests.conftest import NOW


def clock() -> datetime:
    """The moment at which everything takes place: no test depends on today."""
    return NOW


@dataclass
class ScriptedRasa:
    """Answers as a test says, and remembers what it was asked."""

    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    parses: dict[str, dict[str, Any]] = field(default_factory=dict)  # what the pipeline sees; else a word of thanks
    down: bool = False
    held: dict[str, asyncio.Event] = field(default_factory=dict)  # texts that are answered once their event is set
    heard: list[str] = field(default_factory=list)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        """Rasa's own pipeline and rules: a text is what it is, and is answered as the test says."""
        if self.down:
            return httpx.Response(503)
        if request.method == "GET":
            return httpx.Response(200, json={"status": "ok"})
        body = json.loads(request.content)
        if request.url.path.endswith("/parse"):
            text = body["text"]
            return httpx.Response(200, json={"text": text, "intent": {"name": "thank"}, **self.parses.get(text, {})})
        message = "/forget" if request.url.path.endswith("/forget") else body["parse"]["text"]
        self.heard.append(message)
        if held := self.held.get(message):
            await held.wait()
        said = self.answers.get(message, [{"answer": "help"}])
        return httpx.Response(200, json=[{"custom": each} for each in said])


@dataclass(frozen=True)
class Channel:
    """What a test reaches into."""

    bot: Bot
    intake: Intake
    turns: Turns


@dataclass
class World:
    """What a test holds in its hand."""

    served: Served
    sandbox: SandboxClient
    rasa: ScriptedRasa
    database: Database
    library: Library
    delivered: Delivered
    begun: Path

    @asynccontextmanager
    async def channel(
        self,
        *,
        polling: bool = True,
        limit: IncomingLimit | None = None,
        now: Callable[[], datetime] = clock,
        rhythm: Rhythm = USUAL,
        retries: Retries = USUAL_RETRIES,
        lookout: Lookout | None = None,
    ) -> AsyncIterator[Channel]:
        """A channel that runs until the block ends, as a process does; `now` tells it another moment."""
        bot = make_bot(SANDBOX_TOKEN, self.served.url)
        async with AsyncExitStack() as stack:
            http = await stack.enter_async_context(httpx.AsyncClient(transport=httpx.MockTransport(self.rasa)))
            client = RasaClient("http://rasa", None, http)
            delivery = Delivery(bot, self.database, now, self.delivered, retries=retries)
            readers = Reader(Resolver(self.library.knowledge)), lookout or Lookout()
            parts = Parts(self.database, self.library, client, *readers, delivery.wake, now, Language.FRENCH)
            turns = Turns(bot, parts, Begun(self.begun), rhythm)
            intake = Intake(bot, self.database, now, turns.take, limit)
            spoken = Language.FRENCH, turns.conversation.awake
            clock_role = ClockRole(self.database, self.library, delivery.wake, now, *spoken)
            await reach(bot.initialize)
            clock_role.bot_name = bot.username
            stack.push_async_callback(bot.shutdown)
            await stack.enter_async_context(delivery.open(rhythm))
            await stack.enter_async_context(turns.open())
            await stack.enter_async_context(clock_role.open(rhythm))
            await stack.enter_async_context(intake.open())
            task = asyncio.create_task(intake.poll()) if polling else None
            yield Channel(bot, intake, turns)
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    async def candidate(self, language: str = "fr") -> Candidate:
        """Somebody new."""
        return await self.sandbox.add_candidate("Amina", language)


@pytest.fixture
async def world(database: Database, library: Library, tmp_path: Path) -> AsyncIterator[World]:
    """A sandbox, a scripted Rasa and a loaded database; no channel yet."""
    sandbox = Sandbox(SANDBOX_TOKEN, clock, count(1000), webhook_pause=0.02)
    async with serve(sandbox) as served, SandboxClient(served.url, patience=8, quiet=0.15) as client:
        yield World(
            served, client, ScriptedRasa(), database, library, Delivered(tmp_path / "arrived"), tmp_path / "begun"
        )


@pytest.fixture
async def scene(database: Database, library: Library, language: Language) -> Scene:
    return Scene(database, library, language)


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found
