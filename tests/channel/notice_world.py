"""A reader, an officer and a trip, of whom a test tells a story; and the clock role that looks when it is told to."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.all_answers import ANSWERS
from bot.answers.turn import Library
from bot.base.clock import QUEBEC_TIME
from bot.base.terms import Language
from bot.channel.clock_role import ClockRole
from bot.channel.message_json import load
from bot.db import Database
from bot.db.models import (
    CandidateRow,
    EmployerRow,
    OutboxRow,
    RegistrationRow,
    StaffRow,
    TripRow,
)
from bot.programme import (
    candidates,
    interviews,
    meetings,
    seats,
    staff,
    trip_changes,
)
from bot.programme.candidates import Consent
from bot.programme.interviews import Appointment
from bot.programme.meetings import Meeting
from bot.programme.trips import TripState
from bot.queues import notices
from bot.replies.message import Ref
from sandbox.formatting import parse_html
from tests.conftest import ANA, NOW
from tests.rows import row_of

OFFICER = 555
LEAVES = datetime(2026, 5, 14, 5, 30, tzinfo=QUEBEC_TIME)
BACK = LEAVES + timedelta(hours=15)


class Woken:
    """Stands for the delivery: which chats have something to be sent."""

    def __init__(self) -> None:
        self.chats: list[int] = []

    def wake(self, chat_id: int) -> None:
        self.chats.append(chat_id)


@dataclass
class Scene:
    """One person, one officer, one trip; the clock role looks when it is told to."""

    database: Database
    library: Library
    language: Language
    now: datetime = NOW
    woken: Woken = field(default_factory=Woken)
    at_once: int = notices.AT_ONCE

    async def look(self) -> None:
        known = self.database, self.library, self.woken.wake, lambda: self.now, Language.FRENCH
        await ClockRole(*known, at_once=self.at_once).look()

    async def told(self, chat_id: int) -> list[str]:
        """What lies in the outbox for a chat, which is emptied; each text well formed, each button answered."""
        async with self.database.transaction() as session:
            rows = await session.scalars(select(OutboxRow).where(OutboxRow.chat_id == chat_id).order_by(OutboxRow.id))
            payloads = [load(row.payload or "") for row in rows]
            await session.execute(delete(OutboxRow))
        for payload in payloads:
            parse_html(payload.text)
            assert "{" not in payload.text
            assert "None" not in payload.text
            assert {Ref.decode(each["data"]).name for row in payload.rows for each in row} <= set(ANSWERS)
        return [payload.text for payload in payloads]


@dataclass
class Cast:
    """Who and what a story is about, inside its transaction."""

    session: AsyncSession
    scene: Scene
    reader: CandidateRow
    other: CandidateRow
    officer: StaffRow
    trip: TripRow

    async def registered(self) -> RegistrationRow:
        return await row_of(self.session, await seats.register(self.session, self.reader, self.trip.id, 1, NOW))

    async def waiting(self) -> tuple[RegistrationRow, RegistrationRow]:
        """The other one has the only seat, the reader waits for it."""
        self.trip.seats = 1
        await self.session.flush()
        held = await row_of(self.session, await seats.register(self.session, self.other, self.trip.id, 1, NOW))
        return held, await row_of(self.session, await seats.wait(self.session, self.reader, self.trip.id, 1, NOW))

    async def offered(self) -> None:
        held, _ = await self.waiting()
        await seats.cancel(self.session, self.other, held.id, NOW)

    async def meeting(self) -> Meeting:
        meeting_id = await meetings.offer(self.session, self.officer.id, NOW + timedelta(days=3), 30, NOW, actor=ANA)
        return await meetings.take(self.session, self.reader, meeting_id, NOW)


async def begin(session: AsyncSession, scene: Scene) -> Cast:
    people = [await candidates.meet(session, chat, scene.language, NOW) for chat in (1000, 1001, OFFICER)]
    for person in people:
        candidates.decide_consent(session, person, Consent.GIVEN, NOW)
    word = await staff.add(session, "officer@example.org", NOW, actor=ANA, name="Julie Tremblay")
    await session.flush()
    joined = await staff.accept(session, word, OFFICER, NOW)
    assert joined is not None
    officer = await session.get_one(StaffRow, joined.id)
    trip = TripRow(
        id="the-trip", region="11", town="Gaspé", departs_at=LEAVES, returns_at=BACK, departure_point="Berri",
        meeting_point="Mairie", seats=4, state=TripState.OPEN,
    )  # fmt: skip
    session.add(trip)
    await session.flush()
    return Cast(session, scene, candidates.row_of(people[0]), candidates.row_of(people[1]), officer, trip)


async def changed(cast: Cast) -> None:
    await cast.registered()
    await trip_changes.change(cast.session, cast.trip.id, {"meeting_point": "La gare"}, NOW, actor=ANA)


async def interviewed(cast: Cast) -> None:
    await cast.registered()
    employer = str(await cast.session.scalar(select(EmployerRow.id).limit(1)))
    made = [Appointment(cast.reader.id, employer, LEAVES + timedelta(hours=6), 25)]
    await interviews.publish(cast.session, cast.trip.id, made, NOW, actor=ANA)
