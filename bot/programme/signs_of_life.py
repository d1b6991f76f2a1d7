"""When each role of the assistant, the last copy and the last deletion of old data were heard of, and if that is late.

Whether the parts of this very process work is asked of them: `app/process_health`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import SignOfLifeRow
from bot.programme import access
from bot.programme.access import Officer, Task

EVERY = timedelta(seconds=30)  # a process says that it has its roles
_SILENT = timedelta(minutes=2)  # after which it has stopped, or nobody hears it
_COPY_EVERY = timedelta(hours=36)  # a night, and time to see that it did not come
_TIDIED_EVERY = timedelta(hours=13)  # the job looks every six hours; once may fail


class Sign(StrEnum):
    """What gives a sign of life."""

    INTAKE = "role intake"
    TURNS = "role turns"
    SENDER = "role sender"
    CLOCK = "role clock"
    WEB = "role web"
    TIDIED = "tidied"  # what is kept no longer was deleted
    BACKED_UP = "backed up"


ROLES = tuple(sign for sign in Sign if sign.startswith("role "))


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign of life. `since`: the process began; none of both: it never gave one."""

    sign: Sign
    since: datetime | None
    at: datetime | None
    late: bool


async def note_sign(session: AsyncSession, sign: Sign, now: datetime, *, begins: bool = False) -> None:
    """Note that it works, or was done. `begins`: for the first time since the process started."""
    row = await session.get(SignOfLifeRow, sign)
    if row is None:
        session.add(SignOfLifeRow(name=sign, since=now, at=now))
    else:
        row.at, row.since = now, now if begins else row.since


async def of_roles(session: AsyncSession, officer: Officer, now: datetime) -> Sequence[Seen]:
    """Each role of the assistant, in the order in which a message passes them.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.OVERVIEW)
    rows = await _rows(session)
    return [_seen(rows, sign, now, _SILENT) for sign in ROLES]


async def last_copy(session: AsyncSession, officer: Officer, now: datetime) -> Seen:
    """When the database was last copied.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.OVERVIEW)
    return _seen(await _rows(session), Sign.BACKED_UP, now, _COPY_EVERY)


async def last_tidied(session: AsyncSession, officer: Officer, now: datetime) -> Seen:
    """When data past their retention were last deleted.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.PRIVACY)
    return _seen(await _rows(session), Sign.TIDIED, now, _TIDIED_EVERY)


async def _rows(session: AsyncSession) -> Mapping[str, SignOfLifeRow]:
    return {row.name: row for row in await session.scalars(select(SignOfLifeRow))}


def _seen(rows: Mapping[str, SignOfLifeRow], sign: Sign, now: datetime, patience: timedelta) -> Seen:
    row = rows.get(sign)
    if row is None:
        return Seen(sign, None, None, late=True)
    return Seen(sign, row.since, row.at, late=row.at < now - patience)
