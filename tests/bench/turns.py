"""How long a turn takes by each door, and what the processes weigh: `make bench-turns`.

Measured from a candidate's side, on this machine, with the real bot, its Rasa and the sandbox. Compare the lines of one
run with each other; figures of two machines, or of two days, say little.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from cryptography.fernet import Fernet
from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.knowledge import load_knowledge, training_vocabulary
from bot.sandbox import SANDBOX_TOKEN, Sandbox, serve
from bot.sandbox.client import Candidate, SandboxClient
from bot.training import ROOT, ensure_model
from tests.end_to_end.process import BotProcess

TURNS = 60
TEXTS = ("quand sont les prochains voyages?", "what is life like in Gaspésie?", "combien coûte un loyer à Rimouski?")


async def main() -> None:
    """Start everything, measure, print."""
    ensure_model(ROOT / "var", training_vocabulary(load_knowledge()))
    with tempfile.TemporaryDirectory() as folder:
        async with serve(Sandbox(SANDBOX_TOKEN, lambda: datetime.now(UTC))) as served:
            bot = BotProcess(
                Path(folder),
                {
                    "TELEGRAM_BOT_TOKEN": SANDBOX_TOKEN,
                    "TELEGRAM_API_URL": served.url,
                    "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bot.db",
                    "BOT_DATA_KEY": Fernet.generate_key().decode(),
                    "BOT_PORT": "0",
                    "BOT_VAR": str(ROOT / "var"),
                },
            )
            began = time.perf_counter()
            await bot.start()
            started = time.perf_counter() - began
            async with SandboxClient(served.url) as sandbox:
                seconds = await _doors(await sandbox.candidate("Amina"))
            weights = [_megabytes(bot.pid), *(_megabytes(child) for child in bot.children())]
            await bot.end()
    _print(started, seconds, weights)


async def _doors(amina: Candidate) -> dict[str, list[float]]:
    [welcome] = await amina.say("/start")
    doors: dict[str, Callable[[int], Awaitable[object]]] = {
        "button": lambda n: amina.tap(welcome.id, "trips"),
        "command": lambda n: amina.send("/trips"),
        "text": lambda n: amina.send(TEXTS[n % len(TEXTS)]),
    }
    seconds: dict[str, list[float]] = {}
    for door, act in doors.items():
        seconds[door] = []
        for number in track(range(TURNS), description=door):
            began = time.perf_counter()
            await act(number)
            await amina.replies(until=bool)
            seconds[door].append(time.perf_counter() - began)
    return seconds


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def _print(started: float, seconds: dict[str, list[float]], weights: list[float]) -> None:
    table = Table("door", "p50, ms", "p95, ms", "p50, ratio to a button")
    button = statistics.median(seconds["button"])
    for door, taken in seconds.items():
        p95 = statistics.quantiles(taken, n=20)[-1]
        middle = statistics.median(taken)
        table.add_row(door, f"{middle * 1000:.0f}", f"{p95 * 1000:.0f}", f"{middle / button:.2f}")
    console = Console()
    console.print(table)
    console.print(f"start, model trained: {started:.1f} s; memory: bot {weights[0]:.0f} MB, Rasa {weights[1]:.0f} MB")


if __name__ == "__main__":
    asyncio.run(main())
