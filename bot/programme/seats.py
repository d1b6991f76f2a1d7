"""A household's seats from registering to the day itself: never more than there are, strictly in order of arrival."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.db.models import CandidateRow, InterviewRow, RegistrationRow, TripRow
from bot.programme import notices
from bot.programme.candidates import require_consent
from bot.programme.ids import new_code, new_id
from bot.programme.notices import NoticeKind
from bot.programme.trips import (
    ACTIVE,
    BOT,
    HOLDING,
    LAST_CALL,
    LATE,
    MOST_HELD,
    MOST_SEATS,
    TAKES_REGISTRATIONS,
    AlreadyRegistered,
    NotEnoughSeats,
    RegistrationState,
    SameDay,
    TooManySeats,
    TripNotOpen,
    TripState,
    TripUnknown,
    clashing,
    find,
    free_seats,
    move_registration,
    move_trip,
    note,
    own_registration,
    registration_for,
    registrations,
    registrations_of,
)

CANCELLED_LATE = "cancelled late"  # in the audit trail
_TIME_TO_ANSWER = timedelta(hours=24)
LEAST_TIME_TO_ANSWER = timedelta(hours=2)  # an offer that cannot be answered is none


async def check(session: AsyncSession, candidate: CandidateRow, trip_id: str, seats: int, now: datetime) -> TripRow:
    """The trip, if this household would have seats on it at once; else the `TripError` that `register` would raise."""
    trip = await _open_to(session, candidate, trip_id, seats, now, lock=False)
    await _require_seats(session, trip, seats, now)
    return trip


async def register(
    session: AsyncSession, candidate: CandidateRow, trip_id: str, seats: int, now: datetime
) -> RegistrationRow:
    """Take a household's seats at once.

    The trip is locked, and the seats are taken by one conditional update, which two rivals cannot both win even
    without the lock: counting first and inserting after oversells on SQLite and on PostgreSQL alike.

    Raises:
        TripError: the subclass says why not.
    """
    trip = await _open_to(session, candidate, trip_id, seats, now, lock=True)
    await _require_seats(session, trip, seats, now)
    if not await _change_taken(session, trip, seats):
        raise NotEnoughSeats(free_seats(trip))
    registration = await _add(session, candidate, trip, seats, RegistrationState.CONFIRMED, now)
    notices.remind(session, registration, now)
    _show_full(session, trip, now)
    return registration


async def wait(
    session: AsyncSession, candidate: CandidateRow, trip_id: str, seats: int, now: datetime
) -> RegistrationRow:
    """Stand in line for a household's seats; they may be offered at once.

    Raises:
        TripError: the subclass says why not.
    """
    trip = await _open_to(session, candidate, trip_id, seats, now, lock=True)
    _require_line(trip, seats, now)
    registration = await _add(session, candidate, trip, seats, RegistrationState.WAITING, now)
    await offer_free_seats(session, trip, now)
    return registration


async def accept(
    session: AsyncSession, candidate: CandidateRow, registration_id: str, now: datetime
) -> RegistrationRow:
    """Take the seats that were offered.

    Raises:
        TripUnknown: no such offer to this person.
        TripNotOpen: it came too late, or the trip does not take place; the seats are offered to the next in line.
    """
    registration = await _own(session, candidate, registration_id)
    if registration.state != RegistrationState.OFFERED:
        raise TripUnknown
    trip = registration.trip
    promised = (*TAKES_REGISTRATIONS, TripState.CLOSED)  # closing takes no more registrations, and no word back
    if _offer_is_over(registration, now) or trip.state not in promised or trip.departs_at <= now:
        raise TripNotOpen  # the worker passes it on
    move_registration(session, registration, RegistrationState.CONFIRMED, now, actor=candidate.conversation)
    await notices.forget(session, registration.id)
    notices.remind(session, registration, now)
    return registration


async def cancel(
    session: AsyncSession, candidate: CandidateRow, registration_id: str, now: datetime
) -> RegistrationRow:
    """Give seats back, decline an offer, or leave the line; free seats go to the next in it.

    Raises:
        TripUnknown: not this person's, or given back already.
        TripNotOpen: the trip has left.
    """
    registration = await _own(session, candidate, registration_id)
    if registration.trip.departs_at <= now:
        raise TripNotOpen
    declines = registration.state == RegistrationState.OFFERED
    to = RegistrationState.DECLINED if declines else RegistrationState.CANCELLED
    if registration.state == RegistrationState.CONFIRMED and is_late(registration, now):
        note(session, candidate.conversation, CANCELLED_LATE, registration.id, now)
    await release(session, registration, to, now, actor=candidate.conversation)
    return registration


async def check_change(
    session: AsyncSession, candidate: CandidateRow, registration_id: str, seats: int, now: datetime
) -> RegistrationRow:
    """The registration, if it could have so many seats now; else the `TripError` that `change` would raise."""
    registration = await own_registration(session, candidate, registration_id)
    await _require_change(session, candidate, registration, seats, now)
    return registration


async def change(
    session: AsyncSession, candidate: CandidateRow, registration_id: str, seats: int, now: datetime
) -> RegistrationRow:
    """Hold more seats or fewer; the others stay as they are. What comes free goes to the next in line.

    More are taken only where seats are free and nobody waits for them; who waits keeps the place in line.

    Raises:
        TripUnknown: not this person's, or given back already.
        TripNotOpen: the trip has left.
        NotEnoughSeats: so many are not free, or others wait for them.
        TooManySeats: over all trips, that would be more than one person may hold.
    """
    registration = await _own(session, candidate, registration_id)
    if registration.trip.departs_at <= now:
        raise TripNotOpen
    await _require_change(session, candidate, registration, seats, now)
    more = seats - registration.seats
    holds = registration.state in HOLDING
    if holds and more and not await _change_taken(session, registration.trip, more):
        raise NotEnoughSeats(free_seats(registration.trip))
    if more:
        note(session, candidate.conversation, f"seats {registration.seats} > {seats}", registration.id, now)
        registration.seats = seats
        await session.flush()
    if more < 0:
        await offer_free_seats(session, registration.trip, now)
    _show_full(session, registration.trip, now)
    return registration


async def give_all_back(session: AsyncSession, candidate: CandidateRow, now: datetime) -> None:
    """Free everything that somebody holds who is about to be erased."""
    active = select(RegistrationRow.id).where(
        RegistrationRow.candidate_id == candidate.id, RegistrationRow.state.in_(ACTIVE)
    )
    in_order = active.order_by(RegistrationRow.trip_id)  # two who lock the same trips never wait for each other
    for registration_id in (await session.scalars(in_order)).all():
        registration = await _own(session, candidate, registration_id)
        await release(session, registration, RegistrationState.CANCELLED, now, actor=candidate.conversation)
        await session.flush()


def last_call(trip: TripRow) -> datetime:
    """Until when an offer can be accepted at most."""
    return trip.departs_at - LAST_CALL


def line_is_over(trip: TripRow, now: datetime) -> bool:
    """Whether the departure is too near for an offer that could still be answered."""
    return last_call(trip) - now < LEAST_TIME_TO_ANSWER


def is_late(registration: RegistrationRow, now: datetime) -> bool:
    """Whether a cancellation now leaves little time to fill the seat."""
    return registration.trip.departs_at - now < LATE


async def release(
    session: AsyncSession, registration: RegistrationRow, to: RegistrationState, now: datetime, *, actor: str
) -> None:
    """End a registration, free what it held, and offer that to the next in line. The trip must be locked."""
    trip, held = registration.trip, registration.state in HOLDING
    move_registration(session, registration, to, now, actor=actor)
    registration.cancelled_at = now
    await notices.forget(session, registration.id)
    interviews = select(InterviewRow).where(
        InterviewRow.trip_id == trip.id, InterviewRow.candidate_id == registration.candidate_id
    )
    for row in await session.scalars(interviews):
        await session.delete(row)
    if held:
        await session.flush()
        await _change_taken(session, trip, -registration.seats)
    await offer_free_seats(session, trip, now)


async def offer_free_seats(session: AsyncSession, trip: TripRow, now: datetime) -> None:
    """Offer free seats to those who wait, strictly in order: a household that they do not suffice for is not passed.

    Somebody who blocked the bot cannot answer and keeps the place. The trip must be locked.
    """
    if trip.state in TAKES_REGISTRATIONS and not line_is_over(trip, now):
        for row in await registrations(session, trip.id, [RegistrationState.WAITING]):
            if row.candidate.unreachable_at is not None:
                continue
            if not await _change_taken(session, trip, row.seats):
                break
            move_registration(session, row, RegistrationState.OFFERED, now, actor=BOT)
            row.offered_until = min(now + _TIME_TO_ANSWER, last_call(trip))
            notices.about_trip(session, row, NoticeKind.SEAT_OFFERED, now)
    await session.flush()
    _show_full(session, trip, now)


async def offer_again(session: AsyncSession, candidate: CandidateRow, now: datetime) -> None:
    """Somebody who could not be reached, and was skipped, is back: free seats go to whom they are due."""
    waits = select(RegistrationRow.trip_id).where(
        RegistrationRow.candidate_id == candidate.id, RegistrationRow.state == RegistrationState.WAITING
    )
    for trip_id in (await session.scalars(waits.order_by(RegistrationRow.trip_id))).all():
        await offer_free_seats(session, await find(session, trip_id, drafts=True, lock=True), now)


async def pass_on(session: AsyncSession, registration_id: str, now: datetime) -> None:
    """An offer that nobody answered in time goes to the next in line."""
    registration = await locked(session, RegistrationRow.id == registration_id)
    if registration is None or registration.state != RegistrationState.OFFERED:
        return
    if not _offer_is_over(registration, now):
        return
    await release(session, registration, RegistrationState.PASSED, now, actor=BOT)
    notices.about_trip(session, registration, NoticeKind.OFFER_PASSED, now)


async def offers_over(session: AsyncSession, now: datetime) -> list[str]:
    """Offers that nobody answered in time, the oldest first."""
    query = select(RegistrationRow.id).where(
        RegistrationRow.state == RegistrationState.OFFERED, RegistrationRow.offered_until <= now
    )
    return list(await session.scalars(query.order_by(RegistrationRow.offered_until, RegistrationRow.number)))


async def locked(session: AsyncSession, where: ColumnElement[bool]) -> RegistrationRow | None:
    """A registration as it is once its trip is locked."""
    trip_id = await session.scalar(select(RegistrationRow.trip_id).where(where))
    if trip_id is None:
        return None
    await find(session, trip_id, drafts=True, lock=True)
    query = select(RegistrationRow).where(where).execution_options(populate_existing=True)
    return await session.scalar(
        query.options(selectinload(RegistrationRow.trip), selectinload(RegistrationRow.candidate))
    )


async def _open_to(
    session: AsyncSession, candidate: CandidateRow, trip_id: str, seats: int, now: datetime, *, lock: bool
) -> TripRow:
    require_consent(candidate)
    trip = await find(session, trip_id, lock=lock)
    if trip.state not in TAKES_REGISTRATIONS or trip.departs_at <= now:
        raise TripNotOpen
    if await registration_for(session, candidate, trip_id):
        raise AlreadyRegistered
    if others := await clashing(session, candidate, trip):
        raise SameDay(others[0].trip.town)
    held = sum(row.seats for row in await registrations_of(session, candidate, now))
    if held and held + seats > MOST_HELD:
        raise TooManySeats(held)
    return trip


async def _require_change(
    session: AsyncSession, candidate: CandidateRow, registration: RegistrationRow, seats: int, now: datetime
) -> None:
    trip, more = registration.trip, seats - registration.seats
    held = sum(row.seats for row in await registrations_of(session, candidate, now))
    if more > 0 and held + more > MOST_HELD:
        raise TooManySeats(held)
    if not 1 <= seats <= min(trip.seats, MOST_SEATS):
        raise NotEnoughSeats(free_seats(trip))
    if more > 0 and registration.state == RegistrationState.OFFERED:
        raise NotEnoughSeats(0)  # what was offered is held, and no more
    if more > 0 and registration.state == RegistrationState.CONFIRMED:
        waiting = await registrations(session, trip.id, [RegistrationState.WAITING])
        free = 0 if waiting else free_seats(trip)  # nobody passes those who wait
        if more > free:
            raise NotEnoughSeats(free)


async def _require_seats(session: AsyncSession, trip: TripRow, seats: int, now: datetime) -> None:
    waiting = await registrations(session, trip.id, [RegistrationState.WAITING])
    free = 0 if waiting else free_seats(trip)  # nobody passes those who wait
    if not 1 <= seats <= min(free, MOST_SEATS):
        can_wait = 1 <= seats <= min(trip.seats, MOST_SEATS) and not line_is_over(trip, now)
        raise NotEnoughSeats(free, can_wait=can_wait)


def _require_line(trip: TripRow, seats: int, now: datetime) -> None:
    if not 1 <= seats <= min(trip.seats, MOST_SEATS) or line_is_over(trip, now):
        raise NotEnoughSeats(free_seats(trip))


async def _add(
    session: AsyncSession, candidate: CandidateRow, trip: TripRow, seats: int, state: RegistrationState, now: datetime
) -> RegistrationRow:
    trip.registered += 1
    registration = RegistrationRow(
        id=new_id(), trip=trip, candidate=candidate, seats=seats, state=state, number=trip.registered,
        code=new_code(), registered_at=now,
    )  # fmt: skip
    session.add(registration)
    note(session, candidate.conversation, f"registration > {state}", registration.id, now)
    await session.flush()
    return registration


async def _own(session: AsyncSession, candidate: CandidateRow, registration_id: str) -> RegistrationRow:
    """This person's active registration, with its trip locked."""
    trip_id = (await own_registration(session, candidate, registration_id)).trip_id
    await find(session, trip_id, drafts=True, lock=True)
    return await own_registration(session, candidate, registration_id)  # as it is now that nobody else changes it


def _offer_is_over(registration: RegistrationRow, now: datetime) -> bool:
    return registration.offered_until is None or registration.offered_until <= now


def _show_full(session: AsyncSession, trip: TripRow, now: datetime) -> None:
    """Open while a seat is free, full while none is."""
    state = TripState.OPEN if free_seats(trip) else TripState.FULL
    if trip.state in TAKES_REGISTRATIONS and trip.state != state:
        move_trip(session, trip, state, now, actor=BOT)


async def _change_taken(session: AsyncSession, trip: TripRow, seats: int) -> bool:
    """Add seats to those taken if the trip has room for them; tell whether it had."""
    change = (
        update(TripRow)
        .where(TripRow.id == trip.id, TripRow.taken + seats <= TripRow.seats, TripRow.taken + seats >= 0)
        .values(taken=TripRow.taken + seats)
        .execution_options(synchronize_session=False)
    )
    changed = cast(CursorResult[None], await session.execute(change)).rowcount == 1
    await session.refresh(trip, ["taken"])
    return changed
