"""Who is late for an interview day, or does not come: stored from when it is told until it is withdrawn."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import RegistrationRow, SlipRow
from bot.programme import audit
from bot.programme.audit import Action, Actor
from bot.programme.trips import RegistrationState, find, registrations


@dataclass(frozen=True, slots=True)
class Who:
    """Either a traveller or an employer of a trip."""

    candidate_id: int | None = None
    employer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is not there as planned on a trip's day, and from when they are; None: not at all."""

    travellers: dict[int, datetime | None]
    employers: dict[str, datetime | None]


async def note_late_or_absent(
    session: AsyncSession, trip_id: str, who: Who, there_from: datetime | None, now: datetime, *, actor: Actor
) -> None:
    """Note that somebody is there only from this moment on, or not at all (None); replaces what was noted before."""
    await find(session, trip_id, drafts=True, lock=True)
    row = await _of(session, trip_id, who)
    if row is None:
        row = SlipRow(trip_id=trip_id, candidate_id=who.candidate_id, employer_id=who.employer_id)
        session.add(row)
    row.there_from, row.noted_at = there_from, now
    audit.record(session, actor, Action.NOTE_SLIP, trip_id, now, {_shown(who): (None, there_from)})
    await session.flush()


async def note_there_as_planned(session: AsyncSession, trip_id: str, who: Who, now: datetime, *, actor: Actor) -> bool:
    """Note that they are there as planned after all. Returns whether anything else had been noted."""
    await find(session, trip_id, drafts=True, lock=True)
    row = await _of(session, trip_id, who)
    if row is None:
        return False
    await session.delete(row)
    audit.record(session, actor, Action.TAKE_SLIP_BACK, trip_id, now, {_shown(who): (row.there_from, None)})
    await session.flush()
    return True


async def away(session: AsyncSession, trip_id: str, now: datetime) -> Away:
    """Who is late or absent, by what officers noted and by the roll.

    Once the trip has left and anybody was checked in, whoever was not is absent. Somebody who was checked in after
    being noted as absent is there.
    """
    trip = await find(session, trip_id, drafts=True)
    rows = (await session.scalars(select(SlipRow).where(SlipRow.trip_id == trip_id))).all()
    employers = {row.employer_id: row.there_from for row in rows if row.employer_id is not None}
    told = {row.candidate_id: row for row in rows if row.candidate_id is not None}
    confirmed = await registrations(session, trip_id, [RegistrationState.CONFIRMED])
    called = trip.departs_at <= now and any(row.checked_in_at for row in confirmed)
    travellers: dict[int, datetime | None] = {}
    for each in confirmed:
        slip = told.get(each.candidate_id)
        if slip is not None and not _came_since(each, slip):
            travellers[each.candidate_id] = slip.there_from
        elif called and each.checked_in_at is None:
            travellers[each.candidate_id] = None
    return Away(travellers, employers)


async def absent(session: AsyncSession, trip_id: str, now: datetime) -> Collection[int]:
    """The travellers who do not come at all."""
    there_from = (await away(session, trip_id, now)).travellers
    return {candidate for candidate, moment in there_from.items() if moment is None}


async def of_trip(session: AsyncSession, trip_id: str) -> Sequence[SlipRow]:
    """What officers noted about a trip's day, in order."""
    query = select(SlipRow).where(SlipRow.trip_id == trip_id).order_by(SlipRow.noted_at, SlipRow.id)
    return (await session.scalars(query)).all()


def _came_since(registration: RegistrationRow, slip: SlipRow) -> bool:
    came = registration.checked_in_at
    return slip.there_from is None and came is not None and came > slip.noted_at


async def _of(session: AsyncSession, trip_id: str, who: Who) -> SlipRow | None:
    query = select(SlipRow).where(SlipRow.trip_id == trip_id)
    if who.candidate_id is not None:
        return await session.scalar(query.where(SlipRow.candidate_id == who.candidate_id))
    return await session.scalar(query.where(SlipRow.employer_id == who.employer_id))


def _shown(who: Who) -> str:
    return f"candidate {who.candidate_id}" if who.candidate_id is not None else f"employer {who.employer_id}"
