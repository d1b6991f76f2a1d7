"""Which officer may do what. Asked by every use case of the console; whatever is not listed is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.base.errors import BotError


class Role(StrEnum):
    """What somebody is in the programme."""

    READER = "reader"  # sees how much waits, and the trips; nothing that anybody wrote
    OFFICER = "officer"
    TRIP_LEAD = "trip lead"
    PRIVACY = "privacy officer"  # reads what is needed to answer for the data, and corrects it; talks with nobody
    ADMINISTRATOR = "administrator"


class Task(StrEnum):
    """What is allowed or not."""

    OVERVIEW = "overview"  # how much waits, without what anybody wrote
    READ = "read"  # what people wrote
    PAPERS = "papers"  # pictures and documents that they sent
    ANSWER = "answer"  # take over a conversation, and write to people
    SAVED_REPLIES = "saved replies"  # write them; whoever answers uses them
    CORRECT = "correct"  # answers of a profile, for the person, who is told
    EMPLOYERS = "employers"  # their vacancies, and the interest in them
    TRIPS = "trips"  # seats and lines, by code
    CHECK_IN = "check in"
    PLAN = "plan"  # change trips, put interviews in force, write to groups
    IMPORT = "import"  # files of employers, vacancies, trips
    KNOWLEDGE = "knowledge"  # write a change of a fact
    REVIEW = "review"  # put what somebody else wrote in force
    TEAM = "team"  # officers, their roles, where they are signed in
    AUDIT = "audit"  # who did what
    PRIVACY = "privacy"  # the registers that the law asks for


_ALL = frozenset(Task)
_OF_FEW = frozenset({Task.TEAM, Task.AUDIT, Task.PRIVACY})
_PROVEN = frozenset({Task.PAPERS, Task.TEAM, Task.PRIVACY})  # for who has shown a passkey since they signed in
_MAY: Mapping[Role, frozenset[Task]] = {
    Role.READER: frozenset({Task.OVERVIEW, Task.TRIPS}),
    Role.OFFICER: _ALL - {*_OF_FEW, Task.SAVED_REPLIES, Task.REVIEW},
    Role.TRIP_LEAD: _ALL - _OF_FEW,
    Role.PRIVACY: frozenset({Task.OVERVIEW, Task.READ, Task.PAPERS, Task.CORRECT, Task.AUDIT, Task.PRIVACY}),
    Role.ADMINISTRATOR: _ALL,
}


class NotAllowed(BotError):
    """An officer's role does not include this."""


class ProofMissing(NotAllowed):
    """The role includes it, but no passkey was shown since the officer signed in."""


@dataclass(frozen=True, slots=True)
class Officer:
    """Who acts, as a use case needs to know them."""

    id: str
    name: str  # as candidates read it; empty where nobody gave one
    role: Role
    proved: bool = False  # has shown a passkey since they signed in


def may(role: Role, task: Task) -> bool:
    """Whether this role includes this task."""
    return task in _MAY[role]


def require(officer: Officer, task: Task) -> None:
    """Refuse unless the officer's role includes the task.

    Raises:
        NotAllowed: it does not.
        ProofMissing: it does, but the task asks for a passkey as well.
    """
    if not may(officer.role, task):
        raise NotAllowed
    if task in _PROVEN and not officer.proved:
        raise ProofMissing
