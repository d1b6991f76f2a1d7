"""Vacancies that a candidate saved; nobody else sees which."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.db.candidate_view import CandidateView
from bot.db.models import SavedRow, VacancyRow
from bot.programme.candidates import require_consent
from bot.programme.employers import find_vacancy
from bot.programme.vacancy_views import VacancyView, vacancy_view


async def keep(session: AsyncSession, candidate: CandidateView, vacancy_id: str, now: datetime) -> VacancyView:
    """Save a vacancy. Idempotent.

    Raises:
        ConsentMissing: nothing personal is kept of somebody who has not agreed.
        EmployerUnknown: the vacancy is gone.
    """
    require_consent(candidate)
    vacancy = await find_vacancy(session, vacancy_id)
    if not await is_kept(session, candidate, vacancy_id):
        session.add(SavedRow(candidate_id=candidate.id, vacancy_id=vacancy_id, saved_at=now))
        await session.flush()
    return vacancy


async def drop(session: AsyncSession, candidate: CandidateView, vacancy_id: str) -> VacancyView:
    """Remove a saved vacancy.

    Raises:
        EmployerUnknown: the vacancy is gone.
    """
    await session.execute(delete(SavedRow).where(*_of(candidate, vacancy_id)))
    return await find_vacancy(session, vacancy_id)


async def kept(session: AsyncSession, candidate: CandidateView) -> list[VacancyView]:
    """The saved vacancies, with their employers, the newest first."""
    query = (
        select(VacancyRow)
        .join(SavedRow, SavedRow.vacancy_id == VacancyRow.id)
        .where(SavedRow.candidate_id == candidate.id)
        .options(selectinload(VacancyRow.employer))
        .order_by(SavedRow.saved_at.desc(), VacancyRow.id)
    )
    return [vacancy_view(row) for row in await session.scalars(query)]


async def is_kept(session: AsyncSession, candidate: CandidateView, vacancy_id: str) -> bool:
    """Whether this candidate saved this vacancy."""
    return await session.scalar(select(SavedRow.vacancy_id).where(*_of(candidate, vacancy_id))) is not None


def _of(candidate: CandidateView, vacancy_id: str) -> tuple[ColumnElement[bool], ...]:
    return SavedRow.candidate_id == candidate.id, SavedRow.vacancy_id == vacancy_id
