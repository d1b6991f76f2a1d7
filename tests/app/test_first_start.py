"""A first start: the page is open and buttons work while the dialogue model is trained."""

import asyncio
import logging
import sys
from pathlib import Path

import httpx
import pytest

from bot.app.starting import running
from bot.base.settings import Settings
from bot.dialogue.trained_model import TrainingError
from sandbox.client import SandboxClient
from tests.dialogue.test_process import pid_in, runs, until

_LASTING = """
import os, sys, time
print("Training the dialogue model: EntityExtractor, 43%", flush=True)
open(sys.argv[1] + ".new", "w").write(str(os.getpid()))
os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(600)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(bot_var=tmp_path, bot_port=0, sandbox_port=0).in_sandbox()


async def test_buttons_work_while_the_model_is_trained(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    pid = tmp_path / "pid"
    train = [sys.executable, "-c", _LASTING, str(pid)]
    async with running(settings, tmp_path / "model.tar.gz", train=train) as started:
        assert started.sandbox_url
        async with httpx.AsyncClient() as browser:
            assert (await browser.get(started.sandbox_url)).is_success
        async with SandboxClient(started.sandbox_url, patience=30, quiet=0.3) as client:
            person = await client.add_candidate("Temur", "en")
            assert any(reply.buttons for reply in await person.say("/start"))
            (told,) = await person.say("what does a baker earn in Amos?")
        assert "moment" in told.text
        await until(pid.exists)
        assert runs(pid_in(pid))
        assert not started.understands.is_set()
    assert not runs(pid_in(pid)), "nothing outlives its start"
    assert "Training the dialogue model: EntityExtractor, 43%" in caplog.messages


async def test_a_training_that_fails_ends_the_start_and_says_why(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    train = [sys.executable, "-c", "import sys; sys.exit('no such phrase')"]
    async with running(settings, tmp_path / "model.tar.gz", train=train) as started:
        with pytest.raises(TrainingError):
            await started.until(asyncio.Event())
    assert "no such phrase" in caplog.messages
