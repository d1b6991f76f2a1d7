"""A trip on a day that is told by its hour in Québec, and the notices about it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.db.models import NoticeRow, TripRow
from bot.programme.trips import TripState
from bot.queues.notices import NoticeKind


def at(day: int, hour: int, minute: int = 0, month: int = 3, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=QUEBEC_TIME)


async def a_trip(session: AsyncSession, leaves: datetime, number: int = 1, capacity: int = 2) -> TripRow:
    trip = TripRow(
        id=f"trip-{number}", region="11", town="Gaspé", departs_at=leaves, returns_at=leaves + timedelta(hours=15),
        departure_point="Berri", meeting_point="Mairie", seats=capacity, state=TripState.OPEN,
    )  # fmt: skip
    session.add(trip)
    await session.flush()
    return trip


async def pending(session: AsyncSession, kind: NoticeKind) -> list[NoticeRow]:
    query = select(NoticeRow).where(NoticeRow.kind == kind, NoticeRow.done_at.is_(None)).order_by(NoticeRow.due_at)
    return list(await session.scalars(query))
