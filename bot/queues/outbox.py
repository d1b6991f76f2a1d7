"""Messages to candidates: written with the change that causes them, sent from here at least once."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import OutboxRow

LONGEST = timedelta(days=1)  # how long a message is tried while Telegram is away; then it says nothing any more


def write(session: AsyncSession, chat_id: int, payloads: Sequence[str], now: datetime) -> None:
    """Put messages in line, in order."""
    session.add_all(OutboxRow(chat_id=chat_id, payload=payload, created_at=now) for payload in payloads)


async def chats(session: AsyncSession) -> Sequence[int]:
    """The chats that have something to be sent; first whoever waits longest."""
    query = select(OutboxRow.chat_id).where(OutboxRow.done_at.is_(None)).group_by(OutboxRow.chat_id)
    return (await session.scalars(query.order_by(func.min(OutboxRow.id)))).all()


async def first_for(
    session: AsyncSession, chat_id: int, most: int, besides: Collection[int] = ()
) -> Sequence[OutboxRow]:
    """The oldest messages of a chat that are still to be sent, besides those that were just now."""
    query = select(OutboxRow).where(OutboxRow.chat_id == chat_id, OutboxRow.done_at.is_(None))
    if besides:
        query = query.where(OutboxRow.id.not_in(besides))
    return (await session.scalars(query.order_by(OutboxRow.id).limit(most))).all()


async def sent(session: AsyncSession, row_ids: Collection[int]) -> None:
    """Messages arrived: nothing of them is kept."""
    await session.execute(delete(OutboxRow).where(OutboxRow.id.in_(row_ids)))


def failed(row: OutboxRow, error: str, now: datetime, *, final: bool) -> bool:
    """Note why a message did not arrive; one that never can, or is too late, is set aside. Tell whether it was."""
    row.error = error
    if final or now - row.created_at > LONGEST:
        row.done_at, row.payload = now, None
    return row.done_at is not None


async def drop(session: AsyncSession, chat_id: int) -> None:
    """Nothing more is tried in this chat."""
    await session.execute(delete(OutboxRow).where(OutboxRow.chat_id == chat_id))
