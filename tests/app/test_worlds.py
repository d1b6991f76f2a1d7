"""Real people's data and the sandbox's never meet; nothing of them is open to others, or to another key."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.private_files import OpenToAll
from bot.base.settings import SettingsError, read_settings
from bot.base.terms import Field, Household, Language, World
from bot.db import Database, open_database
from bot.db.identity import KeyNotRotated, WrongKey, WrongWorld, rotate
from bot.db.models import AnswerRow, CandidateRow, EmployerRow, OutboxRow, StaffRow
from bot.dialogue.trained_model import MEANINGS, ROOT
from bot.programme import candidates, profiles, staff
from bot.programme.candidates import Consent
from bot.queues import outbox
from demonstration import seed
from tests.app.test_settings import environment as environment
from tests.app.test_settings import run
from tests.conftest import ANA, NOW

Result = TypeVar("Result")
CHAT = 4_200_777_111


def address(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder}/real.db"


def fresh() -> str:
    return Fernet.generate_key().decode()


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def within(database: Database, work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
    async with database.transaction() as session:
        return await work(session)


async def somebody(session: AsyncSession) -> None:
    """A person who told something, waits for a message, and an officer."""
    person = await candidates.meet(session, CHAT, Language.FRENCH, NOW)
    candidates.decide_consent(session, person, Consent.GIVEN, NOW)
    await profiles.answer(session, person, Field.HOUSEHOLD, Household(partner=True, children=3), NOW)
    await profiles.skip(session, person, Field.PERMIT, NOW)
    outbox.write(session, CHAT, ["a message"], NOW)
    await staff.add(session, "officer@example.org", NOW, actor=ANA)


def test_a_missing_token_opens_the_sandbox_and_not_what_is_real(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.setenv("DATABASE_URL", address(tmp_path))
    environment.setenv("BOT_DATA_KEY", fresh())
    environment.setenv("BOT_HOST", "0.0.0.0")
    real = read_settings()
    assert (real.world, real.sandbox) == (World.REAL, True), "a command may do without the token, with the key"
    own = real.in_sandbox()
    assert own.world is World.SANDBOX
    assert own.bot_host == "127.0.0.1"
    assert own.database_url != real.database_url
    assert own.data_key() != real.data_key()
    assert own.in_sandbox("chat").model_copy(update={"bot_port": 0}).world is World.SANDBOX


async def test_a_database_refuses_the_other_world_and_another_key(tmp_path: Path) -> None:
    key = fresh()
    await (await open_database(address(tmp_path), key, World.REAL)).close()
    for keys, world, refusal in (
        (key, World.SANDBOX, WrongWorld),
        (fresh(), World.REAL, WrongKey),
        (f"{fresh()},{key}", World.REAL, KeyNotRotated),
    ):
        with pytest.raises(refusal):
            await open_database(address(tmp_path), keys, world)
    await (await open_database(address(tmp_path), f"{key},{fresh()}", World.REAL)).close()


async def test_keys_rotate(tmp_path: Path) -> None:
    old, new = fresh(), fresh()
    database = await open_database(address(tmp_path), old, World.REAL)
    await within(database, somebody)
    await database.close()
    database = await open_database(address(tmp_path), f"{new}, {old}", World.REAL, rotating=True)
    assert await rotate(database) == 7  # the check, two chats, two answers, a message, an address
    await database.close()
    database = await open_database(address(tmp_path), new, World.REAL)

    async def look(session: AsyncSession) -> None:
        person = await candidates.of_chat(session, CHAT)
        assert person is not None
        profile = await profiles.load(session, person)
        assert profile.household == Household(partner=True, children=3)
        assert profile.skipped == {Field.PERMIT}
        [message] = await outbox.first_for(session, CHAT, 9)
        assert message.payload == "a message"
        assert await staff.of_email(session, "officer@example.org") is not None

    await within(database, look)
    await database.close()
    with pytest.raises(WrongKey):
        await open_database(address(tmp_path), old, World.REAL)


async def test_who_somebody_is_and_what_they_told_is_in_no_file(tmp_path: Path) -> None:
    database = await open_database(address(tmp_path), fresh(), World.REAL)
    await within(database, somebody)
    await database.close()
    kept = sqlite3.connect(tmp_path / "real.db")
    columns = ("candidates.chat_id", "outbox.chat_id", "outbox.payload", "answers.value", "staff.email")
    for column in columns:
        table, _, name = column.partition(".")
        for (value,) in kept.execute(f"SELECT {name} FROM {table}"):
            assert isinstance(value, bytes), column
    kept.close()
    for told in (str(CHAT).encode(), b"children", b"officer@example.org"):
        assert told not in on_disk(tmp_path)


async def test_a_chat_is_found_though_its_number_is_sealed(tmp_path: Path) -> None:
    database = await open_database(address(tmp_path), fresh(), World.REAL)
    await within(database, somebody)
    async with database.reading() as session:
        assert (await session.scalars(select(CandidateRow.chat_id).where(CandidateRow.chat_id == CHAT))).all() == [CHAT]
        assert (await session.scalars(select(CandidateRow).where(CandidateRow.chat_id == CHAT + 1))).all() == []
        assert await outbox.chats(session) == [CHAT]
        assert (await session.scalars(select(StaffRow.chat_id))).all() == [None]
        assert (await session.scalars(select(AnswerRow.value).order_by(AnswerRow.field))).all() == [
            {"partner": True, "children": 3, "others": 0},
            None,
        ]
        assert await session.scalar(select(func.count()).select_from(OutboxRow)) == 1
    await database.close()


async def test_a_database_that_anybody_may_read_is_refused_and_an_empty_file_is_closed(tmp_path: Path) -> None:
    reachable = tmp_path / "shared"
    reachable.mkdir()
    for folder in (reachable, *reachable.parents):
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
    file = reachable / "real.db"
    file.touch(mode=0o644)
    file.chmod(0o644)  # whatever this machine's umask says
    key = fresh()
    await (await open_database(address(reachable), key, World.REAL)).close()
    assert file.stat().st_mode & 0o077 == 0
    file.chmod(0o644)
    with pytest.raises(OpenToAll, match="chmod 600"):
        await open_database(address(reachable), key, World.REAL)
    file.chmod(0o640)
    await (await open_database(address(reachable), key, World.REAL)).close()


def test_what_the_assistant_writes_is_for_its_user_alone(tmp_path: Path) -> None:
    assert run(tmp_path, "db", "upgrade").returncode == 0
    written = [path for path in (tmp_path / "var").rglob("*") if not path.is_symlink()]
    assert {path.name for path in written} >= {"sandbox.db", "sandbox.key"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in written)


def test_a_command_without_the_right_key_is_one_line(tmp_path: Path) -> None:
    real = {"DATABASE_URL": address(tmp_path), "BOT_DATA_KEY": fresh()}
    assert run(tmp_path, "db", "upgrade", **real).returncode == 0
    for variables, named in (
        (real | {"BOT_DATA_KEY": fresh()}, "BOT_DATA_KEY"),
        ({"DATABASE_URL": address(tmp_path)}, "BOT_DATA_KEY is missing"),
    ):
        ended = run(tmp_path, "staff", "add", "officer@example.org", **variables)
        assert ended.returncode == 1
        assert named in ended.stderr
        assert len(ended.stderr.strip().splitlines()) == 1
    (tmp_path / "var").mkdir(exist_ok=True)
    (tmp_path / "var" / "bot.db").write_bytes(b"whatever")
    ended = run(tmp_path, "staff", "add", "officer@example.org")
    assert ended.returncode == 1
    assert "TELEGRAM_BOT_TOKEN" in ended.stderr
    assert not (tmp_path / "var" / "sandbox.db").exists()


def test_a_real_database_needs_a_key(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("DATABASE_URL", address(tmp_path))
    with pytest.raises(SettingsError, match="BOT_DATA_KEY"):
        read_settings().data_key()


def test_invented_data_are_not_loaded_beside_real_ones(tmp_path: Path) -> None:
    real = {"DATABASE_URL": address(tmp_path), "BOT_DATA_KEY": fresh()}
    assert run(tmp_path, "staff", "add", "officer@example.org", **real).returncode == 0
    ended = run(tmp_path, "db", "seed", "--demo", **real)
    assert ended.returncode == 1
    assert "real" in ended.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_start_that_cannot_reach_telegram_ends_when_it_is_told_to_and_loads_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / MEANINGS).symlink_to(ROOT / "var" / MEANINGS)
    key = fresh()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"], "HOME": str(tmp_path), "TELEGRAM_BOT_TOKEN": "1:a", "BOT_DATA_KEY": key,
            "TELEGRAM_API_URL": "http://127.0.0.1:1", "RASA_URL": "http://127.0.0.1:1", "RASA_TOKEN": "shared",
            "BOT_PORT": "0", "DATABASE_URL": address(tmp_path),
        },
        stderr=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    async with asyncio.timeout(120):
        while b"not reachable" not in await process.stderr.readline():
            assert process.returncode is None
    process.send_signal(number)
    async with asyncio.timeout(20):
        _, said = await process.communicate()
    assert process.returncode == 0, said
    assert b"Traceback" not in said
    database = await open_database(address(tmp_path), key, World.REAL)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(EmployerRow)) == 0
    assert not await within(database, seed.seeded), "an empty database is a valid start"
    await database.close()
