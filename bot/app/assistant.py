"""The whole assistant: every part built once, started in order, and stopped in the reverse order."""

import asyncio
import contextlib
import hashlib
import logging
import os
import secrets
import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from prometheus_client import Gauge
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.answers import Library
from bot.app.health import Health
from bot.base.clock import utc_now
from bot.base.errors import BotError, described
from bot.base.i18n import QUEBEC_TIME
from bot.base.serving import serving
from bot.base.settings import Settings, SettingsError
from bot.base.terms import World
from bot.channel.channel import Channel, make_bot
from bot.channel.delivery import MOST_PER_SECOND, Delivery
from bot.channel.parts import Parts
from bot.channel.webhook import webhook_route
from bot.console import console
from bot.db import open_database
from bot.dialogue.actions import Services, actions_route, all_actions
from bot.dialogue.client import RasaClient
from bot.dialogue.model import MEANINGS, OUT_OF_SCOPE, phrases
from bot.dialogue.process import RasaServer, own_rasa, train_apart
from bot.knowledge import Knowledge, Meanings, Resolver, Search, load_knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.meaning import both, learn
from bot.knowledge.ranking import load_weights as load_ranking
from bot.knowledge.review import overdue
from bot.matching import load_weights
from bot.programme.employers import Rules
from bot.queues.arrivals import Arrivals
from bot.queues.begun import Begun
from bot.reading import Reader
from bot.safety import Lookout
from demonstration import seed
from sandbox import SANDBOX_TOKEN, Sandbox, serve

TRAIN = (sys.executable, "-m", "bot", "train")
_RASA_PATIENCE = 90.0  # seconds; then the bot starts without it, since buttons and commands need none
OVERDUE = Gauge("bot_overdue_texts", "Texts of the knowledge base that are shown past the day of their review")
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Running:
    """A started assistant: its addresses, and the tasks that run until it is stopped."""

    url: str = ""
    sandbox_url: str | None = None
    console_url: str = ""
    sandbox: Sandbox | None = None
    understands: asyncio.Event = field(default_factory=asyncio.Event)  # texts, too; buttons and commands always work
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    def start(self, stack: AsyncExitStack, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Work that goes on until the stack unwinds to here; it is then cancelled and waited for."""
        task = asyncio.create_task(work, name=name)
        self.tasks.append(task)
        stack.push_async_callback(_end, task)

    async def until(self, event: asyncio.Event) -> None:
        """Wait for an event, `understands` or one that ends it all; an error that ends any of the work is raised."""
        waiting = asyncio.create_task(event.wait())
        done, _ = await asyncio.wait({waiting, *self.tasks}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        for task in done - {waiting}:
            task.result()


@asynccontextmanager
async def running(
    settings: Settings,
    model: Path | None,
    clock: Callable[[], datetime] = utc_now,
    train: Sequence[str] = TRAIN,
) -> AsyncIterator[Running]:
    """Start everything, `model` in a Rasa of our own unless `RASA_URL` names another; stop it when the block ends.

    A model that is not there yet is trained by the command `train`, while buttons and commands work already.

    Raises:
        BotError: something that the operator has to mend; the message says what.
    """
    started = Running()
    async with AsyncExitStack() as stack:
        knowledge = load_knowledge()
        meanings, strange = both(settings.bot_var / MEANINGS), phrases(OUT_OF_SCOPE)
        search = Search(knowledge, meanings[0], strange)
        answerer = Answerer(knowledge, meanings, strange, load_ranking())
        database = await open_database(settings.database_url, settings.data_key(), settings.world)
        stack.push_async_callback(database.close)
        trained = asyncio.Event()
        if settings.world is World.SANDBOX:  # the only place where anything invented is loaded unasked
            with contextlib.suppress(seed.RealRows):  # whoever brought employers of their own tries those
                await seed.load(database, clock)
        http = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
        rasa_url = settings.rasa_url or f"http://127.0.0.1:{_free_port()}"
        rasa = RasaClient(rasa_url, _secret(settings.rasa_token), http)
        token, api_url = await _telegram(stack, started, settings, clock)
        bot = make_bot(token, api_url)
        library = Library(knowledge, search, answerer, Rules.of(knowledge, load_weights()), settings.bot_languages)
        stack.push_async_callback(_end, asyncio.create_task(_learn(meanings, library, trained), name="meanings"))
        pace = None if token == SANDBOX_TOKEN else MOST_PER_SECOND
        delivery = Delivery(bot, database, clock, Arrivals(_beside(settings, "arrived")), pace)
        resolver = Resolver(knowledge)
        readers = Reader(resolver), Lookout({"e5": meanings[0].one, "use": meanings[1].one})
        parts = Parts(database, library, rasa, *readers, delivery, clock, settings.bot_default_language)
        begun = Begun(_beside(settings, "begun"))
        begun.watch()
        channel = Channel(bot, parts, begun)
        health = Health(database, rasa.answers, lambda: channel.silent_for)
        services = Services(database, knowledge, resolver, search, clock, settings.bot_languages)
        action_secret = _action_secret(settings)
        routes: list[BaseRoute] = [actions_route(all_actions(services), action_secret), *health.routes()]
        count_overdue(knowledge, clock)
        secret = settings.webhook_secret()
        if settings.telegram_webhook_url:
            path = urlsplit(settings.telegram_webhook_url).path or "/"
            routes.append(webhook_route(path, secret, bot, channel.accept))
        spoken, invented = settings.bot_default_language, settings.world is World.SANDBOX
        url = settings.console_url
        routes.append(console(database, clock, library.rules, knowledge, url, spoken, sandbox=invented))
        started.url = await _listen(stack, Starlette(routes=routes), settings)
        started.console_url = f"{settings.console_url or started.url}/console"
        channel.conversation.console_url = started.console_url
        if started.sandbox is not None:
            started.sandbox.console_url = started.console_url
        log.info("health and figures: %s/healthz and /metrics", started.url)
        if model is not None and settings.rasa_url is None:
            port = urlsplit(rasa_url).port or 0
            server = own_rasa(model, port, f"{started.url}/actions", action_secret, rasa.healthy)
            started.understands = server.ready
            there = await asyncio.to_thread(model.exists)
            started.start(stack, _serve_rasa(server, () if there else train, settings, trained), "rasa")
            if there:
                await _until_ready(server)
        else:
            trained.set()
            started.understands.set()
        await stack.enter_async_context(channel.open())
        await channel.present(settings.bot_default_language)
        if settings.telegram_webhook_url:
            await channel.bring(settings.telegram_webhook_url, secret)
        else:
            started.start(stack, channel.poll(), "polling")
        yield started


async def _learn(meanings: Sequence[Meanings], library: Library, trained: asyncio.Event) -> None:
    """Compute what questions are compared with, beside the conversations: until then words alone find answers.

    A training computes them as well, and keeps them: they are not computed twice.
    """
    await trained.wait()
    stop = threading.Event()
    several = (library.answerer, library.search)
    try:
        for one in meanings:
            await asyncio.to_thread(learn, one, several, stop.is_set)
            await asyncio.to_thread(one.keep, [text for each in several for text in each.texts])
    except Exception as error:  # words alone find most
        log.error("the meanings of the knowledge base could not be computed: %s", described(error))
    finally:
        stop.set()


def count_overdue(knowledge: Knowledge, clock: Callable[[], datetime]) -> None:
    """Warn of texts that are past their review, and let `/metrics` count them as days go by."""

    def overdue_today() -> int:
        return len(overdue(knowledge, clock().astimezone(QUEBEC_TIME).date()))

    OVERDUE.set_function(overdue_today)
    if late := overdue_today():
        log.warning("%d texts are past their review; `bot knowledge check` lists them", late)


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
        raise _taken("SANDBOX_PORT", settings.sandbox_port, error) from error
    started.sandbox_url, started.sandbox = served.url, sandbox
    return SANDBOX_TOKEN, served.url


def _beside(settings: Settings, name: str) -> Path:
    """A file of one database, whose rows are numbered."""
    digest = hashlib.sha256(settings.database_url.encode()).hexdigest()[:12]
    return settings.bot_var / f"{name}-{digest}"


async def _listen(stack: AsyncExitStack, app: Starlette, settings: Settings) -> str:
    try:
        return await stack.enter_async_context(serving(app, settings.bot_host, settings.bot_port))
    except OSError as error:
        raise _taken("BOT_PORT", settings.bot_port, error) from error


async def _serve_rasa(server: RasaServer, train: Sequence[str], settings: Settings, trained: asyncio.Event) -> None:
    """Keep Rasa running, once its model is there: `train` is the command that makes it, if that is to be done."""
    if train:
        log.info("The dialogue model is trained first. Buttons and commands work; texts are answered afterwards.")
        await train_apart(train, {**os.environ, "BOT_VAR": str(settings.bot_var)}, log.info)
    trained.set()
    await server.run()


async def _until_ready(server: RasaServer) -> None:
    try:
        await asyncio.wait_for(server.ready.wait(), _RASA_PATIENCE)
    except TimeoutError:
        log.warning("Rasa is not ready yet; buttons and commands work without it")


async def _end(task: asyncio.Task[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _action_secret(settings: Settings) -> str:
    """What Rasa proves itself with when it calls back: our own child is told, another one shares `RASA_TOKEN`."""
    if settings.rasa_url is None:
        return secrets.token_urlsafe(32)
    token = _secret(settings.rasa_token)
    if token is None:
        raise SettingsError(
            "RASA_TOKEN is missing: with RASA_URL, give the same secret here and as ACTION_SECRET where Rasa runs."
        )
    return token


def _secret(value: Any) -> str | None:
    return value.get_secret_value() if value is not None else None


def _taken(name: str, port: int, error: OSError) -> BotError:
    return SettingsError(f"{name} {port} cannot be used ({error.strerror}). Set {name} to another one, or to 0.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
