"""Attendance: who officers check in on the morning, and who counts as having been there afterwards."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow, TripRow
from bot.programme import audit, waiting_list
from bot.programme.audit import ASSISTANT, Action, Actor
from bot.programme.ids import code_in
from bot.programme.trip_views import RegistrationView, registration_view
from bot.programme.trips import (
    HOLDING,
    MoveRefused,
    RegistrationState,
    TripError,
    TripUnknown,
    registrations,
    set_registration_state,
)
from bot.queues import notices
from bot.queues.notices import NoticeKind

_OPENS = timedelta(hours=3)  # before departure: a code that is scanned earlier is only being tried


class NotTheDay(TripError):
    """A code was shown on another day than the trip's: it must not count as being there."""


async def check_in(session: AsyncSession, code: str, now: datetime, *, actor: Actor) -> RegistrationView:
    """Check somebody in on the morning. Idempotent: a second scan changes nothing.

    Raises:
        TripUnknown: no confirmed registration has this code.
        NotTheDay: it is too early, or the trip is back.
    """
    row = await _with_code(session, code)
    if row.state != RegistrationState.CONFIRMED:
        raise TripUnknown
    if not row.trip.departs_at - _OPENS <= now < row.trip.returns_at:
        raise NotTheDay
    if row.checked_in_at is None:
        row.checked_in_at = now
        audit.record(session, actor, Action.CHECK_IN, row.id, now)
    return registration_view(row)


async def undo(session: AsyncSession, code: str, now: datetime, *, actor: Actor) -> RegistrationView:
    """Undo a check-in that was a mistake. Idempotent.

    Raises:
        TripUnknown: no confirmed registration has this code.
    """
    row = await _with_code(session, code)
    if row.state != RegistrationState.CONFIRMED:
        raise TripUnknown
    if row.checked_in_at is not None:
        audit.record(session, actor, Action.UNDO_CHECK_IN, row.id, now, {"checked in": (row.checked_in_at, None)})
        row.checked_in_at = None
    return registration_view(row)


async def came(session: AsyncSession, code: str, now: datetime, *, actor: Actor) -> RegistrationView:
    """Correct an absence: somebody was there after all, and is asked how it was like everybody else.

    Raises:
        TripUnknown: no registration has this code.
        MoveRefused: it does not count as absent.
    """
    row = await _with_code(session, code)
    if row.state != RegistrationState.ABSENT:
        raise MoveRefused(row.state)
    set_registration_state(session, row, RegistrationState.ATTENDED, now, actor=actor)
    await notices.drop_unsent(session, row.id)
    notices.remind_before_departure(session, row, now)
    return registration_view(row)


async def note_who_came(session: AsyncSession, trip: TripRow, now: datetime) -> None:
    """When a trip is back, mark who was checked in as attended, and the others as absent. The trip must be locked.

    If nobody was checked in at all, no roll was called, and everybody counts as having been there.
    """
    rows = await registrations(session, trip.id, HOLDING)
    called = any(row.checked_in_at for row in rows)
    for row in rows:
        if row.state == RegistrationState.OFFERED:
            await waiting_list.release(session, row, RegistrationState.PASSED, now, actor=ASSISTANT)
        elif row.checked_in_at or not called:
            set_registration_state(session, row, RegistrationState.ATTENDED, now, actor=ASSISTANT)
        else:
            set_registration_state(session, row, RegistrationState.ABSENT, now, actor=ASSISTANT)
            await notices.drop_unsent(session, row.id)
            notices.about_trip(session, row, NoticeKind.ABSENT, now)


async def _with_code(session: AsyncSession, code: str) -> RegistrationRow:
    row = await waiting_list.locked(session, RegistrationRow.code == (code_in(code) or code.strip().lower()))
    if row is None:
        raise TripUnknown
    return row
