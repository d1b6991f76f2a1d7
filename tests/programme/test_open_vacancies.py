"""The open vacancies in memory: read again when one changed, wherever that was, and at no other time."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, event, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.turn import Library
from bot.db import Database
from bot.db.models import EmployerRow, VacancyRow
from bot.matching import Ranker
from bot.programme import vacancies
from bot.programme.open_vacancies import OpenVacancies
from bot.programme.profiles import Profile
from bot.programme.vacancies import VacancyState
from tests.conftest import ANA, NOW

WELDER = Profile(occupation="72106", experience_years=3, french_level=8)
Change = Callable[[AsyncSession, str], Awaitable[object]]


async def opened(database: Database, open_vacancies: OpenVacancies) -> Ranker:
    """What a turn of its own ranks with."""
    async with database.reading() as session:
        return await open_vacancies.ranker(session, NOW)


async def best(database: Database, open_vacancies: OpenVacancies) -> str:
    """The vacancy that suits the welder best."""
    async with database.reading() as session:
        return (await open_vacancies.ranking(session, WELDER, NOW)).vacancies[0]


async def fill(session: AsyncSession, vacancy_id: str) -> None:
    await vacancies.set_state(session, vacancy_id, VacancyState.FILLED, None, NOW, actor=ANA)


async def pay_less(session: AsyncSession, vacancy_id: str) -> None:
    await session.execute(update(VacancyRow).where(VacancyRow.id == vacancy_id).values(wage_low_cents=1))


async def move_away(session: AsyncSession, vacancy_id: str) -> None:
    row = await session.get_one(VacancyRow, vacancy_id)
    (await session.get_one(EmployerRow, row.employer_id)).town = "elsewhere"


async def leave(session: AsyncSession, vacancy_id: str) -> None:
    row = await session.get_one(VacancyRow, vacancy_id)
    await session.execute(delete(EmployerRow).where(EmployerRow.id == row.employer_id))


@pytest.mark.parametrize("change", [fill, pay_less, move_away, leave])
async def test_a_change_of_any_process_is_seen_by_the_next_turn(
    change: Change, database: Database, library: Library
) -> None:
    open_vacancies, other = OpenVacancies(library.rules), OpenVacancies(library.rules)
    vacancy, before = await best(database, open_vacancies), await opened(database, open_vacancies)
    assert await opened(database, open_vacancies) is before
    async with database.transaction() as session:
        await change(session, vacancy)
    after = await opened(database, open_vacancies)
    assert after is not before
    assert await opened(database, open_vacancies) is after
    assert (vacancy in after) == (vacancy in await opened(database, other)), "as somebody who starts now sees it"
    assert (vacancy in after) == (change not in {fill, leave})


async def test_what_is_rolled_back_changes_nothing(database: Database, library: Library) -> None:
    open_vacancies = OpenVacancies(library.rules)
    vacancy, before = await best(database, open_vacancies), await opened(database, open_vacancies)
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as session:
            await fill(session, vacancy)
            await session.flush()
            raise ZeroDivisionError
    assert await opened(database, open_vacancies) is before


async def test_another_day_has_other_vacancies(database: Database, library: Library) -> None:
    open_vacancies = OpenVacancies(library.rules)
    before = await opened(database, open_vacancies)
    async with database.reading() as session:
        assert await open_vacancies.ranker(session, NOW + timedelta(days=1)) is not before


async def test_a_turn_that_was_prepared_reads_no_more_vacancies_than_it_shows(
    database: Database, library: Library
) -> None:
    open_vacancies = OpenVacancies(library.rules)
    async with database.reading() as session:
        await open_vacancies.look(session, WELDER, NOW, Ranker.judge)
    asked: list[str] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    async with database.transaction() as session:
        assert (await open_vacancies.ranking(session, WELDER, NOW)).lines
    assert [each for each in asked if "revisions" in each]
    assert not [each for each in asked if "vacancies.title" in each], "no vacancy is read"
