"""What is known when a message is read, and what reading it gives. Plain values: no database, no Telegram, no Rasa."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bot.base.terms import Field, Wish
from bot.reading.about_whom import Absent, Person
from bot.reading.conditions import Condition
from bot.reading.how_many_people import Seats
from bot.reading.sight import Shown, Sight
from bot.reading.whether import Whether

NOTHING_IN_SIGHT = Sight()


class Aim(StrEnum):
    """What a message is about; the letters are those of the lines that it is learnt from."""

    ANSWERS = "A"  # the open question, or what the bubble in sight asks
    TELLS = "T"  # its writer, in other respects
    SHOWN = "S"  # what was shown last
    BOOKED = "B"  # the writer's own trip
    NEW = "N"  # a matter of its own
    CHAT = "C"  # nothing: thanks, a greeting, a refusal


@dataclass(frozen=True, slots=True)
class Context:
    """The moment at which somebody writes."""

    today: date
    asked: Field | None = None  # the open question of the profile
    told: Mapping[Field | Wish, Any] = field(default_factory=dict)  # the answers that are saved
    forwarded: bool = False  # or pasted: somebody else's words
    sight: Sight = NOTHING_IN_SIGHT
    held: tuple[Seats, ...] = ()  # on trips to come
    alarmed: bool = (
        True  # the lookout sees danger, or a hint of it; false: what looks like danger is taken for what follows
    )
    speaks_another: bool = False  # chose a language beside ours: is not greeted in it again
    written_for: Absent | None = None  # in whose place the messages are written; the profile is theirs
    # the buttons in sight that alone confirm something, each with the answer that asks for it
    confirming: Mapping[Shown, Shown] = field(default_factory=dict)

    @property
    def buttons(self) -> tuple[Shown, ...]:
        """Of the bubble that was shown last, or of the one that is replied to."""
        return self.sight.buttons

    def offered(self, name: str, *args: str) -> Shown | None:
        """The first button of the bubble in sight that does this."""
        return next((shown for shown in self.buttons if shown[: 1 + len(args)] == (name, *args)), None)

    @property
    def asks_change(self) -> Shown | None:
        """What the bubble in sight offers to change an answer to, if it asks whether to; of several, none is a yes."""
        offered = [shown for shown in self.buttons if shown[0] == "change"]
        if any(not set(offered[0]) <= set(other) for other in offered):  # "both" has the first one in it
            return None
        return (self.offered("change") or self.offered("wish")) if self.offered("keep") else None

    @property
    def seats_of(self) -> str | None:
        """The trip for which the bubble in sight asks how many seats."""
        trips = {shown[1] for shown in self.buttons if shown[0] == "register" and len(shown) == 3}
        return trips.pop() if len(trips) == 1 else None

    @property
    def asks_partner(self) -> bool:
        """Whether the bubble in sight asks for the work of the writer's partner."""
        return self.offered("wish", Wish.PARTNER) is not None and not self.offered("wish", Wish.WAGE)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a message tells."""

    field: Field
    value: Any  # as the profile holds it; of a list, the codes that are named
    person: Person = Person.SELF
    whether: Whether = Whether.YES
    towns: tuple[str, ...] = ()  # codes, where regions were named by a town


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something with several meanings: to be asked, by buttons."""

    field: Field
    options: tuple[Any, ...]  # values as the profile holds them


@dataclass(frozen=True, slots=True)
class Act:
    """A part of the message that Rasa's rules decide on."""

    start: int
    end: int
    intent: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says, read in its context."""

    facts: tuple[Fact, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    conditions: tuple[Condition, ...] = ()
    corrects: bool = False  # plainly says that something was wrong or has changed
    unread: tuple[str, ...] = ()  # named in a list of languages, and none that is known
    introduces: bool = False  # tells who somebody is, or that they look for work, beside what it asks for
    leaves: bool = False  # goes on to something else, where it was asked which answer to the open question is meant
    unsettled: Field | Wish | None = None  # an answer that was offered to be changed, and the message does not say
    unanswered: Field | None = None  # the open question, where the message tells something else or nothing
    missed: Field | None = None  # the open question, where the message answers it in no way that is known
    does: tuple[Shown, ...] = ()  # decided here, without Rasa's rules
    acts: tuple[Act, ...] = ()  # in the order of the text
    aim: Aim | None = None  # what the message is surely about; nothing where that is not sure
    why: tuple[str, ...] = ()  # the steps, for `bot read`
