"""Handing a conversation over to a colleague; the colleague and the candidate are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import NotThere
from bot.db.models import StaffRow
from bot.programme import access, audit, who_answers
from bot.programme.access import Officer, Role, Task
from bot.programme.audit import Action
from bot.programme.handover import HELD
from bot.programme.who_answers import ANSWERING
from bot.queues import notices
from bot.queues.notices import NoticeKind


class ColleagueUnknown(NotThere):
    """No officer who answers has this identifier, or they have no chat."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer to whom a conversation can be handed over."""

    id: str
    name: str  # or the address if no name was given
    role: Role


async def colleagues(session: AsyncSession, officer: Officer) -> Sequence[Colleague]:
    """The other officers who may answer and have a chat, sorted by name.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.ANSWER)
    query = select(StaffRow).where(StaffRow.id != officer.id, StaffRow.removed_at.is_(None))
    query = query.where(StaffRow.chat_id.is_not(None), StaffRow.role.in_(ANSWERING))
    found = [Colleague(row.id, row.name or row.email, Role(row.role)) for row in await session.scalars(query)]
    return sorted(found, key=lambda each: each.name.casefold())


async def hand(session: AsyncSession, officer: Officer, conversation: str, to_id: str, now: datetime) -> None:
    """Give the conversation to a colleague, with whatever has not been answered yet.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such.
        NotHeld: the officer does not have the conversation.
        ColleagueUnknown: there is no such officer who answers.
    """
    if to_id not in {each.id for each in await colleagues(session, officer)}:
        raise ColleagueUnknown
    candidate, held = await who_answers.held_by(session, officer, conversation, now)
    to = await session.get_one(StaffRow, to_id)
    held.staff_id, held.taken_at, held.until = to.id, now, now + HELD
    await notices.drop_unsent(session, conversation, NoticeKind.STAFF_REPLY, NoticeKind.TAKEN_OVER)
    notices.write(session, candidate, NoticeKind.TAKEN_OVER, conversation, now, urgent=True)
    notices.write(session, to, NoticeKind.STAFF_HANDED, conversation, now, urgent=True, name=officer.name)
    changes = {"officer": (officer.id, to.id)}
    audit.record(session, audit.of_officer(officer), Action.HAND_CONVERSATION_OVER, conversation, now, changes)
    await session.flush()
