"""Serves a sandbox on a local port, in the process of whoever needs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.base.serving import serving
from sandbox.app import create_app
from sandbox.state import Sandbox


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


@asynccontextmanager
async def serve(sandbox: Sandbox, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Served]:
    """Listen (port 0: a free one) until the block ends; a taken port is an `OSError` at once."""
    async with serving(create_app(sandbox), host, port) as url:
        try:
            yield Served(sandbox, url)
        finally:
            await sandbox.close()
