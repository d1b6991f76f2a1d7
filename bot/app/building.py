"""The roles of one process, built: each hands on to the next by a call where it is here, else through the database."""

import hashlib
import secrets
import socket
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from starlette.routing import BaseRoute

from bot.app.health_endpoints import health_routes
from bot.app.process_health import ProcessHealth
from bot.app.roles import Role
from bot.app.shared import Shared
from bot.base.settings import Settings, SettingsError
from bot.base.terms import World
from bot.channel.asked_the_same import AskedTheSame
from bot.channel.clock_role import ClockRole
from bot.channel.connection import Bot, make_bot
from bot.channel.conversation_parts import Parts
from bot.channel.delivery import Delivery, elsewhere
from bot.channel.intake import Intake
from bot.channel.intake import elsewhere as stored_only
from bot.channel.turns_role import Turns
from bot.channel.webhook import webhook_route
from bot.console import console
from bot.db import Database
from bot.dialogue.actions import Services, actions_route, all_actions
from bot.dialogue.client import RasaClient
from bot.queues.delivery_log import Delivered
from bot.queues.updates_begun import Begun


@dataclass(frozen=True, slots=True)
class Process:
    """What every role of a process is built on."""

    settings: Settings
    roles: frozenset[Role]
    database: Database
    clock: Callable[[], datetime]
    shared: Shared
    sent_per_second: float | None  # messages a second that Telegram accepts; None for the sandbox, which has no limit


@dataclass(frozen=True, slots=True)
class Answering:
    """The role of turns: the Rasa that it asks, and the secret by which Rasa is recognized when it calls back."""

    turns: Turns
    rasa: RasaClient
    rasa_url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of this process; None for a role of another process."""

    bot: Bot
    sender: Delivery | None
    answering: Answering | None
    clock_role: ClockRole | None
    intake: Intake | None


async def build(process: Process, stack: AsyncExitStack, token: str, api_url: str) -> Roles:
    """Every role of this process, built and not yet opened."""
    bot = make_bot(token, api_url)
    sender = _sender(process, bot) if Role.SENDER in process.roles else None
    wake = sender.wake if sender else elsewhere
    answering = await _answering(process, stack, bot, wake) if Role.TURNS in process.roles else None
    turns = answering.turns if answering else None
    clock_role = _clock_role(process, wake, turns) if Role.CLOCK in process.roles else None
    hand_on = turns.take if turns else stored_only
    intake = Intake(bot, process.database, process.clock, hand_on) if Role.INTAKE in process.roles else None
    return Roles(bot, sender, answering, clock_role, intake)


def routes(process: Process, roles: Roles, webhook_secret: str) -> list[BaseRoute]:
    """What this process serves: `/healthz` and `/metrics` always, the rest as its roles need."""
    settings, intake, answering = process.settings, roles.intake, roles.answering
    understands = answering.rasa.answers if answering else None
    silent_for = (lambda: intake.silent_for) if intake else None
    health = ProcessHealth(process.database, understands, silent_for)
    served: list[BaseRoute] = [*health_routes(health)]
    if answering:
        shared, languages = process.shared, settings.bot_languages
        services = Services(
            process.database, shared.knowledge, shared.resolver, shared.search, process.clock, languages
        )
        served.append(actions_route(all_actions(services), answering.secret))
    if intake and settings.telegram_webhook_url:
        path = urlsplit(settings.telegram_webhook_url).path or "/"
        served.append(webhook_route(path, webhook_secret, roles.bot, intake.accept))
    if Role.WEB in process.roles:
        spoken, invented = settings.bot_default_language, settings.world is World.SANDBOX
        known, address = (process.shared.rules, process.shared.knowledge), settings.console_url
        served.append(
            console(
                process.database, process.clock, *known, address, spoken, sandbox=invented, health=health.parts,
                bot_name=str if invented else lambda: _name_of(roles.bot),
            )
        )  # fmt: skip
    return served


def _name_of(bot: Bot) -> str:
    """The name in links to the assistant; empty before Telegram was reached."""
    try:
        return bot.username
    except RuntimeError:
        return ""


def _sender(process: Process, bot: Bot) -> Delivery:
    return Delivery(
        bot, process.database, process.clock, Delivered(_beside(process.settings, "arrived")), process.sent_per_second
    )


async def _answering(process: Process, stack: AsyncExitStack, bot: Bot, wake: Callable[[int], None]) -> Answering:
    settings, shared = process.settings, process.shared
    http = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
    url = settings.rasa_url or f"http://127.0.0.1:{_free_port()}"
    rasa = RasaClient(url, _secret(settings.rasa_token), http)
    readers, language = (shared.reader, shared.lookout), settings.bot_default_language
    begun = Begun(_beside(settings, "begun"))
    begun.watch()
    parts = Parts(process.database, shared.library, rasa, *readers, wake, process.clock, language)
    asked = AskedTheSame(process.database, lambda texts: shared.question_groups.of(texts))  # built once there are any
    turns = Turns(bot, parts, begun, asked=asked)
    return Answering(turns, rasa, url, _action_secret(settings))


def _clock_role(process: Process, wake: Callable[[int], None], turns: Turns | None) -> ClockRole:
    awake = turns.conversation.awake if turns else tuple
    language = process.settings.bot_default_language
    return ClockRole(process.database, process.shared.library, wake, process.clock, language, awake)


def _beside(settings: Settings, name: str) -> Path:
    """The path of a file that belongs to one database, since the numbers of its rows mean nothing in another."""
    digest = hashlib.sha256(settings.database_url.encode()).hexdigest()[:12]
    return settings.bot_var / f"{name}-{digest}"


def _action_secret(settings: Settings) -> str:
    """The secret by which Rasa is recognized when it calls back: told to our own child; else `RASA_TOKEN`, shared."""
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
