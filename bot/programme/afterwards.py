"""After the trip and after the move: how it was, how the job is, how life is there."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.i18n import QUEBEC_TIME
from bot.db.models import CandidateRow, HireRow, ImpressionRow, RegistrationRow
from bot.programme import audit, requests
from bot.programme.audit import Action
from bot.programme.candidates import Consent, require_consent
from bot.programme.ids import new_id
from bot.programme.requests import Reason
from bot.programme.trips import RegistrationState
from bot.queues import notices
from bot.queues.notices import NoticeKind

STEPS = {"1w": 7, "1m": 30, "3m": 91, "6m": 182, "12m": 365}  # when we ask, in days after the news of the job
_HOUR = time(18)
SAME_JOB = timedelta(days=30)  # the same news told twice within this is the same job


class Theme(StrEnum):
    """What is asked about."""

    TRIP = "trip"
    JOB = "job"
    LIFE = "life"


class Impression(StrEnum):
    """How it is."""

    GOOD = "good"
    MIXED = "mixed"
    BAD = "bad"


async def hired(session: AsyncSession, candidate: CandidateRow, now: datetime) -> HireRow | None:
    """Somebody tells of a job: we ask how it goes after a week, a month, three, six and twelve.

    Of an earlier job nothing more is asked. None without consent, since nothing is kept of somebody who has not
    agreed, and where the news is not new.
    """
    earlier = (await session.scalars(select(HireRow).where(HireRow.candidate_id == candidate.id))).all()
    if candidate.consent != Consent.GIVEN or any(each.told_at > now - SAME_JOB for each in earlier):
        return None
    for each in earlier:
        await notices.forget(session, each.id)
    row = HireRow(id=new_id(), candidate_id=candidate.id, told_at=now)
    session.add(row)
    for step, days in STEPS.items():
        day = now.astimezone(QUEBEC_TIME).date() + timedelta(days)
        due = datetime.combine(day, _HOUR, QUEBEC_TIME)
        notices.write(session, candidate, NoticeKind.FOLLOW_UP, row.id, now, due=due, step=step)
    audit.record(session, audit.of_candidate(candidate), Action.HIRED, row.id, now)
    return row


async def was_asked(session: AsyncSession, candidate: CandidateRow, theme: Theme, subject: str) -> bool:
    """Whether this person may have been asked how this is: a trip that they were on, or a job that they told of."""
    if theme is Theme.TRIP:
        own = await session.get(RegistrationRow, subject)
        return own is not None and own.candidate_id == candidate.id and own.state == RegistrationState.ATTENDED
    hire_id, _, step = subject.rpartition(".")
    hire = await session.get(HireRow, hire_id)
    return hire is not None and hire.candidate_id == candidate.id and step in STEPS


async def say(
    session: AsyncSession, candidate: CandidateRow, theme: Theme, subject: str, given: Impression, now: datetime
) -> None:
    """Keep how something is; what is bad reaches a person of the programme, once for each time that we asked."""
    require_consent(candidate)
    about = f"{theme}:{subject}"
    before = await session.get(ImpressionRow, (candidate.id, about))
    known = before is not None and before.answer == Impression.BAD
    await session.merge(ImpressionRow(candidate_id=candidate.id, subject=about, answer=given, given_at=now))
    audit.record(session, audit.of_candidate(candidate), Action.IMPRESSION, subject, now, {theme: (None, given)})
    if given is Impression.BAD and not known:
        await requests.ask_for_a_person(session, candidate, now, Reason(theme.value))
