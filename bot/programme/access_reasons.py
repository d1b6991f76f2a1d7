"""Reasons for reading about a person: an officer whom nobody asked gives one, and it is recorded."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.db.candidate_view import CandidateView
from bot.db.models import AuditRow
from bot.programme import access, audit, candidates, meetings, requests, who_answers
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.who_answers import ConversationUnknown

_OPEN_FOR = timedelta(minutes=30)  # how long a recorded reading, or a reason, is valid
_READS = (Action.READ_CONVERSATION, Action.READ_FILE)


class ReasonMissing(BotError):
    """Nobody asked this officer into the conversation, and they gave no reason for reading it."""


class ReadReason(StrEnum):
    """Why an officer reads about a person without having been asked."""

    FOLLOW_UP = "follow-up"
    COMPLAINT = "complaint"
    SAFETY = "safety"
    REQUEST = "request"  # they asked in writing about their data
    QUALITY = "quality"  # to check the quality of the assistant's answers


async def give_reason(
    session: AsyncSession, officer: Officer, conversation: str, reason: ReadReason, now: datetime
) -> None:
    """Give a reason, which opens the person's conversation and file for half an hour.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such.
    """
    access.require(officer, Task.READ)
    if await candidates.of_conversation(session, conversation) is None:
        raise ConversationUnknown
    _note(session, officer, conversation, Action.READ_CONVERSATION, reason, now)


async def find_person(
    session: AsyncSession, officer: Officer, conversation: str, task: Task, action: Action, now: datetime
) -> CandidateView:
    """The person about whom an officer reads or changes something, which is recorded as `action`.

    Raises:
        NotAllowed: the officer's role does not include the task.
        ConversationUnknown: there is no such person.
        ReasonMissing: nobody asked this officer in, and no reason was given.
    """
    access.require(officer, task)
    candidate = await candidates.of_conversation(session, conversation)
    if candidate is None:
        raise ConversationUnknown
    await require_reason(session, officer, candidate, action, now)
    return candidate


async def reason_given(
    session: AsyncSession, officer: Officer, conversation: str, now: datetime, *actions: Action
) -> str | None:
    """The reason under which this officer has lately read about this person; None if they have not.

    `actions`: what was read; anything if left out.
    """
    query = select(AuditRow).where(
        AuditRow.actor == officer.id, AuditRow.action.in_(actions or _READS), AuditRow.subject == conversation,
        AuditRow.at > now - _OPEN_FOR,
    )  # fmt: skip
    row = await session.scalar(query.order_by(AuditRow.id.desc()).limit(1))
    return row.changes["reason"][1] if row is not None else None


async def require_reason(
    session: AsyncSession, officer: Officer, candidate: CandidateView, action: Action, now: datetime, *,
    noted: bool = True,
) -> None:  # fmt: skip
    """Let an officer read about a person, and record that they do, once in half an hour.

    `action`: what is read; `noted`: False for repeated looks at the same page, which are not recorded again.

    Raises:
        ReasonMissing: nobody asked this officer in, and no reason was given.
    """
    conversation = candidate.conversation
    given = await reason_given(session, officer, conversation, now)
    reason = given or await _asked_in(session, officer, candidate, now)
    if reason is None:
        raise ReasonMissing
    if noted and await reason_given(session, officer, conversation, now, action) is None:
        _note(session, officer, conversation, action, reason, now)


async def _asked_in(session: AsyncSession, officer: Officer, candidate: CandidateView, now: datetime) -> str | None:
    held = await who_answers.handover_of(session, candidate, now)
    if held is not None and held.staff_id == officer.id:
        return "has it"
    if await meetings.has_met(session, officer.id, candidate, now):
        return "meets"
    return "asked for a person" if await requests.open_request(session, candidate) else None


def _note(
    session: AsyncSession, officer: Officer, conversation: str, action: Action, reason: str, now: datetime
) -> None:
    audit.record(session, audit.of_officer(officer), action, conversation, now, {"reason": (None, reason)})
