"""A year in parts: by language, trade, region and trip, and beside the programme's first count.

Parts are counted over those who are there; who was erased since counts in the year, and in no part of it. No number
points at a few: neither one of a small group, nor one that the other groups and the whole would tell.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.i18n import QUEBEC_TIME
from bot.base.terms import Field
from bot.db.models import CandidateRow, EmployerRow, HireRow, RegistrationRow, TripEmployerRow, TripRow
from bot.programme import access, profiles, tallies
from bot.programme.access import Officer, Task
from bot.programme.small_numbers import LEAST, hide_few_of_groups, positions_to_hide, unless_few
from bot.programme.trips import RegistrationState, TripState
from bot.programme.yearly_report import JOBS, Step, funnel, shown_funnel

ERASED, UNKNOWN = "erased", ""  # groups: of people who were erased since; of those of whom it is not known
_CAME, _ABSENT = RegistrationState.ATTENDED, RegistrationState.ABSENT
_NOT_HELD = (TripState.DRAFT, TripState.CANCELLED)


class By(StrEnum):
    """What a year is divided by."""

    LANGUAGE = "language"  # of the candidate
    REGION = "region"  # of the trip, and of the employer
    TRADE = "trade"  # that the candidate told
    TRIP = "trip"


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
    columns: tuple[str, ...]  # steps; of trips, what became of registrations
    groups: Mapping[str, tuple[int | None, ...]]  # by a code: a language, a region, a unit group, a trip


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


async def breakdown(session: AsyncSession, officer: Officer, year: int, now: datetime) -> Breakdown:
    """The parts of a year.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.OVERVIEW)
    counted = {what: n for (what, at), n in (await tallies.figures(session)).items() if at == year}
    steps: Mapping[str, int] = {str(step): n for step, n in funnel(counted).items()}
    unseen = {str(step) for step, n in shown_funnel(counted).items() if n is None}
    seats = await _registrations(session, year)
    reached = [(who, region, str(Step.TRAVELLED)) for who, _, region, state in seats if state == _CAME]
    reached += await _jobs(session, year)
    people = sorted({who for who, _, _ in reached})
    languages = select(CandidateRow.id, CandidateRow.language).where(CandidateRow.id.in_(people))
    spoken = {who: str(language) for who, language in await session.execute(languages)}
    told = await profiles.load_many(session, people, (Field.OCCUPATION,))
    trades = {who: str(profile.value(Field.OCCUPATION) or UNKNOWN) for who, profile in told.items()}
    by_language = Counter((spoken[who], step) for who, _, step in reached) + await _agreed(session, year)
    further = tuple(str(step) for step in Step if step not in {Step.AGREED, Step.MET})  # too few meet in a group
    of_trips = {str(state): counted.get(f"households {state}", 0) for state in (_CAME, _ABSENT)}
    parts = (
        _part(By.LANGUAGE, (str(Step.AGREED), *further), by_language, steps, unseen),
        _part(By.REGION, further, Counter((region, step) for _, region, step in reached), steps, unseen),
        _part(By.TRADE, further, Counter((trades[who], step) for who, _, step in reached), steps, unseen),
        _part(By.TRIP, tuple(of_trips), Counter((trip, str(state)) for _, trip, _, state in seats), of_trips),
    )
    days = select(TripRow.id, TripRow.town, TripRow.departs_at).where(_within(TripRow.departs_at, year))
    named = {name: TripDay(town, departs_at) for name, town, departs_at in await session.execute(days)}
    return Breakdown(year, await _beside(session, year, counted, now), parts, named)


def _part(
    by: By,
    columns: tuple[str, ...],
    counts: Counter[tuple[str, str]],
    whole: Mapping[str, int],
    hidden: Collection[str] = (),
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
    shown |= _jobs_shown({column: table[column] for column in columns if column in JOBS}, hidden)
    return Part(by, columns, dict(zip(names, zip(*shown.values(), strict=True), strict=True)))


def _jobs_shown(table: Mapping[str, Sequence[int]], hidden: Collection[str]) -> dict[str, list[int | None]]:
    """The steps of jobs of each group, where between two steps no group and no groups together tell of a few.

    `hidden`: steps whose whole is not shown, so that none of their groups are: their sum would tell it.
    """
    columns = [column for column in table if column not in hidden]
    groups = range(len(next(iter(table.values()), ())))
    apart: dict[str, set[int]] = {column: set() for column in columns}
    for group in groups:
        for at in positions_to_hide([table[column][group] for column in columns]):
            apart[columns[at]].add(group)
    while True:
        shown = {column: hide_few_of_groups(table[column], apart[column]) for column in columns}
        told = next((each for each in combinations(columns, 2) if _tell_of_a_few(table, shown, *each)), None)
        if told is None:
            return {column: shown.get(column, [None for _ in groups]) for column in table}
        left = [(c == told[0], not n, n, c, at) for c in told for at, n in enumerate(shown[c]) if n is not None]
        *_, column, at = min(left)  # the smallest of the later step; else its zeros, or the earlier step
        apart[column].add(at)


def _tell_of_a_few(
    table: Mapping[str, Sequence[int]], shown: Mapping[str, Sequence[int | None]], first: str, last: str
) -> bool:
    """Whether these steps tell that a few came to the first and not to the last.

    What a step does not show is known as a sum. All groups are the year itself, of which as much is shown elsewhere.
    """
    groups = range(len(table[first]))
    unseen = [{at for at in groups if shown[column][at] is None} for column in (first, last)]
    both = set.union(*unseen)
    known = [{at} for at in groups if at not in both]
    known += [both] if set.intersection(*unseen) else unseen
    apart = [sum(table[first][at] - table[last][at] for at in each) for each in known if len(each) < len(groups)]
    return any(0 < n < LEAST for n in apart)


async def _registrations(session: AsyncSession, year: int) -> list[tuple[int, str, str, RegistrationState]]:
    """Candidate, trip, region and state of each household that was expected."""
    query = select(RegistrationRow.candidate_id, TripRow.id, TripRow.region, RegistrationRow.state)
    query = query.join(RegistrationRow.trip).where(_within(TripRow.departs_at, year))
    found = await session.execute(query.where(RegistrationRow.state.in_((_CAME, _ABSENT))))
    return [(who, trip, region, state) for who, trip, region, state in found]


async def _jobs(session: AsyncSession, year: int) -> list[tuple[int, str, str]]:
    """Candidate, the employer's region and each step that was reached, of the jobs that were told of."""
    query = select(HireRow.candidate_id, EmployerRow.region, HireRow.state).where(_within(HireRow.told_at, year))
    found = await session.execute(query.outerjoin(EmployerRow, EmployerRow.id == HireRow.employer_id))
    return [
        (who, region or UNKNOWN, str(step))
        for who, region, state in found
        for step, states in JOBS.items()
        if state in states
    ]


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
