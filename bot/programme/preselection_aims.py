"""What people are preselected for: a trip, or a vacancy of an employer; and with which vacancies they are compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import NotThere
from bot.base.states import TripState
from bot.db.models import PreselectionRow, VacancyRow
from bot.programme import employers, trips

_OVER = {TripState.HELD, TripState.CANCELLED}


class AimUnknown(NotThere):
    """There is no such trip or vacancy, or nobody can be invited to it any more."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What people are preselected for: a trip, or else a vacancy."""

    trip_id: str | None = None
    vacancy_id: str | None = None

    @property
    def subject(self) -> str:
        """Its identifier."""
        return self.trip_id or self.vacancy_id or ""

    @property
    def rows(self) -> ColumnElement[bool]:
        """The decisions on it."""
        if self.trip_id is not None:
            return PreselectionRow.trip_id == self.trip_id
        return PreselectionRow.vacancy_id == self.vacancy_id


async def vacancies(session: AsyncSession, aim: Aim, now: datetime) -> Sequence[VacancyRow]:
    """The open vacancies that people are compared with."""
    try:
        if aim.trip_id is not None:
            trip = await trips.find(session, aim.trip_id, drafts=True)
            return await employers.vacancies_of(session, [each.id for each in trip.employers], now)
        row = await employers.vacancy_row(session, aim.vacancy_id or "")
    except (trips.TripUnknown, employers.EmployerUnknown) as error:
        raise AimUnknown from error
    return [each for each in await employers.vacancies_of(session, [row.employer_id], now) if each.id == row.id]


async def is_over(session: AsyncSession, trip_id: str, now: datetime) -> bool:
    """Whether nobody can be invited to this trip: it left or ended, or is not open yet."""
    trip = await trips.find(session, trip_id, drafts=True)
    return trip.departs_at <= now or trip.state in {*_OVER, TripState.DRAFT}
