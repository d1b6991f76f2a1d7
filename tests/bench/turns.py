"""How long turns take and how many are done in a second: `make bench-turns`.

Candidates chat at once through the sandbox, with three bots in one run on this machine: a bare python-telegram-bot that
says back what it is told, ours, and ours with Rasa's stock pipeline and policies on our data in place of our own.
Compare the lines of one run with each other; figures of two machines, or of two days, say little.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from cryptography.fernet import Fernet
from rich.console import Console
from rich.table import Table

from bot.dialogue.trained_model import ROOT, ensure_model
from bot.knowledge import load_knowledge, training_vocabulary
from sandbox import SANDBOX_TOKEN, Sandbox, serve
from sandbox.client import Candidate, SandboxClient
from tests.bench import stock
from tests.end_to_end.process import BotProcess, free_port

TEXTS = (
    "quand sont les prochains voyages?",
    "what is life like in Gaspésie?",
    "combien coûte un loyer à Rimouski?",
    "how can I learn French?",
    "je voudrais parler à une personne du programme",
    "qui peut m'aider avec ma demande de permis?",
    "is my diploma recognised here?",
    "c'est comment l'hiver au Saguenay?",
)
DOORS = ("command", "button", "text")
_WARM_UP = 3  # turns of each candidate by each door before anything is measured
_SECRET = "a-secret-of-the-bench"
console = Console(width=140)


@dataclass(frozen=True, slots=True)
class Door:
    """What one bot did by one door."""

    seconds: list[float]  # of each turn, from the candidate's side
    whole: float  # seconds until all turns were done

    @property
    def p50(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1]

    @property
    def rate(self) -> float:
        """Turns in a second."""
        return len(self.seconds) / self.whole


async def main(people: int, turns: int) -> None:
    """Train what is to be trained, measure each bot, print."""
    ensure_model(ROOT / "var", training_vocabulary(load_knowledge()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with console.status("Training Rasa's stock pipeline and policies; that takes ten minutes or more"):
            model = await asyncio.to_thread(stock.ensure_model)
        found: dict[str, dict[str, Door]] = {}
        weights: dict[str, float] = {}
        for contender in ("echo", "ours", "stock"):
            with console.status(f"{contender}: {people} candidates, {turns} turns each by each door"):
                async with _started(contender, folder, model) as (url, processes):
                    found[contender] = await _measure(url, people, turns)
                    weights[contender] = sum(map(_megabytes, processes()))
    _print(found, weights, people, turns)
    sys.exit(0 if _reached(found) else 1)


def _reached(found: dict[str, dict[str, Door]]) -> bool:
    """The targets: taps and commands within 3 times the echo's p50, texts at a quarter of the stock Rasa's, and
    four times its throughput."""
    ours, echo, other = found["ours"], found["echo"], found["stock"]
    quick = all(ours[door].p50 <= 3 * echo[door].p50 for door in ("command", "button"))
    return quick and ours["text"].p50 <= other["text"].p50 / 4 and ours["text"].rate >= 4 * other["text"].rate


@asynccontextmanager
async def _started(contender: str, folder: Path, model: Path) -> AsyncIterator[tuple[str, Callable[[], list[int]]]]:
    """One bot with a sandbox of its own: the sandbox's address, and which processes the bot consists of."""
    home = folder / contender
    home.mkdir()
    port = free_port()
    async with serve(Sandbox(SANDBOX_TOKEN, lambda: datetime.now(UTC))) as served:
        environment = {
            "TELEGRAM_BOT_TOKEN": SANDBOX_TOKEN, "TELEGRAM_API_URL": served.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{home}/bot.db", "BOT_DATA_KEY": Fernet.generate_key().decode(),
            "BOT_PORT": str(port), "BOT_VAR": str(ROOT / "var"), "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        match contender:
            case "echo":
                async with _process(BotProcess(home, environment, "-m", "tests.bench.echo")) as bot:
                    yield served.url, lambda: [bot.pid]
            case "ours":
                async with _process(await _loaded(BotProcess(home, environment))) as bot:
                    yield served.url, lambda: [bot.pid, *bot.children()]
            case _:
                rasa = free_port()
                given = {"RASA_URL": f"http://127.0.0.1:{rasa}", "RASA_TOKEN": _SECRET}
                actions = f"http://127.0.0.1:{port}/actions"
                async with (
                    stock.serving_stock(model, rasa, actions, _SECRET) as pid,
                    _process(await _loaded(BotProcess(home, environment | given))) as bot,
                ):
                    yield served.url, lambda: [bot.pid, pid]


async def _loaded(bot: BotProcess) -> BotProcess:
    await bot.command("db", "seed", "--demo")
    return bot


@asynccontextmanager
async def _process(bot: BotProcess) -> AsyncIterator[BotProcess]:
    await bot.start()
    try:
        yield bot
    finally:
        await bot.end()


async def _measure(url: str, people: int, turns: int) -> dict[str, Door]:
    async with SandboxClient(url, patience=60) as client:
        crowd = [await client.add_candidate(f"C{number}", "fr") for number in range(people)]
        bubbles = {person.id: (await person.say("/start"))[0].id for person in crowd}
        found = {}
        for person in crowd:  # one after the other: what is only there for the first message comes up without a crowd
            await _chat(person, bubbles[person.id], "text", 1)
        for door in DOORS:
            await asyncio.gather(*(_chat(person, bubbles[person.id], door, _WARM_UP) for person in crowd))
            began = time.perf_counter()
            taken = await asyncio.gather(*(_chat(person, bubbles[person.id], door, turns) for person in crowd))
            found[door] = Door([each for one in taken for each in one], time.perf_counter() - began)
        return found


async def _chat(person: Candidate, bubble: int, door: str, turns: int) -> list[float]:
    """One candidate, who acts again as soon as the answer is there."""
    seconds = []
    for number in range(turns):
        began = time.perf_counter()
        match door:
            case "command":
                await person.send("/trips")
            case "button":
                await person.tap(bubble, "trips", forged=True)
            case _:
                # a number, so that no answer is remembered from another turn
                await person.send(f"{TEXTS[(person.id + number) % len(TEXTS)]} ({person.id % 1000 + number})")
        await person.replies(until=bool)
        seconds.append(time.perf_counter() - began)
    return seconds


def _print(found: dict[str, dict[str, Door]], weights: dict[str, float], people: int, turns: int) -> None:
    table = Table(
        "bot", "door", "p50, ms", "p95, ms", "turns/s", "p50 / echo's", "p50 / stock's", "turns/s / stock's", "MB",
        title=f"{people} candidates at once, {turns} turns each by each door",
    )  # fmt: skip
    for contender, doors in found.items():
        for door, one in doors.items():
            echo, other = found["echo"][door], found["stock"][door]
            table.add_row(
                contender, door, f"{one.p50 * 1000:.0f}", f"{one.p95 * 1000:.0f}", f"{one.rate:.1f}",
                f"{one.p50 / echo.p50:.2f}", f"{one.p50 / other.p50:.2f}", f"{one.rate / other.rate:.2f}",
                f"{weights[contender]:.0f}" if door == DOORS[0] else "",
            )  # fmt: skip
    console.print(table)


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def run(people: Annotated[int, typer.Option(min=1)] = 8, turns: Annotated[int, typer.Option(min=7)] = 40) -> None:
    """Candidates who chat at once, and how many turns each takes by each door."""
    asyncio.run(main(people, turns))


if __name__ == "__main__":
    typer.run(run)
