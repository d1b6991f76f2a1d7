"""Commands on a trip of the demonstration, as officers type them, and what they leave in the database."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from typer.testing import CliRunner

from bot.cli.main import app
from bot.db import Database
from bot.db.models import (
    InterviewRow,
    TripEmployerRow,
)

TRIP = "tr-saguenay"
INSTEAD = ("--instead", "Visite de la mairie.", "A visit to the town hall.")


def bot(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == code, (done.output, done.exception)
    return done.output


def done(work: Callable[[AsyncSession], Coroutine[Any, Any, object]]) -> None:
    """Something that others do meanwhile."""
    from bot.base.settings import read_settings

    settings = read_settings()
    database = Database.open(settings.database_url, settings.data_key())

    async def run() -> None:
        async with database.transaction() as session:
            await work(session)
        await database.close()

    asyncio.run(run())


def stored(table: Any = InterviewRow, by: Any = InterviewRow.starts_at, *where: Any) -> list[Any]:
    from bot.base.settings import read_settings

    settings = read_settings()
    database = Database.open(settings.database_url, settings.data_key())

    async def read() -> list[Any]:
        async with database.reading() as session:
            rows = list(await session.scalars(select(table).where(*where).order_by(by)))
        await database.close()
        return rows

    return asyncio.run(read())


def shown(trip_id: str) -> dict[str, str]:
    """The states of registrations, as officers see them, by code."""
    rows = [line.split("│") for line in bot("trip", "show", trip_id).splitlines() if line.count("│") > 3]
    return {cells[2].strip(): cells[3].strip() for cells in rows}


def solved(*words: str) -> dict[tuple[int, str], datetime]:
    """The interviews in force once this was published: hours by who meets whom."""
    bot("trip", "timetable", TRIP, "--seconds", "5", *words, *INSTEAD, "--publish")
    return {(row.candidate_id, row.employer_id): row.starts_at for row in stored()}


def met() -> list[str]:
    return [
        row.employer_id for row in stored(TripEmployerRow, TripEmployerRow.employer_id, TripEmployerRow.trip_id == TRIP)
    ]
