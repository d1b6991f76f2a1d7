"""The demonstration set, on whatever day it is loaded."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from bot.db import Database
from bot.db.migrate import upgrade
from bot.db.models import EmployerRow, TripRow, VacancyRow
from bot.i18n import QUEBEC_TIME
from bot.programme import seed


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
            day = trip.departs_at.astimezone(QUEBEC_TIME).date()
            assert day > today
            assert trip.items
            for item in trip.items:
                assert trip.departs_at <= item.starts_at <= trip.returns_at, (trip.id, item.kind)
                assert item.starts_at.astimezone(QUEBEC_TIME).date() == day
    await database.close()
