"""The real bot process, started and ended as an operator does it."""

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Mapping
from pathlib import Path

READY = "The assistant is ready"
UNDERSTANDS = "Rasa is ready"  # on a busy machine later than buttons and commands are
SECONDS_TO_START = 240  # of the bot, training included, or of its Rasa after a fall
_SECONDS_TO_END = 30


class BotProcess:
    """`bot run` with its own environment; its output is kept for the tests to search."""

    def __init__(self, folder: Path, environment: Mapping[str, str], *command: str) -> None:
        """`command`: what Python runs, if not the bot."""
        self.output = ""
        self._before = 0  # letters of its output that are of an earlier start
        self._command = command or ("-m", "bot", "run")
        self._folder = folder
        self._environment = environment
        self._process: Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    @property
    def address(self) -> str:
        """Where its own server is now."""
        return str(re.findall(r"(http://\S+)/healthz", self.output)[-1])

    @property
    def pid(self) -> int:
        """The process that runs now."""
        assert self._process is not None
        return self._process.pid

    async def command(self, *words: str) -> str:
        """Another command of the assistant, with the same environment; what it says."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *words), cwd=self._folder, env=self._variables(), stdout=PIPE, stderr=STDOUT
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        return said.decode()

    def _variables(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**inherited, **self._environment, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1", "COLUMNS": "200"}

    async def start(self) -> None:
        """Start and wait until it says that it is ready."""
        self._ready.clear()
        self._before = len(self.output)
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, *self._command),
            cwd=self._folder,
            env=self._variables(),
            stdout=PIPE,
            stderr=STDOUT,
        )
        self._reader = asyncio.create_task(self._read(self._process))
        ended = asyncio.create_task(self._process.wait())
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait({ended, ready}, timeout=SECONDS_TO_START, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        ready.cancel()
        assert self._ready.is_set(), f"the bot did not start:\n{self.output}"

    async def until(self, said: str) -> None:
        """Wait until its output since the latest start has these words."""
        async with asyncio.timeout(SECONDS_TO_START):
            while said not in self.output[self._before :]:  # noqa: ASYNC110  # its output tells, and raises no event
                await asyncio.sleep(0.1)

    async def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send a signal, wait for the end, and give the exit status."""
        assert self._process is not None
        assert self._reader is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        async with asyncio.timeout(_SECONDS_TO_END):
            status = await self._process.wait()
        async with asyncio.timeout(_SECONDS_TO_END):
            await self._reader
        return status

    def children(self) -> list[int]:
        """The processes that it started: Rasa."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
            if int(fields[1]) == self.pid and fields[0] != "Z":
                found.append(int(stat.parent.name))
        return found

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self.output += line.decode()
            if READY in line.decode():
                self._ready.set()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
