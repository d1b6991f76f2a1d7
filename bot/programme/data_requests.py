"""The register of written requests about personal information, which must be answered in time.

What people do by themselves in the chat (`/mydata`, `/delete`) is done at once, and is in the audit trail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base import retention_periods
from bot.base.clock import local_day
from bot.base.errors import BotError, NotThere
from bot.db.models import DataRequestRow
from bot.programme import access, audit
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.ids import new_id
from bot.programme.words_in_forms import required

DAYS = 30  # within which the law requires an answer
MOST_LETTERS = 2000


class Kind(StrEnum):
    """What is asked for."""

    ACCESS = "access"
    CORRECTION = "correction"
    ERASURE = "erasure"
    WITHDRAWAL = "withdrawal"  # of consent
    COPY = "copy"  # portability: a form that can be used elsewhere
    COMPLAINT = "complaint"


class RequestUnknown(NotThere):
    """There is no such request, or it has been answered."""


class DayAhead(BotError):
    """The day on which it was received is in the future."""


@dataclass(frozen=True, slots=True)
class DataRequest:
    """A request, with the time left to answer it."""

    id: str
    kind: Kind
    about: str
    received_on: date
    answered_on: date | None
    outcome: str

    @property
    def due_on(self) -> date:
        """The last day for the answer."""
        return self.received_on + timedelta(days=DAYS)

    def days_left(self, today: date) -> int:
        """Days until the last day; negative once it is past."""
        return (self.due_on - today).days


async def listed(session: AsyncSession, officer: Officer) -> Sequence[DataRequest]:
    """All requests: first the open ones, the first due first; then the answered ones, the latest first.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.PRIVACY)
    found = [
        DataRequest(row.id, Kind(row.kind), row.about, row.received_on, row.answered_on, row.outcome or "")
        for row in await session.scalars(select(DataRequestRow))
    ]
    waiting = sorted((each for each in found if each.answered_on is None), key=lambda each: each.due_on)
    answered = [(each.answered_on, each) for each in found if each.answered_on is not None]
    return [*waiting, *(each for _, each in sorted(answered, key=lambda pair: pair[0], reverse=True))]


async def note(
    session: AsyncSession, officer: Officer, kind: Kind, about: str, received_on: date, now: datetime
) -> None:
    """Enter a request.

    Raises:
        NotAllowed: the officer's role does not include it.
        NoWords: it does not say who asks for what, or is too long.
        DayAhead: the day is in the future.
    """
    access.require(officer, Task.PRIVACY)
    if received_on > local_day(now):
        raise DayAhead
    row = DataRequestRow(
        id=new_id(), kind=kind, about=required(about, MOST_LETTERS), received_on=received_on, staff_id=officer.id
    )  # fmt: skip
    session.add(row)
    audit.record(session, audit.of_officer(officer), Action.NOTE_DATA_REQUEST, row.id, now, {"kind": (None, kind)})
    await session.flush()


async def answer(session: AsyncSession, officer: Officer, request_id: str, outcome: str, now: datetime) -> None:
    """Note that a request was answered today.

    Raises:
        NotAllowed: the officer's role does not include it.
        RequestUnknown: there is none that is open under this identifier.
        NoWords: it does not say what was answered, or is too long.
    """
    access.require(officer, Task.PRIVACY)
    row = await session.get(DataRequestRow, request_id)
    if row is None or row.answered_on is not None:
        raise RequestUnknown
    row.outcome, row.answered_on = required(outcome, MOST_LETTERS), local_day(now)
    audit.record(session, audit.of_officer(officer), Action.ANSWER_DATA_REQUEST, row.id, now)


async def purge(session: AsyncSession, now: datetime) -> None:
    """Delete requests that were answered long ago."""
    await session.execute(
        delete(DataRequestRow).where(DataRequestRow.answered_on < local_day(now - retention_periods.DATA_REQUESTS))
    )
