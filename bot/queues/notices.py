"""Notices: what candidates and officers must be told, and when; written with the change that causes it.

A notice only names what is to be told; it is put into words when it is sent, in the reader's language at that time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME, local_day
from bot.db.candidate_view import CandidateView
from bot.db.models import CandidateRow, NoticeRow, RegistrationRow, StaffRow, TripRow
from bot.queues import quiet_hours
from bot.queues.outbox import SetAside

REMINDED = (7, 2, 1)  # days before departure, in the evening
_EVENING, _MORNING = time(18), time(10)
AT_ONCE = 200  # notices in one go, by default
RETRIED_AFTER = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
)  # between attempts


class NoticeKind(StrEnum):
    """What a notice tells; `bot/answers/notice_words.py` has the words of each kind."""

    SEAT_OFFERED = "seat offered"
    OFFER_PASSED = "offer passed"
    LINE_CLOSED = "line closed"  # officers closed the trip: no more registrations or offers
    LINE_ENDED = "line ended"  # the trip left without a seat coming free
    TRIP_CHANGED = "trip changed"
    TRIP_CANCELLED = "trip cancelled"
    GIVEN_BACK = "given back"  # seats, by an officer whom the traveller asked
    INTERVIEWS = "interviews"
    REMINDER = "reminder"
    ABSENT = "absent"
    FEEDBACK = "feedback"
    FOLLOW_UP = "follow-up"
    ANSWER = "answer"  # an officer's answer to somebody who asked for a person
    TAKEN_OVER = "taken over"  # an officer has taken the conversation over
    PERSON_WRITES = "person writes"
    HANDED_BACK = "handed back"
    PROFILE_CORRECTED = "profile corrected"  # by an officer
    GROUP_MESSAGE = "group message"  # from an officer, to a group
    JOB_ALERT = "job alert"
    VACANCY_OVER = "vacancy over"  # to candidates who were interested in a vacancy that was filled or closed
    INVITED = "invited"  # by an officer, to a trip or to a job
    PARTNER_LINKED = "partner linked"
    PARTNER_ENDED = "partner ended"
    MEETING = "meeting"
    MEETING_WITHDRAWN = "meeting withdrawn"
    STAFF_MEETING = "staff meeting"
    STAFF_MEETING_TAKEN = "staff meeting taken"
    STAFF_MEETING_FREED = "staff meeting freed"
    STAFF_REPLY = "staff reply"  # the candidate in this officer's conversation wrote
    STAFF_DANGER = "staff danger"  # the candidate in this officer's conversation may be in danger
    STAFF_LOST = "staff lost"  # the candidate in this officer's conversation cannot be reached
    STAFF_HANDED = "staff handed"  # a colleague handed a conversation over to this officer
    STAFF_ALARM = "staff alarm"
    STAFF_SIGN_IN = "staff sign-in"  # asks which number is shown by the browser that opened the link


@dataclass(frozen=True, slots=True)
class Notice:
    """The view of a notice, for whoever puts it into words."""

    id: int
    kind: NoticeKind
    subject: str  # the identifier of what it is about
    data: Mapping[str, Any]
    due_at: datetime
    written_at: datetime
    candidate_id: int | None  # one of these two is told
    staff_id: str | None


_CHANGES_THE_TRIP = {
    NoticeKind.SEAT_OFFERED, NoticeKind.TRIP_CHANGED, NoticeKind.TRIP_CANCELLED, NoticeKind.INTERVIEWS,
}  # fmt: skip


def write(
    session: AsyncSession,
    to: CandidateView | StaffRow,
    kind: NoticeKind,
    subject: str,
    now: datetime,
    *,
    due: datetime | None = None,
    urgent: bool = False,
    **data: Any,
) -> None:
    """Queue a notice, to be sent at `due`, or at once."""
    candidate = isinstance(to, CandidateRow)
    session.add(
        NoticeRow(
            candidate_id=to.id if candidate else None, staff_id=None if candidate else to.id,
            kind=kind, subject=subject, data=data, due_at=due or now, urgent=urgent, written_at=now,
        )
    )  # fmt: skip


def about_trip(
    session: AsyncSession,
    registration: RegistrationRow,
    kind: NoticeKind,
    now: datetime,
    *,
    urgent: bool = False,
    **data: Any,
) -> None:
    """Queue a notice about a registration; urgent if its trip is near."""
    urgent = urgent or (kind in _CHANGES_THE_TRIP and quiet_hours.told_at_any_hour(registration.trip, now))
    write(session, registration.candidate, kind, registration.id, now, urgent=urgent, **data)


def remind_before_departure(session: AsyncSession, registration: RegistrationRow, now: datetime) -> None:
    """Queue the remaining reminders of a confirmed registration, and the request for feedback afterwards."""
    trip = registration.trip
    for days in REMINDED:
        due = _at(trip, -days, _EVENING)
        if due > now:
            write(session, registration.candidate, NoticeKind.REMINDER, registration.id, now, due=due, days=days)
    write(session, registration.candidate, NoticeKind.FEEDBACK, registration.id, now, due=_at(trip, 1, _MORNING))


async def drop_unsent(session: AsyncSession, subject: str, *kinds: NoticeKind) -> None:
    """Delete the unsent notices about a subject, of these kinds or all."""
    query = delete(NoticeRow).where(NoticeRow.subject == subject, NoticeRow.done_at.is_(None))
    await session.execute(query.where(NoticeRow.kind.in_(kinds)) if kinds else query)


async def unsent(session: AsyncSession, subject: str, kind: NoticeKind) -> Sequence[NoticeRow]:
    """The unsent notices of this kind about a subject."""
    query = select(NoticeRow).where(NoticeRow.subject == subject, NoticeRow.kind == kind, NoticeRow.done_at.is_(None))
    return (await session.scalars(query)).all()


async def written_since(session: AsyncSession, subject: str, kind: NoticeKind, since: datetime) -> bool:
    """Whether a notice of this kind about a subject was written at this moment or later, sent or not."""
    query = select(NoticeRow.id).where(
        NoticeRow.kind == kind, NoticeRow.subject == subject, NoticeRow.written_at >= since
    )
    return await session.scalar(query.limit(1)) is not None


async def said(session: AsyncSession, notice: Notice) -> bool:
    """Whether an earlier notice of the same kind about the same subject was sent."""
    earlier = select(NoticeRow.id).where(
        NoticeRow.kind == notice.kind, NoticeRow.subject == notice.subject, NoticeRow.id < notice.id,
        NoticeRow.done_at.is_not(None), NoticeRow.error.is_(None),
    )  # fmt: skip
    return await session.scalar(earlier.limit(1)) is not None


async def due(session: AsyncSession, now: datetime, awake: Collection[int] = (), most: int = AT_ONCE) -> Sequence[int]:
    """The notices that are due and may be sent at this hour, oldest first; `awake`: chats that have just written."""
    query = select(NoticeRow.id).where(NoticeRow.done_at.is_(None), NoticeRow.due_at <= now)
    query = query.where(quiet_hours.may_be_sent(now, awake))
    return (await session.scalars(query.order_by(NoticeRow.due_at, NoticeRow.id).limit(most))).all()


async def begin(session: AsyncSession, notice_id: int, now: datetime) -> Notice | None:
    """Take a notice and mark it as sent in this transaction; `None` if another worker was faster."""
    query = select(NoticeRow).where(NoticeRow.id == notice_id, NoticeRow.done_at.is_(None))
    row = await session.scalar(query.with_for_update(skip_locked=True))
    if row is None:
        return None
    row.done_at, row.error = now, None
    return _seen(row)


async def retry_or_set_aside(session: AsyncSession, notice_id: int, error: str, now: datetime) -> Notice | None:
    """Wording a notice failed: schedule a retry, so that it does not hold up others.

    Returns:
        The notice if that was the last attempt, and it is set aside.
    """
    row = await session.get_one(NoticeRow, notice_id)
    row.attempts += 1
    row.error = error[:80]
    if row.attempts <= len(RETRIED_AFTER):
        row.due_at = now + RETRIED_AFTER[row.attempts - 1]
        return None
    row.done_at = now
    return _seen(row)


async def due_to_candidates(session: AsyncSession, now: datetime) -> Sequence[Notice]:
    """The unsent notices to candidates that are due, even at night, in order of writing."""
    query = select(NoticeRow).where(
        NoticeRow.candidate_id.is_not(None), NoticeRow.done_at.is_(None), NoticeRow.due_at <= now
    )
    return [_seen(row) for row in await session.scalars(query.order_by(NoticeRow.id))]


async def set_aside(session: AsyncSession) -> Sequence[SetAside]:
    """The dead letters: notices that could not be put into words."""
    query = select(NoticeRow).where(NoticeRow.done_at.is_not(None), NoticeRow.error.is_not(None))
    rows = await session.scalars(query.order_by(NoticeRow.id))
    return [SetAside(NoticeKind(row.kind), row.written_at, row.attempts, row.error or "") for row in rows]


async def overtaken(session: AsyncSession, notice: Notice, now: datetime) -> bool:
    """Whether a later notice of the same kind and subject is due too, as after downtime: then only the last is sent."""
    later = select(NoticeRow.id).where(
        NoticeRow.kind == notice.kind, NoticeRow.subject == notice.subject, NoticeRow.done_at.is_(None),
        NoticeRow.due_at > notice.due_at, NoticeRow.due_at <= now,
    )  # fmt: skip
    return await session.scalar(later.limit(1)) is not None


def _seen(row: NoticeRow) -> Notice:
    return Notice(
        row.id, NoticeKind(row.kind), row.subject, row.data, row.due_at, row.written_at, row.candidate_id, row.staff_id
    )


def _at(trip: TripRow, days: int, hour: time) -> datetime:
    """An hour on the day `days` from departure, in local time even across a time change."""
    day = local_day(trip.departs_at) + timedelta(days)
    return datetime.combine(day, hour, QUEBEC_TIME)
