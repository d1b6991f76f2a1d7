"""Officers' notes on a candidate, for each other or as a reminder; the candidate can ask to read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.base.clock import local_day
from bot.base.errors import BotError, NotThere
from bot.db.candidate_view import CandidateView
from bot.db.models import CaseNoteRow
from bot.programme import access, access_reasons, audit
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.ids import new_id
from bot.programme.words_in_forms import required

MOST_LETTERS = 2000


class NoteUnknown(NotThere):
    """There is no such reminder of this officer."""


class DayPast(BotError):
    """A reminder must be for today or later."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note, with the officer who wrote it."""

    id: str
    conversation: str
    officer: str
    mine: bool
    text: str
    written_at: datetime
    remind_on: date | None  # None also once it is done


async def write(
    session: AsyncSession, officer: Officer, conversation: str, words: str, remind_on: date | None, now: datetime
) -> None:
    """Write a note; `remind_on`: from that day on, it stands on the officer's first page until it is done.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
        ReasonMissing: the officer has not said why they read of this person.
        NoWords: it is empty, or too long.
        DayPast: the day is over.
    """
    candidate = await access_reasons.find_person(session, officer, conversation, Task.ANSWER, Action.READ_FILE, now)
    words = required(words, MOST_LETTERS)
    if remind_on is not None and remind_on < local_day(now):
        raise DayPast
    session.add(
        CaseNoteRow(
            id=new_id(), candidate_id=candidate.id, staff_id=officer.id, text=words, written_at=now,
            remind_on=remind_on,
        )
    )  # fmt: skip
    audit.record(session, audit.of_officer(officer), Action.NOTE, conversation, now)
    await session.flush()


async def done(session: AsyncSession, officer: Officer, note_id: str, now: datetime) -> None:
    """Mark a reminder as done; the note stays.

    Raises:
        NotAllowed: the officer's role does not include it.
        NoteUnknown: it is no reminder of this officer's.
    """
    access.require(officer, Task.ANSWER)
    row = await session.get(CaseNoteRow, note_id)
    if row is None or row.staff_id != officer.id or row.remind_on is None:
        raise NoteUnknown
    if row.done_at is None:
        row.done_at = now
        audit.record(session, audit.of_officer(officer), Action.END_REMINDER, note_id, now)


async def of_candidate(session: AsyncSession, officer: Officer, candidate: CandidateView) -> Sequence[Note]:
    """The notes on somebody, the latest first. The caller checks whether this officer may read them."""
    query = select(CaseNoteRow).where(CaseNoteRow.candidate_id == candidate.id)
    return await _notes(session, officer, query.order_by(CaseNoteRow.written_at.desc(), CaseNoteRow.id))


async def reminders(session: AsyncSession, officer: Officer) -> Sequence[Note]:
    """This officer's reminders that are not done, the earliest day first.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.ANSWER)
    query = select(CaseNoteRow).where(CaseNoteRow.staff_id == officer.id, CaseNoteRow.remind_on.is_not(None))
    query = query.where(CaseNoteRow.done_at.is_(None))
    return await _notes(session, officer, query.order_by(CaseNoteRow.remind_on, CaseNoteRow.written_at))


async def _notes(session: AsyncSession, officer: Officer, query: Select[CaseNoteRow]) -> Sequence[Note]:
    rows = await session.scalars(query.options(joinedload(CaseNoteRow.officer), joinedload(CaseNoteRow.candidate)))
    return [
        Note(
            row.id, row.candidate.conversation, row.officer.name or "", row.staff_id == officer.id, row.text,
            row.written_at, None if row.done_at else row.remind_on,
        )
        for row in rows
    ]  # fmt: skip
