"""Messages that an officer marks as misread, so that those who teach the model get them as cases."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.base.errors import NotThere
from bot.db.models import SaidRow
from bot.programme import access_reasons, audit, unanswered
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.transcript import Author


class LineUnknown(NotThere):
    """There is no such message of this candidate, or the assistant did not interpret it."""


async def mark(session: AsyncSession, officer: Officer, conversation: str, said_id: int, now: datetime) -> None:
    """Add a message to those that were not understood, without what identifies a person. Idempotent.

    Nothing is added without the person's consent.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
        ReasonMissing: the officer gave no reason for reading the conversation.
        LineUnknown: there is no such message of theirs.
    """
    candidate = await access_reasons.find_person(
        session, officer, conversation, Task.ANSWER, Action.READ_CONVERSATION, now
    )
    row = await session.get(SaidRow, said_id)
    theirs = row is not None and row.candidate_id == candidate.id and row.author == Author.CANDIDATE
    if row is None or not theirs or not row.understood:
        raise LineUnknown
    if await audit.subjects_with(session, Action.MARK_MISREAD, [str(said_id)]):
        return
    unanswered.keep(session, candidate, row.text, row.understood, local_day(now), misread=True)
    audit.record(session, audit.of_officer(officer), Action.MARK_MISREAD, str(said_id), now)
