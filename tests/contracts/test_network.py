"""No test reaches beyond this machine, whatever the code under test tries."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

OUTSIDE = "192.0.2.1"  # of a network that is for documentation only (RFC 5737): nobody answers there


def plainly() -> None:
    socket.create_connection((OUTSIDE, 80), timeout=1)


def asynchronously() -> None:
    async def reach() -> None:
        async with asyncio.timeout(1):
            await asyncio.open_connection(OUTSIDE, 80)

    asyncio.run(reach())


def over_http() -> None:
    httpx.get(f"http://{OUTSIDE}", timeout=1, trust_env=False)


@pytest.mark.parametrize("reach", [plainly, asynchronously, over_http])
def test_an_address_outside_is_refused(reach: Callable[[], None]) -> None:
    with pytest.raises(Exception, match=rf'socket\.connect\(\) with host "{OUTSIDE}"'):
        reach()


async def test_what_runs_on_this_machine_is_reached(tmp_path: Path) -> None:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"here")
        writer.close()

    async with (
        await asyncio.start_server(answer, "127.0.0.1", 0) as server,
        await asyncio.start_unix_server(answer, tmp_path / "s"),
    ):
        [*_, (_, port)] = [each.getsockname() for each in server.sockets]
        for name in ("127.0.0.1", "localhost"):
            reader, writer = await asyncio.open_connection(name, port, family=socket.AF_INET)
            assert await reader.read() == b"here"
            writer.close()
        reader, writer = await asyncio.open_unix_connection(tmp_path / "s")
        assert await reader.read() == b"here"
        writer.close()
