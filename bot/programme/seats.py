"""A household's seats, from registering to the day: never more than there are, strictly in order of arrival."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.candidate_view import CandidateView
from bot.db.models import RegistrationRow, TripRow
from bot.programme import audit, meetings
from bot.programme.audit import Action, Actor
from bot.programme.candidates import require_consent
from bot.programme.ids import new_code, new_id
from bot.programme.most_seats import MOST_ON_ONE_TRIP, require_no_more_than_allowed
from bot.programme.trip_views import RegistrationView, TripView, registration_view, trip_view
from bot.programme.trips import (
    ACTIVE,
    HOLDING,
    TAKES_REGISTRATIONS,
    AlreadyRegistered,
    AnotherTripThen,
    NotEnoughSeats,
    RegistrationState,
    TripNotOpen,
    TripState,
    TripUnknown,
    clashing_registrations,
    find,
    free_seats,
    own_registration,
    registration_for,
    registrations,
    set_registration_state,
)
from bot.programme.waiting_list import (
    change_taken,
    offer_free_seats,
    offer_has_expired,
    release,
    show_full,
    too_late_to_offer,
)
from bot.queues import notices

LATE = timedelta(hours=24)  # before departure: a later cancellation leaves little time to fill the seat


async def check(session: AsyncSession, candidate: CandidateView, trip_id: str, seats: int, now: datetime) -> TripView:
    """The trip, if `register` would succeed for this household; otherwise raises the same `TripError`."""
    trip = await _trip_open_to(session, candidate, trip_id, seats, now, lock=False)
    await _require_seats(session, trip, seats, now)
    return trip_view(trip)


async def register(
    session: AsyncSession, candidate: CandidateView, trip_id: str, seats: int, now: datetime
) -> RegistrationView:
    """Take a household's seats.

    The trip is locked, and the seats are taken by one conditional update, which two rivals cannot both win even
    without the lock: counting first and inserting after oversells on SQLite and on PostgreSQL alike.

    Raises:
        TripError: the subclass says why not.
    """
    trip = await _trip_open_to(session, candidate, trip_id, seats, now, lock=True)
    await _require_seats(session, trip, seats, now)
    if not await change_taken(session, trip, seats):
        raise NotEnoughSeats(free_seats(trip))
    registration = await _add(session, candidate, trip, seats, RegistrationState.CONFIRMED, now)
    await meetings.make_way(session, candidate, trip, now)
    notices.remind_before_departure(session, registration, now)
    show_full(session, trip, now)
    return registration_view(registration)


async def wait(
    session: AsyncSession, candidate: CandidateView, trip_id: str, seats: int, now: datetime
) -> RegistrationView:
    """Join the line for a household's seats; they may be offered at once.

    Raises:
        TripError: the subclass says why not.
    """
    trip = await _trip_open_to(session, candidate, trip_id, seats, now, lock=True)
    _require_line(trip, seats, now)
    registration = await _add(session, candidate, trip, seats, RegistrationState.WAITING, now)
    await offer_free_seats(session, trip, now)
    return registration_view(registration)


async def accept(
    session: AsyncSession, candidate: CandidateView, registration_id: str, now: datetime
) -> RegistrationView:
    """Take the seats that were offered.

    Raises:
        TripUnknown: there is no such offer to this person.
        TripNotOpen: it came too late, or the trip does not take place; the clock role will pass the offer on
            (`waiting_list.pass_on`).
    """
    registration = await _own(session, candidate, registration_id)
    if registration.state != RegistrationState.OFFERED:
        raise TripUnknown
    trip = registration.trip
    promised = (*TAKES_REGISTRATIONS, TripState.CLOSED)  # a closed trip still honours its offers
    if offer_has_expired(registration, now) or trip.state not in promised or trip.departs_at <= now:
        raise TripNotOpen  # the clock role will pass the offer on (`waiting_list.pass_on`)
    set_registration_state(session, registration, RegistrationState.CONFIRMED, now, actor=audit.of_candidate(candidate))
    await notices.drop_unsent(session, registration.id)
    await meetings.make_way(session, candidate, trip, now)
    notices.remind_before_departure(session, registration, now)
    return registration_view(registration)


async def cancel(
    session: AsyncSession, candidate: CandidateView, registration_id: str, now: datetime, *, actor: Actor | None = None
) -> RegistrationView:
    """Give seats back, decline an offer, or leave the line; free seats go to the next in it.

    `actor`: whoever does it for them.

    Raises:
        TripUnknown: not this person's, or given back already.
        TripNotOpen: the trip has left.
    """
    registration = await _own(session, candidate, registration_id)
    if registration.trip.departs_at <= now:
        raise TripNotOpen
    actor = actor or audit.of_candidate(candidate)
    declines = registration.state == RegistrationState.OFFERED
    to = RegistrationState.DECLINED if declines else RegistrationState.CANCELLED
    if registration.state == RegistrationState.CONFIRMED and is_late(registration.trip.departs_at, now):
        audit.record(session, actor, Action.CANCELLED_LATE, registration.id, now)
    await release(session, registration, to, now, actor=actor)
    return registration_view(registration)


async def check_change(
    session: AsyncSession, candidate: CandidateView, registration_id: str, seats: int, now: datetime
) -> RegistrationView:
    """The registration, if `change` to this number would succeed; otherwise raises the same `TripError`."""
    registration = await own_registration(session, candidate, registration_id)
    await _require_change(session, candidate, registration, seats, now)
    return registration_view(registration)


async def change(
    session: AsyncSession, candidate: CandidateView, registration_id: str, seats: int, now: datetime
) -> RegistrationView:
    """Change the number of seats. Seats that come free go to the next in line.

    More are given only if seats are free and nobody waits for them; a household that waits keeps its place in line.

    Raises:
        TripUnknown: not this person's, or given back already.
        TripNotOpen: the trip has left.
        NotEnoughSeats: not enough are free, or others wait for them.
        TooManySeats: over all trips, it would be more than one person may hold.
    """
    registration = await _own(session, candidate, registration_id)
    if registration.trip.departs_at <= now:
        raise TripNotOpen
    await _require_change(session, candidate, registration, seats, now)
    more = seats - registration.seats
    holds = registration.state in HOLDING
    if holds and more and not await change_taken(session, registration.trip, more):
        raise NotEnoughSeats(free_seats(registration.trip))
    if more:
        changes = {"seats": (registration.seats, seats)}
        audit.record(session, audit.of_candidate(candidate), Action.CHANGE_SEATS, registration.id, now, changes)
        registration.seats = seats
        await session.flush()
    if more < 0:
        await offer_free_seats(session, registration.trip, now)
    show_full(session, registration.trip, now)
    return registration_view(registration)


async def give_all_back(session: AsyncSession, candidate: CandidateView, now: datetime) -> None:
    """Give back all seats of somebody who is about to be erased."""
    active = select(RegistrationRow.id).where(
        RegistrationRow.candidate_id == candidate.id, RegistrationRow.state.in_(ACTIVE)
    )
    in_order = active.order_by(RegistrationRow.trip_id)  # in order: no two wait for each other
    for registration_id in (await session.scalars(in_order)).all():
        registration = await _own(session, candidate, registration_id)
        await release(session, registration, RegistrationState.CANCELLED, now, actor=audit.of_candidate(candidate))
        await session.flush()


def is_late(departs_at: datetime, now: datetime) -> bool:
    """Whether a cancellation now would leave little time to fill the seat."""
    return departs_at - now < LATE


async def _trip_open_to(
    session: AsyncSession, candidate: CandidateView, trip_id: str, seats: int, now: datetime, *, lock: bool
) -> TripRow:
    require_consent(candidate)
    trip = await find(session, trip_id, lock=lock)
    if trip.state not in TAKES_REGISTRATIONS or trip.departs_at <= now:
        raise TripNotOpen
    if await registration_for(session, candidate, trip_id):
        raise AlreadyRegistered
    if others := await clashing_registrations(session, candidate, trip):
        raise AnotherTripThen(others[0].trip.town)
    await require_no_more_than_allowed(session, candidate, seats, now)
    return trip


async def _require_change(
    session: AsyncSession, candidate: CandidateView, registration: RegistrationRow, seats: int, now: datetime
) -> None:
    trip, more = registration.trip, seats - registration.seats
    await require_no_more_than_allowed(session, candidate, more, now)
    if not 1 <= seats <= min(trip.seats, MOST_ON_ONE_TRIP):
        raise NotEnoughSeats(free_seats(trip))
    if more > 0 and registration.state == RegistrationState.OFFERED:
        raise NotEnoughSeats(0)  # an offer holds its seats, and no more
    if more > 0 and registration.state == RegistrationState.CONFIRMED:
        free = await _free_unless_others_wait(session, trip)
        if more > free:
            raise NotEnoughSeats(free)


async def _require_seats(session: AsyncSession, trip: TripRow, seats: int, now: datetime) -> None:
    free = await _free_unless_others_wait(session, trip)
    if not 1 <= seats <= min(free, MOST_ON_ONE_TRIP):
        can_wait = 1 <= seats <= min(trip.seats, MOST_ON_ONE_TRIP) and not too_late_to_offer(trip.departs_at, now)
        raise NotEnoughSeats(free, can_wait=can_wait)


async def _free_unless_others_wait(session: AsyncSession, trip: TripRow) -> int:
    """Free seats, none while a household waits: nobody passes those who wait."""
    return 0 if await registrations(session, trip.id, [RegistrationState.WAITING]) else free_seats(trip)


def _require_line(trip: TripRow, seats: int, now: datetime) -> None:
    if not 1 <= seats <= min(trip.seats, MOST_ON_ONE_TRIP) or too_late_to_offer(trip.departs_at, now):
        raise NotEnoughSeats(free_seats(trip))


async def _add(
    session: AsyncSession, candidate: CandidateView, trip: TripRow, seats: int, state: RegistrationState, now: datetime
) -> RegistrationRow:
    trip.registered += 1
    registration = RegistrationRow(
        id=new_id(), trip=trip, candidate=candidate, seats=seats, state=state, number=trip.registered,
        code=new_code(), registered_at=now,
    )  # fmt: skip
    session.add(registration)
    changes = {"state": (None, state)}
    audit.record(session, audit.of_candidate(candidate), Action.MOVE_REGISTRATION, registration.id, now, changes)
    await session.flush()
    return registration


async def _own(session: AsyncSession, candidate: CandidateView, registration_id: str) -> RegistrationRow:
    """This person's active registration, with its trip locked."""
    trip_id = (await own_registration(session, candidate, registration_id)).trip_id
    await find(session, trip_id, drafts=True, lock=True)
    return await own_registration(session, candidate, registration_id)  # read again: the trip is locked now
