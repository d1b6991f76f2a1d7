"""A year in parts: by language, trade, region and trip, and beside the programme's first count.

Parts are counted over those who are there; who was erased since counts in the year, and in no part of it. No number
points at a few: neither one of a small group, nor one that the other groups and the whole would tell.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.base.terms import Field
from bot.db.models import CandidateRow, EmployerRow, HireRow, RegistrationRow, TripEmployerRow, TripRow
from bot.programme import access, profiles, tallies
from bot.programme.access import Officer, Task
from bot.programme.hires import STILL_THERE_AFTER, kept_for
from bot.programme.small_numbers import hide_few_inside, hide_few_of_groups, hide_few_of_steps, unless_few
from bot.programme.trips import RegistrationState, TripState
from bot.programme.yearly_report import JOBS, Step, funnel, shown_funnel, shown_kept

ERASED, UNKNOWN = "erased", ""  # groups: of people who were erased since; of those of whom it is not known
# Steps of which each counts some of those before it: of households on a trip, and of jobs.
_ON_A_TRIP = (str(Step.TRAVELLED), str(Step.MET))
_AT_WORK = (*map(str, JOBS), *STILL_THERE_AFTER)
ABSENT = "absent"
_CAME = RegistrationState.ATTENDED
_NOT_HELD = (TripState.DRAFT, TripState.CANCELLED)


class By(StrEnum):
    """What a year is divided by."""

    LANGUAGE = "language"  # of the candidate
    REGION = "region"  # of the trip, and of the employer
    TRADE = "trade"  # that the candidate told
    TRIP = "trip"  # of a job, the last one before it was told of


class Measure(StrEnum):
    """What the programme's first count gives too."""

    ACTIVITIES = "activities"
    TOWNS = "towns"
    COMPANIES = "companies"
    PARTICIPANTS = "participants"
    JOBS = "jobs"  # accepted


# From November 2018 to December 2019: Immigrant Québec Pro, as the article `programme` of the knowledge base cites it.
FIRST_COUNT: Mapping[Measure, int] = {
    Measure.ACTIVITIES: 31, Measure.TOWNS: 19, Measure.COMPANIES: 562, Measure.PARTICIPANTS: 861, Measure.JOBS: 58,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A year by one thing. `groups`: how many came how far in each, in the order of `columns`; `None`: not shown."""

    by: By
    columns: tuple[str, ...]  # steps, and how long jobs lasted; of trips, also who did not come
    groups: Mapping[str, tuple[int | None, ...]]  # by a code: a language, a region, a unit group, a trip


@dataclass(frozen=True, slots=True)
class _Inside:
    """The regions beside which trips are shown, and in which each of these lies."""

    regions: Part
    region_of: Mapping[str, str]

    def unseen(self) -> dict[str, set[str]]:
        """By region, the columns of which its number is not shown."""
        columns = self.regions.columns
        return {
            region: {column for column, n in zip(columns, numbers, strict=True) if n is None}
            for region, numbers in self.regions.groups.items()
        }


@dataclass(frozen=True, slots=True)
class TripDay:
    """A trip, to be named."""

    town: str
    departs_at: datetime


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A year in parts."""

    year: int
    beside: Mapping[Measure, int | None]
    parts: Sequence[Part]
    trips: Mapping[str, TripDay]


@dataclass(frozen=True, slots=True)
class _Reached:
    """A step that a candidate's household or job came to: once for each, so that groups have nobody in common."""

    who: int
    region: str
    trip: str
    step: str


async def breakdown(session: AsyncSession, officer: Officer, year: int, now: datetime) -> Breakdown:
    """The parts of a year.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.OVERVIEW)
    counted = {what: n for (what, at), n in (await tallies.figures(session)).items() if at == year}
    steps: dict[str, int] = {str(step): n for step, n in funnel(counted).items()}
    steps |= {step: counted.get(tallies.jobs_kept(step), 0) for step in STILL_THERE_AFTER} | {
        ABSENT: counted.get(f"households {ABSENT}", 0)
    }
    unseen = {str(step) for step, n in (*shown_funnel(counted).items(), *shown_kept(counted).items()) if n is None}
    reached = [*await _registrations(session, year), *await _jobs(session, year)]
    people = sorted({each.who for each in reached})
    languages = select(CandidateRow.id, CandidateRow.language).where(CandidateRow.id.in_(people))
    spoken = {who: str(language) for who, language in await session.execute(languages)}
    told = await profiles.load_many(session, people, (Field.OCCUPATION,))
    trades = {who: str(profile.value(Field.OCCUPATION) or UNKNOWN) for who, profile in told.items()}
    by_language = Counter((spoken[each.who], each.step) for each in reached) + await _agreed(session, year)
    further = (*_ON_A_TRIP, *_AT_WORK)
    by_region, by_trade, by_trip = (
        Counter((group(each), each.step) for each in reached)
        for group in (lambda each: each.region, lambda each: trades[each.who], lambda each: each.trip)
    )
    of_trips = select(TripRow).where(TripRow.id.in_({each.trip for each in reached}))
    days = {trip.id: trip for trip in await session.scalars(of_trips)}
    regions = _part(By.REGION, further, by_region, steps, unseen)
    inside = _Inside(regions, {name: trip.region for name, trip in days.items()})
    parts = (
        _part(By.LANGUAGE, (str(Step.AGREED), *further), by_language, steps, unseen),
        regions,
        _part(By.TRADE, further, by_trade, steps, unseen),
        _part(By.TRIP, (str(Step.TRAVELLED), ABSENT, *further[1:]), by_trip, steps, unseen, inside),
    )
    named = {name: TripDay(trip.town, trip.departs_at) for name, trip in days.items()}
    return Breakdown(year, await _beside(session, year, counted, now), parts, named)


def _part(
    by: By,
    columns: tuple[str, ...],
    counts: Counter[tuple[str, str]],
    whole: Mapping[str, int],
    hidden: Collection[str] = (),
    inside: _Inside | None = None,
) -> Part:
    """The largest groups first; then of whom it is not known, and who was erased."""
    names = sorted(
        {group for group, _ in counts}, key=lambda each: (not each, [-counts[each, c] for c in columns], each)
    )
    gone = Counter({(ERASED, c): whole[c] - sum(counts[each, c] for each in names) for c in columns})
    if +gone:
        names, counts = [*names, ERASED], counts + gone
    table = {column: [counts[each, column] for each in names] for column in columns}
    shown = {column: hide_few_of_groups(numbers) for column, numbers in table.items()}
    for nested in (_ON_A_TRIP, _AT_WORK):
        shown |= hide_few_of_steps({column: table[column] for column in columns if column in nested}, hidden)
    if inside is not None:
        within = [inside.region_of.get(name, name) for name in names]  # who was erased is so in both tables
        on_a_trip = {column: table[column] for column in _ON_A_TRIP}
        shown |= hide_few_inside(on_a_trip, within, inside.unseen(), hidden)
    return Part(by, columns, dict(zip(names, zip(*shown.values(), strict=True), strict=True)))


async def _registrations(session: AsyncSession, year: int) -> list[_Reached]:
    """What became of each household that was expected."""
    query = select(RegistrationRow.candidate_id, TripRow.region, TripRow.id, RegistrationRow.state, tallies.MET)
    query = query.join(RegistrationRow.trip).where(_within(TripRow.departs_at, year))
    found = await session.execute(query.where(RegistrationRow.state.in_((_CAME, RegistrationState.ABSENT))))
    return [
        _Reached(who, region, trip, step)
        for who, region, trip, state, met in found
        for step in ((ABSENT,) if state != _CAME else _ON_A_TRIP if met else _ON_A_TRIP[:1])
    ]


async def _jobs(session: AsyncSession, year: int) -> list[_Reached]:
    """Each step that was reached of the jobs that were told of, in the employer's region."""
    query = select(HireRow, EmployerRow.region).outerjoin(EmployerRow, EmployerRow.id == HireRow.employer_id)
    found = (await session.execute(query.where(_within(HireRow.told_at, year)))).all()
    went = select(RegistrationRow.candidate_id, TripRow.id, TripRow.departs_at).join(RegistrationRow.trip)
    went = went.where(RegistrationRow.state == _CAME).order_by(TripRow.departs_at)
    went = went.where(RegistrationRow.candidate_id.in_({row.candidate_id for row, _ in found}))
    travels: dict[int, list[tuple[str, datetime]]] = {}
    for who, trip, departs_at in await session.execute(went):
        travels.setdefault(who, []).append((trip, departs_at))
    jobs = []
    for row, region in found:
        before = [trip for trip, departs_at in travels.get(row.candidate_id, ()) if departs_at <= row.told_at]
        steps = [str(step) for step, states in JOBS.items() if row.state in states]
        steps += kept_for(row.began_at, row.there_at)
        jobs += [
            _Reached(row.candidate_id, region or UNKNOWN, before[-1] if before else UNKNOWN, step) for step in steps
        ]
    return jobs


async def _agreed(session: AsyncSession, year: int) -> Counter[tuple[str, str]]:
    query = select(CandidateRow.language, func.count()).where(_within(CandidateRow.consented_at, year))
    found = await session.execute(query.group_by(CandidateRow.language))
    return Counter({(str(language), str(Step.AGREED)): n for language, n in found})


async def _beside(
    session: AsyncSession, year: int, counted: Mapping[str, int], now: datetime
) -> dict[Measure, int | None]:
    held = and_(_within(TripRow.departs_at, year), TripRow.returns_at < now, TripRow.state.not_in(_NOT_HELD))
    trips = select(func.count(), func.count(TripRow.town.distinct())).where(held)
    activities, towns = (await session.execute(trips)).one()
    met = select(func.count(TripEmployerRow.employer_id.distinct())).join(
        TripRow, TripRow.id == TripEmployerRow.trip_id
    )
    return {
        Measure.ACTIVITIES: activities, Measure.TOWNS: towns, Measure.COMPANIES: await session.scalar(met.where(held)),
        Measure.PARTICIPANTS: unless_few(counted.get(f"seats {_CAME}", 0)),
        Measure.JOBS: shown_funnel(counted)[Step.ACCEPTED],
    }  # fmt: skip


def _within(moment: Any, year: int) -> ColumnElement[bool]:
    """In a year of Québec's calendar."""
    begins, ends = datetime(year, 1, 1, tzinfo=QUEBEC_TIME), datetime(year + 1, 1, 1, tzinfo=QUEBEC_TIME)
    return and_(moment >= begins, moment < ends)
