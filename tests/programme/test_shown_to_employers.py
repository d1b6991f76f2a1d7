"""What an employer sees: what the job needs, and nothing by which one may not choose."""

from dataclasses import asdict, fields, replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.turn import Library
from bot.base.terms import Household, Permit, Schedule, Standing, Trade
from bot.db.models import InterestRow
from bot.programme import interests
from bot.programme.profiles import Profile
from bot.programme.shown_to_employers import VERSION, Right, Shown, for_employer
from tests.conftest import NOW
from tests.matching.factories import WEIGHTS
from tests.programme.conftest import Newcomer
from tests.programme.test_employers import some_vacancies

BAKER = Profile(
    occupation="63202", experience_years=7.0, permit=Permit.PERMANENT_RESIDENT, available_from=date(2027, 2, 1),
    trades=(Trade("63200", Standing.HELD, 2.0),), household=Household(partner=True, children=2), least_wage=2400,
    regions=("02",), schedules=(Schedule.DAY,), partner_field="3",
)  # fmt: skip


def shown(profile: Profile) -> Shown:
    return for_employer(profile, WEIGHTS.permits)


def test_neither_household_nor_status_nor_wishes_are_shown() -> None:
    names = {field.name for field in fields(Shown)}
    assert not names & {"household", "permit", "regions", "towns", "least_wage", "schedules", "partner_field", "car"}
    other = replace(
        BAKER, household=Household(children=4), permit=Permit.REFUGEE, least_wage=None, regions=("11",), schedules=None
    )
    assert asdict(shown(BAKER)) == asdict(shown(other))


@pytest.mark.parametrize(
    ("permit", "right"),
    [
        (Permit.CITIZEN, Right.NOW),
        (Permit.OPEN_WORK_PERMIT, Right.NOW),
        (Permit.CLOSED_WORK_PERMIT, Right.AFTER_PERMIT),
        (Permit.STUDY_PERMIT, Right.TO_CONFIRM),
        (None, Right.TO_CONFIRM),
        (Permit.VISITOR, Right.NO),
    ],
)
def test_of_a_status_it_is_told_whether_somebody_may_work(permit: Permit | None, right: Right) -> None:
    assert shown(replace(BAKER, permit=permit)).right is right


async def test_what_agreeing_covers_is_kept_with_it(
    session: AsyncSession, newcomer: Newcomer, library: Library
) -> None:
    candidate, (vacancy, *_) = await newcomer(), await some_vacancies(session)
    session.add(InterestRow(candidate_id=candidate.id, vacancy_id=vacancy, expressed_at=NOW, withdrawn_at=NOW))
    await session.flush()
    row = (await session.scalars(select(InterestRow))).one()
    await session.refresh(row)
    assert row.version == 1, "what was agreed to before was all nine answers"
    await interests.express_interest(session, candidate, vacancy, NOW)
    assert row.version == VERSION
