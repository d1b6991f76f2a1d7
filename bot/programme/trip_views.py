"""Views of trips, seats and interviews, as other rooms see them: frozen, in terms of the domain.

A `TripDay` is a trip with its programme and employers, which most callers do not need.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.terms import ByLanguage
from bot.db.candidate_view import CandidateView
from bot.db.models import EmployerRow, InterviewRow, RegistrationRow, TripRow
from bot.programme import trips
from bot.programme.ids import EmployerId, RegistrationId, TripId, VacancyId
from bot.programme.trips import RegistrationState, TripState

if TYPE_CHECKING:
    from bot.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class EmployerName:
    """An employer that a trip meets."""

    id: EmployerId
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the day's programme."""

    starts_at: datetime
    kind: str
    text: ByLanguage


@dataclass(frozen=True, slots=True)
class TripView:
    """A trip, without what happens on the day."""

    id: TripId
    region: str
    town: str
    departs_at: datetime
    returns_at: datetime
    registers_until: datetime | None  # when registrations close by themselves
    departure_point: str
    meeting_point: str
    latitude: float | None  # of the meeting point
    longitude: float | None
    seats: int
    taken: int  # confirmed and offered
    state: TripState
    revision: int  # counts what travellers were told of; a calendar's SEQUENCE
    instead: ByLanguage  # for those without an interview
    demonstration: bool


@dataclass(frozen=True, slots=True)
class TripDay(TripView):
    """A trip with its day."""

    items: tuple[Item, ...]  # in order
    employers: tuple[EmployerName, ...]


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """A household's seats, or its place in the line for them."""

    id: RegistrationId
    trip: TripView
    candidate_id: int
    seats: int
    state: RegistrationState
    number: int  # order of arrival
    code: str  # shown at the coach
    offered_until: datetime | None


@dataclass(frozen=True, slots=True)
class RegistrationDay(RegistrationView):
    """A registration with the day of its trip."""

    trip: TripDay


@dataclass(frozen=True, slots=True)
class InterviewView:
    """One interview of a traveller."""

    starts_at: datetime
    minutes: int
    employer: EmployerName
    vacancy_id: VacancyId | None  # the vacancy that it is about


async def coming(session: AsyncSession, now: datetime, region: str | None = None) -> list[TripView]:
    """Trips that take registrations and have not left, the next one first; in one region if given."""
    return [trip_view(row) for row in await trips.coming(session, now, region)]


async def meant(
    session: AsyncSession, now: datetime, knowledge: "Knowledge", place: str, trip_id: str = ""
) -> tuple[list[TripView], bool]:
    """The coming trips that may be meant: those to the place named, or else the trip in focus.

    All of them if neither is given. The flag is False if none leads to the place: these are the nearest ones.
    """
    if trip_id and not place:
        return [await find(session, trip_id)], True
    every = await coming(session, now)
    return towards(every, knowledge, place) if place else (every, True)


def towards(coming: Sequence[TripView], knowledge: "Knowledge", place: str) -> tuple[list[TripView], bool]:
    """The trips to a town, or else to its region; if there is none, all of them, the nearest first, and False."""
    from bot.base.great_circle import kilometres  # takes long to import: commands, which need no distances, do without

    town = knowledge.towns.get(place)
    there = [trip for trip in coming if trip.region == knowledge.region_of(place)]
    to_town = [trip for trip in there if town and trip.town == town.name]
    if there:
        return to_town or there, True
    positions = {(each.region, each.name): each.position for each in knowledge.towns.values()}
    centre = town or knowledge.largest_town(place)
    here = centre.position if centre else None

    def away(trip: TripView) -> float:
        position = positions.get((trip.region, trip.town))
        return kilometres(here, position) if here and position else inf

    return sorted(coming, key=away), False


async def find(session: AsyncSession, trip_id: str) -> TripDay:
    """A trip that is published.

    Raises:
        TripUnknown: there is no such trip, or it is still a draft.
    """
    return trip_day(await trips.find(session, trip_id))


async def find_any(session: AsyncSession, trip_id: str) -> TripView:
    """One trip, published or not; for officers.

    Raises:
        TripUnknown: there is none of this name.
    """
    return trip_view(await trips.find(session, trip_id, drafts=True))


async def registration_for(session: AsyncSession, candidate: CandidateView, trip_id: str) -> RegistrationView | None:
    """This person's active registration for this trip, if any."""
    row = await trips.registration_for(session, candidate, trip_id)
    return registration_view(row) if row else None


async def registrations_of(session: AsyncSession, candidate: CandidateView, now: datetime) -> list[RegistrationView]:
    """This person's active registrations for trips that are not over, the next trip first."""
    return [registration_view(row) for row in await trips.registrations_of(session, candidate, now)]


async def own_registration(session: AsyncSession, candidate: CandidateView, registration_id: str) -> RegistrationView:
    """An active registration of this person; somebody else's in a button counts as unknown.

    Raises:
        TripUnknown: there is no such registration.
    """
    return registration_view(await trips.own_registration(session, candidate, registration_id))


async def own_day(session: AsyncSession, candidate: CandidateView, registration_id: str) -> RegistrationDay:
    """Confirmed seats of this person, with the day of the trip.

    Raises:
        TripUnknown: there are no such seats.
    """
    row = await trips.own_registration(session, candidate, registration_id)
    if row.state != RegistrationState.CONFIRMED:
        raise trips.TripUnknown
    await trips.find(session, row.trip_id)
    return registration_day(row)


async def find_registration(session: AsyncSession, registration_id: str) -> RegistrationDay | None:
    """A registration in any state, for a notice about it; None once its candidate is erased."""
    trip = selectinload(RegistrationRow.trip)
    loaded = [trip.selectinload(TripRow.items), trip.selectinload(TripRow.employers)]
    row = await session.get(RegistrationRow, registration_id, options=loaded, populate_existing=True)
    return registration_day(row) if row else None


async def clashing_registrations(
    session: AsyncSession, candidate: CandidateView, trip_id: str
) -> list[RegistrationView]:
    """This person's registrations for other trips that clash with this one, the earlier trip first."""
    trip = await session.get_one(TripRow, trip_id)
    return [registration_view(row) for row in await trips.clashing_registrations(session, candidate, trip)]


async def interviews_of(session: AsyncSession, registration: RegistrationView) -> Sequence[InterviewView]:
    """The interviews of a traveller, in order."""
    query = select(InterviewRow).where(
        InterviewRow.trip_id == registration.trip.id, InterviewRow.candidate_id == registration.candidate_id
    )
    rows = await session.scalars(query.options(selectinload(InterviewRow.employer)).order_by(InterviewRow.starts_at))
    return [
        InterviewView(
            row.starts_at, row.minutes, _name(row.employer), VacancyId(row.vacancy_id) if row.vacancy_id else None
        )
        for row in rows
    ]


def trip_view(row: TripRow) -> TripView:
    """The view of a trip's row."""
    return TripView(
        TripId(row.id), row.region, row.town, row.departs_at, row.returns_at, row.registers_until,
        row.departure_point, row.meeting_point, row.latitude, row.longitude, row.seats, row.taken, row.state,
        row.revision, row.instead, row.demonstration,
    )  # fmt: skip


def trip_day(row: TripRow) -> TripDay:
    """The view of a trip with its day; programme and employers must be loaded."""
    return TripDay(
        TripId(row.id), row.region, row.town, row.departs_at, row.returns_at, row.registers_until,
        row.departure_point, row.meeting_point, row.latitude, row.longitude, row.seats, row.taken, row.state,
        row.revision, row.instead, row.demonstration,
        tuple(Item(each.starts_at, each.kind, each.text) for each in row.items),
        tuple(_name(each) for each in row.employers),
    )  # fmt: skip


def registration_view(row: RegistrationRow) -> RegistrationView:
    """The view of a registration's row, whose trip must be loaded."""
    return RegistrationView(
        RegistrationId(row.id), trip_view(row.trip), row.candidate_id, row.seats, row.state, row.number, row.code,
        row.offered_until,
    )  # fmt: skip


def registration_day(row: RegistrationRow) -> RegistrationDay:
    """The view of a registration with the day of its trip, which must be loaded."""
    return RegistrationDay(
        RegistrationId(row.id), trip_day(row.trip), row.candidate_id, row.seats, row.state, row.number, row.code,
        row.offered_until,
    )  # fmt: skip


def _name(row: EmployerRow) -> EmployerName:
    return EmployerName(EmployerId(row.id), row.name)
