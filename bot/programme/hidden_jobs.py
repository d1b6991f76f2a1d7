"""Kinds of jobs, by NOC unit group, that a candidate asked not to be shown."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.candidate_view import CandidateView
from bot.db.models import DismissalRow
from bot.programme import audit
from bot.programme.audit import Action
from bot.programme.candidates import require_consent


async def hide(session: AsyncSession, candidate: CandidateView, occupation: str, now: datetime) -> None:
    """Hide vacancies of this unit group. Idempotent."""
    require_consent(candidate)
    if occupation not in await hidden(session, candidate):
        session.add(DismissalRow(candidate_id=candidate.id, occupation=occupation, dismissed_at=now))
        audit.record(session, audit.of_candidate(candidate), Action.HIDE_JOBS, "matches", now)
        await session.flush()


async def show_again(session: AsyncSession, candidate: CandidateView) -> None:
    """Show all kinds of jobs again."""
    await session.execute(delete(DismissalRow).where(DismissalRow.candidate_id == candidate.id))


async def hidden(session: AsyncSession, candidate: CandidateView) -> frozenset[str]:
    """The unit groups that this candidate has hidden."""
    found = select(DismissalRow.occupation).where(DismissalRow.candidate_id == candidate.id)
    return frozenset(await session.scalars(found))
