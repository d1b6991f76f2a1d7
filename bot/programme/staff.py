"""The programme's officers, as far as the assistant talks with them: an invitation, a chat, what they are told."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import NoticeRow, StaffRow
from bot.programme import notices
from bot.programme.ids import new_id
from bot.programme.notices import NoticeKind
from bot.programme.trips import note

_OUTBOX = "outbox"
_TOLD_AGAIN = timedelta(days=1)


class Alarm(StrEnum):
    """Why officers are told at once that a person is needed."""

    REQUEST = "request"  # somebody asks for a person
    NOT_WELL = "not well"  # somebody answered that the trip, the job or life there is not well
    SET_ASIDE = "set aside"  # a message that could not be sent


async def add(session: AsyncSession, email: str, now: datetime, *, actor: str, name: str | None = None) -> str:
    """A new officer; the word of the invitation, which is kept as a digest alone and serves once."""
    invitation = secrets.token_urlsafe(24)  # 192 bits, within the 64 characters of a deep link
    row = StaffRow(id=new_id(), email=email, name=name, invitation=_digest(invitation), added_at=now)
    session.add(row)
    note(session, actor, "add officer", row.id, now)
    return invitation


async def of_email(session: AsyncSession, email: str) -> StaffRow | None:
    """The officer with this address, which is encrypted at rest and cannot be searched for."""
    return next((row for row in await session.scalars(select(StaffRow)) if row.email == email), None)


async def accept(session: AsyncSession, invitation: str, chat_id: int) -> StaffRow | None:
    """Bind an invitation to the chat that opened it first."""
    row = await session.scalar(select(StaffRow).where(StaffRow.invitation == _digest(invitation)))
    if row is None or await of_chat(session, chat_id) is not None:
        return None
    row.chat_id, row.invitation = chat_id, None
    return row


async def of_chat(session: AsyncSession, chat_id: int) -> StaffRow | None:
    """The officer who writes from this chat, if it is one."""
    return await session.scalar(select(StaffRow).where(StaffRow.chat_id == chat_id))


async def everyone(session: AsyncSession) -> Sequence[StaffRow]:
    """Officers whom a message reaches."""
    return (await session.scalars(select(StaffRow).where(StaffRow.chat_id.is_not(None)).order_by(StaffRow.id))).all()


async def alarm(session: AsyncSession, subject: str, now: datetime, *, about: Alarm) -> None:
    """Tell every officer that somebody or something needs a person. At night it waits for the morning."""
    for row in await everyone(session):
        notices.write(session, row, NoticeKind.STAFF_ALARM, subject, now, about=about)


async def message_set_aside(session: AsyncSession, chat_id: int, now: datetime) -> None:
    """A message to this chat could not be sent: officers are told, once a day however many there are.

    Nobody is told of a message to an officer: the one that says so may be the next that cannot be sent.
    """
    told = select(NoticeRow.id).where(NoticeRow.subject == _OUTBOX, NoticeRow.written_at > now - _TOLD_AGAIN)
    if await of_chat(session, chat_id) is None and await session.scalar(told.limit(1)) is None:
        await alarm(session, _OUTBOX, now, about=Alarm.SET_ASIDE)


def _digest(invitation: str) -> str:
    return hashlib.sha256(invitation.encode()).hexdigest()
