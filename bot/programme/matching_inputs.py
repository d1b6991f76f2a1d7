"""What matching is given: profiles and vacancies without what it must not know, and its rules."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.base.great_circle import Position
from bot.base.terms import LIMITING, Driving, Education, Schedule
from bot.db.models import EmployerRow, VacancyRow
from bot.knowledge import Knowledge
from bot.matching import (
    Candidate,
    Excluded,
    Match,
    Neighbours,
    Vacancy,
    Weights,
    assess,
)
from bot.programme.profiles import Profile


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that matching weighs by, read once at the start."""

    weights: Weights
    neighbours: Neighbours
    positions: Mapping[str, Position]  # positions of towns, by code
    towns: Mapping[tuple[str, str], str]  # codes of towns, by region and name
    regulated: Collection[str] = frozenset()  # unit groups, some of whose trades need a permit
    driving: Mapping[str, Driving] = field(default_factory=dict)  # the lowest class of licence needed, by unit group

    @classmethod
    def of(cls, knowledge: Knowledge, weights: Weights) -> "Rules":
        """The rules, with what the knowledge base knows about places."""
        known = knowledge.towns.values()
        return cls(
            weights=weights,
            neighbours={code: frozenset(region.nearby) for code, region in knowledge.regions.items()},
            positions={town.code: town.position for town in known if town.position},
            towns={(town.region, town.name): town.code for town in sorted(known, key=lambda town: town.population)},
            regulated=knowledge.regulated,
            driving={code: each.driving for code, each in knowledge.occupations.items() if each.driving},
        )


def as_candidate(profile: Profile, rules: Rules) -> Candidate:
    """A profile as matching sees it."""
    return Candidate(
        occupation=profile.occupation,
        experience_years=profile.experience_years,
        education=profile.education,
        french_level=profile.french_level,
        spoken_languages=frozenset(profile.spoken_languages or ()),
        regions=frozenset(profile.regions) if profile.regions else None,
        household=profile.household,
        permit=profile.permit,
        available_from=profile.available_from,
        towns=frozenset(rules.positions[code] for code in profile.towns or () if code in rules.positions),
        least_wage_cents=profile.least_wage,
        schedules=frozenset(profile.schedules or ()),
        partner_field=profile.partner_field,
        order_permit=profile.order_permit,
        driving_class=profile.driving_class,
        car=profile.car,
        trades=profile.trades or (),
        only_wished=frozenset(name for name in LIMITING if (profile.musts or {}).get(name) is False),
    )


def as_vacancies(rows: Sequence[VacancyRow], rules: Rules) -> list[Vacancy]:
    """Vacancies as matching sees them. `rows` must hold every open vacancy of each region that occurs in them."""
    around: dict[str, set[str]] = {}
    for row in rows:
        around.setdefault(row.employer.region, set()).add(row.occupation[0])
    return [as_vacancy(row, rules, frozenset(around[row.employer.region])) for row in rows]


def as_vacancy(row: VacancyRow, rules: Rules, around: frozenset[str]) -> Vacancy:
    """A vacancy as matching sees it; `around`: the broad categories of all vacancies in its region."""
    return Vacancy(
        id=row.id,
        employer_id=row.employer_id,
        occupation=row.occupation,
        region=row.employer.region,
        start_date=row.start_date,
        work_languages=frozenset(row.work_languages),
        french_needed=None if "french_needed" in row.unsaid else row.french_needed,
        min_experience_years=None if "min_experience_years" in row.unsaid else row.min_experience_years,
        min_education=None if row.min_education is None else Education(row.min_education),
        regulated=row.regulated or row.occupation in rules.regulated,
        accepts_closed_permit=row.accepts_closed_permit,
        driving_class=_driving(row, rules),
        needs_car=bool(row.needs_car),
        schedule=None if "schedule" in row.unsaid else Schedule(row.schedule),
        hourly_wage_cents=row.wage_low_cents,
        highest_wage_cents=row.wage_high_cents,
        hours_per_week=row.hours_per_week,
        positions=row.positions,
        position=rules.positions.get(rules.towns.get((row.employer.region, row.employer.town), "")),
        fields_around=around,
    )


def to_meet(vacancy: Vacancy) -> Vacancy:
    """The same for an interview or an invitation: silence on closed permits is a no, since nobody meets in vain."""
    return replace(vacancy, accepts_closed_permit=bool(vacancy.accepts_closed_permit))


def _driving(row: VacancyRow, rules: Rules) -> Driving | None:
    """The class of licence that the employer names, or that the work usually needs."""
    return rules.driving.get(row.occupation) if row.driving_class is None else Driving(row.driving_class)


async def assessed(
    session: AsyncSession,
    rows: Sequence[VacancyRow],
    profile: Profile,
    rules: Rules,
    now: datetime,
    *,
    meeting: bool = False,
) -> list[Match | Excluded]:
    """How well each of a few vacancies suits a candidate; `meeting`: for an interview with the employer."""
    regions = {row.employer.region for row in rows}
    query = select(VacancyRow.occupation).join(VacancyRow.employer).where(EmployerRow.region.in_(regions)).distinct()
    around = frozenset(occupation[0] for occupation in await session.scalars(query))
    seeker, on = as_candidate(profile, rules), local_day(now)
    offered = [as_vacancy(row, rules, around) for row in rows]
    return [
        assess(seeker, to_meet(each) if meeting else each, rules.weights, on=on, neighbours=rules.neighbours)
        for each in offered
    ]
