"""A copy of the database while it is in use, and the way back."""

import asyncio
import stat
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from typer.testing import CliRunner

from bot.base.terms import Language, World
from bot.cli.main import app
from bot.db import open_database
from bot.db.models import CandidateRow, SignOfLifeRow
from bot.programme import candidates, privacy
from tests.cli.mistakes import mistake
from tests.conftest import NOW


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """Does something in a real database, which stays open meanwhile; then who is in it, by chat."""
    url, key = f"sqlite+aiosqlite:///{tmp_path}/bot.db", Fernet.generate_key().decode()
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("BOT_DATA_KEY", key)

    def do(
        act: Callable[[AsyncSession], Coroutine[Any, Any, object]] | None = None, meanwhile: tuple[str, ...] = ()
    ) -> list[int]:
        async def all_of_it() -> list[int]:
            database = await open_database(url, key, World.REAL)
            async with database.transaction() as session:
                if act is not None:
                    await act(session)
            if meanwhile:
                done = await asyncio.to_thread(CliRunner().invoke, app, meanwhile)
                assert done.exit_code == 0, (done.output, done.exception)
            async with database.reading() as session:
                chats = list(await session.scalars(select(CandidateRow.chat_id)))
            await database.close()
            return sorted(chats)

        return asyncio.run(all_of_it())

    return do


def test_what_is_restored_is_as_it_was_but_for_who_was_erased(work: Callable[..., list[int]], tmp_path: Path) -> None:
    async def two(session: AsyncSession) -> None:
        for chat in (11, 12):
            await candidates.meet(session, chat, Language.FRENCH, NOW)

    async def one_goes_one_comes(session: AsyncSession) -> None:
        someone = await candidates.of_chat(session, 11)
        assert someone is not None
        await privacy.erase(session, someone, NOW)
        await candidates.meet(session, 13, Language.ENGLISH, NOW)

    copy = tmp_path / "copy.db"
    assert work(two, ("backup", str(copy))) == [11, 12]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert work(one_goes_one_comes) == [12, 13]
    assert work(None, ("restore", str(copy), "--sure")) == [12], "also seen by who has it open"
    assert work() == [12]


def test_no_copy_takes_the_place_of_a_file_and_no_other_file_that_of_the_database(
    work: Callable[..., list[int]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def one(session: AsyncSession) -> None:
        await candidates.meet(session, 11, Language.FRENCH, NOW)

    other = tmp_path / "letter.txt"
    other.write_text("Bonjour")
    assert work(one) == [11]
    assert "already" in mistake(monkeypatch, capsys, "backup", str(other))
    assert "no copy" in mistake(monkeypatch, capsys, "restore", str(other), "--sure")
    assert other.read_text() == "Bonjour"
    assert work() == [11]


def test_that_a_copy_was_made_is_noted_for_the_console(
    work: Callable[..., list[int]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    noted: list[str] = []

    async def look(session: AsyncSession) -> None:
        noted.append("".join(await session.scalars(select(SignOfLifeRow.name))))

    work(look)
    assert "--noted" in mistake(monkeypatch, capsys, "backup")
    assert "--noted" in mistake(monkeypatch, capsys, "backup", str(tmp_path / "copy.db"), "--noted")
    work(look, ("backup", "--noted"))
    work(look)
    assert noted == ["", "", "backed up"]
