"""What an officer requires of a day beyond its facts; together, such wishes may be impossible."""

from dataclasses import dataclass

from bot.base.errors import BotError
from bot.timetable.day_to_plan import Day, require_known
from bot.timetable.result import Interview


@dataclass(frozen=True, slots=True)
class Meet:
    """This candidate meets this employer."""

    candidate: str
    employer: str


@dataclass(frozen=True, slots=True)
class Keep:
    """This employer is kept and meets somebody."""

    employer: str


@dataclass(frozen=True, slots=True)
class NotBefore:
    """This candidate has no interview before this slot."""

    candidate: str
    slot: int


@dataclass(frozen=True, slots=True)
class LeaveBy:
    """Nobody has an interview in this slot or after it."""

    slot: int


@dataclass(frozen=True, slots=True)
class Away:
    """This candidate has no interview in these slots: a household's need that may be given up."""

    candidate: str
    slots: frozenset[int]


Wish = Meet | Keep | NotBefore | LeaveBy | Away


class WishesConflict(BotError):
    """These wishes cannot all be granted; without any one of them, the others can."""

    def __init__(self, wishes: tuple[Wish, ...]) -> None:
        super().__init__(f"{len(wishes)} wishes conflict")
        self.wishes = wishes


def check(wish: Wish, day: Day) -> None:
    """Raise `ValueError` if a wish names somebody or a slot that the day does not have."""
    if isinstance(wish, Meet | NotBefore | Away):
        require_known("candidate", [wish.candidate], {candidate.id for candidate in day.candidates})
    if isinstance(wish, Meet | Keep):
        require_known("employer", [wish.employer], {employer.id for employer in day.employers})
    if isinstance(wish, NotBefore | LeaveBy):
        day.require_slots([wish.slot])
    if isinstance(wish, Away):
        day.require_slots(wish.slots)


def needs(wish: Wish) -> bool:
    """Whether a wish asks for one of the interviews that it concerns, rather than for none of them."""
    return isinstance(wish, Meet | Keep)


def concerns(wish: Wish, interview: Interview) -> bool:
    """Whether this interview would grant a wish that asks for one, or break a wish that asks for none."""
    match wish:
        case Meet(candidate, employer):
            return (interview.candidate, interview.employer) == (candidate, employer)
        case Keep(employer):
            return interview.employer == employer
        case NotBefore(candidate, slot):
            return interview.candidate == candidate and interview.slot < slot
        case LeaveBy(slot):
            return interview.slot >= slot
        case Away(candidate, slots):
            return interview.candidate == candidate and interview.slot in slots
