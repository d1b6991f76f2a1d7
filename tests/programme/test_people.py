"""Interests, requests, and a person's rights over their data."""

import json
from typing import Any

from sqlalchemy import inspect, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers import Library
from bot.db.models import AuditRow, Base, CandidateRow
from bot.programme import employers, inbox, outbox, privacy, profiles, requests, trips
from bot.programme.inbox import Incoming
from bot.programme.requests import NoteKind
from bot.terms import Field
from tests.conftest import NOW
from tests.programme.conftest import Newcomer

BOT = 7


async def test_interest_counts_once_and_can_be_taken_back(
    session: AsyncSession, newcomer: Newcomer, library: Library
) -> None:
    candidate = await newcomer()
    await profiles.answer(session, candidate, Field.OCCUPATION, "72106", NOW)
    profile = await profiles.load(session, candidate)
    ranked, _ = await employers.matches(session, profile, library.rules, NOW)
    assert [line.best.score for line in ranked] == sorted((line.best.score for line in ranked), reverse=True)
    vacancy = ranked[0].best.vacancy_id
    for _ in range(2):
        await employers.express_interest(session, candidate, vacancy, NOW)
    assert [row.id for row in await employers.interests_of(session, candidate)] == [vacancy]
    await employers.withdraw_interest(session, candidate, vacancy, NOW)
    assert await employers.interests_of(session, candidate) == []
    offer = await employers.offer(session, candidate, profile, vacancy, library.rules, NOW)
    assert not offer.interested
    acts = list(await session.scalars(select(AuditRow.action).where(AuditRow.subject == vacancy)))
    assert acts == ["interest", "withdraw interest"]


async def test_a_person_is_asked_for_once(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await newcomer()
    first = await requests.ask_for_a_person(session, candidate, NOW)
    assert (await requests.ask_for_a_person(session, candidate, NOW)).id == first.id


async def test_the_export_holds_everything_that_was_told(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await told_everything(session, newcomer)
    exported = json.dumps(await privacy.export(session, candidate), ensure_ascii=False)
    for canary in ("72106", "canary-note", str(candidate.chat_id), "given", "confirmed", "vacancy", "asked_at"):
        assert canary in exported, canary


async def test_a_note_is_encrypted_at_rest(session: AsyncSession, newcomer: Newcomer) -> None:
    await told_everything(session, newcomer)
    [kept] = await session.scalars(text("SELECT text FROM notes"))
    assert "canary" not in str(kept)


async def test_erasing_leaves_no_trace_but_the_audit_and_frees_the_seats(
    session: AsyncSession, newcomer: Newcomer
) -> None:
    candidate = await told_everything(session, newcomer)
    chat_id, number, conversation = candidate.chat_id, candidate.id, candidate.conversation
    [registration] = await trips.registrations_of(session, candidate, NOW)
    await privacy.erase(session, candidate, NOW)
    await session.flush()
    assert (await trips.find(session, registration.trip_id)).taken == 0
    for table in Base.metadata.sorted_tables:
        rows = [tuple(row) for row in await session.execute(select(table))]
        if table.name == "audit":
            assert any(conversation in row for row in rows)
            continue
        assert not [row for row in rows if chat_id in row or conversation in row], table.name
        if "candidate_id" in table.columns:
            index = list(table.columns.keys()).index("candidate_id")
            assert not [row for row in rows if row[index] == number], table.name


async def told_everything(session: AsyncSession, newcomer: Newcomer) -> CandidateRow:
    """Somebody with a row in every table that can hold one."""
    candidate = await newcomer()
    await profiles.answer(session, candidate, Field.OCCUPATION, "72106", NOW)
    requests.keep_note(session, candidate, NoteKind.FEEDBACK, "canary-note", NOW)
    await requests.ask_for_a_person(session, candidate, NOW)
    trip = (await trips.coming(session, NOW))[0]
    await trips.register(session, candidate, trip.id, 2, NOW)
    vacancy: Any = await session.scalar(text("SELECT id FROM vacancies LIMIT 1"))
    await employers.express_interest(session, candidate, vacancy, NOW)
    outbox.write(session, candidate.chat_id, ["waiting"], NOW)
    await inbox.store(session, BOT, [Incoming(1, candidate.chat_id, "erase me")], NOW)
    row = await inbox.begin(session, BOT, 1)
    assert row is not None
    inbox.finish(row, NOW)
    await session.flush()
    assert inspect(candidate).persistent
    return candidate
