"""Officers at the command line: who needs a person, exploratory interviews, messages that were set aside."""

import asyncio
import getpass
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands import console
from bot.db import Database
from bot.db.migrate import upgrade
from bot.db.models import AuditRow, CandidateRow, MeetingRow, NoticeRow
from bot.programme import afterwards, candidates, meetings, notices, requests
from bot.programme.afterwards import Impression, Theme
from bot.programme.candidates import Consent
from bot.programme.notices import NoticeKind
from bot.settings import read_settings
from bot.terms import Language
from tests.conftest import NOW
from tests.officers.mistakes import mistake
from tests.officers.test_officers import bot

EMAIL = "officer@example.org"
Result = TypeVar("Result")


@pytest.fixture(autouse=True)
def programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database, and a terminal as wide as the tables."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/bot.db")
    monkeypatch.setenv("BOT_DATA_KEY", Fernet.generate_key().decode())
    monkeypatch.setattr("bot.people.utc_now", lambda: NOW)
    monkeypatch.setattr(console, "width", 200)  # as wide as the tables
    monkeypatch.delenv("SUDO_USER", raising=False)


def within(work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
    """Something done in a transaction of its own."""

    async def run() -> Result:
        settings = read_settings()
        database = Database.open(settings.database_url, settings.data_key())
        await upgrade(database.engine)
        async with database.transaction() as session:
            done = await work(session)
        await database.close()
        return done

    return asyncio.run(run())


async def somebody(session: AsyncSession) -> CandidateRow:
    row = await candidates.meet(session, 1000, Language.ENGLISH, NOW)
    candidates.decide_consent(session, row, Consent.GIVEN, NOW)
    return row


def trail() -> list[tuple[str, str]]:
    async def read(session: AsyncSession) -> list[tuple[str, str]]:
        rows = await session.scalars(select(AuditRow).order_by(AuditRow.id))
        return [(row.actor, row.action) for row in rows]

    return within(read)


def test_officers_are_invited_and_offer_times_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    word = bot("staff", "add", EMAIL, "--name", "Julie Tremblay").split()[-1]
    assert word.startswith("staff_")
    assert len(word) <= 64, "a deep link carries no more"
    assert "2 times" in bot("staff", "time", EMAIL, "--at", "2027-01-31T10:30", "--at", "2027-01-31T11:30")
    assert "offered already" in mistake(monkeypatch, capsys, "staff", "time", EMAIL, "--at", "2027-01-31T10:30")
    assert "nobody@example.org" in mistake(monkeypatch, capsys, "staff", "meetings", "nobody@example.org")
    who = f"user {getpass.getuser()}"
    assert trail() == [(who, "add officer"), (who, "offer meeting"), (who, "offer meeting")]


def test_an_officer_sees_what_is_taken_and_takes_a_time_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bot("staff", "add", EMAIL)
    bot("staff", "time", EMAIL, "--at", "2026-03-09T10:30", "--at", "2026-03-10T10:30")

    async def take(session: AsyncSession) -> str:
        first = (await session.scalars(select(MeetingRow).order_by(MeetingRow.starts_at))).all()[0]
        await meetings.take(session, await somebody(session), first.id, NOW)
        return first.id

    taken = within(take)
    lines = [line for line in bot("staff", "meetings", EMAIL).splitlines() if "10:30" in line]
    assert ["yes" in line for line in lines] == [True, False]
    assert taken in lines[0]
    assert "Withdrawn" in bot("staff", "withdraw", taken)
    assert taken in mistake(monkeypatch, capsys, "staff", "withdraw", taken)
    assert "yes" not in bot("staff", "meetings", EMAIL)


def test_requests_say_why_and_can_be_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def ask(session: AsyncSession) -> str:
        someone = await somebody(session)
        await afterwards.say(session, someone, Theme.JOB, "x", Impression.BAD, NOW)
        return (await requests.ask_for_a_person(session, someone, NOW)).id

    request = within(ask)
    [line] = [line for line in bot("requests").splitlines() if request in line]
    assert re.search(r"2026-03-02 10:00.*job is not well.*en", line)
    assert request not in bot("requests", "--answer", request, "I will call you tomorrow.")

    async def told(session: AsyncSession) -> list[str]:
        return list(await session.scalars(select(NoticeRow.kind)))

    assert within(told) == [NoticeKind.ANSWER]
    assert request in mistake(monkeypatch, capsys, "requests", "--answer", request, "Again.")
    assert request in mistake(monkeypatch, capsys, "requests", "--close", request)
    assert trail()[-1] == (f"user {getpass.getuser()}", "close request")


def test_notices_that_could_not_be_said_are_listed_with_messages_that_could_not_be_sent() -> None:
    async def break_one(session: AsyncSession) -> None:
        notices.write(session, await somebody(session), NoticeKind.FOLLOW_UP, "x", NOW)
        await session.flush()
        [row] = await notices.due(session, NOW)
        while await notices.failed(session, row, "KeyError at told:40", NOW) is None:
            pass

    within(break_one)
    [line] = [line for line in bot("outbox").splitlines() if "follow-up" in line]
    assert re.search(r"\b5\b.*KeyError at told:40", line)


def test_whoever_works_from_a_common_account_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_USER", "ana")
    bot("staff", "add", EMAIL)
    assert trail() == [("user ana", "add officer")]
