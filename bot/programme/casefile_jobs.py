"""Somebody's jobs as their file shows them: the state, how they said it goes, and when they are asked next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import JobState
from bot.db.models import EmployerRow, HireRow, ImpressionRow, NoticeRow
from bot.programme.impressions import Impression, Theme
from bot.queues.notices import NoticeKind


@dataclass(frozen=True, slots=True)
class Answer:
    """How somebody said that the job, or life there, goes."""

    theme: Theme
    step: str  # `hires.STEPS`
    given: Impression
    at: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """A job that somebody told of, and its follow-up."""

    employer: str  # empty if not told
    state: JobState
    told_at: datetime
    answers: Sequence[Answer]  # in order
    asked_next: datetime | None


async def jobs(session: AsyncSession, candidate_id: int) -> list[Job]:
    """Somebody's jobs, the latest first."""
    query = select(HireRow, EmployerRow.name).outerjoin(EmployerRow, EmployerRow.id == HireRow.employer_id)
    query = query.where(HireRow.candidate_id == candidate_id).order_by(HireRow.told_at.desc())
    answers, next_ = await _answers(session, candidate_id), await _next(session, candidate_id)
    return [
        Job(name or "", row.state, row.told_at, answers.get(row.id, ()), next_.get(row.id))
        for row, name in await session.execute(query)
    ]


async def _answers(session: AsyncSession, candidate_id: int) -> dict[str, list[Answer]]:
    """By job, what was said of it, in order."""
    about = or_(*(ImpressionRow.subject.startswith(f"{theme}:") for theme in (Theme.JOB, Theme.LIFE)))
    query = select(ImpressionRow).where(ImpressionRow.candidate_id == candidate_id, about)
    found: dict[str, list[Answer]] = {}
    for row in await session.scalars(query.order_by(ImpressionRow.given_at)):
        theme, _, subject = row.subject.partition(":")
        hire_id, _, step = subject.rpartition(".")
        found.setdefault(hire_id, []).append(Answer(Theme(theme), step, Impression(row.answer), row.given_at))
    return found


async def _next(session: AsyncSession, candidate_id: int) -> dict[str, datetime]:
    """By job, when they are asked next how it goes."""
    query = select(NoticeRow.subject, NoticeRow.due_at).where(NoticeRow.candidate_id == candidate_id)
    query = query.where(NoticeRow.kind == NoticeKind.FOLLOW_UP, NoticeRow.done_at.is_(None))
    return dict((await session.execute(query.order_by(NoticeRow.due_at.desc()))).all())
