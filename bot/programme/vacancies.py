"""The states of vacancies, and the handling of interests in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.clock import local_day
from bot.base.errors import BotError, NotThere
from bot.base.states import VacancyState as VacancyState
from bot.base.terms import ByLanguage
from bot.db.locks import lock_vacancies
from bot.db.models import CandidateRow, InterestRow, VacancyRow
from bot.programme import audit, interviews
from bot.programme.audit import Action, Actor
from bot.programme.shown_to_employers import VERSION
from bot.queues import notices
from bot.queues.notices import NoticeKind


class Kept(Enum):
    """A day of which nothing is said, so that it stays as it is."""

    KEPT = "kept"


Day = date | None | Kept  # None: no such day
TO_BE_TOLD = and_(InterestRow.withdrawn_at.is_not(None), InterestRow.passed_on_at.is_not(None))


class VacancyUnknown(NotThere):
    """There is no vacancy with this reference."""

    def __init__(self, vacancy_id: str) -> None:
        super().__init__("no such vacancy")
        self.vacancy_id = vacancy_id


class InterestUnknown(NotThere):
    """There is no listed interest with this number."""

    def __init__(self, number: int) -> None:
        super().__init__("no such interest")
        self.number = number


@dataclass(frozen=True, slots=True)
class Listed:
    """A vacancy as officers see it."""

    id: str
    employer: str
    title: ByLanguage
    positions: int
    state: VacancyState
    offered_from: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Interest:
    """An interest in a vacancy and what became of it, without whose it is.

    One that was withdrawn after it had been passed on is listed until the employer was told of it.
    """

    number: int
    employer: str
    vacancy_id: str
    expressed_at: datetime
    seen_at: datetime | None
    passed_on_at: datetime | None
    taken_back_at: datetime | None


class WrongDays(BotError):
    """A vacancy cannot be offered on these days."""


class EndsBeforeItBegins(WrongDays):
    """The last day on which a vacancy would be offered is before the first."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__("the last day is before the first")
        self.first, self.last = first, last


class OverAlready(WrongDays):
    """A vacancy would be opened until a day that is over: it would close by itself at once."""

    def __init__(self, last: date) -> None:
        super().__init__("the last day is over")
        self.last = last


class EndIsOver(WrongDays):
    """A vacancy would be left open after its last day, without end: nobody said a new one."""

    def __init__(self, last: date) -> None:
        super().__init__("the last day is over, and no new one is said")
        self.last = last


def offered(state: str, first: date | None, last: date | None, on: date) -> bool:
    """Whether a vacancy in this state is matched and shown to candidates on a day; both days belong to its time."""
    return state == VacancyState.OPEN and (first is None or first <= on) and (last is None or last >= on)


def is_open(row: VacancyRow, on: date) -> bool:
    """Whether a vacancy is open on a day."""
    return offered(row.state, row.offered_from, row.until, on)


def open_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """`is_open` as a condition of a query."""
    return (
        VacancyRow.state == VacancyState.OPEN,
        or_(VacancyRow.offered_from.is_(None), VacancyRow.offered_from <= day),
        or_(VacancyRow.until.is_(None), VacancyRow.until >= day),
    )


async def set_state(
    session: AsyncSession,
    vacancy_id: str,
    state: VacancyState,
    until: Day,
    now: datetime,
    *,
    offered_from: Day = Kept.KEPT,
    actor: Actor,
) -> int:
    """Open, fill or close a vacancy. Returns how many people are told that it is no longer available.

    Coming interviews about it are cancelled; those who are told of that are not told of the vacancy as well.
    A last day that is kept and over holds no more once it is opened again, or begins after it.

    Args:
        until, offered_from: the last and the first day on which it is offered.

    Raises:
        EndIsOver: it is marked as open and would be left so, while its last day is over and kept.
        EndsBeforeItBegins: the last day is before the first.
        OverAlready: it would be opened until a day that is over.
        VacancyUnknown: there is no vacancy with this reference.
    """
    await lock_vacancies(session)
    row = await session.get(VacancyRow, vacancy_id)
    if row is None:
        raise VacancyUnknown(vacancy_id)
    await session.refresh(row, ["state", "offered_from", "until"])  # read again, now that nobody else changes them
    ends = row.state == VacancyState.OPEN and state is not VacancyState.OPEN
    first, last = _days(row, state, offered_from, until, local_day(now))
    changes = {
        "state": (row.state, state), "offered_from": (row.offered_from, first), "until": (row.until, last),
    }  # fmt: skip
    audit.record(session, actor, Action.MOVE_VACANCY, vacancy_id, now, changes)
    row.state, row.offered_from, row.until = state, first, last
    if state is VacancyState.OPEN:
        await notices.drop_unsent(session, vacancy_id, NoticeKind.VACANCY_OVER)
    if not ends:
        return 0
    told = await _end_interviews(session, row, now, actor=actor)
    interested = [each for each in await _interested(session, vacancy_id) if each.id not in told]
    for candidate in interested:
        notices.write(session, candidate, NoticeKind.VACANCY_OVER, vacancy_id, now)
    return len(told) + len(interested)


async def over(session: AsyncSession, now: datetime) -> list[str]:
    """The vacancies that are marked as open although their last day is over."""
    query = select(VacancyRow.id).where(VacancyRow.state == VacancyState.OPEN, VacancyRow.until < local_day(now))
    return list(await session.scalars(query.order_by(VacancyRow.id)))


async def close_by_itself(session: AsyncSession, vacancy_id: str, now: datetime) -> None:
    """Close a vacancy whose last day is over. Idempotent."""
    await lock_vacancies(session)
    row = await session.get(VacancyRow, vacancy_id, populate_existing=True)
    if row is not None and row.state == VacancyState.OPEN and row.until is not None and row.until < local_day(now):
        await set_state(session, vacancy_id, VacancyState.CLOSED, Kept.KEPT, now, actor=audit.ASSISTANT)


async def listed(session: AsyncSession, employer_id: str | None = None) -> list[Listed]:
    """Every vacancy, or those of one employer."""
    query = select(VacancyRow).options(selectinload(VacancyRow.employer))
    if employer_id is not None:
        query = query.where(VacancyRow.employer_id == employer_id)
    rows = await session.scalars(query.order_by(VacancyRow.employer_id, VacancyRow.id))
    return [
        Listed(row.id, row.employer.name, row.title, row.positions, row.state, row.offered_from, row.until)
        for row in rows
    ]


async def interests(session: AsyncSession) -> list[Interest]:
    """Every interest in an open vacancy: first withdrawals that the employer must be told of, then the new ones.

    Interests that were expressed under an older text are left out, as the candidate is asked again.
    """
    stands = and_(
        InterestRow.withdrawn_at.is_(None), InterestRow.version == VERSION, VacancyRow.state == VacancyState.OPEN
    )
    query = (
        select(InterestRow)
        .join(InterestRow.vacancy)
        .where(or_(stands, TO_BE_TOLD))
        .options(selectinload(InterestRow.vacancy).selectinload(VacancyRow.employer))
        .order_by(InterestRow.expressed_at, InterestRow.id)
    )
    found = [
        Interest(
            row.id, row.vacancy.employer.name, row.vacancy_id, row.expressed_at, row.seen_at, row.passed_on_at,
            row.withdrawn_at,
        )
        for row in await session.scalars(query)
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.taken_back_at is None, each.seen_at is not None))


def require_order(first: date | None, last: date | None) -> None:
    """Refuse a last day before the first.

    Raises:
        EndsBeforeItBegins: it is.
    """
    if first is not None and last is not None and last < first:
        raise EndsBeforeItBegins(first, last)


def is_of_before(last: date | None, first: date | None, today: date) -> bool:
    """Whether a last day is that of a former time: over, while it is offered anew from a day after it."""
    return last is not None and last < today and first is not None and first > last


async def handle(session: AsyncSession, number: int, now: datetime, *, passed_on: bool, actor: Actor) -> None:
    """Note that an officer saw an interest or passed it on to the employer, which the candidate can see.

    For one that was withdrawn since, "seen" means that the employer was told of the withdrawal.

    Raises:
        InterestUnknown: no listed interest has this number.
    """
    row = await session.get(InterestRow, number)
    if row is None or (row.withdrawn_at is not None and (passed_on or row.passed_on_at is None)):
        raise InterestUnknown(number)
    if row.withdrawn_at is not None:
        row.passed_on_at = None
        audit.record(session, actor, Action.TELL_TAKEN_BACK, str(number), now)
        return
    row.seen_at = row.seen_at or now
    if passed_on:
        row.passed_on_at = row.passed_on_at or now
    audit.record(session, actor, Action.PASS_INTEREST_ON if passed_on else Action.SEE_INTEREST, str(number), now)


def _days(row: VacancyRow, state: VacancyState, first: Day, last: Day, today: date) -> tuple[date | None, date | None]:
    """The first and the last day that a vacancy has from now on."""
    opens = state is VacancyState.OPEN
    begins = row.offered_from if isinstance(first, Kept) else first
    ends = last if not isinstance(last, Kept) else _kept_end(row, state, first, today)
    if opens and ends is not None and ends < today:
        raise OverAlready(ends)
    if opens or not (isinstance(first, Kept) and isinstance(last, Kept)):
        require_order(begins, ends)
    return begins, ends


def _kept_end(row: VacancyRow, state: VacancyState, first: Day, today: date) -> date | None:
    """The last day of a vacancy of whose last day nothing is said."""
    if state is not VacancyState.OPEN:
        return None if not isinstance(first, Kept) and is_of_before(row.until, first, today) else row.until
    if row.until is None or row.until >= today:
        return row.until
    if row.state == VacancyState.OPEN:
        raise EndIsOver(row.until)
    return None


async def _end_interviews(session: AsyncSession, vacancy: VacancyRow, now: datetime, *, actor: Actor) -> set[int]:
    """Cancel interviews about a vacancy that is over. Returns the candidates who are told.

    Those who agreed to another job of the same employer have their interview about that one, at the same hour.
    """
    ended = []
    for interview in await interviews.about(session, vacancy.id, now):
        other = await _other_job(session, interview.candidate_id, vacancy.employer_id, now)
        if other is None:
            ended.append(interview)
        else:
            interview.vacancy_id = other
    return await interviews.end(session, ended, now, actor=actor, over=vacancy.id)


async def _other_job(session: AsyncSession, candidate_id: int, employer_id: str, now: datetime) -> str | None:
    query = (
        select(VacancyRow.id)
        .join(InterestRow, InterestRow.vacancy_id == VacancyRow.id)
        .where(VacancyRow.employer_id == employer_id, *open_on(local_day(now)))
        .where(InterestRow.candidate_id == candidate_id, InterestRow.withdrawn_at.is_(None))
        .where(InterestRow.version == VERSION)
    )
    return await session.scalar(query.order_by(InterestRow.expressed_at, VacancyRow.id).limit(1))


async def _interested(session: AsyncSession, vacancy_id: str) -> Sequence[CandidateRow]:
    query = select(CandidateRow).join(InterestRow, InterestRow.candidate_id == CandidateRow.id)
    query = query.where(InterestRow.vacancy_id == vacancy_id, InterestRow.withdrawn_at.is_(None))
    return (await session.scalars(query.order_by(CandidateRow.id))).all()
