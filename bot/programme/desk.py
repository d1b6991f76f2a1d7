"""What waits for officers, counted: the first page of the console."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import HumanRequestRow, InterestRow, NoteRow, UnansweredRow
from bot.programme import access
from bot.programme.access import Officer, Task
from bot.programme.requests import NoteKind

LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Today:
    """How much of each waits."""

    requests: int  # for a person, that nobody answered
    longest: datetime | None  # since when the first of these waits
    opinions: int  # of the last week: feedback, and matches that are called wrong
    interests: int  # of the last week: candidates agreed that an employer sees their profile
    unanswered: int  # of the last week: messages that were not understood


async def today(session: AsyncSession, officer: Officer, now: datetime) -> Today:
    """Everything that waits, or came lately.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.OVERVIEW)
    since = now - LATELY
    waiting = select(func.count(), func.min(HumanRequestRow.asked_at)).where(HumanRequestRow.closed_at.is_(None))
    requests, longest = (await session.execute(waiting)).one()
    counts = [
        await session.scalar(query)
        for query in (
            select(func.count()).where(NoteRow.written_at > since, NoteRow.kind != NoteKind.ANSWER),
            select(func.count()).where(InterestRow.expressed_at > since, InterestRow.withdrawn_at.is_(None)),
            select(func.count()).where(UnansweredRow.day > since.date()),
        )
    ]
    return Today(requests, longest, *(count or 0 for count in counts))
