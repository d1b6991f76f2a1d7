"""One candidate's turn: from an update to what is said, in one transaction."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers import Door, Held, Turn, needs_consent, noticed_language, perform
from bot.answers.confirming import marked
from bot.answers.danger import ALONE
from bot.answers.seats import back_again
from bot.base.i18n import QUEBEC_TIME, Texts, further_of, language_of, texts
from bot.base.terms import Language
from bot.channel import ahead
from bot.channel.erasing import Erasing
from bot.channel.metrics import FAILURES, WAITING
from bot.channel.parts import Parts, Update
from bot.channel.payload import dump
from bot.channel.understanding import Heard, Memory, Understanding, Understood
from bot.db.models import CandidateRow, InboxRow
from bot.dialogue.client import RasaResting, RasaUnavailable
from bot.knowledge import written_language
from bot.knowledge.asking import Asked
from bot.programme import answering, attachments, candidates, conversations, profiles, reach, staff, trip_views
from bot.programme.attachments import Attachment, Refused
from bot.programme.conversations import Author
from bot.programme.ids import code_in
from bot.programme.profiles import Profile
from bot.queues import inbox, outbox
from bot.queues.inbox import Stored
from bot.reading import Reading, Seats
from bot.replies import conversation as replies
from bot.replies import danger as danger_replies
from bot.replies import handover
from bot.replies.message import Message, Ref, visible
from bot.safety import Level, Sighting

_MOST_TRIES = 4  # of one text, each at a Rasa that had just answered something else
_HELD = timedelta(hours=1)  # for which what was told waits for consent
_AWAKE = timedelta(minutes=15)  # after a message or a tap
_NOT_UNDERSTOOD = frozenset({"unsure", "out_of_scope", "not_understood"})
_DECIDING = frozenset({"consent", "delete_confirm"})
_NEED_A_PROFILE = frozenset({"start_profile", "profile", "matches"})  # which goes on by itself after the yes
OVER = Ref("danger_over")
NOTHING = Reading()
Fetch = Callable[[], Awaitable[Attachment | Refused | None]]  # the file of a message, or why it is not passed on


def agrees(ref: Ref) -> bool:
    """Whether this is the yes to the question on personal data, of whichever version of its words."""
    return ref.name == "consent" and ref.args[:1] == ("given",)


class Conversation:
    """Performs answers for an update: once, however often it is delivered."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.bot_name = self.console_url = ""
        self.erasing = Erasing(parts.database, parts.rasa, parts.clock)
        self._unsaid: set[int] = set()  # updates whose apology is still to be written
        self._understanding = Understanding(parts.rasa, parts.reader)
        self._spoke: Memory[datetime] = Memory()  # when somebody last did
        # what was told before consent, until the question is answered or an hour is over
        self._held: Memory[tuple[datetime, Held]] = Memory()

    def awake(self) -> list[int]:
        """The chats that wrote or tapped just now, and are told everything even in quiet hours."""
        now = self._parts.clock()
        return [chat_id for chat_id, spoke in self._spoke.all().items() if now - spoke < _AWAKE]

    async def perform(
        self, update: Update, refs: Sequence[Ref], door: Door, *, understood: Understood | None = None,
        replying: bool = False,
    ) -> None:  # fmt: skip
        """Change, answer and mark as handled in one transaction; then send. `understood`: words that led to it.

        `replying`: what is said is shown as a reply to the message.
        """
        written = understood.whole.text if understood else ""
        told = understood.reading if understood else NOTHING
        held = self._held_of(update.chat_id, self._parts.clock()) if any(map(agrees, refs)) else None
        if held:
            await ahead.search(self._parts.library, Asked(held.written), dict.fromkeys(held.refs, Asked(held.written)))
        await ahead.weigh(self._parts, update.chat_id, [*refs, *(held.refs if held else ())])
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            if row is None:
                return
            candidate = await self._meet(session, update)
            danger = any(ref.name == ALONE for ref in refs)
            if (
                written
                and not danger
                and await conversations.hear(session, candidate, update.said, self._parts.clock())
            ):
                self._end(session, update, row)  # somebody took the conversation over while this was read
                return
            turn = Turn(
                session, candidate, self._parts.clock(), self._parts.library, written, self.bot_name, self.console_url
            )
            if understood:
                turn.said, turn.parts, turn.decided = understood.whole, understood.parts, understood.decided
            await self._catch_up(turn)
            sight = self._understanding.sight(update.chat_id)
            turn.place, turn.last = sight.place or "", sight.last
            turn.held = held
            turn.consent_asked = held is None and self._held_of(update.chat_id, turn.now) is not None
            turn.hinted = update.sighting is not None
            messages = await perform(turn, refs, door, told)
            if written and not (turn.erased or turn.alone):
                messages += noticed_language(turn, written)
            self._say(session, update, messages, answers=replying or bool(written and turn.waiting))
            if not (turn.erased or turn.off_record):
                meant = [ref.encode() for ref in refs] if understood or danger else []
                meant += [ALONE] if turn.hinted and not danger else []
                await conversations.keep(session, candidate, Author.CANDIDATE, update.said, turn.now, meant)
                await self._keep(session, candidate, messages)
            if not danger:
                self._offer_help(session, update, row)
            inbox.finish(row, turn.now)
        self._spoke.keep(update.chat_id, turn.now)
        self._hold(update.chat_id, turn, told, refs)
        if turn.followed:  # what the model took it for was not done
            refs, told = (), NOTHING
        place = turn.place if turn.place != (sight.place or "") else None
        last = turn.last if turn.last is not sight.last else None
        self._understanding.shown(update.chat_id, refs, messages, told, place, last)
        if turn.erased:
            self._understanding.forget(update.chat_id)
            await self.erasing.scrub(candidate.conversation)
        self._parts.wake(update.chat_id)

    async def to_person(self, update: Update, kind: str = "", fetch: Fetch | None = None) -> bool:
        """Leave what was written to the officer who has this conversation; tell whether one has it.

        `kind`: of a message that is no text, in whose place the officer reads what it was; `fetch`: its file.
        """
        now = self._parts.clock()
        async with self._parts.database.reading() as session:
            candidate = await candidates.of_chat(session, update.chat_id)
            if candidate is None or not await conversations.is_held(session, candidate, now):
                return False
        file = await fetch() if fetch else None
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            candidate = await candidates.of_chat(session, update.chat_id)
            if row is None or candidate is None:
                return True
            if await inbox.waiting_before(session, row):  # which the person reads first
                self._offer_help(session, update, row)
                row.waiting = True
                return True
            await self._catch_up(Turn(session, candidate, now, self._parts.library))
            t = self._texts(candidate)
            if isinstance(file, Attachment) and not await attachments.fits(session, candidate, file):
                file = Refused.TOO_MANY
            instead = handover.placeholder(t, kind, passed_on=not isinstance(file, Refused)) if kind else ""
            said = await conversations.hear(session, candidate, "\n".join(filter(None, (instead, update.said))), now)
            if said is None:
                return False
            if isinstance(file, Attachment):
                attachments.keep(session, said, file, now)
            elif isinstance(file, Refused):
                told = [handover.not_passed_on(t, file)]
                self._say(session, update, told)
                await self._keep(session, candidate, told)
            self._end(session, update, row)
        self._parts.wake(update.chat_id)
        return True

    async def to_who_answered(self, update: Update) -> bool:
        """Leave what was written to the person of the programme whose answer it replies to; tell whether it does."""
        now = self._parts.clock()
        async with self._parts.database.reading() as session:
            candidate = await candidates.of_chat(session, update.chat_id)
            if candidate is None or not await answering.is_replied_to(session, candidate, now):
                return False
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            candidate = await candidates.of_chat(session, update.chat_id)
            if row is None or candidate is None:
                return True
            await answering.hear_reply(session, candidate, update.said, now)
            self._say(session, update, [handover.passed_on(self._texts(candidate))], answers=True)
            self._end(session, update, row)
        self._parts.wake(update.chat_id)
        return True

    async def _keep(self, session: AsyncSession, candidate: CandidateRow, messages: Sequence[Message]) -> None:
        for message in messages:
            said = visible(message.text)
            await conversations.keep(session, candidate, Author.ASSISTANT, said, self._parts.clock())

    async def look_out(self, text: str) -> Sighting | None:
        """Whether a text speaks of danger, and how surely."""
        return await asyncio.to_thread(self._parts.lookout.look, text)

    async def in_danger(self, update: Update) -> bool:
        """Whether somebody surely is in danger; if so they are answered, with nothing else and without Rasa."""
        if update.sighting is None or update.sighting.level is Level.PERHAPS:
            return False
        kind = (update.sighting.kind,) if update.sighting.kind else ()
        card = Ref(ALONE, (self._written_language(update), *kind))
        await self.perform(update, [card], Door.CHANNEL, replying=True)
        return True

    async def nobody_in_danger(self, update: Update, heard: Heard) -> None:
        """An alarm was a false one: the text that set it off is read after all, unless it spoke of danger plainly."""
        sighting = await self.look_out(heard.text)
        if sighting is not None and sighting.level is Level.BEYOND_DOUBT:
            await self.perform(update, [OVER], Door.BUTTON)
        else:
            # The numbers stay where they are, and are not said again.
            await self.understand(replace(update, pressed=None), heard, no_alarm=True)

    async def understand(self, update: Update, heard: Heard, *, no_alarm: bool = False) -> None:
        """Read a text, and do what it asks for; while Rasa is away and has to be asked, say so and wait.

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
                candidate = await self._meet(session, update)
        if behind:  # an earlier message of this chat comes first
            await self._wait_for_rasa(update, tried=False)
            return
        asked = candidate.asking
        today = (heard.sent_at or self._parts.clock()).astimezone(QUEBEC_TIME).date()  # what "in two weeks" counts from
        try:
            understood = await self._understanding.read(
                update.chat_id, candidate.conversation, heard, asked, told.values, held, today,
                candidate.further_language, alarmed=update.sighting is not None,
            )  # fmt: skip
        except RasaUnavailable as error:
            if await self._is_poison(attempts):
                await self.fail(update)
            else:
                await self._wait_for_rasa(update, tried=not isinstance(error, RasaResting))
            return
        if no_alarm and any(ref.name == ALONE for ref in understood.refs):
            await self.perform(update, [OVER], Door.BUTTON)
            return
        if understood.hinted:
            update = replace(update, sighting=Sighting(Level.PERHAPS))
        follows = self._understanding.sight(update.chat_id).last is not None
        await ahead.search(self._parts.library, understood.whole, understood.asked, follows=follows)
        await self.perform(update, understood.refs, Door.WORDS, understood=understood, replying=late)

    async def agree(self, update: Update, yes: Ref, heard: Heard) -> None:
        """A yes to the question on personal data, that was asked as a reply to this text.

        What the text told and asked for goes on. Where it is remembered no more it is read again: nothing of it was
        kept, and it stands in the chat.
        """
        refs = [yes]
        if self._held_of(update.chat_id, self._parts.clock()) is None:
            try:
                await self._hold_again(update, heard)
            except RasaUnavailable:
                refs.append(Ref("tell_again"))
        await self.perform(update, refs, Door.BUTTON | Door.CHANNEL)

    async def _hold_again(self, update: Update, heard: Heard) -> None:
        async with self._parts.database.reading() as session:
            candidate = await candidates.of_chat(session, update.chat_id)
        if candidate is None or candidate.consent:  # erased since, or asked and answered long ago
            return
        now = self._parts.clock()
        written_on = (heard.sent_at or now).astimezone(QUEBEC_TIME).date()  # what "in two weeks" counts from
        understood = await self._understanding.read(
            update.chat_id, candidate.conversation, heard, None, {}, (), written_on, candidate.further_language
        )
        going_on = tuple(ref for ref in understood.refs if needs_consent(ref) and ref.name not in _NEED_A_PROFILE)
        self._held.keep(update.chat_id, (now, Held(understood.reading, going_on, heard.text)))

    async def _seats_of(self, session: AsyncSession, candidate: CandidateRow | None) -> tuple[Seats, ...]:
        if candidate is None:
            return ()
        rows = await trip_views.registrations_of(session, candidate, self._parts.clock())
        return tuple(Seats(row.id, row.trip.id, row.trip.town, row.seats) for row in rows)

    def _hold(self, chat_id: int, turn: Turn, told: Reading, refs: Sequence[Ref]) -> None:
        """Keep what waits for consent, and what was told before it; a decision ends that."""
        if any(ref.name in _DECIDING for ref in refs):
            self._held.forget(chat_id)
        elif turn.waiting:
            before = self._held_of(chat_id, turn.now) or Held()
            if turn.candidate.consent:  # a no, and to keep what was told all the same would break it
                told = NOTHING
            told = Reading(
                (*before.told.facts, *told.facts),
                (*before.told.unclear, *told.unclear),
                (*before.told.conditions, *told.conditions),
                acts=told.acts,
            )
            going_on = tuple(ref for ref in turn.waiting if ref.name not in _NEED_A_PROFILE)
            self._held.keep(chat_id, (turn.now, Held(told, going_on, turn.written)))

    def _held_of(self, chat_id: int, now: datetime) -> Held | None:
        since, held = self._held.of(chat_id) or (now, None)
        return held if now - since < _HELD else None

    async def _is_poison(self, attempts: int) -> bool:
        """Whether it is this very text: Rasa answers others now, or has answered one before each of too many tries."""
        return attempts > _MOST_TRIES and (attempts > 2 * _MOST_TRIES or await self._parts.rasa.answers())

    async def takes_edits(self, chat_id: int) -> bool:
        """Whether a question of the profile is open in this chat, or the last message was not understood."""
        if _NOT_UNDERSTOOD.intersection(shown[0] for shown in self._understanding.sight(chat_id).done):
            return True
        async with self._parts.database.reading() as session:
            candidate = await candidates.of_chat(session, chat_id)
        return candidate is not None and candidate.asking is not None

    async def code_typed(self, chat_id: int, text: str) -> str | None:
        """The traveller's code that an officer typed instead of scanning it; anybody else's words are words."""
        code = code_in(text)
        if code is None:
            return None
        async with self._parts.database.reading() as session:
            return code if await staff.of_chat(session, chat_id) else None

    async def album_speaks(self, update: Update, album: str) -> bool:
        """Whether a later picture of this album has a caption: it is answered there, for all of them."""
        async with self._parts.database.reading() as session:
            payloads = await inbox.said_next(session, update.bot_id, update.chat_id, update.update_id)
        messages = [json.loads(payload).get("message", {}) for payload in payloads]
        return any(each.get("media_group_id") == album and each.get("caption") for each in messages)

    async def drop(self, bot_id: int, update_id: int) -> None:
        """Mark an update as handled without an answer."""
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, bot_id, update_id)
            if row is not None:
                inbox.finish(row, self._parts.clock())

    async def pass_over(self, update: Update) -> None:
        """An update that asks for no answer, unless it may speak of danger."""
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            if row is not None:
                self._end(session, update, row)
        self._parts.wake(update.chat_id)

    async def fail(self, update: Update) -> None:
        """An unexpected failure: apologise to the candidate and mark the update as handled, in one transaction."""
        FAILURES.inc()
        self._unsaid.add(update.update_id)
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            if row is not None:
                candidate = await self._meet(session, update)
                self._say(session, update, [replies.failure(self._texts(candidate))])
                self._end(session, update, row)
        self._unsaid.discard(update.update_id)
        self._parts.wake(update.chat_id)

    def is_unsaid(self, update_id: int) -> bool:
        """Whether both a turn and the apology for it failed, which the handlers cannot see. Reported once."""
        unsaid = update_id in self._unsaid
        self._unsaid.discard(update_id)
        return unsaid

    async def give_up(self, row: Stored) -> None:
        """Apologise for an update that will not be tried again; only its number and its chat are read."""
        if row.chat_id is None or row.chat_id < 0:  # a group's, kept by an earlier release
            await self.drop(row.bot_id, row.update_id)
        else:
            await self.fail(Update(row.bot_id, row.update_id, row.chat_id))

    async def blocked(self, update: Update, *, by_candidate: bool) -> None:
        """The candidate blocked the bot, or let it in again."""
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            if by_candidate:
                await reach.lost(session, update.chat_id, self._parts.clock())
            else:
                candidate = await self._meet(session, update)
                await self._catch_up(Turn(session, candidate, self._parts.clock(), self._parts.library))
            if row is not None:
                inbox.finish(row, self._parts.clock())
        self._parts.wake(update.chat_id)

    async def _wait_for_rasa(self, update: Update, *, tried: bool = True) -> None:
        async with self._parts.database.transaction() as session:
            row = await inbox.find(session, update.bot_id, update.update_id)
            if row is None:
                return
            candidate = await self._meet(session, update)
            if await conversations.hear(session, candidate, update.said, self._parts.clock()):
                self._end(session, update, row)
                return
            first = not row.waiting and not await inbox.waiting_before(session, row)
            if not row.waiting:
                row.attempts = 0  # what counts from here on are tries at a Rasa that has just answered something else
                WAITING.inc()
            elif not tried:
                row.attempts -= 1
            if first:
                self._say(session, update, [replies.understanding_is_down(self._texts(candidate))])
            self._offer_help(session, update, row)
            row.waiting = True
        self._parts.wake(update.chat_id)

    async def _meet(self, session: AsyncSession, update: Update) -> CandidateRow:
        language = language_of(update.language_tag, self._parts.default_language)
        further = further_of(update.language_tag, self._parts.library.languages)
        return await candidates.meet(session, update.chat_id, language, self._parts.clock(), further)

    def _texts(self, candidate: CandidateRow) -> Texts:
        return texts(candidate.language, candidate.further_language, self._parts.library.languages)

    async def _catch_up(self, turn: Turn) -> None:
        """Tell somebody who had blocked the bot, and is back, what changed meanwhile."""
        candidate = turn.candidate
        if candidate.unreachable_at is not None:
            candidate.unreachable_at = None
            for message in await marked(turn, await back_again(turn)):
                outbox.write(turn.session, candidate.chat_id, dump(message, pressed=None, answers=None), turn.now)

    def _end(self, session: AsyncSession, update: Update, row: InboxRow) -> None:
        self._offer_help(session, update, row)
        inbox.finish(row, self._parts.clock())

    def _offer_help(self, session: AsyncSession, update: Update, row: InboxRow) -> None:
        """Whom to call, in a line after whatever is said to a message that may hint at danger; once."""
        if update.sighting is None or row.waiting:  # it was said when the message began to wait
            return
        t = texts(self._written_language(update))
        line = danger_replies.beside(t, self._parts.library.knowledge, update.sighting.kind)
        self._say(session, update, [line])

    def _written_language(self, update: Update) -> Language:
        return written_language(update.said) or language_of(update.language_tag, self._parts.default_language)

    def _say(
        self, session: AsyncSession, update: Update, messages: Sequence[Message], *, answers: bool = False
    ) -> None:
        """`answers`: as replies to the message, so that it is seen what they answer, or what led to them."""
        for message in messages:
            payloads = dump(message, pressed=update.pressed, answers=update.message_id if answers else None)
            outbox.write(session, update.chat_id, payloads, self._parts.clock())
