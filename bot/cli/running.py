"""`bot run` and `bot chat`: the assistant on Telegram, in the local sandbox, or in this terminal."""

import asyncio
import logging
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.app.roles import ALL, Role
from bot.app.starting import running
from bot.base.settings import Settings, read_settings
from bot.base.terms import Language
from bot.cli.common import console, words
from bot.cli.training import own_model
from sandbox.terminal import talk

_SWITCH = 0.001  # seconds between thread switches: SQLite's thread should not wait long for the event loop's
# Their log lines hold the token (in addresses) or what candidates wrote.
_TALKATIVE = ("uvicorn", "httpx", "httpcore", "telegram", "rasa_sdk", "alembic", "asyncio", "bm25s")


def run(
    role: Annotated[
        list[Role], typer.Option(help="What this process does, where several share the work; once for each.")
    ] = list(Role),  # noqa: B006 - read only
) -> None:
    """Start the assistant: on Telegram with TELEGRAM_BOT_TOKEN, otherwise in the local sandbox."""
    settings, roles = read_settings(), frozenset(role)
    _log(logging.INFO)
    if settings.sandbox:
        settings = settings.in_sandbox()
    asyncio.run(_run(settings, own_model(settings) if Role.TURNS in roles else None, roles))


def chat(language: Annotated[Language, typer.Option(help="The language of the phone.")] = Language.FRENCH) -> None:
    """Talk with the assistant in this terminal. It keeps a database of its own: var/chat.db."""
    settings = read_settings()
    _log(logging.WARNING)
    alone = settings.in_sandbox("chat").model_copy(update={"bot_port": 0, "sandbox_port": 0})
    asyncio.run(_chat(alone, own_model(alone), language))


async def _run(settings: Settings, model: Path | None, roles: frozenset[Role]) -> None:
    sys.setswitchinterval(_SWITCH)
    stop, ready = _stopped_by_signals()
    console.print(words().gettext("Starting…"))
    try:
        await _assist(settings, model, roles, stop, ready)
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
        console.print(words().gettext("Stopped before it was ready."))


def _stopped_by_signals() -> tuple[asyncio.Event, asyncio.Event]:
    """Set `stop` on a signal. Until `ready` is set, a signal ends this task as well: Telegram may be away for hours."""
    stop, ready, task = asyncio.Event(), asyncio.Event(), asyncio.current_task()
    assert task is not None

    def end() -> None:
        if not stop.is_set() and not ready.is_set():
            task.cancel()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)
    return stop, ready


async def _assist(
    settings: Settings, model: Path | None, roles: frozenset[Role], stop: asyncio.Event, ready: asyncio.Event
) -> None:
    t = words()
    async with running(settings, model, roles) as started:
        ready.set()
        if roles != ALL:
            console.print(t.gettext("The assistant is ready: {roles}", roles=", ".join(sorted(roles))))
        elif started.sandbox_url:
            ready_at = t.gettext("The assistant is ready. Open {address}", address=started.sandbox_url)
            console.print(ready_at, highlight=False)
        else:
            console.print(t.gettext("The assistant is ready on Telegram."))
        if Role.WEB in roles:
            at = t.gettext("The officers’ console: {address}", address=f"{started.console_url}/")
            console.print(at, highlight=False)
        console.print(t.gettext("Ctrl-C stops it."))
        await started.until(stop)
        console.print(t.gettext("Stopping…"))


async def _chat(settings: Settings, model: Path | None, language: Language) -> None:
    status = console.status(words().gettext("Starting the assistant…"))
    status.start()
    async with running(settings, model) as started:
        await started.until(started.understands)
        status.stop()
        await talk(started.sandbox_url or "", language, console)


def _log(level: int) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
