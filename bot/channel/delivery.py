"""Sends the outbox: one chat's messages in order, different chats at once, at least once each."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from aiolimiter import AsyncLimiter
from telegram import Bot, InputFile, ReplyParameters
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.base.errors import BotError, described
from bot.channel.intervals import USUAL, Rhythm
from bot.channel.message_json import Payload, load
from bot.channel.metrics import SENT
from bot.channel.polling import seconds
from bot.db import Database
from bot.programme import attachments, reachability, staff
from bot.queues import outbox
from bot.queues.delivery_log import Delivered
from bot.replies.message import Kept

_GATHER = 0.1  # seconds for which delivered messages are gathered, to be deleted from the outbox together
_PARALLEL = 3  # chats at once: enough for Telegram's pace; what is under way when a process is killed may be sent twice
MOST_SENT_PER_SECOND = 28.0  # Telegram accepts about 30 a second from one bot
_IN_A_ROW = 3  # to one chat in a burst, then one a second
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a message is tried again, and after how long. Tests pass shorter times."""

    pauses: tuple[float, ...] = (0.2, 0.5, 1, 2, 5, 10, 20)  # seconds between attempts; the last one again and again
    most: int = 10  # attempts at one message while others arrive: then the message is at fault, not Telegram
    longest: timedelta = timedelta(days=1)  # one message is tried while Telegram is away; then it is out of date
    recovery: float = 5.0  # seconds of pause after something unforeseen, such as a database that is away

    def pause(self, failures: int) -> float:
        """Seconds to wait after this many failures in a row (at least one)."""
        return self.pauses[min(failures, len(self.pauses)) - 1]


USUAL_RETRIES = Retries()


class FileGone(BotError):
    """The file of a message is no longer stored."""


def elsewhere(chat_id: int) -> None:
    """Used where another process sends: that one looks at the outbox by itself."""


class Delivery:
    """The worker that sends the outbox."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        clock: Callable[[], datetime],
        delivered: Delivered,
        sent_per_second: float | None = None,
        retries: Retries = USUAL_RETRIES,
    ) -> None:
        """`sent_per_second`: the most messages that Telegram accepts; None for the sandbox, which has no limit."""
        self._bot = bot
        self._database = database
        self._clock = clock
        self._running: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()
        self._stopping = False
        self._delivered = delivered
        self._retries = retries
        self._forgetting: asyncio.Task[None] | None = None
        self._limit = asyncio.Semaphore(_PARALLEL)
        self._paced = sent_per_second is not None
        self._pace = AsyncLimiter(sent_per_second, 1) if sent_per_second else contextlib.nullcontext()
        self._closed_until = 0.0  # time of the event loop until which Telegram asked us to pause
        self._arrived = 0  # messages
        self._failures: dict[int, tuple[int, int]] = {}  # by chat: failures in a row, and `_arrived` at the last one

    @asynccontextmanager
    async def open(self, rhythm: Rhythm = USUAL, *, written_elsewhere: bool = False) -> AsyncIterator[None]:
        """Send what an earlier run left and whatever is written from now on; at the end, finish what is being sent.

        `written_elsewhere`: other processes write to the outbox too, so it is polled.
        """
        await self.start()
        watching = asyncio.create_task(self._watch(rhythm.look_for_new), name="outbox") if written_elsewhere else None
        try:
            yield
        finally:
            if watching is not None:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
            await self.stop(rhythm.patience)

    async def start(self) -> None:
        """Send what an earlier run left."""
        self._delivered.recall()
        await self._forget()
        await self._look()

    async def _watch(self, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            try:
                await self._look()
            except Exception as error:  # a database that is away for a moment must not end this
                log.error("the outbox could not be looked at: %s", described(error))

    async def _look(self) -> None:
        async with self._database.reading() as session:
            chats = await outbox.chats(session)
        for chat_id in chats:
            if chat_id not in self._running:
                self.wake(chat_id)

    def wake(self, chat_id: int) -> None:
        """Start to send what the outbox holds for this chat, or have the running sender look again when it is done."""
        if self._stopping:
            return
        if chat_id in self._running:
            self._again.add(chat_id)
            return
        task = asyncio.create_task(self._drain(chat_id), name=f"delivery {chat_id}")
        self._running[chat_id] = task

    async def stop(self, seconds: float) -> None:
        """Finish what is being sent; the rest stays in the outbox for the next start."""
        self._stopping = True
        tasks = list(self._running.values())
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._forgetting:
            self._forgetting.cancel()
            await asyncio.gather(self._forgetting, return_exceptions=True)
        await self._try_to_forget()
        self._delivered.close()

    async def _drain(self, chat_id: int) -> None:
        pace = AsyncLimiter(_IN_A_ROW, _IN_A_ROW) if self._paced else contextlib.nullcontext()
        try:
            while not self._stopping and (await self._send_next(chat_id, pace) or chat_id in self._again):
                self._again.discard(chat_id)
        except Exception as error:
            log.error("delivery of a chat stopped for a moment: %s", described(error))
            await asyncio.sleep(self._retries.recovery)
            self._again.add(chat_id)
        finally:
            del self._running[chat_id]
            if chat_id in self._again:
                self._again.discard(chat_id)
                self.wake(chat_id)

    async def _send_next(self, chat_id: int, pace: AbstractAsyncContextManager[object]) -> bool:
        """Send the oldest message of a chat. Returns whether there is more to do: another message, or a retry."""
        async with self._database.reading() as session:
            rows = await outbox.first_for(session, chat_id, 2, besides=self._delivered.rows)
        row = rows[0] if rows else None
        if row is None:
            return False
        async with pace, self._limit:
            failure = await self._try(chat_id, row.payload)
        if failure is not None:
            return await self._failed(chat_id, row.id, failure)
        if self._forgetting is None or self._forgetting.done():
            self._forgetting = asyncio.create_task(self._forget_soon(), name="forgetting")
        self._delivered.note(row.id)
        self._arrived += 1
        self._failures.pop(chat_id, None)
        SENT.labels("sent").inc()
        return len(rows) > 1

    async def _try(self, chat_id: int, payload: str) -> Exception | None:
        try:
            async with self._pace:
                await self._rest()
                await self._send(chat_id, load(payload))
        except Exception as error:
            return error
        return None

    async def _rest(self) -> None:
        """Pause in every chat as long as Telegram said (`retry_after`): a bot that goes on may be blocked."""
        while (wait := self._closed_until - asyncio.get_running_loop().time()) > 0:  # noqa: ASYNC110 - it may be prolonged
            await asyncio.sleep(wait)

    async def _forget_soon(self) -> None:
        """Delete delivered messages from the outbox in batches, until none is left."""
        while self._delivered.rows:
            await asyncio.sleep(_GATHER)
            if not await self._try_to_forget():
                await asyncio.sleep(self._retries.recovery)

    async def _try_to_forget(self) -> bool:
        """Whether the outbox was free; if not, the file that remembers what arrived is read at the next start."""
        try:
            await self._forget()
        except Exception as error:
            log.error("what arrived could not be taken out of the outbox yet: %s", described(error))
            return False
        return True

    async def _forget(self) -> None:
        if gone := frozenset(self._delivered.rows):
            async with self._database.transaction() as session:
                await outbox.sent(session, gone)
            self._delivered.forget(gone)

    async def _failed(self, chat_id: int, row_id: int, error: Exception) -> bool:
        """React to the error that Telegram answered with. Returns whether there is more to do in this chat."""
        if isinstance(error, RetryAfter):
            self._closed_until = asyncio.get_running_loop().time() + seconds(error)
        elif isinstance(error, Forbidden):
            SENT.labels("unreachable").inc()
            async with self._database.transaction() as session:
                await reachability.lost(session, chat_id, self._clock())
            return False
        elif not await self._set_aside(chat_id, row_id, error):
            in_a_row, _ = self._failures[chat_id]
            await asyncio.sleep(self._retries.pause(in_a_row))
        return True

    async def _set_aside(self, chat_id: int, row_id: int, error: Exception) -> bool:
        """Whether the message became a dead letter: refused, unreadable, too old, or failing while others arrive."""
        in_a_row, arrived = self._failures.get(chat_id, (0, self._arrived))
        self._failures[chat_id] = in_a_row + 1, self._arrived
        hopeless = isinstance(error, BadRequest) or not isinstance(error, TelegramError)
        async with self._database.transaction() as session:
            most = 0 if hopeless else self._retries.most
            counts = self._arrived > arrived
            if not await outbox.note_failed_attempt(
                session,
                row_id,
                type(error).__name__,
                self._clock(),
                counts=counts,
                most=most,
                longest=self._retries.longest,
            ):
                return False
            await staff.message_set_aside(session, chat_id, self._clock())
        del self._failures[chat_id]
        SENT.labels("set aside").inc()
        log.error("message %s was set aside: %s", row_id, described(error))
        return True

    async def _send(self, chat_id: int, payload: Payload) -> None:
        if payload.edits is not None and await self._edit(chat_id, payload, payload.edits):
            return
        reply = (
            ReplyParameters(payload.answers, allow_sending_without_reply=True) if payload.answers is not None else None
        )
        if payload.document is not None:
            file = InputFile(BytesIO(payload.document.content.encode()), payload.document.name)
            await self._bot.send_document(
                chat_id, file, caption=payload.text, parse_mode="HTML", reply_markup=payload.markup
            )
            return
        if payload.photo is not None:
            picture = InputFile(BytesIO(payload.photo.content), payload.photo.name)
            await self._bot.send_photo(
                chat_id, picture, caption=payload.text, parse_mode="HTML", reply_markup=payload.markup
            )
            return
        if payload.kept is not None:
            await self._send_kept(chat_id, payload, payload.kept)
            return
        if payload.venue is not None:
            venue = payload.venue
            await self._bot.send_venue(
                chat_id, venue.latitude, venue.longitude, venue.title, venue.address, reply_markup=payload.markup
            )
            return
        await self._bot.send_message(
            chat_id, payload.text, parse_mode="HTML", reply_markup=payload.markup, reply_parameters=reply
        )

    async def _send_kept(self, chat_id: int, payload: Payload, kept: Kept) -> None:
        """Raises `FileGone`: it is not tried again."""
        async with self._database.reading() as session:
            content = await attachments.content(session, kept.id)
        if content is None:
            raise FileGone
        send = self._bot.send_photo if kept.picture else self._bot.send_document
        await send(chat_id, InputFile(content, kept.name or "photo.jpg"), caption=payload.text, parse_mode="HTML")

    async def _edit(self, chat_id: int, payload: Payload, message_id: int) -> bool:
        """Change the bubble in place. Returns False if a new bubble is needed instead."""
        try:
            await self._bot.edit_message_text(
                payload.text, chat_id, message_id, parse_mode="HTML", reply_markup=payload.markup
            )
        except BadRequest as error:
            return "not modified" in error.message
        return True
