"""Presence at a conversation: who looks at it, who writes, and an officer's draft.

Presence is a lease: the open page renews it, and it ends a few seconds after the page is closed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.base.characters import printable
from bot.db.candidate_view import CandidateView
from bot.db.models import AtThreadRow, CandidateRow
from bot.programme import access, candidates, who_answers
from bot.programme.access import Officer, Task
from bot.programme.handover import MOST_LETTERS
from bot.programme.who_answers import ConversationUnknown, NotHeld
from bot.programme.words_in_forms import NoWords

LASTS = timedelta(seconds=25)  # after the last renewal
RENEWED = timedelta(seconds=10)  # how often an open page renews it
_WRITES = timedelta(seconds=12)  # after the draft was last saved


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another officer at the conversation."""

    name: str  # empty if none was given
    writes: bool


async def note_presence(session: AsyncSession, officer: Officer, conversation: str, now: datetime) -> None:
    """Note that the officer looks at the conversation. The caller checks that they may.

    Raises:
        ConversationUnknown: there is no such.
    """
    candidate = await _candidate(session, conversation)
    row = await _row(session, officer, candidate)
    if row is None:
        session.add(AtThreadRow(staff_id=officer.id, candidate_id=candidate.id, seen_at=now))
    else:
        row.seen_at = now
    await session.flush()


async def others(session: AsyncSession, officer: Officer, conversation: str, now: datetime) -> Sequence[Colleague]:
    """The colleagues who look at it now, sorted by name.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.READ)
    query = (
        select(AtThreadRow)
        .join(CandidateRow, CandidateRow.id == AtThreadRow.candidate_id)
        .where(CandidateRow.conversation == conversation, AtThreadRow.staff_id != officer.id)
        .where(AtThreadRow.seen_at > now - LASTS)
        .options(joinedload(AtThreadRow.officer))
    )
    found = [
        Colleague(row.officer.name or "", row.typed_at is not None and row.typed_at > now - _WRITES)
        for row in await session.scalars(query)
    ]
    return sorted(found, key=lambda each: each.name.casefold())


async def seen_by(session: AsyncSession, candidate_ids: Collection[int], now: datetime) -> list[tuple[int, str, bool]]:
    """Who looks at these conversations now: candidate, officer, and whether they type."""
    query = select(AtThreadRow.candidate_id, AtThreadRow.staff_id, AtThreadRow.typed_at)
    query = query.where(AtThreadRow.candidate_id.in_(candidate_ids), AtThreadRow.seen_at > now - LASTS)
    found = await session.execute(query.order_by(AtThreadRow.candidate_id, AtThreadRow.staff_id))
    return [(number, who, typed_at is not None and typed_at > now - _WRITES) for number, who, typed_at in found]


async def draft(session: AsyncSession, officer: Officer, conversation: str) -> str:
    """The officer's draft there, which nobody else reads; empty if there is none.

    Raises:
        ConversationUnknown: there is no such.
    """
    row = await _row(session, officer, await _candidate(session, conversation))
    return (row.draft or "") if row else ""


async def keep_draft(session: AsyncSession, officer: Officer, conversation: str, words: str, now: datetime) -> None:
    """Save the officer's draft while they write; an empty one deletes it.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such.
        NotHeld: the officer does not have the conversation.
        NoWords: it is longer than what can be sent.
    """
    access.require(officer, Task.ANSWER)
    candidate = await _candidate(session, conversation)
    held = await who_answers.handover_of(session, candidate, now)
    if held is None or held.staff_id != officer.id:
        raise NotHeld
    words = printable(words.replace("\r\n", "\n"), lines=True)
    if len(words) > MOST_LETTERS:
        raise NoWords
    await note_presence(session, officer, conversation, now)
    row = await _row(session, officer, candidate)
    if row is not None:
        row.draft, row.typed_at = (words, now) if words.strip() else (None, None)


async def _candidate(session: AsyncSession, conversation: str) -> CandidateView:
    found = await candidates.of_conversation(session, conversation)
    if found is None:
        raise ConversationUnknown
    return found


async def _row(session: AsyncSession, officer: Officer, candidate: CandidateView) -> AtThreadRow | None:
    return await session.get(AtThreadRow, (officer.id, candidate.id))
