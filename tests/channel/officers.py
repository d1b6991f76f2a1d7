"""An officer who has a conversation: what the tests of the channel share."""

import asyncio

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import Language
from bot.db.models import SaidRow, StaffRow
from bot.programme import (
    access_reasons,
    candidates,
    handover,
)
from bot.programme.access import Officer, Role
from bot.programme.access_reasons import ReadReason
from bot.programme.candidates import Consent
from sandbox.client import Candidate
from tests.channel.conftest import World
from tests.conftest import NOW

LEA = Officer("lea", "Léa", Role.OFFICER)


async def agreed(world: World, amina: Candidate) -> str:
    """The conversation of somebody who agreed; and an officer."""
    async with world.database.transaction() as session:
        session.add(StaffRow(id=LEA.id, email="lea@example.org", name=LEA.name, chat_id=5, added_at=NOW))
        candidate = await candidates.meet(session, amina.id, Language.FRENCH, NOW)
        candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
    return candidate.conversation


async def take(session: AsyncSession, conversation: str) -> None:
    """Léa takes the conversation over, having said why."""
    await access_reasons.give_reason(session, LEA, conversation, ReadReason.FOLLOW_UP, NOW)
    await handover.take_over(session, LEA, conversation, NOW)


async def kept(world: World) -> list[tuple[str, str]]:
    async with world.database.reading() as session:
        rows = await session.scalars(select(SaidRow).order_by(SaidRow.id))
        return [(row.author, row.text) for row in rows]


async def until_kept(world: World, text: str) -> None:
    """What is awaited happens in the channel."""
    async with asyncio.timeout(20):
        while ("candidate", text) not in await kept(world):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
