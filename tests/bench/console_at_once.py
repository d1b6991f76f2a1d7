"""Twenty officers and fifty candidates at once, with real processes on PostgreSQL: `make bench-console-at-once`.

Candidates write through the sandbox's Telegram to one process (intake, turns, sender, clock); officers have their
conversations, each open as a live page, and go from page to page in another process (web). Measured are the pages, and
the time from a candidate's message to the event in the officer's page. By the clock: say what else the machine did.
"""

import asyncio
import html
import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import httpx
from cryptography.fernet import Fernet
from rich.console import Console
from rich.table import Table
from sqlalchemy import delete, select, text

from bot.base.terms import Language
from bot.db import Database
from bot.db.models import IdentityRow, SaidRow, StaffRow
from bot.dialogue.trained_model import ROOT
from bot.knowledge import load_knowledge
from bot.programme import candidates, handover, requests, sign_in
from bot.programme.access import Officer, Role
from bot.programme.candidates import Consent
from sandbox import SANDBOX_TOKEN, Sandbox, serve
from sandbox.client import Candidate, SandboxClient
from tests import databases
from tests.bench import console as alone
from tests.end_to_end.process import BotProcess

OFFICERS, CANDIDATES = 20, 50
SECONDS = 120
THINKS = (2.5, 7.5)  # seconds of an officer between two pages
WRITES = (5.0, 15.0)  # of a candidate between two messages
SEEN_WITHIN = 2.0  # seconds at p95 from a message to the officer's page
HOST = "console.example.org"
PAGES = (
    "/", "/conversations", "/candidates", "/candidates?waits=person", "/candidates?region=11&trade=31301", "/trips",
    "/trips/{trip}", "/trips/{trip}/day", "/employers", "/employers/{employer}", "/candidates/{person}", "/meetings",
    "/figures", "/knowledge", "/employers/{employer}/vacancies/new",
    "/employers/{employer}/vacancies/{vacancy}/preselection",
)  # fmt: skip


@dataclass
class Measured:
    """Seconds of each page by its path, and from each message to its event; what went wrong."""

    pages: dict[str, list[float]] = field(default_factory=dict)
    seen: list[float] = field(default_factory=list)
    sent: dict[str, float] = field(default_factory=dict)  # messages that nobody saw yet
    wrote: dict[str, float] = field(default_factory=dict)  # when each message was written
    wrong: list[str] = field(default_factory=list)
    stored: list[float] = field(default_factory=list)  # seconds until each message was the officer's, in the database
    processor: dict[str, float] = field(default_factory=dict)  # seconds of it that each process had, by its name
    lasted: float = 0.0


@dataclass(frozen=True)
class Working:
    """An officer: the cookie of the console, and the conversations that are theirs."""

    cookie: str
    conversations: Sequence[str]


async def main() -> int:
    """Fill a database, start the processes, measure, print; 1 where messages are seen late or a page failed."""
    key, load_before = Fernet.generate_key().decode(), os.getloadavg()
    alone.NOW = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as name, databases.serve() as url:
        async with AsyncExitStack() as stack:
            served = await stack.enter_async_context(
                serve(Sandbox(SANDBOX_TOKEN, lambda: datetime.now(UTC), count(5000)))
            )
            client = await stack.enter_async_context(SandboxClient(served.url, patience=60, quiet=0.3))
            people = [await client.add_candidate(f"C{each}", "fr") for each in range(CANDIDATES)]
            await databases.load(url, key, alone.NOW.date())
            database = Database.open(url, key)
            named = await alone._fill(database, load_knowledge())
            officers = await _held(database, people)
            environment = {
                "TELEGRAM_BOT_TOKEN": SANDBOX_TOKEN, "TELEGRAM_API_URL": served.url, "DATABASE_URL": url,
                "BOT_DATA_KEY": key, "BOT_PORT": "0", "BOT_VAR": str(ROOT / "var"), "CONSOLE_URL": f"https://{HOST}",
                "RASA_URL": "http://127.0.0.1:9", "RASA_TOKEN": "a secret",
            }  # fmt: skip
            roles = {"web": ("web",), "turns": ("intake", "turns", "sender", "clock")}
            started = {
                process: BotProcess(Path(name), environment, "-m", "bot", "run", *(f"--role={each}" for each in of))
                for process, of in roles.items()
            }
            for process in started.values():
                stack.push_async_callback(process.end)
            await asyncio.gather(*(process.start() for process in started.values()))
            measured = await _at_work(started, named, officers, people)
            await _look_when_stored(database, measured)
            await database.close()
    _print(measured, load_before)
    late = _at(0.95, measured.seen) > SEEN_WITHIN if measured.seen else True
    return 1 if late or measured.wrong else 0


async def _held(database: Database, people: Sequence[Candidate]) -> list[Working]:
    """Everybody has agreed and asked for a person, and is with an officer: two or three with each."""
    now = datetime.now(UTC)
    async with database.transaction() as session:
        await session.execute(delete(IdentityRow))  # of the sandbox; the processes take the database for a real one
        last = "SELECT setval(pg_get_serial_sequence('candidates', 'id'), (SELECT max(id) FROM candidates))"
        await session.execute(text(last))
        found = []
        for number in range(OFFICERS):
            row = StaffRow(id=f"officer-{number}", email=f"{number}@example.org", name=f"Léa {number}",
                           role=Role.TRIP_LEAD, added_at=now, chat_id=900_000 + number)  # fmt: skip
            session.add(row)
            await session.flush()
            cookie = await sign_in._begin(session, row, "Firefox, Linux", now, proved=True)
            officer, theirs = Officer(row.id, row.name or "", Role.TRIP_LEAD, proved=True), []
            for person in people[number::OFFICERS]:
                candidate = await candidates.meet(session, person.id, Language.FRENCH, now)
                candidates.decide_consent(session, candidate, Consent.GIVEN, now)
                await session.flush()
                await requests.ask_for_a_person(session, candidate, now)
                await handover.take_over(session, officer, candidate.conversation, now)
                theirs.append(candidate.conversation)
            found.append(Working(cookie, theirs))
    return found


async def _at_work(
    started: dict[str, BotProcess], named: dict[str, str], officers: Sequence[Working], people: Sequence[Candidate]
) -> Measured:
    """Everybody at once, for `SECONDS`; then the last messages are waited for."""
    measured, chance, address = Measured(), random.Random(1), started["web"].address
    async with AsyncExitStack() as stack:
        tasks = []
        for officer in officers:
            headers = {"host": HOST, "cookie": f"__Host-session={officer.cookie}", "sec-fetch-site": "same-origin",
                       "origin": f"https://{HOST}"}  # fmt: skip
            client = await stack.enter_async_context(
                httpx.AsyncClient(base_url=f"{address}/console", headers=headers, timeout=60)
            )
            for each in officer.conversations:
                tasks.append(asyncio.create_task(_watch(client, each, measured)))
            tasks.append(
                asyncio.create_task(_look_around(client, officer, named, measured, random.Random(chance.random())))
            )
        await asyncio.sleep(5)  # all pages are open
        had, since = {name: _processor(process.pid) for name, process in started.items()}, time.perf_counter()
        writing = [asyncio.create_task(_write(each, measured, random.Random(chance.random()))) for each in people]
        await asyncio.sleep(SECONDS)
        for task in writing:
            task.cancel()
        await asyncio.gather(*writing, return_exceptions=True)
        measured.processor = {name: _processor(process.pid) - had[name] for name, process in started.items()}
        measured.lasted = time.perf_counter() - since
        began = time.perf_counter()
        while measured.sent and time.perf_counter() - began < 20:  # noqa: ASYNC110 - another process' work
            await asyncio.sleep(0.2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    measured.wrong += [f"never seen: {each}" for each in measured.sent]
    return measured


async def _watch(client: httpx.AsyncClient, conversation: str, measured: Measured) -> None:
    """A conversation that stays open as a live page."""
    page = (await client.get(f"/conversations/{conversation}")).text
    [follows] = re.findall(r'data-follows="/console([^"]+)"', page)
    async with client.stream("GET", html.unescape(follows)) as events:
        if events.status_code != 200:
            measured.wrong.append(f"events {events.status_code}")
        async for line in events.aiter_lines():
            now = time.perf_counter()
            if line.startswith("data: "):
                for each in re.findall(r"message \d+-\d+\.", json.loads(line[6:] or '""') or ""):
                    if each in measured.sent:
                        measured.seen.append(now - measured.sent.pop(each))


async def _look_around(
    client: httpx.AsyncClient, officer: Working, named: dict[str, str], measured: Measured, chance: random.Random
) -> None:
    """From page to page, and now and then an answer."""
    while True:
        await asyncio.sleep(chance.uniform(*THINKS))
        path = chance.choice((*PAGES, *(f"/conversations/{each}" for each in officer.conversations)))
        address = path
        for name, value in named.items():
            address = address.replace(name, value)
        shown = "/conversations/{conversation}" if path not in PAGES and path.startswith("/conversations/") else path
        began = time.perf_counter()
        answer = await client.get(address)
        measured.pages.setdefault(shown, []).append(time.perf_counter() - began)
        if answer.status_code != 200:
            measured.wrong.append(f"{path}: {answer.status_code}")
        if chance.random() < 0.2:
            began, of = time.perf_counter(), chance.choice(officer.conversations)
            sent = await client.post(f"/conversations/{of}/reply", data={"words": "Bonjour, je regarde cela."})
            measured.pages.setdefault("POST …/reply", []).append(time.perf_counter() - began)
            if sent.status_code != 303:
                measured.wrong.append(f"reply: {sent.status_code}")


async def _write(person: Candidate, measured: Measured, chance: random.Random) -> None:
    for number in count():
        await asyncio.sleep(chance.uniform(*WRITES))
        words = f"message {person.id}-{number}."
        measured.sent[words], measured.wrote[words] = time.perf_counter(), time.time()
        await person.send(f"Bonjour, voici mon {words}")


async def _look_when_stored(database: Database, measured: Measured) -> None:
    """How long each message took to the database: said_at is when its turn began."""
    async with database.reading() as session:
        rows = await session.execute(select(SaidRow.text, SaidRow.said_at).order_by(SaidRow.id.desc()).limit(5000))
        for said, moment in rows:
            for words in re.findall(r"message \d+-\d+\.", said):
                if words in measured.wrote:
                    measured.stored.append(moment.timestamp() - measured.wrote[words])


def _processor(pid: int) -> float:
    """Seconds of the processor that a process has had, with its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _at(share: float, times: Sequence[float]) -> float:
    return sorted(times)[int(share * (len(times) - 1))]


def _print(measured: Measured, load_before: tuple[float, float, float]) -> None:
    every = [each for times in measured.pages.values() for each in times]
    title = (
        f"{OFFICERS} officers and {CANDIDATES} candidates for {SECONDS} s, {os.cpu_count()} cores; "
        f"load {load_before[0]:.1f} before, {os.getloadavg()[0]:.1f} at the end; ms by the clock"
    )
    shown = Table("what", "times", "p50", "p95", "most", title=title)
    rows = [("a message, until the officer's page has it", measured.seen),
            ("the same, until its turn begins", measured.stored), ("all pages", every)]  # fmt: skip
    rows += sorted(measured.pages.items(), key=lambda each: -_at(0.95, each[1]))
    for what, times in rows:
        if times:
            figures = (_at(0.5, times), _at(0.95, times), max(times))
            shown.add_row(what, str(len(times)), *(f"{1000 * each:.0f}" for each in figures))
    Console(width=120).print(shown)
    for name, seconds in measured.processor.items():
        print(f"{name}: {seconds / measured.lasted:.0%} of a processor")
    for each in measured.wrong[:20]:
        print(each, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
