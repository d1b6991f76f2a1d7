"""Into the console: one link, one browser, one number in both places, a session that ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.db import Database
from bot.db.models import AuditRow, NoticeRow, SessionRow, SignInRow, StaffRow
from bot.programme import audit, sign_in, staff, staff_desk
from bot.programme.access import NotAllowed, Officer, Role, Task, may, require
from bot.programme.sign_in import IDLE, LINK_LASTS, LONGEST, Step
from bot.programme.staff import LastAdministrator
from tests.conftest import NOW

CHAT = 4_100
SECOND = timedelta(seconds=1)


@pytest.fixture
async def officer(database: Database) -> StaffRow:
    """An officer with a chat."""
    async with database.transaction() as session:
        row = StaffRow(id="lea", email="lea@example.org", name="Léa", chat_id=CHAT, added_at=NOW)
        session.add(row)
    return row


async def offered(database: Database) -> str:
    async with database.transaction() as session:
        row = await staff.of_chat(session, CHAT)
        assert row is not None
        return await sign_in.offer(session, row, NOW)


async def opened(database: Database, word: str, browser: str = "hers") -> sign_in.Way:
    async with database.transaction() as session:
        return await sign_in.open_in(session, word, browser, NOW)


async def tap(database: Database, number: int | None, chat: int = CHAT) -> bool:
    assert number is not None
    async with database.transaction() as session:
        row = (await session.scalars(select(SignInRow))).one()
        return await sign_in.confirm(session, chat, row.id, number, NOW)


async def enter(database: Database, word: str, browser: str = "hers", after: timedelta = SECOND) -> str | None:
    async with database.transaction() as session:
        return await sign_in.enter(session, word, browser, "Firefox", NOW + after)


async def test_the_number_that_the_browser_shows_opens_the_way_once(database: Database, officer: StaffRow) -> None:
    word = await offered(database)
    way = await opened(database, word)
    assert way.step is Step.OPENED
    async with database.reading() as session:
        asked = (await session.scalars(select(NoticeRow).where(NoticeRow.staff_id == officer.id))).one()
    assert asked.urgent
    assert way.number in asked.data["numbers"]
    assert len(set(asked.data["numbers"])) == 3
    assert await enter(database, word) is None  # nobody has tapped yet
    assert await tap(database, way.number)
    token = await enter(database, word)
    assert token is not None
    assert await enter(database, word) is None
    async with database.reading() as session:
        known = await sign_in.who(session, token, NOW + SECOND)
        kept = (await session.scalars(select(SessionRow))).one()
    assert known is not None
    assert known[0] == Officer("lea", "Léa", Role.OFFICER)
    assert token not in kept.token


async def test_whoever_has_the_link_alone_gets_nowhere(database: Database, officer: StaffRow) -> None:
    word = await offered(database)
    way = await opened(database, word)
    stranger = await opened(database, word, "another")
    assert (stranger.step, stranger.number) == (Step.CLOSED, None)
    assert not await tap(database, way.number, chat=CHAT + 1)  # somebody else's chat
    assert await tap(database, way.number)
    assert await enter(database, word, "another") is None


async def test_a_wrong_number_closes_the_way(database: Database, officer: StaffRow) -> None:
    word = await offered(database)
    way = await opened(database, word)
    assert way.number is not None
    assert not await tap(database, way.number + 1)
    assert await enter(database, word) is None


async def test_a_link_lasts_five_minutes_and_the_next_one_replaces_it(database: Database, officer: StaffRow) -> None:
    first = await offered(database)
    second = await offered(database)
    async with database.reading() as session:
        assert (await sign_in.look(session, first, "hers", NOW)).step is Step.CLOSED
        assert (await sign_in.look(session, second, "hers", NOW)).step is Step.OFFERED
    way = await opened(database, second)
    assert await tap(database, way.number)
    assert await enter(database, second, after=LINK_LASTS) is None


async def test_a_session_ends_when_idle_when_long_and_when_the_officer_leaves(
    database: Database, officer: StaffRow
) -> None:
    word = await offered(database)
    assert await tap(database, (await opened(database, word)).number)
    token = await enter(database, word)
    assert token is not None
    begun, half = NOW + SECOND, IDLE - SECOND
    for moment, lasts in ((begun + half, True), (begun + IDLE, False)):
        async with database.reading() as session:
            assert (await sign_in.who(session, token, moment) is not None) is lasts
    used = begun
    while used + half < begun + LONGEST:
        used += half
        async with database.transaction() as session:
            known = await sign_in.who(session, token, used)
            assert known is not None
            await sign_in.seen(session, known[1], used)
    async with database.transaction() as session:
        assert await sign_in.who(session, token, begun + LONGEST) is None
        row = await staff.of_chat(session, CHAT)
        assert row is not None
        await staff.remove(session, row.id, None, used, actor=audit.ASSISTANT)
    async with database.reading() as session:
        assert await sign_in.who(session, token, used) is None


async def test_what_is_over_is_forgotten(database: Database, officer: StaffRow) -> None:
    word = await offered(database)
    assert await tap(database, (await opened(database, word)).number)
    assert await enter(database, word) is not None
    await offered(database)
    for moment, left in ((NOW, 1), (NOW + LONGEST + SECOND, 0)):
        async with database.transaction() as session:
            await sign_in.purge(session, moment)
            for table in (SessionRow, SignInRow):
                assert len((await session.scalars(select(table))).all()) == left, table


async def test_a_session_is_ended_by_its_officer_or_an_administrator(database: Database, officer: StaffRow) -> None:
    word = await offered(database)
    assert await tap(database, (await opened(database, word)).number)
    token = await enter(database, word)
    assert token is not None
    hers, other = Officer("lea", "Léa", Role.OFFICER), Officer("x", "X", Role.OFFICER)
    chief = Officer("y", "Y", Role.ADMINISTRATOR, proved=True)
    async with database.transaction() as session:
        [mine] = await sign_in.sessions(session, hers, NOW)
        assert await sign_in.sessions(session, other, NOW) == []
        assert await sign_in.sessions(session, chief, NOW) == [mine]
        with pytest.raises(NotAllowed):
            await sign_in.end(session, other, mine.id, NOW)
        await sign_in.end(session, chief, mine.id, NOW)
        assert await sign_in.who(session, token, NOW + SECOND) is None


async def test_one_administrator_is_always_left(database: Database, officer: StaffRow) -> None:
    chief = Officer("chief", "Chief", Role.ADMINISTRATOR, proved=True)
    async with database.transaction() as session:
        await staff_desk.change_role(session, chief, "lea", Role.ADMINISTRATOR, NOW)
        with pytest.raises(LastAdministrator):
            await staff_desk.change_role(session, chief, "lea", Role.READER, NOW)
        with pytest.raises(NotAllowed):
            await staff_desk.change_role(session, Officer("z", "Z", Role.OFFICER), "lea", Role.READER, NOW)
        with pytest.raises(LastAdministrator):
            await staff.remove(session, "lea", None, NOW, actor=audit.ASSISTANT)
        assert [member.role for member in await staff_desk.members(session, chief, NOW)] == [Role.ADMINISTRATOR]


async def test_an_invitation_anew_changes_a_role_by_the_same_rules(database: Database, officer: StaffRow) -> None:
    async with database.transaction() as session:
        await staff.add(session, officer.email, NOW, actor=audit.ASSISTANT, role=Role.ADMINISTRATOR)
        with pytest.raises(LastAdministrator):
            await staff.add(session, officer.email, NOW, actor=audit.ASSISTANT, role=Role.READER)
        rows = await session.scalars(select(AuditRow).where(AuditRow.action == audit.Action.CHANGE_ROLE))
        assert [row.changes["role"] for row in rows] == [["officer", "administrator"]]


async def test_another_phone_ends_what_the_first_one_opened(database: Database, officer: StaffRow) -> None:
    await offered(database)
    async with database.transaction() as session:
        row = await staff.of_chat(session, CHAT)
        assert row is not None
        kept = await session.get_one(StaffRow, row.id)
        token = await sign_in._begin(session, kept, "Firefox", NOW)
        invitation = await staff.add(session, kept.email, NOW, actor=audit.ASSISTANT)
        assert await sign_in.who(session, token, NOW) is not None, "the invitation alone ends nothing"
        assert await staff.accept(session, invitation, CHAT + 1, NOW) is not None
        assert await sign_in.who(session, token, NOW) is None
        assert (await session.scalars(select(SignInRow))).all() == []


def test_what_is_not_listed_is_refused() -> None:
    reader = Officer("r", "R", Role.READER)
    assert [task for task in Task if may(Role.READER, task)] == [Task.OVERVIEW, Task.TRIPS]
    assert not may(Role.PRIVACY, Task.ANSWER)
    assert all(may(Role.ADMINISTRATOR, task) for task in Task)
    with pytest.raises(NotAllowed):
        require(reader, Task.READ)
