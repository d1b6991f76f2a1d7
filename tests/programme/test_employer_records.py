"""An employer under another name, two records made one, and one who takes part no more."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import AuditRow, EmployerRow, NoticeRow, TripEmployerRow, VacancyRow
from bot.programme import employer_records, employers, interests, interviews, seats, trips, vacancies
from bot.programme.employer_records import MeetsBoth, ReferenceUnknown
from bot.programme.interviews import Appointment
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer


async def two(session: AsyncSession) -> list[VacancyRow]:
    """A vacancy of each of two employers."""
    rows = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id))).all()
    first = rows[0]
    return [first, next(row for row in rows if row.employer_id != first.employer_id)]


async def told(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(NoticeRow)) or 0


async def test_another_name_changes_nothing_else(session: AsyncSession) -> None:
    vacancy, _ = await two(session)
    before = (await employers.names(session))[vacancy.employer_id]
    await employer_records.rename(session, vacancy.employer_id, "Forge Beauséjour", NOW, actor=ANA)
    assert (await employers.names(session))[vacancy.employer_id] == "Forge Beauséjour"
    done = (await session.scalars(select(AuditRow).where(AuditRow.action == "rename employer"))).one()
    assert done.changes == {"name": [before, "Forge Beauséjour"]}
    with pytest.raises(ReferenceUnknown):
        await employer_records.rename(session, "nobody", "x", NOW, actor=ANA)


async def test_of_two_records_one_stays_with_interest_interviews_and_trips(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    gone, kept = await two(session)
    gone_id, kept_id, vacancy_id = gone.employer_id, kept.employer_id, gone.id
    trip, someone = (await trips.coming(session, NOW))[0], await newcomer()
    trip_id, hour = trip.id, trip.departs_at + timedelta(hours=6)
    await seats.register(session, someone, trip_id, 1, NOW)
    await interests.express_interest(session, someone, vacancy_id, NOW)
    await interviews.publish(session, trip_id, [Appointment(someone.id, gone_id, hour, 25, vacancy_id)], NOW, actor=ANA)
    before, identifier = await told(session), someone.id
    await employer_records.merge(session, gone_id, kept_id, NOW, actor=ANA)
    assert gone_id not in await employers.names(session)
    assert await interests.agreed(session, [identifier]) == {(identifier, kept_id)}
    assert [each.employer_id for each in await interviews.of_trip(session, trip_id)] == [kept_id]
    assert vacancy_id in {row.id for row in await vacancies.listed(session, kept_id)}
    led = select(func.count()).select_from(TripEmployerRow).where(TripEmployerRow.employer_id == gone_id)
    assert await session.scalar(led) == 0
    assert await told(session) == before, "it is the same employer: nobody is told"
    with pytest.raises(ReferenceUnknown):
        await employer_records.merge(session, kept_id, kept_id, NOW, actor=ANA)


async def test_who_meets_both_on_one_day_has_that_day_solved_first(session: AsyncSession, newcomer: Newcomer) -> None:
    pair, someone = await two(session), await newcomer()
    trip = (await trips.coming(session, NOW))[0]
    await seats.register(session, someone, trip.id, 1, NOW)
    hours = [trip.departs_at + timedelta(hours=6 + number) for number in (0, 1)]
    made = [Appointment(someone.id, row.employer_id, at, 25, row.id) for row, at in zip(pair, hours, strict=True)]
    await interviews.publish(session, trip.id, made, NOW, actor=ANA)
    with pytest.raises(MeetsBoth) as refused:
        await employer_records.merge(session, pair[0].employer_id, pair[1].employer_id, NOW, actor=ANA)
    assert refused.value.number == 1


async def test_who_takes_part_no_more_is_offered_and_met_no_more(session: AsyncSession, newcomer: Newcomer) -> None:
    vacancy, _ = await two(session)
    employer_id, someone = vacancy.employer_id, await newcomer()
    await interests.express_interest(session, someone, vacancy.id, NOW)
    before = await told(session)
    closed = await employer_records.archive(session, employer_id, NOW, actor=ANA)
    assert closed == len(await vacancies.listed(session, employer_id)) > 0
    assert {each.state for each in await vacancies.listed(session, employer_id)} == {"closed"}
    ahead = [await trips.find(session, row.id, drafts=True) for row in await trips.coming(session, NOW)]
    assert not [trip for trip in ahead if employer_id in {row.id for row in trip.employers}]
    assert await told(session) == before + 1, "who was interested is told"
    assert await session.get(EmployerRow, employer_id) is not None
