"""One candidate's turn: from an update to what is said, in one transaction."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.danger import ALONE
from bot.answers.doors import Door
from bot.answers.languages import noticed_language
from bot.answers.performing import perform
from bot.answers.turn import Turn
from bot.base.clock import local_day
from bot.channel import prefetch
from bot.channel.after_erasing import Erasing
from bot.channel.before_consent import BeforeConsent, agrees
from bot.channel.conversation_parts import Parts, Update
from bot.channel.failed_or_ignored import Ending
from bot.channel.metrics import WAITING
from bot.channel.saying import Saying
from bot.channel.to_officers import ToOfficers
from bot.channel.understanding import Heard, Memory, Understanding, Understood
from bot.db.candidate_view import CandidateView
from bot.dialogue.client import RasaResting, RasaUnavailable
from bot.knowledge.question_reading import Asked
from bot.programme import candidates, contact_details, handover, profiles, reachability, transcript, trip_views
from bot.programme.contact_details import Detail
from bot.programme.profiles import Profile
from bot.programme.transcript import Author
from bot.queues import inbox
from bot.queues.quiet_hours import AWAKE_FOR
from bot.reading import Reading, Seats
from bot.replies import outages as replies
from bot.replies.message import Ref
from bot.safety import Danger, Level, Sighting, goes_on

_MOST_TRIES = 4  # attempts at one text, each while Rasa answered other texts
_NOT_UNDERSTOOD = frozenset({"unsure", "out_of_scope", "not_understood", "later"})
OVER = Ref("danger_over")
NOTHING = Reading()


class Conversation:
    """Performs answers for an update: once, however often it is delivered."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._saying = Saying(parts)
        self.ending = Ending(parts, self._saying)
        self.to_officers = ToOfficers(parts, self._saying)
        self.bot_name = self.console_url = ""
        self.erasing = Erasing(parts.database, parts.rasa, parts.clock)
        self._understanding = Understanding(parts.rasa, parts.reader)
        self._spoke: Memory[datetime] = Memory()  # by chat, when somebody last wrote or tapped
        self._held = BeforeConsent()

    def awake(self) -> list[int]:
        """The chats that wrote or tapped just now, and are told everything even in quiet hours."""
        now = self._parts.clock()
        return [chat_id for chat_id, spoke in self._spoke.all().items() if now - spoke < AWAKE_FOR]

    async def perform(
        self, update: Update, refs: Sequence[Ref], door: Door, *, understood: Understood | None = None,
        replying: bool = False,
    ) -> None:  # fmt: skip
        """Change, answer and mark the update as handled in one transaction, then send. `understood`: the words read.

        `replying`: what is said is shown as a reply to the message.
        """
        written = understood.whole.text if understood else ""
        told = understood.reading if understood else NOTHING
        held = self._held.of(update.chat_id, self._parts.clock()) if any(map(agrees, refs)) else None
        if held:
            asked = {ref: Asked(words) for ref, words in held.refs.items()}
            await prefetch.search(self._parts.library, Asked(held.written), asked)
        await prefetch.weigh(self._parts, update.chat_id, [*refs, *(held.refs if held else ())])
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            if row is None:
                return
            candidate = await self._saying.meet(session, update)
            danger = any(ref.name == ALONE for ref in refs)
            if written and not danger and await handover.hear(session, candidate, update.said, self._parts.clock()):
                await self._saying.end(session, update)  # an officer took the conversation over while this was read
                return
            turn = Turn(
                session, candidate, self._parts.clock(), self._parts.library, written, self.bot_name, self.console_url
            )
            if understood:
                turn.said, turn.parts, turn.decided = understood.whole, understood.parts, understood.decided
                turn.clauses = understood.clauses
            await self._saying.catch_up(turn)
            sight = self._understanding.sight(update.chat_id)
            turn.place = turn.place_before = sight.place or ""
            turn.last = sight.last
            turn.held = held
            turn.consent_asked = held is None and self._held.of(update.chat_id, turn.now) is not None
            turn.hinted = update.sighting is not None
            messages = await perform(turn, refs, door, told)
            if written and not (turn.erased or turn.alone):
                messages += noticed_language(turn, written)
            self._saying.say(session, update, messages, answers=replying or bool(written and turn.waiting))
            if not (turn.erased or turn.off_record):
                meant = [ref.spelled for ref in refs] if understood or danger else []
                meant += [ALONE] if turn.hinted and not danger else []
                await transcript.keep(session, candidate, Author.CANDIDATE, update.said, turn.now, meant)
                await self._saying.keep(session, candidate, messages)
            if not danger:
                self._saying.offer_help(session, update, waited=row.waiting)
            await inbox.finish(session, row.bot_id, row.update_id, turn.now)
        self._spoke.keep(update.chat_id, turn.now)
        self._held.after(update.chat_id, turn, told, refs)
        if turn.followed:  # another answer was performed than the one the model proposed
            refs, told = (), NOTHING
        place = turn.place if turn.place != (sight.place or "") else None
        last = turn.last if turn.last is not sight.last else None
        self._understanding.shown(update.chat_id, refs, messages, told, place, last)
        if turn.erased:
            self._understanding.forget(update.chat_id)
            await self.erasing.scrub(candidate.conversation)
        self._parts.wake(update.chat_id)

    async def look_out(self, chat_id: int, text: str) -> Sighting | None:
        """Whether a text speaks of danger, and with what certainty.

        Who was just told whom to call, and begs for help or asks what to do, still is in that danger.
        """
        sighting = await asyncio.to_thread(self._parts.lookout.look, text)
        for name, *args in self._understanding.sight(chat_id).done:
            if name == ALONE and (sighting is None or sighting.level is Level.PERHAPS) and goes_on(text):
                return Sighting(Level.SURE, *map(Danger, args[1:]))
        return sighting

    async def in_danger(self, update: Update) -> bool:
        """Whether somebody surely is in danger; if so they are answered at once, with nothing else and without Rasa."""
        if update.sighting is None or update.sighting.level is Level.PERHAPS:
            return False
        kind = (update.sighting.kind,) if update.sighting.kind else ()
        card = Ref(ALONE, (self._saying.written_language(update), *kind))
        await self.perform(update, [card], Door.CHANNEL, replying=True)
        return True

    async def nobody_in_danger(self, update: Update, heard: Heard) -> None:
        """A false alarm: the text that raised it is read after all, unless it spoke of danger plainly."""
        sighting = await asyncio.to_thread(self._parts.lookout.look, heard.text)
        if sighting is not None and sighting.level is Level.BEYOND_DOUBT:
            await self.perform(update, [OVER], Door.BUTTON)
        else:
            # The numbers to call stand in the chat already, and are not said again.
            await self.understand(replace(update, pressed=None), heard, no_alarm=True)

    async def understand(self, update: Update, heard: Heard, *, no_alarm: bool = False) -> None:
        """Read a text and do what it asks for; if Rasa has to be asked and is away, say so and let the text wait.

        `no_alarm`: its writer said that nobody is in danger.
        """
        async with self._parts.database.reading() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            if row is None:
                return
            late, attempts = row.waiting, row.attempts
            behind = await inbox.waiting_before(session, row)
            candidate = await candidates.of_chat(session, update.chat_id)
            told = await profiles.load(session, candidate) if candidate else Profile()
            held = await self._seats_of(session, candidate)
        if candidate is None:
            async with self._parts.database.transaction() as session:
                candidate = await self._saying.meet(session, update)
        if behind:  # an earlier message of this chat comes first
            await self._wait_for_rasa(update, tried=False)
            return
        asked = candidate.asking
        today = local_day(heard.sent_at or self._parts.clock())  # what "in two weeks" counts from
        try:
            understood = await self._understanding.read(
                update.chat_id, candidate.conversation, heard, asked, told.values, held, today,
                candidate.further_language, alarmed=update.sighting is not None,
            )  # fmt: skip
        except RasaUnavailable as error:
            if await self._is_poison(attempts):
                await self.ending.fail(update)
            else:
                await self._wait_for_rasa(update, tried=not isinstance(error, RasaResting))
            return
        if no_alarm and any(ref.name == ALONE for ref in understood.refs):
            await self.perform(update, [OVER], Door.BUTTON)
            return
        if understood.hinted and not await asyncio.to_thread(self._parts.lookout.rules_danger_out, heard.text):
            update = replace(update, sighting=Sighting(Level.PERHAPS))
        follows = self._understanding.sight(update.chat_id).last is not None
        await prefetch.search(
            self._parts.library, understood.whole, understood.asked, understood.clauses, understood.decided,
            follows=follows,
        )  # fmt: skip
        await self.perform(update, understood.refs, Door.WORDS, understood=understood, replying=late)

    async def tells_how_to_reach(self, update: Update, text: str) -> bool:
        """Keep what somebody wrote where they were just asked for a name, a number or a town, if it is one."""
        asked = [args[0] for name, *args in self._understanding.sight(update.chat_id).done if name == "contact_ask"]
        if not asked or contact_details.read(Detail(asked[-1]), text) is None:
            return False
        ref = Ref("contact_told", (asked[-1],))
        understood = Understood(NOTHING, (ref,), Asked(text), frozenset({ref}))
        await self.perform(update, [ref], Door.CHANNEL, understood=understood)
        return True

    async def agree(self, update: Update, yes: Ref, heard: Heard) -> None:
        """A yes to the question on personal data, which was asked in reply to this text.

        What the text told and asked for is carried out. If no longer remembered, it is read again: nothing was
        kept, but it stands in the chat.
        """
        refs = [yes]
        if self._held.of(update.chat_id, self._parts.clock()) is None:
            try:
                await self._remember_what_waited(update, heard)
            except RasaUnavailable:
                refs.append(Ref("tell_again"))
        await self.perform(update, refs, Door.BUTTON | Door.CHANNEL)

    async def _remember_what_waited(self, update: Update, heard: Heard) -> None:
        async with self._parts.database.reading() as session:
            candidate = await candidates.of_chat(session, update.chat_id)
        if candidate is None or candidate.consent:  # erased since, or consent was given long ago
            return
        now = self._parts.clock()
        written_on = local_day(heard.sent_at or now)  # what "in two weeks" counts from
        understood = await self._understanding.read(
            update.chat_id, candidate.conversation, heard, None, {}, (), written_on, candidate.further_language
        )
        self._held.read_again(update.chat_id, understood, heard.text, now)

    async def _seats_of(self, session: AsyncSession, candidate: CandidateView | None) -> tuple[Seats, ...]:
        if candidate is None:
            return ()
        rows = await trip_views.registrations_of(session, candidate, self._parts.clock())
        return tuple(Seats(row.id, row.trip.id, row.trip.town, row.seats) for row in rows)

    async def _is_poison(self, attempts: int) -> bool:
        """Whether this very text is at fault: Rasa answers others now, or did before each of its tries."""
        return attempts > _MOST_TRIES and (attempts > 2 * _MOST_TRIES or await self._parts.rasa.answers())

    async def takes_edits(self, chat_id: int) -> bool:
        """Whether an edit counts: a question of the profile is open, or the last message was not understood."""
        if _NOT_UNDERSTOOD.intersection(shown[0] for shown in self._understanding.sight(chat_id).done):
            return True
        async with self._parts.database.reading() as session:
            candidate = await candidates.of_chat(session, chat_id)
        return candidate is not None and candidate.asking is not None

    async def album_speaks(self, update: Update, album: str) -> bool:
        """Whether a later picture of this album has a caption: the whole album is answered there."""
        async with self._parts.database.reading() as session:
            payloads = await inbox.said_next(session, update.bot_id, update.chat_id, update.update_id)
        messages = [json.loads(payload).get("message", {}) for payload in payloads]
        return any(each.get("media_group_id") == album and each.get("caption") for each in messages)

    async def blocked(self, update: Update, *, by_candidate: bool) -> None:
        """Note that the candidate blocked the bot, or unblocked it."""
        async with self._parts.database.transaction() as session:
            if by_candidate:
                await reachability.lost(session, update.chat_id, self._parts.clock())
            else:
                candidate = await self._saying.meet(session, update)
                await self._saying.catch_up(Turn(session, candidate, self._parts.clock(), self._parts.library))
            await inbox.finish(session, update.bot_id, update.update_id, self._parts.clock())
        self._parts.wake(update.chat_id)

    async def _wait_for_rasa(self, update: Update, *, tried: bool = True) -> None:
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            if row is None:
                return
            candidate = await self._saying.meet(session, update)
            if await handover.hear(session, candidate, update.said, self._parts.clock()):
                await self._saying.end(session, update)
                return
            first = not row.waiting and not await inbox.waiting_before(session, row)
            attempts = row.attempts - (not tried)
            if not row.waiting:
                attempts = 0  # from here on, only tries count that Rasa fails right after answering another text
                WAITING.inc()
            if first:
                self._saying.say(session, update, [replies.understanding_is_down(self._saying.texts(candidate))])
            self._saying.offer_help(session, update, waited=row.waiting)
            await inbox.let_wait(session, row, attempts)
        self._parts.wake(update.chat_id)
