"""Officers at the command line: who needs a person, exploratory interviews, messages that were set aside."""

import asyncio
import getpass
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.settings import read_settings
from bot.base.terms import Language
from bot.cli.common import console
from bot.db import Database
from bot.db.migrate import upgrade
from bot.db.models import AuditRow, CandidateRow, MeetingRow, NoticeRow, StaffRow
from bot.programme import candidates, ids, impressions, meetings, requests, staff
from bot.programme.candidates import Consent
from bot.programme.impressions import Impression, Theme
from bot.queues import notices
from bot.queues.notices import NoticeKind
from tests.cli.mistakes import mistake
from tests.cli.trip_commands import bot
from tests.conftest import NOW

EMAIL = "officer@example.org"
Result = TypeVar("Result")


@pytest.fixture(autouse=True)
def programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database, and a terminal as wide as the tables."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/bot.db")
    monkeypatch.setenv("BOT_DATA_KEY", Fernet.generate_key().decode())
    monkeypatch.setattr("bot.cli.staff.utc_now", lambda: NOW)
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
    return candidates.row_of(row)


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
    who = getpass.getuser()
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
        await impressions.keep_impression(session, someone, Theme.JOB, "x", Impression.BAD, NOW)
        return await requests.ask_for_a_person(session, someone, NOW)

    request = within(ask)
    [line] = [line for line in bot("requests").splitlines() if request in line]
    assert re.search(r"2026-03-02 10:00.*job is not well.*en", line)
    assert request not in bot("requests", "--answer", request, "I will call you tomorrow.")

    async def told(session: AsyncSession) -> list[str]:
        return list(await session.scalars(select(NoticeRow.kind)))

    assert within(told) == [NoticeKind.ANSWER]
    assert request in mistake(monkeypatch, capsys, "requests", "--answer", request, "Again.")
    assert request in mistake(monkeypatch, capsys, "requests", "--close", request)
    assert trail()[-1] == (getpass.getuser(), "close request")


def test_notices_that_could_not_be_said_are_listed_with_messages_that_could_not_be_sent() -> None:
    async def break_one(session: AsyncSession) -> None:
        notices.write(session, await somebody(session), NoticeKind.FOLLOW_UP, "x", NOW)
        await session.flush()
        [row] = await notices.due(session, NOW)
        while await notices.retry_or_set_aside(session, row, "KeyError at told:40", NOW) is None:
            pass

    within(break_one)
    [line] = [line for line in bot("outbox").splitlines() if "follow-up" in line]
    assert re.search(r"\b5\b.*KeyError at told:40", line)


def test_whoever_works_from_a_common_account_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_USER", "ana")
    bot("staff", "add", EMAIL)
    assert trail() == [("ana", "add officer")]


def opens(word: str, chat: int, now: datetime = NOW) -> bool:
    async def accept(session: AsyncSession) -> bool:
        return await staff.accept(session, word.removeprefix("staff_"), chat, now) is not None

    return within(accept)


def test_an_invitation_ends_after_two_days_and_can_be_taken_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = bot("staff", "add", EMAIL).split()[-1]
    assert "invited until 2026-03-04 10:00" in bot("staff", "list")
    assert not opens(first, 1, NOW + staff.INVITATION_LASTS)
    assert "no more" in bot("staff", "uninvite", EMAIL)
    assert not opens(first, 1)
    assert EMAIL in mistake(monkeypatch, capsys, "staff", "uninvite", EMAIL)
    assert opens(bot("staff", "add", EMAIL).split()[-1], 1)
    assert "joined" in bot("staff", "list")
    assert [action for _, action in trail()] == [
        "add officer", "withdraw invitation", "invite officer again", "join as officer",
    ]  # fmt: skip


def test_an_address_is_one_officer_and_a_new_phone_takes_the_place_of_the_old_one() -> None:
    assert opens(bot("staff", "add", EMAIL, "--name", "Julie").split()[-1], 1)
    again = bot("staff", "add", EMAIL.upper()).split()[-1]
    assert bot("staff", "list").count("Julie") == 1

    async def chats(session: AsyncSession) -> list[int | None]:
        return [row.chat_id for row in await staff.everyone(session)]

    assert within(chats) == [1], "the old phone stays until the new one joins"
    assert opens(again, 2)
    assert within(chats) == [2]


def test_who_is_removed_may_do_nothing_at_once_and_another_one_holds_the_meetings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "other@example.org"
    for chat, email in ((1, EMAIL), (2, other)):
        assert opens(bot("staff", "add", email).split()[-1], chat)
    bot("staff", "time", EMAIL, "--at", "2026-03-09T10:30", "--at", "2026-03-10T10:30", "--at", "2026-03-11T10:30")
    bot("staff", "time", other, "--at", "2026-03-10T10:30")

    async def take(session: AsyncSession) -> None:
        officer = await staff.of_email(session, EMAIL)
        assert officer is not None
        for row, chat in zip(await meetings.ahead(session, officer.id, NOW), (11, 12), strict=False):
            someone = await candidates.meet(session, chat, Language.FRENCH, NOW)
            candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
            await meetings.take(session, someone, row.id, NOW)
        await requests.ask_for_a_person(session, await candidates.meet(session, 11, Language.FRENCH, NOW), NOW)

    within(take)
    assert "another officer" in mistake(monkeypatch, capsys, "staff", "remove", EMAIL)
    assert "another officer" in mistake(monkeypatch, capsys, "staff", "remove", EMAIL, "--to", EMAIL)
    assert "1 meeting " in bot("staff", "remove", EMAIL, "--to", other)

    async def look(session: AsyncSession) -> tuple[list[str], list[str], bool]:
        rows = (await session.scalars(select(MeetingRow).order_by(MeetingRow.starts_at))).all()
        held = [f"{row.starts_at.day} {'taken' if row.candidate_id else 'free'}" for row in rows]
        told = select(NoticeRow.kind).where(NoticeRow.candidate_id.is_not(None)).distinct()
        mine = await session.scalar(select(NoticeRow.id).where(NoticeRow.staff_id == (await removed(session)).id))
        assert await staff.of_chat(session, 1) is None
        return held, sorted(await session.scalars(told)), mine is None

    async def removed(session: AsyncSession) -> StaffRow:
        return (await session.scalars(select(StaffRow).where(StaffRow.removed_at.is_not(None)))).one()

    held, told, silent = within(look)
    assert held == ["9 taken", "10 free"], "the second fell on a time of the other officer, the third was free"
    assert NoticeKind.MEETING_WITHDRAWN in told
    assert silent, "nothing is told any more to who left"
    assert EMAIL not in bot("staff", "list")
    assert EMAIL in mistake(monkeypatch, capsys, "staff", "meetings", EMAIL)
    assert trail()[-1][1] == "remove officer"


def test_a_name_that_begins_with_a_hyphen_is_no_option(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "-abcdefghijk" in mistake(monkeypatch, capsys, "staff", "withdraw", "-abcdefghijk")
    made = iter(["-bcd", "abcd"])
    monkeypatch.setattr("bot.programme.ids.secrets.token_urlsafe", lambda size: next(made))
    assert ids.new_id() == "abcd"


def test_what_a_terminal_obeys_is_not_printed() -> None:
    bot("staff", "add", "x\x1b]0;owned\x07@example.org", "--name", "Julie\x1b[31m\u202e[red]")
    printed = bot("staff", "list")
    assert "x]0;owned@example.org" in printed
    assert "Julie[31m[red]" in printed
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)
