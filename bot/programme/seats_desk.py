"""What officers do with seats for those who telephone: given back before the trip, an absence mended afterwards."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow
from bot.programme import access, attendance, audit, seats, waiting_list
from bot.programme.access import Officer, Task
from bot.programme.trips import ACTIVE, RegistrationState, TripUnknown
from bot.queues import notices
from bot.queues.notices import NoticeKind


async def give_back(session: AsyncSession, officer: Officer, trip_id: str, code: str, now: datetime) -> None:
    """Give somebody's seats back, or end their place in line, since they asked for it; they are told.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: no seats and no place in line on this trip have this code.
        TripNotOpen: the trip has left.
    """
    access.require(officer, Task.PLAN)
    row = await waiting_list.locked(session, RegistrationRow.code == code)
    if row is None or row.trip_id != trip_id or row.state not in ACTIVE:
        raise TripUnknown
    candidate, held = row.candidate, row.state == RegistrationState.CONFIRMED
    await seats.cancel(session, candidate, row.id, now, actor=audit.of_officer(officer))
    notices.write(
        session, candidate, NoticeKind.GIVEN_BACK, row.id, now, urgent=held, held=held, name=officer.name,
        role=officer.role,
    )  # fmt: skip


async def came(session: AsyncSession, officer: Officer, trip_id: str, code: str, now: datetime) -> None:
    """Somebody who counts as absent was there after all.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: nobody on this trip has this code.
        MoveRefused: they do not count as absent.
    """
    access.require(officer, Task.CHECK_IN)
    row = await attendance.came(session, code, now, actor=audit.of_officer(officer))
    if row.trip.id != trip_id:
        raise TripUnknown
