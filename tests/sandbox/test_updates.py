"""Long polling, offsets, the webhook, redelivery."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, Conflict

from sandbox import Served
from sandbox.client import Candidate, SandboxClient

from .conftest import make_bot


async def test_updates_stay_until_confirmed(bot: Bot, amina: Candidate) -> None:
    await amina.send("deux")
    first, second = await bot.get_updates()
    assert [first.message and first.message.text, second.message and second.message.text] == [
        "/start",
        "deux",
    ]
    assert second.update_id > first.update_id
    assert len(await bot.get_updates()) == 2
    assert [update.update_id for update in await bot.get_updates(offset=second.update_id)] == [second.update_id]
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    assert await bot.get_updates() == ()


async def test_limit_and_negative_offset(bot: Bot, amina: Candidate) -> None:
    for text in "abc":
        await amina.send(text)
    assert len(await bot.get_updates(limit=2)) == 2
    [last] = await bot.get_updates(offset=-1)
    assert last.message is not None
    assert last.message.text == "c"
    assert len(await bot.get_updates()) == 1


async def test_long_poll_wakes(bot: Bot, amina: Candidate) -> None:
    [update] = await bot.get_updates()
    poll = asyncio.create_task(bot.get_updates(offset=update.update_id + 1, timeout=10))
    await asyncio.sleep(0.1)
    began = monotonic()
    await amina.send("coucou")
    [news] = await poll
    assert news.message is not None
    assert news.message.text == "coucou"
    assert monotonic() - began < 2


async def test_long_poll_ends_empty(bot: Bot) -> None:
    began = monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < monotonic() - began < 3


async def test_a_second_poller_ends_the_first(served: Served, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.1)
    async with make_bot(served) as other:
        await other.get_updates()
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await poll


async def test_allowed_updates(bot: Bot, amina: Candidate) -> None:
    await bot.get_updates(offset=10_000, allowed_updates=["callback_query"])
    await amina.send("pas pour vous")
    assert await bot.get_updates() == ()


async def test_kinds_of_updates(bot: Bot, amina: Candidate) -> None:
    sent = await amina.send("voir /regions")
    await amina.edit(sent["message"]["message_id"], "voir /trips")
    await amina.sticker("🍁")
    await amina.voice(7)
    await amina.photo(caption="moi")
    await amina.document("cv.pdf", b"%PDF")
    await amina.location()
    await amina.contact()
    await amina.block()
    await amina.unblock()
    (
        start,
        command,
        edit,
        sticker,
        voice,
        photo,
        document,
        place,
        contact,
        left,
        back,
    ) = await bot.get_updates()
    assert start.message is not None
    assert start.message.entities[0].type == "bot_command"
    assert start.message.from_user is not None
    assert start.message.from_user.language_code == "fr"
    assert command.message is not None
    assert command.message.parse_entities() == {command.message.entities[0]: "/regions"}
    assert edit.edited_message is not None
    assert edit.edited_message.text == "voir /trips"
    assert sticker.message is not None
    assert sticker.message.sticker is not None
    assert sticker.message.sticker.emoji == "🍁"
    assert voice.message is not None
    assert voice.message.voice is not None
    assert photo.message is not None
    assert photo.message.caption == "moi"
    assert document.message is not None
    assert document.message.document is not None
    assert await (await document.message.document.get_file()).download_as_bytearray() == b"%PDF"
    assert place.message is not None
    assert place.message.location is not None
    assert contact.message is not None
    assert contact.message.contact is not None
    assert contact.message.contact.user_id == amina.id
    assert left.my_chat_member is not None
    assert left.my_chat_member.new_chat_member.status == "kicked"
    assert back.my_chat_member is not None
    assert back.my_chat_member.new_chat_member.status == "member"


async def test_no_language_code(bot: Bot, sandbox: SandboxClient) -> None:
    await (await sandbox.candidate("Mei")).send("你好")
    [update] = await bot.get_updates()
    assert update.effective_user is not None
    assert update.effective_user.language_code is None


async def test_repeat_keeps_the_number(bot: Bot, amina: Candidate, sandbox: SandboxClient) -> None:
    [update] = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    await sandbox.repeat()
    [again] = await bot.get_updates(offset=update.update_id + 1)
    assert again == update
    assert await bot.get_updates(offset=update.update_id + 1) == ()
    with pytest.raises(ValueError, match="404"):
        await sandbox.repeat(5)


class Hook:
    """An address that takes updates, or refuses the first of them."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.got: asyncio.Queue[tuple[int, str | None]] = asyncio.Queue()

    async def take(self, request: Request) -> Response:
        update = await request.json()
        await self.got.put((update["update_id"], request.headers.get("x-telegram-bot-api-secret-token")))
        self.refusals -= 1
        return Response(status_code=500 if self.refusals >= 0 else 200)

    @asynccontextmanager
    async def listen(self) -> AsyncIterator[str]:
        app = Starlette(routes=[Route("/hook", self.take, methods=["POST"])])
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off", ws="none"))
        task = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110  # uvicorn has nothing to wait for
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/hook"
        server.should_exit = True
        await task


async def test_webhook_with_secret(bot: Bot, sandbox: SandboxClient) -> None:
    hook = Hook(refusals=2)
    carlos = await sandbox.candidate("Carlos")
    async with hook.listen() as url:
        await bot.set_webhook(url, secret_token="a-secret", allowed_updates=["message"])
        assert (await bot.get_webhook_info()).url == url
        sent = await carlos.send("/start")
        async with asyncio.timeout(3):
            got = [await hook.got.get() for _ in range(3)]
        assert got == [(sent["update_id"], "a-secret")] * 3
        info = await bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        await sandbox.repeat(sent["update_id"])
        async with asyncio.timeout(3):
            assert await hook.got.get() == got[0]
        await bot.delete_webhook()
        assert (await bot.get_webhook_info()).url == ""
    await carlos.send("encore")
    assert [update.message and update.message.text for update in await bot.get_updates()] == ["encore"]


async def test_webhook_waits_for_the_bot_to_come_back(bot: Bot, amina: Candidate) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await asyncio.sleep(0.2)
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (1, "ConnectError")
    await bot.set_webhook("", drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_webhook_refusals(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)invalid webhook URL"):
        await bot.set_webhook("ftp://x")
    with pytest.raises(BadRequest, match=r"(?i)unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:9/", secret_token="é")


async def test_get_json_and_query(served: Served) -> None:
    """Other clients than python-telegram-bot call in other ways; all are Telegram's."""
    async with httpx.AsyncClient(base_url=f"{served.base_url}{served.sandbox.token}", trust_env=False) as http:
        assert (await http.get("/getUpdates", params={"timeout": 0})).json() == {"ok": True, "result": []}
        refused = (await http.post("/sendMessage", json={"chat_id": 5, "text": "x"})).json()
        assert refused == {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
        assert (await http.post("/getme")).json()["result"]["is_bot"]
        assert (
            await http.post("/sendMessage", content=b"{", headers={"content-type": "application/json"})
        ).status_code == 400
