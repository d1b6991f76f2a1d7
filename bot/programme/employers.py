"""Employers and their vacancies, looked up by identifier, name, employer or region."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.clock import local_day
from bot.base.errors import NotThere
from bot.db.models import EmployerRow, VacancyRow
from bot.programme.vacancies import open_on
from bot.programme.vacancy_views import EmployerView, VacancyView, employer_view, vacancy_view


class EmployerUnknown(NotThere):
    """There is no such vacancy or employer: an old button."""


async def find_vacancy(session: AsyncSession, vacancy_id: str) -> VacancyView:
    """One vacancy, or `EmployerUnknown`."""
    return vacancy_view(await vacancy_row(session, vacancy_id))


async def find_vacancies(session: AsyncSession, vacancy_ids: Collection[str]) -> dict[str, VacancyView]:
    """Vacancies by their identifiers; missing ones are left out."""
    rows = await session.scalars(with_employer().where(VacancyRow.id.in_(vacancy_ids)))
    return {row.id: vacancy_view(row) for row in rows}


async def find_employer(
    session: AsyncSession, employer_id: str, now: datetime
) -> tuple[EmployerView, list[VacancyView]]:
    """One employer and its open vacancies, or `EmployerUnknown`."""
    row = await session.get(EmployerRow, employer_id)
    if row is None:
        raise EmployerUnknown
    return employer_view(row), [vacancy_view(each) for each in await vacancies_of(session, [employer_id], now)]


async def names(session: AsyncSession) -> dict[str, str]:
    """The names of all employers by identifier, to recognize one in what somebody types."""
    rows = await session.execute(select(EmployerRow.id, EmployerRow.name))
    return dict(rows.all())


async def vacancies_of(session: AsyncSession, employer_ids: Collection[str], now: datetime) -> Sequence[VacancyRow]:
    """The open vacancies of these employers, with the employers loaded."""
    query = (
        with_employer()
        .where(*open_on(local_day(now)), VacancyRow.employer_id.in_(employer_ids))
        .order_by(VacancyRow.id)
    )
    return (await session.scalars(query)).all()


async def vacancies_in(session: AsyncSession, region: str, now: datetime) -> int:
    """How many open vacancies a region has now."""
    query = select(func.count(VacancyRow.id)).join(VacancyRow.employer).where(EmployerRow.region == region)
    return (await session.scalar(query.where(*open_on(local_day(now))))) or 0


async def vacancy_row(session: AsyncSession, vacancy_id: str) -> VacancyRow:
    """One vacancy's row with its employer.

    Raises:
        EmployerUnknown: it is gone.
    """
    row = await session.scalar(with_employer().where(VacancyRow.id == vacancy_id))
    if row is None:
        raise EmployerUnknown
    return row


def with_employer() -> Select[VacancyRow]:
    """A query for vacancies that loads their employers too."""
    return select(VacancyRow).options(selectinload(VacancyRow.employer))
