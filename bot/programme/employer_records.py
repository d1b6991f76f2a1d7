"""Records of employers: renamed, merged (two records of one employer), archived."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.errors import BotError, NotThere
from bot.db.locks import lock_vacancies
from bot.db.models import (
    EmployerAliasRow,
    EmployerRow,
    HireRow,
    InterviewRow,
    NoticeRow,
    SlipRow,
    TripEmployerRow,
    TripRow,
    VacancyRow,
)
from bot.programme import audit, trip_changes, trips, vacancies
from bot.programme.audit import Action, Actor
from bot.programme.trips import TripState
from bot.programme.vacancies import Kept, VacancyState

REACHED = ("contact", "phone", "email")  # whom officers call or write to there
_KEPT = (*REACHED, "employees")  # columns that are filled in from the other record


class ReferenceUnknown(NotThere):
    """No employer has this reference."""

    def __init__(self, employer_id: str) -> None:
        super().__init__(employer_id)
        self.employer_id = employer_id


class MeetsBoth(BotError):
    """On one day, travellers have interviews with both records of one employer."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


async def rename(session: AsyncSession, employer_id: str, name: str, now: datetime, *, actor: Actor) -> None:
    """Rename an employer; references to it stay, and files may still use the former name.

    Raises:
        ReferenceUnknown: there is none.
    """
    await lock_vacancies(session)
    row = await _find(session, employer_id)
    session.add(EmployerAliasRow(employer_id=employer_id, name=row.name, town=row.town))
    audit.record(session, actor, Action.RENAME_EMPLOYER, employer_id, now, {"name": (row.name, name)})
    row.name = name


async def reach(
    session: AsyncSession, employer_id: str, told: Mapping[str, str], now: datetime, *, actor: Actor
) -> None:
    """Note whom officers call or write to at an employer; what is left out goes. No candidate sees it.

    Raises:
        ReferenceUnknown: there is none.
    """
    row = await _find(session, employer_id)
    changed = [name for name in REACHED if (getattr(row, name) or "") != told.get(name, "")]
    for name in changed:
        setattr(row, name, told.get(name) or None)
    if changed:  # who they are is no matter of the trail
        audit.record(session, actor, Action.REACH_EMPLOYER, employer_id, now, {"parts": (None, ", ".join(changed))})


async def merge(session: AsyncSession, gone_id: str, kept_id: str, now: datetime, *, actor: Actor) -> None:
    """Merge two records of the same employer: references to the first then lead to the second, in files too.

    Interests are kept, and nobody is told, since it is the same employer.

    Raises:
        ReferenceUnknown: one of them does not exist, or both are the same.
        MeetsBoth: on one day, somebody has an interview with each.
    """
    await lock_vacancies(session)
    gone, kept = await _find(session, gone_id), await _find(session, kept_id)
    if gone is kept:
        raise ReferenceUnknown(gone_id)
    with_kept = select(InterviewRow.trip_id, InterviewRow.candidate_id).where(InterviewRow.employer_id == kept_id)
    with_gone = select(InterviewRow.trip_id, InterviewRow.candidate_id).where(InterviewRow.employer_id == gone_id)
    met = {tuple(row) for row in await session.execute(with_kept)}
    if both := met & {tuple(row) for row in await session.execute(with_gone)}:
        raise MeetsBoth(len(both))
    for table in (VacancyRow, InterviewRow, HireRow, EmployerAliasRow):
        await session.execute(update(table).where(table.employer_id == gone_id).values(employer_id=kept_id))
    for there in (TripEmployerRow, SlipRow):  # at most one for each trip and employer
        already = select(there.trip_id).where(there.employer_id == kept_id)
        twice = there.employer_id == gone_id, there.trip_id.in_(list(await session.scalars(already)))
        await session.execute(delete(there).where(*twice))
        await session.execute(update(there).where(there.employer_id == gone_id).values(employer_id=kept_id))
    for name in _KEPT:
        if getattr(kept, name) in (None, ""):
            setattr(kept, name, getattr(gone, name))
    kept.about = {**gone.about, **kept.about}
    session.add(EmployerAliasRow(employer_id=kept_id, reference=gone_id, name=gone.name, town=gone.town))
    await _in_notices(session, gone, kept)
    audit.record(session, actor, Action.MERGE_EMPLOYERS, kept_id, now, {"merged": (gone_id, kept_id)})
    await session.flush()
    session.expunge(gone)
    await session.execute(delete(EmployerRow).where(EmployerRow.id == gone_id))
    session.expire_all()


async def archive(session: AsyncSession, employer_id: str, now: datetime, *, actor: Actor) -> int:
    """Archive an employer: its vacancies close, and coming trips go on without it. Returns how many vacancies.

    Everybody concerned is told. Its history is kept.

    Raises:
        ReferenceUnknown: there is none.
    """
    await lock_vacancies(session)
    await _find(session, employer_id)
    ahead = await _trips_ahead(session, employer_id, now)
    offered = select(VacancyRow.id).where(VacancyRow.employer_id == employer_id, VacancyRow.state == VacancyState.OPEN)
    closed = list(await session.scalars(offered.order_by(VacancyRow.id)))
    for vacancy_id in closed:
        await vacancies.set_state(session, vacancy_id, VacancyState.CLOSED, Kept.KEPT, now, actor=actor)
    for trip in ahead:
        left = [row for row in trip.employers if row.id != employer_id]
        await trip_changes.change(session, trip.id, {"employers": left}, now, actor=actor)
    audit.record(session, actor, Action.ARCHIVE_EMPLOYER, employer_id, now)
    return len(closed)


async def take_back_reference(session: AsyncSession, reference: str) -> None:
    """Let a reference that led to the record it was merged into be that of a new one; the former name stays there."""
    led = update(EmployerAliasRow).where(EmployerAliasRow.reference == reference)
    await session.execute(led.values(reference=None))


async def _trips_ahead(session: AsyncSession, employer_id: str, now: datetime) -> Sequence[TripRow]:
    """The coming trips that meet this employer, locked."""
    met = or_(
        TripRow.employers.any(EmployerRow.id == employer_id),
        TripRow.id.in_(select(InterviewRow.trip_id).where(InterviewRow.employer_id == employer_id)),
    )
    query = select(TripRow.id).where(TripRow.departs_at > now, met)
    query = query.where(TripRow.state.not_in([TripState.CANCELLED, TripState.HELD]))
    await trips.lock(session, await session.scalars(query))
    listed = TripRow.employers.any(EmployerRow.id == employer_id)
    rows = select(TripRow).where(TripRow.id.in_(query), listed).options(selectinload(TripRow.employers))
    return (await session.scalars(rows.order_by(TripRow.id))).all()


async def _find(session: AsyncSession, employer_id: str) -> EmployerRow:
    row = await session.get(EmployerRow, employer_id)
    if row is None:
        raise ReferenceUnknown(employer_id)
    return row


async def _in_notices(session: AsyncSession, gone: EmployerRow, kept: EmployerRow) -> None:
    """Replace the reference in unsent notices, so that the merge is not told as a change."""
    for row in (await session.scalars(select(NoticeRow).where(NoticeRow.done_at.is_(None)))).all():
        before, stood = row.data.get("before"), row.data.get("stood")
        if before:
            renamed = [[hour, kept.id if employer == gone.id else employer] for hour, employer in before]
            row.data = {**row.data, "before": renamed}
        if stood and gone.id in (stood.get("employers") or {}):
            others = {name: value for name, value in stood["employers"].items() if name != gone.id}
            row.data = {**row.data, "stood": {**stood, "employers": {**others, kept.id: kept.name}}}
