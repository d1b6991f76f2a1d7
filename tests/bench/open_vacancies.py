"""How long a turn takes that lists employers among thousands of vacancies, in one run: `make bench-matching`.

Beside ours stands the plain way, which reads every vacancy and assesses one by one, all inside the transaction.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cryptography.fernet import Fernet
from rich.console import Console
from rich.table import Table
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.terms import Education, Field, Language, Permit
from bot.db import Database
from bot.db.models import Base, EmployerRow, VacancyRow
from bot.knowledge import load_knowledge
from bot.matching import Ranker, load_weights
from bot.programme import candidates, employers, matching_inputs, profiles
from bot.programme.candidates import Consent
from bot.programme.matching_inputs import Rules
from bot.programme.open_vacancies import OpenVacancies
from tests import databases
from tests.matching.reference import rank

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
_CHAT = 4711
_TURNS = 15
_SHOWN = 3
ANSWERS: dict[Field, Any] = {
    Field.OCCUPATION: "72106", Field.EXPERIENCE: 5.0, Field.EDUCATION: Education.VOCATIONAL, Field.FRENCH: 7,
    Field.LANGUAGES: ("fr", "es"), Field.REGIONS: ("02", "11"), Field.PERMIT: Permit.PERMANENT_RESIDENT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of one turn: from its beginning to its end, and those in which nobody else may write."""

    whole: float
    writing: float


async def main(number: int) -> None:
    """Fill a database, take turns by both ways, print."""
    rules = Rules.of(load_knowledge(), load_weights())
    with tempfile.TemporaryDirectory() as folder:
        url, key = f"sqlite+aiosqlite:///{folder}/bot.db", Fernet.generate_key().decode()
        await databases.load(url, key, NOW.date())
        database = Database.open(url, key)
        await _fill(database, number)
        open_vacancies = OpenVacancies(rules)
        first = await _ours(database, open_vacancies, 0)
        ours = [await _ours(database, open_vacancies, turn) for turn in range(1, _TURNS + 1)]
        plain = [await _plainly(database, rules, turn) for turn in range(1, _TURNS + 1)]
        await database.close()
    shown = Table(title=f"a turn that lists employers among {number:,} vacancies, ms: median of {_TURNS}")
    for heading in ("", "whole", "in the transaction", "whole ÷ ours", "transaction ÷ ours"):
        shown.add_column(heading, justify="right" if heading else "left")
    least = _median(ours)
    for name, taken in (("ours", least), ("ours, after a change", first), ("one by one", _median(plain))):
        shown.add_row(
            name, f"{taken.whole:.1f}", f"{taken.writing:.1f}", f"{taken.whole / least.whole:.1f}",
            f"{taken.writing / least.writing:.1f}",
        )  # fmt: skip
    Console(width=120).print(shown)


async def _fill(database: Database, number: int) -> None:
    """The demonstration's employers and vacancies, repeated until there are so many; and somebody who looks."""
    async with database.transaction() as session:
        owners, jobs = await _columns(session, EmployerRow), await _columns(session, VacancyRow)
        for copy in range(1, -(-number // len(jobs))):
            left = jobs[: number - copy * len(jobs)]
            await session.execute(insert(EmployerRow), [each | {"id": f"{each['id']}-{copy}"} for each in owners])
            named = [
                each | {"id": f"{each['id']}-{copy}", "employer_id": f"{each['employer_id']}-{copy}"} for each in left
            ]
            await session.execute(insert(VacancyRow), named)
        seeker = await candidates.meet(session, _CHAT, Language.FRENCH, NOW)
        candidates.decide_consent(session, seeker, Consent.GIVEN, NOW)
        for field, value in ANSWERS.items():
            await profiles.answer(session, seeker, field, value, NOW)


async def _columns(session: AsyncSession, table: type[Base]) -> list[dict[str, Any]]:
    names = [column.key for column in table.__mapper__.columns]
    return [{name: getattr(row, name) for name in names} for row in await session.scalars(select(table))]


async def _ours(database: Database, open_vacancies: OpenVacancies, turn: int) -> Taken:
    began = time.perf_counter()
    async with database.reading() as session:
        await open_vacancies.look(session, await _profile(session, turn), NOW, Ranker.judge)

    async def page(session: AsyncSession) -> int:
        ranking = await open_vacancies.ranking(session, await _profile(session, turn), NOW)
        best = [ranking.best(line) for line in ranking.lines[:_SHOWN]]
        ranking.must_to_ask({})
        return len(await employers.find_vacancies(session, [each.vacancy_id for each in best]))

    return await _transaction(database, began, page)


async def _plainly(database: Database, rules: Rules, turn: int) -> Taken:
    async def page(session: AsyncSession) -> int:
        query = select(VacancyRow).options(selectinload(VacancyRow.employer))
        rows: Sequence[VacancyRow] = (await session.scalars(query)).all()
        seeker = matching_inputs.as_candidate(await _profile(session, turn), rules)
        weighed = matching_inputs.as_vacancies(rows, rules)
        lines = rank(seeker, weighed, rules.weights, {}, on=NOW.date(), neighbours=rules.neighbours)
        return len(lines[:_SHOWN])

    return await _transaction(database, time.perf_counter(), page)


async def _transaction(database: Database, began: float, page: Callable[[AsyncSession], Awaitable[int]]) -> Taken:
    async with database.transaction() as session:
        opened = time.perf_counter()
        assert await page(session) == _SHOWN
    ended = time.perf_counter()
    return Taken((ended - began) * 1000, (ended - opened) * 1000)


async def _profile(session: AsyncSession, turn: int) -> profiles.Profile:
    """Each turn is another person's, so that nothing of it is known from the turn before."""
    candidate = await candidates.of_chat(session, _CHAT)
    assert candidate is not None
    return replace(await profiles.load(session, candidate), experience_years=turn / 2)


def _median(taken: Sequence[Taken]) -> Taken:
    return Taken(statistics.median(one.whole for one in taken), statistics.median(one.writing for one in taken))


if __name__ == "__main__":
    asyncio.run(main(5_000))
