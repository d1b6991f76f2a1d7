"""What a candidate asks of the people of the programme."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import AuditRow, NoteRow
from bot.programme import requests
from bot.programme.requests import NoteKind
from tests.conftest import NOW
from tests.programme.conftest import Newcomer


async def test_a_person_is_asked_for_once_until_somebody_answered(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate, other = await newcomer(), await newcomer()
    assert await requests.open_request(session, candidate) is None
    first = await requests.ask_for_a_person(session, candidate, NOW)
    assert await requests.ask_for_a_person(session, candidate, NOW) is first
    assert await requests.open_request(session, candidate) is first
    assert await requests.open_request(session, other) is None
    assert (await requests.ask_for_a_person(session, other, NOW)).id != first.id
    first.closed_at = NOW
    second = await requests.ask_for_a_person(session, candidate, NOW)
    assert second.id != first.id
    trail = select(AuditRow.subject).where(AuditRow.actor == candidate.conversation).order_by(AuditRow.id)
    assert list(await session.scalars(trail.where(AuditRow.action == "ask for a person"))) == [first.id, second.id]


@pytest.mark.parametrize("kind", NoteKind)
async def test_a_note_is_kept_word_for_word_and_encrypted(
    session: AsyncSession, newcomer: Newcomer, kind: NoteKind
) -> None:
    candidate = await newcomer()
    requests.keep_note(session, candidate, kind, "canary-4471 : été 🍁", NOW)
    await session.flush()
    session.expire_all()
    kept = (await session.scalars(select(NoteRow))).one()
    assert (kept.kind, kept.text, kept.written_at) == (kind, "canary-4471 : été 🍁", NOW)
    raw = (await session.scalars(text("SELECT text FROM notes"))).one()
    assert isinstance(raw, bytes)
    assert raw
    assert b"canary" not in raw
