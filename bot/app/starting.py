"""A process of the assistant: the roles that it has, started in order, and stopped in the reverse order."""

import asyncio
import contextlib
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette

from bot.answers.turn import Library
from bot.app.building import Answering, Process, Roles, build, routes
from bot.app.changed_facts import ChangedFacts
from bot.app.overdue_texts import count_overdue
from bot.app.role_lock import RoleLock
from bot.app.role_signs_of_life import say_alive
from bot.app.roles import ALL, Role
from bot.app.shared import Shared
from bot.app.start_refusals import port_taken, require_console_address
from bot.base.clock import utc_now
from bot.base.errors import described
from bot.base.serving import serving
from bot.base.settings import Settings
from bot.base.terms import World
from bot.channel.connection import present, reach
from bot.channel.delivery import MOST_SENT_PER_SECOND
from bot.channel.intake import Intake
from bot.db import open_database
from bot.dialogue.process import RasaServer, own_rasa, train_apart
from bot.knowledge import Meanings
from bot.knowledge.meaning import learn
from demonstration import seed
from sandbox import SANDBOX_TOKEN, Sandbox, serve

TRAIN = (sys.executable, "-m", "bot", "train")
_RASA_PATIENCE = 90.0  # seconds; then the bot starts without it, since buttons and commands need none
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Running:
    """A started process: what was read for it, its addresses, and the tasks that run until it is stopped."""

    shared: Shared
    url: str = ""
    sandbox_url: str | None = None
    console_url: str = ""
    sandbox: Sandbox | None = None
    understands: asyncio.Event = field(default_factory=asyncio.Event)  # texts, too; buttons and commands always work
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    def start(self, stack: AsyncExitStack, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Start background work that is cancelled, and awaited, when the exit stack unwinds to here."""
        task = asyncio.create_task(work, name=name)
        self.tasks.append(task)
        stack.push_async_callback(_end, task)

    async def until(self, event: asyncio.Event) -> None:
        """Wait for an event (`understands`, or the one that ends everything); any work's error is raised here."""
        waiting = asyncio.create_task(event.wait())
        done, _ = await asyncio.wait({waiting, *self.tasks}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        for task in done - {waiting}:
            task.result()


@asynccontextmanager
async def running(
    settings: Settings,
    model: Path | None,
    roles: Collection[Role] = ALL,
    *,
    clock: Callable[[], datetime] = utc_now,
    train: Sequence[str] = TRAIN,
) -> AsyncIterator[Running]:
    """Start these roles, `model` in a Rasa of our own unless `RASA_URL` names another; stop them when the block ends.

    A model that is not there yet is trained by the command `train`, while buttons and commands work already.

    Raises:
        BotError: something that the operator has to mend; the message says what.
    """
    require_console_address(settings, roles)
    started = Running(Shared(settings))
    async with AsyncExitStack() as stack:
        database = await open_database(settings.database_url, settings.data_key(), settings.world)
        stack.push_async_callback(database.close)
        lock = RoleLock(database, roles)
        await stack.enter_async_context(lock.open())
        started.start(stack, lock.keep(), "roles")
        started.start(stack, say_alive(database, roles, clock), "signs of life")
        if settings.world is World.SANDBOX:  # the only place where anything invented is loaded unasked
            with contextlib.suppress(seed.RealRows):  # a database with employers of its own is left as it is
                await seed.load(database, clock)
        token, api_url = await _telegram(stack, started, settings, clock)
        pace = None if token == SANDBOX_TOKEN else MOST_SENT_PER_SECOND
        process = Process(settings, frozenset(roles), database, clock, started.shared, pace)
        if process.roles & {Role.TURNS, Role.CLOCK}:
            changed = ChangedFacts(database, started.shared)
            await changed.look()
            started.start(stack, changed.keep(), "changed facts")
        built = await build(process, stack, token, api_url)
        secret = settings.webhook_secret()
        started.url = await _listen(stack, Starlette(routes=routes(process, built, secret)), settings)
        log.info("health and figures: %s/healthz and /metrics", started.url)
        _tell_of_console(started, process, built)
        if built.answering:
            await _prepare_answers(stack, started, process, built.answering, model, train)
        else:
            started.understands.set()
        if process.roles - {Role.WEB}:
            await _open(stack, started, process, built, secret)
        yield started


def _tell_of_console(started: Running, process: Process, built: Roles) -> None:
    """Where officers work: at the address that the settings name, else at this process' own."""
    own = started.url.replace("//127.0.0.1:", "//localhost:")  # passkeys do not work on an IP address
    started.console_url = f"{process.settings.console_url or own}/console"
    if built.answering:
        built.answering.turns.conversation.console_url = started.console_url
    if started.sandbox is not None:
        started.sandbox.console_url = started.console_url


async def _prepare_answers(
    stack: AsyncExitStack,
    started: Running,
    process: Process,
    answering: Answering,
    model: Path | None,
    train: Sequence[str],
) -> None:
    """What turns need beside the channel: meanings of the knowledge base, and Rasa."""
    trained = asyncio.Event()
    learning = _learn(process.shared.meanings, process.shared.library, trained)
    stack.push_async_callback(_end, asyncio.create_task(learning, name="meanings"))
    count_overdue(process.shared.knowledge, process.clock)
    if model is None or process.settings.rasa_url is not None:
        trained.set()
        started.understands.set()
        return
    port = urlsplit(answering.rasa_url).port or 0
    server = own_rasa(model, port, f"{started.url}/actions", answering.secret, answering.rasa.healthy)
    started.understands = server.ready
    there = await asyncio.to_thread(model.exists)
    started.start(stack, _serve_rasa(server, () if there else train, process.settings, trained), "rasa")
    if there:
        await _until_ready(server)


async def _open(stack: AsyncExitStack, started: Running, process: Process, built: Roles, secret: str) -> None:
    """Connect to Telegram, and open the roles, the last that a message passes first: each finds the next one ready."""
    stack.push_async_callback(built.bot.shutdown)
    await reach(built.bot.initialize)
    if built.sender:
        await stack.enter_async_context(built.sender.open(written_elsewhere=process.roles != ALL))
    if built.answering:
        await stack.enter_async_context(built.answering.turns.open(intake_elsewhere=built.intake is None))
    if built.clock_role:
        built.clock_role.bot_name = built.bot.username
        await stack.enter_async_context(built.clock_role.open())
    if built.intake:
        await stack.enter_async_context(built.intake.open())
        await present(built.bot, process.settings.bot_default_language)
        await _bring(stack, started, process.settings, built.intake, secret)


async def _bring(stack: AsyncExitStack, started: Running, settings: Settings, intake: Intake, secret: str) -> None:
    """Receive updates: by the webhook, or by polling."""
    if settings.telegram_webhook_url:
        await intake.bring(settings.telegram_webhook_url, secret)
    else:
        started.start(stack, intake.poll(), "polling")


async def _learn(meanings: Sequence[Meanings], library: Library, trained: asyncio.Event) -> None:
    """Compute, in the background, the vectors that questions are compared with: until then words alone find answers.

    Training computes and stores them too, so they are never computed twice.
    """
    await trained.wait()
    stop = threading.Event()
    compared = ((library.answerer, library.search), (library.answerer,))  # by each encoder
    try:
        for one, several in zip(meanings, compared, strict=True):
            await asyncio.to_thread(learn, one, several, stop.is_set)
            await asyncio.to_thread(one.keep, [text for each in several for text in each.texts])
    except Exception as error:  # words alone find most
        log.error("the meanings of the knowledge base could not be computed: %s", described(error))
    finally:
        stop.set()


async def _telegram(
    stack: AsyncExitStack, started: Running, settings: Settings, clock: Callable[[], datetime]
) -> tuple[str, str]:
    """The token and the address of the Bot API: Telegram's, or the sandbox that is started here."""
    if settings.telegram_bot_token is not None:
        return settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url
    sandbox = Sandbox(SANDBOX_TOKEN, clock, met=True)
    try:
        served = await stack.enter_async_context(serve(sandbox, settings.bot_host, settings.sandbox_port))
    except OSError as error:
        raise port_taken("SANDBOX_PORT", settings.sandbox_port, error) from error
    started.sandbox_url, started.sandbox = served.url, sandbox
    return SANDBOX_TOKEN, served.url


async def _listen(stack: AsyncExitStack, app: Starlette, settings: Settings) -> str:
    try:
        return await stack.enter_async_context(serving(app, settings.bot_host, settings.bot_port))
    except OSError as error:
        raise port_taken("BOT_PORT", settings.bot_port, error) from error


async def _serve_rasa(server: RasaServer, train: Sequence[str], settings: Settings, trained: asyncio.Event) -> None:
    """Keep Rasa running once its model is there; `train` is the command that makes the model, if it has to be made."""
    if train:
        log.info("The dialogue model is trained first. Buttons and commands work; texts are answered afterwards.")
        await train_apart(train, {**os.environ, "BOT_VAR": str(settings.bot_var)}, log.info)
    trained.set()
    await server.run()


async def _until_ready(server: RasaServer) -> None:
    try:
        async with asyncio.timeout(_RASA_PATIENCE):
            await server.ready.wait()
    except TimeoutError:
        log.warning("Rasa is not ready yet; buttons and commands work without it")


async def _end(task: asyncio.Task[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
