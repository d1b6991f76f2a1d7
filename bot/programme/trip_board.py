"""Trips as the people who run them see them: seats, waiting list, attendance, and who has no interview and why.

The console shows `board` to officers who are signed in; the command line shows `households`, which has every
registration that there ever was, with the order of arrival and late cancellations.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow, TripRow
from bot.programme import access, attendance, audit, interviews, trips
from bot.programme.access import Officer, Task
from bot.programme.audit import Action
from bot.programme.trips import RegistrationState, TripState, TripUnknown

if TYPE_CHECKING:  # matching and the knowledge base take seconds to import: a command that lists trips needs neither
    from bot.programme.matching_inputs import Rules
    from bot.programme.why_no_interview import Why

_PAST = timedelta(days=14)  # how long trips are listed after their return
_SHOWN = (
    RegistrationState.CONFIRMED, RegistrationState.OFFERED, RegistrationState.WAITING, RegistrationState.ATTENDED,
    RegistrationState.ABSENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TripCard:
    """A trip in the list."""

    id: str
    town: str
    region: str
    departs_at: datetime
    state: TripState
    seats: int
    taken: int  # confirmed and offered seats
    waiting: int  # households
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Traveller:
    """A household on a trip, or in its line."""

    code: str
    called: str  # for those who may read what people told; empty if nobody noted it
    conversation: str
    seats: int
    state: RegistrationState
    place: int  # place in line; 0 if it does not wait
    offered_until: datetime | None
    checked_in_at: datetime | None
    interviews: int
    why_none: "Why | None"  # once interviews are in force, for those who may read it


@dataclass(frozen=True, slots=True)
class Household:
    """A registration in any state, by the code that travellers show."""

    number: int  # order of arrival
    code: str
    state: RegistrationState
    seats: int
    offered_until: datetime | None
    checked_in_at: datetime | None
    cancelled_at: datetime | None
    cancelled_late: bool
    reachable: bool  # can be reached by the assistant


@dataclass(frozen=True, slots=True)
class TripBoard:
    """A whole trip."""

    trip: TripCard
    returns_at: datetime
    departure_point: str
    meeting_point: str
    planned: bool  # interviews are in force
    travellers: Sequence[Traveller]  # households with seats, in order of arrival
    line: Sequence[Traveller]  # households without seats

    @property
    def seats_there(self) -> int:
        """Seats of those who were checked in."""
        return sum(each.seats for each in self.travellers if each.checked_in_at)

    @property
    def seats_expected(self) -> int:
        """Seats of all who have confirmed."""
        return sum(each.seats for each in self.travellers if each.state is not RegistrationState.OFFERED)

    @property
    def missing(self) -> Sequence[Traveller]:
        """Households that confirmed and were not checked in."""
        return [
            each for each in self.travellers if each.state is RegistrationState.CONFIRMED and not each.checked_in_at
        ]


async def listed(session: AsyncSession, officer: Officer, now: datetime) -> Sequence[TripCard]:
    """Trips that are ahead, under way or just over, in order of departure.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.TRIPS)
    return await _cards(session, TripRow.returns_at > now - _PAST)


async def every_trip(session: AsyncSession) -> Sequence[TripCard]:
    """Every trip that there ever was, in order of departure; for operators."""
    return await _cards(session)


async def households(session: AsyncSession, trip_id: str) -> Sequence[Household]:
    """Every registration of a trip, in order of arrival; for operators.

    Raises:
        TripUnknown: there is no such trip.
    """
    await trips.find(session, trip_id, drafts=True)
    rows = await trips.registrations(session, trip_id, list(RegistrationState))
    late = await audit.subjects_with(session, Action.CANCELLED_LATE, [row.id for row in rows])
    return [
        Household(
            row.number, row.code, RegistrationState(row.state), row.seats, row.offered_until, row.checked_in_at,
            row.cancelled_at, row.id in late, row.candidate.unreachable_at is None,
        )
        for row in rows
    ]  # fmt: skip


async def board(
    session: AsyncSession, officer: Officer, trip_id: str, rules: "Rules", now: datetime, *, reasons: bool = True
) -> TripBoard:
    """One trip with its households.

    Args:
        reasons: whether to say why somebody has no interview, which follows from the profile and takes a while; only
            those who may read what people told get it.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: there is no such trip.
    """
    from bot.programme import why_no_interview

    access.require(officer, Task.TRIPS)
    rows = await trips.registrations(session, trip_id, _SHOWN)
    trip = await trips.find(session, trip_id, drafts=True)  # loaded last, with its employers
    appointments = Counter(each.candidate_id for each in await interviews.of_trip(session, trip_id))
    planned = bool(appointments)
    named = access.may(officer.role, Task.READ)
    reasons = reasons and named
    line = [row for row in rows if row.state == RegistrationState.WAITING]
    shown = []
    for row in rows:
        count, why = appointments[row.candidate_id], None
        if reasons and planned and not count and row.state == RegistrationState.CONFIRMED:
            why = await why_no_interview.why(session, row.candidate, [each.id for each in trip.employers], rules, now)
        place = 1 + line.index(row) if row in line else 0
        shown.append(
            Traveller(
                row.code, (row.candidate.called or "") if named else "",
                row.candidate.conversation, row.seats, RegistrationState(row.state), place, row.offered_until,
                row.checked_in_at, count, why,
            )
        )  # fmt: skip
    return TripBoard(
        _card(trip, len(line)), trip.returns_at, trip.departure_point, trip.meeting_point, planned,
        [each for each in shown if not each.place], [each for each in shown if each.place],
    )  # fmt: skip


async def check_in(session: AsyncSession, officer: Officer, trip_id: str, code: str, now: datetime) -> None:
    """Check somebody in on the morning. Idempotent.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: no confirmed seat on this trip has this code.
        NotTheDay: it is too early, or the trip is back.
    """
    access.require(officer, Task.CHECK_IN)
    row = await attendance.check_in(session, code, now, actor=audit.of_officer(officer))
    if row.trip.id != trip_id:
        raise TripUnknown


async def undo_check_in(session: AsyncSession, officer: Officer, trip_id: str, code: str, now: datetime) -> None:
    """Undo a check-in.

    Raises:
        NotAllowed: the officer's role does not include it.
        TripUnknown: no confirmed seat on this trip has this code.
    """
    access.require(officer, Task.CHECK_IN)
    row = await attendance.undo(session, code, now, actor=audit.of_officer(officer))
    if row.trip.id != trip_id:
        raise TripUnknown


async def _cards(session: AsyncSession, *conditions: ColumnElement[bool]) -> Sequence[TripCard]:
    rows = await session.scalars(select(TripRow).where(*conditions).order_by(TripRow.departs_at, TripRow.id))
    query = select(RegistrationRow.trip_id, func.count()).where(RegistrationRow.state == RegistrationState.WAITING)
    counted = await session.execute(query.group_by(RegistrationRow.trip_id))
    waiting: dict[str, int] = {trip_id: count for trip_id, count in counted}  # noqa: C416 - rows, which dict() refuses
    return [_card(row, waiting.get(row.id, 0)) for row in rows]


def _card(row: TripRow, waiting: int) -> TripCard:
    return TripCard(
        row.id, row.town, row.region, row.departs_at, TripState(row.state), row.seats, row.taken, waiting,
        row.demonstration,
    )  # fmt: skip
