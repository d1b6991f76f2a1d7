"""The console on a loaded database: over ASGI for what needs no browser, and in one browser for what does."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright
from sqlalchemy import select
from starlette.applications import Starlette

from bot.base.serving import serving
from bot.base.terms import Language
from bot.console import console
from bot.db import Database
from bot.db.models import StaffRow
from bot.knowledge import load_knowledge
from bot.matching import load_weights
from bot.programme import sign_in
from bot.programme.access import Role
from bot.programme.matching_inputs import Rules
from bot.web.page_access import USUAL, Streams
from tests.conftest import NOW
from tests.databases import Copies

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
KNOWLEDGE = load_knowledge()
RULES = Rules.of(KNOWLEDGE, load_weights())
OURS = {"sec-fetch-site": "same-origin"}


async def health() -> dict[str, bool]:
    """Of a process whose Rasa rests."""
    return {"database": True, "telegram": True, "understanding": False}


@dataclass
class Desk:
    """A console, its database and its time."""

    database: Database
    now: datetime = NOW
    url: str = ""
    streams: Streams = USUAL
    bot_name: Callable[[], str] = str
    roles: dict[Role, str] = field(default_factory=dict)  # sessions of one officer each

    def clock(self) -> datetime:
        """What time it is there."""
        return self.now

    async def signed_in(self, role: Role) -> str:
        """The cookie of an officer with this role, who has shown a passkey."""
        if role not in self.roles:
            async with self.database.transaction() as session:
                row = StaffRow(
                    id=f"staff {role}"[:16], email=f"{role}@example.org", name="Léa", role=role, added_at=NOW
                )
                row.chat_id = 9_000 + len(self.roles)
                session.add(row)
                await session.flush()
                self.roles[role] = await sign_in._begin(session, row, "Firefox, Linux", self.now, proved=True)
        return self.roles[role]

    async def by_link(self, role: Role) -> str:
        """A new session of the officer with this role, who has come by the link alone."""
        await self.signed_in(role)
        async with self.database.transaction() as session:
            row = (await session.scalars(select(StaffRow).where(StaffRow.role == role))).one()
            return await sign_in._begin(session, row, "Firefox, Linux", self.now)

    @asynccontextmanager
    async def client(self, role: Role | None = None, *, sandbox: bool = False) -> AsyncIterator[httpx.AsyncClient]:
        """A browser without a screen, of an officer with this role or of nobody."""
        cookies = {"session": await self.signed_in(role)} if role else {}
        app = Starlette(
            routes=[
                console(
                    self.database, self.clock, RULES, KNOWLEDGE, None, Language.ENGLISH, sandbox=sandbox, health=health,
                    streams=self.streams, bot_name=self.bot_name,
                )
            ]
        )  # fmt: skip
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", cookies=cookies) as client:
            yield client


@pytest.fixture
def desk(database: Database) -> Desk:
    """A console of one test's own."""
    return Desk(database)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def shared(sqlite_copies: Copies, key: str) -> AsyncIterator[Desk]:
    """One console for all tests of a module that look at pages, served."""
    with sqlite_copies() as url:
        database = Database.open(url, key)
        desk = Desk(database)
        served = console(database, desk.clock, RULES, KNOWLEDGE, None, Language.FRENCH, sandbox=True, health=health)
        app = Starlette(routes=[served])
        async with serving(app, "127.0.0.1", 0) as address:
            desk.url = f"{address}/console"
            yield desk
        await database.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all of them."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()
