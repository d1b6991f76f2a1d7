"""Pages that show what happens while they are open: what is streamed, and when a conversation is read again."""

import re
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import DeliveryState
from bot.db.candidate_view import CandidateView
from bot.db.models import AuditRow, SaidRow
from bot.programme import candidates, conversation_desk, conversation_presence, handover, transcript
from bot.programme.access import Officer, Role
from bot.programme.conversation_desk import Thread
from bot.programme.transcript import Author
from bot.web.page_access import Streams
from bot.web.watching import Watcher

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


async def test_what_a_live_page_shows_changes_its_mark(desk: Desk) -> None:
    conversation, [number] = await somebody(desk, ["bonjour"])
    officer = Officer("staff officer", "Léa", Role.OFFICER, proved=True)
    await desk.signed_in(Role.OFFICER)

    async def mark() -> str:
        async with desk.database.reading() as session:
            return (await conversation_desk.marks(session, [conversation, "unknown"], desk.now))[conversation]

    async def after(change: Callable[[AsyncSession, CandidateView], Awaitable[object]]) -> None:
        before = await mark()
        async with desk.database.transaction() as session:
            candidate = await candidates.of_conversation(session, conversation)
            assert candidate is not None
            await change(session, candidate)
        assert await mark() != before

    async def delivered(session: AsyncSession, _: CandidateView) -> None:
        (await session.get_one(SaidRow, number)).delivery = DeliveryState.REFUSED

    async def blocked(session: AsyncSession, candidate: CandidateView) -> None:
        candidates.row_of(candidate).unreachable_at = desk.now

    assert await mark() == await mark()
    await after(lambda session, who: transcript.keep(session, who, Author.CANDIDATE, "encore", desk.now))
    await after(delivered)
    await after(lambda session, _: conversation_presence.note_presence(session, officer, conversation, desk.now))
    await after(lambda session, _: handover.take_over(session, officer, conversation, desk.now))
    await after(lambda session, _: conversation_presence.keep_draft(session, officer, conversation, "Bonj", desk.now))
    await after(lambda session, _: handover.hand_back(session, officer, conversation, desk.now))
    await after(blocked)
    before = await mark()
    desk.now += timedelta(minutes=1)
    assert await mark() != before, "who looked looks no more"


async def test_one_look_tells_of_all_pages_that_are_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation, _ = await somebody(desk, ["bonjour"])
    looked_for: list[list[str]] = []
    whole = conversation_desk.marks

    async def counted(session: AsyncSession, conversations: Collection[str], now: datetime) -> dict[str, str]:
        looked_for.append(sorted(conversations))
        return await whole(session, conversations, now)

    monkeypatch.setattr(conversation_desk, "marks", counted)
    seconds = 0.0
    watcher = Watcher(desk.database, desk.clock, 1, lambda: seconds)
    with watcher.watches(conversation), watcher.watches("other"):
        marks = [await watcher.mark(conversation), await watcher.mark("other")]
        seconds = 0.9
        assert [await watcher.mark(conversation), await watcher.mark("other")] == marks
        assert looked_for == [sorted([conversation, "other"])], "one look, for both"
        seconds = 1.0
        await watcher.mark(conversation)
        assert len(looked_for) == 2, "its marks are good for a second"
    with watcher.watches(conversation):
        seconds = 2.0
        await watcher.mark(conversation)
    assert looked_for[-1] == [conversation], "nobody watches the other any more"
