"""The news of a job: confirmed by a button, kept, and followed up."""

from sqlalchemy import select

from bot.answers.doors import Door
from bot.db.models import HireRow, NoticeRow
from bot.queues.notices import NoticeKind
from tests.answers.conftest import Person, carried


async def test_a_job_counts_once_a_button_says_so(settled: Person) -> None:
    assert carried(await settled("hired", written="j’ai signé un contrat", door=Door.WORDS))[:1] == ["hired_confirm"]
    async with settled.database.reading() as session:
        assert (await session.scalars(select(HireRow))).all() == []
    await settled("hired_confirm", door=Door.WORDS)
    async with settled.database.reading() as session:
        assert (await session.scalars(select(HireRow))).all() == [], "no words say it"


async def test_the_news_of_a_job_is_kept_and_followed_up(settled: Person) -> None:
    await settled("hired_confirm")
    async with settled.database.reading() as session:
        [hire] = await session.scalars(select(HireRow))
        query = select(NoticeRow).where(NoticeRow.kind == NoticeKind.FOLLOW_UP).order_by(NoticeRow.due_at)
        asked = list(await session.scalars(query))
    assert {row.subject for row in asked} == {hire.id}
    assert [row.data["step"] for row in asked] == ["1w", "1m", "3m", "6m", "12m"]
