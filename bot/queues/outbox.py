"""The outbox: messages are written in the transaction of the change that causes them, and sent at least once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import DeliveryState
from bot.db.models import OutboxRow, SaidRow


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that is not sent yet. `payload`: its JSON."""

    id: int
    payload: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A dead letter: a message that could not be sent, without its text and chat."""

    name: str  # the number of a message, or the kind of a notice
    written_at: datetime
    attempts: int
    error: str


def write(
    session: AsyncSession, chat_id: int, payloads: Sequence[str], now: datetime, *, said_id: int | None = None
) -> None:
    """Queue messages, in order. `said_id`: the officer's message that they deliver together."""
    session.add_all(
        OutboxRow(chat_id=chat_id, payload=payload, created_at=now, said_id=said_id) for payload in payloads
    )


async def chats(session: AsyncSession) -> Sequence[int]:
    """The chats with messages to send, the longest waiting first."""
    query = select(OutboxRow.chat_id).where(OutboxRow.done_at.is_(None)).group_by(OutboxRow.chat_id)
    return (await session.scalars(query.order_by(func.min(OutboxRow.id)))).all()


async def first_for(
    session: AsyncSession, chat_id: int, most: int, besides: Collection[int] = ()
) -> Sequence[Outgoing]:
    """The oldest unsent messages of a chat, except `besides`, which were delivered but are still in the table."""
    query = select(OutboxRow).where(OutboxRow.chat_id == chat_id, OutboxRow.done_at.is_(None))
    if besides:
        query = query.where(OutboxRow.id.not_in(besides))
    rows = await session.scalars(query.order_by(OutboxRow.id).limit(most))
    return [Outgoing(row.id, row.payload) for row in rows if row.payload is not None]


async def sent(session: AsyncSession, row_ids: Collection[int]) -> None:
    """Delete delivered messages. An officer's words count as delivered with the last of their messages."""
    gone = await session.scalars(delete(OutboxRow).where(OutboxRow.id.in_(row_ids)).returning(OutboxRow.said_id))
    if brought := {said_id for said_id in gone if said_id is not None}:
        left = select(OutboxRow.said_id).where(OutboxRow.said_id.in_(brought))
        whole = update(SaidRow).where(SaidRow.id.in_(brought), SaidRow.id.not_in(left))
        await session.execute(whole.values(delivery=DeliveryState.SENT))


async def note_failed_attempt(
    session: AsyncSession, row_id: int, error: str, now: datetime, *, counts: bool, most: int, longest: timedelta
) -> bool:
    """Record a failed attempt. Returns whether the message became a dead letter.

    It does after `most` attempts, this one included if it `counts`, or when it is older than `longest`.
    """
    row = await session.get(OutboxRow, row_id)
    if row is None:
        return False
    row.attempts += counts
    row.error = error
    if row.attempts >= most or now - row.created_at > longest:
        row.done_at, row.payload = now, None
        if row.said_id is not None:
            refused = update(SaidRow).where(SaidRow.id == row.said_id).values(delivery=DeliveryState.REFUSED)
            await session.execute(refused)
    return row.done_at is not None


async def set_aside(session: AsyncSession) -> Sequence[SetAside]:
    """The dead letters, oldest first."""
    rows = await session.scalars(select(OutboxRow).where(OutboxRow.done_at.is_not(None)).order_by(OutboxRow.id))
    return [SetAside(str(row.id), row.created_at, row.attempts, row.error or "") for row in rows]


async def drop(session: AsyncSession, chat_id: int) -> None:
    """Delete everything that is queued for this chat."""
    await session.execute(delete(OutboxRow).where(OutboxRow.chat_id == chat_id))
