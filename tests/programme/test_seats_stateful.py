"""Any sequence of what candidates, officers and time do to a trip, against a simple model of it."""

import asyncio
import atexit
import shutil
from collections.abc import Coroutine
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from bot.db import Database
from bot.db.migrate import upgrade
from bot.db.models import NoticeRow, RegistrationRow, TripRow
from bot.programme import candidates, seats, trip_changes, trips
from bot.programme.candidates import Consent
from bot.programme.notices import NoticeKind
from bot.programme.trips import RegistrationState, TripError, TripState
from bot.terms import Language
from tests.conftest import NOW

KEY = "zVhF1Hq3yqk9oYkq0q8e0vJQ1vI3bF1m0v2m8Xw3R5E="  # of these tests alone
TRIP, PEOPLE = "the-trip", 6
LEAVES = NOW + timedelta(days=4)
Result = TypeVar("Result")
Person = st.integers(1, PEOPLE)
Party = st.integers(1, 4)


@cache
def migrated() -> Path:
    """An empty database with its tables, made once."""
    path = Path(mkdtemp(prefix="trips-")) / "empty.db"
    database = Database.open(f"sqlite+aiosqlite:///{path}", KEY)

    async def make() -> None:
        await upgrade(database.engine)
        await database.close()

    asyncio.run(make())
    atexit.register(shutil.rmtree, path.parent)
    return path


class LifeOfATrip(RuleBasedStateMachine):
    """The model: who holds how many seats, and who waits, in order."""

    loop: asyncio.AbstractEventLoop

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.capacity = 0
        self.held: dict[int, int] = {}  # confirmed
        self.offers: dict[int, tuple[int, datetime]] = {}  # seats held until an hour
        self.line: list[tuple[int, int]] = []
        self.cancelled = False

    def do(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run_until_complete(work)

    @initialize(capacity=st.integers(1, 6))
    def begin(self, capacity: int) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = Path(mkdtemp(prefix="trip-"))
        shutil.copy(migrated(), self.folder / "trip.db")
        self.database = Database.open(f"sqlite+aiosqlite:///{self.folder}/trip.db", KEY)
        self.capacity = capacity
        self.do(self._fill())

    async def _fill(self) -> None:
        async with self.database.transaction() as session:
            session.add(
                TripRow(
                    id=TRIP, region="11", town="Gaspé", departs_at=LEAVES, returns_at=LEAVES + timedelta(hours=12),
                    departure_point="there", meeting_point="here", seats=self.capacity, state=TripState.OPEN,
                )
            )  # fmt: skip
            for chat_id in range(1, PEOPLE + 1):
                someone = await candidates.meet(session, chat_id, Language.FRENCH, NOW)
                candidates.decide_consent(session, someone, Consent.GIVEN, NOW)

    @property
    def open(self) -> bool:
        return not self.cancelled and self.now < LEAVES

    @property
    def free(self) -> int:
        return self.capacity - sum(self.held.values()) - sum(number for number, _ in self.offers.values())

    def knows(self, person: int) -> bool:
        return person in self.held or person in self.offers or person in dict(self.line)

    def offer(self) -> None:
        """What the model offers, strictly in order, while there is time to answer."""
        if not self.open or LEAVES - timedelta(hours=12) - self.now < timedelta(hours=2):
            return
        while self.line and self.line[0][1] <= self.free:
            person, number = self.line.pop(0)
            until = min(self.now + timedelta(hours=24), LEAVES - timedelta(hours=12))
            self.offers[person] = (number, until)

    @rule(person=Person, number=Party)
    def registers(self, person: int, number: int) -> None:
        async def act() -> bool:
            async with self.database.transaction() as session:
                someone = await candidates.meet(session, person, Language.FRENCH, NOW)
                try:
                    await seats.register(session, someone, TRIP, number, self.now)
                except TripError:
                    return False
                return True

        expected = self.open and not self.knows(person) and not self.line and number <= self.free
        assert self.do(act()) == expected
        if expected:
            self.held[person] = number

    @rule(person=Person, number=Party)
    def waits(self, person: int, number: int) -> None:
        async def act() -> bool:
            async with self.database.transaction() as session:
                someone = await candidates.meet(session, person, Language.FRENCH, NOW)
                try:
                    await seats.wait(session, someone, TRIP, number, self.now)
                except TripError:
                    return False
                return True

        in_time = LEAVES - timedelta(hours=12) - self.now >= timedelta(hours=2)
        expected = self.open and in_time and not self.knows(person) and number <= self.capacity
        assert self.do(act()) == expected
        if expected:
            self.line.append((person, number))
            self.offer()

    @rule(person=Person)
    def cancels(self, person: int) -> None:
        expected = self.now < LEAVES and self.knows(person)
        assert self._acts(person, accept=False) == expected
        if expected:
            self.held.pop(person, None)
            self.offers.pop(person, None)
            self.line = [one for one in self.line if one[0] != person]
            self.offer()

    @rule(person=Person)
    def accepts(self, person: int) -> None:
        offered = self.offers.get(person)
        expected = offered is not None and self.open and self.now < offered[1]
        assert self._acts(person, accept=True) == expected
        if offered is not None and expected:
            self.held[person] = self.offers.pop(person)[0]

    def _acts(self, person: int, *, accept: bool) -> bool:
        async def act() -> bool:
            async with self.database.transaction() as session:
                someone = await candidates.meet(session, person, Language.FRENCH, NOW)
                mine = await trips.registration_for(session, someone, TRIP)
                work = seats.accept if accept else seats.cancel
                try:
                    await work(session, someone, mine.id if mine else "none", self.now)
                except TripError:
                    return False
                return True

        return self.do(act())

    @rule(hours=st.sampled_from([1, 5, 13, 25, 49]))
    def time_passes(self, hours: int) -> None:
        """The worker looks at once; two of them at the same hour do nothing twice."""

        async def look() -> None:
            for _ in range(2):
                async with self.database.transaction() as session:
                    for registration in await seats.offers_over(session, self.now):
                        await seats.pass_on(session, registration, self.now)
                async with self.database.transaction() as session:
                    for trip_id in await trip_changes.work_due(session, self.now):
                        await trip_changes.go_on(session, trip_id, self.now)

        self.now += timedelta(hours=hours)
        self.do(look())
        for person, (_, until) in sorted(self.offers.items(), key=lambda offer: offer[1][1]):
            if until <= self.now:
                del self.offers[person]
                self.offer()
        if LEAVES - timedelta(hours=12) - self.now < timedelta(hours=2):
            self.line = []

    @precondition(lambda self: self.open)
    @rule(more=st.integers(-2, 3))
    def seats_change(self, more: int) -> None:
        async def act() -> bool:
            async with self.database.transaction() as session:
                try:
                    await trip_changes.change(session, TRIP, {"seats": self.capacity + more}, self.now, actor="x")
                except trip_changes.SeatsTaken:
                    return False
                return True

        expected = self.capacity + more >= self.capacity - self.free and self.capacity + more > 0
        if self.capacity + more > 0:
            assert self.do(act()) == expected
        if expected:
            self.capacity += more
            self.offer()

    @precondition(lambda self: self.open)
    @rule(sure=st.integers(0, 9))
    def officers_cancel(self, sure: int) -> None:
        if sure:
            return

        async def act() -> int:
            async with self.database.transaction() as session:
                return await trip_changes.cancel_trip(session, TRIP, self.now, actor="x")

        assert self.do(act()) == len(self.held) + len(self.offers) + len(self.line)
        self.held, self.offers, self.line, self.cancelled = {}, {}, [], True

    @invariant()
    def the_database_agrees(self) -> None:
        if self.capacity:
            self.do(self._agrees())

    async def _agrees(self) -> None:
        async with self.database.reading() as session:
            trip = await trips.find(session, TRIP)
            rows = await trips.registrations(session, TRIP, list(RegistrationState))
            by_state = {
                state: [(row.candidate.chat_id, row.seats) for row in rows if row.state == state]
                for state in RegistrationState
            }
            pending = (await session.scalars(select(NoticeRow).where(NoticeRow.done_at.is_(None)))).all()
            owners = dict((await session.execute(select(RegistrationRow.id, RegistrationRow.candidate_id))).all())
        if trip.state != TripState.HELD:
            assert dict(by_state[RegistrationState.CONFIRMED]) == self.held
        assert dict(by_state[RegistrationState.OFFERED]) == {who: n for who, (n, _) in self.offers.items()}
        assert by_state[RegistrationState.WAITING] == self.line, "strictly in order of arrival"
        assert trip.taken == self.capacity - self.free <= trip.seats
        if trip.state in trips.TAKES_REGISTRATIONS:
            assert (trip.state == TripState.FULL) == (self.free == 0)
        assert all(notice.candidate_id == owners[notice.subject] for notice in pending), "told to somebody else"
        offered = [n.subject for n in pending if n.kind == NoticeKind.SEAT_OFFERED]
        expected = [row.id for row in rows if row.state == RegistrationState.OFFERED]
        assert sorted(offered) == sorted(expected), "each open offer is told once"
        reminded = {n.subject for n in pending if n.kind in {NoticeKind.REMINDER, NoticeKind.FEEDBACK}}
        assert reminded <= {row.id for row in rows if row.state in {RegistrationState.CONFIRMED, "attended"}}

    def teardown(self) -> None:
        if self.capacity:
            self.do(self.database.close())
            self.loop.close()
            shutil.rmtree(self.folder)


LifeOfATrip.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestLifeOfATrip = LifeOfATrip.TestCase
