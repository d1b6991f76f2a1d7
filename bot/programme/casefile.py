"""A person's file: all that the programme knows about a candidate, for officers with a reason; and who read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from bot.base.characters import printable
from bot.base.states import AsideReason, MeetingDecision, RegistrationState
from bot.base.terms import ByLanguage, Field, Language, Wish
from bot.db.candidate_view import CandidateView
from bot.db.models import (
    EmployerRow,
    HumanRequestRow,
    InterestRow,
    InterviewRow,
    MeetingRow,
    NoteRow,
    PreselectionRow,
    RegistrationRow,
    StaffRow,
    TripRow,
    VacancyRow,
)
from bot.programme import (
    access_reasons,
    attachments,
    audit,
    candidates,
    casenotes,
    contact_details,
    partners,
    profiles,
    travel_needs,
)
from bot.programme.access import Officer, Task
from bot.programme.attachments import Filed
from bot.programme.audit import Action, Trace
from bot.programme.candidates import Consent
from bot.programme.casefile_jobs import Job, jobs
from bot.programme.casenotes import Note
from bot.programme.profiles import Profile
from bot.programme.requests import NoteKind, Reason
from bot.programme.travel_needs import Needs
from bot.queues import notices
from bot.queues.notices import NoticeKind

_MOST_TRACES = 50
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Interest:
    """An interest in a vacancy, whose employer may see the profile, and what became of it."""

    employer: str
    title: ByLanguage
    agreed_at: datetime
    taken_back_at: datetime | None
    seen_at: datetime | None
    passed_on_at: datetime | None


@dataclass(frozen=True, slots=True)
class Travel:
    """Seats on a trip or a place in its line, with the day's interviews: hour and employer."""

    trip_id: str
    town: str
    departs_at: datetime
    seats: int
    state: RegistrationState
    code: str
    needs: Needs  # of the household on that day, if it agreed to show them
    interviews: Sequence[tuple[datetime, str]]


@dataclass(frozen=True, slots=True)
class Request:
    """A call for a person of the programme."""

    asked_at: datetime
    reasons: tuple[Reason, ...]
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An exploratory interview with an officer."""

    id: str
    starts_at: datetime
    officer: str
    decision: MeetingDecision | None


@dataclass(frozen=True, slots=True)
class Preselection:
    """An officer invited this person to a trip or to a job, or put them aside for it."""

    town: str  # of the trip; empty: it is a job
    employer: str
    title: ByLanguage
    reason: AsideReason | None  # none: invited
    officer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the person wrote for the programme, or an answer to them."""

    kind: NoteKind
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class File:
    """The whole file; whatever has a date is sorted latest first."""

    conversation: str
    called: str  # empty if nobody noted it
    phone: str  # empty: was not told
    home: str  # the same
    partner: str  # the code of whom this person would move with, if both agreed
    language: Language
    met_at: datetime
    reachable: bool  # has not blocked the assistant
    consent: Consent | None
    consented_at: datetime | None
    keeps_conversation: bool  # whether the conversation may be kept
    profile: Profile
    interests: Sequence[Interest]
    travels: Sequence[Travel]
    requests: Sequence[Request]
    meetings: Sequence[Meeting]
    preselections: Sequence[Preselection]
    jobs: Sequence[Job]
    opinions: Sequence[Opinion]
    documents: Sequence[Filed]
    notes: Sequence[Note]  # of officers
    traces: Sequence[Trace]  # what officers did with the file, this reading included


async def read(session: AsyncSession, officer: Officer, conversation: str, now: datetime) -> File:
    """A person's file; reading it is recorded, with the reason.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
        ReasonMissing: nobody asked this officer in, and no reason was given.
    """
    candidate = await _open(session, officer, conversation, Task.READ, now)
    own = candidate.id
    return File(
        conversation, *_reached(candidate), await partners.conversation_of(session, candidate),
        candidate.language, candidate.created_at, candidate.unreachable_at is None, candidate.consent,
        candidate.consented_at, candidates.covers_conversation(candidate), await profiles.load(session, candidate),
        await _interests(session, own), await _travels(session, own), await _requests(session, own),
        await _meetings(session, own), await _preselections(session, own), await jobs(session, own),
        await _opinions(session, own), await attachments.of_candidate(session, candidate),
        await casenotes.of_candidate(session, officer, candidate),
        await audit.by_officers(session, conversation, _MOST_TRACES),
    )  # fmt: skip


async def note_name(session: AsyncSession, officer: Officer, conversation: str, name: str, now: datetime) -> None:
    """Note somebody's name, so that officers find them on the roll and the day; an empty one deletes it.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
        ReasonMissing: nobody asked this officer in, and no reason was given.
        ConsentMissing: the person has not agreed that anything is kept.
    """
    candidate = await _open(session, officer, conversation, Task.CORRECT, now)
    candidates.require_consent(candidate)
    candidates.row_of(candidate).called = printable(name).strip()[:LONGEST_NAME] or None
    audit.record(session, audit.of_officer(officer), Action.CALL, conversation, now)


async def correct(
    session: AsyncSession, officer: Officer, conversation: str, field: Field, value: Any, now: datetime
) -> None:
    """Correct an answer on behalf of somebody, who is told by whom and sees the new value. Idempotent.

    Raises:
        NotAllowed: the officer's role does not include it.
        ConversationUnknown: there is no such person.
        ReasonMissing: nobody asked this officer in, and no reason was given.
        ConsentMissing: the person has not agreed that answers are kept.
        ValueRefused: this is no answer to that question.
    """
    candidate = await _open(session, officer, conversation, Task.CORRECT, now)
    before = (await profiles.load(session, candidate)).value(field)
    await profiles.answer(session, candidate, field, value, now)
    await session.flush()
    if (await profiles.load(session, candidate)).value(field) == before:
        return
    if field is Field.REGIONS:  # the towns named with the previous regions
        await profiles.wish(session, candidate, Wish.TOWNS, None, now)
    changes = {"answer": (None, field)}
    audit.record(session, audit.of_officer(officer), Action.CORRECT_PROFILE, conversation, now, changes)
    notices.write(
        session, candidate, NoticeKind.PROFILE_CORRECTED, conversation, now,
        field=field, name=officer.name, role=officer.role,
    )  # fmt: skip


async def _open(session: AsyncSession, officer: Officer, conversation: str, task: Task, now: datetime) -> CandidateView:
    candidate = await access_reasons.find_person(session, officer, conversation, task, Action.READ_FILE, now)
    await session.flush()
    return candidate


def _reached(candidate: CandidateView) -> tuple[str, str, str]:
    told = contact_details.details_of(candidate)
    return told.name, told.phone, told.home


async def _interests(session: AsyncSession, candidate_id: int) -> list[Interest]:
    query = (
        select(InterestRow, VacancyRow, EmployerRow.name)
        .join(VacancyRow, VacancyRow.id == InterestRow.vacancy_id)
        .join(EmployerRow, EmployerRow.id == VacancyRow.employer_id)
        .where(InterestRow.candidate_id == candidate_id)
        .order_by(InterestRow.expressed_at.desc())
    )
    return [
        Interest(name, vacancy.title, row.expressed_at, row.withdrawn_at, row.seen_at, row.passed_on_at)
        for row, vacancy, name in await session.execute(query)
    ]


async def _travels(session: AsyncSession, candidate_id: int) -> list[Travel]:
    meets = select(InterviewRow).where(InterviewRow.candidate_id == candidate_id).order_by(InterviewRow.starts_at)
    interviews: dict[str, list[tuple[datetime, str]]] = {}
    for row in await session.scalars(meets.options(joinedload(InterviewRow.employer))):
        interviews.setdefault(row.trip_id, []).append((row.starts_at, row.employer.name))
    query = select(RegistrationRow).where(RegistrationRow.candidate_id == candidate_id)
    query = query.options(joinedload(RegistrationRow.trip)).order_by(RegistrationRow.registered_at.desc())
    rows = (await session.scalars(query)).all()
    needs = await travel_needs.shared(session, [row.id for row in rows])
    return [
        Travel(
            row.trip_id, row.trip.town, row.trip.departs_at, row.seats, row.state, row.code, needs.get(row.id, {}),
            interviews.get(row.trip_id, []),
        )
        for row in rows
    ]  # fmt: skip


async def _requests(session: AsyncSession, candidate_id: int) -> list[Request]:
    query = select(HumanRequestRow).where(HumanRequestRow.candidate_id == candidate_id)
    rows = await session.scalars(query.order_by(HumanRequestRow.asked_at.desc()))
    return [Request(row.asked_at, tuple(map(Reason, row.reasons)), row.closed_at) for row in rows]


async def _meetings(session: AsyncSession, candidate_id: int) -> list[Meeting]:
    query = select(MeetingRow).where(MeetingRow.candidate_id == candidate_id).options(joinedload(MeetingRow.officer))
    rows = await session.scalars(query.order_by(MeetingRow.starts_at.desc()))
    return [Meeting(row.id, row.starts_at, row.officer.name or "", row.decision) for row in rows]


async def _preselections(session: AsyncSession, candidate_id: int) -> list[Preselection]:
    query = (
        select(PreselectionRow, TripRow, VacancyRow, EmployerRow, StaffRow)
        .outerjoin(TripRow, TripRow.id == PreselectionRow.trip_id)
        .outerjoin(VacancyRow, VacancyRow.id == PreselectionRow.vacancy_id)
        .outerjoin(EmployerRow, EmployerRow.id == VacancyRow.employer_id)
        .outerjoin(StaffRow, StaffRow.id == PreselectionRow.staff_id)
        .where(PreselectionRow.candidate_id == candidate_id)
        .order_by(PreselectionRow.decided_at.desc())
    )
    return [
        Preselection(
            trip.town if trip else "", employer.name if employer else "", vacancy.title if vacancy else {}, row.reason,
            (officer.name or "") if officer else "", row.decided_at,
        )
        for row, trip, vacancy, employer, officer in await session.execute(query)
    ]  # fmt: skip


async def _opinions(session: AsyncSession, candidate_id: int) -> list[Opinion]:
    query = select(NoteRow).where(NoteRow.candidate_id == candidate_id).order_by(NoteRow.id.desc())
    return [Opinion(NoteKind(row.kind), row.text, row.written_at) for row in await session.scalars(query)]
