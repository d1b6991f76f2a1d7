"""A candidate's rights over their data: seeing it, taking it along, having it erased."""

from base64 import b64encode
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.candidate_view import CandidateView
from bot.db.models import (
    AnswerRow,
    AttachmentRow,
    AtThreadRow,
    AuditRow,
    CandidateRow,
    CaseNoteRow,
    DismissalRow,
    EmployerRow,
    HandoverRow,
    HireRow,
    HumanRequestRow,
    ImpressionRow,
    InterestRow,
    InterviewRow,
    MeetingRow,
    NoteRow,
    NoticeRow,
    OutboxRow,
    PreselectionRow,
    RegistrationRow,
    SaidRow,
    SavedRow,
    SlipRow,
    TravelNeedsRow,
    UnansweredRow,
    VacancyRow,
)
from bot.programme import audit, contact_details, meetings, partners, seats, staff, tallies
from bot.programme.audit import Action
from bot.programme.transcript import Author
from bot.queues import inbox

_OF_A_PERSON = (
    AnswerRow, DismissalRow, InterestRow, InterviewRow, RegistrationRow, HumanRequestRow, NoteRow, HireRow,
    ImpressionRow, NoticeRow, SavedRow, SlipRow, UnansweredRow, AttachmentRow, SaidRow, HandoverRow, AtThreadRow,
    CaseNoteRow, TravelNeedsRow, PreselectionRow, MeetingRow,
)  # fmt: skip


async def export(session: AsyncSession, candidate: CandidateView) -> dict[str, Any]:
    """Everything that is stored about a person, as plain values for a file."""

    async def rows(table: type[Any]) -> list[Any]:
        return list(await session.scalars(select(table).where(table.candidate_id == candidate.id)))

    sent = select(SaidRow.id).where(SaidRow.candidate_id == candidate.id, SaidRow.author == Author.OFFICER)
    by_officers = set(await session.scalars(sent))
    linked = await partners.partner_of(session, candidate)
    return {
        "telegram_chat": candidate.chat_id,
        "language": candidate.language,
        "what_you_are_called": candidate.called,
        "phone": contact_details.details_of(candidate).phone or None,
        "where_you_live": contact_details.details_of(candidate).home or None,
        "partner": {"linked_since": linked.since.isoformat(), "occupation": linked.occupation} if linked else None,
        "further language": candidate.further_language,
        "first_contact": candidate.created_at.isoformat(),
        "region_last_spoken_of": candidate.region_in_focus,
        "consent": candidate.consent,
        "consent_version": candidate.consent_version,
        "consented_at": candidate.consented_at and candidate.consented_at.isoformat(),
        "answers": [
            {"question": row.field, "answer": row.value, "answered_at": row.answered_at.isoformat()}
            for row in await rows(AnswerRow)
        ],
        "employers_you_agreed_to": [
            {"vacancy": row.vacancy_id, "agreed_at": row.expressed_at.isoformat(),
             "withdrawn_at": row.withdrawn_at and row.withdrawn_at.isoformat(),
             "seen_at": row.seen_at and row.seen_at.isoformat(),
             "passed_on_at": row.passed_on_at and row.passed_on_at.isoformat(), "version": row.version}
            for row in await rows(InterestRow)
        ],
        "jobs_you_keep": [
            {"vacancy": row.vacancy_id, "kept_at": row.saved_at.isoformat()} for row in await rows(SavedRow)
        ],
        "kinds_of_jobs_you_hid": [
            {"occupation": row.occupation, "hidden_at": row.dismissed_at.isoformat()}
            for row in await rows(DismissalRow)
        ],
        "trips": [
            {"trip": row.trip_id, "seats": row.seats, "state": row.state, "order": row.number, "code": row.code,
             "offered_until": row.offered_until and row.offered_until.isoformat(),
             "registered_at": row.registered_at.isoformat(),
             "cancelled_at": row.cancelled_at and row.cancelled_at.isoformat(),
             "checked_in_at": row.checked_in_at and row.checked_in_at.isoformat()}
            for row in await rows(RegistrationRow)
        ],
        "needs_on_a_trip": [
            {"registration": row.registration_id, "needs": row.told, "told_at": row.told_at.isoformat(),
             "shown_since": row.shared_at and row.shared_at.isoformat()}
            for row in await rows(TravelNeedsRow)
        ],
        "interviews": [
            {"trip": row.trip_id, "employer": row.employer_id, "starts_at": row.starts_at.isoformat(),
             "minutes": row.minutes, "vacancy": row.vacancy_id}
            for row in await rows(InterviewRow)
        ],
        "meetings_with_an_officer": [
            {"officer": row.staff_id, "starts_at": row.starts_at.isoformat(), "minutes": row.minutes,
             "notes": row.notes, "decision": row.decision,
             "decided_at": row.decided_at and row.decided_at.isoformat()}
            for row in await rows(MeetingRow)
        ],
        "preselected_by_an_officer": [
            {"trip": row.trip_id, "vacancy": row.vacancy_id, "decision": row.state, "reason": row.reason,
             "officer": row.staff_id, "decided_at": row.decided_at.isoformat()}
            for row in await rows(PreselectionRow)
        ],
        "jobs_you_told_of": [
            {"told_at": row.told_at.isoformat(), "state": row.state, "employer": row.employer_id,
             "since": row.moved_at and row.moved_at.isoformat(),
             "began_at": row.began_at and row.began_at.isoformat(),
             "known_to_work_there_at": row.there_at and row.there_at.isoformat()}
            for row in await rows(HireRow)
        ],
        "impressions": [
            {"about": row.subject, "answer": row.answer, "given_at": row.given_at.isoformat()}
            for row in await rows(ImpressionRow)
        ],
        "notices": [
            {"about": row.kind, "of": row.subject, "details": row.data, "urgent": row.urgent,
             "due_at": row.due_at.isoformat(), "written_at": row.written_at.isoformat(),
             "done_at": row.done_at and row.done_at.isoformat(), "attempts": row.attempts, "error": row.error}
            for row in await rows(NoticeRow)
        ],
        "requests_to_speak_with_a_person": [
            {"why": row.reasons, "asked_at": row.asked_at.isoformat(),
             "closed_at": row.closed_at and row.closed_at.isoformat()}
            for row in await rows(HumanRequestRow)
        ],
        "notes": [
            {"kind": row.kind, "text": row.text, "written_at": row.written_at.isoformat()}
            for row in await rows(NoteRow)
        ],
        "conversation": [
            {"who": row.author, "officer": row.staff_id, "text": row.text, "taken_for": row.understood,
             "said_at": row.said_at.isoformat(), "delivery": row.delivery}
            for row in await rows(SaidRow)
        ],
        "files_you_sent": [_file(row) for row in await rows(AttachmentRow) if row.said_id not in by_officers],
        "files_sent_to_you": [_file(row) for row in await rows(AttachmentRow) if row.said_id in by_officers],
        "a_person_answers": [
            {"officer": row.staff_id, "since": row.taken_at.isoformat(), "until": row.until.isoformat()}
            for row in await rows(HandoverRow)
        ],
        "officers_at_the_conversation": [
            {"officer": row.staff_id, "last_there_at": row.seen_at.isoformat(),
             "last_wrote_at": row.typed_at and row.typed_at.isoformat(), "began_to_write": row.draft}
            for row in await rows(AtThreadRow)
        ],
        "notes_of_officers": [
            {"officer": row.staff_id, "text": row.text, "written_at": row.written_at.isoformat(),
             "remind_on": row.remind_on and row.remind_on.isoformat(),
             "done_at": row.done_at and row.done_at.isoformat()}
            for row in await rows(CaseNoteRow)
        ],
        "late_or_absent_on_a_trip": [
            {"trip": row.trip_id, "there_from": row.there_from and row.there_from.isoformat(),
             "noted_at": row.noted_at.isoformat()}
            for row in await rows(SlipRow)
        ],
        "messages_not_understood": [
            {"text": row.text, "written_on": row.day.isoformat(), "taken_perhaps_for": row.nearest,
             "understood_wrongly": row.misread}
            for row in await rows(UnansweredRow)
        ],
    }  # fmt: skip


def _file(row: AttachmentRow) -> dict[str, Any]:
    return {
        "name": row.name, "kind": row.media, "bytes": row.size, "at": row.received_at.isoformat(),
        "content_in_base64": b64encode(row.content).decode(),
    }  # fmt: skip


async def erased(session: AsyncSession, since: datetime | None = None) -> set[str]:
    """The random names of people who were erased, at `since` or later if given."""
    query = select(AuditRow.actor).where(AuditRow.action == Action.ERASE)
    if since is not None:
        query = query.where(AuditRow.at >= since)
    return set(await session.scalars(query))


async def erase_again(session: AsyncSession, names: Collection[str], now: datetime) -> int:
    """Erase these people if they are there again, as after an older copy was restored. Returns how many were."""
    rows = (await session.scalars(select(CandidateRow).where(CandidateRow.conversation.in_(names)))).all()
    for row in rows:
        await erase(session, row, now)
    return len(rows)


async def erase(session: AsyncSession, candidate: CandidateView, now: datetime) -> None:
    """Erase a person at once: seats and meetings are freed for others, and nothing that identifies the person is left.

    The audit trail keeps that somebody was erased, under a random name that leads nowhere.
    """
    await _tell_who_knew(session, candidate, now)
    await tallies.keep(session, candidate)
    await seats.give_all_back(session, candidate, now)
    await meetings.give_all_back(session, candidate, now)
    await partners.end(session, candidate, now)
    for table in _OF_A_PERSON:
        await session.execute(delete(table).where(table.candidate_id == candidate.id))
    await session.execute(delete(OutboxRow).where(OutboxRow.chat_id == candidate.chat_id))
    await inbox.finish_waiting(session, candidate.chat_id, now)
    audit.record(session, audit.of_candidate(candidate), Action.ERASE, "everything", now)
    await session.execute(delete(CandidateRow).where(CandidateRow.id == candidate.id))
    session.expunge(candidate)


async def _tell_who_knew(session: AsyncSession, candidate: CandidateView, now: datetime) -> None:
    """Have officers tell each employer that knows of this person or expects them, without naming them."""
    passed_on = (
        select(EmployerRow.id, EmployerRow.name)
        .join(VacancyRow, VacancyRow.employer_id == EmployerRow.id)
        .join(InterestRow, InterestRow.vacancy_id == VacancyRow.id)
        .where(InterestRow.candidate_id == candidate.id, InterestRow.passed_on_at.is_not(None))
    )
    met = (
        select(EmployerRow.id, EmployerRow.name, InterviewRow.starts_at)
        .join(InterviewRow, InterviewRow.employer_id == EmployerRow.id)
        .where(InterviewRow.candidate_id == candidate.id)
        .order_by(InterviewRow.starts_at)
    )
    names: dict[str, str] = {row.id: row.name for row in await session.execute(passed_on)}
    hours: dict[str, list[str]] = {}
    for employer_id, name, starts_at in await session.execute(met):
        names[employer_id] = name
        if starts_at > now:
            hours.setdefault(employer_id, []).append(starts_at.isoformat())
    for employer_id, name in sorted(names.items()):
        told = {"employer": name, "hours": hours.get(employer_id, [])}
        await staff.alarm(session, employer_id, now, about=staff.Alarm.ERASED, **told)
