"""A person's rights over their data: all of it is in the file, and none of it is left."""

import json
import sqlite3
from base64 import b64encode
from collections.abc import Iterable, Set
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.states import DeliveryState
from bot.base.terms import Field, Language
from bot.db import Database
from bot.db.encryption import ChatNumber
from bot.db.models import (
    AnswerRow,
    AttachmentRow,
    AtThreadRow,
    Base,
    CandidateRow,
    CaseNoteRow,
    DismissalRow,
    EmployerRow,
    HandoverRow,
    HireRow,
    HumanRequestRow,
    ImpressionRow,
    InboxRow,
    InterestRow,
    InterviewRow,
    MeetingRow,
    NoteRow,
    NoticeRow,
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
    candidates,
    hidden_jobs,
    hires,
    impressions,
    interests,
    interviews,
    late_or_absent,
    meetings,
    privacy,
    profiles,
    requests,
    saved_vacancies,
    seats,
    tallies,
    transcript,
    travel_needs,
    trips,
    unanswered,
)
from bot.programme.attachments import Attachment, Media
from bot.programme.candidates import Consent
from bot.programme.impressions import Impression, Theme
from bot.programme.requests import NoteKind
from bot.programme.travel_needs import Need
from bot.programme.trips import RegistrationState
from bot.queues import inbox, notices, outbox
from bot.queues.inbox import Incoming
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.programme.conftest import Newcomer
from tests.programme.test_profiles import ANSWERS
from tests.rows import row_of

BOT = 7
CHAT = 0x7A315C4299E1  # its bytes are nobody else's
OCCUPATION = "90909"  # nobody else's
PERSONAL = (
    AnswerRow, DismissalRow, InterestRow, SavedRow, RegistrationRow, HumanRequestRow, NoteRow, InterviewRow, MeetingRow,
    HireRow, ImpressionRow, NoticeRow, SlipRow, UnansweredRow, SaidRow, HandoverRow, CaseNoteRow,
    AtThreadRow, AttachmentRow, TravelNeedsRow,
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
    await late_or_absent.tell(
        session, other.id, late, hour + timedelta(seconds=13), now + timedelta(seconds=14), actor=ANA
    )
    await interviews.publish(session, other.id, [*await interviews.of_trip(session, other.id), meets], now, actor=ANA)
    officer = StaffRow(id=f"officer-{chat_id % 7}", email="officer@example.org", added_at=now)
    session.add(officer)
    await session.flush()
    meeting_id = await meetings.offer(session, officer.id, now + timedelta(days=2), 35, now, actor=ANA)
    await meetings.take(session, candidate, meeting_id, now)
    await hires.hired(session, candidate, now + timedelta(seconds=9))
    await impressions.say(session, candidate, Theme.TRIP, there.id, Impression.MIXED, now + timedelta(seconds=10))
    told, failing, *_ = await notices.unsent(session, there.id, NoticeKind.REMINDER)
    told.done_at = now + timedelta(seconds=11)
    await notices.failed(session, failing.id, "canary-error", now)
    answered = await requests.ask_for_a_person(session, candidate, now + timedelta(seconds=4))
    answered.closed_at = now + timedelta(seconds=5)
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
        attachments.keep(session, words, Attachment(Media.PDF, f"{words.author}.pdf", b"canary content"), now)
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
    row.waiting = waiting


def leaves(value: Any) -> Iterable[str]:
    """Every plain value of a nested structure, as text."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield str(value)


async def test_the_export_holds_every_column_of_every_row_about_a_person(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    await told_everything(session, CHAT + 1, minute=1)
    exported = json.loads(json.dumps(await privacy.export(session, candidate)))
    told = set(leaves(exported))
    rows: list[Any] = [candidate]
    for table in PERSONAL:
        found = list(await session.scalars(select(table).where(table.candidate_id == candidate.id)))
        assert found, table
        rows += found
    seen = 0
    for row in rows:
        for column in inspect(row).mapper.column_attrs:
            value = getattr(row, column.key)
            if column.key in OF_THE_MACHINE or value is None:
                continue
            plain = value.isoformat() if hasattr(value, "isoformat") else value
            plain = b64encode(plain).decode() if isinstance(plain, bytes) else plain
            assert set(leaves(plain)) <= told, (type(row).__name__, column.key)
            seen += 1
    assert seen > 50


async def test_figures_stay_when_people_are_erased(session: AsyncSession, newcomer: Newcomer) -> None:
    trip = (await trips.coming(session, NOW))[0]
    for seats_taken in (2, 1):
        someone = await newcomer()
        row = await row_of(session, await seats.register(session, someone, trip.id, seats_taken, NOW))
        row.state = RegistrationState.ATTENDED
        if seats_taken == 2:
            await hires.offered(session, someone, NOW)
    await hires.hired(session, someone, NOW)
    await impressions.say(session, someone, Theme.TRIP, row.id, Impression.GOOD, NOW)
    before = dict(await tallies.figures(session))
    assert before["seats attended", trip.departs_at.year] == 3
    assert [before[what, NOW.year] for what in ("jobs offered", "jobs accepted", "trip good")] == [1, 1, 1]
    for someone in (await session.scalars(select(CandidateRow))).all():
        await privacy.erase(session, someone, NOW)
    assert dict(await tallies.figures(session)) == before


async def test_the_export_holds_nothing_of_anybody_else(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    alone = await privacy.export(session, candidate)
    await told_everything(session, CHAT + 1, minute=1)
    assert await privacy.export(session, candidate) == alone
    stranger = await candidates.meet(session, CHAT + 2, Language.FRENCH, NOW)
    empty = await privacy.export(session, stranger)
    assert empty.pop("telegram_chat") == CHAT + 2
    assert empty.pop("language") == "fr"
    assert empty.pop("first_contact") == NOW.isoformat()
    assert not any(empty.values())


def test_every_table_about_a_person_is_known_here() -> None:
    about = {table.name for table in Base.metadata.sorted_tables if "candidate_id" in table.columns}
    assert about == {table.__tablename__ for table in PERSONAL}
    by_chat = {table.name for table in Base.metadata.sorted_tables if "chat_id" in table.columns}
    assert by_chat == {"candidates", "inbox", "outbox", "staff"}


@pytest.mark.parametrize("database_kind", ["sqlite"])  # a server keeps what was deleted until it cleans up
@pytest.mark.parametrize("other_stays", [True, False])
async def test_erasing_leaves_no_trace_but_the_audit_in_the_very_bytes(database: Database, other_stays: bool) -> None:
    file = Path(database.engine.url.database or "")
    async with database.transaction() as session:
        candidate = await told_everything(session)
        number, conversation = candidate.id, candidate.conversation
        await wrote(session, 1, CHAT, waiting=True)
        await wrote(session, 2, CHAT)
        if other_stays:
            await told_everything(session, CHAT + 1, minute=1)
    await database.close()  # what lay beside the file is in it now
    with closing(sqlite3.connect(file)) as raw:
        told = [value for (value,) in raw.execute("SELECT value FROM answers WHERE candidate_id = ?", (number,))]
    sealed = {ChatNumber().seal(str(CHAT).encode()), *told}
    assert len(sealed) == 1 + len(ANSWERS)
    assert traces(file, sealed) == sealed, "encrypted, and no more than that"

    async with database.transaction() as session:
        found = await candidates.of_chat(session, CHAT)
        assert found is not None
        await privacy.erase(session, found, NOW)
        pressed = await inbox.find(session, BOT, 2)  # the tap that asked for it, handled in the same transaction
        assert pressed is not None
        inbox.finish(pressed, NOW)
    await database.close()
    assert traces(file, sealed) == set()
    with closing(sqlite3.connect(file)) as raw:
        for table in Base.metadata.sorted_tables:
            rows = raw.execute(f"SELECT * FROM {table.name}").fetchall()
            named = [row for row in rows if conversation in row]
            assert bool(named) is (table.name == "audit"), table.name
            if "candidate_id" in table.columns:
                mine = raw.execute(f"SELECT count(*) FROM {table.name} WHERE candidate_id = ?", (number,))
                assert mine.fetchone() == (0,), table.name
        [(last,)] = raw.execute("SELECT action FROM audit WHERE actor = ? ORDER BY id DESC LIMIT 1", (conversation,))
        assert last == "erase"


def traces(file: Path, sealed: Set[bytes]) -> set[bytes]:
    """What of the person can be found in the file or in the log beside it, deleted pages included."""
    kept = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert len(kept) > 100_000
    return {trace for trace in sealed | {CHAT.to_bytes(6), str(CHAT).encode(), OCCUPATION.encode()} if trace in kept}


async def test_erasing_frees_the_seats_and_touches_nobody_else(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    other = await told_everything(session, CHAT + 1, minute=1)
    before = await privacy.export(session, other)
    one, second, *_ = await trips.coming(session, NOW)
    assert (one.taken, second.taken) == (8, 6)
    await wrote(session, 1, CHAT + 1, waiting=True)
    await privacy.erase(session, candidate, NOW)
    assert [(await trips.find(session, trip.id)).taken for trip in (one, second)] == [4, 3]
    assert await privacy.export(session, other) == before
    assert await outbox.chats(session) == [CHAT + 1]
    assert [row.chat_id for row in await inbox.first_waiting(session, BOT)] == [CHAT + 1]


async def test_what_waited_unread_is_erased_and_what_comes_after_is_not(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    await wrote(session, 1, CHAT, waiting=True)
    await wrote(session, 2, CHAT)  # the tap itself
    await wrote(session, 3, CHAT)  # sent meanwhile: a first contact, to be answered as one
    await privacy.erase(session, candidate, NOW)
    await session.flush()
    gone = await session.get_one(InboxRow, (BOT, 1))
    assert (gone.payload, gone.chat_id, gone.waiting, gone.handled_at) == (None, None, False, NOW)
    assert [row.update_id for row in await inbox.pending(session, BOT)] == [2, 3]


async def test_who_was_erased_and_writes_again_is_a_stranger(session: AsyncSession) -> None:
    candidate = await told_everything(session)
    name = candidate.conversation
    await privacy.erase(session, candidate, NOW)
    assert await candidates.of_conversation(session, name) is None
    again = await candidates.meet(session, CHAT, Language.FRENCH, NOW)
    assert again.conversation != name
    assert again.consent is None
    assert (await profiles.load(session, again)).told == ()
