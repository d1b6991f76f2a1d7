"""Somebody of whom every table holds something."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import AsideReason, DeliveryState, MeetingDecision, Preselected
from bot.base.terms import Field, Language
from bot.db.models import (
    AnswerRow,
    AttachmentRow,
    AtThreadRow,
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
    PreselectionRow,
    RegistrationRow,
    SaidRow,
    SavedRow,
    SlipRow,
    StaffRow,
    TravelNeedsRow,
    UnansweredRow,
    VacancyRow,
)
from bot.programme import (
    attachments,
    audit,
    candidates,
    contact_details,
    hidden_jobs,
    hires,
    impressions,
    interests,
    interviews,
    late_or_absent,
    meetings,
    profiles,
    requests,
    saved_vacancies,
    seats,
    transcript,
    travel_needs,
    trips,
    unanswered,
)
from bot.programme.attachments import Attachment, Media
from bot.programme.candidates import Consent
from bot.programme.contact_details import Detail
from bot.programme.impressions import Impression, Theme
from bot.programme.requests import NoteKind
from bot.programme.travel_needs import Need
from bot.queues import inbox, notices, outbox
from bot.queues.inbox import Incoming
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.programme.test_profiles import ANSWERS
from tests.rows import row_of

BOT = 7


CHAT = 0x7A315C4299E1  # its bytes are nobody else's


OCCUPATION = "90909"  # nobody else's


PERSONAL = (
    AnswerRow, DismissalRow, InterestRow, SavedRow, RegistrationRow, HumanRequestRow, NoteRow, InterviewRow, MeetingRow,
    HireRow, ImpressionRow, NoticeRow, SlipRow, UnansweredRow, SaidRow, HandoverRow, CaseNoteRow,
    AtThreadRow, AttachmentRow, TravelNeedsRow, PreselectionRow,
)  # fmt: skip


OF_THE_MACHINE = {
    "id", "candidate_id", "said_id",  # how rows are joined
    "conversation", "asking", "unsure_in_a_row", "unreachable_at",  # where the dialogue stands
    "other_language_in_a_row", "switch_offered", "seats_shown",
}  # fmt: skip


async def told_everything(session: AsyncSession, chat_id: int = CHAT, minute: int = 0) -> CandidateRow:
    """Somebody with rows in every table that can hold one, and with every column of them filled."""
    now = NOW + timedelta(minutes=minute)
    candidate = await candidates.meet(session, chat_id, Language.ENGLISH, now - timedelta(days=1))
    candidates.decide_consent(session, candidate, Consent.GIVEN, now)
    candidates.row_of(candidate).region_in_focus = "11"
    for field, value in ANSWERS.items():
        await profiles.answer(session, candidate, field, OCCUPATION if field is Field.OCCUPATION else value, now)
    vacancies = list(await session.scalars(select(VacancyRow.id).limit(2)))
    assert len(vacancies) == 2
    for vacancy in vacancies:
        await interests.express_interest(session, candidate, vacancy, now)
    await interests.withdraw_interest(session, candidate, vacancies[0], now + timedelta(seconds=1))
    await hidden_jobs.hide(session, candidate, "65201", now)
    await saved_vacancies.keep(session, candidate, vacancies[1], now + timedelta(seconds=12))
    one, other, *_ = await trips.coming(session, now)
    left = await row_of(session, await seats.register(session, candidate, one.id, 2, now + timedelta(seconds=2)))
    await seats.cancel(session, candidate, left.id, now + timedelta(seconds=3))
    await seats.register(session, candidate, one.id, 4, now)
    there = await row_of(session, await seats.register(session, candidate, other.id, 3, now))
    await travel_needs.count_one_more(session, candidate, there.id, Need.KOSHER, now + timedelta(seconds=16))
    await travel_needs.share(session, candidate, there.id, now + timedelta(seconds=17), agrees=True)
    there.checked_in_at = now + timedelta(seconds=7)
    there.offered_until = now + timedelta(seconds=8)
    employer = await session.scalar(select(EmployerRow.id).limit(1))
    hour = other.departs_at + timedelta(hours=6)
    meets = interviews.Appointment(candidate.id, str(employer), hour, 25, vacancies[0])
    late = late_or_absent.Who(candidate_id=candidate.id)
    await late_or_absent.note_late_or_absent(
        session, other.id, late, hour + timedelta(seconds=13), now + timedelta(seconds=14), actor=ANA
    )
    await interviews.publish(session, other.id, [*await interviews.of_trip(session, other.id), meets], now, actor=ANA)
    officer = StaffRow(id=f"officer-{chat_id % 7}", email="officer@example.org", added_at=now)
    session.add(officer)
    await session.flush()
    meeting_id = await meetings.offer(session, officer.id, now + timedelta(days=2), 35, now, actor=ANA)
    await meetings.take(session, candidate, meeting_id, now)
    held = await session.get_one(MeetingRow, meeting_id)
    held.notes, held.decision, held.decided_at = "canary talk", MeetingDecision.OTHER, now + timedelta(seconds=20)
    session.add(
        PreselectionRow(
            id=f"pre-{chat_id % 7}", candidate_id=candidate.id, trip_id=one.id, state=Preselected.ASIDE,
            reason=AsideReason.LATER, staff_id=officer.id, decided_at=now + timedelta(seconds=21),
        )
    )  # fmt: skip
    for detail, value in ((Detail.NAME, "canary name"), (Detail.PHONE, "514 555-0137"), (Detail.HOME, "canary town")):
        contact_details.tell(session, candidate, detail, value, now)
    await hires.hired(session, candidate, now + timedelta(seconds=9))
    await impressions.keep_impression(
        session, candidate, Theme.TRIP, there.id, Impression.MIXED, now + timedelta(seconds=10)
    )
    told, failing, *_ = await notices.unsent(session, there.id, NoticeKind.REMINDER)
    told.done_at = now + timedelta(seconds=11)
    await notices.retry_or_set_aside(session, failing.id, "canary-error", now)
    answered = await requests.ask_for_a_person(session, candidate, now + timedelta(seconds=4))
    await requests.close(session, answered, now + timedelta(seconds=5), actor=audit.ASSISTANT)
    await requests.ask_for_a_person(session, candidate, now + timedelta(seconds=6))
    for kind in NoteKind:
        requests.keep_note(session, candidate, kind, f"canary-{kind}", now)
    unanswered.keep(session, candidate, "canary words", ["ask_housing"], now.date())
    for author in transcript.Author:
        session.add(
            SaidRow(
                candidate_id=candidate.id, author=author, staff_id=officer.id, text=f"canary {author}",
                understood=["canary-meaning"], said_at=now + timedelta(seconds=13),
                delivery=DeliveryState.REFUSED if author is transcript.Author.OFFICER else None,
            )
        )  # fmt: skip
    since, until = now + timedelta(seconds=14), now + timedelta(seconds=15)
    session.add(HandoverRow(candidate_id=candidate.id, staff_id=officer.id, taken_at=since, until=until))
    session.add(
        CaseNoteRow(
            id=f"note-{chat_id % 7}", candidate_id=candidate.id, staff_id=officer.id, text="canary note",
            written_at=now + timedelta(seconds=16), remind_on=now.date() + timedelta(days=40),
            done_at=now + timedelta(seconds=17),
        )
    )  # fmt: skip
    for words in await session.scalars(select(SaidRow).where(SaidRow.candidate_id == candidate.id)):
        file = Attachment(Media.PDF, f"{words.author}.pdf", b"canary content")
        attachments.keep(session, candidate.id, words.id, file, now)
    session.add(
        AtThreadRow(
            staff_id=officer.id, candidate_id=candidate.id, seen_at=now + timedelta(seconds=18),
            typed_at=now + timedelta(seconds=19), draft="canary draft",
        )
    )  # fmt: skip
    outbox.write(session, chat_id, ["waiting to be sent"], now)
    await session.flush()
    return candidates.row_of(candidate)


async def wrote(session: AsyncSession, update_id: int, chat_id: int, *, waiting: bool = False) -> None:
    """A message of this chat that is not handled yet."""
    await inbox.store(session, BOT, [Incoming(update_id, chat_id, "canary-message")], NOW)
    row = await inbox.find(session, BOT, update_id)
    assert row is not None
    if waiting:
        await inbox.let_wait(session, row)
