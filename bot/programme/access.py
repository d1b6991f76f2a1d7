"""Which officer may do what. Every use case of the console checks it; whatever is not listed is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.base.errors import BotError


class Role(StrEnum):
    """The role of an officer."""

    READER = "reader"  # sees the trips and how much waits, but nothing that anybody wrote
    OFFICER = "officer"
    TRIP_LEAD = "trip lead"
    PRIVACY = "privacy officer"  # reads and corrects what is needed to answer for the data; talks with nobody
    ADMINISTRATOR = "administrator"


class Task(StrEnum):
    """Something that a role may allow."""

    OVERVIEW = "overview"  # see how much waits, without anybody's words
    READ = "read"  # read what people wrote
    PAPERS = "papers"  # open pictures and documents that people sent
    ANSWER = "answer"  # take over a conversation, and write to people
    SAVED_REPLIES = "saved replies"  # write saved replies; everybody who answers uses them
    CORRECT = "correct"  # correct answers of a profile on behalf of the person, who is told
    EMPLOYERS = "employers"  # manage vacancies, and the interest in them
    PRESELECT = "preselect"  # invite people to a trip or to an employer, or put them aside
    TRIPS = "trips"  # see seats and waiting lists, by code
    CHECK_IN = "check in"
    PLAN = "plan"  # change trips, publish interviews, write to groups
    IMPORT = "import"  # import files of employers, vacancies, trips
    KNOWLEDGE = "knowledge"  # write a change of a fact
    REVIEW = "review"  # put what somebody else wrote in force
    TEAM = "team"  # manage officers, their roles and sessions
    AUDIT = "audit"  # read the audit trail
    PRIVACY = "privacy"  # keep the registers that the law requires


_ALL = frozenset(Task)
_OF_FEW = frozenset({Task.TEAM, Task.AUDIT, Task.PRIVACY})
_PROVEN = frozenset({Task.PAPERS, Task.TEAM, Task.PRIVACY})  # once a passkey was used
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
    """The role allows it, but the officer has not used a passkey since signing in."""


@dataclass(frozen=True, slots=True)
class Officer:
    """The officer who acts, as use cases need to know them."""

    id: str
    name: str  # as candidates read it; empty if none was given
    role: Role
    proved: bool = False  # has used a passkey since signing in


def may(role: Role, task: Task) -> bool:
    """Whether this role allows this task."""
    return task in _MAY[role]


def require(officer: Officer, task: Task) -> None:
    """Refuse unless the officer's role allows the task.

    Raises:
        NotAllowed: it does not.
        ProofMissing: it does, but the task asks for a passkey as well.
    """
    if not may(officer.role, task):
        raise NotAllowed
    if task in _PROVEN and not officer.proved:
        raise ProofMissing
