"""Serves a sandbox on a local port, in the process of whoever needs it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import uvicorn

from bot.sandbox.app import create_app
from bot.sandbox.state import Sandbox


@dataclass(frozen=True)
class Served:
    """A sandbox at its address."""

    sandbox: Sandbox
    url: str

    @property
    def base_url(self) -> str:
        """What python-telegram-bot takes as `base_url`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot takes as `base_file_url`."""
        return f"{self.url}/file/bot"


class _Server(uvicorn.Server):
    """A server that leaves signals to the process it is a guest of, and says when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing to capture."""
        yield


@asynccontextmanager
async def serve(sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Served]:
    """Listen (port 0: a free one) until the block ends; a taken port is an `OSError` at once."""
    listener = _listen(host, port)
    config = uvicorn.Config(
        create_app(sandbox),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]), name="sandbox")
    try:
        await server.ready.wait()
        shown = f"[{host}]" if ":" in host else host
        yield Served(sandbox, f"http://{shown}:{listener.getsockname()[1]}")
    finally:
        await sandbox.close()
        server.should_exit = True
        await task


def _listen(host: str, port: int) -> socket.socket:
    """TCP said outright: asyncio sends small answers at once (TCP_NODELAY) only on such sockets."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener
