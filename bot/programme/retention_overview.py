"""What officers see of retention: how much is kept of each kind of data, and whether the deletion keeps up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.base import retention_periods
from bot.base.clock import QUEBEC_TIME
from bot.db.models import (
    AttachmentRow,
    AtThreadRow,
    CandidateRow,
    DataRequestRow,
    DraftRow,
    InboxRow,
    IncidentRow,
    SaidRow,
    SessionRow,
    UnansweredRow,
)
from bot.programme import access, sign_in
from bot.programme.access import Officer, Task

_GRACE = timedelta(days=1)  # deletion runs every six hours, and a machine may be down for a while


class Store(StrEnum):
    """A kind of data that is kept for a time."""

    CONVERSATIONS = "conversations"
    FILES = "files"
    DRAFTS = "drafts"
    PREPARED = "prepared"  # files to import, interview days
    NOT_UNDERSTOOD = "not understood"
    UPDATES = "updates"  # handled updates of Telegram
    SESSIONS = "sessions"
    DATA_REQUESTS = "data requests"
    INCIDENTS = "incidents"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of data, with how much there is and since when."""

    store: Store
    kept: timedelta | None  # None: until the person erases it
    number: int
    oldest: datetime | None
    late: bool  # something is older than allowed: the deletion does not keep up


_SHELVES: Mapping[Store, tuple[InstrumentedAttribute[Any], timedelta | None]] = {
    Store.PEOPLE: (CandidateRow.created_at, None),
    Store.CONVERSATIONS: (SaidRow.said_at, retention_periods.CONVERSATIONS),
    Store.FILES: (AttachmentRow.received_at, retention_periods.CONVERSATIONS),
    Store.DRAFTS: (AtThreadRow.seen_at, retention_periods.CONVERSATIONS),
    Store.PREPARED: (DraftRow.written_at, retention_periods.PREPARED),
    Store.NOT_UNDERSTOOD: (UnansweredRow.day, retention_periods.NOT_UNDERSTOOD),
    Store.UPDATES: (InboxRow.handled_at, retention_periods.UPDATES),
    Store.SESSIONS: (SessionRow.began_at, sign_in.LONGEST),
    Store.DATA_REQUESTS: (DataRequestRow.answered_on, retention_periods.DATA_REQUESTS),
    Store.INCIDENTS: (IncidentRow.noticed_on, retention_periods.INCIDENTS),
}


async def shelves(session: AsyncSession, officer: Officer, now: datetime) -> Sequence[Shelf]:
    """Every kind of data about people, with how much of it there is and since when.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.PRIVACY)
    return [await _shelf(session, store, *how, now) for store, how in _SHELVES.items()]


async def _shelf(
    session: AsyncSession, store: Store, since: InstrumentedAttribute[Any], kept: timedelta | None, now: datetime
) -> Shelf:
    number, oldest = (await session.execute(select(func.count(), func.min(since)).select_from(since.class_))).one()
    if isinstance(oldest, date) and not isinstance(oldest, datetime):
        oldest = datetime.combine(oldest, time(), QUEBEC_TIME)
    late = kept is not None and oldest is not None and oldest < now - kept - _GRACE
    return Shelf(store, kept, number, oldest, late)
