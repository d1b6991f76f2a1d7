"""Who is late or does not come, as officers enter and read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.planning.hours import interview_starts, midnight, minutes_at, minutes_of_day
from bot.programme import late_or_absent, trips
from bot.programme.audit import Actor
from bot.programme.late_or_absent import Who
from bot.programme.trips import RegistrationState
from bot.programme.typed_names import NothingNoted, nearest


@dataclass(frozen=True, slots=True)
class Slips:
    """How the day deviates from the plan, as officers type it: travellers by code, employers by reference or name."""

    absent: Sequence[str] = ()
    late: Mapping[str, str] = field(default_factory=dict)  # by name, the hour from which they are there
    back: Sequence[str] = ()  # there as planned after all


async def note_slips(session: AsyncSession, trip_id: str, said: Slips, now: datetime, *, actor: Actor) -> None:
    """Store who is late or absent, until it is withdrawn.

    Raises:
        NameUnknown, HourUnknown, NothingNoted: no person, employer or hour of the day is meant.
    """
    rows = await trips.registrations(session, trip_id, [RegistrationState.CONFIRMED])
    trip = await trips.find(session, trip_id, drafts=True)
    who = {row.code: Who(candidate_id=row.candidate_id) for row in rows}
    who |= {row.id: Who(employer_id=row.id) for row in trip.employers}
    names = {row.code: row.code for row in rows} | {row.id: row.name for row in trip.employers}
    starts = interview_starts(trip, 1) or [trip.departs_at]
    for text in said.absent:
        await late_or_absent.note_late_or_absent(session, trip_id, who[nearest(text, names)], None, now, actor=actor)
    for text, hour in said.late.items():
        there_from = midnight(starts) + timedelta(minutes=minutes_at(hour, minutes_of_day(starts)))
        await late_or_absent.note_late_or_absent(
            session, trip_id, who[nearest(text, names)], there_from, now, actor=actor
        )
    for text in said.back:
        if not await late_or_absent.note_there_as_planned(
            session, trip_id, who[nearest(text, names)], now, actor=actor
        ):
            raise NothingNoted(text)


async def slips_in_words(session: AsyncSession, trip_id: str, now: datetime) -> list[str]:
    """Who is late or absent, in words for officers: by what was noted, and by the roll."""
    away = await late_or_absent.away(session, trip_id, now)
    rows = await trips.registrations(session, trip_id, [RegistrationState.CONFIRMED])
    trip = await trips.find(session, trip_id, drafts=True)
    there_from = {row.code: away.travellers[row.candidate_id] for row in rows if row.candidate_id in away.travellers}
    there_from |= {row.name: away.employers[row.id] for row in trip.employers if row.id in away.employers}
    return [
        f"{name}: there from {moment.astimezone(QUEBEC_TIME):%H:%M}" if moment else f"{name}: absent"
        for name, moment in there_from.items()
    ]
