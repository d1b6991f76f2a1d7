"""Officers' use cases on employers: listing them, moving vacancies between states, handling interests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import ByLanguage
from bot.db.models import EmployerRow, InterestRow, VacancyRow
from bot.programme import access, audit, vacancies
from bot.programme.access import Officer, Task
from bot.programme.employers import EmployerUnknown
from bot.programme.vacancies import VacancyState


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer in the list."""

    id: str
    name: str
    town: str
    contact: str
    phone: str
    open: int  # open vacancies
    interested: int  # present agreements


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A vacancy, with how many people agreed that its employer sees their profile."""

    id: str
    title: ByLanguage
    positions: int
    state: VacancyState
    until: date | None
    interested: int


async def listed(session: AsyncSession, officer: Officer) -> Sequence[Employer]:
    """Every employer, by name.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.EMPLOYERS)
    rows = await session.scalars(select(EmployerRow).order_by(EmployerRow.name, EmployerRow.town))
    offered = select(VacancyRow.employer_id, func.count()).where(VacancyRow.state == VacancyState.OPEN)
    stands = select(VacancyRow.employer_id, func.count()).join(InterestRow, InterestRow.vacancy_id == VacancyRow.id)
    stands = stands.where(InterestRow.withdrawn_at.is_(None))
    open_, interested = [
        dict((await session.execute(query.group_by(VacancyRow.employer_id))).all()) for query in (offered, stands)
    ]
    return [
        Employer(
            row.id, row.name, row.town, row.contact or "", row.phone or "", open_.get(row.id, 0),
            interested.get(row.id, 0),
        )
        for row in rows
    ]  # fmt: skip


async def of_employer(
    session: AsyncSession, officer: Officer, employer_id: str
) -> tuple[Employer, Sequence[Vacancy]]:  # fmt: skip
    """An employer, and all its vacancies.

    Raises:
        NotAllowed: the officer's role does not include it.
        EmployerUnknown: there is no such.
    """
    employer = next((each for each in await listed(session, officer) if each.id == employer_id), None)
    if employer is None:
        raise EmployerUnknown
    query = select(InterestRow.vacancy_id, func.count()).where(InterestRow.withdrawn_at.is_(None))
    interested = dict((await session.execute(query.group_by(InterestRow.vacancy_id))).all())
    return employer, [
        Vacancy(each.id, each.title, each.positions, each.state, each.until, interested.get(each.id, 0))
        for each in await vacancies.listed(session, employer_id)
    ]


async def move(
    session: AsyncSession, officer: Officer, vacancy_id: str, state: VacancyState, until: date | None, now: datetime
) -> int:
    """Open, fill or close a vacancy. Returns how many people are told that it is no longer available.

    Raises:
        NotAllowed: the officer's role does not include it.
        VacancyUnknown: there is no such.
    """
    access.require(officer, Task.EMPLOYERS)
    return await vacancies.move(session, vacancy_id, state, until, now, actor=audit.of_officer(officer))


async def deal_with(session: AsyncSession, officer: Officer, number: int, now: datetime, *, passed_on: bool) -> None:
    """Note that an interest was seen or passed on, or for a withdrawn one that the employer was told.

    Raises:
        NotAllowed: the officer's role does not include it.
        InterestUnknown: none that is listed has this number.
    """
    access.require(officer, Task.EMPLOYERS)
    await vacancies.handle(session, number, now, passed_on=passed_on, actor=audit.of_officer(officer))
