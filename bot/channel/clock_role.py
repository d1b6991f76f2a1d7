"""The clock role does what is due: offers pass to the next household, trips leave, notices are worded and sent.

All of it is in the database: a restart delays it and loses nothing.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.confirming import marked
from bot.answers.notice_words import told
from bot.answers.turn import Library, Turn
from bot.base.clock import local_day
from bot.base.errors import described
from bot.base.terms import Language
from bot.channel.intervals import USUAL, Rhythm
from bot.channel.message_json import dump
from bot.db import Database
from bot.importing import taking_back
from bot.programme import (
    candidates,
    data_requests,
    drafts,
    handover,
    incidents,
    sign_in,
    signs_of_life,
    staff,
    transcript,
    travel_needs,
    trip_life,
    unanswered,
    vacancies,
    waiting_list,
    who_answers,
)
from bot.programme.signs_of_life import Sign
from bot.programme.transcript import Author
from bot.queues import inbox, notices, outbox
from bot.queues.notices import NoticeKind
from bot.replies.message import visible

log = logging.getLogger(__name__)


class ClockRole:
    """The scheduler: runs what is due, and deletes what is past its retention."""

    def __init__(
        self,
        database: Database,
        library: Library,
        wake: Callable[[int], None],
        clock: Callable[[], datetime],
        language: Language,
        awake: Callable[[], Collection[int]] = tuple,
        at_once: int = notices.AT_ONCE,
    ) -> None:
        """`wake` is called with a chat that has something to be sent; `awake` gives the chats that may be disturbed at
        night just now; `at_once`: how many notices are worded per look."""
        self._at_once = at_once
        self._database = database
        self._library = library
        self._wake = wake
        self._clock = clock
        self._language = language
        self._awake = awake
        self.bot_name = ""

    @asynccontextmanager
    async def open(self, rhythm: Rhythm = USUAL) -> AsyncIterator[None]:
        """Do what is due until the block ends."""
        background = [
            asyncio.create_task(self._run(rhythm.look_for_due), name="clock"),
            asyncio.create_task(self._tidy(rhythm.tidy), name="tidy"),
        ]
        try:
            yield
        finally:
            for task in background:
                task.cancel()
            await asyncio.gather(*background, return_exceptions=True)

    async def _run(self, every: float) -> None:
        while True:
            try:
                await self.look()
            except Exception as error:  # a database that is away for a moment must not end this
                log.error("what is due could not be looked at: %s", described(error))
            await asyncio.sleep(every)

    async def _tidy(self, every: float) -> None:
        """Delete what is past its retention, again and again; `every`: seconds between looks."""
        while True:
            try:
                async with self._database.transaction() as session:
                    await inbox.purge(session, self._clock())
                    await transcript.purge(session, self._clock())
                    await unanswered.purge(session, local_day(self._clock()))
                    await taking_back.purge(session, self._clock())
                    await data_requests.purge(session, self._clock())
                    await incidents.purge(session, self._clock())
                    await sign_in.purge(session, self._clock())
                    await travel_needs.purge(session, self._clock())
                    await drafts.purge(session, self._clock())
                    await signs_of_life.note_sign(session, Sign.TIDIED, self._clock())
            except Exception as error:  # a database that is away for a moment must not end this
                log.error("what is over could not be forgotten yet: %s", described(error))
            await asyncio.sleep(every)

    async def look(self) -> None:
        """Everything that is due now, each in a transaction of its own."""
        now = self._clock()
        async with self._database.reading() as session:
            over, moving = (
                await waiting_list.expired_offers(session, now),
                await trip_life.trips_to_move_on(session, now),
            )
            left, ended = await who_answers.over(session, now), await vacancies.over(session, now)
        for registration_id in over:
            await self._alone(waiting_list.pass_on, registration_id, now)
        for trip_id in moving:
            await self._alone(trip_life.move_on_with_time, trip_id, now)
        for candidate_id in left:
            await self._alone(handover.return_by_itself, candidate_id, now)
        for vacancy_id in ended:
            await self._alone(vacancies.close_by_itself, vacancy_id, now)
        async with self._database.reading() as session:
            due = await notices.due(session, now, self._awake(), self._at_once)
            if due:  # some rank the open vacancies, which must not be read in a transaction that writes
                await self._library.open_vacancies.ranker(session, now)
        for notice_id in due:
            error = await self._alone(self._tell, notice_id, now)
            if error is not None:
                await self._alone(partial(self._failed, error=error), notice_id, now)

    async def _alone(
        self, work: Callable[[AsyncSession, Any, datetime], Awaitable[Any]], name: Any, now: datetime
    ) -> Exception | None:
        """Run one task; if it fails, the others go on, and it is retried at the next poll."""
        try:
            async with self._database.transaction() as session:
                woken = await work(session, name, now)
        except Exception as error:
            log.error("something due could not be done yet: %s", described(error))
            return error
        if woken is not None:
            self._wake(woken)
        return None

    async def _tell(self, session: AsyncSession, notice_id: int, now: datetime) -> int | None:
        """Put one notice into words. Returns the chat to which something is to be sent because of it."""
        notice = await notices.begin(session, notice_id, now)
        reader = await candidates.recipient_of(session, notice, self._language, now) if notice else None
        if notice is None or reader is None or reader.unreachable_at is not None:
            return None
        turn = Turn(session, reader, now, self._library, bot_name=self.bot_name)
        said_id = int(notice.subject) if notice.kind == NoticeKind.PERSON_WRITES else None  # what is kept already
        for message in await marked(turn, await told(turn, notice)):
            if notice.candidate_id is not None and said_id is None:
                by_officer = notice.kind in {NoticeKind.ANSWER, NoticeKind.GROUP_MESSAGE}
                author = Author.OFFICER if by_officer else Author.ASSISTANT
                await transcript.keep(session, reader, author, visible(message.text), now)
            outbox.write(session, reader.chat_id, dump(message, pressed=None, answers=None), now, said_id=said_id)
        return reader.chat_id

    async def _failed(self, session: AsyncSession, notice_id: int, now: datetime, *, error: Exception) -> None:
        """Record a failed attempt; after the last one, officers are told that somebody was not informed."""
        notice = await notices.retry_or_set_aside(session, notice_id, described(error), now)
        if notice is not None:
            log.error("notice %s was set aside: %s", notice_id, described(error))
            if notice.kind == NoticeKind.PERSON_WRITES:
                await transcript.not_delivered(session, notice.subject)
            reader = await candidates.recipient_of(session, notice, self._language, now)
            if reader is not None:
                await staff.message_set_aside(session, reader.chat_id, now)
