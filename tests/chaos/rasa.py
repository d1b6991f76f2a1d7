"""A stand-in for Rasa that can be told to break in the ways in which the real one does."""

import asyncio
from enum import StrEnum

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_HUNG = 4.0  # seconds: longer than the bot waits


class Mood(StrEnum):
    """How it answers."""

    WELL = "well"
    EMPTY = "empty"  # status 200 and nothing said, as when an action failed
    BROKEN = "500"
    HUNG = "hung"


class StandIn:
    """Understands every text as an opinion, which the bot keeps word for word: so that each text can be counted."""

    def __init__(self) -> None:
        self.mood = Mood.WELL
        self.app = Starlette(
            routes=[
                Route("/webhooks/rest/", self._health),
                Route("/webhooks/rest/webhook", self._webhook, methods=["POST"]),
            ]
        )

    async def _health(self, request: Request) -> Response:
        """A server whose actions fail does not know it: it says that it is well."""
        if self.mood is Mood.HUNG:
            await asyncio.sleep(_HUNG)
        return Response(status_code=500 if self.mood is Mood.BROKEN else 200)

    async def _webhook(self, request: Request) -> Response:
        message = (await request.json())["message"]
        if self.mood is Mood.HUNG:
            await asyncio.sleep(_HUNG)
        if self.mood is Mood.BROKEN:
            return Response(status_code=500)
        if self.mood is Mood.EMPTY or message.startswith("/"):
            return JSONResponse([])
        return JSONResponse([{"custom": {"answer": "feedback", "args": [message]}}])
