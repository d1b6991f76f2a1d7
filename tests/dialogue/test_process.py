"""Rasa is kept running while the bot runs, and never longer."""

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.dialogue.process import Patience, RasaServer

FAKE = Path(__file__).with_name("fake_server.py")
QUICK = Patience(start=5, silence=0.2, stop=0.5, look_starting=0.02, look=0.02, first_pause=0.02, longest_pause=0.05)


class Health:
    """Whether the fake server answers."""

    def __init__(self, pid_file: Path) -> None:
        self.hangs = False
        self._pid_file = pid_file

    async def __call__(self) -> bool:
        return not self.hangs and self._pid_file.exists() and runs(pid_in(self._pid_file))


def pid_in(file: Path) -> int:
    """The process id that the fake server wrote."""
    return int(file.read_text())


def runs(pid: int) -> bool:
    """Whether a process is there and not a zombie."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


@pytest.fixture
def pid_file(tmp_path: Path) -> Path:
    return tmp_path / "pid"


@pytest.fixture
def health(pid_file: Path) -> Health:
    return Health(pid_file)


def supervised(mode: str, pid_file: Path, health: Health, on_ready: Callable[[], None] = lambda: None) -> RasaServer:
    command = [sys.executable, str(FAKE), mode, str(pid_file)]
    return RasaServer(command, dict(os.environ), health, on_ready=on_ready, patience=QUICK)


@asynccontextmanager
async def running(server: RasaServer) -> AsyncIterator["asyncio.Task[None]"]:
    """Run it for the length of a test."""
    task = asyncio.create_task(server.run())
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that happens soon."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110  # what is waited for is outside this process
            await asyncio.sleep(0.01)


async def test_it_is_ready_once_it_answers_and_gone_once_stopped(pid_file: Path, health: Health) -> None:
    server = supervised("serve", pid_file, health)
    async with running(server):
        assert not server.ready.is_set()
        async with asyncio.timeout(10):
            await server.ready.wait()
        pid = pid_in(pid_file)
        assert runs(pid)
    assert not runs(pid)
    assert not server.ready.is_set()


async def test_one_that_dies_is_started_again(pid_file: Path, health: Health) -> None:
    told: list[str] = []
    server = supervised("serve", pid_file, health, lambda: told.append("ready"))
    async with running(server):
        async with asyncio.timeout(10):
            await server.ready.wait()
        first = pid_in(pid_file)
        os.kill(first, signal.SIGKILL)
        await until(lambda: len(told) == 2)
        assert server.ready.is_set()
        assert pid_in(pid_file) != first


async def test_one_that_hangs_is_started_again(pid_file: Path, health: Health) -> None:
    server = supervised("stubborn", pid_file, health)
    async with running(server):
        async with asyncio.timeout(10):
            await server.ready.wait()
        hung = pid_in(pid_file)
        health.hangs = True
        await until(lambda: server.starts == 2)
        health.hangs = False
        async with asyncio.timeout(10):
            await server.ready.wait()
        assert not runs(hung)


async def test_one_that_never_starts_is_tried_with_pauses_and_says_why(
    pid_file: Path, health: Health, caplog: pytest.LogCaptureFixture
) -> None:
    server = supervised("crash", pid_file, health)
    async with running(server):
        await until(lambda: server.starts >= 3)
    assert not server.ready.is_set()
    assert "the model cannot be read" in caplog.text


async def test_one_that_ignores_the_signal_is_killed(pid_file: Path, health: Health) -> None:
    server = supervised("stubborn", pid_file, health)
    async with running(server):
        async with asyncio.timeout(10):
            await server.ready.wait()
        pid = pid_in(pid_file)
    assert not runs(pid)


async def test_what_it_prints_is_neither_kept_nor_a_blockage(
    pid_file: Path, health: Health, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server = supervised("noisy", pid_file, health)
    async with running(server):
        async with asyncio.timeout(10):
            await server.ready.wait()
    assert "canary" not in caplog.text


PARENT = """
import asyncio, os, sys
from pathlib import Path
from bot.dialogue.process import RasaServer
async def never(): return False
asyncio.run(RasaServer(sys.argv[1:], dict(os.environ), never).run())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a child's life to its parent's")
async def test_no_orphan_is_left_when_the_bot_is_killed(pid_file: Path) -> None:
    command = [sys.executable, "-c", PARENT, sys.executable, str(FAKE), "stubborn", str(pid_file)]
    with subprocess.Popen(command) as parent:  # noqa: ASYNC220  # returns at once
        await until(pid_file.exists)
        child = pid_in(pid_file)
        assert runs(child)
        parent.kill()
    await until(lambda: not runs(child))
