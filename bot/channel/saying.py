"""What is said in answer to an update, and its end: written in the caller's transaction, sent after it."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.confirming import marked
from bot.answers.seats import back_again
from bot.answers.turn import Turn
from bot.base.i18n import Texts, further_of, language_of, texts
from bot.base.terms import Language
from bot.channel.conversation_parts import Parts, Update
from bot.channel.message_json import dump
from bot.db.candidate_view import CandidateView
from bot.knowledge import written_language
from bot.programme import candidates, reachability, transcript
from bot.programme.transcript import Author
from bot.queues import inbox, outbox
from bot.replies import danger as danger_replies
from bot.replies.message import Message, visible


class Saying:
    """Writes messages to the outbox for an update, and marks it as handled."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def meet(self, session: AsyncSession, update: Update) -> CandidateView:
        """The candidate who wrote or tapped, perhaps for the first time."""
        language = language_of(update.language_tag, self._parts.default_language)
        further = further_of(update.language_tag, self._parts.library.languages)
        return await candidates.meet(session, update.chat_id, language, self._parts.clock(), further)

    def texts(self, candidate: CandidateView) -> Texts:
        """The texts in somebody's language."""
        return texts(candidate.language, candidate.further_language, self._parts.library.languages)

    def written_language(self, update: Update) -> Language:
        """The language an update is written in; where it is too short to tell, the language of the phone."""
        return written_language(update.said) or language_of(update.language_tag, self._parts.default_language)

    def say(self, session: AsyncSession, update: Update, messages: Sequence[Message], *, answers: bool = False) -> None:
        """Write messages to the outbox. `answers`: they are shown as replies to the message of the update."""
        for message in messages:
            payloads = dump(message, pressed=update.pressed, answers=update.message_id if answers else None)
            outbox.write(session, update.chat_id, payloads, self._parts.clock())

    async def keep(self, session: AsyncSession, candidate: CandidateView, messages: Sequence[Message]) -> None:
        """Store what was said, if this candidate's conversation is kept."""
        for message in messages:
            said = visible(message.text)
            await transcript.keep(session, candidate, Author.ASSISTANT, said, self._parts.clock())

    async def catch_up(self, turn: Turn) -> None:
        """Tell somebody who had blocked the bot and is back what changed meanwhile."""
        if reachability.regained(turn.candidate):
            for message in await marked(turn, await back_again(turn)):
                outbox.write(turn.session, turn.candidate.chat_id, dump(message, pressed=None, answers=None), turn.now)

    def offer_help(self, session: AsyncSession, update: Update, *, waited: bool) -> None:
        """Say whom to call, in a line after the answer, where a message hints at danger.

        `waited`: it was said when the message began to wait for Rasa, and is not repeated.
        """
        if update.sighting is None or waited:
            return
        t = texts(self.written_language(update))
        self.say(session, update, [danger_replies.beside(t, self._parts.library.knowledge, update.sighting.kind)])

    async def end(self, session: AsyncSession, update: Update) -> None:
        """Say whom to call if need be, and mark the update as handled, unless it is already."""
        row = await inbox.find(session, update.bot_id, update.update_id)
        if row is not None:
            self.offer_help(session, update, waited=row.waiting)
            await inbox.finish(session, update.bot_id, update.update_id, self._parts.clock())
