"""People of the programme in a real database."""

from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import Language
from bot.db import Database
from bot.db.models import CandidateRow, StaffRow
from bot.programme import candidates
from bot.programme.candidates import Consent
from tests.conftest import NOW
from tests.databases import KINDS
from tests.programme.officers import LEA, OMAR

Newcomer = Callable[..., Awaitable[CandidateRow]]


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """What the programme does, it does on both kinds of database."""
    chosen: str = request.param
    return chosen


@pytest.fixture
async def session(database: Database) -> AsyncIterator[AsyncSession]:
    """One unit of work."""
    async with database.transaction() as session:
        yield session


@pytest.fixture
def newcomer(session: AsyncSession) -> Newcomer:
    """Makes candidates, each with a chat of their own."""
    chats = count(1000)

    async def make(consent: Consent | None = Consent.GIVEN) -> CandidateRow:
        candidate = await candidates.meet(session, next(chats), Language.FRENCH, NOW)
        if consent is not None:
            candidates.decide_consent(session, candidate, consent, NOW)
        return candidates.row_of(candidate)

    return make


@pytest.fixture
async def person(database: Database) -> CandidateRow:
    """Somebody who agreed; and two officers."""
    async with database.transaction() as session:
        for chat, officer in enumerate((LEA, OMAR), 500):
            email = f"{officer.id}@example.org"
            row = StaffRow(id=officer.id, email=email, name=officer.name, role=officer.role, added_at=NOW)
            row.chat_id = chat
            session.add(row)
        candidate = await candidates.meet(session, 77, Language.FRENCH, NOW)
        candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
    return candidates.row_of(candidate)
