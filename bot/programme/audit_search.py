"""Search of the audit trail by officer, action and subject, for those who answer for the data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.db.models import AuditRow, StaffRow
from bot.programme import access
from bot.programme.access import Officer, Role, Task
from bot.programme.audit import Action, ActorKind, Changes

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """The terms of a search; an empty one matches anything."""

    officer: str = ""  # an officer's identifier
    action: Action | None = None
    subject: str = ""  # the beginning of a code
    first: date | None = None
    last: date | None = None  # the last day, included
    before: int | None = None  # the number of a line: only older ones


@dataclass(frozen=True, slots=True)
class Entry:
    """One line."""

    number: int
    at: datetime
    kind: ActorKind
    actor: str  # an officer's name or address, otherwise as it stands in the trail
    role: Role | None
    action: Action | None  # None: an action of an earlier release
    subject: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Trail:
    """The lines that were found, the latest first; `more`: there are older ones."""

    entries: Sequence[Entry]
    more: bool


async def look(session: AsyncSession, officer: Officer, wanted: Wanted) -> Trail:
    """Search the trail.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.AUDIT)
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(MOST_LISTED + 1)
    if wanted.officer:
        query = query.where(AuditRow.actor == wanted.officer)
    if wanted.action is not None:
        query = query.where(AuditRow.action == wanted.action)
    if wanted.subject:
        query = query.where(AuditRow.subject.startswith(wanted.subject, autoescape=True))
    if wanted.first is not None:
        query = query.where(AuditRow.at >= _begins(wanted.first))
    if wanted.last is not None:
        query = query.where(AuditRow.at < _begins(wanted.last + timedelta(days=1)))
    if wanted.before is not None:
        query = query.where(AuditRow.id < wanted.before)
    rows = (await session.scalars(query)).all()
    names = await officers(session, officer)
    return Trail(
        [
            Entry(
                row.id, row.at, ActorKind(row.actor_kind), names.get(row.actor, row.actor),
                Role(row.role) if row.role in set(Role) else None,
                Action(row.action) if row.action in set(Action) else None, row.subject, row.changes,
            )
            for row in rows[:MOST_LISTED]
        ],
        len(rows) > MOST_LISTED,
    )  # fmt: skip


async def officers(session: AsyncSession, officer: Officer) -> Mapping[str, str]:
    """Everybody who is or was an officer: name, or else address, by identifier.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.AUDIT)
    return {row.id: row.name or row.email for row in await session.scalars(select(StaffRow).order_by(StaffRow.id))}


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), QUEBEC_TIME)
