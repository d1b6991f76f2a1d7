"""What a trip must be after any sequence of acts, in plain lists: who has seats, and which message everybody is owed.

It repeats the rules of `docs/trips.md` and nothing of how they are kept. What the rules leave open (which messages are
urgent besides news of the trip, how many reminders are said after the bot was away) it leaves open too.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from bot.base.clock import QUEBEC_TIME, local_day
from bot.programme.trips import RegistrationState as State
from bot.programme.trips import TripState
from bot.queues.notices import NoticeKind

Said = Counter[tuple[int, NoticeKind]]  # how often each chat was told each kind
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LENGTH = 12 * HOUR  # of the trip
LAST_CALL = 12 * HOUR  # before departure, when the last offer ends; at least two hours before, it is made
WAS_DUE = (State.ATTENDED, State.ABSENT)
NEWS = {NoticeKind.TRIP_CHANGED, NoticeKind.TRIP_CANCELLED}  # what is told at night as well, within a day of the trip


@dataclass(eq=False)
class Owed:
    """A message that somebody is to get."""

    kind: NoticeKind
    due: datetime
    urgent: bool = False
    sure: bool = True  # else it may have been used up in a night in which its reader had blocked the bot


@dataclass(eq=False)
class Household:
    """A registration."""

    chat: int
    seats: int
    state: State
    until: datetime | None = None  # of the offer
    there: bool = False  # checked in
    owed: list[Owed] = field(default_factory=list)

    @property
    def active(self) -> bool:
        """Waits, may accept, or goes."""
        return self.state in {State.WAITING, State.OFFERED, State.CONFIRMED}

    def forget(self, *kinds: NoticeKind) -> None:
        """Is owed nothing of these kinds any more."""
        self.owed = [each for each in self.owed if each.kind not in kinds]


class Model:
    """One trip. What a candidate or an officer asks for tells whether it is granted."""

    def __init__(self, seats: int, leaves: datetime, now: datetime) -> None:
        self.seats, self.leaves, self.now = seats, leaves, now
        self.over: TripState | None = None  # held or cancelled
        self.closed = False  # by officers, or because it has left
        self.households: list[Household] = []  # in order of arrival
        self.blocked: set[int] = set()
        self.erased = 0  # seats of those who were on the trip and are not known any more

    @property
    def returns(self) -> datetime:
        return self.leaves + LENGTH

    @property
    def taken(self) -> int:
        return self.erased + sum(one.seats for one in self.of(State.OFFERED, State.CONFIRMED, *WAS_DUE))

    @property
    def state(self) -> TripState:
        if self.over or self.closed:
            return self.over or TripState.CLOSED
        return TripState.FULL if self.taken == self.seats else TripState.OPEN

    @property
    def takes(self) -> bool:
        return not self.over and not self.closed

    @property
    def ahead(self) -> bool:
        """Whether it takes place, and has not left."""
        return not self.over and self.now < self.leaves

    @property
    def too_late_to_offer(self) -> bool:
        return self.leaves - LAST_CALL - self.now < 2 * HOUR

    def of(self, *states: State) -> list[Household]:
        return [one for one in self.households if one.state in states]

    def active(self, chat: int) -> Household | None:
        return next((one for one in self.households if one.chat == chat and one.active), None)

    # what candidates do

    def registers(self, chat: int, seats: int) -> bool:
        granted = self.takes and not self.active(chat) and not self.of(State.WAITING)
        if not granted or seats > self.seats - self.taken:
            return False
        self.households.append(Household(chat, seats, State.CONFIRMED))
        self._remind(self.households[-1])
        return True

    def waits(self, chat: int, seats: int) -> bool:
        if not self.takes or self.too_late_to_offer or self.active(chat) or seats > self.seats:
            return False
        self.households.append(Household(chat, seats, State.WAITING))
        self._offer()
        return True

    def accepts(self, chat: int) -> bool:
        one = self.active(chat)
        if one is None or one.until is None or one.until <= self.now:
            return False
        one.state, one.until, one.owed = State.CONFIRMED, None, []
        self._remind(one)
        return True

    def cancels(self, chat: int) -> bool:
        one = self.active(chat)
        if one is None or self.now >= self.leaves:
            return False
        self._release(one, State.DECLINED if one.state is State.OFFERED else State.CANCELLED)
        return True

    def wants_other_number(self, chat: int, seats: int) -> bool:
        """More seats only where they are free and nobody waits for them; who waits keeps the place in line."""
        one = self.active(chat)
        if one is None or self.now >= self.leaves or seats > self.seats:
            return False
        more = seats - one.seats
        free = 0 if self.of(State.WAITING) else self.seats - self.taken
        if more > 0 and (one.state is State.OFFERED or (one.state is State.CONFIRMED and more > free)):
            return False
        one.seats = seats
        if more < 0:
            self._offer()
        return True

    def erases(self, chat: int) -> None:
        if one := self.active(chat):
            self._release(one, State.CANCELLED)
        self.erased += sum(one.seats for one in self.of(*WAS_DUE) if one.chat == chat)
        self.households = [one for one in self.households if one.chat != chat]

    def comes_back(self, chat: int) -> None:
        self.blocked.discard(chat)
        self._offer()

    # what officers do

    def closes(self) -> None:
        self.closed = True
        for one in self.of(State.WAITING):
            one.forget(NoticeKind.LINE_CLOSED)
            one.owed.append(self._at_once(NoticeKind.LINE_CLOSED))

    def opens(self) -> None:
        self.closed = False
        self._offer()

    def changes_seats(self, seats: int) -> bool:
        if seats < self.taken:
            return False
        self.seats = seats
        self._offer()
        return True

    def moves(self, by: timedelta) -> None:
        """The trip leaves at another time: urgent news if either departure is near, and offers end in time."""
        near = min(self.leaves, self.leaves + by) - self.now < DAY
        self.leaves += by
        for one in [one for one in self.households if one.active]:
            urgent = near or any(each.urgent for each in one.owed if each.kind is NoticeKind.TRIP_CHANGED)
            one.forget(NoticeKind.TRIP_CHANGED)
            one.owed.append(Owed(NoticeKind.TRIP_CHANGED, self.now, urgent))
            if one.state is State.CONFIRMED:
                one.forget(NoticeKind.REMINDER, NoticeKind.FEEDBACK)
                self._remind(one)
            if one.until is not None and one.until > self.leaves - LAST_CALL:
                one.until = self.leaves - LAST_CALL
                one.forget(NoticeKind.SEAT_OFFERED)
                one.owed.append(self._at_once(NoticeKind.SEAT_OFFERED))
        self._offer()

    def is_called_off(self) -> int:
        self.over = TripState.CANCELLED
        concerned = [one for one in self.households if one.active]
        for one in concerned:
            self._release(one, State.CANCELLED, NoticeKind.TRIP_CANCELLED)
        return len(concerned)

    # what time does

    def time_comes(self, now: datetime) -> None:
        """Offers pass on, then the line ends, then the trip leaves, then it was held."""
        self.now = now
        for one in sorted(self.of(State.OFFERED), key=lambda one: one.until or now):
            if one.until is not None and one.until <= now:
                self._release(one, State.PASSED, NoticeKind.OFFER_PASSED)
        for one in self.of(State.WAITING) if self.too_late_to_offer else []:
            self._release(one, State.PASSED, NoticeKind.LINE_ENDED)
        if self.over or now < self.leaves:
            return
        self.closed = True
        if self.returns <= now:
            self.over = TripState.HELD
            called = any(one.there for one in self.of(State.CONFIRMED))
            for one in self.of(State.CONFIRMED):
                one.state = State.ATTENDED if one.there or not called else State.ABSENT
                if one.state is State.ABSENT:
                    one.owed = [self._at_once(NoticeKind.ABSENT)]

    def next_moment(self) -> datetime | None:
        """When something is to happen; none, when it is all over and everything said."""
        moments = [one.until for one in self.households if one.until]
        moments += [each.due for one in self.households for each in one.owed]
        if not self.over:
            moments += [self.leaves - LAST_CALL - 2 * HOUR + MINUTE, self.leaves - HOUR, self.leaves, self.returns]
        if any(moment <= self.now for moment in moments):  # what was held back at night
            moments.append(datetime.combine(local_day(self.now), time(8), QUEBEC_TIME))
            moments.append(moments[-1] + DAY)
        return min((moment for moment in moments if moment > self.now), default=None)

    # what everybody is told

    def hears(self, said: Said) -> None:
        """Who was owed something by now has got it, nobody got anything else, and it is owed no more."""
        hour = self.now.astimezone(QUEBEC_TIME).time()
        night = hour >= time(21) or hour < time(8)
        left = Counter(said)
        perhaps: list[tuple[Household, Owed]] = []
        for one in self.households:
            due = [each for each in one.owed if each.due <= self.now and (each.urgent or not night)]
            reminders = [each for each in due if each.kind is NoticeKind.REMINDER]
            for each in due:
                one.owed.remove(each)
                if one.chat in self.blocked or not self._is_true(one, each):
                    continue  # used up
                stale = each in reminders[:-1] or (each.kind is NoticeKind.TRIP_CHANGED and self.now >= self.leaves)
                if stale or not each.sure or (night and each.kind not in NEWS):
                    perhaps.append((one, each))
                    continue
                assert left[one.chat, each.kind], f"{one.chat} was not told: {each.kind}"
                left[one.chat, each.kind] -= 1
            if one.chat in self.blocked and night:
                others = [each for each in due if each.kind not in NEWS]
                one.owed += [Owed(each.kind, each.due, each.urgent, sure=False) for each in others]
        for one, each in perhaps:
            if left[one.chat, each.kind]:
                left[one.chat, each.kind] -= 1
            elif night:
                one.owed.append(each)
        assert not +left, f"told for no reason: {+left}"

    def _is_true(self, one: Household, each: Owed) -> bool:
        """Whether a message still says what is so."""
        match each.kind:
            case NoticeKind.REMINDER:
                return one.state is State.CONFIRMED and self.now < self.leaves
            case NoticeKind.FEEDBACK:
                return one.state is State.ATTENDED
            case NoticeKind.TRIP_CHANGED:
                return one.active
            case NoticeKind.LINE_CLOSED:
                return one.state is State.WAITING and self.closed
        return True

    def _offer(self) -> None:
        """Strictly in order, without those who cannot answer, while there is time to."""
        if not self.takes or self.too_late_to_offer:
            return
        for one in self.of(State.WAITING):
            if one.chat in self.blocked:
                continue
            if one.seats > self.seats - self.taken:
                break
            one.state, one.until = State.OFFERED, min(self.now + DAY, self.leaves - LAST_CALL)
            one.owed.append(self._at_once(NoticeKind.SEAT_OFFERED))

    def _release(self, one: Household, to: State, why: NoticeKind | None = None) -> None:
        one.state, one.until = to, None
        one.owed = [self._at_once(why)] if why else []
        self._offer()

    def _remind(self, one: Household) -> None:
        for days, hour, kind in (
            (-7, 18, NoticeKind.REMINDER), (-2, 18, NoticeKind.REMINDER), (-1, 18, NoticeKind.REMINDER),
            (1, 10, NoticeKind.FEEDBACK),
        ):  # fmt: skip
            day = local_day(self.leaves) + timedelta(days)
            due = datetime.combine(day, time(hour), QUEBEC_TIME)
            if due > self.now:
                one.owed.append(Owed(kind, due))

    def _at_once(self, kind: NoticeKind) -> Owed:
        return Owed(kind, self.now, urgent=self.leaves - self.now < DAY)
