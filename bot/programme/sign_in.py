"""Signing in to the console: a link from the chat, a number in both places, a session that expires.

The link works once, within five minutes, in the browser that opens it first. That browser shows a number, and the
officer taps the same number in the chat: the link alone is not enough. Secrets are stored as digests.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.db.models import SessionRow, SignInRow, StaffRow
from bot.programme import access, audit, staff
from bot.programme.access import Officer, Role, Task
from bot.programme.audit import Action
from bot.programme.ids import new_id
from bot.queues import notices
from bot.queues.notices import NoticeKind

LINK_LASTS = timedelta(minutes=5)
IDLE = timedelta(minutes=30)  # of disuse, after which a session expires
LONGEST = timedelta(hours=12)  # the longest that a session lasts
DEMONSTRATION = "demonstration@example.invalid"
_DEMONSTRATION = (
    (DEMONSTRATION, "Camille", Role.ADMINISTRATOR), ("second@example.invalid", "Dominique", Role.TRIP_LEAD)
)  # fmt: skip
SEEN_EVERY = timedelta(minutes=1)  # precision of the time of last use
_OFFICER = joinedload(SignInRow.officer, innerjoin=True)
_CHOICES = 3  # numbers to choose from in the chat; the browser shows one of them


class Step(StrEnum):
    """The state of a sign-in, for one browser."""

    CLOSED = "closed"  # expired, used, unknown, or another browser's
    OFFERED = "offered"
    OPENED = "opened"  # waits for the number to be tapped
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Way:
    """A sign-in, as the page shows it."""

    step: Step
    number: int | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session in the list."""

    id: str
    officer_id: str
    device: str
    began_at: datetime
    seen_at: datetime


async def offer(session: AsyncSession, officer: Officer, now: datetime) -> str:
    """Make a new link for an officer, replacing an earlier one. Returns its token."""
    word = secrets.token_urlsafe(32)  # 256 bits
    await session.execute(delete(SignInRow).where(SignInRow.staff_id == officer.id))
    session.add(SignInRow(id=new_id(), staff_id=officer.id, word=_digest(word), offered_at=now))
    audit.record(session, audit.of_officer(officer), Action.OFFER_SIGN_IN, officer.id, now)
    await session.flush()
    return word


async def look(session: AsyncSession, word: str, browser: str, now: datetime) -> Way:
    """The state of the sign-in with this token, for this browser. Changes nothing."""
    row = await _open(session, word, now)
    if row is None or (row.browser is not None and row.browser != _digest(browser)):
        return Way(Step.CLOSED)
    if row.browser is None:
        return Way(Step.OFFERED)
    return Way(Step.CONFIRMED if row.confirmed_at else Step.OPENED, row.number)


async def open_in(session: AsyncSession, word: str, browser: str, now: datetime) -> Way:
    """Bind the sign-in to the browser that opens it first, and ask the officer in the chat which number it shows."""
    row = await _open(session, word, now)
    if row is not None and row.browser is None:
        numbers = secrets.SystemRandom().sample(range(10, 100), _CHOICES)
        row.browser, row.number = _digest(browser), secrets.choice(numbers)
        notices.write(session, row.officer, NoticeKind.STAFF_SIGN_IN, row.id, now, urgent=True, numbers=numbers)
        await session.flush()
    return await look(session, word, browser, now)


async def is_asked(session: AsyncSession, sign_in_id: str, now: datetime) -> bool:
    """Whether the number of this sign-in is still to be tapped."""
    row = await session.get(SignInRow, sign_in_id)
    return row is not None and row.confirmed_at is None and now < row.offered_at + LINK_LASTS


async def confirm(session: AsyncSession, chat_id: int, sign_in_id: str, number: int, now: datetime) -> bool:
    """The officer tapped a number in their chat: the right one confirms the sign-in, a wrong one ends it."""
    query = select(SignInRow).where(SignInRow.id == sign_in_id).options(_OFFICER).with_for_update(of=SignInRow)
    row = await session.scalar(query)
    if row is None or row.officer.chat_id != chat_id or now >= row.offered_at + LINK_LASTS:
        return False
    if row.number != number:
        await session.delete(row)
        audit.record(session, audit.of_officer(row.officer), Action.REFUSE_SIGN_IN, row.staff_id, now)
        return False
    row.confirmed_at = now
    return True


async def enter(session: AsyncSession, word: str, browser: str, device: str, now: datetime) -> str | None:
    """Begin a session once the number was confirmed. Returns the secret of its cookie; the link stops working."""
    row = await _open(session, word, now)
    if row is None or row.confirmed_at is None or row.browser != _digest(browser):
        return None
    await session.delete(row)
    return await _begin(session, row.officer, device, now)


async def enter_demonstration(session: AsyncSession, device: str, now: datetime, *, second: bool = False) -> str:
    """Begin a session of an invented officer in the sandbox; never called with real people.

    No passkey is required, since the data are invented. `second`: the officer who reviews what the first one wrote.
    """
    email, name, role = _DEMONSTRATION[second]
    row = await staff.of_email(session, email)
    if row is None:
        row = StaffRow(id=new_id(), email=email, name=name, role=role, added_at=now)
        session.add(row)
        await session.flush()
    return await _begin(session, row, device, now, proved=True)


async def who(session: AsyncSession, token: str, now: datetime) -> tuple[Officer, str, datetime] | None:
    """The officer of a valid session, the session's identifier, and when it was last used."""
    query = select(SessionRow).where(SessionRow.token == _digest(token))
    query = query.options(joinedload(SessionRow.officer))
    row = await session.scalar(query)
    if row is None or _is_over(row, now) or row.officer.removed_at is not None:
        return None
    proved = row.proved_at is not None
    return Officer(row.officer.id, row.officer.name or "", Role(row.officer.role), proved), row.id, row.seen_at


async def seen(session: AsyncSession, session_id: str, now: datetime) -> None:
    """Note that a session was used, which restarts its time of disuse."""
    row = await session.get(SessionRow, session_id)
    if row is not None:
        row.seen_at = now


async def sessions(session: AsyncSession, officer: Officer, now: datetime) -> Sequence[SignedIn]:
    """Sessions, the latest first: an administrator sees everybody's, others their own."""
    rows = await session.scalars(select(SessionRow).order_by(SessionRow.began_at.desc()))
    return [
        SignedIn(row.id, row.staff_id, row.device, row.began_at, row.seen_at)
        for row in rows
        if not _is_over(row, now) and (row.staff_id == officer.id or access.may(officer.role, Task.TEAM))
    ]


async def end(session: AsyncSession, officer: Officer, session_id: str, now: datetime) -> None:
    """End a session; only an administrator can end somebody else's.

    Raises:
        NotAllowed: it is somebody else's.
    """
    row = await session.get(SessionRow, session_id)
    if row is None:
        return
    if row.staff_id != officer.id:
        access.require(officer, Task.TEAM)
    await session.delete(row)
    audit.record(session, audit.of_officer(officer), Action.END_SESSION, row.staff_id, now)


async def purge(session: AsyncSession, now: datetime) -> None:
    """Delete expired sessions and links."""
    await session.execute(delete(SessionRow).where(SessionRow.began_at <= now - LONGEST))
    await session.execute(delete(SignInRow).where(SignInRow.offered_at <= now - LINK_LASTS))


async def _open(session: AsyncSession, word: str, now: datetime) -> SignInRow | None:
    query = select(SignInRow).where(SignInRow.word == _digest(word)).options(_OFFICER)
    row = await session.scalar(query.with_for_update(of=SignInRow))
    usable = row is not None and now < row.offered_at + LINK_LASTS and row.officer.removed_at is None
    return row if usable else None


async def _begin(session: AsyncSession, row: StaffRow, device: str, now: datetime, *, proved: bool = False) -> str:
    token = secrets.token_urlsafe(32)
    session.add(
        SessionRow(
            id=new_id(), token=_digest(token), staff_id=row.id, device=device[:40], began_at=now, seen_at=now,
            proved_at=now if proved else None,
        )
    )  # fmt: skip
    audit.record(session, audit.of_officer(row), Action.SIGN_IN, row.id, now)
    await session.flush()
    return token


def _is_over(row: SessionRow, now: datetime) -> bool:
    return now >= row.began_at + LONGEST or now >= row.seen_at + IDLE


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
