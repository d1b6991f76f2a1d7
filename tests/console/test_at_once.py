"""Twenty officers and fifty candidates at once: all are served, each word is there once, nobody is in two hands."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import func, select

from bot.base.terms import Language
from bot.db.models import CandidateRow, HandoverRow, SaidRow, StaffRow
from bot.programme import candidates, requests, sign_in, transcript
from bot.programme.access import Role
from bot.programme.candidates import Consent
from bot.programme.transcript import Author
from tests.conftest import NOW

from .conftest import OURS, Desk

OFFICERS, CANDIDATES, EACH = 20, 50, 3
PAGES = ("/", "/conversations", "/candidates?waits=person", "/employers", "/trips")


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_twenty_officers_and_fifty_candidates_at_once(desk: Desk) -> None:
    people = await somebody_each(desk)
    tokens = await signed_in_each(desk)
    async with desk.client() as client:
        answers = await asyncio.gather(
            *(works(client, token, people[number]) for number, token in enumerate(tokens)),
            *(writes(desk, chat) for chat in range(CANDIDATES)),
        )
    assert {status for of_one in answers for status in of_one or ()} <= {200, 303, 409}
    async with desk.database.reading() as session:
        said = dict((await session.execute(select(SaidRow.author, func.count()).group_by(SaidRow.author))).all())
        held = (await session.scalars(select(HandoverRow.staff_id))).all()
    assert said[Author.CANDIDATE] == CANDIDATES * EACH
    assert said[Author.OFFICER] == len(held) == OFFICERS // 2, "of two who take over at once, one has it and writes"


async def works(client: httpx.AsyncClient, token: str, conversation: str) -> list[int]:
    """An officer looks at pages, takes a conversation over, and writes."""
    mine = {**OURS, "cookie": f"session={token}"}
    found = [(await client.get(f"/console{path}", headers=mine)).status_code for path in PAGES]
    path = f"/console/conversations/{conversation}"
    found.append((await client.post(f"{path}/take", headers=mine)).status_code)
    answer = {"words": "Bonjour, je m’en occupe."}
    found.append((await client.post(f"{path}/reply", headers=mine, data=answer)).status_code)
    return [*found, (await client.get(path, headers=mine)).status_code]


async def writes(desk: Desk, chat: int) -> None:
    """A candidate writes, each message in a transaction of its own."""
    for number in range(EACH):
        async with desk.database.transaction() as session:
            row = (await session.scalars(select(CandidateRow).where(CandidateRow.id == chat + 1))).one()
            at = desk.now + timedelta(seconds=number)
            await transcript.keep(session, row, Author.CANDIDATE, f"Message {number}", at, [])


async def somebody_each(desk: Desk) -> list[str]:
    """Fifty people who ask for a person; the conversation of every second one stands twice, for two officers."""
    found = []
    async with desk.database.transaction() as session:
        for chat in range(CANDIDATES):
            candidate = await candidates.meet(session, 3_000 + chat, Language.FRENCH, NOW)
            candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
            await session.flush()
            await requests.ask_for_a_person(session, candidate, NOW)
            found += [candidate.conversation] * 2
    return found


async def signed_in_each(desk: Desk) -> list[str]:
    found = []
    async with desk.database.transaction() as session:
        for number in range(OFFICERS):
            row = StaffRow(id=f"officer-{number}", email=f"{number}@example.org", name=f"Léa {number}",
                           role=Role.OFFICER, added_at=NOW)  # fmt: skip
            row.chat_id = 8_000 + number
            session.add(row)
            await session.flush()
            found.append(await sign_in._begin(session, row, "Firefox, Linux", NOW, proved=True))
    return found
