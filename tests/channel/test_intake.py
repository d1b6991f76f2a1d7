"""Updates in: nothing is confirmed before it is stored, by polling and by webhook."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import func, select
from starlette.applications import Starlette
from telegram import Bot, Update

from bot.base import retention_periods
from bot.base.serving import serving
from bot.channel.connection import StartRefused, make_bot
from bot.channel.intervals import USUAL
from bot.channel.message_json import dump
from bot.channel.polling import TokenRefused, poll
from bot.channel.webhook import webhook_route
from bot.db.models import ImportRow, InboxRow, SignOfLifeRow
from bot.programme.signs_of_life import Sign
from bot.queues import outbox
from bot.replies.message import Message
from tests.channel.conftest import World, clock
from tests.channel.test_delivery import FR
from tests.conftest import ANA


async def test_an_update_is_confirmed_only_after_it_was_stored(world: World) -> None:
    amina = await world.candidate()
    await amina.send("/help")
    taken: list[Update] = []
    twice = asyncio.Event()
    contacts = asyncio.Semaphore(0)

    async def accept(updates: Sequence[Update]) -> None:
        if not taken:
            taken.extend(updates)
            raise OSError("the disk is full")
        taken.extend(updates)
        if updates:
            twice.set()

    async with make_bot("700000000:local-sandbox", world.served.url) as bot:
        polling = asyncio.create_task(poll(bot, accept, contacts.release))
        async with asyncio.timeout(10):
            await twice.wait()
            await contacts.acquire()  # what could not be stored was no contact
        polling.cancel()
    assert taken[0].update_id == taken[1].update_id, "it came again, since it had not been stored"


async def test_a_refused_token_ends_the_start_with_one_line(world: World) -> None:
    bot = make_bot("1:wrong", world.served.url)
    with pytest.raises(TokenRefused, match="TELEGRAM_BOT_TOKEN"):
        await poll(bot, lambda updates: asyncio.sleep(0))
    for request in bot._request:
        await request.shutdown()


async def test_a_start_while_telegram_is_away_needs_no_second_one(world: World) -> None:
    await world.sandbox.fail("getMe", status=500)
    await world.sandbox.fail("deleteWebhook", status=502)
    async with world.channel():
        assert (await (await world.candidate()).say("/help"))[0].buttons


async def test_an_address_that_telegram_refuses_ends_the_start_with_one_line(world: World) -> None:
    async with world.channel(polling=False) as channel:
        await world.sandbox.fail("setWebhook", status=400)
        with pytest.raises(StartRefused, match="TELEGRAM_WEBHOOK_URL"):
            await channel.intake.bring("http://127.0.0.1:1/hook", "right")


async def test_what_an_earlier_run_left_is_done_at_the_start(world: World) -> None:
    amina = await world.candidate()
    await amina.send("/trips")
    async with world.channel(polling=False) as channel:
        updates = await channel.bot.get_updates()
        channel.turns._worker._submit = lambda chat_id, update_id: None  # type: ignore[method-assign]  # it dies right here
        await channel.intake.accept(updates)
    async with world.database.transaction() as session:
        payloads = dump(Message("from an earlier run"), pressed=None, answers=None)
        outbox.write(session, amina.id, payloads, clock())
    async with world.channel(polling=False):
        replies = await amina.replies(until=lambda found: len(found) >= 2)
    assert {reply.text.split("\n")[0] for reply in replies} == {"from an earlier run", FR.gettext("Coming trips")}


async def test_telegrams_webhook_is_answered_after_storing_and_needs_the_secret() -> None:
    stored: list[int] = []

    async def accept(updates: Sequence[Update]) -> None:
        if stored:
            raise OSError("the disk is full")
        stored.extend(update.update_id for update in updates)

    app = Starlette(routes=[webhook_route("/hook", "right", Bot("1:a"), accept)])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as http:
        for secret, status in (("wrong", 403), ("", 403), ("right", 200), ("right", 500)):
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
            assert (await http.post("/hook", json={"update_id": 5}, headers=headers)).status_code == status
        big = await http.post("/hook", content=b" " * 1_000_001, headers={"X-Telegram-Bot-Api-Secret-Token": "right"})
        assert big.status_code == 413
    assert stored == [5]


async def test_webhook_mode_from_end_to_end(world: World) -> None:
    async with world.channel(polling=False) as channel:
        app = Starlette(routes=[webhook_route("/hook", "right", channel.bot, channel.intake.accept)])
        async with serving(app, "127.0.0.1", 0) as url:
            await channel.intake.bring(f"{url}/hook", "right")
            [reply] = await (await world.candidate()).say("/trips")
            await channel.bot.delete_webhook()
    assert reply.text.startswith(FR.gettext("Coming trips"))


async def test_what_is_over_is_forgotten_while_the_bot_runs(world: World) -> None:
    async with world.database.transaction() as session:
        old = clock() - retention_periods.UPDATES - timedelta(days=1)
        session.add(InboxRow(bot_id=1, update_id=1, received_at=old, handled_at=old))
        lines = {"e1": {"before": None, "after": {"email": "somebody@example.org"}}}
        session.add(ImportRow(kind="employers", actor=ANA.id, imported_at=clock() - timedelta(days=31), lines=lines))
    async with world.channel(rhythm=replace(USUAL, tidy=0.01)), asyncio.timeout(5):
        while await _kept(world):  # noqa: ASYNC110 - a task apart
            await asyncio.sleep(0.01)
    async with world.database.reading() as session:
        assert await session.get(SignOfLifeRow, Sign.TIDIED), "the console tells that the job ran"


async def _kept(world: World) -> int:
    async with world.database.reading() as session:
        lines = await session.scalar(select(ImportRow.lines)) or {}
        return (await session.scalar(select(func.count()).select_from(InboxRow)) or 0) + len(lines)
