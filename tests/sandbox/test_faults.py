"""Trouble on demand."""

from datetime import timedelta
from time import monotonic

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from sandbox.client import Candidate, SandboxClient


async def test_too_many_requests(
    bot: Bot, amina: Candidate, sandbox: SandboxClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await sandbox.fail("sendMessage", times=2, retry_after=7)
    await bot.get_me()
    for _ in range(2):
        with pytest.raises(RetryAfter) as error:
            await bot.send_message(amina.id, "x")
        assert error.value.retry_after == timedelta(seconds=7)
    await bot.send_message(amina.id, "x")


async def test_server_error(bot: Bot, amina: Candidate, sandbox: SandboxClient) -> None:
    await sandbox.fail(status=502, description="Bad Gateway")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.get_me()
    await bot.get_me()


@pytest.mark.parametrize("applied", [False, True])
async def test_dropped_connection(bot: Bot, amina: Candidate, sandbox: SandboxClient, applied: bool) -> None:
    """The sender cannot tell whether the message arrived: both happen."""
    await sandbox.fail("sendMessage", drop=True, applied=applied)
    with pytest.raises(NetworkError):
        await bot.send_message(amina.id, "perdu ?")
    assert ("perdu ?" in [message.text for message in await amina.messages()]) is applied


async def test_delay(bot: Bot, sandbox: SandboxClient) -> None:
    await sandbox.fail("getMe", delay=0.3)
    began = monotonic()
    await bot.get_me()
    assert monotonic() - began >= 0.3


async def test_calm_and_mistakes(bot: Bot, sandbox: SandboxClient) -> None:
    await sandbox.fail(times=50, status=500)
    await sandbox.calm()
    await bot.get_me()
    with pytest.raises(ValueError, match="a fault has no colour"):
        await sandbox.fail(colour="red")


async def test_calls_are_listed(bot: Bot, amina: Candidate, sandbox: SandboxClient) -> None:
    await sandbox.forget_calls()
    await bot.send_message(amina.id, "x")
    await bot.get_me()
    assert [call["method"] for call in await sandbox.calls()] == ["sendMessage", "getMe"]
    [call] = await sandbox.calls("sendMessage")
    assert (call["params"]["text"], call["ok"]) == ("x", True)
