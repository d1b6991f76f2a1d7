"""Drafts of an import or a timetable, which an officer prepares: kept for a day, seen by nobody else, then done.

The draft of a reply to a candidate is in `conversation_presence`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from bot.base import retention_periods
from bot.base.errors import NotThere
from bot.db.models import DraftRow
from bot.programme.access import Officer
from bot.programme.ids import new_id

_MOST = 5  # drafts of an officer and kind; the oldest is deleted


class DraftKind(StrEnum):
    """The kind of a draft."""

    IMPORT = "import"
    TIMETABLE = "timetable"


class DraftUnknown(NotThere):
    """This officer has no such draft, or no longer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft. `subject`: what it is about; `choices`: what was decided so far; `content`: a file."""

    id: str
    subject: str
    choices: dict[str, Any]
    content: bytes


async def begin(
    session: AsyncSession, officer: Officer, kind: DraftKind, subject: str, choices: dict[str, Any], now: datetime,
    content: bytes | None = None,
) -> str:  # fmt: skip
    """Begin a draft. Returns its identifier."""
    mine = select(DraftRow).where(DraftRow.staff_id == officer.id, DraftRow.kind == kind)
    kept = (await session.scalars(mine.order_by(DraftRow.written_at.desc()))).all()
    for old in kept[_MOST - 1 :]:
        await session.delete(old)
    row = DraftRow(
        id=new_id(), staff_id=officer.id, kind=kind, subject=subject, choices=choices, content=content, written_at=now
    )
    session.add(row)
    await session.flush()
    return row.id


async def find(session: AsyncSession, officer: Officer, kind: DraftKind, draft_id: str, now: datetime) -> Draft:
    """A draft of this officer.

    Raises:
        DraftUnknown: there is no such draft, it is somebody else's, or it has expired.
    """
    row = await _row(session, officer, kind, draft_id, now)
    return Draft(row.id, row.subject, dict(row.choices), row.content or b"")


async def latest(session: AsyncSession, officer: Officer, kind: DraftKind, subject: str, now: datetime) -> Draft | None:
    """This officer's latest draft about a subject."""
    query = select(DraftRow.id).where(
        DraftRow.staff_id == officer.id, DraftRow.kind == kind, DraftRow.subject == subject
    )
    found = await session.scalar(
        query.where(DraftRow.written_at > now - retention_periods.PREPARED).order_by(DraftRow.written_at.desc())
    )
    return await find(session, officer, kind, found, now) if found else None


async def decide(
    session: AsyncSession, officer: Officer, kind: DraftKind, draft_id: str, now: datetime, **choices: Any
) -> None:
    """Save choices; earlier ones that are not given again stay.

    Raises:
        DraftUnknown: there is no such draft.
    """
    row = await _row(session, officer, kind, draft_id, now)
    row.choices = {**row.choices, **choices}
    await session.flush()


async def drop(session: AsyncSession, officer: Officer, kind: DraftKind, draft_id: str) -> None:
    """Delete a draft that is done, or no longer wanted."""
    await session.execute(
        delete(DraftRow).where(DraftRow.id == draft_id, DraftRow.staff_id == officer.id, DraftRow.kind == kind)
    )


async def purge(session: AsyncSession, now: datetime) -> None:
    """Delete expired drafts."""
    await session.execute(delete(DraftRow).where(DraftRow.written_at <= now - retention_periods.PREPARED))


async def _row(session: AsyncSession, officer: Officer, kind: DraftKind, draft_id: str, now: datetime) -> DraftRow:
    query = select(DraftRow).where(DraftRow.id == draft_id, DraftRow.staff_id == officer.id, DraftRow.kind == kind)
    row = await session.scalar(
        query.where(DraftRow.written_at > now - retention_periods.PREPARED).options(undefer(DraftRow.content))
    )
    if row is None:
        raise DraftUnknown
    return row
