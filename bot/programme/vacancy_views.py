"""Views of employers, vacancies and interests, as other rooms see them: frozen, in terms of the domain."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.base.terms import ByLanguage, Driving, Education, Schedule
from bot.db.models import EmployerRow, InterestRow, VacancyRow
from bot.programme.ids import EmployerId, VacancyId
from bot.programme.vacancies import VacancyState, offered


@dataclass(frozen=True, slots=True)
class EmployerView:
    """An employer as candidates see it."""

    id: EmployerId
    name: str
    region: str
    town: str
    about: ByLanguage  # in the languages in which it was written
    demonstration: bool


@dataclass(frozen=True, slots=True)
class VacancyView:
    """A vacancy as candidates see it. `None`: the employer has not said."""

    id: VacancyId
    employer: EmployerView
    occupation: str  # NOC 2021 unit group
    title: ByLanguage
    wage_low_cents: int  # an hour
    wage_high_cents: int
    hours_per_week: float | None
    schedule: Schedule | None
    french_needed: int | None  # Québec scale, 0 to 12
    min_experience_years: float | None
    min_education: Education | None
    start_date: date
    driving_class: Driving | None
    needs_car: bool | None
    accepts_closed_permit: bool | None
    state: VacancyState
    offered_from: date | None
    until: date | None

    def is_open(self, on: date) -> bool:
        """Whether it is open on a day."""
        return offered(self.state, self.offered_from, self.until, on)


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that an employer may see a candidate's profile, present or past, and what became of it."""

    vacancy: VacancyView
    expressed_at: datetime
    withdrawn_at: datetime | None
    seen_at: datetime | None
    passed_on_at: datetime | None


def employer_view(row: EmployerRow) -> EmployerView:
    """The view of an employer's row."""
    return EmployerView(EmployerId(row.id), row.name, row.region, row.town, row.about, row.demonstration)


def vacancy_view(row: VacancyRow) -> VacancyView:
    """The view of a vacancy's row, whose employer must be loaded."""
    unsaid = set(row.unsaid)
    return VacancyView(
        id=VacancyId(row.id),
        employer=employer_view(row.employer),
        occupation=row.occupation,
        title=row.title,
        wage_low_cents=row.wage_low_cents,
        wage_high_cents=row.wage_high_cents,
        hours_per_week=None if "hours_per_week" in unsaid else row.hours_per_week,
        schedule=None if "schedule" in unsaid else Schedule(row.schedule),
        french_needed=None if "french_needed" in unsaid else row.french_needed,
        min_experience_years=None if "min_experience_years" in unsaid else row.min_experience_years,
        min_education=None if row.min_education is None else Education(row.min_education),
        start_date=row.start_date,
        driving_class=None if row.driving_class is None else Driving(row.driving_class),
        needs_car=row.needs_car,
        accepts_closed_permit=row.accepts_closed_permit,
        state=row.state,
        offered_from=row.offered_from,
        until=row.until,
    )


def agreement(row: InterestRow) -> Agreement:
    """The view of an interest's row, whose vacancy must be loaded."""
    return Agreement(vacancy_view(row.vacancy), row.expressed_at, row.withdrawn_at, row.seen_at, row.passed_on_at)
