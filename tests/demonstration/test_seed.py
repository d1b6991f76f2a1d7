"""The demonstration set, on whatever day it is loaded."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.clock import QUEBEC_TIME, local_day
from bot.db import Database
from bot.db.migrate import upgrade
from bot.db.models import EmployerRow, TripRow, VacancyRow
from demonstration import seed
from tests.demonstration import test_demo_data as demo_data


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2028, 2, 29), date(2026, 3, 1), date(2026, 10, 25)])
async def test_the_set_is_whole_and_lies_ahead(tmp_path_factory: pytest.TempPathFactory, key: str, today: date) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('seed')}/bot.db", key)
    await upgrade(database.engine)
    async with database.transaction() as session:
        assert not await seed.seeded(session)
        seed.seed(session, today)
    async with database.reading() as session:
        assert await seed.seeded(session)
        assert (await session.scalar(select(func.count(EmployerRow.id))) or 0) >= 120
        assert (await session.scalar(select(func.count(VacancyRow.id))) or 0) >= 400
        regions = set(await session.scalars(select(EmployerRow.region)))
        assert regions == {f"{number:02}" for number in range(1, 18)} - {"06"}
        coming = list(await session.scalars(select(TripRow).options(selectinload(TripRow.items))))
        assert len(coming) >= 12
        for trip in coming:
            day = local_day(trip.departs_at)
            assert day > today
            assert trip.items
            for item in trip.items:
                assert trip.departs_at <= item.starts_at <= trip.returns_at, (trip.id, item.kind)
                assert local_day(item.starts_at) == day
    await database.close()


async def test_the_set_is_loaded_once(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as session:
            seed.seed(session, date(2026, 3, 2))
    async with database.reading() as session:
        assert await session.scalar(select(func.count(EmployerRow.id))) == len(demo_data.employers())


async def test_invented_employers_are_never_mixed_with_real_ones(tmp_path: Path, key: str) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path}/real.db", key)
    await upgrade(database.engine)
    async with database.transaction() as session:
        session.add(EmployerRow(id="real", name="Réel", region="11", town="Rimouski", about={"fr": "…", "en": "…"}))
    with pytest.raises(seed.RealRows):
        async with database.reading() as session:
            await seed.seeded(session)
    await database.close()


CHANGES = (date(2026, 3, 8), date(2026, 11, 1), date(2027, 3, 14), date(2028, 2, 29))  # of the clocks; a leap day


def test_on_whatever_day_it_is_loaded_each_day_of_a_trip_is_whole() -> None:
    on_a_change = 0
    ahead = [trip["days_from_now"] for trip in demo_data.trips()[::3]]
    for today in [change - timedelta(days) for change in CHANGES for days in (0, *ahead)]:
        session = AsyncSession()  # of no database: it only collects
        counts = seed.seed(session, today)
        made = [row for row in session.new if isinstance(row, TripRow)]
        assert len(made) == counts["trips"] >= 12
        for trip in made:
            leaves, returns = trip.departs_at.astimezone(QUEBEC_TIME), trip.returns_at.astimezone(QUEBEC_TIME)
            assert leaves.date() == returns.date() > today
            assert trip.departs_at.astimezone(UTC).astimezone(QUEBEC_TIME) == trip.departs_at, "an hour that exists"
            moments = [item.starts_at.astimezone(UTC) for item in trip.items]
            assert moments == sorted(set(moments))
            assert trip.departs_at.astimezone(UTC) <= moments[0] < moments[-1] <= trip.returns_at.astimezone(UTC)
            midnight = datetime.combine(leaves.date(), time(), QUEBEC_TIME)
            on_a_change += midnight.utcoffset() != leaves.utcoffset()
        starts = [row.start_date for row in session.new if isinstance(row, VacancyRow)]
        assert len(starts) == counts["vacancies"] >= 400
        assert min(starts) > today
    assert on_a_change >= len(ahead)
