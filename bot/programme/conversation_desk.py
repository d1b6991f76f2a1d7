"""Conversations as officers see them: who waits, who has which, and what was said. Reading is recorded."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.base.states import DeliveryState
from bot.base.terms import Language
from bot.db.models import AttachmentRow, CandidateRow, HandoverRow, HumanRequestRow, SaidRow, StaffRow
from bot.programme import access, access_reasons, candidates, casenotes, conversation_presence, requests, who_answers
from bot.programme.access import Officer, Task
from bot.programme.attachments import Media, Shown
from bot.programme.audit import Action
from bot.programme.casenotes import Note
from bot.programme.requests import Reason
from bot.programme.transcript import Author
from bot.programme.who_answers import ConversationUnknown

LATELY = timedelta(hours=24)  # conversations with the assistant are listed if there was one within this time
MOST_LISTED = 50  # conversations in a column
MOST_LINES = 100  # messages on a page


@dataclass(frozen=True, slots=True)
class Card:
    """A conversation in the list."""

    conversation: str
    language: Language
    since: datetime  # when they asked for a person, were taken over, or wrote last
    reasons: tuple[str, ...] = ()  # reason of a request
    words: str = ""  # the candidate's last words, if the conversation is this officer's; never of danger
    officer: str = ""  # the officer who has it
    mine: bool = False
    answered: bool = True  # the officer wrote last


@dataclass(frozen=True, slots=True)
class Board:
    """The list in three columns: longest waiting first, but newest first in the assistant's column."""

    assistant: Sequence[Card]
    talking: int  # how many are with the assistant; only the latest are listed
    waiting: Sequence[Card]
    person: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Line:
    """A message in a thread."""

    id: int
    author: Author
    officer: str
    text: str
    understood: tuple[str, ...]
    said_at: datetime
    delivery: DeliveryState | None = None  # whether an officer's message was delivered
    files: Sequence[Shown] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation, and who has it."""

    conversation: str
    language: Language
    lines: Sequence[Line]
    asked_at: datetime | None  # since when the candidate waits for a person
    reasons: tuple[str, ...]
    officer: str
    mine: bool
    until: datetime | None
    reachable: bool  # has not blocked the assistant
    earlier: bool = False  # there are earlier messages
    notes: Sequence[Note] = ()  # of officers, where the conversation is opened

    @property
    def first(self) -> int:
        """The number of the oldest message shown; 0 if there is none."""
        return self.lines[0].id if self.lines else 0

    @property
    def last(self) -> int:
        """The number of the newest message; 0 if there is none."""
        return self.lines[-1].id if self.lines else 0

    @property
    def state(self) -> str:
        """A digest that changes when the conversation is taken over or handed back, or a person is asked for."""
        stands = (self.officer, self.mine, self.asked_at is not None, self.reachable)
        return _digest(stands)


async def board(session: AsyncSession, officer: Officer, now: datetime) -> Board:
    """The conversations of candidates who wait for a person, are with one, or talked with the assistant lately.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.READ)
    held = (
        await session.scalars(
            select(HandoverRow)
            .where(HandoverRow.until > now)
            .options(joinedload(HandoverRow.officer), joinedload(HandoverRow.candidate))
            .order_by(HandoverRow.taken_at)
        )
    ).all()
    with_person = {row.candidate_id for row in held}
    asked = (
        await session.execute(
            select(HumanRequestRow, CandidateRow)
            .join(CandidateRow, CandidateRow.id == HumanRequestRow.candidate_id)
            .where(HumanRequestRow.closed_at.is_(None), HumanRequestRow.candidate_id.not_in(with_person))
            .order_by(HumanRequestRow.asked_at)
        )
    ).all()
    asked = sorted(asked, key=lambda row: Reason.DANGER not in row[0].reasons)
    known = with_person | {candidate.id for _, candidate in asked}
    wrote = func.max(SaidRow.said_at)
    talking = (
        select(CandidateRow, wrote)
        .join(SaidRow, SaidRow.candidate_id == CandidateRow.id)
        .where(SaidRow.said_at > now - LATELY, SaidRow.author == Author.CANDIDATE, CandidateRow.id.not_in(known))
        .group_by(CandidateRow.id)
    )
    lately = (await session.execute(talking.order_by(wrote.desc()).limit(MOST_LISTED))).all()
    each = talking.with_only_columns(CandidateRow.id).subquery()
    number = await session.scalar(select(func.count()).select_from(each))
    last = await _last_said(session, with_person)
    person = [
        Card(
            row.candidate.conversation, Language(row.candidate.language), row.taken_at, (),
            _shown(last.get(row.candidate_id)) if row.staff_id == officer.id else "", row.officer.name or "",
            row.staff_id == officer.id, row.unanswered_at is None,
        )
        for row in held
    ]  # fmt: skip
    waiting = [
        Card(candidate.conversation, Language(candidate.language), request.asked_at, tuple(request.reasons))
        for request, candidate in asked
    ]
    talks = [Card(row.conversation, Language(row.language), at) for row, at in lately]
    return Board(talks, number or 0, waiting, person)


async def cursor(session: AsyncSession) -> str:
    """A token that changes whenever the list of conversations does."""
    newest = await session.scalar(select(func.max(SaidRow.id)))
    asked = [(row.id, row.reasons) for row in await requests.waiting(session)]  # a further reason counts
    held = await session.execute(select(func.count(), func.max(HandoverRow.taken_at)))
    return f"{newest} {_digest(asked)} {held.one()}"


async def marks(session: AsyncSession, conversations: Collection[str], now: datetime) -> dict[str, str]:
    """Of each conversation a token that changes with what is said there, delivered, asked, and who has or sees it."""
    known = select(CandidateRow.id, CandidateRow.conversation, CandidateRow.unreachable_at)
    found = (await session.execute(known.where(CandidateRow.conversation.in_(conversations)))).all()
    ids = [number for number, _, _ in found]
    said = select(SaidRow.candidate_id, SaidRow.delivery, func.count(), func.max(SaidRow.id))
    said = said.where(SaidRow.candidate_id.in_(ids)).group_by(SaidRow.candidate_id, SaidRow.delivery)
    held = select(HandoverRow.candidate_id, StaffRow.id, StaffRow.name, StaffRow.role, StaffRow.removed_at)
    held = held.join(HandoverRow.officer).where(HandoverRow.candidate_id.in_(ids), HandoverRow.until > now)
    asked = select(HumanRequestRow.candidate_id, HumanRequestRow.id)
    asked = asked.where(HumanRequestRow.candidate_id.in_(ids), HumanRequestRow.closed_at.is_(None))
    parts: dict[int, list[object]] = {number: [unreachable_at] for number, _, unreachable_at in found}
    for query in (said.order_by(SaidRow.candidate_id, SaidRow.delivery), held, asked):
        for number, *rest in await session.execute(query):
            parts[number].append(tuple(rest))
    for number, staff_id, typing in await conversation_presence.seen_by(session, ids, now):
        parts[number].append((staff_id, typing))
    return {conversation: _digest(parts[number]) for number, conversation, _ in found}


async def thread(
    session: AsyncSession, officer: Officer, conversation: str, now: datetime, *,
    after: int | None = None, before: int | None = None, noted: bool = True,
) -> Thread:  # fmt: skip
    """The latest messages of a conversation, or those before a given message, or all after one.

    Opening it is recorded; `noted`: False for repeated looks at the same page, which are not recorded again.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such.
        ReasonMissing: nobody asked this officer in, and no reason was given.
    """
    access.require(officer, Task.READ)
    candidate = await candidates.of_conversation(session, conversation)
    if candidate is None:
        raise ConversationUnknown
    request = await requests.open_request(session, candidate)
    held = await who_answers.handover_of(session, candidate, now)
    mine = held is not None and held.staff_id == officer.id
    await access_reasons.require_reason(session, officer, candidate, Action.READ_CONVERSATION, now, noted=noted)
    query = select(SaidRow).where(SaidRow.candidate_id == candidate.id).options(joinedload(SaidRow.officer))
    if after is not None:
        query = query.where(SaidRow.id > after)
    else:
        query = query.where(SaidRow.id < before) if before is not None else query
        query = query.limit(MOST_LINES + 1)
    rows = (await session.scalars(query.order_by(SaidRow.id.desc()))).all()
    earlier = after is None and len(rows) > MOST_LINES
    files = await _files(session, [row.id for row in rows])
    lines = [
        Line(row.id, Author(row.author), row.officer.name or "" if row.officer else "", row.text,
             tuple(row.understood), row.said_at, row.delivery, files.get(row.id, ()))
        for row in reversed(rows[:MOST_LINES] if earlier else rows)
    ]  # fmt: skip
    return Thread(
        conversation, Language(candidate.language), lines, request.asked_at if request else None,
        tuple(request.reasons) if request else (), (held.officer.name or "") if held else "", mine,
        held.until if held else None, candidate.unreachable_at is None, earlier=earlier,
        notes=await casenotes.of_candidate(session, officer, candidate) if noted else (),
    )  # fmt: skip


async def _files(session: AsyncSession, said_ids: Sequence[int]) -> Mapping[int, Sequence[Shown]]:
    """The files that came with each of these messages, without the content, which is decrypted when opened."""
    query = select(AttachmentRow.said_id, AttachmentRow.id, AttachmentRow.media, AttachmentRow.name, AttachmentRow.size)
    found: dict[int, list[Shown]] = {}
    for said_id, number, media, name, size in await session.execute(query.where(AttachmentRow.said_id.in_(said_ids))):
        found.setdefault(said_id, []).append(Shown(number, Media(media), name, size))
    return found


def _digest(value: Any) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def _shown(row: SaidRow | None) -> str:
    """The words on a card; never those of danger, which nobody who passes the screen may read."""
    danger = row is not None and any(each.split(":")[0] == "danger" for each in row.understood)
    return "" if row is None or danger else row.text


async def _last_said(session: AsyncSession, candidate_ids: set[int]) -> dict[int, SaidRow]:
    """The newest message of each conversation by the candidate or an officer; the assistant's do not count."""
    newest = (
        select(func.max(SaidRow.id))
        .where(SaidRow.candidate_id.in_(candidate_ids), SaidRow.author != Author.ASSISTANT)
        .group_by(SaidRow.candidate_id)
    )
    return {row.candidate_id: row for row in await session.scalars(select(SaidRow).where(SaidRow.id.in_(newest)))}
