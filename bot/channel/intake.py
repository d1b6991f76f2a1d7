"""Updates in: stored in the inbox, and only then confirmed."""

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from telegram import Bot, Update

from bot.channel.connection import reach
from bot.channel.incoming_limit import IncomingLimit
from bot.channel.metrics import REFUSED, UPDATES
from bot.channel.polling import KINDS, poll
from bot.channel.private_chats import Leaving, is_private
from bot.db import Database
from bot.queues import inbox
from bot.queues.inbox import Incoming


def elsewhere(updates: Sequence[Update]) -> None:
    """Used where another process handles updates: that one looks at the inbox by itself."""


class Intake:
    """Takes updates from Telegram into the database, and hands the new ones on."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        clock: Callable[[], datetime],
        hand_on: Callable[[Sequence[Update]], None] = elsewhere,
        limit: IncomingLimit | None = None,
    ) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._hand_on = hand_on
        self._limit = limit or IncomingLimit()
        self._leaving = Leaving(bot)
        self._contact: float | None = None  # when Telegram last answered; None without polling

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Take updates while the block lasts; groups that were not left by its end are left another time."""
        try:
            yield
        finally:
            await self._leaving.stop()

    async def accept(self, updates: Sequence[Update]) -> None:
        """Store updates of private chats and hand them on; once this returns, all of them may be confirmed."""
        private = [each for each in updates if is_private(each)]
        self._leaving.refuse(each for each in updates if not is_private(each))
        taken = [each for each in private if self._is_admitted(each)]
        REFUSED.inc(len(private) - len(taken))
        if taken:
            await self._store(taken)

    async def poll(self) -> None:
        """Fetch updates for ever."""
        self._note_contact()
        await reach(self._bot.delete_webhook)
        await poll(self._bot, self.accept, self._note_contact)

    async def bring(self, url: str, secret: str) -> None:
        """Have Telegram bring updates to this address, by a webhook."""

        async def ask() -> None:
            await self._bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS, max_connections=20)

        await reach(ask)

    @property
    def silent_for(self) -> float:
        """Seconds since Telegram last answered a poll; far more than a poll takes means that something is wrong."""
        return time.monotonic() - self._contact if self._contact is not None else 0.0

    async def _store(self, updates: Sequence[Update]) -> None:
        incoming = [
            Incoming(each.update_id, each.effective_chat.id if each.effective_chat else None, each.to_json())
            for each in updates
        ]
        async with self._database.transaction() as session:
            fresh = await inbox.store(session, int(self._bot.id), incoming, self._clock())
        UPDATES.inc(len(fresh))
        new = {each.update_id for each in fresh}
        self._hand_on([each for each in updates if each.update_id in new])

    def _is_admitted(self, update: Update) -> bool:
        """Whether the chat's limit admits an update, by when it was sent: what waited was not sent at once."""
        message = update.message
        sent = message.date if message is not None else self._clock()
        return self._limit.admits(update.effective_chat.id if update.effective_chat else 0, sent)

    def _note_contact(self) -> None:
        self._contact = time.monotonic()
