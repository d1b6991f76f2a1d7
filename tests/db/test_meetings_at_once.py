"""Exploratory interviews that several people want at once, on both databases: nobody is in two places."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.base.terms import Language
from bot.db import Database
from bot.db.models import CandidateRow, MeetingRow, StaffRow
from bot.programme import candidates, meetings
from bot.programme.candidates import Consent
from bot.programme.meetings import MeetingGone, MeetingTwice
from tests.conftest import ANA, NOW

DAY = timedelta(days=3)


@pytest.fixture
async def calendar(shared: Database) -> Database:
    """A database with two officers and two candidates."""
    async with shared.transaction() as session:
        for name in ("lea", "omar"):
            session.add(StaffRow(id=name, email=f"{name}@example.org", name=name, added_at=NOW))
        for chat in (1, 2):
            someone = await candidates.meet(session, chat, Language.FRENCH, NOW)
            candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
    return shared


async def offers(database: Database, officer: str, minute: int) -> bool:
    async with database.transaction() as session:
        try:
            await meetings.offer(session, officer, NOW + DAY + timedelta(minutes=minute), 30, NOW, actor=ANA)
        except MeetingTwice:
            return False
    return True


async def takes(database: Database, chat: int, meeting: str) -> bool:
    async with database.transaction() as session:
        someone = await candidates.of_chat(session, chat)
        assert someone is not None
        try:
            await meetings.take(session, someone, meeting, NOW)
        except MeetingGone:
            return False
    return True


async def test_an_officer_who_offers_at_two_screens_is_in_one_place_at_a_time(calendar: Database) -> None:
    done = await asyncio.gather(*(offers(calendar, "lea", minute) for minute in (0, 10, 20, 29, 15, 5)))
    assert done.count(True) == 1
    assert await offers(calendar, "omar", 10)


async def test_a_moment_goes_to_one_of_many(calendar: Database) -> None:
    await offers(calendar, "lea", 0)
    async with calendar.reading() as session:
        meeting = (await session.scalars(select(MeetingRow.id))).one()
    done = await asyncio.gather(*(takes(calendar, chat, meeting) for chat in (1, 2, 1, 2)))
    async with calendar.reading() as session:
        holder = (await session.scalars(select(MeetingRow.candidate_id))).one()
    assert holder is not None
    assert done.count(True) == 1


async def test_a_candidate_at_two_phones_holds_one_interview(calendar: Database) -> None:
    await offers(calendar, "lea", 0)
    await offers(calendar, "omar", 10)
    async with calendar.reading() as session:
        both = (await session.scalars(select(MeetingRow.id))).all()
    await asyncio.gather(*(takes(calendar, 1, meeting) for meeting in [*both, *both]))
    async with calendar.reading() as session:
        held = await session.scalars(
            select(MeetingRow.id).join(CandidateRow, CandidateRow.id == MeetingRow.candidate_id)
        )
        assert len(held.all()) == 1
