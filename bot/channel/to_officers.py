"""What is left to officers instead of being answered: words and files of candidates who talk with one of them."""

from collections.abc import Awaitable, Callable

from bot.answers.turn import Turn
from bot.channel.conversation_parts import Parts, Update
from bot.channel.saying import Saying
from bot.programme import attachments, candidates, handover, officer_answers, staff, who_answers
from bot.programme.attachments import Attachment, Refused
from bot.programme.ids import code_in
from bot.queues import inbox
from bot.replies import handover as replies

Fetch = Callable[[], Awaitable[Attachment | Refused | None]]  # the file of a message, or why it is not passed on


class ToOfficers:
    """Passes messages on to officers, each in a transaction of its own."""

    def __init__(self, parts: Parts, saying: Saying) -> None:
        self._parts = parts
        self._saying = saying

    async def to_person(self, update: Update, kind: str = "", fetch: Fetch | None = None) -> bool:
        """Leave what was written to the officer who has this conversation. Returns whether an officer has it.

        `kind`: of a message without words, which the officer reads about in its place; `fetch`: gets its file.
        """
        now = self._parts.clock()
        async with self._parts.database.reading() as session:
            candidate = await candidates.of_chat(session, update.chat_id)
            if candidate is None or not await who_answers.is_held(session, candidate, now):
                return False
        file = await fetch() if fetch else None
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            candidate = await candidates.of_chat(session, update.chat_id)
            if row is None or candidate is None:
                return True
            if await inbox.waiting_before(session, row):  # the officer reads it first
                self._saying.offer_help(session, update, waited=row.waiting)
                await inbox.let_wait(session, row)
                return True
            await self._saying.catch_up(Turn(session, candidate, now, self._parts.library))
            t = self._saying.texts(candidate)
            if isinstance(file, Attachment) and not await attachments.fits(session, candidate, file):
                file = Refused.TOO_MANY
            instead = replies.placeholder(t, kind, passed_on=not isinstance(file, Refused)) if kind else ""
            said = await handover.hear(session, candidate, "\n".join(filter(None, (instead, update.said))), now)
            if said is None:
                return False
            if isinstance(file, Attachment):
                attachments.keep(session, candidate.id, said, file, now)
            elif isinstance(file, Refused):
                told = [replies.not_passed_on(t, file)]
                self._saying.say(session, update, told)
                await self._saying.keep(session, candidate, told)
            await self._saying.end(session, update)
        self._parts.wake(update.chat_id)
        return True

    async def to_who_answered(self, update: Update) -> bool:
        """Leave what was written to the officer whose answer it replies to. Returns whether it is such a reply."""
        now = self._parts.clock()
        async with self._parts.database.reading() as session:
            candidate = await candidates.of_chat(session, update.chat_id)
            if candidate is None or not await officer_answers.is_replied_to(session, candidate, now):
                return False
        async with self._parts.database.transaction() as session:
            candidate = await candidates.of_chat(session, update.chat_id)
            if candidate is None or await inbox.find(session, update.bot_id, update.update_id) is None:
                return True
            await officer_answers.hear_reply(session, candidate, update.said, now)
            self._saying.say(session, update, [replies.passed_on(self._saying.texts(candidate))], answers=True)
            await self._saying.end(session, update)
        self._parts.wake(update.chat_id)
        return True

    async def code_typed(self, chat_id: int, text: str) -> str | None:
        """The traveller's code that an officer typed instead of scanning it; from anybody else, None."""
        code = code_in(text)
        if code is None:
            return None
        async with self._parts.database.reading() as session:
            return code if await staff.of_chat(session, chat_id) else None
