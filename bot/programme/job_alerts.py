"""Job alerts: a candidate is told when a vacancy opens that suits, at most once a day, until they say stop.

There is one notice at a time: it holds which vacancies are no longer news, and sending it writes the next one.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.candidate_view import CandidateView
from bot.db.models import NoticeRow
from bot.programme import audit
from bot.programme.audit import Action
from bot.programme.candidates import require_consent
from bot.queues import notices
from bot.queues.notices import NoticeKind

EVERY = timedelta(days=1)
_SUBJECT = "vacancies"


async def begin(session: AsyncSession, candidate: CandidateView, known: Collection[str], now: datetime) -> None:
    """Switch alerts on; `known`: the vacancies that are there already. Idempotent.

    Raises:
        ConsentMissing: nothing personal is kept of somebody who has not agreed.
    """
    require_consent(candidate)
    if not await are_on(session, candidate):
        follow(session, candidate, known, now)
        audit.record(session, audit.of_candidate(candidate), Action.JOB_ALERTS, "matches", now, {"on": (False, True)})
        await session.flush()


def follow(session: AsyncSession, candidate: CandidateView, known: Collection[str], now: datetime) -> None:
    """Schedule the next look, a day from now."""
    notices.write(session, candidate, NoticeKind.JOB_ALERT, _SUBJECT, now, due=now + EVERY, known=sorted(known))


async def end(session: AsyncSession, candidate: CandidateView, now: datetime) -> None:
    """Switch alerts off."""
    await session.execute(delete(NoticeRow).where(*_open(candidate)))
    audit.record(session, audit.of_candidate(candidate), Action.JOB_ALERTS, "matches", now, {"on": (True, False)})


async def are_on(session: AsyncSession, candidate: CandidateView) -> bool:
    """Whether this candidate has switched alerts on."""
    return await session.scalar(select(NoticeRow.id).where(*_open(candidate)).limit(1)) is not None


def _open(candidate: CandidateView) -> tuple[ColumnElement[bool], ...]:
    return (
        NoticeRow.candidate_id == candidate.id,
        NoticeRow.kind == NoticeKind.JOB_ALERT,
        NoticeRow.done_at.is_(None),
    )
