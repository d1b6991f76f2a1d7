"""The interviews of a trip's day: reading, publishing and ending them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.errors import BotError
from bot.db.candidate_view import CandidateView
from bot.db.models import EmployerRow, InterviewRow, NoticeRow, RegistrationRow, VacancyRow
from bot.programme import audit
from bot.programme.audit import Action, Actor
from bot.programme.trips import RegistrationState, TripError, find, registrations
from bot.queues import notices
from bot.queues.notices import NoticeKind


class NoInterviewThen(BotError):
    """No interview can begin at this hour."""

    def __init__(self, hour: str) -> None:
        super().__init__(hour)
        self.hour = hour


class NothingToPlan(BotError):
    """A trip has no traveller, no employer with vacancies, or no hour for interviews."""


class NothingInstead(BotError):
    """Some travellers have no interview, and nobody has said what they do instead."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class NothingToTalkAbout(BotError):
    """An interview was planned with an employer that has no vacancy."""

    def __init__(self, employer_id: str) -> None:
        super().__init__(employer_id)
        self.employer_id = employer_id


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


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview as officers read it."""

    trip_id: str
    code: str  # the traveller's code
    employer: str
    called: str  # the employer's name, with its contact
    starts_at: datetime


async def of_trip(session: AsyncSession, trip_id: str) -> list[Appointment]:
    """Every interview of a trip, by hour."""
    query = select(InterviewRow).where(InterviewRow.trip_id == trip_id)
    rows = await session.scalars(query.order_by(InterviewRow.starts_at, InterviewRow.candidate_id))
    return [Appointment(row.candidate_id, row.employer_id, row.starts_at, row.minutes, row.vacancy_id) for row in rows]


async def ahead(session: AsyncSession, now: datetime) -> list[Meeting]:
    """Every coming interview of people who have seats, by trip and hour."""
    query = (
        select(InterviewRow, RegistrationRow.code)
        .join(
            RegistrationRow,
            (RegistrationRow.trip_id == InterviewRow.trip_id)
            & (RegistrationRow.candidate_id == InterviewRow.candidate_id),
        )
        .where(InterviewRow.starts_at > now, RegistrationRow.state == RegistrationState.CONFIRMED)
        .options(selectinload(InterviewRow.employer))
        .order_by(InterviewRow.trip_id, InterviewRow.starts_at, RegistrationRow.number)
    )
    return [
        Meeting(
            row.trip_id, code, row.employer.name,
            ", ".join(filter(None, (row.employer.name, row.employer.contact, row.employer.phone))), row.starts_at,
        )
        for row, code in await session.execute(query)
    ]  # fmt: skip


async def about(session: AsyncSession, vacancy_id: str, now: datetime) -> Sequence[InterviewRow]:
    """The coming interviews about this vacancy."""
    query = select(InterviewRow).where(InterviewRow.vacancy_id == vacancy_id, InterviewRow.starts_at > now)
    return (await session.scalars(query.order_by(InterviewRow.trip_id, InterviewRow.starts_at))).all()


async def stands(session: AsyncSession, trip_id: str) -> bool:
    """Whether a timetable of this trip is in force."""
    return (
        await session.scalar(select(InterviewRow.starts_at).where(InterviewRow.trip_id == trip_id).limit(1)) is not None
    )


async def employer_names(session: AsyncSession, employer_ids: Collection[str]) -> dict[str, str]:
    """The names of these employers, including those that the trip no longer meets."""
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
    """Replace the timetable in force; travellers whose day changes are told, the others are not.

    Travellers without an interview are told so once, except those who are `absent`.

    Returns:
        How many travellers are told.

    Raises:
        NoSeat: somebody in it has no confirmed seat.
        NothingToTalkAbout: an employer in it has no vacancy.
    """
    trip = await find(session, trip_id, drafts=True, lock=True)
    before, after = set(await of_trip(session, trip_id)), {await _with_vacancy(session, each) for each in appointments}
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


async def end_with(session: AsyncSession, candidate: CandidateView, employer_id: str, now: datetime) -> int:
    """Cancel somebody's coming interviews with an employer. Returns how many."""
    ahead = select(InterviewRow).where(
        InterviewRow.candidate_id == candidate.id, InterviewRow.employer_id == employer_id, InterviewRow.starts_at > now
    )
    rows = (await session.scalars(ahead)).all()
    for row in rows:
        await session.delete(row)
        audit.record(session, audit.of_candidate(candidate), Action.END_INTERVIEW, row.trip_id, now)
    await session.flush()
    return len(rows)


async def end(
    session: AsyncSession, rows: Sequence[InterviewRow], now: datetime, *, actor: Actor, over: str
) -> set[int]:
    """Cancel interviews because a vacancy is `over`; travellers are told, with what is left of their day.

    Returns:
        The candidates who are told.
    """
    told = set()
    for trip_id in sorted({row.trip_id for row in rows}):
        trip = await find(session, trip_id, drafts=True, lock=True)
        before = set(await of_trip(session, trip_id))
        ended = [row for row in rows if row.trip_id == trip_id]
        for row in ended:
            await session.delete(row)
            audit.record(session, actor, Action.END_INTERVIEW, trip_id, now, {"vacancy": (over, None)})
        await session.flush()
        concerned = {row.candidate_id for row in ended}
        for registration in await registrations(session, trip_id, [RegistrationState.CONFIRMED]):
            if registration.candidate_id in concerned:
                await _tell(session, registration, before, now, over=over)
                told.add(registration.candidate_id)
        trip.revision += 1
    return told


async def _with_vacancy(session: AsyncSession, appointment: Appointment) -> Appointment:
    """The appointment with a vacancy of the employer: agreements are for a vacancy, so every interview needs one."""
    if appointment.vacancy_id is not None:
        return appointment
    query = select(VacancyRow.id).where(VacancyRow.employer_id == appointment.employer_id)
    found = await session.scalar(query.order_by(VacancyRow.state != "open", VacancyRow.id).limit(1))
    if found is None:
        raise NothingToTalkAbout(appointment.employer_id)
    return replace(appointment, vacancy_id=found)


async def _knows(session: AsyncSession, registration: RegistrationRow) -> bool:
    """Whether a traveller was told of a timetable, or will be by an unsent notice."""
    query = select(NoticeRow.id).where(
        NoticeRow.subject == registration.id, NoticeRow.kind == NoticeKind.INTERVIEWS, NoticeRow.error.is_(None)
    )
    return await session.scalar(query.limit(1)) is not None


async def _tell(
    session: AsyncSession,
    registration: RegistrationRow,
    before: set[Appointment],
    now: datetime,
    *,
    over: str | None = None,
) -> None:
    """Announce the new times, replacing a notice that is still unsent.

    The notice carries the times that the traveller was last told, so that only changed lines are said; and the
    vacancies that are `over`, for which interviews ended.
    """
    earlier = await notices.unsent(session, registration.id, NoticeKind.INTERVIEWS)
    own = [each for each in before if each.candidate_id == registration.candidate_id]
    stood = [[each.starts_at.isoformat(), each.employer_id] for each in sorted(own, key=lambda each: each.starts_at)]
    ended = [] if over is None else [over]
    if earlier:
        stood, ended = earlier[0].data["before"], [*earlier[0].data.get("over", ()), *ended]
    await notices.drop_unsent(session, registration.id, NoticeKind.INTERVIEWS)
    notices.about_trip(session, registration, NoticeKind.INTERVIEWS, now, before=stood, over=ended)
