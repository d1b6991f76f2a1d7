"""A person is asked for, and opinions are passed on: told to officers, and as far as anybody reads them."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.answers.doors import Door
from bot.db.models import NoteRow
from bot.programme import staff
from tests.answers.conftest import Person, alarms
from tests.conftest import ANA


async def test_of_each_person_in_danger_officers_are_told_at_once_and_not_for_each_press(settled: Person) -> None:
    async with settled.database.transaction() as session:
        for number in range(3):
            word = await staff.add(session, f"officer{number}@example.org", settled.now, actor=ANA)
            assert await staff.accept(session, word, 900 + number, settled.now) is not None
    for _ in range(30):
        await settled("danger_person", door=Door.BUTTON)
    assert await alarms(settled) == 3
    await replace(settled, chat_id=78)("danger_person", door=Door.BUTTON)
    assert await alarms(settled) == 6


async def test_opinions_are_kept_as_far_as_anybody_reads_them(settled: Person) -> None:
    async with settled.database.reading() as session:
        before = len((await session.scalars(select(NoteRow))).all())
    said = [await settled.says("feedback", written=f"avis {number}") for number in range(25)]
    async with settled.database.reading() as session:
        assert len((await session.scalars(select(NoteRow))).all()) - before == 20
    assert len(set(said)) == 2, "whoever is not heard is told so"
    settled.now += timedelta(days=1, seconds=1)
    assert await settled.says("feedback", written="encore") == said[0]
