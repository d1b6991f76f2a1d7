"""Child processes, each in a process group of its own; all end when this process does."""

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
    """Start a command; its output, errors included, comes from its `stdout`, which has to be drained."""
    return await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env=dict(environment),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
        start_new_session=True,  # a group of its own: Ctrl-C reaches only the bot, which then stops its children
        preexec_fn=dying_with(os.getpid()),
    )


async def stop(process: Process, patience: float) -> None:
    """End a child and its descendants: politely, and after `patience` seconds by force."""
    with contextlib.suppress(TimeoutError):
        _signal_group(process, signal.SIGTERM)
        async with asyncio.timeout(patience):
            await process.wait()
    _signal_group(process, signal.SIGKILL)  # whatever is left of the group
    await process.wait()


def dying_with(parent: int) -> Callable[[], None] | None:
    """Have Linux kill the child with this process, even if nothing of ours can run any more.

    Linux ties this to the thread that starts the child, which must live as long as the child.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def before_exec() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent died in between
            os._exit(1)

    return before_exec


def _signal_group(process: Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
