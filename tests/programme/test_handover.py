"""Who has a conversation: taken over, answered, handed back, and what everybody is told of it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.base.states import DeliveryState
from bot.db import Database
from bot.db.models import AuditRow, CandidateRow, HandoverRow, NoticeRow, SaidRow
from bot.programme import (
    access_reasons,
    audit,
    candidates,
    conversation_desk,
    handover,
    reachability,
    requests,
    staff,
    transcript,
    who_answers,
)
from bot.programme.access import NotAllowed, Officer, Role
from bot.programme.access_reasons import ReadReason, ReasonMissing
from bot.programme.handover import HELD, MOST_LETTERS, NotReachable, TakenOver
from bot.programme.requests import Reason
from bot.programme.transcript import Author
from bot.programme.who_answers import ConversationUnknown, NotHeld
from bot.programme.words_in_forms import NoWords
from bot.queues import outbox
from bot.queues.notices import NoticeKind
from tests.conftest import NOW
from tests.programme.officers import LEA, MINUTE, OMAR, said, take, told, told_officer

DAY = timedelta(days=1)


async def test_of_two_officers_at_the_same_moment_one_has_it(database: Database, person: CandidateRow) -> None:
    async def attempt(officer: Officer) -> str:
        try:
            async with database.transaction() as session:
                await handover.take_over(session, officer, person.conversation, NOW)
        except TakenOver as error:
            return error.name
        return ""

    async with database.transaction() as session:
        for officer in (LEA, OMAR):
            await access_reasons.give_reason(session, officer, person.conversation, ReadReason.QUALITY, NOW)
    names = await asyncio.gather(attempt(LEA), attempt(OMAR))
    async with database.reading() as session:
        held = (await session.scalars(select(HandoverRow))).one()
        winner = {"lea": "Léa", "omar": "Omar"}[held.staff_id]
        assert sorted(names) == sorted(["", winner])
        assert await told(session, person) == [NoticeKind.TAKEN_OVER]


async def test_while_a_person_has_it_words_are_left_to_them(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        assert not await handover.hear(session, person, "Quel temps fait-il à Matane?", NOW)
        await take(session, LEA, person, NOW)
        assert await handover.hear(session, person, "Mon numéro : 418 555-0100", NOW)
        assert await said(session) == ["Mon numéro : 418 555-0100"]
        waits = (await session.scalars(select(NoticeRow).where(NoticeRow.staff_id == "lea"))).one()
        assert waits.kind == NoticeKind.STAFF_REPLY
        await handover.reply(session, LEA, person.conversation, "Merci, je vous appelle demain.", NOW + MINUTE)
        assert (await session.scalar(select(func.count()).where(NoticeRow.staff_id == "lea"))) == 0
        await handover.hand_back(session, LEA, person.conversation, NOW + 2 * MINUTE)
        assert not await handover.hear(session, person, "Et le loyer?", NOW + 2 * MINUTE)
        kinds = [NoticeKind.TAKEN_OVER, NoticeKind.PERSON_WRITES, NoticeKind.HANDED_BACK]
        assert await told(session, person) == kinds


async def test_it_goes_back_by_itself_half_an_hour_after_the_last_word(
    database: Database, person: CandidateRow
) -> None:
    later = NOW + HELD - MINUTE
    async with database.transaction() as session:
        await take(session, LEA, person, NOW)
        await handover.reply(session, LEA, person.conversation, "Bonjour", later)
        assert await who_answers.over(session, NOW + HELD) == []
        assert await who_answers.over(session, later + HELD) == [person.id]
        assert not await who_answers.is_held(session, person, later + HELD)  # whenever somebody looks at it
    for _ in range(2):  # a second look finds nothing
        async with database.transaction() as session:
            await handover.return_by_itself(session, person.id, later + HELD)
    async with database.transaction() as session:
        assert (await told(session, person))[-1] == NoticeKind.HANDED_BACK
        assert (await told(session, person)).count(NoticeKind.HANDED_BACK) == 1
        with pytest.raises(NotHeld):
            await handover.reply(session, LEA, person.conversation, "Encore là?", later + HELD)
        await take(session, OMAR, person, later + HELD)


async def test_who_asked_for_a_person_waits_until_one_has_answered(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        await requests.ask_for_a_person(session, person, NOW)
        await take(session, LEA, person, NOW)
        await handover.return_by_itself(session, person.id, NOW + HELD)
        assert len(await requests.waiting(session)) == 1
        await take(session, LEA, person, NOW + HELD)
        await handover.reply(session, LEA, person.conversation, "Me voici", NOW + HELD)
        assert await requests.waiting(session) == []


async def test_words_that_no_officer_answered_open_the_request_again(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        await requests.ask_for_a_person(session, person, NOW)
        await handover.take_over(session, LEA, person.conversation, NOW)
        await handover.reply(session, LEA, person.conversation, "Me voici", NOW)
        await handover.hand_back(session, LEA, person.conversation, NOW)
        assert await requests.waiting(session) == []
        await take(session, LEA, person, NOW)
        await transcript.keep(session, person, Author.CANDIDATE, "/trips", NOW)  # which the assistant answered
        await handover.hand_back(session, LEA, person.conversation, NOW)
        assert await requests.waiting(session) == []
        await take(session, LEA, person, NOW)
        await handover.hear(session, person, "Et pour mon fils?", NOW + MINUTE)
        await handover.return_by_itself(session, person.id, NOW + HELD)
        [request] = await requests.waiting(session)
        assert request.reasons == (Reason.ASKED,)
        assert (await told_officer(session, OMAR))[-1] == NoticeKind.STAFF_ALARM
        backs = await session.scalars(select(NoticeRow.data).where(NoticeRow.kind == NoticeKind.HANDED_BACK))
        assert [data["waits"] for data in backs] == [False, False, True]


async def test_an_officer_who_leaves_leaves_nobody_unanswered(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        await take(session, LEA, person, NOW)
        await handover.hear(session, person, "Vous êtes là?", NOW)
        await handover.hear_danger(session, person, NOW)
        await staff.remove(session, LEA.id, None, NOW + MINUTE, actor=audit.ASSISTANT)
        assert await who_answers.over(session, NOW + MINUTE) == [person.id]
        await handover.return_by_itself(session, person.id, NOW + MINUTE)
        assert len(await requests.waiting(session)) == 1


async def test_an_officer_who_may_not_answer_any_more_has_no_conversation(
    database: Database, person: CandidateRow
) -> None:
    async with database.transaction() as session:
        await take(session, LEA, person, NOW)
        await staff.set_role(session, LEA.id, Role.READER, NOW, actor=audit.ASSISTANT)
        assert not await who_answers.is_held(session, person, NOW)
        assert await who_answers.over(session, NOW) == [person.id]


async def test_danger_is_told_to_the_officer_at_once_and_without_words(
    database: Database, person: CandidateRow
) -> None:
    async with database.transaction() as session:
        assert not await handover.hear_danger(session, person, NOW)
        await take(session, LEA, person, NOW)
        for _ in range(2):
            assert await handover.hear_danger(session, person, NOW + MINUTE)
        row = (await session.scalars(select(NoticeRow).where(NoticeRow.staff_id == LEA.id))).one()
        assert (row.kind, row.due_at, row.urgent, row.data) == (NoticeKind.STAFF_DANGER, NOW + MINUTE, True, {})
        await handover.hand_back(session, LEA, person.conversation, NOW + 2 * MINUTE)
        [request] = await requests.waiting(session)
        assert request.reasons == (Reason.DANGER,), "nobody wrote to them"


async def test_nothing_is_written_to_whoever_blocked_the_assistant(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        await take(session, LEA, person, NOW)
        found = await candidates.of_chat(session, 77)
        assert found is not None
        for _ in range(2):
            await reachability.lost(session, 77, NOW)
        assert await told_officer(session, LEA) == [NoticeKind.STAFF_LOST, NoticeKind.STAFF_ALARM]
        assert len(await requests.waiting(session)) == 1
        assert not (await conversation_desk.thread(session, LEA, person.conversation, NOW)).reachable
        with pytest.raises(NotReachable):
            await handover.reply(session, LEA, person.conversation, "Bonjour", NOW)
        await handover.hear(session, found, "me revoilà", NOW)
        await handover.reply(session, LEA, person.conversation, "Bonjour", NOW)


async def test_nobody_takes_over_unasked_and_without_a_reason(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        with pytest.raises(ReasonMissing):
            await handover.take_over(session, LEA, person.conversation, NOW)
        await access_reasons.give_reason(session, LEA, person.conversation, ReadReason.SAFETY, NOW)
        with pytest.raises(ReasonMissing):
            await handover.take_over(session, LEA, person.conversation, NOW + timedelta(hours=1))
        await handover.take_over(session, LEA, person.conversation, NOW)
        await handover.hand_back(session, LEA, person.conversation, NOW)
        await requests.ask_for_a_person(session, person, NOW)
        await handover.take_over(session, OMAR, person.conversation, NOW)
        rows = await session.scalars(select(AuditRow).where(AuditRow.action == "take over").order_by(AuditRow.id))
        assert [row.changes["reason"][1] for row in rows] == ["safety", "asked for a person"]


async def test_names_of_officers_are_in_no_notice_and_no_address(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        await take(session, LEA, person, NOW)
        await handover.reply(session, LEA, person.conversation, "Bonjour", NOW)
        kept = [str(row.data) for row in await session.scalars(select(NoticeRow))]
        assert not [data for data in kept if "Léa" in data]
        held = (await conversation_desk.thread(session, LEA, person.conversation, NOW)).state
        assert "Léa" not in held
        await handover.hand_back(session, LEA, person.conversation, NOW)
        assert (await conversation_desk.thread(session, LEA, person.conversation, NOW)).state != held


async def test_an_officer_sees_whether_their_words_arrived(database: Database, person: CandidateRow) -> None:
    async def write(words: str) -> int:
        await handover.reply(session, LEA, person.conversation, words, NOW)
        found = await conversation_desk.thread(session, LEA, person.conversation, NOW)
        outbox.write(session, 77, ["first half", "second half"], NOW, said_id=found.last)
        await session.flush()
        return found.last

    async def delivery(number: int) -> DeliveryState | None:
        row = await session.get_one(SaidRow, number, populate_existing=True)
        return row.delivery

    async with database.transaction() as session:
        await take(session, LEA, person, NOW)
        number = await write("Voici tout ce qu’il faut savoir.")
        for row in await outbox.first_for(session, 77, 2):
            assert await delivery(number) is DeliveryState.WAITING, "half of it has not arrived"
            await outbox.sent(session, [row.id])
        assert await delivery(number) is DeliveryState.SENT
        refused = await write("Encore ceci.")
        [first, _] = await outbox.first_for(session, 77, 2)
        assert await outbox.note_failed_attempt(session, first.id, "BadRequest", NOW, counts=True, most=0, longest=DAY)
        assert await delivery(refused) is DeliveryState.REFUSED
        number = await write("Et cela.")
        await reachability.lost(session, 77, NOW)
        assert await delivery(number) is DeliveryState.BLOCKED
        assert await delivery(refused) is DeliveryState.REFUSED


@pytest.mark.parametrize("words", ["", "  \n ", "x" * (MOST_LETTERS + 1)])
async def test_nothing_and_too_much_are_not_sent(database: Database, person: CandidateRow, words: str) -> None:
    async with database.transaction() as session:
        await take(session, LEA, person, NOW)
        with pytest.raises(NoWords):
            await handover.reply(session, LEA, person.conversation, words, NOW)
        await handover.reply(session, LEA, person.conversation, "y" * MOST_LETTERS, NOW)
        assert await said(session) == ["y" * MOST_LETTERS]


async def test_only_roles_that_answer_take_over_and_write(database: Database, person: CandidateRow) -> None:
    async with database.transaction() as session:
        for role in (Role.READER, Role.PRIVACY):
            officer = Officer("lea", "Léa", role)
            with pytest.raises(NotAllowed):
                await handover.take_over(session, officer, person.conversation, NOW)
            with pytest.raises(NotAllowed):
                await handover.reply(session, officer, person.conversation, "Bonjour", NOW)
        with pytest.raises(ConversationUnknown):
            await handover.take_over(session, LEA, "nobody", NOW)
