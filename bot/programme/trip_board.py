"""Trips as officers see them: how full each is, and who travels or waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow, TripRow
from bot.programme import audit, trips
from bot.programme.audit import Action
from bot.programme.trips import RegistrationState, TripState


@dataclass(frozen=True, slots=True)
class TripSummary:
    """A trip, and how full it is."""

    id: str
    town: str
    departs_at: datetime
    state: TripState
    seats: int
    taken: int  # confirmed and offered
    waiting: int  # households


@dataclass(frozen=True, slots=True)
class Household:
    """A registration, by the code that the travellers show."""

    id: str
    number: int  # order of arrival
    code: str
    state: RegistrationState
    seats: int
    offered_until: datetime | None
    checked_in_at: datetime | None
    cancelled_at: datetime | None
    cancelled_late: bool
    reachable: bool  # by the assistant


async def summaries(session: AsyncSession) -> Sequence[TripSummary]:
    """Every trip, by departure."""
    counted = select(RegistrationRow.trip_id, func.count()).where(RegistrationRow.state == RegistrationState.WAITING)
    waiting: dict[str, int] = dict((await session.execute(counted.group_by(RegistrationRow.trip_id))).all())
    return [
        TripSummary(row.id, row.town, row.departs_at, row.state, row.seats, row.taken, waiting.get(row.id, 0))
        for row in await session.scalars(select(TripRow).order_by(TripRow.departs_at, TripRow.id))
    ]


async def households(session: AsyncSession, trip_id: str) -> Sequence[Household]:
    """Every registration of a trip, in the order of arrival.

    Raises:
        TripUnknown: there is no such trip.
    """
    await trips.find(session, trip_id, drafts=True)
    rows = await trips.registrations(session, trip_id, list(RegistrationState))
    late = await audit.subjects_with(session, Action.CANCELLED_LATE, [row.id for row in rows])
    return [
        Household(
            row.id, row.number, row.code, row.state, row.seats, row.offered_until,
            row.checked_in_at, row.cancelled_at, row.id in late, row.candidate.unreachable_at is None,
        )
        for row in rows
    ]  # fmt: skip
