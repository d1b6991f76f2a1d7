"""Roles: each is built with what it needs and nothing else, and held by one process."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select

from bot.app.role_lock import RoleLock, RoleTaken
from bot.app.role_signs_of_life import say_alive
from bot.app.roles import ALL, Role
from bot.app.starting import running
from bot.base.settings import Settings, SettingsError
from bot.base.terms import Language
from bot.db import Database
from bot.db.models import SignOfLifeRow
from bot.dialogue.trained_model import ROOT
from bot.programme import candidates, unanswered
from bot.programme.candidates import Consent
from bot.programme.signs_of_life import ROLES
from bot.programme.unanswered import NotUnderstood
from sandbox import SANDBOX_TOKEN, Sandbox, Served, serve
from tests.channel.conftest import clock
from tests.conftest import NOW
from tests.databases import Copies

NEEDS = {
    Role.INTAKE: set(),
    Role.SENDER: set(),
    Role.WEB: {"knowledge", "rules"},
    Role.CLOCK: {"knowledge", "rules", "library"},
    Role.TURNS: {
        "knowledge", "rules", "library", "meanings", "_strange", "search", "answerer", "resolver", "reader", "lookout",
    },
}  # fmt: skip


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    async with serve(Sandbox(SANDBOX_TOKEN, clock)) as served:
        yield served


@pytest.fixture
def address(postgresql_copies: Copies) -> Iterator[str]:
    with postgresql_copies() as url:
        yield url


@pytest.fixture
def settings(served: Served, address: str, key: str) -> Settings:
    """Of a process on a real database, with a Rasa that is away."""
    return Settings(
        _env_file=None, telegram_bot_token=SecretStr(SANDBOX_TOKEN), telegram_api_url=served.url, database_url=address,
        bot_data_key=SecretStr(key), bot_port=0, bot_var=ROOT / "var", rasa_url="http://127.0.0.1:9",
        rasa_token=SecretStr("a secret"), console_url="https://console.example.org",
    )  # fmt: skip


async def test_turns_beside_a_console_of_its_own_need_to_know_where_it_is(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"console_url": None})
    with pytest.raises(SettingsError, match="CONSOLE_URL is missing"):
        async with running(nowhere, None, ALL - {Role.WEB}, clock=clock):
            pass


@pytest.mark.parametrize("role", Role)
async def test_a_role_is_built_with_what_it_needs_alone(role: Role, settings: Settings) -> None:
    async with running(settings, None, {role}, clock=clock) as started:
        assert set(vars(started.shared)) - {"_settings"} == NEEDS[role]
        assert started.url
    assert set(NEEDS) == set(Role)


async def test_what_turns_compare_the_console_shows_without_an_encoder(settings: Settings, key: str) -> None:
    database = Database.open(settings.database_url, key)
    asked = ("prix d'un vélo usagé à Gaspé", "who runs the curling club in Amqui", "how much is a used bike in Granby")
    async with database.transaction() as session:
        writer = await candidates.meet(session, 41, Language.FRENCH, NOW)
        candidates.decide_consent(session, writer, Consent.GIVEN, NOW)
        for text in asked:
            unanswered.keep(session, writer, text, (), NOW.date())
    async with running(settings, None, {Role.TURNS}, clock=clock), asyncio.timeout(60):
        while any(each.asks_as is None for each in await newest(database)):  # noqa: ASYNC110 - another process' work
            await asyncio.sleep(0.1)
    async with running(settings, None, {Role.WEB}, clock=clock) as web:
        bike, curling, first_bike = await newest(database)
        assert bike.asks_as == first_bike.asks_as != curling.asks_as
        assert "meanings" not in vars(web.shared)
    await database.close()


async def newest(database: Database) -> Sequence[NotUnderstood]:
    async with database.reading() as session:
        return await unanswered.newest(session, 9)


async def test_with_sqlite_one_process_does_everything(tmp_path: Path) -> None:
    def opened() -> Database:
        return Database.open(f"sqlite+aiosqlite:///{tmp_path}/bot.db", Fernet.generate_key().decode())

    with pytest.raises(SettingsError, match="PostgreSQL"):
        async with RoleLock(opened(), {Role.TURNS, Role.SENDER}).open():
            pass
    async with RoleLock(opened(), ALL).open():
        with pytest.raises(RoleTaken, match="turns"):
            async with RoleLock(opened(), ALL).open():
                pass
    async with RoleLock(opened(), ALL).open():
        pass


async def test_with_postgresql_each_role_is_held_once(address: str, key: str) -> None:
    one, other = Database.open(address, key), Database.open(address, key)
    async with RoleLock(one, {Role.TURNS, Role.CLOCK}).open(), RoleLock(other, {Role.SENDER}).open():
        for taken in (ALL, {Role.CLOCK}, {Role.SENDER}):
            with pytest.raises(RoleTaken):
                async with RoleLock(other, taken).open():
                    pass
        async with RoleLock(other, {Role.WEB}).open():
            pass
    async with RoleLock(other, ALL).open():
        pass
    await one.close()
    await other.close()


async def test_a_process_says_that_it_has_its_roles(database: Database) -> None:
    assert {str(sign) for sign in ROLES} == {f"role {role}" for role in ALL}
    saying = asyncio.create_task(say_alive(database, {Role.CLOCK, Role.WEB}, clock))
    async with asyncio.timeout(5):
        while True:
            async with database.reading() as session:
                said = {row.name for row in await session.scalars(select(SignOfLifeRow))}
            if said:
                break
            await asyncio.sleep(0.01)
    saying.cancel()
    await asyncio.gather(saying, return_exceptions=True)
    assert said == {"role clock", "role web"}, "all of them in one transaction"
