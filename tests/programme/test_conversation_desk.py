"""Conversations as officers see them: the list in three columns, one conversation, and the reason for reading it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import DeliveryState
from bot.base.terms import Language
from bot.db import Database
from bot.db.candidate_view import CandidateView
from bot.db.models import AuditRow, CandidateRow, SaidRow
from bot.programme import (
    access_reasons,
    candidates,
    conversation_desk,
    conversation_presence,
    handover,
    requests,
    transcript,
)
from bot.programme.access import NotAllowed, Officer, Role
from bot.programme.access_reasons import ReadReason, ReasonMissing
from bot.programme.candidates import Consent
from bot.programme.requests import Reason
from bot.programme.transcript import Author
from tests.conftest import NOW
from tests.programme.officers import LEA, MINUTE, OMAR, take


async def test_reading_is_written_down_and_asks_for_a_reason(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        await transcript.keep(session, person, Author.CANDIDATE, "Bonjour", NOW)
        with pytest.raises(ReasonMissing):
            await conversation_desk.thread(session, LEA, person.conversation, NOW)
        await access_reasons.give_reason(session, LEA, person.conversation, ReadReason.COMPLAINT, NOW)
        shown = await conversation_desk.thread(session, LEA, person.conversation, NOW + MINUTE)
        assert [line.text for line in shown.lines] == ["Bonjour"]
        with pytest.raises(ReasonMissing):
            await conversation_desk.thread(session, OMAR, person.conversation, NOW)
        with pytest.raises(ReasonMissing):
            await conversation_desk.thread(session, LEA, person.conversation, NOW + timedelta(hours=1))
        await requests.ask_for_a_person(session, person, NOW)
        await conversation_desk.thread(session, OMAR, person.conversation, NOW)
        await conversation_desk.thread(session, OMAR, person.conversation, NOW)
        rows = await session.scalars(select(AuditRow).where(AuditRow.action == "read conversation"))
        assert [(row.actor, row.changes["reason"][1]) for row in rows] == [
            ("lea", "complaint"), ("omar", "asked for a person"),
        ]  # fmt: skip


async def test_danger_comes_first_and_nobody_who_waits_is_cut(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        many = [await candidates.meet(session, chat, Language.ENGLISH, NOW) for chat in range(100, 160)]
        for minutes, candidate in enumerate(reversed(many)):
            await requests.ask_for_a_person(session, candidate, NOW + timedelta(minutes=minutes))
        before = await conversation_desk.cursor(session)
        await requests.ask_for_a_person(session, many[0], NOW + timedelta(hours=2), Reason.DANGER)
        assert await conversation_desk.cursor(session) != before
        shown = (await conversation_desk.board(session, LEA, NOW)).waiting
        assert len(shown) == 60
        assert [card.conversation for card in shown[:2]] == [many[0].conversation, many[59].conversation]


async def test_the_three_columns(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        others = [await candidates.meet(session, chat, Language.ENGLISH, NOW) for chat in (80, 81, 82)]
        for minutes, candidate in enumerate(others[:2]):
            await requests.ask_for_a_person(session, candidate, NOW - timedelta(minutes=minutes))
        candidates.decide_consent(session, others[2], Consent.GIVEN, NOW)
        await transcript.keep(session, others[2], Author.CANDIDATE, "How far is Amos?", NOW)
        await take(session, OMAR, person, NOW)
        await handover.hear(session, person, "Bonjour Omar", NOW)
        shown = await conversation_desk.board(session, LEA, NOW)
        assert [card.conversation for card in shown.waiting] == [others[1].conversation, others[0].conversation]
        [card] = shown.person
        assert (card.officer, card.mine, card.answered, card.words) == ("Omar", False, False, "")
        [card] = (await conversation_desk.board(session, OMAR, NOW)).person
        assert (card.mine, card.words) == (True, "Bonjour Omar")
        await transcript.keep(session, person, Author.CANDIDATE, "il me frappe", NOW, ["danger:fr"])
        [card] = (await conversation_desk.board(session, OMAR, NOW)).person
        assert card.words == "", "of danger the list shows nothing"
        await transcript.keep(session, others[0], Author.CANDIDATE, "Rappelez-moi", NOW)
        assert not [card for card in (await conversation_desk.board(session, LEA, NOW)).waiting if card.words]
        [card] = shown.assistant
        assert (card.conversation, card.words) == (others[2].conversation, "")  # nobody asked us to read
        with pytest.raises(NotAllowed):
            await conversation_desk.board(session, Officer("r", "R", Role.READER), NOW)


async def test_what_a_live_page_shows_changes_its_mark(database: Database, person: CandidateRow) -> None:
    conversation, now = person.conversation, NOW
    async with database.transaction() as session:
        number = await transcript.keep(session, person, Author.CANDIDATE, "bonjour", now)
        await access_reasons.give_reason(session, LEA, conversation, ReadReason.FOLLOW_UP, now)

    async def mark() -> str:
        async with database.reading() as session:
            return (await conversation_desk.marks(session, [conversation, "unknown"], now))[conversation]

    async def after(change: Callable[[AsyncSession, CandidateView], Awaitable[object]]) -> None:
        before = await mark()
        async with database.transaction() as session:
            candidate = await candidates.of_conversation(session, conversation)
            assert candidate is not None
            await change(session, candidate)
        assert await mark() != before

    async def delivered(session: AsyncSession, _: CandidateView) -> None:
        (await session.get_one(SaidRow, number)).delivery = DeliveryState.REFUSED

    async def blocked(session: AsyncSession, candidate: CandidateView) -> None:
        candidates.row_of(candidate).unreachable_at = now

    assert await mark() == await mark()
    await after(lambda session, who: transcript.keep(session, who, Author.CANDIDATE, "encore", now))
    await after(delivered)
    await after(lambda session, _: conversation_presence.note_presence(session, LEA, conversation, now))
    await after(lambda session, _: handover.take_over(session, LEA, conversation, now))
    await after(lambda session, _: conversation_presence.keep_draft(session, LEA, conversation, "Bonj", now))
    await after(lambda session, _: handover.hand_back(session, LEA, conversation, now))
    await after(blocked)
    before = await mark()
    now += MINUTE
    assert await mark() != before, "who looked looks no more"
