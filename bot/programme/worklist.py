"""Work that waits for officers: counted for the first page of the console, and listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.base.terms import ByLanguage
from bot.db.models import (
    CandidateRow,
    CaseNoteRow,
    EmployerRow,
    HumanRequestRow,
    InterestRow,
    NoteRow,
    UnansweredRow,
    VacancyRow,
)
from bot.programme import access, unanswered
from bot.programme.access import Officer, Task
from bot.programme.requests import NoteKind
from bot.programme.unanswered import NotUnderstood
from bot.programme.vacancies import TO_BE_TOLD

LATELY = timedelta(days=7)
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Today:
    """How much of each waits."""

    requests: int  # unanswered requests for a person
    longest: datetime | None  # since when the first one waits
    opinions: int  # in the last week: feedback, and matches called wrong
    interests: int  # in the last week: agreements that an employer sees the profile
    unanswered: int  # in the last week: messages that were not understood
    reminders: int  # this officer's, for today or earlier


async def today(session: AsyncSession, officer: Officer, now: datetime) -> Today:
    """Everything that waits, or came in lately.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.OVERVIEW)
    since = now - LATELY
    waiting = select(func.count(), func.min(HumanRequestRow.asked_at)).where(HumanRequestRow.closed_at.is_(None))
    requests, longest = (await session.execute(waiting)).one()
    counts = [
        await session.scalar(query)
        for query in (
            select(func.count()).where(NoteRow.written_at > since, NoteRow.kind != NoteKind.ANSWER),
            select(func.count()).where(InterestRow.expressed_at > since, InterestRow.withdrawn_at.is_(None)),
            select(func.count()).where(UnansweredRow.day > local_day(since)),
            select(func.count())
            .select_from(CaseNoteRow)
            .where(CaseNoteRow.staff_id == officer.id, CaseNoteRow.done_at.is_(None))
            .where(CaseNoteRow.remind_on <= local_day(now)),
        )
    ]
    return Today(requests, longest, *(count or 0 for count in counts))


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a candidate wrote for the programme."""

    conversation: str
    kind: NoteKind
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that an employer sees a profile, or its withdrawal, of which the employer must be told."""

    number: int
    conversation: str
    employer: str
    town: str
    title: ByLanguage
    agreed_at: datetime
    taken_back_at: datetime | None
    seen_at: datetime | None  # by an officer
    passed_on_at: datetime | None  # to the employer


async def opinions(session: AsyncSession, officer: Officer) -> Sequence[Opinion]:
    """Feedback, and matches called wrong, the latest first.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.READ)
    query = select(NoteRow, CandidateRow.conversation).join(CandidateRow, CandidateRow.id == NoteRow.candidate_id)
    query = query.where(NoteRow.kind != NoteKind.ANSWER).order_by(NoteRow.id.desc()).limit(MOST_LISTED)
    return [
        Opinion(conversation, NoteKind(row.kind), row.text, row.written_at)
        for row, conversation in await session.execute(query)
    ]


async def agreements(session: AsyncSession, officer: Officer) -> Sequence[Agreement]:
    """Agreements, the latest first; before them, withdrawals of which the employer must be told.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.READ)
    query = (
        select(InterestRow, CandidateRow.conversation, VacancyRow, EmployerRow)
        .join(CandidateRow, CandidateRow.id == InterestRow.candidate_id)
        .join(VacancyRow, VacancyRow.id == InterestRow.vacancy_id)
        .join(EmployerRow, EmployerRow.id == VacancyRow.employer_id)
        .where(or_(InterestRow.withdrawn_at.is_(None), TO_BE_TOLD))
        .order_by(InterestRow.withdrawn_at.is_(None), InterestRow.expressed_at.desc())
        .limit(MOST_LISTED)
    )
    return [
        Agreement(
            row.id, conversation, employer.name, employer.town, vacancy.title, row.expressed_at, row.withdrawn_at,
            row.seen_at, row.passed_on_at,
        )
        for row, conversation, vacancy, employer in await session.execute(query)
    ]  # fmt: skip


async def not_understood(session: AsyncSession, officer: Officer) -> Sequence[NotUnderstood]:
    """Messages that were not understood, the latest first.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.READ)
    return await unanswered.newest(session, MOST_LISTED)
