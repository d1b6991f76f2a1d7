"""How it is for somebody: the trip's day, the job, life there. Asked after the trip, and some time after a hire."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import JobState
from bot.db.candidate_view import CandidateView
from bot.db.models import HireRow, ImpressionRow, RegistrationRow
from bot.programme import audit, hires, requests
from bot.programme.audit import Action
from bot.programme.candidates import require_consent
from bot.programme.hires import STEPS
from bot.programme.requests import Reason
from bot.programme.trips import RegistrationState


class Theme(StrEnum):
    """What we ask about."""

    TRIP = "trip"
    JOB = "job"
    LIFE = "life"


class Impression(StrEnum):
    """How it is."""

    GOOD = "good"
    MIXED = "mixed"
    BAD = "bad"


async def was_asked(session: AsyncSession, candidate: CandidateView, theme: Theme, subject: str) -> bool:
    """Whether this person can have been asked about this: a trip that they were on, or a job that they told of."""
    if theme is Theme.TRIP:
        own = await session.get(RegistrationRow, subject)
        return own is not None and own.candidate_id == candidate.id and own.state == RegistrationState.ATTENDED
    hire_id, _, step = subject.rpartition(".")
    hire = await session.get(HireRow, hire_id)
    return hire is not None and hire.candidate_id == candidate.id and step in STEPS


async def keep_impression(
    session: AsyncSession, candidate: CandidateView, theme: Theme, subject: str, given: Impression, now: datetime
) -> None:
    """Store an impression; a bad one reaches a person of the programme, once each time that we asked."""
    require_consent(candidate)
    about = f"{theme}:{subject}"
    before = await session.get(ImpressionRow, (candidate.id, about))
    known = before is not None and before.answer == Impression.BAD
    await session.merge(ImpressionRow(candidate_id=candidate.id, subject=about, answer=given, given_at=now))
    if theme is Theme.JOB:
        await _works_there(session, candidate, subject, now)
    audit.record(session, audit.of_candidate(candidate), Action.IMPRESSION, subject, now, {theme: (None, given)})
    if given is Impression.BAD and not known:
        await requests.ask_for_a_person(session, candidate, now, Reason(theme.value))


async def _works_there(session: AsyncSession, candidate: CandidateView, subject: str, now: datetime) -> None:
    """Whoever says after a month or later how the job is works there; after a week it may not have begun."""
    hire_id, _, step = subject.rpartition(".")
    hire = await session.get(HireRow, hire_id)
    if hire is not None and (step in hires.STILL_THERE_AFTER or hire.state == JobState.STARTED):
        await hires.works_there(session, hire, now, now, actor=audit.of_candidate(candidate))
