"""The interviews of a trip's day, as they are put in force."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.errors import BotError
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db.models import EmployerRow, InterestRow, VacancyRow
from bot.programme import interests, interviews, seats, trip_views, trips, vacancies
from bot.programme.interviews import Appointment, NoSeat, NothingToTalkAbout
from bot.programme.shown_to_employers import VERSION
from bot.replies import refusals, trip_news
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer
from tests.rows import row_of


async def test_who_gave_the_seat_back_while_the_day_was_solved_is_one_line_for_the_officer(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip, someone = (await trips.coming(session, NOW))[0], await newcomer()
    registration = await row_of(session, await seats.register(session, someone, trip.id, 1, NOW))
    employer = str(await session.scalar(select(EmployerRow.id).limit(1)))
    solved = [Appointment(someone.id, employer, trip.departs_at + timedelta(hours=6), 25)]
    await seats.cancel(session, someone, registration.id, NOW)
    with pytest.raises(NoSeat) as refused:
        await interviews.publish(session, trip.id, solved, NOW, actor=ANA)
    assert isinstance(refused.value, BotError), "what the command line prints without a traceback"
    assert "no confirmed seat" in refusals.told(texts(Language.ENGLISH), refused.value)
    assert await interviews.of_trip(session, trip.id) == []


async def test_who_was_refused_gets_no_interview_and_a_yes_later_counts(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip, someone = (await trips.coming(session, NOW))[0], await newcomer()
    await seats.register(session, someone, trip.id, 1, NOW)
    one, other = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(2))).all()
    assert one.employer_id != other.employer_id
    hour = trip.departs_at + timedelta(hours=6)
    made = [
        Appointment(someone.id, row.employer_id, hour + timedelta(hours=number), 25, row.id)
        for number, row in enumerate((one, other))
    ]
    await interviews.publish(session, trip.id, made, NOW, actor=ANA)
    await interests.decline(session, someone, one.id, NOW)
    assert await interviews.end_with(session, someone, one.employer_id, NOW) == 1
    assert [each.employer_id for each in await interviews.of_trip(session, trip.id)] == [other.employer_id]
    assert await interests.refusals(session, [someone.id]) == {(someone.id, one.employer_id)}
    assert await interests.agreements(session, someone) == [], "a no is no agreement that was taken back"
    await interests.express_interest(session, someone, one.id, NOW)
    assert await interests.refusals(session, [someone.id]) == set()
    assert await interests.agreed(session, [someone.id]) == {(someone.id, one.employer_id)}


@pytest.mark.parametrize("language", list(Language))
async def test_an_interview_needs_a_yes_which_is_asked_with_its_hour(
    session: AsyncSession, newcomer: Newcomer, language: Language
) -> None:
    trip, someone = (await trips.coming(session, NOW))[0], await newcomer()
    mine = await seats.register(session, someone, trip.id, 1, NOW)
    vacancy = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(1))).one()
    hour = trip.departs_at + timedelta(hours=6)
    made = [Appointment(someone.id, vacancy.employer_id, hour, 25, vacancy.id)]
    await interviews.publish(session, trip.id, made, NOW, actor=ANA)
    own = await trip_views.interviews_of(session, mine)
    asked = trip_news.interviews(texts(language), mine, own, (), {}, unagreed=own)
    plain = trip_news.interviews(texts(language), mine, own, (), {})
    refs = [button.ref.encode() for row in asked.rows for button in row if button.ref]
    assert refs[:2] == [f"interest:{vacancy.id}", f"decline_interview:{vacancy.id}"]
    assert len(asked.text) > len(plain.text)


async def test_an_interview_is_about_a_vacancy_so_that_it_takes_a_yes(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    trip, someone = (await trips.coming(session, NOW))[0], await newcomer()
    await seats.register(session, someone, trip.id, 1, NOW)
    employer = (await session.scalars(select(EmployerRow).order_by(EmployerRow.id).limit(1))).one()
    hour = trip.departs_at + timedelta(hours=6)
    await interviews.publish(session, trip.id, [Appointment(someone.id, employer.id, hour, 25)], NOW, actor=ANA)
    [made] = await interviews.of_trip(session, trip.id)
    assert made.vacancy_id is not None
    nothing = EmployerRow(id="e-new", name="Scierie Roy", region="08", town="Amos", about={"fr": "Bois."})
    session.add(nothing)
    await session.flush()
    with pytest.raises(NothingToTalkAbout) as refused:
        await interviews.publish(session, trip.id, [Appointment(someone.id, "e-new", hour, 25)], NOW, actor=ANA)
    assert "e-new" in refusals.told(texts(Language.FRENCH), refused.value)


async def test_a_yes_to_an_older_text_is_asked_anew(session: AsyncSession, newcomer: Newcomer) -> None:
    someone = await newcomer()
    vacancy = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(1))).one()
    await interests.express_interest(session, someone, vacancy.id, NOW)
    interest = (await session.scalars(select(InterestRow))).one()
    interest.version = VERSION - 1
    await session.flush()
    assert await interests.agreed(session, [someone.id]) == set()
    assert await interests.refusals(session, [someone.id]) == set(), "nobody said no"
    assert await vacancies.interests(session) == [], "nothing to pass on"
    await interests.express_interest(session, someone, vacancy.id, NOW)
    assert await interests.agreed(session, [someone.id]) == {(someone.id, vacancy.employer_id)}
