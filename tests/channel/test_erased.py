"""What was written goes once it is answered; who was erased is in no file, nor in Rasa."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import LargeBinary, select, type_coerce

from bot.channel.after_erasing import Erasing
from bot.channel.intervals import Rhythm
from bot.db.models import AnswerRow, CandidateRow, InboxRow, OutboxRow
from bot.dialogue.client import RasaClient
from bot.programme import privacy
from tests.channel.conftest import World
from tests.channel.test_conversation import FR
from tests.conftest import NOW


async def test_what_a_candidate_wrote_is_gone_once_it_is_answered(world: World) -> None:
    async with world.channel():
        await (await world.candidate()).say("bonjour, je m'appelle Amina")
        await asyncio.sleep(0.3)
    async with world.database.reading() as session:
        row = (await session.scalars(select(InboxRow))).one()
        assert (row.payload, row.chat_id) == (None, None)
        assert (await session.scalars(select(OutboxRow))).all() == []


@pytest.mark.parametrize("somebody_reads", [False, True])
async def test_what_was_erased_is_in_no_file_of_the_database(world: World, somebody_reads: bool) -> None:
    """Nor in the log beside it, also where somebody was reading what was there before."""
    database = Path(world.database.engine.url.database or "")

    def files() -> bytes:
        return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))

    async with world.channel(), AsyncExitStack() as reader:
        amina = await world.candidate()
        await amina.say("/profile")
        await amina.press("consent:given:2")
        await amina.tap((await amina.last()).id, "set:permit:refugee", forged=True)
        await amina.replies()
        async with world.database.reading() as session:
            [sealed] = await session.scalars(select(type_coerce(AnswerRow.value, LargeBinary)))
        assert sealed in files()
        if somebody_reads:
            session = await reader.enter_async_context(world.database.reading())
            assert (await session.scalars(select(AnswerRow))).one()
        await amina.say("/delete")
        [gone] = await amina.press(FR.gettext("🗑 Yes, erase everything"))
        assert FR.gettext("It is done: everything that I kept about you is erased.") in gone.text
        assert "Telegram" in gone.text
        if somebody_reads:
            assert sealed in files(), "it cannot be scrubbed yet"
            await reader.aclose()
            async with asyncio.timeout(10):
                while sealed in files():  # noqa: ASYNC110 - it says nothing that could be waited for
                    await asyncio.sleep(0.05)
        assert sealed not in files()


async def test_rasa_forgets_who_was_erased_once_it_is_back(world: World) -> None:
    async with world.channel(rhythm=Rhythm(erase=0.05)) as running:
        amina = await world.candidate()
        await amina.say("bonjour")
        await amina.say("/delete")
        world.rasa.heard.clear()
        world.rasa.down = True
        await amina.press(FR.gettext("🗑 Yes, erase everything"))
        assert running.turns.conversation.erasing._remembered
        world.rasa.down = False
        async with asyncio.timeout(20):
            while running.turns.conversation.erasing._remembered:  # noqa: ASYNC110 - it says nothing that could be waited for
                await asyncio.sleep(0.05)
    assert world.rasa.heard == ["/forget"]


@pytest.mark.parametrize(("away", "told"), [(timedelta(hours=1), ["/forget"]), (timedelta(days=30), [])])
async def test_rasa_is_told_after_a_restart_whom_it_missed(world: World, away: timedelta, told: list[str]) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("bonjour")
        await amina.say("/delete")
        world.rasa.heard.clear()
        world.rasa.down = True
        await amina.press(FR.gettext("🗑 Yes, erase everything"))
    world.rasa.down = False
    async with world.channel(rhythm=Rhythm(erase=0.05), now=lambda: NOW + away) as running:
        async with asyncio.timeout(20):
            while running.turns.conversation.erasing._work.is_set():  # noqa: ASYNC110 - it says nothing to wait for
                await asyncio.sleep(0.05)
    assert world.rasa.heard == told


async def test_who_was_erased_can_begin_again(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/delete")
        [gone] = await amina.press(FR.gettext("🗑 Yes, erase everything"))
        assert "/start" in gone.text
        [welcome] = await amina.say("/start")
        assert welcome.text.startswith(FR.gettext("Welcome!"))


async def test_rasa_forgets_who_was_erased_by_an_officer_in_another_process(world: World) -> None:
    async with world.channel(rhythm=Rhythm(erase=0.05, erased_elsewhere=0.05)):
        amina = await world.candidate()
        await amina.say("bonjour")
        world.rasa.heard.clear()
        async with world.database.transaction() as session:
            [candidate] = await session.scalars(select(CandidateRow))
            await privacy.erase(session, candidate, NOW)
        async with asyncio.timeout(20):
            while not world.rasa.heard:  # noqa: ASYNC110 - it says nothing that could be waited for
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)
    assert world.rasa.heard == ["/forget"], "once, however often it is looked for"


@pytest.mark.parametrize("steps", range(12))
async def test_looking_for_who_was_erased_ends_at_whichever_step_it_is_ended(world: World, steps: int) -> None:
    """The process waits for it: one that goes on would never let the process end."""
    rasa = RasaClient("http://rasa", None, httpx.AsyncClient(transport=httpx.MockTransport(world.rasa)))
    looking = asyncio.create_task(Erasing(world.database, rasa, lambda: NOW).run(every=0.01, look=60))
    for _ in range(steps):
        await asyncio.sleep(0)
    looking.cancel()
    await asyncio.wait([looking], timeout=5)
    assert looking.cancelled()
