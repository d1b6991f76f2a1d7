"""Officers whose terminal says nothing of a language, unless a test says otherwise."""

import asyncio
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.base.terms import Education, Field, Language, Permit
from bot.cli.common import console
from bot.cli.language import speak
from bot.db import Database
from bot.db.migrate import upgrade
from bot.programme import candidates, profiles, seats
from bot.programme.candidates import Consent
from demonstration import seed
from tests.cli.trip_commands import TRIP
from tests.conftest import NOW

TRADES = ("72106", "31301", "63200", "21232", "72410", "94140")


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever machine the tests run on."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    speak(Language.ENGLISH)  # not what a test before this one asked for


@pytest.fixture
def travellers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A trip of the demonstration with six travellers, by the codes that they show."""
    url, key = f"sqlite+aiosqlite:///{tmp_path}/bot.db", Fernet.generate_key().decode()
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("BOT_DATA_KEY", key)
    for module in ("trips", "timetable", "vacancies"):
        monkeypatch.setattr(f"bot.cli.{module}.utc_now", lambda: NOW)
    monkeypatch.setattr(console, "width", 300)  # as wide as the tables
    database = Database.open(url, key)

    async def fill() -> list[str]:
        await upgrade(database.engine)
        codes = []
        async with database.transaction() as session:
            seed.seed(session, NOW.date())
            for number, trade in enumerate(TRADES):
                someone = await candidates.meet(session, number + 1, Language.FRENCH, NOW)
                candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
                for field, value in (
                    (Field.OCCUPATION, trade), (Field.EXPERIENCE, 6.0), (Field.EDUCATION, Education.BACHELOR),
                    (Field.FRENCH, 9), (Field.LANGUAGES, ("en",)), (Field.REGIONS, ("02",)),
                    (Field.PERMIT, Permit.PERMANENT_RESIDENT),
                ):  # fmt: skip
                    await profiles.answer(session, someone, field, value, NOW)
                codes.append((await seats.register(session, someone, TRIP, 1, NOW)).code)
        await database.close()
        return codes

    return asyncio.run(fill())
