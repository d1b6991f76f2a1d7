"""What officers note of a candidate, what they are reminded of, and a conversation that a colleague takes."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.db.models import AuditRow, CandidateRow, NoticeRow, StaffRow
from bot.programme import (
    access_reasons,
    audit,
    casefile,
    casenotes,
    handover,
    privacy,
    reassigning,
    requests,
    who_answers,
    worklist,
)
from bot.programme.access import NotAllowed, Officer, Role
from bot.programme.access_reasons import ReadReason, ReasonMissing
from bot.programme.audit import Action
from bot.programme.casenotes import MOST_LETTERS, DayPast, NoteUnknown
from bot.programme.reassigning import ColleagueUnknown
from bot.programme.who_answers import NotHeld
from bot.programme.words_in_forms import NoWords
from bot.queues.notices import NoticeKind
from tests.conftest import NOW
from tests.programme.conftest import Newcomer

LEA, OMAR = Officer("lea", "Léa", Role.OFFICER), Officer("omar", "Omar", Role.TRIP_LEAD)
TODAY, DAY = local_day(NOW), timedelta(days=1)


@pytest.fixture
async def someone(session: AsyncSession, newcomer: Newcomer) -> CandidateRow:
    """Somebody who asked for a person, and two officers."""
    for number, each in enumerate((LEA, OMAR)):
        session.add(StaffRow(id=each.id, email=f"{each.id}@example.org", name=each.name, role=each.role,
                             chat_id=90 + number, added_at=NOW))  # fmt: skip
    candidate = await newcomer()
    await requests.ask_for_a_person(session, candidate, NOW)
    await session.flush()
    return candidate


async def test_a_note_is_read_by_all_and_reminds_its_writer(session: AsyncSession, someone: CandidateRow) -> None:
    person = someone.conversation
    await casenotes.write(session, LEA, person, " Rappeler\r\naprès le voyage ", TODAY + DAY, NOW)
    [note] = (await casefile.read(session, OMAR, person, NOW)).notes
    assert (note.text, note.officer, note.mine) == ("Rappeler\naprès le voyage", "Léa", False)
    assert [each.id for each in await casenotes.reminders(session, LEA)] == [note.id]
    assert await casenotes.reminders(session, OMAR) == []
    assert [(await worklist.today(session, LEA, at)).reminders for at in (NOW, NOW + DAY)] == [0, 1]
    with pytest.raises(NoteUnknown):
        await casenotes.done(session, OMAR, note.id, NOW)
    for _ in range(2):
        await casenotes.done(session, LEA, note.id, NOW)
    assert await casenotes.reminders(session, LEA) == []
    assert (await worklist.today(session, LEA, NOW + DAY)).reminders == 0
    actions = list(await session.scalars(select(AuditRow.action).where(AuditRow.actor == "lea")))
    assert actions == [Action.READ_FILE, Action.NOTE, Action.END_REMINDER]


async def test_what_cannot_be_noted_says_why(session: AsyncSession, someone: CandidateRow) -> None:
    person = someone.conversation
    for words in ("", " \u200e ", "x" * (MOST_LETTERS + 1)):
        with pytest.raises(NoWords):
            await casenotes.write(session, LEA, person, words, None, NOW)
    with pytest.raises(DayPast):
        await casenotes.write(session, LEA, person, "Hier", TODAY - DAY, NOW)
    with pytest.raises(NotAllowed):
        await casenotes.write(session, Officer("p", "P", Role.PRIVACY), person, "Non", None, NOW)


async def test_who_was_not_asked_in_says_why_before_noting(session: AsyncSession, someone: CandidateRow) -> None:
    request = await requests.open_request(session, someone)
    assert request is not None
    await requests.close(session, request.id, NOW, actor=audit.ASSISTANT)
    with pytest.raises(ReasonMissing):
        await casenotes.write(session, LEA, someone.conversation, "Bonjour", None, NOW)
    await access_reasons.give_reason(session, LEA, someone.conversation, ReadReason.FOLLOW_UP, NOW)
    await casenotes.write(session, LEA, someone.conversation, "Bonjour", None, NOW)


async def test_notes_go_with_the_person(session: AsyncSession, someone: CandidateRow) -> None:
    await casenotes.write(session, LEA, someone.conversation, "Parle aussi portugais", None, NOW)
    exported = await privacy.export(session, someone)
    assert [each["text"] for each in exported["notes_of_officers"]] == ["Parle aussi portugais"]
    await privacy.erase(session, someone, NOW)
    assert await casenotes.reminders(session, LEA) == []


async def test_a_colleague_takes_what_is_not_answered(session: AsyncSession, someone: CandidateRow) -> None:
    person = someone.conversation
    with pytest.raises(NotHeld):
        await reassigning.hand(session, LEA, person, OMAR.id, NOW)
    await handover.take_over(session, LEA, person, NOW)
    await handover.hear(session, someone, "Êtes-vous là?", NOW)
    assert [each.id for each in await reassigning.colleagues(session, LEA)] == ["omar"]
    for nobody in ("lea", "nobody"):
        with pytest.raises(ColleagueUnknown):
            await reassigning.hand(session, LEA, person, nobody, NOW)
    await reassigning.hand(session, LEA, person, OMAR.id, NOW)
    held = await who_answers.handover_of(session, someone, NOW)
    assert held is not None
    assert (held.staff_id, held.unanswered_at) == ("omar", NOW), "it waits for an answer as before"
    left = (await session.scalars(select(NoticeRow).where(NoticeRow.done_at.is_(None)))).all()
    kinds = sorted((row.kind, row.staff_id or "") for row in left if row.kind != NoticeKind.STAFF_ALARM)
    assert kinds == [(NoticeKind.STAFF_HANDED, "omar"), (NoticeKind.TAKEN_OVER, "")]
    with pytest.raises(NotHeld):
        await handover.reply(session, LEA, person, "J’arrive", NOW)
    await handover.reply(session, OMAR, person, "J’arrive", NOW)


async def test_nothing_is_handed_to_who_may_not_answer(session: AsyncSession, someone: CandidateRow) -> None:
    await handover.take_over(session, LEA, someone.conversation, NOW)
    omar = await session.get_one(StaffRow, OMAR.id)
    omar.role = Role.READER
    await session.flush()
    assert await reassigning.colleagues(session, LEA) == []
    omar.role, omar.chat_id = Role.OFFICER, None
    await session.flush()
    assert await reassigning.colleagues(session, LEA) == [], "nothing would tell them"
