"""The day of a trip as it is handed out: who meets whom, when, and what was agreed to be seen."""

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
from bot.programme.shown_to_employers import Shown, for_employer
from bot.programme.travel_needs import Needs
from bot.programme.trips import RegistrationState
from bot.programme.why_no_interview import Why, why


@dataclass(frozen=True, slots=True)
class Place:
    """An employer whom the trip meets, with whom to call."""

    id: str
    name: str
    town: str
    contact: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Planned:
    """An interview. What the employer may see of the traveller is None unless they agreed to it."""

    starts_at: datetime
    minutes: int
    code: str
    employer: Place
    job: ByLanguage
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Household:
    """A household with seats; `needs`: what it told, and agreed to show."""

    code: str
    seats: int
    comes: bool
    why_none: Why | None  # of one that comes and has no interview
    needs: Needs


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that is printed of a trip's day. `lines`: when, and what happens, by language."""

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
        """Those of one employer, by hour."""
        return [each for each in self.interviews if each.employer.id == place.id]

    def interviews_of(self, household: Household) -> list[Planned]:
        """Those of one household, by hour."""
        return [each for each in self.interviews if each.code == household.code]


async def printed(session: AsyncSession, trip_id: str, rules: Rules, now: datetime, *, actor: Actor) -> Day:
    """The day of a trip as it stands, to be handed out, which the audit trail keeps.

    Raises:
        TripUnknown: there is none.
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
    trip = await trips.find(session, trip_id, drafts=True)  # last, with its programme, which others do not load
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
                for_employer(profiles_of[row.candidate_id], rules.weights.permits)
                if (row.candidate_id, row.employer_id) in agreed
                else None,
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
    """The trip's employers, and whoever else is met."""
    known = {row.id: row for row in (*trip.employers, *(each.employer for each in interviews))}
    return sorted(known.values(), key=lambda row: (row.name, row.id))


def _place(row: EmployerRow) -> Place:
    return Place(row.id, row.name, row.town, row.contact, row.phone)
