"""What was said in a conversation, as the chat showed it: kept for 90 days, of those who agreed to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.base import retention_periods
from bot.base.characters import printable
from bot.base.states import DeliveryState
from bot.db.candidate_view import CandidateView
from bot.db.models import AtThreadRow, SaidRow
from bot.programme import candidates, requests
from bot.programme.access import Officer, Role
from bot.programme.who_answers import is_held


class Author(StrEnum):
    """Who said something."""

    CANDIDATE = "candidate"
    ASSISTANT = "assistant"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class OfficersWords:
    """What an officer wrote to a candidate. The name is empty if none was given, or the officer was removed since."""

    id: int
    text: str
    name: str
    role: Role


async def keep(
    session: AsyncSession, candidate: CandidateView, author: Author, text: str, now: datetime,
    understood: Sequence[str] = (), officer: Officer | None = None,
) -> int | None:  # fmt: skip
    """Store what was said by those who agreed, or by those who asked for a person, for as long as one is needed.

    Returns the number of the message; None if it is not stored.
    """
    if not text or not await _may_keep(session, candidate, now):
        return None
    row = SaidRow(
        candidate_id=candidate.id, author=author, staff_id=officer.id if officer else None,
        text=printable(text, lines=True), understood=list(understood), said_at=now,
    )  # fmt: skip
    session.add(row)
    await session.flush()
    return row.id


async def by_officer(session: AsyncSession, said_id: str) -> OfficersWords | None:
    """A message of an officer by its number; None once it is no longer stored."""
    row = await session.get(SaidRow, int(said_id), options=[joinedload(SaidRow.officer)])
    if row is None:
        return None
    name, role = (row.officer.name or "", Role(row.officer.role)) if row.officer else ("", Role.OFFICER)
    return OfficersWords(row.id, row.text, name, role)


async def not_delivered(session: AsyncSession, said_id: str) -> None:
    """Note that an officer's message could not be sent, and is not retried."""
    row = await session.get(SaidRow, int(said_id))
    if row is not None:
        row.delivery = DeliveryState.REFUSED


async def purge(session: AsyncSession, now: datetime) -> None:
    """Delete old messages, and drafts of officers that were never sent."""
    await session.execute(delete(SaidRow).where(SaidRow.said_at < now - retention_periods.CONVERSATIONS))
    await session.execute(delete(AtThreadRow).where(AtThreadRow.seen_at < now - retention_periods.CONVERSATIONS))


async def _may_keep(session: AsyncSession, candidate: CandidateView, now: datetime) -> bool:
    if candidates.covers_conversation(candidate):
        return True
    return await requests.open_request(session, candidate) is not None or await is_held(session, candidate, now)
