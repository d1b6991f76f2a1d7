"""Transactions that change vacancies side by side, as on PostgreSQL: one waits for the other, and never in a circle."""

import asyncio
from datetime import date

from sqlalchemy import text

from bot.db import Database
from bot.db.models import EmployerRow, VacancyRow
from bot.programme import vacancies
from bot.programme.vacancies import VacancyState
from tests.conftest import ANA, NOW

_WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


def job(vacancy_id: str) -> VacancyRow:
    return VacancyRow(
        id=vacancy_id, employer_id="e", occupation="63202", title={"fr": "Boulangère"}, wage_low_cents=2000,
        wage_high_cents=2000, hours_per_week=40, schedule="day", min_experience_years=0, french_needed=0,
        work_languages=["fr"], regulated=False, start_date=date(2026, 4, 1), until=NOW.date(),
    )  # fmt: skip


async def in_line(database: Database, running: asyncio.Task[None]) -> None:
    """Until another transaction waits for a lock, or is done."""
    waiting = 0
    while not running.done() and not waiting:
        async with database.reading() as session:  # a transaction sees for ever what it saw of the others at first
            waiting = await session.scalar(_WAITING) or 0
        await asyncio.wait({running}, timeout=0.01)


async def test_two_that_change_the_same_vacancies_in_another_order_both_do(shared: Database) -> None:
    async with shared.transaction() as session:
        session.add(EmployerRow(id="e", name="Four", region="02", town="Alma", about={}))
        session.add_all([job("a"), job("b")])

    async def imports() -> None:
        """A file that says something of the second one."""
        async with shared.transaction() as session:
            (await session.get_one(VacancyRow, "b")).positions = 7

    async with shared.transaction() as session:
        await vacancies.set_state(session, "a", VacancyState.CLOSED, None, NOW, actor=ANA)
        await session.flush()
        beside = asyncio.create_task(imports())
        if session.get_bind().dialect.name == "postgresql":
            await in_line(shared, beside)
        await vacancies.set_state(session, "b", VacancyState.CLOSED, None, NOW, actor=ANA)
    await beside
    async with shared.reading() as session:
        rows = [await session.get_one(VacancyRow, each) for each in "ab"]
        assert [(row.state, row.positions) for row in rows] == [("closed", 1), ("closed", 7)]
