"""The work that waits for the processes: how much, and since when. Old work means that a process has stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.db.models import InboxRow, NoticeRow, OutboxRow
from bot.programme import access
from bot.programme.access import Officer, Task


class Queue(StrEnum):
    """A kind of work."""

    TO_ANSWER = "to answer"  # what candidates wrote
    TO_SAY = "to say"  # notices that are due
    TO_SEND = "to send"
    SET_ASIDE = "set aside"  # could not be sent, and is not retried


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits in a queue, and since when."""

    queue: Queue
    number: int
    oldest: datetime | None
    late: bool


_PATIENCE = {
    Queue.TO_ANSWER: timedelta(minutes=5),
    Queue.TO_SAY: timedelta(hours=12),  # quiet hours included
    Queue.TO_SEND: timedelta(minutes=5),
    Queue.SET_ASIDE: timedelta(0),
}


async def backlogs(session: AsyncSession, officer: Officer, now: datetime) -> Sequence[Backlog]:
    """Every queue.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.OVERVIEW)
    waiting: dict[Queue, tuple[InstrumentedAttribute[datetime], tuple[ColumnElement[bool], ...]]] = {
        Queue.TO_ANSWER: (InboxRow.received_at, (InboxRow.handled_at.is_(None),)),
        Queue.TO_SAY: (NoticeRow.due_at, (NoticeRow.done_at.is_(None), NoticeRow.due_at <= now)),
        Queue.TO_SEND: (OutboxRow.created_at, (OutboxRow.done_at.is_(None),)),
        Queue.SET_ASIDE: (OutboxRow.created_at, (OutboxRow.done_at.is_not(None),)),
    }
    found = []
    for queue, (since, conditions) in waiting.items():
        number, oldest = (await session.execute(select(func.count(), func.min(since)).where(*conditions))).one()
        late = oldest is not None and oldest < now - _PATIENCE[queue]
        found.append(Backlog(queue, number, oldest, late))
    return found
