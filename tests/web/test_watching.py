"""Open pages share one look at what has changed."""

from collections.abc import Collection
from datetime import datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import Language
from bot.db import Database
from bot.programme import candidates, conversation_desk
from bot.web.watching import Watcher
from tests.conftest import NOW


async def test_one_look_tells_of_all_pages_that_are_open(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async with database.transaction() as session:
        conversation = (await candidates.meet(session, 7, Language.FRENCH, NOW)).conversation
    looked_for: list[list[str]] = []
    whole = conversation_desk.marks

    async def counted(session: AsyncSession, conversations: Collection[str], now: datetime) -> dict[str, str]:
        looked_for.append(sorted(conversations))
        return await whole(session, conversations, now)

    monkeypatch.setattr(conversation_desk, "marks", counted)
    seconds = 0.0
    watcher = Watcher(database, lambda: NOW, 1, lambda: seconds)
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
