"""Long polling that confirms an update only after it is stored.

python-telegram-bot's own updater confirms a batch before its handlers run, so whatever was not handled when
the process ends is lost.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.base.errors import BotError

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
_LONGEST_POLL = 25  # seconds; below the usual 30 of proxies
_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)  # seconds between attempts while Telegram is away
log = logging.getLogger(__name__)


class TokenRefused(BotError):
    """Telegram does not know the token: waiting would not help."""

    def __init__(self) -> None:
        super().__init__("TELEGRAM_BOT_TOKEN is refused by Telegram. Copy it anew from @BotFather.")


async def poll(
    bot: Bot, accept: Callable[[Sequence[Update]], Awaitable[None]], on_contact: Callable[[], None] = lambda: None
) -> None:
    """Take updates for ever. `accept` must have stored them before it returns; the next request confirms them.

    `on_contact` is called whenever Telegram has answered and everything was stored; a watchdog relies on it.

    Raises:
        TokenRefused: the token is wrong or was revoked.
    """
    offset, failures = 0, 0
    while True:
        try:
            updates = await bot.get_updates(offset=offset, timeout=_LONGEST_POLL, allowed_updates=KINDS)
            await accept(updates)
        except InvalidToken as error:
            raise TokenRefused from error
        except Exception as error:
            failures += 1
            _tell(error, failures)
            await asyncio.sleep(_pause(error, failures))
            continue
        on_contact()
        failures = 0
        offset = updates[-1].update_id + 1 if updates else offset


def _tell(error: Exception, failures: int) -> None:
    """Log the first failure in a row, then every twentieth."""
    if failures == 1 or failures % 20 == 0:
        expected = isinstance(error, TelegramError)
        why = "another process polls with the same token" if isinstance(error, Conflict) else type(error).__name__
        log.log(logging.WARNING if expected else logging.ERROR, "no updates for now (%s), trying again", why)


def _pause(error: Exception, failures: int) -> float:
    if isinstance(error, RetryAfter):
        return seconds(error)
    return _PAUSES[min(failures, len(_PAUSES)) - 1]


def seconds(limit: RetryAfter) -> float:
    """How many seconds Telegram wants us to wait."""
    wait = limit.retry_after
    return float(wait if isinstance(wait, int) else wait.total_seconds())
