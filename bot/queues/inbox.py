"""The inbox: updates are committed before they are confirmed to Telegram, and handled once (idempotent by number)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from bot.base import retention_periods
from bot.db.models import InboxRow

MOST_ATTEMPTS = 20  # an update that was begun this often without ending is set aside


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update to be stored: its number, its chat, and its JSON."""

    update_id: int
    chat_id: int | None
    payload: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An update that is not handled yet. `payload`: its JSON, if it was asked for."""

    bot_id: int
    update_id: int
    chat_id: int | None
    attempts: int
    waiting: bool  # waits for Rasa to come back
    payload: str | None = None


async def store(session: AsyncSession, bot_id: int, updates: Iterable[Incoming], now: datetime) -> list[Incoming]:
    """Store new updates and return them; those that Telegram repeats are skipped.

    They count as begun once, since they are handled next.
    """
    arrived = {each.update_id: each for each in updates}
    if not arrived:
        return []
    rows = [
        {
            "bot_id": bot_id,
            "update_id": each.update_id,
            "chat_id": each.chat_id,
            "payload": each.payload,
            "received_at": now,
            "attempts": 1,
        }
        for each in arrived.values()
    ]
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(InboxRow) if on_sqlite else postgresql.insert(InboxRow)
    query = insert.values(rows).on_conflict_do_nothing().returning(InboxRow.update_id)
    return [arrived[update_id] for update_id in sorted(await session.scalars(query))]


async def pending(session: AsyncSession, bot_id: int) -> list[Stored]:
    """The updates that are not handled yet, in order; without their payloads, which may be large."""
    query = select(InboxRow).where(InboxRow.bot_id == bot_id, InboxRow.handled_at.is_(None))
    query = query.options(defer(InboxRow.payload))
    return [_stored(row) for row in await session.scalars(query.order_by(InboxRow.update_id))]


async def said_next(session: AsyncSession, bot_id: int, chat_id: int, after: int) -> Sequence[str]:
    """The payloads of a chat's later updates that are not handled yet."""
    query = select(InboxRow.payload).where(
        InboxRow.bot_id == bot_id,
        InboxRow.chat_id == chat_id,
        InboxRow.update_id > after,
        InboxRow.handled_at.is_(None),
        InboxRow.payload.is_not(None),
    )
    return [payload for payload in await session.scalars(query.order_by(InboxRow.update_id)) if payload]


async def find(session: AsyncSession, bot_id: int, update_id: int) -> Stored | None:
    """One update, if it is not handled yet."""
    row = await _unhandled(session, bot_id, update_id)
    return _stored(row) if row else None


async def begin(session: AsyncSession, bot_id: int, update_id: int) -> Stored | None:
    """Count an attempt before it is made, since the process may die of it. `None` if it has been handled."""
    row = await _unhandled(session, bot_id, update_id)
    if row is None:
        return None
    row.attempts += 1
    return _stored(row, row.payload)


async def finish(session: AsyncSession, bot_id: int, update_id: int, now: datetime) -> None:
    """Mark as handled: payload and chat are deleted, the number stays, to recognize a repetition."""
    if row := await _unhandled(session, bot_id, update_id):
        row.chat_id, row.handled_at, row.payload, row.waiting = None, now, None, False


async def finish_waiting(session: AsyncSession, chat_id: int, now: datetime) -> None:
    """Mark every message of a chat that waits as handled."""
    query = select(InboxRow.bot_id, InboxRow.update_id).where(InboxRow.chat_id == chat_id, InboxRow.waiting)
    for bot_id, update_id in (await session.execute(query)).all():
        await finish(session, bot_id, update_id, now)


async def let_wait(session: AsyncSession, update: Stored, attempts: int | None = None) -> None:
    """Let a message wait for Rasa to come back, or for an officer; `attempts`: as they count from now on."""
    if row := await _unhandled(session, update.bot_id, update.update_id):
        row.waiting, row.attempts = True, row.attempts if attempts is None else attempts


async def waiting_before(session: AsyncSession, row: Stored) -> int:
    """How many earlier messages of the same chat wait for Rasa to come back."""
    query = select(func.count()).where(
        InboxRow.handled_at.is_(None),
        InboxRow.bot_id == row.bot_id,
        InboxRow.chat_id == row.chat_id,
        InboxRow.waiting,
        InboxRow.update_id < row.update_id,
    )
    return (await session.scalar(query)) or 0


async def first_waiting(session: AsyncSession, bot_id: int, chat_id: int | None = None) -> list[Stored]:
    """The oldest message of each chat (or of one) that waits for Rasa to come back, in order of sending."""
    oldest = select(func.min(InboxRow.update_id)).where(
        InboxRow.handled_at.is_(None), InboxRow.bot_id == bot_id, InboxRow.waiting
    )
    if chat_id is not None:
        oldest = oldest.where(InboxRow.chat_id == chat_id)
    query = select(InboxRow).where(InboxRow.bot_id == bot_id, InboxRow.update_id.in_(oldest.group_by(InboxRow.chat_id)))
    query = query.options(defer(InboxRow.payload))
    return [_stored(row) for row in await session.scalars(query.order_by(InboxRow.update_id))]


async def purge(session: AsyncSession, now: datetime) -> None:
    """Delete the numbers of updates that Telegram can no longer repeat."""
    await session.execute(delete(InboxRow).where(InboxRow.handled_at < now - retention_periods.UPDATES))


def _stored(row: InboxRow, payload: str | None = None) -> Stored:
    return Stored(row.bot_id, row.update_id, row.chat_id, row.attempts, row.waiting, payload)


async def _unhandled(session: AsyncSession, bot_id: int, update_id: int) -> InboxRow | None:
    row = await session.get(InboxRow, (bot_id, update_id))
    return row if row is not None and row.handled_at is None else None
