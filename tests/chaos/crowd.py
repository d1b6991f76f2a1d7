"""The people of the storm: what they do, and what must come back to them."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db import Database
from bot.db.models import CandidateRow, RegistrationRow, TripRow
from bot.knowledge import load_knowledge
from bot.programme import candidates
from bot.programme.confirmation_marks import mark
from bot.programme.trips import RegistrationState
from sandbox.client import Candidate, SandboxClient
from sandbox.replies import Reply

FR = texts(Language.FRENCH)
CONFIRMED = FR.gettext("✅ It is confirmed!")
CANCELLED = FR.gettext("Done: you are no longer registered for {name}. Thank you for telling us.", name="\0")
_SEATS = 2 / 3  # for each person: so that some wait
_LEAVING = 1 / 4  # of all


@dataclass
class Crowd:
    """Everybody, on one trip with too few seats."""

    people: list[Candidate]
    trip: str
    database: Database
    titles: Mapping[str, str]  # of articles, by their names
    sent: dict[int, list[str]] = field(default_factory=dict)  # by chat
    asked: dict[int, list[str]] = field(default_factory=dict)  # by chat, the titles of the articles
    joining: set[int] = field(default_factory=set)
    leaving: set[int] = field(default_factory=set)
    _accepted: set[str] = field(default_factory=set)

    @classmethod
    async def meet(cls, client: SandboxClient, number: int, database: Database) -> "Crowd":
        """So many people who have agreed that their data are kept, and a trip."""
        people = [await client.add_candidate(f"C{each}", "fr") for each in range(number)]
        for person in people:
            [welcome, *_] = await person.say("/start")
            await person.tap(welcome.id, "consent:given:2", forged=True)
            await person.replies()
            await person.say("/cancel")
        async with database.transaction() as session:
            trip = await session.scalar(select(TripRow).order_by(TripRow.departs_at.desc()).limit(1))
            assert trip is not None
            await session.execute(update(TripRow).where(TripRow.id == trip.id).values(seats=int(number * _SEATS)))
        articles = load_knowledge().articles.values()
        titles = {each.id: each.title[Language.FRENCH] for each in articles}
        return cls(
            people, trip.id, database, titles, {each.id: [] for each in people}, {each.id: [] for each in people}
        )

    async def act(self, random: Random, number: int) -> None:
        """Somebody writes, and perhaps asks for a seat; now and then one gives a seat back, or takes one offered."""
        person = self.people[random.randrange(len(self.people))]
        if random.random() < 0.2:
            await self.join(person)
        if random.random() < 0.04:
            await self.leave(random)
        if random.random() < 0.05:
            await self.accept()
        article = random.choice(list(self.titles))
        text = f"mon avis {number} de {person.id} {article}"
        await person.send(text)
        self.sent[person.id].append(text)
        self.asked[person.id].append(self.titles[article])

    async def join(self, person: Candidate) -> None:
        """Ask for a seat, and for a place in the line: whoever has the one does not get the other. Once each."""
        if person.id not in self.joining:
            self.joining.add(person.id)
            now = await self._shown(person, f"register_confirm:{self.trip}:1", f"wait:{self.trip}:1")
            await self._tap(person, f"register_confirm:{self.trip}:1~{now}")
            await self._tap(person, f"wait:{self.trip}:1~{now}")

    async def leave(self, random: Random) -> None:
        """Somebody gives a seat back."""
        async with self.database.reading() as session:
            rows = await self._rows(session, RegistrationState.CONFIRMED)
        staying = [(name, chat) for name, chat in rows if chat not in self.leaving]
        if staying and len(self.leaving) < _LEAVING * len(self.people):
            name, chat = random.choice(staying)
            self.leaving.add(chat)
            person = self._person(chat)
            await self._tap(person, f"cancel_trip_confirm:{name}~{await self._shown(person)}")

    async def accept(self) -> int:
        """Everybody takes what is offered; how many did."""
        async with self.database.reading() as session:
            rows = await self._rows(session, RegistrationState.OFFERED)
        fresh = [(name, chat) for name, chat in rows if name not in self._accepted]
        for name, chat in fresh:
            self._accepted.add(name)
            await self._tap(self._person(chat), f"offer_accept:{name}")
        return len(fresh)

    async def answers(self) -> dict[int, list[str]]:
        """By chat, the answers that came."""
        return {person.id: self._recognised(await person.messages()) for person in self.people}

    def expected(self, confirmed: set[int]) -> dict[int, list[str]]:
        """By chat, the answers that must have come. `confirmed`: who has a seat."""
        return {
            chat: [
                *titles,
                *([CONFIRMED] if chat in confirmed | self.leaving else []),
                *([CANCELLED] if chat in self.leaving else []),
            ]
            for chat, titles in self.asked.items()
        }

    def _recognised(self, messages: Sequence[Reply]) -> list[str]:
        lines = [line for message in messages if message.from_bot for line in message.text.split("\n")]
        known = {*self.titles.values(), CONFIRMED}
        gone = [CANCELLED for line in lines if line.startswith(CANCELLED.partition("\0")[0])]
        return [*(line for line in lines if line in known), *gone]

    async def _rows(self, session: AsyncSession, state: RegistrationState) -> list[tuple[str, int]]:
        query = select(RegistrationRow.id, CandidateRow.chat_id).join(CandidateRow).order_by(RegistrationRow.number)
        found = await session.execute(query.where(RegistrationRow.trip_id == self.trip, RegistrationRow.state == state))
        return [(name, chat) for name, chat in found]

    def _person(self, chat: int) -> Candidate:
        return next(person for person in self.people if person.id == chat)

    async def _shown(self, person: Candidate, *buttons: str) -> str:
        """What confirming buttons carry if they are shown to this person now; `buttons`: those for seats."""
        while True:  # a bot that is killed and starts again may keep the file locked for longer than we wait for it
            with contextlib.suppress(OperationalError):
                async with self.database.transaction() as session:
                    candidate = await candidates.of_chat(session, person.id)
                    assert candidate is not None
                    if buttons:
                        candidates.show_seats(candidate, buttons)
                    return await mark(session, candidate, datetime.now(UTC))

    async def _tap(self, person: Candidate, data: str) -> None:
        bubble = next(message for message in await person.messages() if message.from_bot)
        await person.tap(bubble.id, data, forged=True)
