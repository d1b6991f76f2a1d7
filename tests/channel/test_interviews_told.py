"""What is told of interviews and of the jobs they are about: to candidates, to employers, to officers."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.answers.doors import Door
from bot.answers.performing import perform
from bot.answers.turn import Turn
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db.models import (
    EmployerRow,
    VacancyRow,
)
from bot.programme import (
    candidates,
    employers,
    interests,
    interviews,
    privacy,
    seats,
    trip_changes,
    vacancies,
)
from bot.programme.interviews import Appointment
from bot.programme.vacancies import InterestUnknown, VacancyState
from bot.replies.message import Ref
from tests.channel.notice_world import BACK, LEAVES, OFFICER, Cast, Scene, begin, interviewed
from tests.conftest import ANA, NOW


async def test_who_has_no_interview_is_told_once_why_and_what_they_do_instead(scene: Scene) -> None:
    async def publish(session: AsyncSession) -> None:
        there = await candidates.of_chat(session, 1001)
        employer = str(await session.scalar(select(EmployerRow.id).limit(1)))
        assert there is not None
        made = [Appointment(there.id, employer, LEAVES + timedelta(hours=6), 25)]
        await interviews.publish(session, "the-trip", made, NOW, actor=ANA)

    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await seats.register(session, cast.other, cast.trip.id, 1, NOW)
        cast.trip.instead = {"fr": "Visite du port.", "en": "A visit to the harbour."}
        mine = await cast.registered()
        await publish(session)
    await scene.look()
    said = "\n".join(await scene.told(1000))
    assert ("Visite du port." if scene.language is Language.FRENCH else "A visit to the harbour.") in said
    assert ("votre métier" if scene.language is Language.FRENCH else "your occupation") in said
    async with scene.database.transaction() as session:
        await publish(session)
    await scene.look()
    assert await scene.told(1000) == []
    async with scene.database.transaction() as session:
        reader = await candidates.of_chat(session, 1000)
        assert reader is not None
        turn = Turn(session, reader, NOW, scene.library)
        [day] = await perform(turn, [Ref("my_day", (mine.id,))], Door.BUTTON)
        assert "harbour" in day.text or "port" in day.text


async def test_interviews_that_keep_their_hours_on_another_day_are_not_told_again(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await interviewed(cast)
    await scene.look()
    await scene.told(1000)
    day, hour = timedelta(days=1), timedelta(hours=1)
    said = []
    for columns in ({"departs_at": LEAVES + day, "returns_at": BACK + day}, {"departs_at": LEAVES + day + hour}):
        async with scene.database.transaction() as session:
            await trip_changes.change(session, cast.trip.id, columns, NOW, actor=ANA, along=True)
        await scene.look()
        said.append([text for text in await scene.told(1000) if "<s>" in text])
    assert said[0] == [], "the day is told with the trip"
    [later] = said[1]
    assert "12\u00a0h\u00a030" in later or "12:30" in later


async def meets_about(cast: Cast, number: int = 0) -> VacancyRow:
    """The reader agreed to a job and has an interview about it, and was told so."""
    await cast.registered()
    query = select(VacancyRow).options(selectinload(VacancyRow.employer)).order_by(VacancyRow.id).offset(number)
    vacancy = (await cast.session.scalars(query.limit(1))).one()
    await interests.express_interest(cast.session, cast.reader, vacancy.id, NOW)
    made = [Appointment(cast.reader.id, vacancy.employer_id, LEAVES + timedelta(hours=6), 25, vacancy.id)]
    await interviews.publish(cast.session, cast.trip.id, made, NOW, actor=ANA)
    return vacancy


@pytest.mark.parametrize("by_itself", [False, True])
async def test_a_job_that_is_over_ends_its_interviews_and_is_told_with_them_once(scene: Scene, by_itself: bool) -> None:
    async with scene.database.transaction() as session:
        vacancy = await meets_about(await begin(session, scene))
        vacancy.until = NOW.date()
    await scene.look()
    await scene.told(1000)
    tomorrow = NOW + timedelta(days=1)
    if not by_itself:
        async with scene.database.transaction() as session:
            told = await vacancies.set_state(session, vacancy.id, VacancyState.FILLED, None, tomorrow, actor=ANA)
            assert told == 1, "one person, who was interested and has an interview"
    scene.now = tomorrow
    await scene.look()
    await scene.look()
    changed, *calendar = await scene.told(1000)
    assert "<s>11" in changed
    assert changed.count(vacancy.employer.name) == 2, "the line that is struck, and the reason"
    assert ("found somebody" in changed or "trouvé quelqu’un" in changed) is not by_itself
    assert not any(vacancy.employer.name in text for text in calendar)
    async with scene.database.transaction() as session:
        assert await interviews.of_trip(session, "the-trip") == []


async def test_who_agreed_to_another_job_there_keeps_the_hour_and_is_told_of_the_job_alone(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        two_jobs = select(VacancyRow.employer_id).group_by(VacancyRow.employer_id).having(func.count() > 1)
        there = VacancyRow.employer_id == (await session.scalars(two_jobs.limit(1))).one()
        first, other = (await session.scalars(select(VacancyRow).where(there).order_by(VacancyRow.id))).all()[:2]
        await cast.registered()
        for vacancy in (first, other):
            await interests.express_interest(session, cast.reader, vacancy.id, NOW)
        made = [Appointment(cast.reader.id, first.employer_id, LEAVES + timedelta(hours=6), 25, first.id)]
        await interviews.publish(session, cast.trip.id, made, NOW, actor=ANA)
    await scene.look()
    await scene.told(1000)
    async with scene.database.transaction() as session:
        assert await vacancies.set_state(session, first.id, VacancyState.CLOSED, None, NOW, actor=ANA) == 1
        assert [each.vacancy_id for each in await interviews.of_trip(session, "the-trip")] == [other.id]
    await scene.look()
    [said] = await scene.told(1000)
    assert "<s>" not in said


async def test_a_job_that_is_over_before_its_interview_was_told_is_told_alone(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        vacancy = await meets_about(await begin(session, scene))
        await vacancies.set_state(session, vacancy.id, VacancyState.FILLED, None, NOW, actor=ANA)
    await scene.look()
    [said] = await scene.told(1000)
    assert vacancy.employer.name in said
    assert "<s>" not in said, "nobody knew of the interview"


async def test_an_agreement_taken_back_is_told_to_an_employer_who_knew_of_it(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        ids = list(await session.scalars(select(VacancyRow.id).order_by(VacancyRow.id).limit(2)))
        for vacancy in ids:
            await interests.express_interest(session, cast.reader, vacancy, NOW)
        passed_on = (await vacancies.interests(session))[0]
        await vacancies.handle(session, passed_on.number, NOW, passed_on=True, actor=ANA)
        for vacancy in ids:
            await interests.withdraw_interest(session, cast.reader, vacancy, NOW)
    await scene.look()
    [alarm] = await scene.told(OFFICER)
    assert ("tell the employer" in alarm) or ("aviser l’employeur" in alarm)
    async with scene.database.transaction() as session:
        [waits] = await vacancies.interests(session)
        assert (waits.number, waits.taken_back_at) == (passed_on.number, NOW)
        with pytest.raises(InterestUnknown):
            await vacancies.handle(session, waits.number, NOW, passed_on=True, actor=ANA)
        await vacancies.handle(session, waits.number, NOW, passed_on=False, actor=ANA)
        assert await vacancies.interests(session) == []


async def test_who_is_erased_is_told_without_a_name_to_who_tells_the_employers(scene: Scene) -> None:
    async with scene.database.transaction() as session:
        cast = await begin(session, scene)
        await cast.registered()
        known, met = (await session.scalars(select(VacancyRow).order_by(VacancyRow.employer_id).limit(40))).all()[::39]
        names = await employers.names(session)
        for vacancy in (known, met):
            await interests.express_interest(session, cast.reader, vacancy.id, NOW)
        number = next(each.number for each in await vacancies.interests(session) if each.vacancy_id == known.id)
        await vacancies.handle(session, number, NOW, passed_on=True, actor=ANA)
        hour = LEAVES + timedelta(hours=6)
        made = [Appointment(cast.reader.id, met.employer_id, hour, 25, met.id)]
        await interviews.publish(session, cast.trip.id, made, NOW, actor=ANA)
        await privacy.erase(session, cast.reader, NOW)
        await privacy.erase(session, cast.other, NOW)
    await scene.look()
    told = {name: text for text in await scene.told(OFFICER) for name in names.values() if name in text}
    assert set(told) == {names[known.employer_id], names[met.employer_id]}
    assert texts(scene.language).time(hour) in told[names[met.employer_id]]
    assert texts(scene.language).time(hour) not in told[names[known.employer_id]]
