"""Administrators' use cases on officers: the list, invitations, roles, removal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import PasskeyRow
from bot.programme import access, audit, staff
from bot.programme.access import Officer, Role, Task
from bot.programme.words_in_forms import NoWords

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Member:
    """An officer in the list."""

    id: str
    name: str
    email: str
    role: Role
    joined: bool  # has a chat with the assistant; otherwise only invited
    invited_until: datetime | None  # until when an invitation is open
    meetings: int  # coming ones
    passkeys: int


async def members(session: AsyncSession, officer: Officer, now: datetime) -> Sequence[Member]:
    """All officers, in the order in which they were added.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.TEAM)
    counted = await session.execute(select(PasskeyRow.staff_id, func.count()).group_by(PasskeyRow.staff_id))
    held: dict[str, int] = {staff_id: number for staff_id, number in counted}  # noqa: C416 - rows, which dict() refuses
    return [
        Member(
            each.id, each.name, each.email, each.role, each.joined,
            each.invited_until if each.invited_until and each.invited_until > now else None, each.meetings_ahead,
            held.get(each.id, 0),
        )
        for each in await staff.colleagues(session, now)
    ]  # fmt: skip


async def invite(session: AsyncSession, officer: Officer, email: str, name: str, role: Role, now: datetime) -> str:
    """Invite somebody, or an officer with this address again. Returns the token to send them, which is shown once.

    Raises:
        NotAllowed: the officer's role does not include it.
        NoWords: this is not an address.
        LastAdministrator: the only administrator would get another role.
    """
    access.require(officer, Task.TEAM)
    if not _ADDRESS.fullmatch(email.strip()):
        raise NoWords
    word = await staff.add(session, email, now, actor=audit.of_officer(officer), name=name, role=role)
    return f"{staff.INVITATION}{word}"


async def uninvite(session: AsyncSession, officer: Officer, staff_id: str, now: datetime) -> None:
    """Withdraw an invitation before it is used.

    Raises:
        NotAllowed: the officer's role does not include it.
        NotInvited: there is no open invitation.
        OfficerUnknown: there is no such officer.
    """
    access.require(officer, Task.TEAM)
    await staff.uninvite(session, staff_id, now, actor=audit.of_officer(officer))


async def remove(session: AsyncSession, officer: Officer, staff_id: str, to_id: str | None, now: datetime) -> None:
    """Remove an officer, at once: signed out, told nothing more, their conversations given back.

    `to_id`: who is to hold the meetings that candidates took.

    Raises:
        NotAllowed: the officer's role does not include it.
        OfficerUnknown: there is no such officer.
        LastAdministrator: nobody else has this role, and somebody must.
        MeetingsLeft: some are taken, and nobody is named to hold them.
    """
    access.require(officer, Task.TEAM)
    await staff.remove(session, staff_id, to_id, now, actor=audit.of_officer(officer))


async def change_role(session: AsyncSession, officer: Officer, staff_id: str, role: Role, now: datetime) -> None:
    """Give an officer another role, effective at their next request.

    Raises:
        NotAllowed: the officer's role does not include it.
        OfficerUnknown: there is no such officer.
        LastAdministrator: nobody else has this role, and somebody must.
    """
    access.require(officer, Task.TEAM)
    await staff.set_role(session, staff_id, role, now, actor=audit.of_officer(officer))
