"""Inbox and outbox: nothing twice, nothing out of order, nothing kept that is done."""

import asyncio
from datetime import timedelta

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base import retention_periods
from bot.db import Database
from bot.db.models import InboxRow, OutboxRow
from bot.programme import reachability
from bot.queues import inbox, outbox
from bot.queues.inbox import Incoming
from tests.conftest import NOW
from tests.programme.conftest import Newcomer

DAY = timedelta(days=1)

BOT = 7


def sent(*numbers: int) -> list[Incoming]:
    return [Incoming(number, 1000, f"text {number}") for number in numbers]


async def next_for(session: AsyncSession, chat_id: int) -> outbox.Outgoing | None:
    """The message of a chat that goes out next."""
    return next(iter(await outbox.first_for(session, chat_id, 1)), None)


async def test_an_update_is_kept_once_however_often_it_is_delivered(session: AsyncSession) -> None:
    assert [each.update_id for each in await inbox.store(session, BOT, sent(1, 2, 2), NOW)] == [1, 2]
    assert [each.update_id for each in await inbox.store(session, BOT, sent(1, 2, 3), NOW)] == [3]
    assert [row.update_id for row in await inbox.pending(session, BOT)] == [1, 2, 3]
    assert await inbox.pending(session, BOT + 1) == []


async def test_a_handled_update_keeps_its_number_alone(session: AsyncSession) -> None:
    await inbox.store(session, BOT, sent(1), NOW)
    begun = await inbox.begin(session, BOT, 1)
    assert begun is not None
    assert begun.attempts == 2, "storing it was the first"
    await inbox.finish(session, BOT, 1, NOW)
    await session.flush()
    row = await session.get_one(InboxRow, (BOT, 1))
    assert await inbox.begin(session, BOT, 1) is None
    assert await inbox.store(session, BOT, sent(1), NOW) == []
    assert (row.payload, row.chat_id) == (None, None)
    await inbox.purge(session, NOW + retention_periods.UPDATES + timedelta(seconds=1))
    assert [each.update_id for each in await inbox.store(session, BOT, sent(1), NOW)] == [1]


async def test_pending_updates_are_in_the_order_in_which_they_were_sent(session: AsyncSession) -> None:
    await inbox.store(session, BOT, sent(3), NOW)
    await inbox.store(session, BOT, sent(2, 1), NOW + timedelta(seconds=1))
    assert [row.update_id for row in await inbox.pending(session, BOT)] == [1, 2, 3]


async def test_two_bots_may_use_the_same_numbers(session: AsyncSession) -> None:
    await inbox.store(session, BOT, sent(1), NOW)
    assert len(await inbox.store(session, BOT + 1, sent(1), NOW)) == 1
    await inbox.finish(session, BOT, 1, NOW)
    assert await inbox.find(session, BOT, 1) is None
    assert await inbox.find(session, BOT + 1, 1) is not None


async def test_attempts_are_counted_over_transactions(database: Database) -> None:
    async with database.transaction() as session:
        await inbox.store(session, BOT, sent(1), NOW)
    for attempt in (2, 3, 4):
        async with database.transaction() as session:
            row = await inbox.begin(session, BOT, 1)
            assert row is not None
            assert (row.attempts, row.payload) == (attempt, "text 1")
    async with database.transaction() as session:
        assert await inbox.begin(session, BOT, 404) is None


async def test_deliveries_at_once_are_kept_once(database: Database) -> None:
    async def deliver() -> int:
        async with database.transaction() as session:
            return len(await inbox.store(session, BOT, sent(1, 2, 3), NOW))

    assert sorted(await asyncio.gather(*(deliver() for _ in range(5)))) == [0, 0, 0, 0, 3]
    assert await deliver() == 0


async def test_only_handled_updates_are_purged_and_only_when_they_are_old(session: AsyncSession) -> None:
    await inbox.store(session, BOT, sent(1, 2, 3), NOW)
    for number, handled_at in ((1, NOW), (2, NOW + timedelta(seconds=1))):
        await inbox.finish(session, BOT, number, handled_at)
    await inbox.purge(session, NOW + retention_periods.UPDATES + timedelta(seconds=1))
    kept = await session.scalars(select(InboxRow.update_id).order_by(InboxRow.update_id))
    assert list(kept) == [2, 3]  # the third was never handled, however old


async def test_a_message_of_one_chat_does_not_wait_for_those_of_another(session: AsyncSession) -> None:
    await inbox.store(session, BOT, [Incoming(1, 1000, "a"), Incoming(2, 2000, "b"), Incoming(3, None, "c")], NOW)
    rows = [await inbox.find(session, BOT, number) for number in (1, 2, 3)]
    first, second, third = rows
    assert first is not None
    assert second is not None
    assert third is not None
    await inbox.let_wait(session, first)
    assert await inbox.waiting_before(session, second) == 0
    assert await inbox.waiting_before(session, first) == 0
    await inbox.finish(session, BOT, 1, NOW)
    assert await inbox.first_waiting(session, BOT) == []


async def test_messages_wait_for_rasa_in_order(session: AsyncSession) -> None:
    await inbox.store(session, BOT, sent(1, 2, 3), NOW)
    for number in (1, 2):
        row = await inbox.find(session, BOT, number)
        assert row is not None
        await inbox.let_wait(session, row)
    third = await inbox.find(session, BOT, 3)
    assert third is not None
    assert await inbox.waiting_before(session, third) == 2
    assert [row.update_id for row in await inbox.first_waiting(session, BOT)] == [1], "one of each chat"
    await inbox.finish(session, BOT, 1, NOW)
    assert [row.update_id for row in await inbox.first_waiting(session, BOT)] == [2]
    assert [row.update_id for row in await inbox.first_waiting(session, BOT, 1000)] == [2]
    assert await inbox.first_waiting(session, BOT, 2000) == []


async def test_a_number_of_the_outbox_is_given_once(session: AsyncSession) -> None:
    """What arrived is remembered by its number: the next message must not pass for it."""
    outbox.write(session, 1000, ["one"], NOW)
    await session.flush()
    first = await next_for(session, 1000)
    assert first is not None
    await outbox.sent(session, [first.id])
    outbox.write(session, 1000, ["two"], NOW)
    await session.flush()
    second = await next_for(session, 1000)
    assert second is not None
    assert second.id > first.id


async def test_messages_go_out_in_order_and_leave_nothing(session: AsyncSession) -> None:
    outbox.write(session, 1000, ["one", "two"], NOW)
    await session.flush()
    assert await outbox.chats(session) == [1000]
    first = await next_for(session, 1000)
    assert first is not None
    assert first.payload == "one"
    await outbox.sent(session, [first.id])
    second = await next_for(session, 1000)
    assert second is not None
    assert second.payload == "two"


async def test_a_message_that_cannot_be_sent_is_set_aside(session: AsyncSession) -> None:
    outbox.write(session, 1000, ["one", "two"], NOW)
    await session.flush()
    row = await next_for(session, 1000)
    assert row is not None
    tries = [
        await outbox.note_failed_attempt(
            session, row.id, "NetworkError", NOW + timedelta(hours=hours), counts=False, most=10, longest=DAY
        )
        for hours in (0, 1, 23, 25)
    ]
    assert tries == [False, False, False, True], "an outage of Telegram loses nothing; yesterday's words help nobody"
    following = await next_for(session, 1000)
    assert following is not None
    assert following.payload == "two"
    assert await outbox.note_failed_attempt(session, following.id, "BadRequest", NOW, counts=False, most=0, longest=DAY)
    assert await next_for(session, 1000) is None


async def test_nothing_more_is_tried_with_somebody_who_blocked_us(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await newcomer()
    outbox.write(session, candidate.chat_id, ["one"], NOW)
    await session.flush()
    await reachability.lost(session, candidate.chat_id, NOW)
    assert await next_for(session, candidate.chat_id) is None
    assert candidate.unreachable_at == NOW


async def test_chats_do_not_wait_for_each_other(session: AsyncSession) -> None:
    outbox.write(session, 1000, ["one", "two"], NOW)
    outbox.write(session, 2000, ["three"], NOW)
    await session.flush()
    assert sorted(await outbox.chats(session)) == [1000, 2000]
    await reachability.lost(session, 1000, NOW)
    assert await outbox.chats(session) == [2000]
    row = await next_for(session, 2000)
    assert row is not None
    assert row.payload == "three"
    await outbox.sent(session, [row.id])
    assert await outbox.chats(session) == []


async def test_what_is_set_aside_says_why_but_not_what_it_said(session: AsyncSession) -> None:
    outbox.write(session, 1000, ["one"], NOW)
    await session.flush()
    row = await next_for(session, 1000)
    assert row is not None
    assert await outbox.note_failed_attempt(session, row.id, "BadRequest", NOW, counts=False, most=0, longest=DAY)
    await session.flush()
    kept = await session.get_one(OutboxRow, row.id)
    assert (kept.payload, kept.error, kept.done_at) == (None, "BadRequest", NOW)
    assert await outbox.chats(session) == []


async def test_what_waits_is_encrypted(session: AsyncSession) -> None:
    await inbox.store(session, BOT, [Incoming(1, 1000, "canary-7731")], NOW)
    outbox.write(session, 1000, ["canary-7731"], NOW)
    await session.flush()
    for table in ("inbox", "outbox"):
        [payload] = await session.scalars(text(f"SELECT payload FROM {table}"))
        assert payload
        assert "canary" not in str(payload)
