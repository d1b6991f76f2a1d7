"""Told when a vacancy opens that suits, at most once a day, until somebody says stop; and where an interest stands."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.answers.doors import Door
from bot.answers.notice_words import told
from bot.answers.turn import Turn
from bot.db.models import EmployerRow, NoticeRow, VacancyRow
from bot.programme import candidates, job_alerts, privacy, reachability
from bot.queues import notices
from bot.queues.notices import NoticeKind
from bot.replies.message import Message
from tests.answers.conftest import Person, references


async def looked(person: Person) -> list[Message]:
    """What the clock role would say now."""
    async with person.database.transaction() as session:
        candidate = await candidates.of_chat(session, person.chat_id)
        assert candidate is not None
        said: list[Message] = []
        for number in await notices.due(session, person.now):
            row = await notices.begin(session, number, person.now)
            if row is not None and row.kind == NoticeKind.JOB_ALERT:
                said += await told(Turn(session, candidate, person.now, person.library), row)
        return said


async def opened(person: Person) -> str:
    """A vacancy like one that suits, but new."""
    async with person.database.transaction() as session:
        like = (await session.scalars(select(VacancyRow).where(VacancyRow.occupation == "72106"))).first()
        assert like is not None
        names = [column.key for column in VacancyRow.__table__.columns]
        session.add(VacancyRow(**{name: getattr(like, name) for name in names} | {"id": "new-one"}))
    return "new-one"


@pytest.fixture
def noon(welder: Person) -> Person:
    welder.now = welder.now.replace(hour=17)  # UTC: by day in Québec
    return welder


async def test_only_what_is_new_is_told_and_once(noon: Person) -> None:
    await noon("job_alerts", door=Door.WORDS)
    noon.now += timedelta(hours=25)
    assert await looked(noon) == [], "what was there is no news"
    vacancy = await opened(noon)
    assert await looked(noon) == [], "at most once a day"
    noon.now += timedelta(hours=25)
    [message] = await looked(noon)
    assert references(message) == [f"vacancy:{vacancy}", "job_alerts_off"]
    noon.now += timedelta(hours=25)
    assert await looked(noon) == []


async def test_one_tap_ends_it(noon: Person) -> None:
    shown = await noon("job_alerts", "job_alerts")
    assert "job_alerts_off" in references(shown[-1])
    await noon("job_alerts_off", door=Door.BUTTON)
    await opened(noon)
    noon.now += timedelta(hours=49)
    assert await looked(noon) == []
    async with noon.database.reading() as session:
        assert (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.JOB_ALERT))).all() == []


async def test_how_they_stand_is_told_and_nothing_changes(noon: Person) -> None:
    for on in (False, True):
        assert references((await noon("job_alerts_now", door=Door.WORDS))[-1]) == [
            "job_alerts_off" if on else "job_alerts"
        ]
        async with noon.database.reading() as session:
            candidate = await candidates.of_chat(session, noon.chat_id)
            assert candidate is not None
            assert await job_alerts.are_on(session, candidate) is on
        await noon("job_alerts", door=Door.WORDS)


async def test_whoever_blocks_the_bot_ends_it(noon: Person) -> None:
    await noon("job_alerts")
    async with noon.database.transaction() as session:
        await reachability.lost(session, noon.chat_id, noon.now)
        candidate = await candidates.of_chat(session, noon.chat_id)
        assert candidate is not None
        assert not await job_alerts.are_on(session, candidate)
        candidates.row_of(candidate).unreachable_at = None  # lets the bot in again
    await opened(noon)
    noon.now += timedelta(hours=49)
    assert await looked(noon) == []


async def test_it_is_in_the_export_and_erased(noon: Person) -> None:
    await noon("job_alerts")
    async with noon.database.transaction() as session:
        candidate = await candidates.of_chat(session, noon.chat_id)
        assert candidate is not None
        kept = await privacy.export(session, candidate)
        assert [each["about"] for each in kept["notices"]] == [NoticeKind.JOB_ALERT]
        await privacy.erase(session, candidate, noon.now)
        assert (await session.scalars(select(NoticeRow))).all() == []


async def test_without_a_trade_it_is_asked_first(agreed: Person) -> None:
    assert "job_alerts_off" not in str(await agreed("job_alerts", door=Door.WORDS))


async def test_where_an_interest_stands_is_told_without_making_up_an_answer(noon: Person) -> None:
    [nothing] = await noon("application_status", door=Door.WORDS)
    assert references(nothing) == ["matches"]
    async with noon.database.reading() as session:
        row = (await session.scalars(select(VacancyRow).where(VacancyRow.occupation == "72106"))).first()
        assert row is not None
        employer = (await session.get_one(EmployerRow, row.employer_id)).name
    await noon(f"interest_confirm:{row.id}")
    [shown] = await noon("application_status", door=Door.WORDS)
    assert employer in shown.text.replace("&amp;", "&")
    assert references(shown) == ["human", "agreements"]
