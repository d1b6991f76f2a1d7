"""Handles stored updates: one chat's in order, different chats at once."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.base.errors import BotError, described
from bot.channel.metrics import TURNS, door_of
from bot.channel.private_chats import is_private
from bot.db import Database
from bot.queues import inbox
from bot.queues.inbox import MOST_ATTEMPTS, Stored
from bot.queues.updates_begun import Begun

_PARALLEL = 12  # chats at once: most of them wait for Rasa, which handles one text at a time
_MOST_IN_HAND = 500  # updates read at once: a whole night's would fill the memory
log = logging.getLogger(__name__)


class NotHandled(BotError):
    """Both the turn and the apology for it failed: the update stays in the queue."""


class Worker:
    """Passes updates from the inbox to the handlers."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        database: Database,
        clock: Callable[[], datetime],
        give_up: Callable[[Stored], Awaitable[None]],
        apology_failed: Callable[[int], bool],
        begun: Begun,
        pause: float,
    ) -> None:
        """`give_up`: apologises for an update that cannot be handled, and ends it; `apology_failed`: whether that too
        failed; `pause`: seconds before an update that could not be handled is tried again.
        """
        self._pause = pause
        self._begun = begun
        self._application = application
        self._give_up = give_up
        self._apology_failed = apology_failed
        self._database = database
        self._clock = clock
        self._lines: dict[int | None, deque[int]] = {}
        self._in_hand: dict[int, Update] = {}  # queued updates that need not be read again from the inbox
        self._tasks: set[asyncio.Task[None]] = set()
        self._limit = asyncio.Semaphore(_PARALLEL)
        self._stopping = False

    @property
    def bot_id(self) -> int:
        """The bot to which these updates belong: the updates of two bots may have the same numbers."""
        return int(self._application.bot.id)

    async def start(self) -> None:
        """Queue what an earlier run left."""
        async with self._database.transaction() as session:
            rows = await inbox.pending(session, self.bot_id)
        self._begun.recall([row.update_id for row in rows])
        for row in rows:
            if not row.waiting:
                self._submit(row.chat_id, row.update_id)

    def take(self, updates: Sequence[Update]) -> None:
        """Queue updates that were just stored, so that they need not be read again."""
        for each in updates:
            if len(self._in_hand) < _MOST_IN_HAND and not self._stopping:
                self._in_hand[each.update_id] = each
            self._submit(each.effective_chat.id if each.effective_chat else None, each.update_id)

    async def watch(self, every: float) -> None:
        """Keep queueing what another process stored; `every`: seconds between looks."""
        while True:
            await asyncio.sleep(every)
            try:
                async with self._database.reading() as session:
                    rows = await inbox.pending(session, self.bot_id)
            except Exception as error:  # a database that is away for a moment must not end this
                log.error("the inbox could not be looked at: %s", described(error))
                continue
            for row in rows:
                if not row.waiting:
                    self.again(row)

    def again(self, row: Stored) -> bool:
        """Queue an update from the inbox. Returns False if it is queued already."""
        if row.update_id in self._lines.get(row.chat_id, ()):
            return False
        self._submit(row.chat_id, row.update_id)
        return True

    async def stop(self, seconds: float) -> None:
        """Let running turns end; what is queued stays in the inbox for the next start."""
        self._stopping = True
        for line in self._lines.values():
            line.clear()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._begun.close()

    def _submit(self, chat_id: int | None, update_id: int) -> None:
        if self._stopping:
            return
        line = self._lines.get(chat_id)
        if line is not None:
            line.append(update_id)
            return
        self._lines[chat_id] = deque([update_id])
        task = asyncio.create_task(self._work(chat_id), name=f"chat {chat_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, chat_id: int | None) -> None:
        line = self._lines[chat_id]
        try:
            while line:
                async with self._limit:
                    handled = await self._try(line[0])
                if handled and line:
                    line.popleft()
        finally:
            del self._lines[chat_id]

    async def _try(self, update_id: int) -> bool:
        """Handle an update; when even that fails (the database is down), keep it in the queue and back off."""
        try:
            await self._handle(update_id)
        except Exception as error:
            log.error("an update could not be handled yet: %s", described(error))
            await asyncio.sleep(self._pause)
            return False
        return True

    async def _handle(self, update_id: int) -> None:
        """Handle one update, logged as in progress since the process may die of it."""
        deadly = self._begun.is_deadly(update_id)
        self._begun.begin(update_id)
        try:
            await self._through(update_id, deadly=deadly)
        finally:
            self._begun.end(update_id)

    async def _through(self, update_id: int, *, deadly: bool) -> None:
        """Pass one update through the handlers, and make sure that it is ended, or waits."""
        update, waited = self._in_hand.pop(update_id, None), False
        if update is None:
            async with self._database.transaction() as session:
                row = await inbox.begin(session, self.bot_id, update_id)
            if row is None:
                return
            if deadly or row.attempts > MOST_ATTEMPTS:  # it is not even read again
                why = "the process died while it was handled" if deadly else f"{row.attempts - 1} attempts"
                log.error("an update was set aside: %s", why)
                await self._give_up(row)
                return
            update, waited = Update.de_json(json.loads(row.payload or "{}"), self._application.bot), row.waiting
            if not is_private(update):  # kept by an earlier release
                await self._give_up(row)
                return
        with TURNS.labels(door_of(update)).time():
            await self._application.process_update(update)
        if self._apology_failed(update_id):  # otherwise the handlers ended it, or it waits
            raise NotHandled
        if waited:
            await self._follow(update.effective_chat.id if update.effective_chat else None)

    async def _follow(self, chat_id: int | None) -> None:
        """Queue the chat's next message that waits for Rasa, if this one was answered."""
        async with self._database.reading() as session:
            for row in await inbox.first_waiting(session, self.bot_id, chat_id):
                self.again(row)
