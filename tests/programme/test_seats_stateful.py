"""Any sequence of what candidates, officers and time do to a trip: no seat too many, and no message lost or misled.

What is due is told by the real clock role and sent by the real delivery. Each message says its kind in place of its
words, which are the subject of other tests.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.notice_words import told
from bot.answers.turn import Library, Turn
from bot.programme import attendance, privacy, seats, trip_life
from bot.programme.trips import RegistrationState
from bot.queues.notices import Notice
from bot.replies.message import Message
from tests.conftest import ANA, NOW
from tests.databases import Copies
from tests.programme.trip_model import HOUR, LENGTH, Model
from tests.programme.trip_world import TRIP, Act, World

PEOPLE = 6
Person = st.integers(1, PEOPLE)
Which = st.integers(0, PEOPLE - 1)
Party = st.integers(1, 4)


class LifeOfATrip(RuleBasedStateMachine):
    """Does the same to a trip in a database and to the model, and compares."""

    make: ClassVar[Callable[[], World]]
    model: Model

    def __init__(self) -> None:
        super().__init__()
        self.world = type(self).make()

    @initialize(
        capacity=st.integers(1, 6),
        hours=st.sampled_from([20, 60, 96, 211]),
        households=st.lists(st.tuples(Person, Party), max_size=8),
        early=st.sets(Person),
    )
    def begin(self, capacity: int, hours: int, households: list[tuple[int, int]], early: set[int]) -> None:
        """The last of these trips leaves after the clocks have gone forward, and all its reminders lie ahead."""
        self.model, self.early = Model(capacity, NOW + hours * HOUR, NOW), sorted(early)
        self.world.has_trip(capacity, self.model.leaves, LENGTH)
        for chat in range(1, PEOPLE + 1):
            self.world.meets(chat)
        for person, number in households:
            self.registers(person, number)
            self.waits(person, number)

    @property
    def now(self) -> datetime:
        return self.world.now

    def acts(self, person: int, act: Act) -> bool:
        """Somebody writes, who must have let the bot in again for that; tell whether it was granted."""
        if person in self.model.blocked:
            self.comes_back(person)
        return self.world.candidate(person, act)

    def comes_back(self, person: int) -> None:
        self.world.blocks(person, by_candidate=False)
        self.model.comes_back(person)

    @rule(person=Person, number=Party)
    def registers(self, person: int, number: int) -> None:
        granted = self.acts(person, lambda session, one: seats.register(session, one, TRIP, number, self.now))
        assert granted == self.model.registers(person, number)

    @rule(person=Person, number=Party)
    def waits(self, person: int, number: int) -> None:
        granted = self.acts(person, lambda session, one: seats.wait(session, one, TRIP, number, self.now))
        assert granted == self.model.waits(person, number)

    @rule(which=Which)
    def cancels(self, which: int) -> None:
        person = self.one_of(which, RegistrationState.WAITING, RegistrationState.OFFERED, RegistrationState.CONFIRMED)
        mine = self.registration(person)
        granted = self.acts(person, lambda session, one: seats.cancel(session, one, mine, self.now))
        assert granted == self.model.cancels(person)

    @rule(which=Which)
    def accepts(self, which: int) -> None:
        person = self.one_of(which, RegistrationState.OFFERED)
        mine = self.registration(person)
        granted = self.acts(person, lambda session, one: seats.accept(session, one, mine, self.now))
        assert granted == self.model.accepts(person)

    @rule(which=Which, number=Party)
    def wants_other_number(self, which: int, number: int) -> None:
        person = self.one_of(which, RegistrationState.WAITING, RegistrationState.OFFERED, RegistrationState.CONFIRMED)
        mine = self.registration(person)
        granted = self.acts(person, lambda session, one: seats.change(session, one, mine, number, self.now))
        assert granted == self.model.wants_other_number(person, number)

    def one_of(self, which: int, *states: RegistrationState) -> int:
        """Somebody with whom it stands like that, if there is anybody: else it would seldom be possible."""
        chats = [one.chat for one in self.model.of(*states)] or list(range(1, PEOPLE + 1))
        return chats[which % len(chats)]

    def registration(self, person: int) -> str:
        row = self.world.registration(person)
        return row.id if row else "none"

    @rule(person=Person)
    def blocks(self, person: int) -> None:
        self.world.blocks(person, by_candidate=True)
        self.model.blocked.add(person)

    @precondition(lambda self: self.model.blocked)
    @rule(which=Which)
    def lets_in_again(self, which: int) -> None:
        blocked = sorted(self.model.blocked)
        self.comes_back(blocked[which % len(blocked)])

    @rule(person=Person)
    def is_erased_and_comes_again(self, person: int) -> None:
        assert self.acts(person, lambda session, one: privacy.erase(session, one, self.now))
        self.model.erases(person)
        self.world.meets(person)

    @precondition(lambda self: self.model.ahead and not self.model.closed)
    @rule()
    def officers_close(self) -> None:
        assert self.world.officers(lambda session: trip_life.close_trip(session, TRIP, self.now, actor=ANA))
        self.model.closes()

    @precondition(lambda self: self.model.ahead and self.model.closed)
    @rule()
    def officers_open_again(self) -> None:
        assert self.world.officers(lambda session: trip_life.open_trip(session, TRIP, self.now, actor=ANA))
        self.model.opens()

    @precondition(lambda self: self.model.ahead)
    @rule(number=st.integers(1, 8))
    def seats_change(self, number: int) -> None:
        assert self.world.changes(seats=number) == self.model.changes_seats(number)

    @precondition(lambda self: self.model.ahead)
    @rule(hours=st.sampled_from([-30, -7, 7, 24, 72]))
    def date_moves(self, hours: int) -> None:
        leaves = self.model.leaves + hours * HOUR
        if leaves > self.now:
            assert self.world.changes(departs_at=leaves, returns_at=leaves + LENGTH)
            self.model.moves(hours * HOUR)

    @precondition(lambda self: self.model.ahead)
    @rule(sure=st.integers(0, 4))
    def officers_call_it_off(self, sure: int) -> None:
        if not sure:
            told: list[int] = []

            async def call_off(session: AsyncSession) -> None:
                told.append(await trip_life.cancel_trip(session, TRIP, self.now, actor=ANA))

            assert self.world.officers(call_off)
            assert told == [self.model.is_called_off()]

    @rule(hours=st.sampled_from([0, 1, 5, 13, 25, 49]))
    def time_passes(self, hours: int) -> None:
        """However long: the bot may have been away."""
        self.wait_until(self.now + hours * HOUR)

    @precondition(lambda self: self.model.next_moment())
    @rule()
    def something_happens(self) -> None:
        moment = self.model.next_moment()
        assert moment is not None
        self.wait_until(moment)

    def wait_until(self, moment: datetime) -> None:
        self.world.now = moment
        if self.model.leaves - 3 * HOUR <= moment < self.model.returns:
            for person in self.early:
                self.shows_code(person)
        self.model.time_comes(moment)
        self.model.hears(self.world.looks())

    def shows_code(self, person: int) -> None:
        one, row = self.model.active(person), self.world.registration(person)
        if one is not None and row is not None and one.state is RegistrationState.CONFIRMED:
            assert self.world.officers(lambda session: attendance.check_in(session, row.code, self.now, actor=ANA))
            one.there = True

    @invariant()
    def the_database_agrees(self) -> None:
        trip, rows = self.world.trip()
        assert (trip.state, trip.seats, trip.taken) == (self.model.state, self.model.seats, self.model.taken)
        assert [(row.candidate.chat_id, row.seats, row.state, row.offered_until) for row in rows] == [
            (one.chat, one.seats, one.state, one.until) for one in self.model.households
        ], "in order of arrival"

    def teardown(self) -> None:
        """The rest of the trip goes by, and at last everything was said; unless something failed before."""
        try:
            while sys.exc_info()[0] is None and self.model.next_moment():
                self.something_happens()
            if sys.exc_info()[0] is None:
                self.the_database_agrees()
                assert self.world.unsaid() == []
        finally:
            self.world.close()


def test_nobody_loses_a_seat_or_a_message_whatever_happens(
    copies: Copies, database_kind: str, key: str, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def kind_alone(turn: Turn, notice: Notice) -> list[Message]:
        return [Message(notice.kind)] if await told(turn, notice) else []

    class Life(LifeOfATrip):
        @staticmethod
        def make() -> World:
            return World(copies, key, library)

    monkeypatch.setattr("bot.channel.clock_role.told", kind_alone)
    examples = 25 if database_kind == "sqlite" else 12  # on a server each takes longer
    run_state_machine_as_test(Life, settings=settings(max_examples=examples, stateful_step_count=20))
