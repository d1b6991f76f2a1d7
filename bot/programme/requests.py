"""What candidates ask of the programme's people: requests for a person, and notes to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.base.terms import Language
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, HumanRequestRow, NoteRow
from bot.programme import audit, staff
from bot.programme.audit import Action, Actor
from bot.programme.ids import new_id

MOST_NOTES = 20  # notes of one person in a day


class NoteKind(StrEnum):
    """The kind of a note: a candidate's for the programme, or the programme's answer to a candidate."""

    FEEDBACK = "feedback"
    WRONG_MATCH = "wrong match"
    ANSWER = "answer"


class Reason(StrEnum):
    """Why somebody needs a person: they asked, or something does not go well."""

    ASKED = "asked"
    TRIP = "trip"
    JOB = "job"
    LIFE = "life"
    DANGER = "danger"


class RequestClosed(BotError):
    """The request was dealt with already, or does not exist."""

    def __init__(self, request_id: str) -> None:
        super().__init__(request_id)
        self.request_id = request_id


@dataclass(frozen=True, slots=True)
class Waiting:
    """A candidate who waits for a person of the programme."""

    id: str
    asked_at: datetime
    reasons: tuple[Reason, ...]
    language: Language


_ALARMS = {Reason.ASKED: staff.Alarm.REQUEST, Reason.DANGER: staff.Alarm.DANGER}


async def open_request(session: AsyncSession, candidate: CandidateView) -> Waiting | None:
    """This candidate's unanswered request, if any."""
    row = await _open(session, candidate)
    return Waiting(row.id, row.asked_at, tuple(map(Reason, row.reasons)), candidate.language) if row else None


async def ask_for_a_person(
    session: AsyncSession,
    candidate: CandidateView,
    now: datetime,
    reason: Reason = Reason.ASKED,
    *,
    actor: Actor | None = None,
) -> str:
    """Open a request for a person. Returns its identifier; asking twice is one request.

    Officers are told each time something is not well.

    Args:
        actor: who opens it, if not the candidate.
    """
    request = await _open(session, candidate)
    if request is not None and reason is Reason.ASKED:
        return request.id
    if request is None:
        request = HumanRequestRow(id=new_id(), candidate_id=candidate.id, reasons=[], asked_at=now)
        session.add(request)
    if reason not in request.reasons:
        request.reasons = [*request.reasons, reason]
    changes = {"reason": (None, reason)}
    actor = actor or audit.of_candidate(candidate)
    audit.record(session, actor, Action.ASK_FOR_A_PERSON, request.id, now, changes)
    await staff.alarm(session, request.id, now, about=_ALARMS.get(reason, staff.Alarm.NOT_WELL))
    await session.flush()
    return request.id


async def waiting(session: AsyncSession) -> Sequence[Waiting]:
    """The open requests, the longest waiting first."""
    query = select(HumanRequestRow, CandidateRow.language).join(
        CandidateRow, CandidateRow.id == HumanRequestRow.candidate_id
    )
    rows = await session.execute(query.where(HumanRequestRow.closed_at.is_(None)).order_by(HumanRequestRow.asked_at))
    return [Waiting(row.id, row.asked_at, tuple(map(Reason, row.reasons)), language) for row, language in rows]


async def close(session: AsyncSession, request_id: str, now: datetime, *, actor: Actor) -> None:
    """Close a request that somebody has dealt with.

    Raises:
        RequestClosed: it is not open, or there is no such.
    """
    row = await session.get(HumanRequestRow, request_id)
    if row is None or row.closed_at is not None:
        raise RequestClosed(request_id)
    row.closed_at = now
    audit.record(session, actor, Action.CLOSE_REQUEST, request_id, now)


async def text_of_note(session: AsyncSession, note_id: str) -> str | None:
    """The text of the note with this number, if there is one."""
    row = await session.get(NoteRow, int(note_id))
    return row.text if row else None


async def may_note(session: AsyncSession, candidate: CandidateView, now: datetime) -> bool:
    """Whether another note of this person may be stored: at most `MOST_NOTES` in 24 hours."""
    query = select(func.count()).where(
        NoteRow.candidate_id == candidate.id, NoteRow.written_at > now - timedelta(days=1)
    )
    return ((await session.scalar(query)) or 0) < MOST_NOTES


def keep_note(session: AsyncSession, candidate: CandidateView, kind: NoteKind, text: str, now: datetime) -> None:
    """Store, encrypted, what somebody wrote for the programme."""
    session.add(NoteRow(candidate_id=candidate.id, kind=kind, text=text, written_at=now))


async def _open(session: AsyncSession, candidate: CandidateView) -> HumanRequestRow | None:
    query = select(HumanRequestRow).where(HumanRequestRow.candidate_id == candidate.id)
    return await session.scalar(query.where(HumanRequestRow.closed_at.is_(None)))
