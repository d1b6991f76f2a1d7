"""Two officers, and what they and the person whom they talk with are told."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import CandidateRow, NoticeRow, SaidRow
from bot.programme import access_reasons, handover
from bot.programme.access import Officer, Role
from bot.programme.access_reasons import ReadReason
from bot.programme.transcript import Author

LEA = Officer("lea", "Léa", Role.OFFICER)


OMAR = Officer("omar", "Omar", Role.TRIP_LEAD)


MINUTE = timedelta(minutes=1)


async def take(session: AsyncSession, officer: Officer, person: CandidateRow, now: datetime) -> None:
    """Take over after having said why."""
    await access_reasons.give_reason(session, officer, person.conversation, ReadReason.FOLLOW_UP, now)
    await handover.take_over(session, officer, person.conversation, now)


async def told_officer(session: AsyncSession, officer: Officer) -> list[str]:
    """The kinds of what an officer is told, in order."""
    rows = await session.scalars(
        select(NoticeRow).where(NoticeRow.staff_id == officer.id).order_by(NoticeRow.due_at, NoticeRow.id)
    )
    return [row.kind for row in rows]


async def told(session: AsyncSession, person: CandidateRow) -> list[str]:
    """The kinds of what the candidate is told, in order."""
    rows = await session.scalars(
        select(NoticeRow).where(NoticeRow.candidate_id == person.id).order_by(NoticeRow.due_at, NoticeRow.id)
    )
    return [row.kind for row in rows]


async def said(session: AsyncSession, author: Author | None = None) -> list[str]:
    rows = await session.scalars(select(SaidRow).order_by(SaidRow.id))
    return [row.text for row in rows if author in {None, row.author}]
