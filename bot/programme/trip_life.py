"""The states of a trip: opened, closed and cancelled by officers, moved on by time. Everyone concerned is told once."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow, TripRow
from bot.programme import attendance, waiting_list
from bot.programme.audit import ASSISTANT, Actor
from bot.programme.trip_change_rules import LONGEST_REASON, ReasonTooLong
from bot.programme.trips import (
    ACTIVE,
    TAKES_REGISTRATIONS,
    RegistrationState,
    TripState,
    find,
    registrations,
    set_trip_state,
)
from bot.queues import notices
from bot.queues.notices import NoticeKind


async def open_trip(session: AsyncSession, trip_id: str, now: datetime, *, actor: Actor) -> None:
    """Open a trip for registrations, for the first time or again; a deadline that is over holds no more."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    set_trip_state(session, trip, TripState.OPEN, now, actor=actor)
    if trip.registers_until is not None and trip.registers_until <= now:
        trip.registers_until = None
    await waiting_list.offer_free_seats(session, trip, now)


async def close_trip(session: AsyncSession, trip_id: str, now: datetime, *, actor: Actor) -> None:
    """Close a trip: no more registrations or offers; households in line keep their place, and are told."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    set_trip_state(session, trip, TripState.CLOSED, now, actor=actor)
    for row in await registrations(session, trip_id, [RegistrationState.WAITING]):
        await notices.drop_unsent(session, row.id, NoticeKind.LINE_CLOSED)  # of an earlier closing
        notices.about_trip(session, row, NoticeKind.LINE_CLOSED, now)


async def cancel_trip(session: AsyncSession, trip_id: str, now: datetime, *, actor: Actor, reason: str = "") -> int:
    """Cancel a trip, and tell everyone who has a seat or waits for one. Returns how many.

    Args:
        reason: the officer's words, which everyone reads as they are.

    Raises:
        ReasonTooLong: it is longer than anybody reads.
    """
    if len(reason) > LONGEST_REASON:
        raise ReasonTooLong
    trip = await find(session, trip_id, drafts=True, lock=True)
    set_trip_state(session, trip, TripState.CANCELLED, now, actor=actor)
    trip.revision += 1
    concerned = await registrations(session, trip_id, ACTIVE)
    for row in concerned:
        had_seats = row.state == RegistrationState.CONFIRMED
        await waiting_list.release(session, row, RegistrationState.CANCELLED, now, actor=actor)
        notices.about_trip(session, row, NoticeKind.TRIP_CANCELLED, now, had_seats=had_seats, reason=reason)
    return len(concerned)


async def trips_to_move_on(session: AsyncSession, now: datetime) -> list[str]:
    """The trips for which the time has come to do something."""
    soon = now + waiting_list.NO_OFFER_WITHIN
    waiting = (
        select(RegistrationRow.trip_id)
        .join(RegistrationRow.trip)
        .where(RegistrationRow.state == RegistrationState.WAITING, TripRow.departs_at < soon)
    )
    leaving = select(TripRow.id).where(TripRow.state.in_(TAKES_REGISTRATIONS), TripRow.departs_at <= now)
    closing = select(TripRow.id).where(TripRow.state.in_(TAKES_REGISTRATIONS), TripRow.registers_until <= now)
    back = select(TripRow.id).where(TripRow.state == TripState.CLOSED, TripRow.returns_at <= now)
    return sorted(
        {identifier for query in (waiting, closing, leaving, back) for identifier in await session.scalars(query)}
    )


async def move_on_with_time(session: AsyncSession, trip_id: str, now: datetime) -> None:
    """Move a trip on with time: registrations close, its line ends before departure, it leaves, it was held."""
    trip = await find(session, trip_id, drafts=True, lock=True)
    until = trip.registers_until
    if until is not None and until <= now < trip.departs_at and trip.state in TAKES_REGISTRATIONS:
        await close_trip(session, trip_id, now, actor=ASSISTANT)
    if waiting_list.too_late_to_offer(trip.departs_at, now):
        for row in await registrations(session, trip_id, [RegistrationState.WAITING]):
            await waiting_list.release(session, row, RegistrationState.PASSED, now, actor=ASSISTANT)
            notices.about_trip(session, row, NoticeKind.LINE_ENDED, now)
    if trip.departs_at <= now and trip.state in TAKES_REGISTRATIONS:
        set_trip_state(session, trip, TripState.CLOSED, now, actor=ASSISTANT)
    if trip.returns_at <= now and trip.state == TripState.CLOSED:
        set_trip_state(session, trip, TripState.HELD, now, actor=ASSISTANT)
        await attendance.note_who_came(session, trip, now)
