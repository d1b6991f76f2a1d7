"""The input of a reading beside the text (`Context`), and its result (`Reading`).

Plain values: no database, no Telegram, no Rasa.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.base.terms import Field, Wish
from bot.reading.about_whom import Absent, Person
from bot.reading.conditions import Condition
from bot.reading.people_on_a_trip import Seats
from bot.reading.sight import Shown, Sight
from bot.reading.whether import Whether

NOTHING_IN_SIGHT = Sight()


class Aim(StrEnum):
    """What a message is about; the letters are the labels of the training lines."""

    ANSWERS = "A"  # answers the open question, or what the bubble in sight asks
    TELLS = "T"  # tells something else about its writer
    SHOWN = "S"  # is about what was shown last
    BOOKED = "B"  # is about a trip on which the writer has seats
    NEW = "N"  # brings up a new matter
    CHAT = "C"  # is about none of these: thanks, a greeting, a refusal


@dataclass(frozen=True, slots=True)
class Context:
    """What is known at the moment when a message arrives."""

    today: date
    asked: Field | None = None  # the open question of the profile
    told: Mapping[Field | Wish, Any] = field(default_factory=dict)  # the answers that are saved
    forwarded: bool = False  # the text was forwarded or pasted: somebody else's words
    sight: Sight = NOTHING_IN_SIGHT
    held: tuple[Seats, ...] = ()  # the writer's seats on trips to come
    alarmed: bool = (
        True  # `safety` sees danger, or a hint of it; if not, an emergency intent yields to the model's next guess
    )
    speaks_another: bool = False  # the writer chose a further language, so that it is not greeted as unknown
    written_for: Absent | None = None  # the person on whose behalf messages are written, and whose profile it is
    # the buttons in sight that alone can confirm something, each with the answer that asks for the confirmation
    confirming: Mapping[Shown, Shown] = field(default_factory=dict)

    @property
    def buttons(self) -> tuple[Shown, ...]:
        """The buttons of the bubble that was shown last, or of the one that the message replies to."""
        return self.sight.buttons

    def offered(self, name: str, *args: str) -> Shown | None:
        """The first button in sight with this name and these first arguments; None if there is none."""
        return next((shown for shown in self.buttons if shown[: 1 + len(args)] == (name, *args)), None)

    @property
    def asks_change(self) -> Shown | None:
        """The button that a plain "yes" stands for, if the bubble asks "Change it to …?"; None if several could be."""
        offered = [shown for shown in self.buttons if shown[0] == "change"]
        if any(not set(offered[0]) <= set(other) for other in offered):  # a button for "both" includes the first value
            return None
        return (self.offered("change") or self.offered("wish")) if self.offered("keep") else None

    @property
    def seats_of(self) -> str | None:
        """The trip for which the bubble in sight asks how many seats are wanted; None if it does not ask."""
        trips = {shown[1] for shown in self.buttons if shown[0] == "register" and len(shown) == 3}
        return trips.pop() if len(trips) == 1 else None

    @property
    def asks_partner(self) -> bool:
        """Whether the bubble in sight asks for the work of the writer's partner."""
        return self.offered("wish", Wish.PARTNER) is not None and not self.offered("wish", Wish.WAGE)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a message gives for one field: of whom it is said, and whether it is affirmed or denied."""

    field: Field
    value: Any  # as the profile stores it; for a field with a list, a tuple of the codes that are named
    person: Person = Person.SELF
    whether: Whether = Whether.YES
    towns: tuple[str, ...] = ()  # codes of the towns, where a region was named by one of its towns


@dataclass(frozen=True, slots=True)
class Unclear:
    """A value that may mean several things, or needs a confirmation: buttons ask which."""

    field: Field
    options: tuple[Any, ...]  # the possible values, as the profile stores them


@dataclass(frozen=True, slots=True)
class Act:
    """A part of the message that is passed to Rasa's rules, which choose the answer to it."""

    start: int
    end: int
    intent: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a message in its context."""

    facts: tuple[Fact, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    conditions: tuple[Condition, ...] = ()
    corrects: bool = False  # the message plainly says that something was wrong or has changed
    unread: tuple[str, ...] = ()  # words in a list of languages that are no language we know
    introduces: bool = False  # the message says who the writer is, or that they seek work, beside a request
    leaves: bool = False  # we offered answers to the open question, and the message goes on to something else
    unsettled: Field | Wish | None = None  # we offered to change this answer; the message says neither yes nor no
    unanswered: Field | None = None  # the open question, where the message tells something else or nothing
    missed: Field | None = None  # the open question, where the message seems to answer it and cannot be understood
    does: tuple[Shown, ...] = ()  # the answers decided here, without Rasa's rules
    acts: tuple[Act, ...] = ()  # the parts for Rasa's rules, in the order of the text
    aim: Aim | None = None  # what the message is about; None where that is not certain
    why: tuple[str, ...] = ()  # the steps of the reading, printed by `bot read`
