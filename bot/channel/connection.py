"""The connection to Telegram that every part of the channel shares: one bot, met once, presented once."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from telegram import Bot as Bot
from telegram import BotCommand
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.base.errors import BotError
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.channel.polling import TokenRefused
from bot.channel.unreadable_updates import Polling
from bot.replies import presentation

_CONNECTIONS = 64
_AGAIN = 1.0  # seconds until Telegram is tried again while it is away
log = logging.getLogger(__name__)


class StartRefused(BotError):
    """Telegram accepts our token, but not the settings: it cannot bring updates to the webhook's address."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Telegram refuses the start ({why}). Check TELEGRAM_WEBHOOK_URL and TELEGRAM_WEBHOOK_SECRET.")


def make_bot(token: str, api_url: str) -> Bot:
    """python-telegram-bot on this Bot API server; long polls have a connection of their own."""
    local = urlsplit(api_url).hostname in {"127.0.0.1", "::1", "localhost"}
    options = {"trust_env": not local}  # a proxy named in the environment must not be used for this machine
    request = HTTPXRequest(_CONNECTIONS, connect_timeout=10, read_timeout=20, httpx_kwargs=options)
    polling = Polling(1, connect_timeout=10, read_timeout=10, httpx_kwargs=options)  # on top of the poll's own wait
    return Bot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=request,
        get_updates_request=polling,
    )


async def reach(call: Callable[[], Awaitable[object]]) -> None:
    """Make a call at the start, retried for as long as Telegram is away, so that nobody has to start the bot again.

    Raises:
        TokenRefused, StartRefused: waiting would not help.
    """
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


async def present(bot: Bot, default: Language) -> None:
    """Tell Telegram the commands and descriptions, in each of our languages and as a default for all others."""
    for code, language in [("", default), *((str(each), each) for each in Language)]:
        t = texts(language)
        commands = [BotCommand(name, text) for name, text in presentation.commands(t).items()]
        with contextlib.suppress(TelegramError):  # cosmetic: the start must not fail for it
            await bot.set_my_commands(commands, language_code=code)
            await bot.set_my_description(presentation.description(t), language_code=code)
            await bot.set_my_short_description(presentation.short_description(t), language_code=code)
