"""The interviews of a trip's day: what the timetable needs to know, and the timetable as it stands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.errors import BotError
from bot.db.models import CandidateRow, EmployerRow, InterviewRow, NoticeRow, RegistrationRow
from bot.programme import audit
from bot.programme.audit import Action, Actor
from bot.programme.trips import RegistrationState, TripError, find, registrations
from bot.queues import notices
from bot.queues.notices import NoticeKind


class NoInterviewThen(BotError):
    """No interview begins at this hour."""

    def __init__(self, hour: str) -> None:
        super().__init__(hour)
        self.hour = hour


class NothingToPlan(BotError):
    """A trip has no traveller, no employer with vacancies, or no hour for interviews."""


class NothingInstead(BotError):
    """Travellers have no interview, and nobody has said what they do meanwhile."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class NoSeat(TripError):
    """Somebody in a timetable has no confirmed seat any more."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who meets whom, and when."""

    candidate_id: int
    employer_id: str
    starts_at: datetime
    minutes: int
    vacancy_id: str | None = field(default=None, compare=False)  # what it is about


async def of(session: AsyncSession, registration: RegistrationRow) -> Sequence[InterviewRow]:
    """The interviews of one traveller, in order."""
    query = select(InterviewRow).where(
        InterviewRow.trip_id == registration.trip_id, InterviewRow.candidate_id == registration.candidate_id
    )
    query = query.options(selectinload(InterviewRow.employer), selectinload(InterviewRow.vacancy))
    return (await session.scalars(query.order_by(InterviewRow.starts_at))).all()


async def of_trip(session: AsyncSession, trip_id: str) -> list[Appointment]:
    """Every interview of a trip, by hour."""
    query = select(InterviewRow).where(InterviewRow.trip_id == trip_id)
    rows = await session.scalars(query.order_by(InterviewRow.starts_at, InterviewRow.candidate_id))
    return [Appointment(row.candidate_id, row.employer_id, row.starts_at, row.minutes, row.vacancy_id) for row in rows]


async def stands(session: AsyncSession, trip_id: str) -> bool:
    """Whether a trip's interviews are in force."""
    return (
        await session.scalar(select(InterviewRow.starts_at).where(InterviewRow.trip_id == trip_id).limit(1)) is not None
    )


async def employer_names(session: AsyncSession, employer_ids: Collection[str]) -> dict[str, str]:
    """The names of these employers, among them those who are met no more."""
    rows = await session.scalars(select(EmployerRow).where(EmployerRow.id.in_(employer_ids)))
    return {row.id: row.name for row in rows}


async def publish(
    session: AsyncSession,
    trip_id: str,
    appointments: Iterable[Appointment],
    now: datetime,
    *,
    actor: Actor,
    absent: Collection[int] = (),
) -> int:
    """Put this timetable in place of the one that stands; whose day changes is told, the others are not.

    Who has no interview is told once that there is none for them, but for those who are `absent`.

    Returns:
        How many travellers are told.

    Raises:
        NoSeat: somebody in it has no confirmed seat.
    """
    trip = await find(session, trip_id, drafts=True, lock=True)
    before, after = set(await of_trip(session, trip_id)), set(appointments)
    travellers = {row.candidate_id: row for row in await registrations(session, trip_id, [RegistrationState.CONFIRMED])}
    if strangers := {each.candidate_id for each in after} - set(travellers):
        raise NoSeat(len(strangers))
    for row in await session.scalars(select(InterviewRow).where(InterviewRow.trip_id == trip_id)):
        await session.delete(row)
    await session.flush()
    session.add_all(
        InterviewRow(
            trip_id=trip_id, candidate_id=each.candidate_id, employer_id=each.employer_id, starts_at=each.starts_at,
            minutes=each.minutes, vacancy_id=each.vacancy_id,
        )
        for each in after
    )  # fmt: skip
    concerned = {each.candidate_id for each in before ^ after} & set(travellers)
    if after:
        without = set(travellers) - {each.candidate_id for each in after} - concerned - set(absent)
        concerned |= {each for each in without if not await _knows(session, travellers[each])}
    for candidate_id in sorted(concerned):
        await _tell(session, travellers[candidate_id], before, now)
    trip.revision += 1
    audit.record(session, actor, Action.PUBLISH_TIMETABLE, trip_id, now)
    return len(concerned)


async def end_with(session: AsyncSession, candidate: CandidateRow, employer_id: str, now: datetime) -> int:
    """Somebody does not meet an employer after all; how many interviews that lie ahead end."""
    ahead = select(InterviewRow).where(
        InterviewRow.candidate_id == candidate.id, InterviewRow.employer_id == employer_id, InterviewRow.starts_at > now
    )
    rows = (await session.scalars(ahead)).all()
    for row in rows:
        await session.delete(row)
        audit.record(session, audit.of_candidate(candidate), Action.END_INTERVIEW, row.trip_id, now)
    await session.flush()
    return len(rows)


async def _knows(session: AsyncSession, registration: RegistrationRow) -> bool:
    """Whether a traveller was told of a timetable, or is about to be."""
    query = select(NoticeRow.id).where(
        NoticeRow.subject == registration.id, NoticeRow.kind == NoticeKind.INTERVIEWS, NoticeRow.error.is_(None)
    )
    return await session.scalar(query.limit(1)) is not None


async def _tell(session: AsyncSession, registration: RegistrationRow, before: set[Appointment], now: datetime) -> None:
    """Announce the new times, replacing a notice that is still unsent.

    The notice carries the times that the traveller was last told, so that only changed lines are said.
    """
    earlier = await notices.unsent(session, registration.id, NoticeKind.INTERVIEWS)
    own = [each for each in before if each.candidate_id == registration.candidate_id]
    stood = [[each.starts_at.isoformat(), each.employer_id] for each in sorted(own, key=lambda each: each.starts_at)]
    if earlier:
        stood = earlier[0].data["before"]
    await notices.forget(session, registration.id, NoticeKind.INTERVIEWS)
    notices.about_trip(session, registration, NoticeKind.INTERVIEWS, now, before=stood)
