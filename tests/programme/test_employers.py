"""Matches of a profile, and the agreement that an employer may see it."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.answers.turn import Library
from bot.base.clock import QUEBEC_TIME
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db.models import AuditRow, EmployerRow, NoticeRow, VacancyRow
from bot.matching import Match
from bot.programme import employers, interests, matching_inputs, profiles, vacancies, vacancy_fit
from bot.programme.candidates import Consent, ConsentMissing
from bot.programme.employers import EmployerUnknown
from bot.programme.profiles import Profile
from bot.programme.vacancies import InterestUnknown, VacancyState, VacancyUnknown
from bot.queues.notices import NoticeKind
from bot.replies.refusals import told
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer
from tests.programme.test_profiles import ANSWERS

COOK = Profile(occupation="63200", experience_years=3, french_level=8)


async def some_vacancies(session: AsyncSession) -> list[str]:
    found = list(await session.scalars(select(VacancyRow.id).order_by(VacancyRow.id).limit(3)))
    assert len(found) == 3
    return found


async def audit_of(session: AsyncSession, vacancy: str) -> list[str]:
    trail = select(AuditRow.action).where(AuditRow.subject == vacancy).order_by(AuditRow.id)
    return list(await session.scalars(trail))


async def test_matches_come_best_first_one_line_an_employer(session: AsyncSession, library: Library) -> None:
    ranking = await library.open_vacancies.ranking(session, COOK, NOW)
    assert len(ranking.lines) > 3
    percents = [round(ranking.best(line).score, 2) for line in ranking.lines]
    assert percents == sorted(percents, reverse=True)
    assert len(set(percents)) > 1
    assert len({line.employer_id for line in ranking.lines}) == len(ranking.lines)
    rows = await employers.find_vacancies(session, ranking.vacancies)
    for line in ranking.lines:
        assert {rows[each].employer.id for each in line.vacancies} == {line.employer_id}


async def test_among_equals_the_employer_with_fewer_interested_comes_first(
    session: AsyncSession, newcomer: Newcomer, library: Library
) -> None:
    async def best() -> list[Match]:
        ranking = await library.open_vacancies.ranking(session, COOK, NOW)
        return [ranking.best(line) for line in ranking.lines]

    before = await best()
    percents = [round(each.score, 2) for each in before]
    place = next(place for place in range(len(percents) - 1) if percents[place] == percents[place + 1])
    wanted = before[place].vacancy_id
    someone = await newcomer()
    await interests.express_interest(session, someone, wanted, NOW)
    assert (await best())[place].vacancy_id == before[place + 1].vacancy_id
    await interests.withdraw_interest(session, someone, wanted, NOW)
    assert await best() == before


async def test_a_whole_profile_is_weighed_as_it_was_told(
    session: AsyncSession, newcomer: Newcomer, library: Library
) -> None:
    candidate = await newcomer()
    for field, value in ANSWERS.items():
        await profiles.answer(session, candidate, field, value, NOW)
    weighed = matching_inputs.as_candidate(await profiles.load(session, candidate), library.rules)
    for field, value in ANSWERS.items():
        expected = frozenset(value) if isinstance(value, tuple) else value
        assert getattr(weighed, field) == expected, field


async def test_every_vacancy_can_be_weighed(session: AsyncSession, library: Library) -> None:
    rows = (await session.scalars(select(VacancyRow).options(selectinload(VacancyRow.employer)))).all()
    assert len(rows) >= 400
    ranker = await library.open_vacancies.ranker(session, NOW)
    assert all(row.id in ranker for row in rows)
    weighed = matching_inputs.as_vacancies(rows, library.rules)
    placed = sum(vacancy.position is not None for vacancy in weighed)
    assert placed > 0.95 * len(weighed), "a distance is known nearly everywhere"
    assert all(vacancy.occupation[0] in vacancy.fields_around for vacancy in weighed)


async def test_interest_twice_is_once(session: AsyncSession, newcomer: Newcomer, library: Library) -> None:
    candidate, (vacancy, *_) = await newcomer(), await some_vacancies(session)
    for _ in range(2):
        agreed = await interests.express_interest(session, candidate, vacancy, NOW)
        assert agreed.id == vacancy
    assert [row.id for row in await interests.interests_of(session, candidate)] == [vacancy]
    assert await audit_of(session, vacancy) == ["interest"]
    offer = await vacancy_fit.of_vacancy(session, candidate, COOK, vacancy, library.rules, NOW)
    assert offer.interested


async def test_interest_can_be_taken_back_and_given_again(
    session: AsyncSession, newcomer: Newcomer, library: Library
) -> None:
    candidate, other, (vacancy, *_) = await newcomer(), await newcomer(), await some_vacancies(session)
    await interests.withdraw_interest(session, candidate, vacancy, NOW)  # nothing to take back yet
    await interests.express_interest(session, candidate, vacancy, NOW)
    await interests.express_interest(session, other, vacancy, NOW)
    for _ in range(2):
        await interests.withdraw_interest(session, candidate, vacancy, NOW)
    assert await interests.interests_of(session, candidate) == []
    assert not (await vacancy_fit.of_vacancy(session, candidate, COOK, vacancy, library.rules, NOW)).interested
    assert [row.id for row in await interests.interests_of(session, other)] == [vacancy]
    await interests.express_interest(session, candidate, vacancy, NOW)
    assert [row.id for row in await interests.interests_of(session, candidate)] == [vacancy]
    trail = select(AuditRow.action).where(AuditRow.actor == candidate.conversation, AuditRow.subject == vacancy)
    acts = list(await session.scalars(trail.order_by(AuditRow.id)))
    assert acts == ["interest", "withdraw interest", "interest"]


async def test_an_interest_given_again_is_dealt_with_again(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, (vacancy, *_) = await newcomer(), await some_vacancies(session)
    await interests.express_interest(session, candidate, vacancy, NOW)
    [first] = await vacancies.interests(session)
    await vacancies.handle(session, first.number, NOW, passed_on=True, actor=ANA)
    await interests.withdraw_interest(session, candidate, vacancy, NOW)
    await interests.express_interest(session, candidate, vacancy, NOW + timedelta(days=1))
    [anew] = await vacancies.interests(session)
    assert (anew.seen_at, anew.passed_on_at) == (None, None)


async def test_interests_are_in_the_order_in_which_they_were_agreed_to(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    candidate, (first, second, third) = await newcomer(), await some_vacancies(session)
    for minute, vacancy in enumerate((third, first, second)):
        await interests.express_interest(session, candidate, vacancy, NOW + timedelta(minutes=minute))
    assert [row.id for row in await interests.interests_of(session, candidate)] == [third, first, second]


@pytest.mark.parametrize("consent", [None, Consent.REFUSED])
async def test_nobody_is_shown_to_an_employer_without_consent(
    session: AsyncSession, newcomer: Newcomer, consent: Consent | None
) -> None:
    candidate, (vacancy, *_) = await newcomer(consent), await some_vacancies(session)
    with pytest.raises(ConsentMissing):
        await interests.express_interest(session, candidate, vacancy, NOW)
    assert await interests.interests_of(session, candidate) == []
    assert await audit_of(session, vacancy) == []


async def test_an_old_button_leads_to_no_employer(session: AsyncSession, newcomer: Newcomer, library: Library) -> None:
    candidate = await newcomer()
    with pytest.raises(EmployerUnknown):
        await interests.express_interest(session, candidate, "gone", NOW)
    with pytest.raises(EmployerUnknown):
        await interests.withdraw_interest(session, candidate, "gone", NOW)
    with pytest.raises(EmployerUnknown):
        await vacancy_fit.of_vacancy(session, candidate, COOK, "gone", library.rules, NOW)
    with pytest.raises(EmployerUnknown):
        await employers.find_employer(session, "gone", NOW)


async def test_an_employer_is_found_with_its_vacancies(session: AsyncSession) -> None:
    names = await employers.names(session)
    assert len(names) >= 120
    per_region = {f"{number:02}": 0 for number in range(1, 18)}
    for identifier, name in names.items():
        found, offered = await employers.find_employer(session, identifier, NOW)
        assert found.name == name
        assert offered
        per_region[found.region] += len(offered)
    for region, number in per_region.items():
        assert await employers.vacancies_in(session, region, NOW) == number
    assert per_region["06"] == 0
    assert min(number for region, number in per_region.items() if region != "06") > 0


async def test_a_vacancy_that_is_filled_is_shown_to_nobody_and_who_was_interested_is_told_once(
    session: AsyncSession, newcomer: Newcomer, library: Library
) -> None:
    open_vacancies, welder = library.open_vacancies, await newcomer()
    profile = Profile(occupation="72106", experience_years=3, french_level=8)
    best = (await open_vacancies.ranking(session, profile, NOW)).vacancies[0]
    await interests.express_interest(session, welder, best, NOW)
    [fresh] = await vacancies.interests(session)
    await vacancies.handle(session, fresh.number, NOW, passed_on=True, actor=ANA)
    [handled] = await vacancies.interests(session)
    assert (fresh.seen_at, handled.seen_at, handled.passed_on_at) == (None, NOW, NOW)
    assert await vacancies.set_state(session, best, VacancyState.FILLED, None, NOW, actor=ANA) == 1
    assert await vacancies.set_state(session, best, VacancyState.CLOSED, None, NOW, actor=ANA) == 0, "told already"
    assert best not in await open_vacancies.ranker(session, NOW)
    assert await vacancies.interests(session) == []
    await vacancies.set_state(session, best, VacancyState.OPEN, NOW.date(), NOW, actor=ANA)
    assert best in await open_vacancies.ranker(session, NOW)
    assert best not in await open_vacancies.ranker(session, NOW + timedelta(days=1)), "its last day is over"
    tomorrow = NOW + timedelta(days=1)
    assert (await vacancies.over(session, NOW), await vacancies.over(session, tomorrow)) == ([], [best])
    for _ in range(2):  # a second look changes nothing
        await vacancies.close_by_itself(session, best, tomorrow)
    assert await vacancies.over(session, tomorrow) == []
    await vacancies.set_state(session, best, VacancyState.OPEN, vacancies.Kept.KEPT, tomorrow, actor=ANA)
    assert best in await open_vacancies.ranker(session, tomorrow), "open again, its last day is over"
    await vacancies.set_state(session, best, VacancyState.CLOSED, None, tomorrow, actor=ANA)
    query = select(func.count()).select_from(NoticeRow).where(NoticeRow.kind == NoticeKind.VACANCY_OVER)
    assert await session.scalar(query.where(NoticeRow.done_at.is_(None))) == 1, "who was interested is told"


async def test_a_vacancy_is_matched_and_shown_from_its_first_day_on(
    session: AsyncSession, newcomer: Newcomer, library: Library
) -> None:
    open_vacancies, welder = library.open_vacancies, await newcomer()
    profile = Profile(occupation="72106", experience_years=3, french_level=8)
    best = (await open_vacancies.ranking(session, profile, NOW)).vacancies[0]
    row = await session.get_one(VacancyRow, best)
    region = (await session.get_one(EmployerRow, row.employer_id)).region
    tomorrow = NOW.date() + timedelta(days=1)
    before = await employers.vacancies_in(session, region, NOW)
    await vacancies.set_state(session, best, VacancyState.OPEN, None, NOW, offered_from=tomorrow, actor=ANA)
    assert best not in await open_vacancies.ranker(session, NOW)
    assert best not in [each.id for each in await employers.vacancies_of(session, [row.employer_id], NOW)]
    assert await employers.vacancies_in(session, region, NOW) == before - 1
    with pytest.raises(interests.VacancyOver):
        await interests.express_interest(session, welder, best, NOW)
    await vacancies.close_by_itself(session, best, NOW)
    assert await vacancies.over(session, NOW) == []
    midnight = datetime.combine(tomorrow, time(), QUEBEC_TIME)
    assert best not in await open_vacancies.ranker(session, midnight - timedelta(minutes=1)), "the day is Québec's"
    assert best in await open_vacancies.ranker(session, midnight)
    await interests.express_interest(session, welder, best, midnight)
    with pytest.raises(vacancies.EndsBeforeItBegins):
        await vacancies.set_state(session, best, VacancyState.OPEN, NOW.date(), NOW, offered_from=tomorrow, actor=ANA)


@pytest.mark.parametrize("before", list(VacancyState))
async def test_a_vacancy_is_not_opened_until_a_day_that_is_over(
    session: AsyncSession, library: Library, before: VacancyState
) -> None:
    row = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(1))).one()
    row.state, row.until, yesterday = before, None, NOW.date() - timedelta(days=1)
    await session.flush()
    with pytest.raises(vacancies.OverAlready) as refused:
        await vacancies.set_state(session, row.id, VacancyState.OPEN, yesterday, NOW, actor=ANA)
    english, french = (told(texts(each), refused.value) for each in (Language.ENGLISH, Language.FRENCH))
    assert str(yesterday) in english
    assert "déjà passé" in french
    assert row.state == before
    await vacancies.set_state(session, row.id, VacancyState.OPEN, NOW.date(), NOW, actor=ANA)
    await vacancies.set_state(session, row.id, VacancyState.FILLED, yesterday, NOW, actor=ANA)
    ended = (await session.get_one(VacancyRow, row.id)).until
    assert ended == yesterday, "what is not offered may have ended"


async def test_a_vacancy_whose_days_are_the_wrong_way_round_is_not_opened_as_it_stands(
    session: AsyncSession, library: Library
) -> None:
    row = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(1))).one()
    first, last = NOW.date() + timedelta(days=20), NOW.date() + timedelta(days=10)
    row.state, row.offered_from, row.until = VacancyState.CLOSED, first, last
    await session.flush()
    with pytest.raises(vacancies.EndsBeforeItBegins):
        await vacancies.set_state(session, row.id, VacancyState.OPEN, vacancies.Kept.KEPT, NOW, actor=ANA)
    await vacancies.set_state(session, row.id, VacancyState.FILLED, vacancies.Kept.KEPT, NOW, actor=ANA)
    await vacancies.set_state(session, row.id, VacancyState.OPEN, first, NOW, actor=ANA)
    assert (row.state, row.offered_from, row.until) == (VacancyState.OPEN, first, first)


async def test_who_opens_what_is_open_and_over_says_until_when(session: AsyncSession, library: Library) -> None:
    row = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(1))).one()
    yesterday, ahead, kept = NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=30), vacancies.Kept.KEPT
    row.state, row.offered_from, row.until = VacancyState.OPEN, None, yesterday
    await session.flush()
    for first in (kept, ahead, None):
        with pytest.raises(vacancies.EndIsOver) as refused:
            await vacancies.set_state(session, row.id, VacancyState.OPEN, kept, NOW, offered_from=first, actor=ANA)
    english, french = (told(texts(each), refused.value) for each in (Language.ENGLISH, Language.FRENCH))
    assert (str(yesterday) in english, str(yesterday) in french) == (True, True)
    assert (english != french, "indiquez-en un nouveau" in french) == (True, True)
    await vacancies.set_state(session, row.id, VacancyState.OPEN, None, NOW, actor=ANA)
    stands = await session.get_one(VacancyRow, row.id)
    assert (stands.state, stands.until) == (VacancyState.OPEN, None), "without end, when that is said"
    row.until = NOW.date()
    await session.flush()
    await vacancies.set_state(session, row.id, VacancyState.OPEN, kept, NOW, actor=ANA)
    assert stands.until == NOW.date(), "its last day is not over"


async def test_a_vacancy_or_an_interest_that_is_not_there_is_refused_in_both_languages(session: AsyncSession) -> None:
    with pytest.raises(VacancyUnknown) as vacancy:
        await vacancies.set_state(session, "no-such", VacancyState.FILLED, None, NOW, actor=ANA)
    with pytest.raises(InterestUnknown) as interest:
        await vacancies.handle(session, 4711, NOW, passed_on=True, actor=ANA)
    for name, refused in (("no-such", vacancy.value), ("4711", interest.value)):
        english, french = (told(texts(language), refused) for language in (Language.ENGLISH, Language.FRENCH))
        assert name in english
        assert name in french
        assert english != french
