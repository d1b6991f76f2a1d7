"""Conversations that an officer takes over from the assistant, answers and hands back.

While an officer has one, the assistant does not answer messages: they are kept for the officer. Who has it is looked
up in the transaction that handles a message, under a lock of the candidate, so that the message is either answered by
the assistant or left to the officer, never both.
"""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.base.states import DeliveryState
from bot.db.candidate_view import CandidateView
from bot.db.models import AtThreadRow, CandidateRow, HandoverRow, SaidRow
from bot.programme import access, access_reasons, audit, candidates, requests, transcript
from bot.programme.access import Officer, Task
from bot.programme.access_reasons import ReasonMissing
from bot.programme.audit import Action
from bot.programme.requests import Reason
from bot.programme.transcript import Author
from bot.programme.who_answers import handover_of, held_by, lock
from bot.programme.words_in_forms import required
from bot.queues import notices
from bot.queues.notices import NoticeKind

HELD = timedelta(minutes=30)  # after the officer's last word; then the assistant has the conversation again
MOST_LETTERS = 10_000  # letters of one message of an officer; Telegram gets it in pieces
_UNREAD = timedelta(minutes=2)  # after this, an officer who has not answered is told in the chat


class TakenOver(BotError):
    """Another officer has the conversation."""

    def __init__(self, name: str, until: datetime) -> None:
        super().__init__(until)
        self.name = name
        self.until = until


class NotReachable(BotError):
    """The candidate blocked the assistant: messages would not arrive."""


async def hear(session: AsyncSession, candidate: CandidateView, text: str, now: datetime) -> int | None:
    """Leave a message to the officer who has the conversation. Returns its number; None if nobody has it."""
    await lock(session, candidate.conversation)
    held = await handover_of(session, candidate, now)
    if held is None:
        return None
    candidates.row_of(candidate).unreachable_at, held.unanswered_at = None, held.unanswered_at or now
    await session.flush()
    said = await transcript.keep(session, candidate, Author.CANDIDATE, text, now)
    if not await notices.unsent(session, candidate.conversation, NoticeKind.STAFF_REPLY):
        due = now + _UNREAD
        notices.write(session, held.officer, NoticeKind.STAFF_REPLY, candidate.conversation, now, due=due, urgent=True)
    return said


async def hear_danger(session: AsyncSession, candidate: CandidateView, now: datetime) -> bool:
    """Tell the officer who has the conversation at once that somebody may be in danger. Returns whether one has it."""
    held = await handover_of(session, candidate, now)
    if held is None:
        return False
    held.unanswered_at = held.unanswered_at or now
    if not await notices.unsent(session, candidate.conversation, NoticeKind.STAFF_DANGER):
        notices.write(session, held.officer, NoticeKind.STAFF_DANGER, candidate.conversation, now, urgent=True)
    await session.flush()
    return True


async def lost(session: AsyncSession, candidate: CandidateView, now: datetime) -> None:
    """The candidate can no longer be reached: tell the officer who has the conversation, and open a request."""
    held = await handover_of(session, candidate, now)
    if held is not None:
        notices.write(session, held.officer, NoticeKind.STAFF_LOST, candidate.conversation, now, urgent=True)
        await requests.ask_for_a_person(session, candidate, now, actor=audit.ASSISTANT)


async def take_over(session: AsyncSession, officer: Officer, conversation: str, now: datetime) -> None:
    """Give the conversation to an officer; the candidate is told to whom. Idempotent.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such.
        TakenOver: another officer has it.
        ReasonMissing: nobody asked for a person, and this officer gave no reason for reading it.
    """
    access.require(officer, Task.ANSWER)
    candidate = await lock(session, conversation)
    held = await handover_of(session, candidate, now)
    if held is not None and held.staff_id != officer.id:
        raise TakenOver(held.officer.name or "", held.until)
    if held is not None:
        return
    asked = "asked for a person" if await requests.open_request(session, candidate) else None
    reason = asked or await access_reasons.reason_given(session, officer, conversation, now)
    if reason is None:
        raise ReasonMissing
    row = await session.get(HandoverRow, candidate.id)  # a handover that has ended
    if row is None:
        row = HandoverRow(candidate_id=candidate.id)
        session.add(row)
    row.staff_id, row.taken_at, row.until = officer.id, now, now + HELD
    notices.write(session, candidate, NoticeKind.TAKEN_OVER, conversation, now, urgent=True)
    changes = {"reason": (None, reason)}
    audit.record(session, audit.of_officer(officer), Action.TAKE_OVER, conversation, now, changes)
    await session.flush()


async def reply(session: AsyncSession, officer: Officer, conversation: str, words: str, now: datetime) -> None:
    """Write to the candidate in the chat; the officer's draft is deleted.

    Raises:
        NotAllowed, ConversationUnknown, NotHeld, NotReachable: see `say`.
        NoWords: it is empty or too long.
    """
    said = await say(session, officer, conversation, required(words, MOST_LETTERS), now)
    await session.execute(
        update(AtThreadRow)
        .where(AtThreadRow.candidate_id == said.candidate_id, AtThreadRow.staff_id == officer.id)
        .values(draft=None, typed_at=None)
    )


async def say(session: AsyncSession, officer: Officer, conversation: str, words: str, now: datetime) -> SaidRow:
    """Store an officer's words and have them sent; this answers an open request for a person.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such.
        NotHeld: the officer does not have the conversation.
        NotReachable: the message would not arrive.
    """
    access.require(officer, Task.ANSWER)
    candidate, held = await held_by(session, officer, conversation, now)
    if candidate.unreachable_at is not None:
        raise NotReachable
    row = SaidRow(
        candidate_id=candidate.id, author=Author.OFFICER, staff_id=officer.id, text=words,
        understood=[], said_at=now, delivery=DeliveryState.WAITING,
    )  # fmt: skip
    session.add(row)
    await session.flush()
    held.until, held.unanswered_at = now + HELD, None
    notices.write(session, candidate, NoticeKind.PERSON_WRITES, str(row.id), now, urgent=True)
    await notices.drop_unsent(session, conversation, NoticeKind.STAFF_REPLY)
    request = await requests.open_request(session, candidate)
    if request is not None:
        await requests.close(session, request.id, now, actor=audit.of_officer(officer))
    audit.record(session, audit.of_officer(officer), Action.WRITE_TO_CANDIDATE, conversation, now)
    return row


async def hand_back(session: AsyncSession, officer: Officer, conversation: str, now: datetime) -> None:
    """Give the conversation back to the assistant; the candidate is told.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such.
        NotHeld: the officer does not have the conversation.
    """
    access.require(officer, Task.ANSWER)
    candidate, held = await held_by(session, officer, conversation, now)
    await _give_back(session, candidate, held, now)
    audit.record(session, audit.of_officer(officer), Action.HAND_BACK, conversation, now)


async def return_by_itself(session: AsyncSession, candidate_id: int, now: datetime) -> None:
    """Give it back because the officer wrote nothing for long, left, or may not answer any more."""
    candidate = await session.get(CandidateRow, candidate_id, with_for_update=True)
    row = await session.get(HandoverRow, candidate_id, populate_existing=True)
    if candidate is not None and row is not None and await handover_of(session, candidate, now) is None:
        await _give_back(session, candidate, row, now)
        audit.record(session, audit.ASSISTANT, Action.HAND_BACK, candidate.conversation, now)


async def _give_back(session: AsyncSession, candidate: CandidateView, held: HandoverRow, now: datetime) -> None:
    """Give it back; a candidate who was not answered waits for a person again, and is told so."""
    waits_since, conversation = held.unanswered_at, candidate.conversation
    await session.delete(held)
    await notices.drop_unsent(session, conversation, NoticeKind.STAFF_REPLY)
    if waits_since is not None:
        danger = await notices.written_since(session, conversation, NoticeKind.STAFF_DANGER, waits_since)
        reason = Reason.DANGER if danger else Reason.ASKED
        await requests.ask_for_a_person(session, candidate, now, reason, actor=audit.ASSISTANT)
    waits = waits_since is not None
    notices.write(session, candidate, NoticeKind.HANDED_BACK, conversation, now, urgent=True, waits=waits)
    await session.flush()
