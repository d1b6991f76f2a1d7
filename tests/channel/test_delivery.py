"""Messages out: what is written reaches the chat, in order, whatever Telegram or the database does meanwhile."""

import asyncio
import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram.error import NetworkError

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.channel import delivery
from bot.channel.delivery import Retries
from bot.channel.long_texts import MOST_TEXT
from bot.channel.message_json import Payload, dump
from bot.db.models import InboxRow, NoticeRow, OutboxRow, RegistrationRow
from bot.programme import candidates, seats, staff, trips
from bot.programme.candidates import Consent
from bot.programme.trips import RegistrationState
from bot.queues import outbox
from bot.queues.delivery_log import Delivered
from bot.queues.notices import NoticeKind
from bot.replies import officer_answers
from bot.replies.message import Button, Message, ref, visible
from sandbox.client import Candidate
from tests.channel.conftest import World, clock
from tests.conftest import ANA
from tests.rows import row_of

FR = texts(Language.FRENCH)


async def test_a_message_that_telegram_refuses_does_not_hold_up_the_next(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/start")
        await world.sandbox.fail("sendMessage", status=400)
        await amina.send("/trips")
        [reply] = await amina.say("/help")
        assert reply.text.startswith(FR.gettext("Here is what you can ask me"))
    async with world.database.reading() as session:
        [aside] = await session.scalars(select(OutboxRow))
        assert (aside.error, aside.payload) == ("BadRequest", None)


async def test_what_cannot_even_be_read_does_not_hold_up_the_next(world: World) -> None:
    amina = await world.candidate()
    async with world.database.transaction() as session:
        outbox.write(session, amina.id, ["no JSON"], clock())
    async with world.channel():
        assert (await amina.say("/help"))[0].buttons
    async with world.database.reading() as session:
        [aside] = await session.scalars(select(OutboxRow).where(OutboxRow.chat_id == amina.id))
        assert (aside.error, aside.payload) == ("JSONDecodeError", None)


async def test_a_message_that_fails_while_others_arrive_is_set_aside(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, carlos = await world.candidate(), await world.candidate()
    real = delivery.Delivery._send

    async def broken_for_amina(self: delivery.Delivery, chat_id: int, payload: Payload) -> None:
        if chat_id == amina.id:
            raise NetworkError("502")
        await real(self, chat_id, payload)

    monkeypatch.setattr(delivery.Delivery, "_send", broken_for_amina)
    async with world.channel(retries=Retries(pauses=(0.05,), most=3)):
        await amina.send("/help")
        await asyncio.sleep(0.5)
        assert await _set_aside(world) == [], "while nothing arrives it may be Telegram"
        for _ in range(5):
            await carlos.say("/help")
        assert await _set_aside(world) == ["NetworkError"]


async def _set_aside(world: World) -> list[str | None]:
    async with world.database.reading() as session:
        return [row.error for row in await session.scalars(select(OutboxRow).where(OutboxRow.done_at.is_not(None)))]


async def test_the_rest_that_telegram_asks_for_is_kept_by_all(world: World) -> None:
    amina, carlos = await world.candidate(), await world.candidate()
    async with world.channel():
        await world.sandbox.fail("sendMessage", retry_after=1)
        await amina.send("/help")
        while not await world.sandbox.calls("sendMessage"):  # noqa: ASYNC110 - another process' answer
            await asyncio.sleep(0.01)
        began = asyncio.get_running_loop().time()
        await carlos.say("/help")
        assert asyncio.get_running_loop().time() - began > 0.8
        await amina.replies()


async def test_a_message_that_arrived_is_not_sent_again_because_noting_it_failed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = outbox.sent, 2

    async def away_at_first(session: AsyncSession, row_ids: Collection[int]) -> None:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise OSError("the disk is away")
        await real(session, row_ids)

    monkeypatch.setattr(outbox, "sent", away_at_first)
    async with world.channel(retries=Retries(recovery=0.05)):
        amina = await world.candidate()
        await amina.send("/help")
        async with asyncio.timeout(10):
            while await _unsent(world):  # noqa: ASYNC110 - a process apart
                await asyncio.sleep(0.02)
    assert failures < 0
    assert len(await world.sandbox.calls("sendMessage")) == 1


async def test_an_end_while_the_database_is_away_says_nothing_twice_at_the_next_start(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def away(session: AsyncSession, row_ids: Collection[int]) -> None:
        raise OSError("the disk is away")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(outbox, "sent", away)
        async with world.channel(retries=Retries(recovery=0.05)):
            await (await world.candidate()).say("/help")
    assert await _unsent(world)
    again = replace(world, delivered=Delivered(tmp_path / "arrived"))  # another process knows but the file
    async with again.channel():
        pass
    assert not await _unsent(world)
    assert len(await world.sandbox.calls("sendMessage")) == 1


async def test_what_arrived_before_a_kill_is_not_said_again(world: World, tmp_path: Path) -> None:
    amina = await world.candidate()
    await amina.send("/help")  # which nobody answers here: it lets the bot write
    async with world.database.transaction() as session:
        payloads = [dump(Message(text), pressed=None, answers=None)[0] for text in ("said", "still to be said")]
        outbox.write(session, amina.id, payloads, clock())
        await session.flush()
        rows = await outbox.first_for(session, amina.id, 1)
    killed = Delivered(tmp_path / "arrived")
    killed.note(rows[0].id)
    with (tmp_path / "arrived").open("a") as file:
        file.write(str(rows[0].id + 1))  # the kill came in the middle of a line
    async with world.channel(polling=False):
        said = await amina.replies(until=bool)
    assert [each.text for each in said] == ["still to be said"]
    assert not (tmp_path / "arrived").exists(), "nothing is left to remember"


async def _unsent(world: World) -> bool:
    async with world.database.reading() as session:
        handled = await session.scalar(select(InboxRow.handled_at).limit(1))
        return handled is None or bool(await outbox.chats(session))


async def test_a_database_that_is_away_for_a_moment_delays_a_message(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = outbox.first_for, 0

    async def flaky(
        session: AsyncSession, chat_id: int, most: int, besides: Collection[int] = ()
    ) -> Sequence[outbox.Outgoing]:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise OSError("the disk is away")
        return await real(session, chat_id, most, besides)

    monkeypatch.setattr(outbox, "first_for", flaky)
    async with world.channel(retries=Retries(recovery=0.05)):
        assert (await (await world.candidate()).say("/help"))[0].buttons
    assert calls > 1


async def test_a_candidate_who_blocked_us_is_noted_and_costs_nothing(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/start")
        await world.sandbox.fail("sendMessage", status=403)
        await amina.send("/trips")
        async with asyncio.timeout(8):
            while not await _unreachable(world, amina):  # noqa: ASYNC110 - a process apart
                await asyncio.sleep(0.02)
        assert not await _unsent(world)
        assert (await amina.say("/help"))[0].buttons, "writing again brings the candidate back"
        assert not await _unreachable(world, amina)


@pytest.mark.parametrize("by_writing", [True, False])
async def test_whoever_is_back_sees_where_seats_stand_and_is_offered_what_is_free(
    world: World, by_writing: bool
) -> None:
    async with world.channel():
        amina = await world.candidate("en")
        await amina.say("/start")
        async with world.database.transaction() as session:
            row = await candidates.of_chat(session, amina.id)
            assert row is not None
            candidates.decide_consent(session, row, Consent.GIVEN, clock())
            trip = (await trips.coming(session, clock()))[0]
            made = await row_of(session, await seats.wait(session, row, trip.id, 1, clock()))
            made.state, made.offered_until, trip.taken = RegistrationState.WAITING, None, 0
            candidates.row_of(row).unreachable_at = clock()
        if by_writing:
            said = await amina.say("/help")
            assert any("My trips" in bubble.text for bubble in said)
        else:
            await amina.block()
            await amina.unblock()
            await amina.replies(until=lambda replies: any("My trips" in each.text for each in replies))
        async with world.database.reading() as session:
            found = await session.get_one(RegistrationRow, made.id)
            assert found.state == RegistrationState.OFFERED
            assert (await trips.find(session, trip.id)).taken == 1


async def _unreachable(world: World, person: Candidate) -> bool:
    async with world.database.reading() as session:
        row = await candidates.of_chat(session, person.id)
    return row is not None and row.unreachable_at is not None


@pytest.mark.parametrize("mark", ["\n\n", "\n", " ", ""])
def test_a_long_answer_of_an_officer_is_sent_in_parts_that_lose_no_word(mark: str) -> None:
    sentence = "Votre dossier avance bien, voyez-vous ; on se parle jeudi <demain>. 🙂"
    words = mark.join([sentence] * 200)
    payloads = dump(officer_answers.answer(texts(Language.FRENCH), words), pressed=None, answers=7)
    loaded = [json.loads(payload) for payload in payloads]
    assert len(loaded) > 2
    assert all(len(each["text"].encode("utf-16-le")) // 2 <= MOST_TEXT for each in loaded)
    told = "".join(visible(each["text"]) for each in loaded).removeprefix(visible(loaded[0]["text"]).split("\n")[0])
    assert "".join(told.split()) == "".join(words.split())
    assert [bool(each["rows"]) for each in loaded] == [False] * (len(loaded) - 1) + [True]


@pytest.mark.parametrize("unit", ["ligne é", "🙂" * 20])
def test_a_long_text_is_cut_between_lines(unit: str) -> None:
    message = Message("\n".join(f"<b>{unit}</b> {n}" for n in range(900)), ((Button("x", ref("help")),),))
    payloads = dump(message, pressed=None, answers=7)
    assert len(payloads) > 1
    loaded = [json.loads(payload) for payload in payloads]
    assert all(len(each["text"].encode("utf-16-le")) // 2 <= MOST_TEXT for each in loaded)
    assert "\n".join(each["text"] for each in loaded) == message.text
    assert [bool(each["rows"]) for each in loaded] == [False] * (len(loaded) - 1) + [True]
    assert loaded[0]["answers"] == 7


async def test_officers_are_told_once_of_messages_that_cannot_be_sent(world: World) -> None:
    amina, officer = await world.candidate(), await world.candidate()
    async with world.database.transaction() as session:
        word = await staff.add(session, "officer@example.org", clock(), actor=ANA)
        await session.flush()
        assert await staff.accept(session, word, officer.id, clock()) is not None
        bad = [dumped.replace("bad", "<b>bad") for dumped in dump(Message("bad"), pressed=None, answers=None)]
        for chat in (amina.id, amina.id, officer.id):
            outbox.write(session, chat, bad, clock())
    async with world.channel(), asyncio.timeout(20):
        while await _number(world, OutboxRow, OutboxRow.done_at.is_not(None)) < 3:  # noqa: ASYNC110 - a process apart
            await asyncio.sleep(0.05)
    assert await _number(world, NoticeRow, NoticeRow.kind == NoticeKind.STAFF_ALARM) == 1


async def _number(world: World, table: type[OutboxRow | NoticeRow], condition: ColumnElement[bool]) -> int:
    async with world.database.reading() as session:
        return len((await session.scalars(select(table).where(condition))).all())
