"""Exploratory interviews before a trip: an officer's free moments, of which a candidate takes one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import CandidateRow, MeetingRow, StaffRow
from bot.errors import BotError
from bot.programme import notices
from bot.programme.candidates import record, require_consent
from bot.programme.ids import new_id
from bot.programme.notices import NoticeKind

_NOTICE = timedelta(hours=12)  # nobody takes a moment that begins sooner
_REMINDERS = (timedelta(days=1), timedelta(hours=1))


class MeetingGone(BotError):
    """The moment was taken by somebody else, is too near, or is not there any more."""


def offer(session: AsyncSession, officer: StaffRow, starts_at: datetime, minutes: int) -> MeetingRow:
    """A free moment of an officer."""
    row = MeetingRow(id=new_id(), staff_id=officer.id, starts_at=starts_at, minutes=minutes, candidate_id=None)
    session.add(row)
    return row


async def free(session: AsyncSession, now: datetime) -> Sequence[MeetingRow]:
    """Moments that can be taken, the next one first."""
    query = select(MeetingRow).where(MeetingRow.candidate_id.is_(None), MeetingRow.starts_at > now + _NOTICE)
    return (await session.scalars(query.order_by(MeetingRow.starts_at, MeetingRow.id))).all()


async def of(session: AsyncSession, candidate: CandidateRow, now: datetime) -> MeetingRow | None:
    """The meeting that this candidate has ahead."""
    query = select(MeetingRow).where(MeetingRow.candidate_id == candidate.id, MeetingRow.starts_at > now)
    return await session.scalar(query.order_by(MeetingRow.starts_at).limit(1))


async def take(session: AsyncSession, candidate: CandidateRow, meeting_id: str, now: datetime) -> MeetingRow:
    """Take a moment, instead of the one this candidate may have; both are reminded the day and the hour before.

    Raises:
        MeetingGone: somebody was faster.
    """
    require_consent(candidate)
    taken = await session.execute(
        update(MeetingRow)
        .where(MeetingRow.id == meeting_id, MeetingRow.candidate_id.is_(None), MeetingRow.starts_at > now + _NOTICE)
        .values(candidate_id=candidate.id)
        .execution_options(synchronize_session=False)
    )
    if cast(CursorResult[None], taken).rowcount != 1:
        raise MeetingGone
    earlier = await session.scalars(
        select(MeetingRow).where(
            MeetingRow.candidate_id == candidate.id, MeetingRow.starts_at > now, MeetingRow.id != meeting_id
        )
    )
    for row in earlier:
        await _free(session, row)
    meeting = await session.get_one(MeetingRow, meeting_id, populate_existing=True)
    officer = await session.get_one(StaffRow, meeting.staff_id)
    for before in _REMINDERS:
        due = meeting.starts_at - before
        notices.write(session, candidate, NoticeKind.MEETING, meeting.id, now, due=due, urgent=True)
        if officer.chat_id is not None:
            notices.write(session, officer, NoticeKind.STAFF_MEETING, meeting.id, now, due=due, urgent=True)
    record(session, candidate, "take meeting", meeting.id, now)
    return meeting


async def give_back(session: AsyncSession, candidate: CandidateRow, meeting_id: str, now: datetime) -> MeetingRow:
    """Free a moment again.

    Raises:
        MeetingGone: it is not this candidate's.
    """
    row = await session.get(MeetingRow, meeting_id)
    if row is None or row.candidate_id != candidate.id or row.starts_at <= now:
        raise MeetingGone
    await _free(session, row)
    record(session, candidate, "give meeting back", meeting_id, now)
    return row


async def find(session: AsyncSession, meeting_id: str) -> MeetingRow | None:
    """One meeting."""
    return await session.get(MeetingRow, meeting_id)


async def _free(session: AsyncSession, row: MeetingRow) -> None:
    row.candidate_id = None
    await notices.forget(session, row.id)
