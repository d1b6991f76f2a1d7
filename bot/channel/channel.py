"""The channel as a whole: built on one bot, started, and stopped with nothing lost."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from telegram import Bot, BotCommand, Update
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application
from telegram.request import HTTPXRequest

from bot.base.errors import BotError
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.channel.conversation import Conversation
from bot.channel.handlers import Handlers
from bot.channel.herald import Herald
from bot.channel.incoming import Polling
from bot.channel.metrics import REFUSED
from bot.channel.parts import Parts
from bot.channel.polling import KINDS, TokenRefused, poll
from bot.channel.private import Leaving, is_private
from bot.channel.rhythm import USUAL, Rhythm
from bot.channel.throttle import Throttle
from bot.channel.waiting import Waiting
from bot.channel.worker import Worker
from bot.queues.begun import Begun
from bot.replies import presentation

_CONNECTIONS = 64
_AGAIN = 1.0  # seconds until a Telegram that is away is tried again
log = logging.getLogger(__name__)


class StartRefused(BotError):
    """Telegram knows us but does not take what the settings ask for: an address that it cannot bring updates to."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Telegram refuses the start ({why}). Check TELEGRAM_WEBHOOK_URL and TELEGRAM_WEBHOOK_SECRET.")


def make_bot(token: str, api_url: str) -> Bot:
    """python-telegram-bot on this Bot API server; long polls have a connection of their own."""
    local = urlsplit(api_url).hostname in {"127.0.0.1", "::1", "localhost"}
    options = {"trust_env": not local}  # a proxy of the environment is not for this machine
    request = HTTPXRequest(_CONNECTIONS, connect_timeout=10, read_timeout=20, httpx_kwargs=options)
    polling = Polling(1, connect_timeout=10, read_timeout=10, httpx_kwargs=options)  # the poll's wait is added
    return Bot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request,
        get_updates_request=polling,
    )


class Channel:
    """Everything between Telegram and the answers."""

    def __init__(
        self, bot: Bot, parts: Parts, begun: Begun, throttle: Throttle | None = None, rhythm: Rhythm = USUAL
    ) -> None:
        self.bot = bot
        self._rhythm = rhythm
        self.conversation = Conversation(parts)
        self._application = Application.builder().bot(bot).updater(None).job_queue(None).build()
        apology = self.conversation.give_up, self.conversation.is_unsaid
        self._worker = Worker(self._application, parts.database, parts.clock, *apology, begun, rhythm.handle)
        self._leaving = Leaving(bot)
        self._throttle = throttle or Throttle()
        self._clock = parts.clock
        self._delivery = parts.delivery
        self._waiting = Waiting(parts, self._worker.again)
        spoken = parts.default_language, self.conversation.awake
        self._herald = Herald(parts.database, parts.library, parts.delivery, parts.clock, *spoken)
        self._contact: float | None = None  # when Telegram last answered; None without polling
        Handlers(self.conversation).register(self._application)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Meet Telegram, take up what an earlier run left, and at the end let running turns finish."""
        await _reach(self._application.initialize)
        self.conversation.bot_name = self._herald.bot_name = self.bot.username
        background = [
            asyncio.create_task(self._waiting.run(self.bot.id, self._rhythm.look_for_rasa), name="waiting"),
            asyncio.create_task(self._herald.run(self._rhythm.look_for_due), name="herald"),
            asyncio.create_task(self._worker.tidy(self._rhythm.tidy), name="tidy"),
            asyncio.create_task(self.conversation.erasing.run(self._rhythm.erase), name="erasing"),
        ]
        try:
            await self._delivery.start()
            await self._worker.start()
            yield
        finally:
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
            await self._leaving.stop()
            await self._worker.stop(self._rhythm.patience)
            await self._delivery.stop(self._rhythm.patience)
            await self._application.shutdown()

    async def accept(self, updates: Sequence[Update]) -> None:
        """Store updates of private chats and put them in line; all may be confirmed when this returns."""
        private = [each for each in updates if is_private(each)]
        self._leaving.refuse(each for each in updates if not is_private(each))
        taken = [each for each in private if self._is_admitted(each)]
        REFUSED.inc(len(private) - len(taken))
        if taken:
            await self._worker.accept(taken)

    def _is_admitted(self, update: Update) -> bool:
        """By when it was sent, where Telegram says so: what waited for us was not sent all at once."""
        message = update.message
        sent = message.date if message is not None else self._clock()
        return self._throttle.admits(update.effective_chat.id if update.effective_chat else 0, sent)

    @property
    def silent_for(self) -> float:
        """Seconds since Telegram last answered a poll: far more than a poll takes when something is wrong."""
        return time.monotonic() - self._contact if self._contact is not None else 0.0

    async def poll(self) -> None:
        """Fetch updates for ever."""
        self._note_contact()
        await _reach(self.bot.delete_webhook)
        await poll(self.bot, self.accept, self._note_contact)

    def _note_contact(self) -> None:
        self._contact = time.monotonic()

    async def bring(self, url: str, secret: str) -> None:
        """Have Telegram bring updates to this address."""

        async def ask() -> None:
            await self.bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS, max_connections=20)

        await _reach(ask)

    async def present(self, default: Language) -> None:
        """Tell Telegram the commands and descriptions, in both languages and for every other one."""
        for code, language in [("", default), *((str(each), each) for each in Language)]:
            t = texts(language)
            commands = [BotCommand(name, text) for name, text in presentation.commands(t).items()]
            with contextlib.suppress(TelegramError):  # cosmetic: not worth a start that fails
                await self.bot.set_my_commands(commands, language_code=code)
                await self.bot.set_my_description(presentation.description(t), language_code=code)
                await self.bot.set_my_short_description(presentation.short_description(t), language_code=code)


async def _reach(call: Callable[[], Awaitable[object]]) -> None:
    """A call at the start, again while Telegram is away: a start during an outage must not need a second one."""
    while True:
        try:
            await call()
            return
        except InvalidToken as error:
            raise TokenRefused from error
        except BadRequest as error:
            raise StartRefused(error.message) from error
        except TelegramError as error:
            log.warning("Telegram is not reachable (%s), trying again", type(error).__name__)
            await asyncio.sleep(_AGAIN)
