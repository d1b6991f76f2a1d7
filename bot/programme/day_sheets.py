"""What is printed about the day of a trip: who meets whom and when, and what travellers agreed to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.terms import ByLanguage
from bot.db.models import EmployerRow, InterviewRow, TripRow
from bot.programme import audit, interests, late_or_absent, profiles, travel_needs, trips
from bot.programme.audit import Action, Actor
from bot.programme.matching_inputs import Rules
from bot.programme.shown_to_employers import Shown, if_agreed
from bot.programme.travel_needs import Needs
from bot.programme.trips import RegistrationState
from bot.programme.why_no_interview import Why, why


@dataclass(frozen=True, slots=True)
class Place:
    """An employer that the trip meets, with its contact."""

    id: str
    name: str
    town: str
    contact: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Planned:
    """An interview. What the employer may see of the traveller is None without an agreement."""

    starts_at: datetime
    minutes: int
    code: str
    employer: Place
    job: ByLanguage
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Household:
    """A household with seats; `needs`: those that it agreed to show."""

    code: str
    seats: int
    comes: bool
    why_none: Why | None  # why a household that comes has no interview
    needs: Needs


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that is printed about a trip's day. `lines`: the programme, by hour, in each language."""

    trip_id: str
    town: str
    departs_at: datetime
    returns_at: datetime
    departure_point: str
    meeting_point: str
    demonstration: bool
    lines: Sequence[tuple[datetime, ByLanguage]]
    employers: Sequence[Place]
    interviews: Sequence[Planned]
    households: Sequence[Household]

    def interviews_with(self, place: Place) -> list[Planned]:
        """The interviews of one employer, by hour."""
        return [each for each in self.interviews if each.employer.id == place.id]

    def interviews_of(self, household: Household) -> list[Planned]:
        """The interviews of one household, by hour."""
        return [each for each in self.interviews if each.code == household.code]


async def printed(session: AsyncSession, trip_id: str, rules: Rules, now: datetime, *, actor: Actor) -> Day:
    """The present day of a trip for printing, which is recorded in the audit trail.

    Raises:
        TripUnknown: there is no such trip.
    """
    rows = await trips.registrations(session, trip_id, [RegistrationState.CONFIRMED])
    codes = {row.candidate_id: row.code for row in rows}
    agreed = await interests.agreed(session, list(codes))
    needs = await travel_needs.shared(session, [row.id for row in rows])
    absent = set(await late_or_absent.absent(session, trip_id, now))
    query = select(InterviewRow).where(InterviewRow.trip_id == trip_id).order_by(InterviewRow.starts_at)
    query = query.options(selectinload(InterviewRow.employer), selectinload(InterviewRow.vacancy))
    met = [row for row in await session.scalars(query) if row.candidate_id in codes]
    profiles_of = {row.candidate_id: await profiles.load(session, row.candidate) for row in rows}
    trip = await trips.find(session, trip_id, drafts=True)  # loaded last, with its programme
    audit.record(session, actor, Action.PRINT_DAY, trip_id, now)
    return Day(
        trip.id, trip.town, trip.departs_at, trip.returns_at, trip.departure_point, trip.meeting_point,
        trip.demonstration,
        lines=[(item.starts_at, item.text) for item in trip.items],
        employers=[_place(row) for row in _met(trip, met)],
        interviews=[
            Planned(
                row.starts_at, row.minutes, codes[row.candidate_id], _place(row.employer),
                row.vacancy.title if row.vacancy else {},
                if_agreed(
                    (row.candidate_id, row.employer_id), agreed,
                    profiles_of[row.candidate_id], rules.weights.permits,
                ),
            )
            for row in met
        ],
        households=[
            Household(
                row.code, row.seats, row.candidate_id not in absent,
                None
                if row.candidate_id in absent or row.candidate_id in {each.candidate_id for each in met}
                else await why(session, row.candidate, [each.id for each in trip.employers], rules, now),
                needs.get(row.id, {}),
            )
            for row in rows
        ],
    )  # fmt: skip


def _met(trip: TripRow, interviews: Sequence[InterviewRow]) -> list[EmployerRow]:
    """The trip's employers, and any others that have interviews."""
    known = {row.id: row for row in (*trip.employers, *(each.employer for each in interviews))}
    return sorted(known.values(), key=lambda row: (row.name, row.id))


def _place(row: EmployerRow) -> Place:
    return Place(row.id, row.name, row.town, row.contact, row.phone)
