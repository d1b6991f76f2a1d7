"""Of groups, channels and businesses nothing is kept and nothing answered."""

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import select
from telegram import Update

from bot.db.models import CandidateRow, HumanRequestRow, InboxRow, OutboxRow
from bot.queues.inbox import MOST_ATTEMPTS
from tests.channel.conftest import World
from tests.conftest import NOW


def _elsewhere(kind: str) -> list[dict[str, Any]]:
    """Everything that may come from such a chat: said, edited, pressed, the bot added."""
    chat = {"id": -1005, "type": kind, "title": "Voisins"}
    user = {"id": 7, "is_bot": False, "first_name": "Amina", "language_code": "fr"}
    said = {"message_id": 1, "date": 1_770_000_000, "chat": chat, "from": user, "text": "/start",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}  # fmt: skip
    out = {"user": user | {"is_bot": True}, "status": "left"}
    added = {"chat": chat, "from": user, "date": 1, "old_chat_member": out,
             "new_chat_member": {"user": user | {"is_bot": True}, "status": "member"}}  # fmt: skip
    pressed = {"id": "1", "from": user, "chat_instance": "1", "message": said, "data": "human"}
    kinds = {"message": said, "edited_message": said | {"edit_date": 2}, "my_chat_member": added, "channel_post": said,
             "callback_query": pressed}  # fmt: skip
    return [{"update_id": number, name: what} for number, (name, what) in enumerate(kinds.items(), 9)]


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_of_a_group_nothing_is_kept_and_the_bot_leaves(world: World, kind: str) -> None:
    async with world.channel(polling=False) as running:
        for raw in _elsewhere(kind):
            await running.intake.accept([Update.de_json(raw, running.bot)])
            async with asyncio.timeout(5):
                while running.intake._leaving._tasks:  # noqa: ASYNC110 - it says nothing that could be waited for
                    await asyncio.sleep(0.01)
    left = [call["params"]["chat_id"] for call in world.served.sandbox.calls if call["method"] == "leaveChat"]
    assert len(left) == len(_elsewhere(kind))
    assert {int(each) for each in left} == {-1005}
    assert not [call for call in world.served.sandbox.calls if call["method"].startswith(("send", "answer"))]
    async with world.database.reading() as session:
        for table in (InboxRow, OutboxRow, CandidateRow, HumanRequestRow):
            assert (await session.scalars(select(table))).all() == [], table


async def test_a_flood_in_a_group_is_left_once(world: World) -> None:
    async with world.channel(polling=False) as running:
        await running.intake.accept([Update.de_json(each, running.bot) for each in _elsewhere("group")])
    assert [call["method"] for call in world.served.sandbox.calls].count("leaveChat") <= 1


async def test_what_a_business_sends_is_not_kept(world: World) -> None:
    chat = {"id": 7, "type": "private", "first_name": "Amina"}
    said = {"message_id": 1, "date": 1_770_000_000, "chat": chat, "text": "bonjour", "business_connection_id": "b"}
    async with world.channel(polling=False) as running:
        await running.intake.accept([Update.de_json({"update_id": 9, "business_message": said}, running.bot)])
        await running.intake.accept([Update.de_json({"update_id": 10, "message": said}, running.bot)])
        async with world.database.reading() as session:
            assert (await session.scalars(select(InboxRow))).all() == []


@pytest.mark.parametrize("readable", [True, False])
async def test_what_an_earlier_release_kept_of_a_group_is_dropped_without_an_answer(
    world: World, readable: bool
) -> None:
    async with world.channel(polling=False) as running, world.database.transaction() as session:
        raw = json.dumps(_elsewhere("group")[0]) if readable else "no JSON"
        row = InboxRow(bot_id=running.bot.id, update_id=9, chat_id=-1005, payload=raw, received_at=NOW)
        row.attempts = 1 if readable else MOST_ATTEMPTS
        session.add(row)
    async with world.channel(polling=False):
        async with asyncio.timeout(5):
            while not await _handled(world):  # noqa: ASYNC110 - it says nothing that could be waited for
                await asyncio.sleep(0.02)
        async with world.database.reading() as session:
            assert (await session.scalars(select(OutboxRow))).all() == []


async def _handled(world: World) -> bool:
    async with world.database.reading() as session:
        return (await session.scalars(select(InboxRow))).one().handled_at is not None
