"""Exploratory interviews as officers see them: the calendar, times offered, notes, and what each led to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.base.characters import printable
from bot.base.clock import QUEBEC_TIME, local_day, local_moment
from bot.base.errors import BotError
from bot.base.states import MeetingDecision
from bot.db.models import MeetingRow
from bot.programme import access, access_reasons, audit, contact_details, meetings, preselection
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.matching_inputs import Rules
from bot.programme.meetings import MeetingGone
from bot.programme.preselection_aims import Aim

LENGTHS = (20, 30, 45, 60)  # minutes
MOST_AT_ONCE = 40  # moments that are offered with one form
MOST_WEEKS = 8
MOST_LETTERS = 4000
_BACK = timedelta(days=60)  # how long an interview without a decision is listed


class WrongHours(BotError):
    """No time fits between these hours, or more than anybody would offer at once."""


class TripMissing(BotError):
    """An invitation names the trip."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A time in the calendar; of whoever took it, only the code and the name."""

    id: str
    starts_at: datetime
    minutes: int
    officer: str
    own: bool
    conversation: str  # empty: free
    called: str
    decision: MeetingDecision | None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Talk:
    """One interview with what was noted of it."""

    entry: Entry
    notes: str
    phone: str  # empty: was not told
    home: str
    decided_at: datetime | None


async def week(
    session: AsyncSession, officer: Officer, monday: date, *, mine: bool
) -> Sequence[tuple[date, Sequence[Entry]]]:
    """The seven days that begin on a day, each with its moments; of this officer alone, or of everybody.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.ANSWER)
    days = [monday + timedelta(number) for number in range(7)]
    begins, ends = (datetime.combine(day, time(), QUEBEC_TIME) for day in (monday, monday + timedelta(7)))
    query = select(MeetingRow).where(MeetingRow.starts_at >= begins, MeetingRow.starts_at < ends)
    found = await _entries(session, officer, query.where(MeetingRow.staff_id == officer.id) if mine else query)
    return [(day, [each for each in found if _day(each) == day]) for day in days]


async def undecided(session: AsyncSession, officer: Officer, now: datetime) -> Sequence[Entry]:
    """This officer's interviews that are over and have no decision yet.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.ANSWER)
    query = select(MeetingRow).where(
        MeetingRow.staff_id == officer.id, MeetingRow.candidate_id.is_not(None), MeetingRow.decision.is_(None),
        MeetingRow.starts_at <= now, MeetingRow.starts_at > now - _BACK,
    )  # fmt: skip
    return await _entries(session, officer, query)


async def offer(
    session: AsyncSession, officer: Officer, day: date, first: time, last: time, minutes: int, weeks: int, now: datetime
) -> int:
    """Offer this officer's times between two hours of a day, one after the other, also in the following weeks.

    Returns:
        How many.

    Raises:
        NotAllowed: the officer's role does not include it.
        WrongHours: no moment fits, or too many do.
        MeetingTwice, MeetingPast: one of them cannot be offered; none is.
        ClocksChange: one of them is at an hour that is skipped, or comes twice; none is offered.
    """
    access.require(officer, Task.ANSWER)
    if minutes not in LENGTHS or not 1 <= weeks <= MOST_WEEKS:
        raise WrongHours
    starts = [each for week in range(weeks) for each in _moments(day + timedelta(weeks=week), first, last, minutes)]
    if not 0 < len(starts) <= MOST_AT_ONCE:
        raise WrongHours
    for each in starts:
        await meetings.offer(session, officer.id, each, minutes, now, actor=audit.of_officer(officer))
    return len(starts)


async def withdraw(session: AsyncSession, officer: Officer, meeting_id: str, now: datetime) -> None:
    """This officer cannot then; whoever took it is told.

    Raises:
        NotAllowed: the officer's role does not include it.
        MeetingGone: it is over, or not this officer's.
    """
    access.require(officer, Task.ANSWER)
    if (await _row(session, meeting_id)).staff_id != officer.id:
        raise MeetingGone(meeting_id)
    await meetings.withdraw(session, meeting_id, now, actor=audit.of_officer(officer))


async def read(session: AsyncSession, officer: Officer, meeting_id: str, now: datetime) -> Talk:
    """An interview with its notes; reading them is recorded.

    Raises:
        NotAllowed: the officer's role does not include it.
        MeetingGone: there is no such, or nobody took it.
        ReasonMissing: it is another officer's, and no reason was given.
    """
    access.require(officer, Task.ANSWER)
    row = await _row(session, meeting_id)
    if row.candidate is None:
        raise MeetingGone(meeting_id)
    await access_reasons.require_reason(session, officer, row.candidate, Action.READ_FILE, now)
    told = contact_details.details_of(row.candidate)
    return Talk(_entry(row, officer), row.notes or "", told.phone, told.home, row.decided_at)


async def who_took(session: AsyncSession, officer: Officer, meeting_id: str) -> str:
    """The code of the person who took a time, so that the officer can be asked for a reason.

    Raises:
        NotAllowed: the officer's role does not include it.
        MeetingGone: there is no such, or nobody took it.
    """
    access.require(officer, Task.ANSWER)
    row = await _row(session, meeting_id)
    if row.candidate is None:
        raise MeetingGone(meeting_id)
    return row.candidate.conversation


async def decide(
    session: AsyncSession, officer: Officer, meeting_id: str, notes: str, decision: MeetingDecision | None,
    trip_id: str, rules: Rules, now: datetime,
) -> None:  # fmt: skip
    """Keep what was said and what it led to. Whoever is invited to a trip is told so.

    Raises:
        NotAllowed: the officer's role does not include it.
        MeetingGone: there is no such, or nobody took it.
        ReasonMissing: it is another officer's, and no reason was given.
        TripMissing: an invitation without a trip.
        AimUnknown, NotEligible: this person cannot be invited to that trip.
    """
    talk = await read(session, officer, meeting_id, now)
    row = await _row(session, meeting_id)
    row.notes = printable(notes.replace("\r\n", "\n"), lines=True).strip()[:MOST_LETTERS] or None
    if decision is MeetingDecision.INVITED and (row.decision is not decision or trip_id):
        if not trip_id:
            raise TripMissing
        await preselection.invite(session, officer, Aim(trip_id=trip_id), talk.entry.conversation, rules, now)
    if decision is not row.decision:
        changes = {"decision": (row.decision, decision)}
        row.decision, row.decided_at = decision, now if decision else None
        audit.record(session, audit.of_officer(officer), Action.DECIDE_MEETING, talk.entry.conversation, now, changes)
    await session.flush()


async def _row(session: AsyncSession, meeting_id: str) -> MeetingRow:
    loaded = [joinedload(MeetingRow.officer), joinedload(MeetingRow.candidate)]
    row = await session.get(MeetingRow, meeting_id, options=loaded, populate_existing=True)
    if row is None:
        raise MeetingGone(meeting_id)
    return row


def _moments(day: date, first: time, last: time, minutes: int) -> list[datetime]:
    begins, ends = (datetime.combine(day, hour) for hour in (first, last))
    count = max(0, int((ends - begins).total_seconds() // 60 // minutes))
    return [local_moment(begins + timedelta(minutes=minutes * number)) for number in range(count)]


async def _entries(session: AsyncSession, officer: Officer, query: Select[MeetingRow]) -> Sequence[Entry]:
    loaded = query.options(joinedload(MeetingRow.officer), joinedload(MeetingRow.candidate))
    rows = await session.scalars(loaded.order_by(MeetingRow.starts_at, MeetingRow.id))
    return [_entry(row, officer) for row in rows]


def _entry(row: MeetingRow, officer: Officer) -> Entry:
    who = row.candidate
    return Entry(
        row.id, row.starts_at, row.minutes, row.officer.name or "", row.staff_id == officer.id,
        who.conversation if who else "", (who.called or "") if who else "", row.decision,
    )  # fmt: skip


def _day(entry: Entry) -> date:
    return local_day(entry.starts_at)
