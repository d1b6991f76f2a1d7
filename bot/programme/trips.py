"""Exploratory trips and registrations: their states, the allowed moves between these, and how they are looked up.

Registrations are changed in `seats`, trips in `trip_changes` and `trip_life`. Whoever changes anything about a trip
takes its lock first, so that changes of one trip happen one after the other, on both databases.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.clock import local_day
from bot.base.errors import BotError, NotThere
from bot.base.states import RegistrationState as RegistrationState
from bot.base.states import TripState as TripState
from bot.db.candidate_view import CandidateView
from bot.db.models import RegistrationRow, TripRow
from bot.programme import audit
from bot.programme.audit import Action, Actor

TRIP_MOVES: Mapping[TripState, frozenset[TripState]] = {
    TripState.DRAFT: frozenset({TripState.OPEN, TripState.CANCELLED}),
    TripState.OPEN: frozenset({TripState.FULL, TripState.CLOSED, TripState.CANCELLED}),
    TripState.FULL: frozenset({TripState.OPEN, TripState.CLOSED, TripState.CANCELLED}),
    TripState.CLOSED: frozenset({TripState.OPEN, TripState.HELD, TripState.CANCELLED}),
    TripState.HELD: frozenset(),
    TripState.CANCELLED: frozenset(),
}
_R = RegistrationState
REGISTRATION_MOVES: Mapping[RegistrationState, frozenset[RegistrationState]] = {
    _R.WAITING: frozenset({_R.OFFERED, _R.PASSED, _R.CANCELLED}),
    _R.OFFERED: frozenset({_R.CONFIRMED, _R.DECLINED, _R.PASSED, _R.CANCELLED}),
    _R.CONFIRMED: frozenset({_R.CANCELLED, _R.ATTENDED, _R.ABSENT}),
    _R.DECLINED: frozenset(),
    _R.PASSED: frozenset(),
    _R.CANCELLED: frozenset(),
    _R.ATTENDED: frozenset(),
    _R.ABSENT: frozenset({_R.ATTENDED}),  # by an officer who knows better
}
HOLDING = (_R.CONFIRMED, _R.OFFERED)  # counted in `TripRow.taken`
ACTIVE = (_R.WAITING, *HOLDING)
TAKES_REGISTRATIONS = (TripState.OPEN, TripState.FULL)


class TripError(BotError):
    """Something cannot be done with a trip or a registration; the subclass says why.

    Officers read it as `bot.replies.refusals` says it, candidates as `bot.replies.trips.refused` does.
    """


class TripUnknown(TripError, NotThere):
    """There is no such trip or registration for this person: an old button, or somebody else's."""


class TripNotOpen(TripError):
    """The trip has left, is closed or is cancelled."""


class AlreadyRegistered(TripError):
    """This person already has seats on this trip, or waits for them."""


class NotEnoughSeats(TripError):
    """Too few seats are free for the household, or others wait for them; it may join the line if `can_wait`."""

    def __init__(self, free: int, *, can_wait: bool = False) -> None:
        super().__init__(free)
        self.free = free
        self.can_wait = can_wait


class AnotherTripThen(TripError):
    """This person is registered for another trip on that day, or for one that lasts into it."""

    def __init__(self, town: str) -> None:
        super().__init__(town)
        self.town = town


class MoveRefused(TripError):
    """A trip or a registration cannot move from its state to another one, or be changed in it."""

    def __init__(self, before: TripState | RegistrationState) -> None:
        super().__init__(before)
        self.before = before


def day_of(trip: TripRow) -> date:
    """The day on which a trip leaves."""
    return local_day(trip.departs_at)


def trips_clash(one: TripRow, other: TripRow) -> bool:
    """Whether nobody can go on both trips: they leave on one day, or one leaves before the other is back."""
    together = one.departs_at < other.returns_at and other.departs_at < one.returns_at
    return together or day_of(one) == day_of(other)


def free_seats(trip: TripRow) -> int:
    """Seats that are neither confirmed nor offered."""
    return trip.seats - trip.taken


async def coming(session: AsyncSession, now: datetime, region: str | None = None) -> list[TripRow]:
    """Trips that take registrations and have not left, the next one first; of one region if asked."""
    query = (
        select(TripRow)
        .where(TripRow.state.in_(TAKES_REGISTRATIONS), TripRow.departs_at > now)
        .order_by(TripRow.departs_at, TripRow.id)
    )
    if region is not None:
        query = query.where(TripRow.region == region)
    return list(await session.scalars(query))


async def waited_for(session: AsyncSession, trip_ids: Iterable[str]) -> set[str]:
    """The trips, of those given, for which a household waits: free seats there are not for newcomers."""
    query = select(RegistrationRow.trip_id).where(
        RegistrationRow.trip_id.in_(list(trip_ids)), RegistrationRow.state == RegistrationState.WAITING
    )
    return set(await session.scalars(query.distinct()))


async def find(session: AsyncSession, trip_id: str, *, drafts: bool = False, lock: bool = False) -> TripRow:
    """A trip with its programme and employers; with `lock`, nobody else changes it until the transaction ends.

    SQLite runs write transactions one after the other anyway; PostgreSQL locks the trip's row.

    Raises:
        TripUnknown: there is no such trip, or it is a draft and `drafts` are not asked for.
    """
    query = select(TripRow).where(TripRow.id == trip_id).execution_options(populate_existing=True)
    query = query.options(selectinload(TripRow.items), selectinload(TripRow.employers))
    trip = await session.scalar(query.with_for_update() if lock else query)
    if trip is None or (trip.state == TripState.DRAFT and not drafts):
        raise TripUnknown
    return trip


async def lock(session: AsyncSession, trip_ids: Iterable[str]) -> None:
    """Lock these trips until the transaction ends; always in the same order, so that no two wait for each other."""
    query = select(TripRow.id).where(TripRow.id.in_(list(trip_ids))).order_by(TripRow.id).with_for_update()
    await session.execute(query)


async def registrations(
    session: AsyncSession, trip_id: str, states: Sequence[RegistrationState]
) -> list[RegistrationRow]:
    """A trip's registrations in these states, with their candidates, in order of arrival."""
    query = (
        select(RegistrationRow)
        .where(RegistrationRow.trip_id == trip_id, RegistrationRow.state.in_(states))
        .order_by(RegistrationRow.number)
        .options(selectinload(RegistrationRow.candidate), selectinload(RegistrationRow.trip))
        .execution_options(populate_existing=True)
    )
    return list(await session.scalars(query))


async def registration_for(session: AsyncSession, candidate: CandidateView, trip_id: str) -> RegistrationRow | None:
    """This person's active registration for this trip, if any, with the trip."""
    return await session.scalar(_active_of(candidate).where(RegistrationRow.trip_id == trip_id))


async def clashing_registrations(
    session: AsyncSession, candidate: CandidateView, trip: TripRow
) -> list[RegistrationRow]:
    """This person's registrations for other trips that clash with this one, the earlier trip first."""
    others = await session.scalars(_active_of(candidate).where(RegistrationRow.trip_id != trip.id))
    return [row for row in others if trips_clash(row.trip, trip)]


async def registrations_of(session: AsyncSession, candidate: CandidateView, now: datetime) -> list[RegistrationRow]:
    """This person's registrations for trips that are not over, the next trip first."""
    return list(await session.scalars(_active_of(candidate).where(TripRow.returns_at > now)))


def _active_of(candidate: CandidateView) -> Select[RegistrationRow]:
    """A query for somebody's active registrations with their trips, in order of departure."""
    query = select(RegistrationRow).join(RegistrationRow.trip)
    query = query.where(RegistrationRow.candidate_id == candidate.id, RegistrationRow.state.in_(ACTIVE))
    return query.order_by(TripRow.departs_at).options(selectinload(RegistrationRow.trip))


async def own_registration(session: AsyncSession, candidate: CandidateView, registration_id: str) -> RegistrationRow:
    """An active registration of this very person; a button with somebody else's is as good as none.

    Raises:
        TripUnknown: there is no such.
    """
    registration = await session.scalar(
        select(RegistrationRow)
        .where(
            RegistrationRow.id == registration_id,
            RegistrationRow.candidate_id == candidate.id,
            RegistrationRow.state.in_(ACTIVE),
        )
        .options(selectinload(RegistrationRow.trip))
        .execution_options(populate_existing=True)
    )
    if registration is None:
        raise TripUnknown
    return registration


async def place_in_line(session: AsyncSession, trip_id: str, number: int) -> int:
    """The place in line of the registration with this number; 1 is offered the next seats."""
    waiting = await registrations(session, trip_id, [RegistrationState.WAITING])
    return 1 + sum(other.number < number for other in waiting)


def set_registration_state(
    session: AsyncSession, registration: RegistrationRow, to: RegistrationState, now: datetime, *, actor: Actor
) -> None:
    """Move a registration to another state, with an entry in the audit trail.

    Raises:
        MoveRefused: that state does not follow from the present one.
    """
    before = registration.state
    if to not in REGISTRATION_MOVES[before]:
        raise MoveRefused(before)
    registration.state = to
    if to is not RegistrationState.OFFERED:
        registration.offered_until = None
    audit.record(session, actor, Action.MOVE_REGISTRATION, registration.id, now, {"state": (before, to)})


def set_trip_state(session: AsyncSession, trip: TripRow, to: TripState, now: datetime, *, actor: Actor) -> None:
    """Move a trip to another state, with an entry in the audit trail.

    Raises:
        MoveRefused: that state does not follow from the present one.
    """
    before = trip.state
    if to not in TRIP_MOVES[before]:
        raise MoveRefused(before)
    trip.state = to
    audit.record(session, actor, Action.MOVE_TRIP, trip.id, now, {"state": (before, to)})
