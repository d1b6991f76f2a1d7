"""The outcome for people who agreed to an employer or met one: job offered, accepted, started, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME, local_day
from bot.base.errors import BotError
from bot.base.states import JobState
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, EmployerRow, HireRow, InterestRow, InterviewRow, VacancyRow
from bot.programme import access, audit, candidates, hires
from bot.programme.access import Officer, Task
from bot.programme.employers import EmployerUnknown
from bot.programme.ids import new_id
from bot.programme.who_answers import ConversationUnknown


class Ahead(BotError):
    """The day on which it happened is in the future."""


class NoJobThere(BotError):
    """This person has no job with this employer that was accepted and has not ended."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A person and an employer: when they agreed, when they met last, the state of the job, and since when."""

    conversation: str
    agreed_at: datetime | None
    met_at: datetime | None
    job: JobState | None
    since: date | None
    there_on: date | None  # the last day on which it was known that they work there


async def of_employer(session: AsyncSession, officer: Officer, employer_id: str) -> Sequence[Outcome]:
    """Everybody with a valid agreement with this employer, an interview past or coming, or a job there.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.EMPLOYERS)
    agreed = select(InterestRow.candidate_id, InterestRow.expressed_at).join(InterestRow.vacancy)
    agreed = agreed.where(VacancyRow.employer_id == employer_id, InterestRow.withdrawn_at.is_(None))
    met = select(InterviewRow.candidate_id, InterviewRow.starts_at).where(InterviewRow.employer_id == employer_id)
    since, hours = [
        {row[0]: row[1] for row in await session.execute(query)}
        for query in (agreed.order_by(InterestRow.expressed_at.desc()), met.order_by(InterviewRow.starts_at))
    ]
    hires = select(HireRow).where(HireRow.employer_id == employer_id).order_by(HireRow.told_at)
    jobs = {row.candidate_id: row for row in await session.scalars(hires)}
    known = {*since, *hours, *jobs}
    rows = await session.execute(
        select(CandidateRow.id, CandidateRow.conversation).where(CandidateRow.id.in_(known)).order_by(CandidateRow.id)
    )
    return [
        Outcome(
            conversation, since.get(who), hours.get(who), JobState(jobs[who].state) if who in jobs else None,
            local_day(jobs[who].moved_at or jobs[who].told_at) if who in jobs else None,
            local_day(there) if who in jobs and (there := jobs[who].there_at) else None,
        )
        for who, conversation in rows
    ]  # fmt: skip


async def record(
    session: AsyncSession, officer: Officer, employer_id: str, conversation: str, state: JobState, day: date,
    now: datetime,
) -> None:  # fmt: skip
    """Note the state of somebody's job with this employer, since a day.

    It is the job there that is known already, or one whose employer is not known, or else a new one.

    Raises:
        NotAllowed: the officer's role does not include it.
        EmployerUnknown, ConversationUnknown: there is no such.
        Ahead: the day is in the future.
    """
    candidate = await _person(session, officer, employer_id, conversation, day, now)
    here = or_(HireRow.employer_id == employer_id, HireRow.employer_id.is_(None))
    query = select(HireRow).where(HireRow.candidate_id == candidate.id, here, HireRow.state != JobState.ENDED)
    row = await session.scalar(query.order_by(HireRow.employer_id.is_(None), HireRow.told_at.desc()).limit(1))
    if row is None:
        row = HireRow(id=new_id(), candidate_id=candidate.id, told_at=now, state=state)
        session.add(row)
        await session.flush()
    row.employer_id = employer_id
    await hires.set_state(session, candidate, row, state, _noon(day, now), now, actor=audit.of_officer(officer))


async def still_there(
    session: AsyncSession, officer: Officer, employer_id: str, conversation: str, day: date, now: datetime
) -> None:
    """Note that on a day somebody works with this employer still.

    Raises:
        NotAllowed, EmployerUnknown, ConversationUnknown, Ahead: see `record`.
        NoJobThere: no job there was accepted, or it has ended.
    """
    candidate = await _person(session, officer, employer_id, conversation, day, now)
    query = select(HireRow).where(HireRow.candidate_id == candidate.id, HireRow.employer_id == employer_id)
    query = query.where(HireRow.state.in_([JobState.ACCEPTED, JobState.STARTED])).order_by(HireRow.told_at.desc())
    row = await session.scalar(query.limit(1))
    if row is None:
        raise NoJobThere
    await hires.works_there(session, row, _noon(day, now), now, actor=audit.of_officer(officer))


async def _person(
    session: AsyncSession, officer: Officer, employer_id: str, conversation: str, day: date, now: datetime
) -> CandidateView:
    access.require(officer, Task.EMPLOYERS)
    if await session.get(EmployerRow, employer_id) is None:
        raise EmployerUnknown
    candidate = await candidates.of_conversation(session, conversation)
    if candidate is None:
        raise ConversationUnknown
    if day > local_day(now):
        raise Ahead
    return candidate


def _noon(day: date, now: datetime) -> datetime:
    return min(datetime.combine(day, time(12), QUEBEC_TIME), now)
