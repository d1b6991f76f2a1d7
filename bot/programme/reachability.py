"""Whether messages still reach a candidate."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import DeliveryState
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, SaidRow
from bot.programme import handover, job_alerts
from bot.programme.candidates import row_of
from bot.queues import outbox


def regained(candidate: CandidateView) -> bool:
    """The candidate unblocked the bot. Returns whether messages had not reached them until now."""
    was_lost = candidate.unreachable_at is not None
    row_of(candidate).unreachable_at = None
    return was_lost


async def lost(session: AsyncSession, chat_id: int, now: datetime) -> None:
    """The candidate blocked the bot: nothing more is sent until they write again.

    Job alerts end, and have to be asked for again. An officer who has the conversation is told.
    """
    await outbox.drop(session, chat_id)
    candidate = await session.scalar(select(CandidateRow).where(CandidateRow.chat_id == chat_id))
    if candidate is not None:
        if candidate.unreachable_at is None:
            await handover.lost(session, candidate, now)
        undelivered = update(SaidRow).where(
            SaidRow.candidate_id == candidate.id, SaidRow.delivery == DeliveryState.WAITING
        )
        await session.execute(undelivered.values(delivery=DeliveryState.BLOCKED))
        candidate.unreachable_at = now
        if await job_alerts.are_on(session, candidate):
            await job_alerts.end(session, candidate, now)
