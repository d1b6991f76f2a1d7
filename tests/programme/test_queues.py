"""Inbox and outbox: nothing twice, nothing out of order, nothing kept that is done."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.programme import inbox, outbox
from bot.programme.inbox import Incoming
from tests.conftest import NOW
from tests.programme.conftest import Newcomer

BOT = 7


def sent(*numbers: int) -> list[Incoming]:
    return [Incoming(number, 1000, f"text {number}") for number in numbers]


async def test_an_update_is_kept_once_however_often_it_is_delivered(session: AsyncSession) -> None:
    assert [each.update_id for each in await inbox.store(session, BOT, sent(1, 2, 2), NOW)] == [1, 2]
    assert [each.update_id for each in await inbox.store(session, BOT, sent(1, 2, 3), NOW)] == [3]
    assert [row.update_id for row in await inbox.pending(session, BOT)] == [1, 2, 3]
    assert await inbox.pending(session, BOT + 1) == []


async def test_a_handled_update_keeps_its_number_alone(session: AsyncSession) -> None:
    await inbox.store(session, BOT, sent(1), NOW)
    row = await inbox.begin(session, BOT, 1)
    assert row is not None
    assert row.attempts == 1
    inbox.finish(row, NOW)
    await session.flush()
    assert await inbox.begin(session, BOT, 1) is None
    assert await inbox.store(session, BOT, sent(1), NOW) == []
    assert (row.payload, row.chat_id) == (None, None)
    await inbox.purge(session, NOW + inbox.KEPT + timedelta(seconds=1))
    assert [each.update_id for each in await inbox.store(session, BOT, sent(1), NOW)] == [1]


async def test_messages_wait_for_rasa_in_order(session: AsyncSession) -> None:
    await inbox.store(session, BOT, sent(1, 2, 3), NOW)
    for number in (1, 2):
        row = await inbox.find(session, BOT, number)
        assert row is not None
        row.waiting = True
    third = await inbox.find(session, BOT, 3)
    assert third is not None
    assert await inbox.waiting_before(session, third) == 2
    assert [row.update_id for row in await inbox.waiting(session, BOT)] == [1, 2]


async def test_messages_go_out_in_order_and_leave_nothing(session: AsyncSession) -> None:
    outbox.write(session, 1000, ["one", "two"], NOW)
    await session.flush()
    assert await outbox.chats(session) == [1000]
    first = await outbox.next_for(session, 1000)
    assert first is not None
    assert first.payload == "one"
    await outbox.sent(session, first.id)
    second = await outbox.next_for(session, 1000)
    assert second is not None
    assert second.payload == "two"


async def test_a_message_that_cannot_be_sent_is_set_aside(session: AsyncSession) -> None:
    outbox.write(session, 1000, ["one", "two"], NOW)
    await session.flush()
    row = await outbox.next_for(session, 1000)
    assert row is not None
    tries = [
        await outbox.failed(session, row.id, "NetworkError", NOW + timedelta(hours=hours), final=False)
        for hours in (0, 1, 23, 25)
    ]
    assert tries == [False, False, False, True], "an outage of Telegram loses nothing; yesterday's words help nobody"
    following = await outbox.next_for(session, 1000)
    assert following is not None
    assert following.payload == "two"
    assert await outbox.failed(session, following.id, "BadRequest", NOW, final=True)
    assert await outbox.next_for(session, 1000) is None


async def test_nothing_more_is_tried_with_somebody_who_blocked_us(session: AsyncSession, newcomer: Newcomer) -> None:
    candidate = await newcomer()
    outbox.write(session, candidate.chat_id, ["one"], NOW)
    await session.flush()
    await outbox.unreachable(session, candidate.chat_id, NOW)
    assert await outbox.next_for(session, candidate.chat_id) is None
    assert candidate.unreachable_at == NOW


async def test_what_waits_is_encrypted(session: AsyncSession) -> None:
    await inbox.store(session, BOT, [Incoming(1, 1000, "canary-7731")], NOW)
    outbox.write(session, 1000, ["canary-7731"], NOW)
    await session.flush()
    for table in ("inbox", "outbox"):
        [payload] = await session.scalars(text(f"SELECT payload FROM {table}"))
        assert payload
        assert "canary" not in str(payload)
