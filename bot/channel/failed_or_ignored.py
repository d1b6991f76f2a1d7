"""Updates that end without a turn: those that ask for no answer, and those that failed, with an apology."""

from bot.channel.conversation_parts import Parts, Update
from bot.channel.metrics import FAILURES
from bot.channel.saying import Saying
from bot.queues import inbox
from bot.queues.inbox import Stored
from bot.replies import outages as replies


class Ending:
    """Marks updates that get no answer as handled, each in a transaction of its own."""

    def __init__(self, parts: Parts, saying: Saying) -> None:
        self._parts = parts
        self._saying = saying
        self._without_apology: set[int] = set()  # updates whose apology is still to be written

    async def drop(self, bot_id: int, update_id: int) -> None:
        """Mark an update as handled without an answer."""
        async with self._parts.database.transaction() as session:
            await inbox.finish(session, bot_id, update_id, self._parts.clock())

    async def pass_over(self, update: Update) -> None:
        """Mark an update that asks for no answer as handled; if it hints at danger, say whom to call."""
        async with self._parts.database.transaction() as session:
            await self._saying.end(session, update)
        self._parts.wake(update.chat_id)

    async def fail(self, update: Update) -> None:
        """After an unexpected failure, apologise and mark the update as handled, in one transaction."""
        FAILURES.inc()
        self._without_apology.add(update.update_id)
        async with self._parts.database.transaction() as session:
            if await inbox.find(session, update.bot_id, update.update_id) is not None:
                candidate = await self._saying.meet(session, update)
                self._saying.say(session, update, [replies.failure(self._saying.texts(candidate))])
                await self._saying.end(session, update)
        self._without_apology.discard(update.update_id)
        self._parts.wake(update.chat_id)

    def apology_failed(self, update_id: int) -> bool:
        """Whether both a turn and the apology for it failed, which the handlers cannot see. Says so once an update."""
        failed = update_id in self._without_apology
        self._without_apology.discard(update_id)
        return failed

    async def give_up(self, row: Stored) -> None:
        """Apologise for an update that will not be tried again; only its number and its chat are read."""
        if row.chat_id is None or row.chat_id < 0:  # from a group, kept by an earlier release
            await self.drop(row.bot_id, row.update_id)
        else:
            await self.fail(Update(row.bot_id, row.update_id, row.chat_id))
