"""The programme's officers: their invitations, chats and roles, and the alarms that they are told."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.characters import printable
from bot.base.errors import BotError, NotThere
from bot.db.models import NoticeRow, PasskeyRow, SessionRow, SignInRow, StaffRow
from bot.programme import audit, meetings
from bot.programme.access import Officer, Role
from bot.programme.audit import Action, Actor
from bot.programme.ids import new_id
from bot.programme.meetings import MeetingsLeft
from bot.queues import notices
from bot.queues.notices import NoticeKind

INVITATION = "staff_"  # stands before the token in the link of an invitation
INVITATION_LASTS = timedelta(hours=48)
_OUTBOX = "outbox"
_GATHERED = timedelta(minutes=10)
_TOLD_AGAIN = timedelta(days=1)


class Alarm(StrEnum):
    """Why officers are told that a person is needed."""

    REQUEST = "request"  # somebody asks for a person
    NOT_WELL = "not well"  # somebody answered that the trip, the job or life there does not go well
    DANGER = "danger"  # somebody who may be in danger asks for a person
    SET_ASIDE = "set aside"  # a message could not be sent
    TAKEN_BACK = "taken back"  # an agreement was withdrawn that the employer had been told of
    ERASED = "erased"  # somebody was erased whom an employer had been told of, or was to meet


class OfficerUnknown(NotThere):
    """There is no officer with this address or identifier, or no longer."""

    def __init__(self, who: str) -> None:
        super().__init__(who)
        self.who = who


class LastAdministrator(BotError):
    """Nobody who can change roles would be left."""

    def __init__(self, email: str) -> None:
        super().__init__(email)
        self.email = email


class NotInvited(BotError):
    """This officer has no open invitation."""

    def __init__(self, email: str) -> None:
        super().__init__(email)
        self.email = email


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer, as colleagues see them."""

    id: str
    email: str
    name: str
    added_at: datetime
    role: Role
    joined: bool
    invited_until: datetime | None  # may have expired
    meetings_ahead: int


_OF_PEOPLE = frozenset({Alarm.REQUEST, Alarm.NOT_WELL})  # coming meetings


async def add(
    session: AsyncSession, email: str, now: datetime, *, actor: Actor, name: str | None = None, role: Role | None = None
) -> str:
    """Invite somebody. Returns the invitation's token, which works once and is stored only as a digest.

    An officer with this address is invited again, for instance for a new phone; until then their old chat stays theirs.

    Raises:
        LastAdministrator: the only administrator would get another role.
    """
    email, name = printable(email).strip(), printable(name or "").strip() or None
    invitation = secrets.token_urlsafe(24)  # 192 bits, within the 64 characters of a deep link
    row = await of_email(session, email)
    action = Action.ADD_OFFICER if row is None else Action.INVITE_AGAIN
    if row is None:
        row = StaffRow(id=new_id(), email=email, added_at=now, role=role or Role.OFFICER)
        session.add(row)
    elif role is not None:
        await set_role(session, row.id, role, now, actor=actor)
    row.name = name or row.name
    row.invitation, row.invited_at = _digest(invitation), now
    audit.record(session, actor, action, row.id, now)
    await session.flush()
    return invitation


async def set_role(session: AsyncSession, staff_id: str, role: Role, now: datetime, *, actor: Actor) -> None:
    """Give an officer another role, effective at their next request; conversations they may no longer answer go back.

    Raises:
        OfficerUnknown: there is no such officer.
        LastAdministrator: nobody else has this role, and somebody must.
    """
    row = await _locked(session, staff_id, still_administers=role is Role.ADMINISTRATOR)
    if row.role != role:
        audit.record(session, actor, Action.CHANGE_ROLE, row.id, now, {"role": (row.role, role)})
        row.role = role
        await session.flush()


async def identified(session: AsyncSession, email: str) -> str:
    """The identifier of the officer with this address.

    Raises:
        OfficerUnknown: nobody has it.
    """
    row = await of_email(session, email)
    if row is None:
        raise OfficerUnknown(email)
    return row.id


async def colleagues(session: AsyncSession, now: datetime) -> Sequence[Colleague]:
    """All officers, in the order in which they were added."""
    return [
        Colleague(
            row.id, row.email, row.name or "", row.added_at, Role(row.role), row.chat_id is not None,
            row.invited_at and row.invited_at + INVITATION_LASTS, len(await meetings.ahead(session, row.id, now)),
        )
        for row in await listed(session)
    ]  # fmt: skip


async def of_email(session: AsyncSession, email: str) -> StaffRow | None:
    """The officer with this address; since it is encrypted, a query cannot search for it."""
    wanted = email.strip().casefold()
    return next((row for row in await listed(session) if row.email.strip().casefold() == wanted), None)


async def listed(session: AsyncSession) -> Sequence[StaffRow]:
    """Officers, both joined and invited, in the order in which they were added."""
    query = select(StaffRow).where(StaffRow.removed_at.is_(None)).order_by(StaffRow.added_at, StaffRow.id)
    return (await session.scalars(query)).all()


async def accept(session: AsyncSession, invitation: str, chat_id: int, now: datetime) -> Officer | None:
    """Bind an invitation to the chat that opens it first; None if it has expired, was used or withdrawn.

    The chat may be on a new phone: sessions of the console are ended for whoever has the old one.
    """
    row = await session.scalar(select(StaffRow).where(StaffRow.invitation == _digest(invitation)))
    known = await session.scalar(select(StaffRow).where(StaffRow.chat_id == chat_id))
    if row is None or not is_invited(row, now) or known not in {None, row}:
        return None
    await _sign_out(session, row)
    row.chat_id, row.invitation, row.invited_at = chat_id, None, None
    audit.record(session, audit.of_officer(row), Action.JOIN, row.id, now)
    return _officer(row)


def is_invited(row: StaffRow, now: datetime) -> bool:
    """Whether an invitation is open and still valid."""
    return row.invited_at is not None and now < row.invited_at + INVITATION_LASTS


async def uninvite(session: AsyncSession, staff_id: str, now: datetime, *, actor: Actor) -> None:
    """Withdraw an invitation before it is used.

    Raises:
        NotInvited: there is no open invitation.
        OfficerUnknown: there is no such officer.
    """
    row = await _find(session, staff_id)
    was_open = is_invited(row, now)
    row.invitation = row.invited_at = None
    if not was_open:
        raise NotInvited(row.email)
    audit.record(session, actor, Action.WITHDRAW_INVITATION, row.id, now)


async def remove(session: AsyncSession, staff_id: str, to_id: str | None, now: datetime, *, actor: Actor) -> int:
    """Remove an officer: from now on they may do nothing and are told nothing.

    Meetings that candidates took go to another officer, or are withdrawn if that one is busy then, and candidates told.

    Returns:
        How many meetings were handed over.

    Raises:
        LastAdministrator: nobody else has this role, and somebody must.
        MeetingsLeft: some are taken, and nobody is named to hold them.
        OfficerUnknown: there is no such officer.
    """
    if staff_id == to_id:
        raise MeetingsLeft
    row = await _locked(session, staff_id, still_administers=False)
    to = await _find(session, to_id) if to_id else None
    handed = await meetings.hand_over(session, row, to, now, actor=actor)
    await session.execute(delete(NoticeRow).where(NoticeRow.staff_id == row.id, NoticeRow.done_at.is_(None)))
    await forget_devices(session, row.id)
    row.chat_id = row.invitation = row.invited_at = None
    row.removed_at = now
    audit.record(session, actor, Action.REMOVE_OFFICER, row.id, now)
    return handed


async def of_chat(session: AsyncSession, chat_id: int) -> Officer | None:
    """The officer with this chat, if it is an officer's."""
    row = await session.scalar(select(StaffRow).where(StaffRow.chat_id == chat_id))
    return _officer(row) if row else None


async def everyone(session: AsyncSession) -> Sequence[StaffRow]:
    """The officers whom messages reach."""
    return [row for row in await listed(session) if row.chat_id is not None]


async def alarm(session: AsyncSession, subject: str, now: datetime, *, about: Alarm, **told: Any) -> None:
    """Tell every officer that a person is needed: in the morning if it is night, but danger at once.

    `told`: further values for the message.

    Requests within a few minutes are told together: one message says how many people wait. Officers are told of
    somebody in danger at once, and again only after some minutes, however often the button is tapped.
    """
    lately = or_(NoticeRow.done_at.is_(None), NoticeRow.written_at > now - _GATHERED)
    query = select(NoticeRow).where(NoticeRow.kind == NoticeKind.STAFF_ALARM, lately).order_by(NoticeRow.id)
    same = [row for row in await session.scalars(query) if row.data["about"] == about]
    lately_told = {row.staff_id: row for row in same if about in _OF_PEOPLE or row.subject == subject}
    for officer in await everyone(session):
        last = lately_told.get(officer.id)
        if last is None or last.done_at is not None:
            due, urgent = (last.written_at + _GATHERED if last else now), about is Alarm.DANGER
            data = {"about": about, **told}
            notices.write(session, officer, NoticeKind.STAFF_ALARM, subject, now, due=due, urgent=urgent, **data)


async def message_set_aside(session: AsyncSession, chat_id: int, now: datetime) -> None:
    """Tell officers that a message to this chat could not be sent, once a day however many there are.

    Nothing is told about messages to officers: the notice of one might be the next that cannot be sent.
    """
    told = select(NoticeRow.id).where(NoticeRow.subject == _OUTBOX, NoticeRow.written_at > now - _TOLD_AGAIN)
    if await of_chat(session, chat_id) is None and await session.scalar(told.limit(1)) is None:
        await alarm(session, _OUTBOX, now, about=Alarm.SET_ASIDE)


async def forget_devices(session: AsyncSession, staff_id: str) -> None:
    """Sign an officer out everywhere, and delete their passkeys.

    Raises:
        OfficerUnknown: there is no such officer.
    """
    row = await _find(session, staff_id)
    await _sign_out(session, row)
    await session.execute(delete(PasskeyRow).where(PasskeyRow.staff_id == row.id))


async def _sign_out(session: AsyncSession, row: StaffRow) -> None:
    """End an officer's sessions and sign-ins."""
    for table in (SessionRow, SignInRow):
        await session.execute(delete(table).where(table.staff_id == row.id))


async def _locked(session: AsyncSession, staff_id: str, *, still_administers: bool) -> StaffRow:
    """An officer who is about to be changed. All are locked, so that two administrators cannot remove each other."""
    query = select(StaffRow).where(StaffRow.removed_at.is_(None)).order_by(StaffRow.id).with_for_update()
    rows = (await session.scalars(query.execution_options(populate_existing=True))).all()
    row = next((each for each in rows if each.id == staff_id), None)
    if row is None:
        raise OfficerUnknown(staff_id)
    if not still_administers and [each for each in rows if each.role == Role.ADMINISTRATOR] == [row]:
        raise LastAdministrator(row.email)
    return row


async def _find(session: AsyncSession, staff_id: str) -> StaffRow:
    row = await session.get(StaffRow, staff_id)
    if row is None or row.removed_at is not None:
        raise OfficerUnknown(staff_id)
    return row


def _digest(invitation: str) -> str:
    return hashlib.sha256(invitation.encode()).hexdigest()


def _officer(row: StaffRow) -> Officer:
    return Officer(row.id, row.name or "", Role(row.role))
