"""`/healthz` and `/metrics`: answered from what is known, however often somebody asks."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.db import Database
from bot.errors import described

_LONGEST_SILENCE = 90.0  # seconds without an answer of Telegram after which the alarm is raised
_KNOWN_FOR = 5.0  # seconds that what was found counts
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, and when."""

    at: float
    database: bool
    understanding: bool
    figures: bytes


class Health:
    """Looks at the database and at Rasa, and counts, once in some seconds; whoever asks meanwhile is told the same."""

    def __init__(
        self,
        database: Database,
        understands: Callable[[], Awaitable[bool]],
        silent_for: Callable[[], float],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`understands`: asks Rasa; `silent_for`: seconds since Telegram last answered."""
        self._database = database
        self._understands = understands
        self._silent_for = silent_for
        self._clock = clock
        self._looking = asyncio.Lock()
        self._last: Looked | None = None

    def routes(self) -> list[Route]:
        """Both addresses."""
        return [Route("/healthz", self._health), Route("/metrics", self._figures)]

    async def _health(self, request: Request) -> Response:
        looked = await self._look()
        telegram = self._silent_for() < _LONGEST_SILENCE
        well = telegram and looked.database
        found = {"telegram": telegram, "database": looked.database, "understanding": looked.understanding}
        return JSONResponse(found, HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)

    async def _figures(self, request: Request) -> Response:
        return Response((await self._look()).figures, media_type=CONTENT_TYPE_LATEST)

    async def _look(self) -> Looked:
        async with self._looking:
            now = self._clock()
            if self._last is None or now - self._last.at >= _KNOWN_FOR:
                self._last = Looked(now, await self._database_answers(), await self._understands(), generate_latest())
            return self._last

    async def _database_answers(self) -> bool:
        try:
            async with self._database.reading() as session:
                await session.execute(text("SELECT 1"))
        except Exception as error:
            log.error("the database does not answer: %s", described(error))
            return False
        return True
