"""Exploratory interviews before a trip: officers offer times, and a candidate takes one.

Nobody is in two places at once: whoever offers, takes or hands over a time first locks the officer or the candidate
(SQLite has one writer anyway), then looks what else they have, in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.errors import BotError, NotThere
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, MeetingRow, StaffRow, TripRow
from bot.programme import audit
from bot.programme.audit import Action, Actor
from bot.programme.candidates import require_consent
from bot.programme.ids import MeetingId, new_id
from bot.programme.trips import registrations_of
from bot.queues import notices
from bot.queues.notices import NoticeKind

_NOTICE = timedelta(hours=12)  # a time that begins sooner cannot be taken any more
_TO_THE_OFFICER = (NoticeKind.STAFF_MEETING, NoticeKind.STAFF_MEETING_TAKEN)
_WITH_PEOPLE = (selectinload(MeetingRow.officer), selectinload(MeetingRow.candidate))
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_LATELY = timedelta(days=30)


class MeetingGone(NotThere):
    """The time was taken by somebody else, is too near, or no longer exists."""

    def __init__(self, meeting_id: str) -> None:
        super().__init__(meeting_id)
        self.meeting_id = meeting_id


class MeetingsLeft(BotError):
    """An officer is to be removed who has meetings with candidates: somebody must be named to hold them."""


class MeetingTwice(BotError):
    """The officer already offers this time, or one that overlaps."""


class MeetingPast(BotError):
    """A time in the past cannot be offered."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time of an officer, taken or not."""

    id: str
    starts_at: datetime
    minutes: int
    taken: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A time of an officer, for whoever takes it."""

    id: MeetingId
    starts_at: datetime
    minutes: int
    officer: str  # the officer's name; empty if none was given
    chat_id: int | None  # who took it


async def ahead(session: AsyncSession, staff_id: str, now: datetime) -> Sequence[Slot]:
    """The coming times of an officer."""
    rows = await _of_officer(session, staff_id, now)
    return [Slot(row.id, row.starts_at, row.minutes, row.candidate_id is not None) for row in rows]


async def offer(
    session: AsyncSession, staff_id: str, starts_at: datetime, minutes: int, now: datetime, *, actor: Actor
) -> MeetingId:
    """Offer a time of an officer.

    Raises:
        MeetingTwice: it is offered already, or overlaps with another one of this officer.
        MeetingPast: it is in the past.
    """
    if starts_at <= now:
        raise MeetingPast
    await session.execute(select(StaffRow.id).where(StaffRow.id == staff_id).with_for_update())
    if await _is_busy(session, staff_id, starts_at, minutes):
        raise MeetingTwice
    row = MeetingRow(id=new_id(), staff_id=staff_id, starts_at=starts_at, minutes=minutes, candidate_id=None)
    session.add(row)
    audit.record(session, actor, Action.OFFER_MEETING, row.id, now)
    await session.flush()
    return MeetingId(row.id)


async def free(session: AsyncSession, candidate: CandidateView, now: datetime) -> Sequence[Meeting]:
    """Free times, earliest first; only those that end before the candidate's next trip, if there is one."""
    query = select(MeetingRow).where(MeetingRow.candidate_id.is_(None), MeetingRow.starts_at > now + _NOTICE)
    query = query.options(*_WITH_PEOPLE).order_by(MeetingRow.starts_at, MeetingRow.id)
    leaves = await _leaves(session, candidate, now)
    return [_seen(row) for row in await session.scalars(query) if leaves is None or _end(row) <= leaves]


async def meeting_of(session: AsyncSession, candidate: CandidateView, now: datetime) -> Meeting | None:
    """This candidate's coming meeting, if any."""
    query = select(MeetingRow).where(MeetingRow.candidate_id == candidate.id, MeetingRow.starts_at > now)
    row = await session.scalar(query.options(*_WITH_PEOPLE).order_by(MeetingRow.starts_at).limit(1))
    return _seen(row) if row else None


async def _of_officer(session: AsyncSession, staff_id: str, now: datetime) -> Sequence[MeetingRow]:
    """A query for the coming times of an officer, taken or not."""
    query = select(MeetingRow).where(MeetingRow.staff_id == staff_id, MeetingRow.starts_at > now)
    return (await session.scalars(query.order_by(MeetingRow.starts_at))).all()


async def take(session: AsyncSession, candidate: CandidateView, meeting_id: str, now: datetime) -> Meeting:
    """Take a time, in place of the one this candidate may have; the officer is told, and both are reminded.

    Raises:
        MeetingGone: somebody was faster, or the candidate is on a trip then.
    """
    require_consent(candidate)
    await session.execute(select(CandidateRow.id).where(CandidateRow.id == candidate.id).with_for_update())
    wanted, leaves = await _find(session, meeting_id), await _leaves(session, candidate, now)
    if wanted is None or (leaves is not None and _end(wanted) > leaves):
        raise MeetingGone(meeting_id)
    taken = await session.execute(
        update(MeetingRow)
        .where(MeetingRow.id == meeting_id, MeetingRow.candidate_id.is_(None), MeetingRow.starts_at > now + _NOTICE)
        .values(candidate_id=candidate.id)
        .execution_options(synchronize_session=False)
    )
    if cast(CursorResult[None], taken).rowcount != 1:
        raise MeetingGone(meeting_id)
    await give_all_back(session, candidate, now, but=meeting_id)
    meeting = await _find(session, meeting_id)
    assert meeting is not None
    notices.write(session, meeting.officer, NoticeKind.STAFF_MEETING_TAKEN, meeting.id, now)
    _remind(session, candidate, NoticeKind.MEETING, meeting, now)
    _remind(session, meeting.officer, NoticeKind.STAFF_MEETING, meeting, now)
    audit.record(session, audit.of_candidate(candidate), Action.TAKE_MEETING, meeting.id, now)
    return _seen(meeting)


async def give_back(session: AsyncSession, candidate: CandidateView, meeting_id: str, now: datetime) -> None:
    """Give a time back; the officer is told.

    Raises:
        MeetingGone: it is not this candidate's.
    """
    row = await _find(session, meeting_id)
    if row is None or row.candidate_id != candidate.id or row.starts_at <= now:
        raise MeetingGone(meeting_id)
    await _free(session, row, now)
    audit.record(session, audit.of_candidate(candidate), Action.GIVE_MEETING_BACK, meeting_id, now)


async def give_all_back(
    session: AsyncSession, candidate: CandidateView, now: datetime, *, but: str | None = None
) -> None:
    """Give back every coming time of somebody who takes another one or is about to be erased."""
    ahead = select(MeetingRow).where(
        MeetingRow.candidate_id == candidate.id, MeetingRow.starts_at > now, MeetingRow.id != (but or "")
    )
    for row in await session.scalars(ahead.options(selectinload(MeetingRow.officer))):
        await _free(session, row, now)


async def make_way(session: AsyncSession, candidate: CandidateView, trip: TripRow, now: datetime) -> None:
    """Free what somebody took for a time at which they are on a trip now; they are told, and choose another one."""
    taken = select(MeetingRow).where(
        MeetingRow.candidate_id == candidate.id, MeetingRow.starts_at > now, MeetingRow.starts_at < trip.returns_at
    )
    for row in await session.scalars(taken.options(selectinload(MeetingRow.officer))):
        if _end(row) > trip.departs_at:
            await _free(session, row, now)
            starts = row.starts_at.isoformat()
            notices.write(session, candidate, NoticeKind.MEETING_WITHDRAWN, row.id, now, starts_at=starts)


async def withdraw(session: AsyncSession, meeting_id: str, now: datetime, *, actor: Actor) -> None:
    """Withdraw a time; whoever took it is told.

    Raises:
        MeetingGone: it is over, or does not exist.
    """
    row = await _find(session, meeting_id)
    if row is None or row.starts_at <= now:
        raise MeetingGone(meeting_id)
    await notices.drop_unsent(session, row.id)
    if row.candidate is not None:
        starts = row.starts_at.isoformat()
        notices.write(session, row.candidate, NoticeKind.MEETING_WITHDRAWN, row.id, now, starts_at=starts)
    audit.record(session, actor, Action.WITHDRAW_MEETING, row.id, now)
    await session.delete(row)


async def hand_over(
    session: AsyncSession, officer: StaffRow, to: StaffRow | None, now: datetime, *, actor: Actor
) -> int:
    """Hand an officer's coming meetings to another one; free times are withdrawn. Returns how many were handed over.

    Where the other officer has a time of their own then, the meeting is withdrawn and whoever took it is told.

    Raises:
        MeetingsLeft: some of them are taken, and nobody is named.
    """
    coming = await _of_officer(session, officer.id, now)
    if to is None and any(row.candidate_id is not None for row in coming):
        raise MeetingsLeft
    if to is not None:
        await session.execute(select(StaffRow.id).where(StaffRow.id == to.id).with_for_update())
    handed = 0
    for row in coming:
        if to is None or row.candidate_id is None or await _is_busy(session, to.id, row.starts_at, row.minutes):
            await withdraw(session, row.id, now, actor=actor)
            continue
        await notices.drop_unsent(session, row.id, *_TO_THE_OFFICER)
        row.staff_id = to.id
        notices.write(session, to, NoticeKind.STAFF_MEETING_TAKEN, row.id, now)
        _remind(session, to, NoticeKind.STAFF_MEETING, row, now)
        audit.record(session, actor, Action.HAND_MEETING_OVER, row.id, now, {"officer": (officer.id, to.id)})
        handed += 1
    await session.flush()
    return handed


async def has_met(session: AsyncSession, staff_id: str, candidate: CandidateView, now: datetime) -> bool:
    """Whether an officer holds an exploratory interview with somebody, or held one not long ago."""
    query = select(MeetingRow.id).where(
        MeetingRow.staff_id == staff_id, MeetingRow.candidate_id == candidate.id, MeetingRow.starts_at > now - _LATELY
    )
    return await session.scalar(query.limit(1)) is not None


async def find(session: AsyncSession, meeting_id: str) -> Meeting | None:
    """One time, taken or not."""
    row = await _find(session, meeting_id)
    return _seen(row) if row else None


async def _is_busy(session: AsyncSession, staff_id: str, starts_at: datetime, minutes: int) -> bool:
    """Whether an officer has another moment that meets this one; the officer must be locked."""
    ends = starts_at + timedelta(minutes=minutes)
    around = select(MeetingRow).where(
        MeetingRow.staff_id == staff_id, MeetingRow.starts_at < ends, MeetingRow.starts_at > starts_at - _DAY
    )
    return any(_end(other) > starts_at for other in await session.scalars(around))


async def _leaves(session: AsyncSession, candidate: CandidateView, now: datetime) -> datetime | None:
    """When the candidate's next trip leaves, if there is one: an exploratory interview comes before it."""
    return min((row.trip.departs_at for row in await registrations_of(session, candidate, now)), default=None)


def _end(row: MeetingRow) -> datetime:
    return row.starts_at + timedelta(minutes=row.minutes)


async def _find(session: AsyncSession, meeting_id: str) -> MeetingRow | None:
    """The row of a time, with its officer and who took it."""
    query = select(MeetingRow).where(MeetingRow.id == meeting_id).execution_options(populate_existing=True)
    return await session.scalar(query.options(*_WITH_PEOPLE))


def _seen(row: MeetingRow) -> Meeting:
    """The view of a row, whose officer and candidate must be loaded."""
    chat_id = row.candidate.chat_id if row.candidate else None
    return Meeting(MeetingId(row.id), row.starts_at, row.minutes, row.officer.name or "", chat_id)


def _remind(
    session: AsyncSession, to: CandidateView | StaffRow, kind: NoticeKind, meeting: MeetingRow, now: datetime
) -> None:
    for before in (_DAY, _HOUR):
        due = meeting.starts_at - before
        if due > now:
            soon = before == _HOUR  # the hour before may be at night, for an officer who gets up early
            notices.write(session, to, kind, meeting.id, now, due=due, urgent=soon)


async def _free(session: AsyncSession, row: MeetingRow, now: datetime) -> None:
    """Free a time and drop its reminders; the officer is told, unless they had not yet been told that it was taken."""
    row.candidate_id = row.notes = row.decision = row.decided_at = None
    known = not await notices.unsent(session, row.id, NoticeKind.STAFF_MEETING_TAKEN)
    await notices.drop_unsent(
        session, row.id, NoticeKind.MEETING, NoticeKind.STAFF_MEETING, NoticeKind.STAFF_MEETING_TAKEN
    )
    if known:
        starts = row.starts_at.isoformat()
        notices.write(session, row.officer, NoticeKind.STAFF_MEETING_FREED, row.id, now, starts_at=starts)
