"""Officers' use cases on employers: finding and keeping up their records, moving vacancies, handling interests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.db.locks import lock_vacancies
from bot.db.models import EmployerRow, InterestRow, VacancyRow
from bot.knowledge.normalized_text import folded
from bot.programme import access, audit, employer_records, records, vacancies
from bot.programme.access import Officer, Task
from bot.programme.employers import EmployerUnknown, with_employer
from bot.programme.records import Kind
from bot.programme.vacancies import Kept, VacancyState
from bot.programme.vacancy_views import VacancyView, vacancy_view


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer in the list."""

    id: str
    name: str
    town: str
    contact: str
    phone: str
    email: str
    open: int  # open vacancies
    interested: int  # present agreements


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A vacancy, with how many people agreed that its employer sees their profile."""

    view: VacancyView
    positions: int
    interested: int
    version: str  # by which a form sees that it is still the same


async def listed(session: AsyncSession, officer: Officer, words: str = "") -> Sequence[Employer]:
    """Every employer, by name; `words`: those alone in whose name, town or contact all of them stand.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.EMPLOYERS)
    wanted = folded(words).split()
    rows = await session.scalars(select(EmployerRow).order_by(EmployerRow.name, EmployerRow.town))
    found = [
        row for row in rows if all(each in folded(f"{row.name} {row.town} {row.contact or ''}") for each in wanted)
    ]
    return await _counted(session, found)


async def of_employer(
    session: AsyncSession, officer: Officer, employer_id: str
) -> tuple[Employer, Sequence[Vacancy]]:  # fmt: skip
    """An employer, and all its vacancies.

    Raises:
        NotAllowed: the officer's role does not include it.
        EmployerUnknown: there is no such.
    """
    access.require(officer, Task.EMPLOYERS)
    row = await session.get(EmployerRow, employer_id)
    if row is None:
        raise EmployerUnknown
    [employer] = await _counted(session, [row])
    query = select(InterestRow.vacancy_id, func.count()).where(InterestRow.withdrawn_at.is_(None))
    interested = dict((await session.execute(query.group_by(InterestRow.vacancy_id))).all())
    offered = with_employer().where(VacancyRow.employer_id == employer_id).order_by(VacancyRow.id)
    return employer, [
        Vacancy(vacancy_view(each), each.positions, interested.get(each.id, 0), records.version(each))
        for each in await session.scalars(offered)
    ]


async def others(session: AsyncSession, officer: Officer, employer_id: str) -> Mapping[str, str]:
    """The other employers, of whom one may be the same: reference, name and town.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.EMPLOYERS)
    query = select(EmployerRow.id, EmployerRow.name, EmployerRow.town).where(EmployerRow.id != employer_id)
    found = await session.execute(query.order_by(EmployerRow.name, EmployerRow.town))
    return {reference: f"{name}, {town}" for reference, name, town in found}


async def merge(session: AsyncSession, officer: Officer, gone_id: str, kept_id: str, now: datetime) -> None:
    """Merge two records of the same employer; nobody is told.

    Raises:
        NotAllowed: the officer's role does not include it.
        ReferenceUnknown, MeetsBoth: see `employer_records.merge`.
    """
    access.require(officer, Task.EMPLOYERS)
    await employer_records.merge(session, gone_id, kept_id, now, actor=audit.of_officer(officer))


async def archive(session: AsyncSession, officer: Officer, employer_id: str, now: datetime) -> None:
    """End an employer's part in the programme: its vacancies close, trips ahead go on without it.

    Raises:
        NotAllowed: the officer's role does not include it.
        ReferenceUnknown: there is no such employer.
    """
    access.require(officer, Task.EMPLOYERS)
    await employer_records.archive(session, employer_id, now, actor=audit.of_officer(officer))


async def set_vacancy_state(
    session: AsyncSession,
    officer: Officer,
    vacancy_id: str,
    state: VacancyState,
    until: date | None,
    now: datetime,
    *,
    offered_from: date | None,
    read: str,
) -> int:
    """Open, fill or close a vacancy. Returns how many people are told that it is no longer available.

    Args:
        until: the last day; None where the form has none, which says nothing of one that is over: no form shows it.
        read: the version that the form began with.

    Raises:
        NotAllowed: the officer's role does not include it.
        RecordUnknown: there is no such vacancy.
        ChangedMeanwhile: somebody else changed it since.
        EndIsOver, EndsBeforeItBegins, OverAlready: see `vacancies.set_state`.
    """
    access.require(officer, Task.EMPLOYERS)
    await lock_vacancies(session)
    row = await records.find(session, Kind.VACANCIES, vacancy_id)
    records.require_version(row, read)
    is_unseen = until is None and row.until is not None and row.until < local_day(now)
    return await vacancies.set_state(
        session, vacancy_id, state, Kept.KEPT if is_unseen else until, now, offered_from=offered_from,
        actor=audit.of_officer(officer),
    )  # fmt: skip


async def deal_with(session: AsyncSession, officer: Officer, number: int, now: datetime, *, passed_on: bool) -> None:
    """Note that an interest was seen or passed on, or for a withdrawn one that the employer was told.

    Raises:
        NotAllowed: the officer's role does not include it.
        InterestUnknown: none that is listed has this number.
    """
    access.require(officer, Task.EMPLOYERS)
    await vacancies.handle(session, number, now, passed_on=passed_on, actor=audit.of_officer(officer))


async def _counted(session: AsyncSession, rows: Sequence[EmployerRow]) -> Sequence[Employer]:
    """Employers, each with its open vacancies and the agreements that stand."""
    offered = select(VacancyRow.employer_id, func.count()).where(VacancyRow.state == VacancyState.OPEN)
    stands = select(VacancyRow.employer_id, func.count()).join(InterestRow, InterestRow.vacancy_id == VacancyRow.id)
    stands = stands.where(InterestRow.withdrawn_at.is_(None))
    open_, interested = [
        dict((await session.execute(query.group_by(VacancyRow.employer_id))).all()) for query in (offered, stands)
    ]
    return [
        Employer(
            row.id, row.name, row.town, row.contact or "", row.phone or "", row.email or "", open_.get(row.id, 0),
            interested.get(row.id, 0),
        )
        for row in rows
    ]  # fmt: skip
