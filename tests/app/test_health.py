"""What is asked of the assistant's health is answered from what is known."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest
from starlette.applications import Starlette

from bot.app.health_endpoints import health_routes
from bot.app.process_health import ProcessHealth
from bot.db import Database


@dataclass
class Asked:
    """Rasa, as far as it is asked, and the clock."""

    times: list[float] = field(default_factory=list)
    now: float = 0.0
    silent: float = 0.0

    async def understands(self) -> bool:
        self.times.append(self.now)
        return len(self.times) == 1


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
async def http(asked: Asked, database: Database) -> AsyncIterator[httpx.AsyncClient]:
    health = ProcessHealth(database, asked.understands, lambda: asked.silent, lambda: asked.now)
    transport = httpx.ASGITransport(Starlette(routes=health_routes(health, lambda: asked.now)))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as http:
        yield http


async def test_rasa_is_asked_once_in_some_seconds_however_often_one_looks(
    asked: Asked, http: httpx.AsyncClient
) -> None:
    for _ in range(20):
        assert (await http.get("/healthz")).json() == {"telegram": True, "database": True, "understanding": True}
        assert "python_info" in (await http.get("/metrics")).text
    assert asked.times == [0.0], "and never for the figures"
    asked.now = 60.0
    assert (await http.get("/healthz")).json()["understanding"] is False
    assert asked.times == [0.0, 60.0]


async def test_a_silent_telegram_or_a_database_that_is_away_is_an_alarm(
    asked: Asked, http: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.silent = 1000.0
    assert (await http.get("/healthz")).status_code == 503
    asked.silent, asked.now = 0.0, 100.0

    def away() -> None:
        raise OSError("the disk is away")

    monkeypatch.setattr(database, "reading", away)
    answer = await http.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
