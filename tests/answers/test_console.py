"""`/console`: a link for officers, nothing for anybody else, and the number that opens the way."""

import re

import pytest
from sqlalchemy import select

from bot.answers.turn import Library
from bot.base.terms import Language
from bot.db import Database
from bot.db.models import NoticeRow, StaffRow
from bot.programme import sign_in
from bot.programme.sign_in import Step
from tests.conftest import NOW

from .conftest import Person


@pytest.fixture
async def officer(database: Database, library: Library, language: Language) -> Person:
    async with database.transaction() as session:
        session.add(StaffRow(id="lea", email="lea@example.org", name="Léa", chat_id=77, added_at=NOW))
    return Person(database, library, language)


async def test_an_officer_gets_a_link_and_taps_the_number(officer: Person, database: Database) -> None:
    said = await officer.says("console")
    [word] = re.findall(r"/in/([\w-]{43})$", said)
    async with database.transaction() as session:
        way = await sign_in.open_in(session, word, "browser", NOW)
        asked = (await session.scalars(select(NoticeRow))).one()
    assert way.number in asked.data["numbers"]
    await officer.says(f"console_number:{asked.subject}:{way.number}")
    async with database.reading() as session:
        assert (await sign_in.look(session, word, "browser", NOW)).step is Step.CONFIRMED


async def test_to_anybody_else_it_is_an_unknown_command(library: Library, database: Database) -> None:
    candidate = Person(database, library, Language.ENGLISH)
    assert await candidate.says("console") == await candidate.says("help")
    assert "button" in await candidate.says("console_number:abc:12")
