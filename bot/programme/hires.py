"""The jobs that people were offered or found: told by them or by an officer, and when they are asked how it goes."""

from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME, local_day
from bot.base.states import JobState
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, HireRow, RegistrationRow
from bot.programme import audit, employer_contacts
from bot.programme.audit import Action, Actor
from bot.programme.candidates import Consent
from bot.programme.ids import code_in, new_id
from bot.programme.trips import TripUnknown
from bot.programme.typed_names import nearest
from bot.queues import notices
from bot.queues.notices import NoticeKind

STEPS = {"1w": 7, "1m": 30, "3m": 91, "6m": 182, "12m": 365}  # when we ask, days after the news
_HOUR = time(18)
STILL_THERE_AFTER = ("1m", "3m", "6m", "12m")  # steps after which it counts that somebody is still there
SAME_JOB = timedelta(days=30)  # news repeated within this time is about the same job


async def offered(session: AsyncSession, candidate: CandidateView, now: datetime) -> str | None:
    """Note an offer: no job yet, so no follow-up. Returns its identifier; None without consent, or if it is known."""
    if candidate.consent != Consent.GIVEN or await _recent(session, candidate, now):
        return None
    return (await _new(session, candidate, JobState.OFFERED, now)).id


async def hired(session: AsyncSession, candidate: CandidateView, now: datetime) -> str | None:
    """Note that somebody accepted a job: we ask how it goes after a week, and 1, 3, 6 and 12 months.

    An earlier offer becomes this job. Follow-ups of an earlier job end. Returns its identifier; None without
    consent, since nothing is stored then, or if the news is known already.
    """
    if candidate.consent != Consent.GIVEN:
        return None
    recent = await _recent(session, candidate, now)
    if recent is not None and recent.state != JobState.OFFERED:
        return None
    row = recent or await _new(session, candidate, JobState.ACCEPTED, now)
    await set_state(session, candidate, row, JobState.ACCEPTED, now, now, actor=audit.of_candidate(candidate))
    return row.id


async def tell_of_job_of(
    session: AsyncSession, code: str, state: JobState, since: datetime, now: datetime, *, employer: str | None,
    actor: Actor,
) -> None:  # fmt: skip
    """Note the state of a job of the traveller with this code; `employer`: by reference or by name.

    Raises:
        TripUnknown: no registration has this code.
        NameUnknown: no employer is meant.
    """
    row = await session.scalar(select(RegistrationRow).where(RegistrationRow.code == (code_in(code) or code)))
    if row is None:
        raise TripUnknown
    names = {each.id: each.name for each in await employer_contacts.contacts(session)} if employer else {}
    found = nearest(employer, names) if employer else None
    candidate = await session.get_one(CandidateRow, row.candidate_id)
    await tell_of_job(session, candidate, state, since, now, employer_id=found, actor=actor)


async def tell_of_job(
    session: AsyncSession,
    candidate: CandidateView,
    state: JobState,
    since: datetime,
    now: datetime,
    *,
    employer_id: str | None,
    actor: Actor,
) -> HireRow:
    """Note what an officer knows about the state of somebody's job: the last one told of, or a new one."""
    query = select(HireRow).where(HireRow.candidate_id == candidate.id).order_by(HireRow.told_at.desc(), HireRow.id)
    row = await session.scalar(query.limit(1))
    if row is None or (row.state == JobState.ENDED and state is not JobState.ENDED):
        row = await _new(session, candidate, state, now)
    row.employer_id = employer_id or row.employer_id
    await set_state(session, candidate, row, state, since, now, actor=actor)
    return row


async def set_state(
    session: AsyncSession,
    candidate: CandidateView,
    row: HireRow,
    state: JobState,
    since: datetime,
    now: datetime,
    *,
    actor: Actor,
) -> None:
    """Move a job to a state; follow-ups are asked while it lasts, and about no other job."""
    audit.record(session, actor, Action.HIRED, row.id, now, {"state": (row.state, state)})
    row.state, row.moved_at = state, since
    _note_how_long(row, state, since)
    for each in await session.scalars(select(HireRow.id).where(HireRow.candidate_id == candidate.id)):
        await notices.drop_unsent(session, each)
    if state not in {JobState.ACCEPTED, JobState.STARTED}:
        return
    for step, days in STEPS.items():
        day = local_day(since) + timedelta(days)
        due = datetime.combine(day, _HOUR, QUEBEC_TIME)
        if due > now:
            notices.write(session, candidate, NoticeKind.FOLLOW_UP, row.id, now, due=due, step=step)


async def works_there(session: AsyncSession, row: HireRow, at: datetime, now: datetime, *, actor: Actor) -> None:
    """Note that somebody works in a job at a moment; one that was only accepted has started when it was."""
    changes: dict[str, tuple[object, object]] = {}
    if row.state == JobState.ACCEPTED:
        changes["state"] = (row.state, JobState.STARTED)
        row.state = JobState.STARTED
        row.began_at = row.moved_at or row.told_at
    if row.state == JobState.STARTED and (row.there_at is None or at > row.there_at):
        changes["there on"] = (row.there_at and local_day(row.there_at), local_day(at))
        row.there_at = at
    if changes:
        audit.record(session, actor, Action.HIRED, row.id, now, changes)


def kept_for(began_at: datetime | None, there_at: datetime | None) -> tuple[str, ...]:
    """The steps after which it was known that somebody was still there."""
    if began_at is None or there_at is None:
        return ()
    return tuple(step for step in STILL_THERE_AFTER if there_at - began_at >= timedelta(days=STEPS[step]))


def _note_how_long(row: HireRow, state: JobState, since: datetime) -> None:
    if state is JobState.STARTED:
        row.began_at, row.there_at = since, max(since, row.there_at or since)
    elif state is JobState.ENDED:
        row.there_at = since if row.began_at else None
    else:
        row.began_at = row.there_at = None


async def _new(session: AsyncSession, candidate: CandidateView, state: JobState, now: datetime) -> HireRow:
    row = HireRow(id=new_id(), candidate_id=candidate.id, told_at=now, state=state)
    session.add(row)
    await session.flush()
    return row


async def _recent(session: AsyncSession, candidate: CandidateView, now: datetime) -> HireRow | None:
    """The job of recent news, which repeated news is about."""
    query = select(HireRow).where(HireRow.candidate_id == candidate.id, HireRow.told_at > now - SAME_JOB)
    return await session.scalar(query.order_by(HireRow.told_at.desc()).limit(1))
