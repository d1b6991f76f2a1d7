"""The candidate that end-to-end tests lean on."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from sandbox.client import Candidate, NoReply, SandboxClient

from .parrot import perched


@pytest.fixture
async def carlos(bot: Bot, sandbox: SandboxClient) -> AsyncIterator[Candidate]:
    """A candidate of a bot that answers."""
    async with perched(bot):
        yield await sandbox.candidate("Carlos")


async def test_say(carlos: Candidate) -> None:
    [welcome] = await carlos.say("/start")
    assert welcome.text.startswith("Bonjour !")
    assert welcome.labels == ["Français", "English"]


async def test_all_of_the_answer(carlos: Candidate) -> None:
    assert [reply.text for reply in await carlos.say("two")] == ["one", "two"]


async def test_until(carlos: Candidate) -> None:
    replies = await carlos.say("two", until=lambda found: len(found) == 1)
    assert [reply.text for reply in replies] == ["one"]


@pytest.mark.parametrize("button", ["English", "engl", "en"])
async def test_press(carlos: Candidate, button: str) -> None:
    [welcome] = await carlos.say("/start")
    [edited] = await carlos.press(button)
    assert (edited.id, edited.text, edited.edited) == (welcome.id, "We go on in English.", True)
    assert carlos.last_answer is not None
    assert carlos.last_answer["text"] == "English it is"


async def test_press_reply_keyboard(carlos: Candidate) -> None:
    await carlos.say("keys")
    [echo] = await carlos.press("Oui")
    assert echo.text == "« Oui »"


async def test_no_such_button(carlos: Candidate) -> None:
    await carlos.say("/start")
    with pytest.raises(LookupError, match="Français"):
        await carlos.press("Deutsch")


async def test_silence(carlos: Candidate) -> None:
    with pytest.raises(NoReply):
        await carlos.say("silence", patience=0.3)
    assert await carlos.stays_quiet(0.2)


async def test_wait_for(carlos: Candidate) -> None:
    await carlos.send("two")
    assert (await carlos.wait_for("two")).text == "two"


async def test_document_and_quote(carlos: Candidate) -> None:
    [file] = await carlos.say("file")
    assert file.document is not None
    assert file.document["file_name"] == "données.txt"
    await carlos.sticker()
    [reply] = await carlos.replies()
    assert reply.raw["reply_to_message"]["sticker"]["emoji"] == "👍"


async def test_a_new_candidate(carlos: Candidate, sandbox: SandboxClient) -> None:
    wei = await sandbox.add_candidate("Wei", "zh-hans")
    assert (await sandbox.candidate(wei.id)).language_code == "zh-hans"
    assert len(await wei.say("/start")) == 1
    assert [message.text for message in await carlos.messages()] == []
    with pytest.raises(ValueError, match="first name"):
        await sandbox.add_candidate(" ")
    with pytest.raises(LookupError):
        await sandbox.candidate("Nobody")


async def test_pending(sandbox: SandboxClient) -> None:
    sent = await (await sandbox.candidate("Mei")).send("你好")
    assert [update["update_id"] for update in await sandbox.pending()] == [sent["update_id"]]
