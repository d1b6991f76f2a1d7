"""A stand-in for Rasa that can be told to break in the ways in which the real one does.

A process of its own, so that it can be killed: `python -m tests.chaos.rasa PORT`.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.base.serving import serving
from bot.dialogue.trained_model import ROOT
from bot.knowledge import load_knowledge
from tests.end_to_end.process import READY, BotProcess, free_port

_HUNG = 4.0  # seconds: longer than the bot waits


class Mood(StrEnum):
    """How it answers."""

    WELL = "well"
    EMPTY = "empty"  # status 200 and nothing said, as when an action failed
    BROKEN = "500"
    HUNG = "hung"


class StandIn:
    """Takes every text for an opinion and for a question about the article that is its last word.

    The bot keeps an opinion word for word, and gives each article's own answer: so both can be counted text by text.
    """

    def __init__(self) -> None:
        self.mood = Mood.WELL
        self._articles = load_knowledge().articles
        self.app = Starlette(
            routes=[
                Route("/webhooks/read/", self._health),
                Route("/webhooks/read/parse", self._parse, methods=["POST"]),
                Route("/webhooks/read/webhook", self._webhook, methods=["POST"]),
                Route("/mood", self._change, methods=["POST"]),
            ]
        )

    async def _change(self, request: Request) -> Response:
        self.mood = Mood(await request.json())
        return Response()

    async def _health(self, request: Request) -> Response:
        """A server whose actions fail does not know it: it says that it is well."""
        if self.mood is Mood.HUNG:
            await asyncio.sleep(_HUNG)
        return Response(status_code=500 if self.mood is Mood.BROKEN else 200)

    async def _parse(self, request: Request) -> Response:
        if self.mood is Mood.HUNG:
            await asyncio.sleep(_HUNG)
        if self.mood is Mood.BROKEN:
            return Response(status_code=500)
        sure = {"name": "give_feedback", "confidence": 1.0}
        return JSONResponse({"text": (await request.json())["text"], "intent": sure, "intent_ranking": [sure]})

    async def _webhook(self, request: Request) -> Response:
        message = (await request.json())["parse"]["text"]
        if self.mood is Mood.EMPTY:
            return JSONResponse([])
        if (article := message.split()[-1]) not in self._articles:  # a probe
            return JSONResponse([{"custom": {"answer": "greet"}}])
        named = [{"answer": "feedback"}, {"answer": "article", "args": [article]}]
        return JSONResponse([{"custom": each} for each in named])


class Rasa:
    """The stand-in as the storm holds it."""

    def __init__(self, url: str, process: BotProcess, http: httpx.AsyncClient) -> None:
        self.url = url
        self._process = process
        self._http = http

    @classmethod
    @asynccontextmanager
    async def running(cls, folder: Path) -> AsyncIterator["Rasa"]:
        """Until the block ends, dead or alive."""
        port = free_port()
        process = BotProcess(folder, {"PYTHONPATH": str(ROOT)}, "-m", "tests.chaos.rasa", str(port))
        await process.start()
        try:
            async with httpx.AsyncClient(trust_env=False) as http:
                yield cls(f"http://127.0.0.1:{port}", process, http)
        finally:
            await process.end(signal.SIGKILL)

    async def become(self, mood: Mood) -> None:
        """Answer like this from now on."""
        (await self._http.post(f"{self.url}/mood", json=mood)).raise_for_status()

    async def die(self, seconds: float) -> None:
        """Be killed, and started anew after so long."""
        await self._process.end(signal.SIGKILL)
        await asyncio.sleep(seconds)
        await self._process.start()


async def main(port: int) -> None:
    """Serve until the process is killed."""
    async with serving(StandIn().app, "127.0.0.1", port):
        print(READY, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
