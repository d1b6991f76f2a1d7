"""The waiting list: seats that come free are offered strictly in order of arrival."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.db.candidate_view import CandidateView
from bot.db.models import InterviewRow, RegistrationRow, TripRow
from bot.programme.audit import ASSISTANT, Actor
from bot.programme.trips import (
    HOLDING,
    TAKES_REGISTRATIONS,
    RegistrationState,
    TripState,
    find,
    free_seats,
    registrations,
    set_registration_state,
    set_trip_state,
)
from bot.queues import notices
from bot.queues.notices import NoticeKind

_TIME_TO_ANSWER = timedelta(hours=24)
_LEAST_TO_ANSWER = timedelta(hours=2)  # an offer needs time to be answered
_LAST_CALL = timedelta(hours=12)  # before departure: until then an offer can be accepted
NO_OFFER_WITHIN = _LAST_CALL + _LEAST_TO_ANSWER  # before departure


def last_moment_to_accept(departs_at: datetime) -> datetime:
    """The latest moment until which an offer of seats on a trip can be accepted."""
    return departs_at - _LAST_CALL


def too_late_to_offer(departs_at: datetime, now: datetime) -> bool:
    """Whether the departure is too near for an offer that could still be answered."""
    return departs_at - now < NO_OFFER_WITHIN


async def release(
    session: AsyncSession, registration: RegistrationRow, to: RegistrationState, now: datetime, *, actor: Actor
) -> None:
    """End a registration, free its seats, and offer them to the next in line. The trip must be locked."""
    trip, held = registration.trip, registration.state in HOLDING
    set_registration_state(session, registration, to, now, actor=actor)
    registration.cancelled_at = now
    await notices.drop_unsent(session, registration.id)
    interviews = select(InterviewRow).where(
        InterviewRow.trip_id == trip.id, InterviewRow.candidate_id == registration.candidate_id
    )
    for row in await session.scalars(interviews):
        await session.delete(row)
    if held:
        await session.flush()
        await change_taken(session, trip, -registration.seats)
    await offer_free_seats(session, trip, now)


async def offer_free_seats(session: AsyncSession, trip: TripRow, now: datetime) -> None:
    """Offer free seats to the households in line, in order. The trip must be locked.

    Stops at the first household that is too large for the free seats. People who blocked the bot are skipped, and keep
    their place.
    """
    if trip.state in TAKES_REGISTRATIONS and not too_late_to_offer(trip.departs_at, now):
        for row in await registrations(session, trip.id, [RegistrationState.WAITING]):
            if row.candidate.unreachable_at is not None:
                continue
            if not await change_taken(session, trip, row.seats):
                break
            set_registration_state(session, row, RegistrationState.OFFERED, now, actor=ASSISTANT)
            row.offered_until = min(now + _TIME_TO_ANSWER, last_moment_to_accept(trip.departs_at))
            notices.about_trip(session, row, NoticeKind.SEAT_OFFERED, now)
    await session.flush()
    show_full(session, trip, now)


async def offer_again(session: AsyncSession, candidate: CandidateView, now: datetime) -> None:
    """Offer free seats in order again, because somebody who was skipped can be reached again."""
    waits = select(RegistrationRow.trip_id).where(
        RegistrationRow.candidate_id == candidate.id, RegistrationRow.state == RegistrationState.WAITING
    )
    for trip_id in (await session.scalars(waits.order_by(RegistrationRow.trip_id))).all():
        await offer_free_seats(session, await find(session, trip_id, drafts=True, lock=True), now)


async def pass_on(session: AsyncSession, registration_id: str, now: datetime) -> None:
    """Pass an offer that was not answered in time to the next in line."""
    registration = await locked(session, RegistrationRow.id == registration_id)
    if registration is None or registration.state != RegistrationState.OFFERED:
        return
    if not offer_has_expired(registration, now):
        return
    await release(session, registration, RegistrationState.PASSED, now, actor=ASSISTANT)
    notices.about_trip(session, registration, NoticeKind.OFFER_PASSED, now)


async def expired_offers(session: AsyncSession, now: datetime) -> list[str]:
    """Offers that were not answered in time, the oldest first."""
    query = select(RegistrationRow.id).where(
        RegistrationRow.state == RegistrationState.OFFERED, RegistrationRow.offered_until <= now
    )
    return list(await session.scalars(query.order_by(RegistrationRow.offered_until, RegistrationRow.number)))


async def locked(session: AsyncSession, where: ColumnElement[bool]) -> RegistrationRow | None:
    """Lock a registration's trip, then read the registration."""
    trip_id = await session.scalar(select(RegistrationRow.trip_id).where(where))
    if trip_id is None:
        return None
    await find(session, trip_id, drafts=True, lock=True)
    query = select(RegistrationRow).where(where).execution_options(populate_existing=True)
    return await session.scalar(
        query.options(selectinload(RegistrationRow.trip), selectinload(RegistrationRow.candidate))
    )


def offer_has_expired(registration: RegistrationRow, now: datetime) -> bool:
    return registration.offered_until is None or registration.offered_until <= now


def show_full(session: AsyncSession, trip: TripRow, now: datetime) -> None:
    """Set the trip's state: open while a seat is free, full otherwise."""
    state = TripState.OPEN if free_seats(trip) else TripState.FULL
    if trip.state in TAKES_REGISTRATIONS and trip.state != state:
        set_trip_state(session, trip, state, now, actor=ASSISTANT)


async def change_taken(session: AsyncSession, trip: TripRow, seats: int) -> bool:
    """Add to the seats taken, if the trip has room. Returns whether it had."""
    change = (
        update(TripRow)
        .where(TripRow.id == trip.id, TripRow.taken + seats <= TripRow.seats, TripRow.taken + seats >= 0)
        .values(taken=TripRow.taken + seats)
        .execution_options(synchronize_session=False)
    )
    changed = cast(CursorResult[None], await session.execute(change)).rowcount == 1
    await session.refresh(trip, ["taken"])
    return changed
