"""The register of incidents: personal information accessed, used, disclosed or lost without right.

It holds every incident, serious or not. A serious one is reported to the Commission and to the people concerned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base import retention_periods
from bot.base.clock import local_day
from bot.base.errors import NotThere
from bot.db.models import IncidentRow
from bot.programme import access, audit
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.data_requests import DayAhead
from bot.programme.ids import new_id
from bot.programme.words_in_forms import required

MOST_LETTERS = 4000


class IncidentUnknown(NotThere):
    """There is no such incident."""


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """What is known about an incident; it may be updated as more becomes known."""

    noticed_on: date
    happened: str
    people: int
    serious: bool
    measures: str
    authority_told_on: date | None = None
    people_told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """An entry of the register."""

    id: str
    told: IncidentReport

    @property
    def to_be_told(self) -> bool:
        """Whether the Commission or the people concerned still have to be informed."""
        return self.told.serious and None in {self.told.authority_told_on, self.told.people_told_on}


async def listed(session: AsyncSession, officer: Officer) -> Sequence[Incident]:
    """The register, the latest first.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.PRIVACY)
    query = select(IncidentRow).order_by(IncidentRow.noticed_on.desc(), IncidentRow.id)
    return [
        Incident(
            row.id,
            IncidentReport(row.noticed_on, row.happened, row.people, row.serious, row.measures, row.authority_told_on,
                 row.people_told_on),
        )
        for row in await session.scalars(query)
    ]  # fmt: skip


async def write(
    session: AsyncSession, officer: Officer, incident_id: str | None, told: IncidentReport, now: datetime
) -> None:
    """Enter an incident (without `incident_id`), or update one.

    Raises:
        NotAllowed: the officer's role does not include it.
        IncidentUnknown: there is none with this identifier.
        NoWords: it does not say what happened or what was done, or is too long.
        DayAhead: one of the days is in the future.
    """
    access.require(officer, Task.PRIVACY)
    days = (told.noticed_on, told.authority_told_on, told.people_told_on)
    if any(day is not None and day > local_day(now) for day in days):
        raise DayAhead
    row = await session.get(IncidentRow, incident_id) if incident_id else IncidentRow(id=new_id(), staff_id=officer.id)
    if row is None:
        raise IncidentUnknown
    row.noticed_on, row.people, row.serious = told.noticed_on, told.people, told.serious
    row.happened, row.measures = required(told.happened, MOST_LETTERS), required(told.measures, MOST_LETTERS)
    row.authority_told_on, row.people_told_on = told.authority_told_on, told.people_told_on
    session.add(row)
    audit.record(session, audit.of_officer(officer), Action.WRITE_INCIDENT, row.id, now)
    await session.flush()


async def purge(session: AsyncSession, now: datetime) -> None:
    """Delete incidents that were noticed long ago."""
    await session.execute(
        delete(IncidentRow).where(IncidentRow.noticed_on < local_day(now - retention_periods.INCIDENTS))
    )
