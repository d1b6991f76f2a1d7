"""How well vacancies suit a candidate: of one vacancy, or of all those of an employer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.db.candidate_view import CandidateView
from bot.matching import (
    Excluded,
    Match,
)
from bot.programme.employers import vacancies_of, vacancy_row
from bot.programme.interests import interest_row, stands
from bot.programme.matching_inputs import Rules, assessed
from bot.programme.profiles import Profile
from bot.programme.vacancies import is_open
from bot.programme.vacancy_views import VacancyView, vacancy_view


@dataclass(frozen=True, slots=True)
class VacancyFit:
    """A vacancy with how well it suits a candidate, and whether they are interested."""

    vacancy: VacancyView
    outcome: Match | Excluded
    interested: bool
    is_open: bool
    kept: bool = False  # saved by the candidate


async def of_vacancy(
    session: AsyncSession,
    candidate: CandidateView,
    profile: Profile,
    vacancy_id: str,
    rules: Rules,
    now: datetime,
) -> VacancyFit:
    """How well one vacancy suits this candidate.

    Raises:
        EmployerUnknown: the vacancy is gone.
    """
    row = await vacancy_row(session, vacancy_id)
    [outcome] = await assessed(session, [row], profile, rules, now)
    interest = await interest_row(session, candidate, vacancy_id)
    return VacancyFit(
        vacancy_view(row), outcome, interest is not None and stands(interest), is_open(row, local_day(now))
    )


async def of_employer(
    session: AsyncSession, employer_id: str, profile: Profile, rules: Rules, now: datetime
) -> list[tuple[VacancyView, Match | Excluded]]:
    """How well each open vacancy of an employer suits: the best first, those that do not suit last."""
    rows = await vacancies_of(session, [employer_id], now)
    judged = zip(map(vacancy_view, rows), await assessed(session, rows, profile, rules, now), strict=True)
    return sorted(judged, key=lambda one: (-one[1].score if isinstance(one[1], Match) else 1.0, one[0].id))
