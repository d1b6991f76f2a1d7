"""The life of a vacancy, and what becomes of the interest in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.errors import BotError
from bot.db.models import CandidateRow, InterestRow, VacancyRow
from bot.programme import audit
from bot.programme.audit import Action, Actor
from bot.programme.trips import local_day
from bot.queues import notices
from bot.queues.notices import NoticeKind


class VacancyState(StrEnum):
    """Whether somebody can still get the job."""

    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"  # the employer looks for nobody any more


class VacancyUnknown(BotError):
    """No vacancy has this reference."""

    def __init__(self, vacancy_id: str) -> None:
        super().__init__("no such vacancy")
        self.vacancy_id = vacancy_id


class InterestUnknown(BotError):
    """No interest that stands has this number."""

    def __init__(self, number: int) -> None:
        super().__init__("no such interest")
        self.number = number


@dataclass(frozen=True, slots=True)
class Listed:
    """A vacancy as officers see it."""

    id: str
    employer: str
    title: str
    positions: int
    state: VacancyState
    until: date | None


@dataclass(frozen=True, slots=True)
class Interest:
    """Somebody's interest in a vacancy, without who it is, and what became of it."""

    number: int
    employer: str
    vacancy_id: str
    expressed_at: datetime
    seen_at: datetime | None
    passed_on_at: datetime | None


def is_open(row: VacancyRow, on: date) -> bool:
    """Whether a vacancy is offered on a day."""
    return row.state == VacancyState.OPEN and (row.until is None or row.until >= on)


def open_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """The same as a condition of a query."""
    return VacancyRow.state == VacancyState.OPEN, or_(VacancyRow.until.is_(None), VacancyRow.until >= day)


async def move(
    session: AsyncSession, vacancy_id: str, state: VacancyState, until: date | None, now: datetime, *, actor: Actor
) -> int:
    """Open, fill or close a vacancy; how many who are interested are told that it is not to be had any more.

    Raises:
        VacancyUnknown: none has this reference.
    """
    row = await session.get(VacancyRow, vacancy_id)
    if row is None:
        raise VacancyUnknown(vacancy_id)
    ends = row.state == VacancyState.OPEN and state is not VacancyState.OPEN
    changes = {"state": (row.state, state), "until": (row.until, until)}
    audit.record(session, actor, Action.MOVE_VACANCY, vacancy_id, now, changes)
    row.state, row.until = state, until
    if state is VacancyState.OPEN:
        await notices.forget(session, vacancy_id, NoticeKind.VACANCY_OVER)
    interested = await _interested(session, vacancy_id) if ends else []
    for candidate in interested:
        notices.write(session, candidate, NoticeKind.VACANCY_OVER, vacancy_id, now)
    return len(interested)


async def over(session: AsyncSession, now: datetime) -> list[str]:
    """The vacancies that still stand as open, though their last day is over."""
    query = select(VacancyRow.id).where(VacancyRow.state == VacancyState.OPEN, VacancyRow.until < local_day(now))
    return list(await session.scalars(query.order_by(VacancyRow.id)))


async def close_by_itself(session: AsyncSession, vacancy_id: str, now: datetime) -> None:
    """End a vacancy whose last day is over; idempotent."""
    row = await session.get(VacancyRow, vacancy_id, with_for_update=True)
    if row is not None and row.state == VacancyState.OPEN and not is_open(row, local_day(now)):
        await move(session, vacancy_id, VacancyState.CLOSED, row.until, now, actor=audit.ASSISTANT)


async def listed(session: AsyncSession, employer_id: str | None = None) -> list[Listed]:
    """Every vacancy, or those of one employer."""
    query = select(VacancyRow).options(selectinload(VacancyRow.employer))
    if employer_id is not None:
        query = query.where(VacancyRow.employer_id == employer_id)
    rows = await session.scalars(query.order_by(VacancyRow.employer_id, VacancyRow.id))
    return [
        Listed(
            row.id, row.employer.name, row.title_fr or row.title_en, row.positions, VacancyState(row.state), row.until
        )
        for row in rows
    ]


async def interests(session: AsyncSession) -> list[Interest]:
    """Every interest that stands in a vacancy that is open, those that nobody has seen yet first, then the oldest."""
    query = (
        select(InterestRow)
        .join(InterestRow.vacancy)
        .where(InterestRow.withdrawn_at.is_(None), VacancyRow.state == VacancyState.OPEN)
        .options(selectinload(InterestRow.vacancy).selectinload(VacancyRow.employer))
        .order_by(InterestRow.expressed_at, InterestRow.id)
    )
    found = [
        Interest(row.id, row.vacancy.employer.name, row.vacancy_id, row.expressed_at, row.seen_at, row.passed_on_at)
        for row in await session.scalars(query)
    ]
    return sorted(found, key=lambda each: each.seen_at is not None)


async def handle(session: AsyncSession, number: int, now: datetime, *, passed_on: bool, actor: Actor) -> None:
    """An officer saw an interest, or passed it on to the employer; the candidate can see that.

    Raises:
        InterestUnknown: no interest that stands has this number.
    """
    row = await session.get(InterestRow, number)
    if row is None or row.withdrawn_at is not None:
        raise InterestUnknown(number)
    row.seen_at = row.seen_at or now
    if passed_on:
        row.passed_on_at = row.passed_on_at or now
    audit.record(session, actor, Action.PASS_INTEREST_ON if passed_on else Action.SEE_INTEREST, str(number), now)


async def _interested(session: AsyncSession, vacancy_id: str) -> Sequence[CandidateRow]:
    query = select(CandidateRow).join(InterestRow, InterestRow.candidate_id == CandidateRow.id)
    query = query.where(InterestRow.vacancy_id == vacancy_id, InterestRow.withdrawn_at.is_(None))
    return (await session.scalars(query.order_by(CandidateRow.id))).all()
