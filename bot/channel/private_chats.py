"""Private chats only: what groups, channels and businesses send is refused on arrival, and the bot leaves them."""

import asyncio
import contextlib
import logging
from collections.abc import Iterable

from telegram import Bot, ChatMember, Update
from telegram.constants import ChatType
from telegram.error import TelegramError

log = logging.getLogger(__name__)


def is_private(update: Update) -> bool:
    """Whether a person wrote to the assistant, in a chat of just the two."""
    chat, message = update.effective_chat, update.effective_message
    for_business = bool(message and message.business_connection_id) or update.deleted_business_messages is not None
    return chat is not None and chat.type == ChatType.PRIVATE and not for_business


class Leaving:
    """Leaves every chat that somebody added the bot to; one attempt at a time, however much is said there meanwhile."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def refuse(self, updates: Iterable[Update]) -> None:
        """Refuse an update; not even its arrival is stored."""
        for update in updates:
            chat, change = update.effective_chat, update.my_chat_member
            out = change is not None and change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
            if chat is not None and chat.type != ChatType.PRIVATE and not out and chat.id not in self._tasks:
                self._tasks[chat.id] = asyncio.create_task(self._leave(chat.id), name="leaving")

    async def stop(self) -> None:
        """Stop leaving: a chat that is not left by now is left when somebody speaks there again."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _leave(self, chat_id: int) -> None:
        try:
            with contextlib.suppress(TelegramError):  # left already, or Telegram is away
                await self._bot.leave_chat(chat_id)
                log.info("the bot left a group or channel: it speaks with one person at a time")
        finally:
            del self._tasks[chat_id]
