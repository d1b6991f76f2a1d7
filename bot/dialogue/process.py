"""Rasa as a child process of the bot: started, watched, restarted when it dies or hangs, never left behind."""

import asyncio
import logging
import time
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.child_processes import child, stop
from bot.dialogue.trained_model import NLU, ROOT, TrainingError, rasa_command, rasa_environment

log = logging.getLogger(__name__)
_TAIL = 4000  # bytes of output that are kept for an error at the start


@dataclass(frozen=True, slots=True)
class Patience:
    """Waiting times, in seconds."""

    start: float = 120.0  # until the first answer; loading takes some ten seconds
    silence: float = 30.0  # without an answer, before Rasa counts as hung
    stop: float = 10.0  # for a clean end, before it is killed
    look_starting: float = 0.25
    look: float = 5.0
    first_pause: float = 1.0  # before a restart, doubled each time that Rasa did not get ready
    longest_pause: float = 60.0


class RasaServer:
    """Keeps a Rasa server running for as long as `run` runs; cancelling `run` stops it cleanly.

    What Rasa prints after its start is discarded: its warnings and errors contain what candidates wrote.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        healthy: Callable[[], Awaitable[bool]],
        *,
        on_ready: Callable[[], None] = lambda: None,
        patience: Patience = Patience(),
    ) -> None:
        self.ready = asyncio.Event()
        self.starts = 0
        self._command = command
        self._environment = environment
        self._healthy = healthy
        self._on_ready = on_ready
        self._patience = patience
        self._output = b""

    async def run(self) -> None:
        """Start Rasa, and restart it whenever it ends, with growing pauses while it does not get ready."""
        pause = self._patience.first_pause
        while True:
            was_ready, why = await self._one_life()
            pause = self._patience.first_pause if was_ready else pause
            log.warning("Rasa %s; it is started again in %.0f s", why, pause)
            if not was_ready:
                log.warning("what Rasa said: %s", self._output.decode(errors="replace").strip())
            await asyncio.sleep(pause)
            pause = min(2 * pause, self._patience.longest_pause)

    async def _one_life(self) -> tuple[bool, str]:
        process = await self._start()
        listener = asyncio.create_task(self._listen(process))
        try:
            why = await self._watch(process)
            return self.ready.is_set(), why
        finally:
            self.ready.clear()
            await stop(process, self._patience.stop)
            listener.cancel()

    async def _start(self) -> Process:
        self.starts += 1
        self._output = b""
        return await child(self._command, ROOT, self._environment)

    async def _listen(self, process: Process) -> None:
        """Drain the pipe, whatever becomes of its content."""
        assert process.stdout is not None
        while chunk := await process.stdout.read(4096):
            self._output = b"" if self.ready.is_set() else (self._output + chunk)[-_TAIL:]

    async def _watch(self, process: Process) -> str:
        """Watch the server until it ends or hangs. Returns which."""
        end = asyncio.create_task(process.wait())
        answered = time.monotonic()
        try:
            while True:
                ready = self.ready.is_set()
                every = self._patience.look if ready else self._patience.look_starting
                longest = self._patience.silence if ready else self._patience.start
                await asyncio.wait({end}, timeout=every)
                if end.done():
                    return f"ended with status {process.returncode}"
                if await self._healthy():
                    answered = time.monotonic()
                    self._note_ready()
                elif time.monotonic() - answered > longest:
                    return "does not answer"
        finally:
            end.cancel()

    def _note_ready(self) -> None:
        if not self.ready.is_set():
            self._output = b""
            self.ready.set()
            self._on_ready()
            log.info("Rasa is ready")


async def train_apart(command: Sequence[str], environment: Mapping[str, str], report: Callable[[str], None]) -> None:
    """Train in a separate process, beside the conversations, and report each line that it prints.

    Raises:
        TrainingError: it failed; its output was reported.
    """
    process = await child(command, ROOT, environment)
    try:
        assert process.stdout is not None
        async for line in process.stdout:
            report(line.decode(errors="replace").rstrip())
        if await process.wait() != 0:
            raise TrainingError("The dialogue model could not be trained; the lines above say why.")
    finally:
        await stop(process, Patience().stop)


def own_rasa(
    model: Path,
    port: int,
    action_url: str,
    action_secret: str,
    healthy: Callable[[], Awaitable[bool]],
    on_ready: Callable[[], None] = lambda: None,
) -> RasaServer:
    """The server that `bot run` starts: on loopback alone, with the model and the bot's action endpoint."""
    command = rasa_command(*rasa_options(model.resolve(), "127.0.0.1", port))
    environment = rasa_environment(ACTION_URL=action_url, ACTION_SECRET=action_secret)
    return RasaServer(command, environment, healthy, on_ready=on_ready)


def rasa_options(model: Path, interface: str, port: int) -> list[str]:
    """The options of a Rasa server, wherever it runs: no API but our channel, no model but this one."""
    return [
        *("run", "--model", str(model), "--quiet"),
        *("--endpoints", str(NLU / "endpoints.yml"), "--credentials", str(NLU / "credentials.yml")),
        *("--interface", interface, "--port", str(port)),
    ]
