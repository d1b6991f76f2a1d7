"""Pages that show what happens while they are open: what is streamed, and when a conversation is read again."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.db.models import AuditRow
from bot.programme import candidates, conversation_desk, transcript
from bot.programme.access import Role
from bot.programme.conversation_desk import Thread
from bot.programme.transcript import Author
from bot.web.page_access import Streams

from .conftest import Desk
from .test_conversations import somebody


async def test_a_stream_goes_on_where_it_ended_and_looks_back_for_what_came_late(desk: Desk) -> None:
    conversation, numbers = await somebody(desk, [f"mot {n}" for n in range(6)])
    desk.streams = Streams(every=0, looks=1, back=2)
    async with desk.client(Role.OFFICER) as client:
        path = f"/console/conversations/{conversation}/events"
        whole = await client.get(path, params={"after": "junk"})
        rest = await client.get(path, params={"after": 0}, headers={"last-event-id": str(numbers[4])})
    assert re.findall(r"^id: (\d+)$", whole.text, re.MULTILINE)[-1] == str(numbers[-1])
    assert [f"mot {n}" in rest.text for n in range(6)] == [False, False, False, True, True, True]


async def test_to_follow_a_thread_writes_nothing(desk: Desk) -> None:
    conversation, _ = await somebody(desk, ["bonjour"])
    desk.streams = Streams(every=0, looks=1)
    async with desk.client(Role.OFFICER) as client:
        async with desk.database.reading() as session:
            before = await session.scalar(select(func.count()).select_from(AuditRow))
        assert "bonjour" in (await client.get(f"/console/conversations/{conversation}/events")).text
    async with desk.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(AuditRow)) == before


async def test_a_stream_reads_a_conversation_only_once_it_has_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, _ = await somebody(desk, ["bonjour"])
    desk.streams = Streams(every=0, looks=8, unchanged=99)
    read: list[int | None] = []
    whole = conversation_desk.thread

    async def counted(*args: Any, **how: Any) -> Thread:
        read.append(how.get("after"))
        if len(read) == 2:
            async with desk.database.transaction() as session:
                candidate = await candidates.of_conversation(session, conversation)
                assert candidate is not None
                await transcript.keep(session, candidate, Author.CANDIDATE, "encore", desk.now)
        return await whole(*args, **how)

    monkeypatch.setattr(conversation_desk, "thread", counted)
    async with desk.client(Role.OFFICER) as client:
        path = f"/console/conversations/{conversation}/events"
        assert "bonjour" in (await client.get(path)).text
        assert len(read) == 1, "eight looks, and one that reads"
        said = (await client.get(path)).text
    assert said.count("encore") == 1
    assert len(read) == 3, "at first, and once more for what was said meanwhile"
