"""Exploratory trips and the seats on them: never more taken than there are, never twice the same person."""

from datetime import datetime
from enum import StrEnum
from typing import cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.db.models import CandidateRow, RegistrationRow, TripRow
from bot.errors import BotError
from bot.programme.candidates import record, require_consent
from bot.programme.ids import new_id

MOST_SEATS = 14  # the largest household that `bot.terms.Household` knows


class TripState(StrEnum):
    """Where a trip stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    HELD = "held"
    CANCELLED = "cancelled"


class RegistrationState(StrEnum):
    """Where a household's registration stands."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class TripError(BotError):
    """A registration that cannot be made or undone; the subclass says why."""


class TripUnknown(TripError):
    """No such trip or registration for this person: an old button, or somebody else's."""


class TripNotOpen(TripError):
    """The trip has left, is closed or is cancelled."""


class AlreadyRegistered(TripError):
    """This person has seats on this trip already."""


class NotEnoughSeats(TripError):
    """Fewer seats are free than the household needs."""

    def __init__(self, free: int) -> None:
        super().__init__(free)
        self.free = free


async def coming(session: AsyncSession, now: datetime, region: str | None = None) -> list[TripRow]:
    """Open trips that have not left, the next one first; of one region if asked."""
    query = (
        select(TripRow)
        .where(TripRow.state == TripState.OPEN, TripRow.departs_at > now)
        .order_by(TripRow.departs_at, TripRow.id)
    )
    if region is not None:
        query = query.where(TripRow.region == region)
    return list(await session.scalars(query))


async def find(session: AsyncSession, trip_id: str) -> TripRow:
    """One trip with its programme and employers.

    Raises:
        TripUnknown: there is none of this name, or officers still prepare it.
    """
    query = select(TripRow).where(TripRow.id == trip_id, TripRow.state != TripState.DRAFT)
    trip = await session.scalar(
        query.options(selectinload(TripRow.items), selectinload(TripRow.employers)).execution_options(
            populate_existing=True
        )
    )
    if trip is None:
        raise TripUnknown
    return trip


async def registration_for(session: AsyncSession, candidate: CandidateRow, trip_id: str) -> RegistrationRow | None:
    """This person's confirmed seats on this trip, if any."""
    return await session.scalar(
        select(RegistrationRow).where(
            RegistrationRow.trip_id == trip_id,
            RegistrationRow.candidate_id == candidate.id,
            RegistrationRow.state == RegistrationState.CONFIRMED,
        )
    )


async def registrations_of(session: AsyncSession, candidate: CandidateRow, now: datetime) -> list[RegistrationRow]:
    """This person's confirmed seats on trips that have not left, the next trip first."""
    query = (
        select(RegistrationRow)
        .join(RegistrationRow.trip)
        .where(
            RegistrationRow.candidate_id == candidate.id,
            RegistrationRow.state == RegistrationState.CONFIRMED,
            TripRow.departs_at > now,
        )
        .order_by(TripRow.departs_at)
        .options(selectinload(RegistrationRow.trip))
    )
    return list(await session.scalars(query))


async def check(session: AsyncSession, candidate: CandidateRow, trip_id: str, seats: int, now: datetime) -> TripRow:
    """The trip, if this household could register for it now; else the `TripError` that `register` would raise."""
    require_consent(candidate)
    trip = await find(session, trip_id)
    if trip.state != TripState.OPEN or trip.departs_at <= now:
        raise TripNotOpen
    if await registration_for(session, candidate, trip_id):
        raise AlreadyRegistered
    if not 1 <= seats <= min(trip.seats - trip.taken, MOST_SEATS):
        raise NotEnoughSeats(trip.seats - trip.taken)
    return trip


async def register(
    session: AsyncSession, candidate: CandidateRow, trip_id: str, seats: int, now: datetime
) -> RegistrationRow:
    """Take a household's seats.

    The seats are taken by one conditional update, which two rivals cannot both win: counting first
    and inserting after oversells on SQLite and on PostgreSQL alike.
    """
    trip = await check(session, candidate, trip_id, seats, now)
    if not await _change_taken(session, trip_id, seats):
        await session.refresh(trip)
        raise NotEnoughSeats(trip.seats - trip.taken)
    registration = RegistrationRow(
        id=new_id(), trip=trip, candidate_id=candidate.id, seats=seats,
        state=RegistrationState.CONFIRMED, registered_at=now,
    )  # fmt: skip
    session.add(registration)
    record(session, candidate, f"register {seats}", trip_id, now)
    await session.flush()
    await session.refresh(trip)
    return registration


async def own_registration(session: AsyncSession, candidate: CandidateRow, registration_id: str) -> RegistrationRow:
    """A registration of this very person; a button with somebody else's is as good as none.

    Raises:
        TripUnknown: no such confirmed registration of this person.
    """
    registration = await session.scalar(
        select(RegistrationRow)
        .where(
            RegistrationRow.id == registration_id,
            RegistrationRow.candidate_id == candidate.id,
            RegistrationRow.state == RegistrationState.CONFIRMED,
        )
        .options(selectinload(RegistrationRow.trip))
    )
    if registration is None:
        raise TripUnknown
    return registration


async def cancel(
    session: AsyncSession, candidate: CandidateRow, registration_id: str, now: datetime
) -> RegistrationRow:
    """Give a household's seats back.

    Raises:
        TripUnknown: not this person's, or cancelled already.
        TripNotOpen: the trip has left.
    """
    registration = await own_registration(session, candidate, registration_id)
    if registration.trip.departs_at <= now:
        raise TripNotOpen
    if not await release(session, registration, now):
        raise TripUnknown
    record(session, candidate, "cancel", registration.trip_id, now)
    await session.refresh(registration.trip)
    return registration


async def release(session: AsyncSession, registration: RegistrationRow, now: datetime) -> bool:
    """Cancel one confirmed registration and free its seats; tell whether a rival had not done so already.

    Conditional for the same reason as in `register`: seats that are freed twice are sold twice.
    """
    cancelled = await session.execute(
        update(RegistrationRow)
        .where(RegistrationRow.id == registration.id, RegistrationRow.state == RegistrationState.CONFIRMED)
        .values(state=RegistrationState.CANCELLED, cancelled_at=now)
    )
    if cast(CursorResult[None], cancelled).rowcount != 1:
        return False
    await _change_taken(session, registration.trip_id, -registration.seats)
    return True


async def _change_taken(session: AsyncSession, trip_id: str, seats: int) -> bool:
    """Add seats to those taken if the trip has room for them; tell whether it had."""
    change = (
        update(TripRow)
        .where(TripRow.id == trip_id, TripRow.taken + seats <= TripRow.seats, TripRow.taken + seats >= 0)
        .values(taken=TripRow.taken + seats)
        .execution_options(synchronize_session=False)
    )
    if seats > 0:
        change = change.where(TripRow.state == TripState.OPEN)
    return cast(CursorResult[None], await session.execute(change)).rowcount == 1
