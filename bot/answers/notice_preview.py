"""What everybody affected by a change would be told, in words, before the change is kept."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.addressee import Addressee
from bot.answers.registration_news import of_registration, vacancy_over
from bot.base.terms import Language
from bot.programme import candidates, interviews, trip_changes
from bot.programme.interviews import Meeting
from bot.queues import notices
from bot.queues.notices import Notice, NoticeKind
from bot.replies.message import Message, visible

if TYPE_CHECKING:
    from bot.programme.matching_inputs import Rules


@dataclass(frozen=True, slots=True)
class Preview:
    """The effect that a change would have on people."""

    told: Sequence[tuple[str, int]]  # each text, and how many households it goes to
    employers: Sequence[str]  # people whose hours change, but who cannot be reached
    days: Mapping[str, Sequence[Meeting]]  # by trip: its interviews as they would be, where they change
    outside: int  # interviews that would lie outside of the hours that the programme has for them


async def preview(
    session: AsyncSession,
    rules: Callable[[], "Rules"],
    change: Callable[[AsyncSession, datetime], Awaitable[object]],
    now: datetime,
    trip_id: str | None = None,
) -> Preview:
    """Make a change only to see its effect, then roll it back: this transaction is over.

    Args:
        rules: what matching weighs with; read only if somebody is told why they have no interview.
        trip_id: whose programme may change.

    Raises:
        BotError: what the change itself raises.
    """
    before = await interviews.ahead(session, now)
    written = {_named(each) for each in await notices.due_to_candidates(session, now)}
    await change(session, now)
    await session.flush()
    due = await notices.due_to_candidates(session, now)
    told = await _texts(session, [each for each in due if _named(each) not in written], rules, now)
    after = await interviews.ahead(session, now)
    hours, hours_after = _hours(before), _hours(after)
    employers = sorted(name for name in hours.keys() | hours_after.keys() if hours.get(name) != hours_after.get(name))
    days, days_after = _days(before), _days(after)
    trips = sorted(each for each in days.keys() | days_after.keys() if days.get(each) != days_after.get(each))
    outside = await trip_changes.interviews_outside(session, trip_id) if trip_id else 0
    await session.rollback()
    return Preview(told, employers, {each: days_after.get(each, ()) for each in trips}, outside)


def _named(notice: Notice) -> tuple[object, ...]:
    """What identifies a notice; not its number, since SQLite reuses the number of a deleted row."""
    return notice.id, notice.written_at, notice.kind, notice.subject


async def _texts(
    session: AsyncSession, written: Sequence[Notice], rules: Callable[[], "Rules"], now: datetime
) -> list[tuple[str, int]]:
    """Each text of these notices, with how many people it goes to, the most frequent first."""
    told: Counter[str] = Counter()
    for notice in written:
        candidate = await candidates.recipient_of(session, notice, Language.FRENCH, now)
        if candidate is None:
            continue
        reader = Addressee(session, candidate, now, rules)
        told.update(visible(message.text) for message in await _said(reader, notice) if message.text)
    return told.most_common()


async def _said(reader: Addressee, notice: Notice) -> list[Message]:
    if notice.kind == NoticeKind.VACANCY_OVER:
        return await vacancy_over(reader, notice.subject)
    return await of_registration(reader, notice)


def _hours(meetings: Sequence[Meeting]) -> dict[str, list[datetime]]:
    """When each employer has interviews."""
    hours: dict[str, list[datetime]] = {}
    for each in meetings:
        hours.setdefault(each.called, []).append(each.starts_at)
    return hours


def _days(meetings: Sequence[Meeting]) -> dict[str, list[Meeting]]:
    """The interviews of each trip; they are in the order of trips."""
    return {trip_id: list(day) for trip_id, day in groupby(meetings, lambda each: each.trip_id)}
