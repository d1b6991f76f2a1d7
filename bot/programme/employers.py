"""Employers, their vacancies, and a candidate's matches and interest in them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.errors import BotError
from bot.base.terms import LIMITING, Driving, Education, Schedule
from bot.db.candidate_view import CandidateView
from bot.db.models import EmployerRow, InterestRow, VacancyRow
from bot.knowledge import Knowledge
from bot.matching import (
    Candidate,
    Excluded,
    Match,
    Neighbours,
    Position,
    Vacancy,
    Weights,
    assess,
)
from bot.programme import audit, staff
from bot.programme.audit import Action
from bot.programme.candidates import require_consent
from bot.programme.profiles import Profile
from bot.programme.shown_to_employers import VERSION
from bot.programme.vacancies import VacancyState, is_open, open_on
from bot.programme.vacancy_views import Agreement, EmployerView, VacancyView, agreement, employer_view, vacancy_view


class EmployerUnknown(BotError):
    """No such vacancy or employer: an old button."""


class VacancyOver(BotError):
    """The vacancy is filled, closed or past its last day."""

    def __init__(self, vacancy: VacancyView) -> None:
        super().__init__("this vacancy is not offered any more")
        self.vacancy = vacancy


@dataclass(frozen=True, slots=True)
class Rules:
    """What matching weighs with: read once at the start."""

    weights: Weights
    neighbours: Neighbours
    positions: Mapping[str, Position]  # of towns, by code
    towns: Mapping[tuple[str, str], str]  # codes of towns, by region and name
    regulated: Collection[str] = frozenset()  # unit groups of which a part may be practised with a permit only
    driving: Mapping[str, Driving] = field(default_factory=dict)  # the least class of licence, by unit group

    @classmethod
    def of(cls, knowledge: Knowledge, weights: Weights) -> "Rules":
        """The rules, with what the knowledge base says of places."""
        known = knowledge.towns.values()
        return cls(
            weights=weights,
            neighbours={code: frozenset(region.nearby) for code, region in knowledge.regions.items()},
            positions={town.code: town.position for town in known if town.position},
            towns={(town.region, town.name): town.code for town in sorted(known, key=lambda town: town.population)},
            regulated=knowledge.regulated,
            driving={code: each.driving for code, each in knowledge.occupations.items() if each.driving},
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """A vacancy with how well it suits, to be shown to a candidate."""

    vacancy: VacancyView
    outcome: Match | Excluded
    interested: bool
    is_open: bool
    kept: bool = False  # on the list of those to look at again


async def offer(
    session: AsyncSession,
    candidate: CandidateView,
    profile: Profile,
    vacancy_id: str,
    rules: Rules,
    now: datetime,
) -> Offer:
    """One vacancy with this candidate's fit.

    Raises:
        EmployerUnknown: the vacancy is gone.
    """
    row = await _vacancy(session, vacancy_id)
    [outcome] = await assessed(session, [row], profile, rules, now)
    interest = await _interest(session, candidate, vacancy_id)
    return Offer(vacancy_view(row), outcome, interest is not None and _stands(interest), is_open(row, now.date()))


async def offers_of(
    session: AsyncSession, employer_id: str, profile: Profile, rules: Rules, now: datetime
) -> list[tuple[VacancyView, Match | Excluded]]:
    """How well each open vacancy of one employer suits, the best first, those that do not suit last."""
    rows = await vacancies_of(session, [employer_id], now)
    judged = zip(map(vacancy_view, rows), await assessed(session, rows, profile, rules, now), strict=True)
    return sorted(judged, key=lambda one: (-one[1].score if isinstance(one[1], Match) else 1.0, one[0].id))


async def find_vacancy(session: AsyncSession, vacancy_id: str) -> VacancyView:
    """One vacancy, or `EmployerUnknown`."""
    return vacancy_view(await _vacancy(session, vacancy_id))


async def find_vacancies(session: AsyncSession, vacancy_ids: Collection[str]) -> dict[str, VacancyView]:
    """Vacancies by their identifiers; those that are gone are left out."""
    rows = await session.scalars(_vacancies().where(VacancyRow.id.in_(vacancy_ids)))
    return {row.id: vacancy_view(row) for row in rows}


async def find_employer(
    session: AsyncSession, employer_id: str, now: datetime
) -> tuple[EmployerView, list[VacancyView]]:
    """One employer and its open vacancies, or `EmployerUnknown`."""
    row = await session.get(EmployerRow, employer_id)
    if row is None:
        raise EmployerUnknown
    return employer_view(row), [vacancy_view(each) for each in await vacancies_of(session, [employer_id], now)]


async def names(session: AsyncSession) -> dict[str, str]:
    """The name of every employer by its identifier, to recognise one in what somebody types."""
    rows = await session.execute(select(EmployerRow.id, EmployerRow.name))
    return dict(rows.all())


async def express_interest(
    session: AsyncSession, candidate: CandidateView, vacancy_id: str, now: datetime
) -> VacancyView:
    """Agree that this employer may see the profile. Agreeing twice is agreeing once.

    Raises:
        VacancyOver: nobody is sought for it any more.
    """
    require_consent(candidate)
    vacancy = await find_vacancy(session, vacancy_id)
    if not vacancy.is_open(now.date()):
        raise VacancyOver(vacancy)
    interest = await _interest(session, candidate, vacancy_id)
    if interest is None:
        session.add(InterestRow(candidate_id=candidate.id, vacancy_id=vacancy_id, expressed_at=now, version=VERSION))
    elif not _stands(interest):
        interest.expressed_at, interest.withdrawn_at, interest.version = now, None, VERSION
        interest.seen_at = interest.passed_on_at = None  # nobody has dealt with this one yet
    else:
        return vacancy
    audit.record(session, audit.of_candidate(candidate), Action.INTEREST, vacancy_id, now)
    return vacancy


async def withdraw_interest(
    session: AsyncSession, candidate: CandidateView, vacancy_id: str, now: datetime
) -> VacancyView:
    """Take the agreement back; the row stays, so that the candidate can see who was agreed to and when."""
    vacancy = await find_vacancy(session, vacancy_id)
    interest = await _interest(session, candidate, vacancy_id)
    if interest is not None and interest.withdrawn_at is None:
        await _take_back(session, interest, now)
        audit.record(session, audit.of_candidate(candidate), Action.WITHDRAW_INTEREST, vacancy_id, now)
    return vacancy


async def decline(session: AsyncSession, candidate: CandidateView, vacancy_id: str, now: datetime) -> VacancyView:
    """Say no to an employer who was proposed: it may not see the profile, and gets no interview from now on."""
    require_consent(candidate)
    vacancy = await find_vacancy(session, vacancy_id)
    if await _interest(session, candidate, vacancy_id) is None:
        no = InterestRow(candidate_id=candidate.id, vacancy_id=vacancy_id, expressed_at=now, version=VERSION)
        no.withdrawn_at = now
        session.add(no)
        await session.flush()
    theirs = (
        select(InterestRow)
        .join(InterestRow.vacancy)
        .where(InterestRow.candidate_id == candidate.id, VacancyRow.employer_id == vacancy.employer.id)
    )
    for row in (await session.scalars(theirs)).all():
        if row.withdrawn_at is None:
            await _take_back(session, row, now)
    audit.record(session, audit.of_candidate(candidate), Action.WITHDRAW_INTEREST, vacancy_id, now)
    return vacancy


async def interests_of(session: AsyncSession, candidate: CandidateView) -> list[VacancyView]:
    """The vacancies whose employers this candidate agrees to be seen by, in the order of agreement."""
    query = (
        _vacancies()
        .join(InterestRow, InterestRow.vacancy_id == VacancyRow.id)
        .where(InterestRow.candidate_id == candidate.id, InterestRow.withdrawn_at.is_(None))
        .order_by(InterestRow.expressed_at)
    )
    return [vacancy_view(row) for row in await session.scalars(query)]


async def agreements(session: AsyncSession, candidate: CandidateView) -> list[Agreement]:
    """Every agreement that this candidate gave, those taken back too, the newest first."""
    query = (
        select(InterestRow)
        .where(
            InterestRow.candidate_id == candidate.id,
            or_(InterestRow.withdrawn_at.is_(None), InterestRow.withdrawn_at != InterestRow.expressed_at),  # a no
        )
        .options(selectinload(InterestRow.vacancy).selectinload(VacancyRow.employer))
        .order_by(InterestRow.expressed_at.desc(), InterestRow.id.desc())
    )
    return [agreement(row) for row in await session.scalars(query)]


async def vacancies_of(session: AsyncSession, employer_ids: Collection[str], now: datetime) -> Sequence[VacancyRow]:
    """The vacancies of these employers that are open, with them."""
    query = _vacancies().where(*open_on(now.date()), VacancyRow.employer_id.in_(employer_ids)).order_by(VacancyRow.id)
    return (await session.scalars(query)).all()


async def agreed(
    session: AsyncSession, candidates: Collection[int], employer_id: str | None = None
) -> set[tuple[int, str]]:
    """Pairs of a candidate and an employer that may see them; with `employer_id`, of that employer alone.

    A yes to an older text covers other answers than those that are shown now: it is asked anew.
    """
    yes = and_(InterestRow.withdrawn_at.is_(None), InterestRow.version == VERSION)
    pairs = await _said_to_employers(session, candidates, yes)
    return {pair for pair in pairs if employer_id in {None, pair[1]}}


async def refusals(session: AsyncSession, candidates: Collection[int]) -> set[tuple[int, str]]:
    """Pairs of a candidate and an employer: a no, or a yes taken back, and no other yes that stands."""
    taken_back = await _said_to_employers(session, candidates, InterestRow.withdrawn_at.is_not(None))
    return taken_back - await _said_to_employers(session, candidates, InterestRow.withdrawn_at.is_(None))


async def vacancies_in(session: AsyncSession, region: str) -> int:
    """How many vacancies a region has now."""
    query = select(func.count(VacancyRow.id)).join(VacancyRow.employer).where(EmployerRow.region == region)
    query = query.where(VacancyRow.state == VacancyState.OPEN)
    return (await session.scalar(query)) or 0


def as_candidate(profile: Profile, rules: Rules) -> Candidate:
    """What matching may know of a profile."""
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
    """What matching may know of vacancies. `rows` must hold every open vacancy of each region that occurs in them."""
    around: dict[str, set[str]] = {}
    for row in rows:
        around.setdefault(row.employer.region, set()).add(row.occupation[0])
    return [as_vacancy(row, rules, frozenset(around[row.employer.region])) for row in rows]


def as_vacancy(row: VacancyRow, rules: Rules, around: frozenset[str]) -> Vacancy:
    """What matching may know of a vacancy; `around` has the broad categories of all vacancies of its region."""
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
        accepts_closed_permit=bool(row.accepts_closed_permit),
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


def _driving(row: VacancyRow, rules: Rules) -> Driving | None:
    """The class of licence that the employer names, or that the work usually takes."""
    return rules.driving.get(row.occupation) if row.driving_class is None else Driving(row.driving_class)


async def assessed(
    session: AsyncSession, rows: Sequence[VacancyRow], profile: Profile, rules: Rules, now: datetime
) -> list[Match | Excluded]:
    """How well each of a few vacancies suits."""
    regions = {row.employer.region for row in rows}
    query = select(VacancyRow.occupation).join(VacancyRow.employer).where(EmployerRow.region.in_(regions)).distinct()
    around = frozenset(occupation[0] for occupation in await session.scalars(query))
    seeker, on = as_candidate(profile, rules), now.date()
    return [
        assess(seeker, as_vacancy(row, rules, around), rules.weights, on=on, neighbours=rules.neighbours)
        for row in rows
    ]


async def _vacancy(session: AsyncSession, vacancy_id: str) -> VacancyRow:
    row = await session.scalar(_vacancies().where(VacancyRow.id == vacancy_id))
    if row is None:
        raise EmployerUnknown
    return row


def _vacancies() -> Select[VacancyRow]:
    return select(VacancyRow).options(selectinload(VacancyRow.employer))


async def _interest(session: AsyncSession, candidate: CandidateView, vacancy_id: str) -> InterestRow | None:
    return await session.scalar(
        select(InterestRow).where(InterestRow.candidate_id == candidate.id, InterestRow.vacancy_id == vacancy_id)
    )


def _stands(interest: InterestRow) -> bool:
    """Whether an agreement covers what an employer is shown today."""
    return interest.withdrawn_at is None and interest.version == VERSION


async def _take_back(session: AsyncSession, interest: InterestRow, now: datetime) -> None:
    """End an agreement; where the employer was told of it, somebody has to tell them of this, too."""
    interest.withdrawn_at = now
    if interest.passed_on_at is not None:
        await staff.alarm(session, interest.vacancy_id, now, about=staff.Alarm.TAKEN_BACK)


async def _said_to_employers(
    session: AsyncSession, candidates: Collection[int], what: ColumnElement[bool]
) -> set[tuple[int, str]]:
    query = (
        select(InterestRow.candidate_id, VacancyRow.employer_id)
        .join(VacancyRow, VacancyRow.id == InterestRow.vacancy_id)
        .where(InterestRow.candidate_id.in_(candidates), what)
    )
    return {(candidate, employer) for candidate, employer in await session.execute(query)}
