"""What officers may change of a trip, what of it travellers are told, and why a change is refused."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.db.models import EmployerRow, TripItemRow, TripRow
from bot.programme.trips import MoveRefused, TripError, TripState


class Changed(StrEnum):
    """Parts of a trip whose changes travellers are told about."""

    TOWN = "town"
    WHEN = "when"
    DEPARTURE = "departure"
    MEETING = "meeting"
    PROGRAMME = "programme"
    EMPLOYERS = "employers"


COLUMNS: Mapping[str, Changed | None] = {
    "town": Changed.TOWN,
    "region": None,
    "departs_at": Changed.WHEN,
    "returns_at": Changed.WHEN,
    "registers_until": None,
    "departure_point": Changed.DEPARTURE,
    "meeting_point": Changed.MEETING,
    "latitude": None,
    "longitude": None,
    "seats": None,
    "instead": None,
    "employers": Changed.EMPLOYERS,
}
LONGEST = timedelta(days=7)  # of a trip: a longer one means a mistyped date
LONGEST_REASON = 300  # characters: of why a trip is cancelled


class InterviewsStand(TripError):
    """Interviews are in force on a day whose hours change: the officer has to say whether they move along."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Past(TripError):
    """The trip would leave in the past."""


class SeatsTaken(TripError):
    """The trip would have fewer seats than are confirmed and offered."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.taken = taken


class ReturnsTooSoon(TripError):
    """The trip would return before it leaves."""


class TooLong(TripError):
    """The trip would last longer than any: a date was mistyped."""

    most = LONGEST


class ReasonTooLong(TripError):
    """Why a trip is cancelled takes more words than a message has room for."""

    most = LONGEST_REASON


class DeadlineTooLate(TripError):
    """Registrations would close after the trip has left."""


class DeadlinePast(TripError):
    """Registrations would close at a moment that is over."""


class OutsideTheDay(TripError):
    """Parts of the programme do not lie between departure and return."""

    def __init__(self, moments: Sequence[datetime]) -> None:
        super().__init__(moments)
        self.moments = moments


def differing_columns(trip: TripRow, columns: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The columns that would change, once it is checked that they may.

    A new meeting point without a position gets none: the old one would show a wrong place under the new name.
    """
    if trip.state in {TripState.HELD, TripState.CANCELLED}:
        raise MoveRefused(trip.state)
    if columns.get("meeting_point", trip.meeting_point) != trip.meeting_point:
        columns = {"latitude": None, "longitude": None, **columns}
    differing = {name: value for name, value in columns.items() if getattr(trip, name) != value}
    if differing.get("seats", trip.seats) < trip.taken:
        raise SeatsTaken(trip.taken)
    if "employers" in differing and names_of(differing["employers"]) == names_of(trip.employers):
        del differing["employers"]
    if differing.get("departs_at", now) < now:
        raise Past
    if (until := differing.get("registers_until")) is not None and until <= now:
        raise DeadlinePast
    require_possible_hours(*(differing.get(name, getattr(trip, name)) for name in ("departs_at", "returns_at")))
    require_deadline_before(*(differing.get(name, getattr(trip, name)) for name in ("registers_until", "departs_at")))
    return differing


def require_possible_hours(departs_at: datetime, returns_at: datetime) -> None:
    """Refuse hours that no trip can have.

    Raises:
        ReturnsTooSoon: it would return before it leaves.
        TooLong: it would last longer than any.
    """
    if returns_at <= departs_at:
        raise ReturnsTooSoon
    if returns_at - departs_at > LONGEST:
        raise TooLong


def require_deadline_before(until: datetime | None, departs_at: datetime) -> None:
    """Refuse registrations that are open longer than the trip is there.

    Raises:
        DeadlineTooLate: they would close after it has left.
    """
    if until is not None and until > departs_at:
        raise DeadlineTooLate


def require_inside(trip: TripRow, programme: Sequence[TripItemRow]) -> None:
    """Refuse a programme of which something lies before the departure or after the return.

    Raises:
        OutsideTheDay: it does; it says which moments these are.
    """
    outside = [item for item in programme if not trip.departs_at <= item.starts_at <= trip.returns_at]
    if outside:
        raise OutsideTheDay([item.starts_at for item in outside])


def names_of(employers: Sequence[EmployerRow]) -> dict[str, str]:
    """The names of employers by reference, in that order: equal for the same employers."""
    return {row.id: row.name for row in sorted(employers, key=lambda row: row.id)}
