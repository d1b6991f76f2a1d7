"""Who answers in a conversation: the assistant, or the officer who has it at the moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.base.errors import BotError, NotThere
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, HandoverRow, StaffRow
from bot.programme import access
from bot.programme.access import Officer, Role, Task

ANSWERING = [role for role in Role if access.may(role, Task.ANSWER)]  # who may have a conversation


class ConversationUnknown(NotThere):
    """There is no such person, or they were erased since."""


class NotHeld(BotError):
    """The officer does not have the conversation, or not any more."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The officer who has a conversation, and until when; the name is empty if none was given."""

    name: str
    role: Role
    until: datetime


async def is_held(session: AsyncSession, candidate: CandidateView, now: datetime) -> bool:
    """Whether an officer has the conversation."""
    return await handover_of(session, candidate, now) is not None


async def holder(session: AsyncSession, candidate: CandidateView, now: datetime) -> Holder | None:
    """The officer who has the conversation, if there is one."""
    held = await handover_of(session, candidate, now)
    return Holder(held.officer.name or "", Role(held.officer.role), held.until) if held else None


async def handover_of(session: AsyncSession, candidate: CandidateView, now: datetime) -> HandoverRow | None:
    """The row of a handover that is in force, with its officer."""
    row = await session.get(
        HandoverRow, candidate.id, options=[joinedload(HandoverRow.officer)], populate_existing=True
    )
    if row is None or row.until <= now or row.officer.removed_at is not None or row.officer.role not in ANSWERING:
        return None
    return row


async def over(session: AsyncSession, now: datetime) -> Sequence[int]:
    """The candidates whose conversations go back to the assistant by themselves."""
    query = select(HandoverRow.candidate_id).join(HandoverRow.officer)
    ended = or_(HandoverRow.until <= now, StaffRow.removed_at.is_not(None), StaffRow.role.not_in(ANSWERING))
    return (await session.scalars(query.where(ended))).all()


async def chats_held(session: AsyncSession, now: datetime) -> set[int]:
    """The chats of all conversations that officers have."""
    query = select(CandidateRow).join(HandoverRow, HandoverRow.candidate_id == CandidateRow.id)
    rows = (await session.scalars(query.where(HandoverRow.until > now))).all()
    return {row.chat_id for row in rows if await is_held(session, row, now)}


async def lock(session: AsyncSession, conversation: str) -> CandidateView:
    """The candidate, locked: nobody else hands over their conversation until the transaction ends."""
    query = select(CandidateRow).where(CandidateRow.conversation == conversation).with_for_update()
    candidate = await session.scalar(query)
    if candidate is None:
        raise ConversationUnknown
    return candidate


async def held_by(
    session: AsyncSession, officer: Officer, conversation: str, now: datetime
) -> tuple[CandidateView, HandoverRow]:
    """The candidate and the handover of a conversation that this officer has; locked until the transaction ends.

    Raises:
        ConversationUnknown: there is no such.
        NotHeld: the officer does not have it.
    """
    candidate = await lock(session, conversation)
    held = await handover_of(session, candidate, now)
    if held is None or held.staff_id != officer.id:
        raise NotHeld
    return candidate, held
