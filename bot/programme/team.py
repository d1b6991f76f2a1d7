"""The officers as an administrator sees them, and their roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.programme import access, audit, staff
from bot.programme.access import Officer, Role, Task


@dataclass(frozen=True, slots=True)
class Member:
    """One officer of the list."""

    id: str
    name: str
    email: str
    role: Role
    joined: bool  # has a chat with the assistant; else is invited, or has not come yet


async def members(session: AsyncSession, officer: Officer) -> Sequence[Member]:
    """Everybody, in the order in which they were added.

    Raises:
        NotAllowed: the officer's role does not include it.
    """
    access.require(officer, Task.TEAM)
    return [
        Member(row.id, row.name or "", row.email, Role(row.role), row.chat_id is not None)
        for row in await staff.listed(session)
    ]


async def change_role(session: AsyncSession, officer: Officer, staff_id: str, role: Role, now: datetime) -> None:
    """Give somebody another role, from their next page on.

    Raises:
        NotAllowed: the officer's role does not include it.
        OfficerUnknown: there is no such officer.
        LastAdministrator: nobody else has this role, and somebody must.
    """
    access.require(officer, Task.TEAM)
    await staff.set_role(session, staff_id, role, now, actor=audit.of_officer(officer))
