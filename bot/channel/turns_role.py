"""The role of turns: updates from the inbox go through the handlers, or wait for Rasa."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from telegram import Bot, Update
from telegram.ext import Application

from bot.channel.asked_the_same import AskedTheSame
from bot.channel.connection import reach
from bot.channel.conversation import Conversation
from bot.channel.conversation_parts import Parts
from bot.channel.handlers import CONTEXT, Handlers
from bot.channel.intervals import USUAL, Rhythm
from bot.channel.waiting_for_rasa import Waiting
from bot.channel.worker import Worker
from bot.queues.updates_begun import Begun


class Turns:
    """Everything between a stored update and its answer in the outbox."""

    def __init__(
        self, bot: Bot, parts: Parts, begun: Begun, rhythm: Rhythm = USUAL, *, asked: AskedTheSame | None = None
    ) -> None:
        """`asked` compares what was not understood; without it, nothing is compared."""
        self._asked = asked
        self._bot = bot
        self._rhythm = rhythm
        self.conversation = Conversation(parts)
        self._application = Application.builder().bot(bot).context_types(CONTEXT).updater(None).job_queue(None).build()
        apology = self.conversation.ending.give_up, self.conversation.ending.apology_failed
        self._worker = Worker(self._application, parts.database, parts.clock, *apology, begun, rhythm.handle)
        self._waiting = Waiting(parts, self._worker.again)
        Handlers(self.conversation).register(self._application)

    @asynccontextmanager
    async def open(self, *, intake_elsewhere: bool = False) -> AsyncIterator[None]:
        """Begin with what an earlier run left; at the end, let running turns finish.

        `intake_elsewhere`: another process stores what arrives, so the inbox is polled.
        """
        await reach(self._application.initialize)
        self.conversation.bot_name = self._bot.username
        background = [
            asyncio.create_task(self._waiting.run(self._bot.id, self._rhythm.look_for_rasa), name="waiting"),
            asyncio.create_task(
                self.conversation.erasing.run(self._rhythm.erase, self._rhythm.erased_elsewhere), name="erasing"
            ),
        ]
        if self._asked:
            background.append(asyncio.create_task(self._asked.run(self._rhythm.compare_asked), name="asked"))
        try:
            await self._worker.start()
            if intake_elsewhere:
                watching = self._worker.watch(self._rhythm.look_for_new)
                background.append(asyncio.create_task(watching, name="inbox"))
            yield
        finally:
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)
            await self._worker.stop(self._rhythm.patience)
            await self._application.shutdown()

    def take(self, updates: Sequence[Update]) -> None:
        """Queue updates that were just stored."""
        self._worker.take(updates)
