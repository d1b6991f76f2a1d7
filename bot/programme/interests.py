"""A candidate's interest in an employer: agreeing to be seen, declining, withdrawing."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.clock import local_day
from bot.base.errors import BotError
from bot.db.candidate_view import CandidateView
from bot.db.models import InterestRow, VacancyRow
from bot.programme import audit, staff
from bot.programme.audit import Action
from bot.programme.candidates import require_consent
from bot.programme.employers import find_vacancy, with_employer
from bot.programme.shown_to_employers import VERSION
from bot.programme.vacancy_views import Agreement, VacancyView, agreement, vacancy_view


class VacancyOver(BotError):
    """The vacancy is filled, closed or past its last day."""

    def __init__(self, vacancy: VacancyView) -> None:
        super().__init__("this vacancy is not offered any more")
        self.vacancy = vacancy


async def express_interest(
    session: AsyncSession, candidate: CandidateView, vacancy_id: str, now: datetime
) -> VacancyView:
    """Agree that this employer may see the profile. Idempotent.

    Raises:
        VacancyOver: the vacancy is no longer open.
    """
    require_consent(candidate)
    vacancy = await find_vacancy(session, vacancy_id)
    if not vacancy.is_open(local_day(now)):
        raise VacancyOver(vacancy)
    interest = await interest_row(session, candidate, vacancy_id)
    if interest is None:
        session.add(InterestRow(candidate_id=candidate.id, vacancy_id=vacancy_id, expressed_at=now, version=VERSION))
    elif not stands(interest):
        interest.expressed_at, interest.withdrawn_at, interest.version = now, None, VERSION
        interest.seen_at = interest.passed_on_at = None  # a new one, which nobody has dealt with yet
    else:
        return vacancy
    audit.record(session, audit.of_candidate(candidate), Action.INTEREST, vacancy_id, now)
    return vacancy


async def withdraw_interest(
    session: AsyncSession, candidate: CandidateView, vacancy_id: str, now: datetime
) -> VacancyView:
    """Withdraw the agreement; the row stays, so that the candidate can see to whom they agreed, and when."""
    vacancy = await find_vacancy(session, vacancy_id)
    interest = await interest_row(session, candidate, vacancy_id)
    if interest is not None and interest.withdrawn_at is None:
        await _take_back(session, interest, now)
        audit.record(session, audit.of_candidate(candidate), Action.WITHDRAW_INTEREST, vacancy_id, now)
    return vacancy


async def decline(session: AsyncSession, candidate: CandidateView, vacancy_id: str, now: datetime) -> VacancyView:
    """Decline an employer that was proposed: it may not see the profile, and is not proposed for an interview again."""
    require_consent(candidate)
    vacancy = await find_vacancy(session, vacancy_id)
    if await interest_row(session, candidate, vacancy_id) is None:
        no = InterestRow(candidate_id=candidate.id, vacancy_id=vacancy_id, expressed_at=now, version=VERSION)
        no.withdrawn_at = now
        session.add(no)
        await session.flush()
    theirs = (
        select(InterestRow)
        .join(InterestRow.vacancy)
        .where(InterestRow.candidate_id == candidate.id, VacancyRow.employer_id == vacancy.employer.id)
    )
    for row in (await session.scalars(theirs)).all():
        if row.withdrawn_at is None:
            await _take_back(session, row, now)
    audit.record(session, audit.of_candidate(candidate), Action.WITHDRAW_INTEREST, vacancy_id, now)
    return vacancy


async def interests_of(session: AsyncSession, candidate: CandidateView) -> list[VacancyView]:
    """The vacancies whose employers may see this candidate's profile, in the order of agreement."""
    query = (
        with_employer()
        .join(InterestRow, InterestRow.vacancy_id == VacancyRow.id)
        .where(InterestRow.candidate_id == candidate.id, InterestRow.withdrawn_at.is_(None))
        .order_by(InterestRow.expressed_at)
    )
    return [vacancy_view(row) for row in await session.scalars(query)]


async def agreements(session: AsyncSession, candidate: CandidateView) -> list[Agreement]:
    """Every agreement that this candidate gave, withdrawn ones included, the newest first."""
    query = (
        select(InterestRow)
        .where(
            InterestRow.candidate_id == candidate.id,
            or_(InterestRow.withdrawn_at.is_(None), InterestRow.withdrawn_at != InterestRow.expressed_at),  # no refusal
        )
        .options(selectinload(InterestRow.vacancy).selectinload(VacancyRow.employer))
        .order_by(InterestRow.expressed_at.desc(), InterestRow.id.desc())
    )
    return [agreement(row) for row in await session.scalars(query)]


async def agreed(
    session: AsyncSession, candidates: Collection[int], employer_id: str | None = None
) -> set[tuple[int, str]]:
    """Pairs of a candidate and an employer that may see them; with `employer_id`, only of that employer.

    Agreements to an older text do not cover what employers are shown now: they are asked for again.
    """
    yes = and_(InterestRow.withdrawn_at.is_(None), InterestRow.version == VERSION)
    pairs = await _said_to_employers(session, candidates, yes)
    return {pair for pair in pairs if employer_id in {None, pair[1]}}


async def refusals(session: AsyncSession, candidates: Collection[int]) -> set[tuple[int, str]]:
    """Pairs of a candidate and an employer whom they declined or whose agreement they withdrew, without another one."""
    taken_back = await _said_to_employers(session, candidates, InterestRow.withdrawn_at.is_not(None))
    return taken_back - await _said_to_employers(session, candidates, InterestRow.withdrawn_at.is_(None))


async def interest_row(session: AsyncSession, candidate: CandidateView, vacancy_id: str) -> InterestRow | None:
    """The row of a candidate's agreement, withdrawn agreement or refusal for a vacancy, if any."""
    return await session.scalar(
        select(InterestRow).where(InterestRow.candidate_id == candidate.id, InterestRow.vacancy_id == vacancy_id)
    )


def stands(interest: InterestRow) -> bool:
    """Whether an agreement is valid, and covers what employers are shown today."""
    return interest.withdrawn_at is None and interest.version == VERSION


async def _take_back(session: AsyncSession, interest: InterestRow, now: datetime) -> None:
    """End an agreement; an employer who was told of it has to be told of this too."""
    interest.withdrawn_at = now
    if interest.passed_on_at is not None:
        await staff.alarm(session, interest.vacancy_id, now, about=staff.Alarm.TAKEN_BACK)


async def _said_to_employers(
    session: AsyncSession, candidates: Collection[int], what: ColumnElement[bool]
) -> set[tuple[int, str]]:
    query = (
        select(InterestRow.candidate_id, VacancyRow.employer_id)
        .join(VacancyRow, VacancyRow.id == InterestRow.vacancy_id)
        .where(InterestRow.candidate_id.in_(candidates), what)
    )
    return {(candidate, employer) for candidate, employer in await session.execute(query)}
