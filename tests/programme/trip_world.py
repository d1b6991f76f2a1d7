"""A trip in a real database, people who write about it, and a Telegram that counts what they are told."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot

from bot.answers.turn import Library
from bot.base.terms import Language
from bot.channel.clock_role import ClockRole
from bot.channel.conversation import Conversation
from bot.channel.conversation_parts import Parts, Update
from bot.channel.delivery import Delivery
from bot.db import Database
from bot.db.models import CandidateRow, NoticeRow, RegistrationRow, TripRow
from bot.dialogue.client import RasaClient
from bot.programme import candidates, trip_changes, trips
from bot.programme.candidates import Consent
from bot.programme.open_vacancies import OpenVacancies
from bot.programme.trips import RegistrationState, TripError, TripState
from bot.queues.delivery_log import Delivered
from bot.queues.notices import NoticeKind
from bot.reading import Reader
from bot.safety import Lookout
from tests.conftest import ANA, NOW
from tests.databases import Copies
from tests.programme.trip_model import Said

TRIP = "the-trip"
Result = TypeVar("Result")
Work = Callable[[AsyncSession], Awaitable[object]]
Act = Callable[[AsyncSession, CandidateRow], Awaitable[object]]


class Telegram:
    """Where messages arrive: how often each chat was told each kind. What is no notice is not counted."""

    def __init__(self) -> None:
        self.said: Said = Counter()

    async def send_message(self, chat_id: int, text: str, **_: object) -> None:
        """The same as a bot's."""
        if text in set(NoticeKind):
            self.said[chat_id, NoticeKind(text)] += 1


class World:
    """Does things, each in a transaction of its own, at the hour that `now` says."""

    def __init__(self, copies: Copies, key: str, library: Library) -> None:
        self.now = NOW
        library = replace(library, open_vacancies=OpenVacancies(library.rules))  # which belong to one event loop
        self._loop, self._stack = asyncio.new_event_loop(), ExitStack()
        self._database = Database.open(self._stack.enter_context(copies()), key)
        self._telegram = Telegram()
        delivered = Delivered(Path(self._stack.enter_context(TemporaryDirectory())) / "arrived")
        self._delivery = Delivery(cast(Bot, self._telegram), self._database, self._clock, delivered)
        self._clock_role = ClockRole(self._database, library, self._delivery.wake, self._clock, Language.FRENCH)
        nobody = cast(RasaClient, None)  # nothing is said in words
        readers = cast(Reader, None), Lookout()
        parts = Parts(self._database, library, nobody, *readers, self._delivery.wake, self._clock, Language.FRENCH)
        self._conversation = Conversation(parts)

    async def _delivered(self) -> None:
        while tasks := list(self._delivery._running.values()):
            await asyncio.wait(tasks, timeout=60)

    def close(self) -> None:
        self._do(self._delivery.stop(60))
        self._do(self._database.close())
        self._loop.close()
        self._stack.close()

    def has_trip(self, seats: int, leaves: datetime, length: timedelta) -> None:
        async def add(session: AsyncSession) -> None:
            session.add(
                TripRow(
                    id=TRIP, region="11", town="Gaspé", departs_at=leaves, returns_at=leaves + length,
                    departure_point="there", meeting_point="here", seats=seats, state=TripState.OPEN,
                )
            )  # fmt: skip

        self.officers(add)

    def meets(self, chat: int) -> None:
        """Somebody agrees that we keep data."""

        async def agree(session: AsyncSession) -> None:
            someone = await candidates.meet(session, chat, Language.FRENCH, self.now)
            candidates.decide_consent(session, someone, Consent.GIVEN, self.now)

        self.officers(agree)

    def officers(self, work: Work) -> bool:
        """Do something; what is refused leaves everything as it was. Tell whether it was granted."""

        async def act() -> bool:
            async with self._database.transaction() as session:
                try:
                    await work(session)
                except TripError:
                    return False
                return True

        return self._do(act())

    def changes(self, **columns: Any) -> bool:
        """Officers change the trip."""
        return self.officers(lambda session: trip_changes.change(session, TRIP, columns, self.now, actor=ANA))

    def candidate(self, chat: int, act: Act) -> bool:
        """The same by a candidate."""

        async def work(session: AsyncSession) -> None:
            someone = await candidates.of_chat(session, chat)
            assert someone is not None
            await act(session, candidates.row_of(someone))

        return self.officers(work)

    def registration(self, chat: int) -> RegistrationRow | None:
        """What this person has on the trip."""

        async def find() -> RegistrationRow | None:
            async with self._database.reading() as session:
                someone = await candidates.of_chat(session, chat)
                return await trips.registration_for(session, someone, TRIP) if someone else None

        return self._do(find())

    def blocks(self, chat: int, *, by_candidate: bool) -> None:
        """Somebody blocks the bot, or lets it in again."""

        async def act() -> None:
            await self._conversation.blocked(Update(7, 0, chat), by_candidate=by_candidate)
            await self._delivered()

        self._do(act())

    def looks(self) -> Said:
        """What everybody is told now. Two workers look at once: nothing is done twice."""

        async def look() -> None:
            await asyncio.gather(self._clock_role.look(), self._clock_role.look())
            await self._delivered()

        self._telegram.said.clear()
        self._do(look())
        return self._telegram.said

    def trip(self) -> tuple[TripRow, list[RegistrationRow]]:
        """The trip and everybody who ever registered, in order of arrival."""

        async def find() -> tuple[TripRow, list[RegistrationRow]]:
            async with self._database.reading() as session:
                trip = await trips.find(session, TRIP)
                return trip, await trips.registrations(session, TRIP, list(RegistrationState))

        return self._do(find())

    def unsaid(self) -> list[str]:
        """The kinds of notices about the trip that still wait for their hour."""

        async def find() -> list[str]:
            ours = select(RegistrationRow.id).where(RegistrationRow.trip_id == TRIP)
            async with self._database.reading() as session:
                query = select(NoticeRow.kind).where(NoticeRow.subject.in_(ours), NoticeRow.done_at.is_(None))
                return list(await session.scalars(query))

        return self._do(find())

    def _clock(self) -> datetime:
        return self.now

    def _do(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._loop.run_until_complete(work)
