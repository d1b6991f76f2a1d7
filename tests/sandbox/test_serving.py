"""Serving, starting and numbering."""

from datetime import UTC, datetime

import pytest
from telegram import Bot

from sandbox import SANDBOX_TOKEN, Sandbox, Served, serve
from sandbox.client import SandboxClient

from .conftest import Clock, make_bot


async def test_a_taken_port_is_an_error_at_once(served: Served, clock: Clock) -> None:
    port = int(served.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        async with serve(Sandbox(SANDBOX_TOKEN, clock), port=port):
            pass


async def test_numbers_go_on_after_a_restart(clock: Clock) -> None:
    """A bot that keeps its database would take a reused number for a repeated update."""
    before = Sandbox(SANDBOX_TOKEN, clock)
    last = max(before.next_id() for _ in range(20))
    clock.forward(60)
    assert Sandbox(SANDBOX_TOKEN, clock).next_id() > last


async def test_candidates_of_an_earlier_run_can_be_written_to(clock: Clock) -> None:
    async with serve(Sandbox(SANDBOX_TOKEN, clock, met=True)) as served, make_bot(served) as bot:
        person = next(iter(served.sandbox.people))
        await bot.send_message(person, "Un rappel")
        async with SandboxClient(served.url) as sandbox:
            assert (await (await sandbox.candidate(person)).last()).text == "Un rappel"


async def test_stream_of_events(served: Served, bot: Bot, sandbox: SandboxClient) -> None:
    """The page hears of everything, and can go on where it was."""
    mei = await sandbox.candidate("Mei")
    await mei.send("你好")
    await bot.send_message(mei.id, "Bonjour")
    async with sandbox.http.stream("GET", "/events", params={"after": 1}) as stream:
        lines = aiter(stream.aiter_lines())
        seen = [await anext(lines) for _ in range(4)]
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert seen[:3] == ["retry: 1000", "", "id: 2"]
    assert '"type": "message"' in seen[3]


async def test_files_of_the_chat_never_run_as_pages(served: Served, bot: Bot, sandbox: SandboxClient) -> None:
    mei = await sandbox.candidate("Mei")
    await mei.send("/start")
    sent = await bot.send_document(mei.id, b"<script>1</script>", filename="a.html")
    assert sent.document is not None
    answer = await sandbox.http.get(f"/files/{sent.document.file_id}")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    page = await sandbox.http.get(f"{served.url}/")
    assert "default-src 'self'" in page.headers["content-security-policy"]


def test_bot_is_numbered_by_its_token() -> None:
    assert Sandbox("42:x", lambda: datetime(2026, 3, 2, tzinfo=UTC)).bot()["id"] == 42
