"""Child processes: each in a process group of its own, and all end when we do."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # <sys/prctl.h>


async def child(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Process:
    """Start a command; what it prints, errors too, is read from its `stdout`, which has to be emptied."""
    return await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env=dict(environment),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
        start_new_session=True,  # a group of its own: Ctrl-C is for the bot, which then stops its children
        preexec_fn=dying_with(os.getpid()),
    )


async def stop(process: Process, patience: float) -> None:
    """End a child and what it started: kindly, and after `patience` seconds by force."""
    with contextlib.suppress(TimeoutError):
        _signal_group(process, signal.SIGTERM)
        await asyncio.wait_for(process.wait(), patience)
    _signal_group(process, signal.SIGKILL)  # what is left of the group, if anything
    await process.wait()


def dying_with(parent: int) -> Callable[[], None] | None:
    """Where Linux offers it, the child is killed with us, even if nothing of ours can run any more.

    Linux ties this to the thread that starts the child: one that lasts as long as the child is wanted.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def before_exec() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return before_exec


def _signal_group(process: Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
