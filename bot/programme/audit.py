"""The audit trail: who did what and when, and values before and after; never anybody's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.candidate_view import CandidateView
from bot.db.models import AuditRow, StaffRow
from bot.programme.access import Officer, Role


class ActorKind(StrEnum):
    """The kind of actor."""

    CANDIDATE = "candidate"
    OFFICER = "officer"
    OPERATOR = "operator"  # a user of the machine, at the command line
    ASSISTANT = "assistant"  # nobody in person: time passed, or a rule applied


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts."""

    kind: ActorKind
    id: str  # a conversation's random name, an officer's identifier, or the name of a user of the machine
    role: Role | None = None  # of officers


ASSISTANT = Actor(ActorKind.ASSISTANT, "bot")


class Action(StrEnum):
    """What was done."""

    CONSENT = "consent"
    ERASE = "erase"
    ERASE_FOR = "erase for somebody"  # an officer, who was asked in writing
    COPY_DATA = "copy data"  # of somebody, likewise
    ASK_FOR_A_PERSON = "ask for a person"
    CLOSE_REQUEST = "close request"
    INTEREST = "interest"
    WITHDRAW_INTEREST = "withdraw interest"
    HIDE_JOBS = "hide a kind of job"
    JOB_ALERTS = "job alerts"
    HIRED = "hired"
    IMPRESSION = "impression"
    MOVE_REGISTRATION = "move registration"
    CANCELLED_LATE = "cancelled late"
    CHANGE_SEATS = "change seats"  # of a household
    SHARE_NEEDS = "share needs"  # of a household on the day of a trip
    CHECK_IN = "check in"
    UNDO_CHECK_IN = "undo check-in"
    MOVE_TRIP = "move trip"
    CHANGE_TRIP = "change trip"
    CHANGE_PROGRAMME = "change programme"
    PUBLISH_TIMETABLE = "publish timetable"
    PRINT_DAY = "print the day"  # with what travellers agreed to show on them
    MOVE_VACANCY = "move vacancy"
    ADD_EMPLOYER = "add employer"
    CHANGE_EMPLOYER = "change employer"
    ADD_VACANCY = "add vacancy"
    CHANGE_VACANCY = "change vacancy"  # what it pays and asks for
    ADD_TRIP = "add trip"
    RENAME_EMPLOYER = "rename employer"
    REACH_EMPLOYER = "reach employer"  # whom officers call there
    MERGE_EMPLOYERS = "merge employers"
    ARCHIVE_EMPLOYER = "archive employer"
    SEE_INTEREST = "see interest"
    PASS_INTEREST_ON = "pass interest on"
    TELL_TAKEN_BACK = "tell that interest was taken back"  # the employer
    END_INTERVIEW = "end interview"
    NOTE_SLIP = "note a slip"  # somebody is late or absent on an interview day
    TAKE_SLIP_BACK = "take a slip back"
    OFFER_MEETING = "offer meeting"
    TAKE_MEETING = "take meeting"
    GIVE_MEETING_BACK = "give meeting back"
    WITHDRAW_MEETING = "withdraw meeting"
    HAND_MEETING_OVER = "hand meeting over"
    DECIDE_MEETING = "decide meeting"  # what an exploratory interview led to
    TELL_CONTACT = "tell contact details"
    LINK_PARTNER = "link partner"  # offered, agreed, ended
    PRESELECT = "preselect"  # invite somebody to a trip or an employer, put them aside, or take that back
    ADD_OFFICER = "add officer"
    INVITE_AGAIN = "invite officer again"
    WITHDRAW_INVITATION = "withdraw invitation"
    JOIN = "join as officer"
    REMOVE_OFFICER = "remove officer"
    CHANGE_ROLE = "change role"
    READ_CONVERSATION = "read conversation"
    READ_FILE = "read file"  # of a person
    TAKE_DOCUMENT = "take document"  # that a candidate sent to a person
    SEARCH_BY_NAME = "search by name"  # or telephone number; whom it found, not what was looked for
    CALL = "call"  # write down what a person is called
    CORRECT_PROFILE = "correct profile"  # an officer, for the candidate
    TAKE_OVER = "take over"  # a conversation
    HAND_BACK = "hand back"
    WRITE_TO_CANDIDATE = "write to candidate"
    HAND_CONVERSATION_OVER = "hand conversation over"  # to another officer
    NOTE = "note"  # of a candidate, for the officers
    END_REMINDER = "end reminder"
    SAVE_REPLY = "save reply"  # for all officers to use
    REMOVE_REPLY = "remove saved reply"
    NOTE_DATA_REQUEST = "note data request"
    ANSWER_DATA_REQUEST = "answer data request"
    WRITE_INCIDENT = "write incident"
    MARK_MISREAD = "mark misread"  # a message, by its number
    OFFER_SIGN_IN = "offer sign-in"  # to the console
    REFUSE_SIGN_IN = "refuse sign-in"
    SIGN_IN = "sign in"
    END_SESSION = "end session"
    MAKE_PASSKEY = "make passkey"
    SHOW_PASSKEY = "show passkey"
    REVOKE_PASSKEY = "revoke passkey"
    WRITE_TO_GROUP = "write to group"
    WRITE_FACT = "write fact"  # a change of one
    PUT_FACT_IN_FORCE = "put fact in force"
    REFUSE_FACT = "refuse fact"
    WITHDRAW_FACT = "withdraw fact"
    IMPORT = "import"
    TAKE_IMPORT_BACK = "take import back"


Changes = Mapping[str, tuple[Any, Any]]  # by name: the value before and after


def of_candidate(row: CandidateView) -> Actor:
    """A candidate as actor, under the random name that leads nowhere once they are erased."""
    return Actor(ActorKind.CANDIDATE, row.conversation)


def of_officer(row: StaffRow | Officer) -> Actor:
    """An officer as actor, in their present role."""
    return Actor(ActorKind.OFFICER, row.id, Role(row.role))


def record(
    session: AsyncSession, actor: Actor, action: Action, subject: str, now: datetime, changes: Changes | None = None
) -> None:
    """Record an action, in the transaction of the action itself.

    Args:
        subject: the identifier of what was acted on, or which part of a person's data.
        changes: by name, the value before and after.
    """
    kept = {name: [_plain(before), _plain(after)] for name, (before, after) in (changes or {}).items()}
    session.add(
        AuditRow(
            at=now, actor_kind=actor.kind, actor=actor.id, role=actor.role, action=action, subject=subject, changes=kept
        )
    )


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of the trail on what an officer did with a person's data."""

    at: datetime
    officer: str  # empty if the officer gave no name
    role: Role | None
    action: Action
    changes: Changes


async def by_officers(session: AsyncSession, subject: str, most: int) -> Sequence[Trace]:
    """Officers' actions on this subject, the latest first."""
    query = select(AuditRow, StaffRow.name).outerjoin(StaffRow, StaffRow.id == AuditRow.actor)
    query = query.where(AuditRow.subject == subject, AuditRow.actor_kind == ActorKind.OFFICER)
    return [
        Trace(row.at, name or "", Role(row.role) if row.role else None, Action(row.action), row.changes)
        for row, name in await session.execute(query.order_by(AuditRow.id.desc()).limit(most))
    ]


async def subjects_with(session: AsyncSession, action: Action, subjects: Sequence[str]) -> set[str]:
    """The subjects, of those given, on which this action was taken."""
    query = select(AuditRow.subject).where(AuditRow.action == action, AuditRow.subject.in_(subjects))
    return set(await session.scalars(query))


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    return value if value is None or isinstance(value, int | float | str) else str(value)
