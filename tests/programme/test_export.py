"""Everything that is kept of a person is in their file, and nothing of anybody else."""

import json
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import Language
from bot.db.models import (
    Base,
)
from bot.programme import (
    candidates,
    privacy,
)
from tests.conftest import NOW
from tests.programme.told_everything import CHAT, OF_THE_MACHINE, PERSONAL, told_everything


def leaves(value: Any) -> Iterable[str]:
    """Every plain value of a nested structure, as text."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield str(value)


async def test_the_export_holds_every_column_of_every_row_about_a_person(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    await told_everything(session, CHAT + 1, minute=1)
    exported = json.loads(json.dumps(await privacy.export(session, candidate)))
    told = set(leaves(exported))
    rows: list[Any] = [candidate]
    for table in PERSONAL:
        found = list(await session.scalars(select(table).where(table.candidate_id == candidate.id)))
        assert found, table
        rows += found
    seen = 0
    for row in rows:
        for column in inspect(row).mapper.column_attrs:
            value = getattr(row, column.key)
            if column.key in OF_THE_MACHINE or value is None:
                continue
            plain = value.isoformat() if hasattr(value, "isoformat") else value
            plain = b64encode(plain).decode() if isinstance(plain, bytes) else plain
            assert set(leaves(plain)) <= told, (type(row).__name__, column.key)
            seen += 1
    assert seen > 50


async def test_the_export_holds_nothing_of_anybody_else(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    alone = await privacy.export(session, candidate)
    await told_everything(session, CHAT + 1, minute=1)
    assert await privacy.export(session, candidate) == alone
    stranger = await candidates.meet(session, CHAT + 2, Language.FRENCH, NOW)
    empty = await privacy.export(session, stranger)
    assert empty.pop("telegram_chat") == CHAT + 2
    assert empty.pop("language") == "fr"
    assert empty.pop("first_contact") == NOW.isoformat()
    assert not any(empty.values())


def test_every_table_about_a_person_is_known_here() -> None:
    about = {table.name for table in Base.metadata.sorted_tables if "candidate_id" in table.columns}
    assert about == {table.__tablename__ for table in PERSONAL}
    by_chat = {table.name for table in Base.metadata.sorted_tables if "chat_id" in table.columns}
    assert by_chat == {"candidates", "inbox", "outbox", "staff"}
