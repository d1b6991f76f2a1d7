"""What a candidate asks of the people of the programme: to be called, to be heard."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import CandidateRow, HumanRequestRow, NoteRow
from bot.programme import staff
from bot.programme.candidates import record
from bot.programme.ids import new_id


class NoteKind(StrEnum):
    """Why a candidate's own words are kept for the programme."""

    FEEDBACK = "feedback"
    HIRED = "hired"
    WRONG_MATCH = "wrong match"


async def open_request(session: AsyncSession, candidate: CandidateRow) -> HumanRequestRow | None:
    """The request of this candidate that nobody has answered yet."""
    return await session.scalar(
        select(HumanRequestRow).where(HumanRequestRow.candidate_id == candidate.id, HumanRequestRow.closed_at.is_(None))
    )


async def ask_for_a_person(session: AsyncSession, candidate: CandidateRow, now: datetime) -> HumanRequestRow:
    """Store the wish to speak with a person; asking twice is one request."""
    existing = await open_request(session, candidate)
    if existing is not None:
        return existing
    request = HumanRequestRow(id=new_id(), candidate_id=candidate.id, asked_at=now)
    session.add(request)
    record(session, candidate, "ask for a person", request.id, now)
    await staff.alarm(session, request.id, now, about=staff.Alarm.REQUEST)
    await session.flush()
    return request


async def waiting(session: AsyncSession) -> Sequence[HumanRequestRow]:
    """Everybody who waits for a person, the longest first."""
    query = select(HumanRequestRow).where(HumanRequestRow.closed_at.is_(None)).order_by(HumanRequestRow.asked_at)
    return (await session.scalars(query)).all()


async def close(session: AsyncSession, request_id: str, now: datetime) -> bool:
    """A person dealt with this request; tell whether it was open."""
    row = await session.get(HumanRequestRow, request_id)
    if row is None or row.closed_at is not None:
        return False
    row.closed_at = now
    return True


def keep_note(session: AsyncSession, candidate: CandidateRow, kind: NoteKind, text: str, now: datetime) -> None:
    """Keep what somebody wrote for the programme, encrypted."""
    session.add(NoteRow(candidate_id=candidate.id, kind=kind, text=text, written_at=now))
