"""From an update to what is said: in order, once, and honestly when Rasa is away."""

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from telegram import Update

from bot import answers
from bot.answers import Turn
from bot.channel import channel, conversation, worker
from bot.db.models import InboxRow, OutboxRow
from bot.i18n import texts
from bot.programme.inbox import MOST_ATTEMPTS
from bot.rasa import RasaClient, RasaResting
from bot.replies import conversation as replies
from bot.replies.message import Message
from bot.terms import Language
from tests.channel.conftest import World

FR = texts(Language.FRENCH)
HELP = FR.gettext("Here is what you can ask me")
SORRY = FR.gettext("I am sorry, something went wrong on my side. Your answers are safe. Please try again.")
AWAY = FR.gettext(
    "I have your message, but I cannot read free text at the moment. I will answer as soon as I can. "
    "The buttons and commands work."
)


async def test_rasa_names_an_answer_and_the_bot_says_it(world: World) -> None:
    world.rasa.answers["bonjour"] = [{"answer": "region", "args": ["11", "climate"]}]
    async with world.channel():
        [reply] = await (await world.candidate()).say("bonjour")
    assert reply.text.startswith("Gaspésie")


@pytest.mark.parametrize("silence", [[], [{"text": "prose"}]])
async def test_a_silent_rasa_counts_as_away(world: World, silence: list[dict[str, str]]) -> None:
    world.rasa.answers["bonjour"] = silence
    async with world.channel():
        [reply] = await (await world.candidate()).say("bonjour")
    assert reply.text == AWAY


async def test_texts_wait_for_rasa_and_are_answered_in_order_when_it_is_back(world: World) -> None:
    world.rasa.answers = {"un": [{"answer": "trips"}], "deux": [{"answer": "help"}]}
    async with world.channel():
        amina = await world.candidate()
        world.rasa.down = True
        assert [reply.text for reply in await amina.say("un")] == [AWAY]
        await amina.send("deux")
        assert await amina.stays_quiet(0.5), "the honest sentence comes once"
        [reply] = await amina.say("/help")
        assert HELP in reply.text
        world.rasa.down = False
        late = await amina.replies(until=lambda found: len(found) >= 3, patience=20)
    answered = [reply.raw["reply_to_message"]["text"] for reply in late if "reply_to_message" in reply.raw]
    assert answered == ["un", "deux"]


async def test_a_text_that_was_not_even_asked_is_not_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Health and a probe are answered, and then the breaker turns the text away: that says nothing about the text."""
    refusals = 3 * conversation._MOST_TRIES
    real = RasaClient.turn

    async def resting(self: RasaClient, name: str, text: str) -> list[dict[str, object]]:
        nonlocal refusals
        if text == "bonjour toi" and refusals:
            refusals -= 1
            raise RasaResting
        return await real(self, name, text)

    monkeypatch.setattr(RasaClient, "turn", resting)
    monkeypatch.setattr(channel, "_LOOK_FOR_RASA", 0.05)
    async with world.channel():
        amina = await world.candidate()
        await amina.send("bonjour toi")
        away, reply = await amina.replies(until=lambda found: len(found) >= 2, patience=30)
    assert (away.text, HELP in reply.text, refusals) == (AWAY, True, 0)


async def test_a_text_that_rasa_never_answers_does_not_block_the_chat_for_ever(world: World) -> None:
    world.rasa.answers = {"poison": [], "après": [{"answer": "trips"}]}
    async with world.channel():
        amina = await world.candidate()
        await amina.say("poison")
        await amina.send("après")
        answered = await amina.replies(until=lambda found: len(found) >= 2, patience=30)
    assert answered[0].text == SORRY
    assert answered[1].text.startswith(FR.gettext("Coming trips"))


async def test_one_candidates_messages_are_handled_in_order_and_others_do_not_wait(world: World) -> None:
    world.rasa.slow["lent"] = 0.8
    world.rasa.answers = {"lent": [{"answer": "trips"}], "vite": [{"answer": "help"}]}
    async with world.channel():
        amina, carlos = await world.candidate(), await world.candidate()
        await amina.send("lent")
        await amina.send("vite")
        [reply] = await carlos.say("vite", patience=0.7)
        assert HELP in reply.text
        await amina.replies(until=lambda found: len(found) >= 2)
        said = [message.text for message in await amina.messages() if message.from_bot]
    assert said[0].startswith(FR.gettext("Coming trips"))
    assert said[1].startswith(HELP)


async def test_rasa_is_told_where_the_database_stands_after_a_tap(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/profile")
        await amina.press("consent:given")
        await amina.say("bonjour")
        await amina.say("encore")
        assert world.rasa.heard == ["/session_start", "bonjour", "encore"]
        await amina.press("cancel")
        await amina.say("et là")
    assert world.rasa.heard[-2:] == ["/session_start", "et là"]


async def test_an_unforeseen_error_is_a_sentence_for_the_candidate_and_one_line_in_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(turn: Turn) -> list[Message]:
        raise ZeroDivisionError("canary: what somebody wrote")

    monkeypatch.setitem(answers.ANSWERS, "trips", replace(answers.ANSWERS["trips"], perform=broken))
    with caplog.at_level(logging.INFO):
        async with world.channel():
            amina = await world.candidate()
            [sorry] = await amina.say("/trips")
            assert sorry.text.startswith(SORRY)
            assert HELP in (await amina.say("/help"))[0].text
    assert "canary" not in caplog.text
    lines = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(lines) == 1
    assert "ZeroDivisionError" in lines[0].message


async def test_a_turn_whose_apology_breaks_too_stays_in_line(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    declared, tries = answers.ANSWERS["trips"], 0

    async def broken_once(turn: Turn) -> list[Message]:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise OSError("the disk is away")
        return await declared.perform(turn)

    def broken(*_: object) -> Message:
        raise OSError("the disk is away")

    monkeypatch.setitem(answers.ANSWERS, "trips", replace(declared, perform=broken_once))
    monkeypatch.setattr(replies, "failure", broken)
    monkeypatch.setattr(worker, "_PAUSE", 0.05)
    async with world.channel():
        [listed] = await (await world.candidate()).say("/trips")
    assert listed.text.startswith(FR.gettext("Coming trips"))
    async with world.database.reading() as session:
        row = (await session.scalars(select(InboxRow))).one()
    assert (row.attempts, row.handled_at is None) == (2, False)


async def test_what_is_said_in_a_group_is_none_of_our_business(world: World) -> None:
    group = {"id": -5, "type": "group", "title": "Voisins"}
    said = {"message_id": 1, "date": 1_770_000_000, "chat": group, "text": "/trips"}
    async with world.channel(polling=False) as running:
        update = Update.de_json({"update_id": 9, "message": said}, running.bot)
        await running.accept([update])
        async with asyncio.timeout(5):
            while not await _handled(world):  # noqa: ASYNC110 - it says nothing that could be waited for
                await asyncio.sleep(0.02)
        async with world.database.reading() as session:
            assert (await session.scalars(select(OutboxRow))).all() == []


async def _handled(world: World) -> bool:
    async with world.database.reading() as session:
        return (await session.scalars(select(InboxRow))).one().handled_at is not None


async def test_a_repeated_update_is_answered_once(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/help")
        await world.sandbox.repeat()
        await asyncio.sleep(0.5)
        assert len([message for message in await amina.messages() if message.from_bot]) == 1


async def test_an_update_that_ends_the_process_again_and_again_is_set_aside(world: World) -> None:
    amina = await world.candidate()
    await amina.send("/help")
    async with world.channel(polling=False) as running:
        updates = await running.bot.get_updates()
        async with world.database.transaction() as session:
            row = InboxRow(
                bot_id=running.bot.id,
                update_id=updates[0].update_id,
                chat_id=amina.id,
                payload=updates[0].to_json(),
                attempts=MOST_ATTEMPTS,
                received_at=updates[0].message.date,  # type: ignore[union-attr]
            )
            session.add(row)
    async with world.channel(polling=False):
        [apology] = await amina.replies()
        assert apology.text == SORRY
    async with world.database.reading() as session:
        assert (await session.scalars(select(InboxRow))).one().handled_at is not None


async def test_an_update_that_cannot_even_be_read_is_apologised_for(world: World) -> None:
    amina = await world.candidate()
    await amina.send("/help")
    async with world.channel(polling=False) as running:
        [sent] = await running.bot.get_updates()
        async with world.database.transaction() as session:
            row = InboxRow(bot_id=running.bot.id, update_id=sent.update_id, chat_id=amina.id)
            row.payload, row.attempts, row.received_at = "no JSON", MOST_ATTEMPTS, datetime.now(UTC)
            session.add(row)
    async with world.channel(polling=False):
        [apology] = await amina.replies()
        assert apology.text == SORRY
    async with world.database.reading() as session:
        assert (await session.scalars(select(InboxRow))).one().handled_at is not None


async def test_what_a_candidate_wrote_is_gone_once_it_is_answered(world: World) -> None:
    async with world.channel():
        await (await world.candidate()).say("bonjour, je m'appelle Amina")
        await asyncio.sleep(0.3)
    async with world.database.reading() as session:
        row = (await session.scalars(select(InboxRow))).one()
        assert (row.payload, row.chat_id) == (None, None)
        assert (await session.scalars(select(OutboxRow))).all() == []


async def test_what_was_erased_is_in_no_file_of_the_database(world: World) -> None:
    database = Path(world.database.engine.url.database or "")

    def files() -> bytes:
        return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))

    async with world.channel():
        amina = await world.candidate()
        await amina.say("/profile")
        await amina.press("consent:given")
        await amina.tap((await amina.last()).id, "set:available_from:2026-07-09", forged=True)
        await amina.replies()
        assert b"2026-07-09" in files()
        await amina.say("/delete")
        await amina.press("delete_confirm")
        assert b"2026-07-09" not in files()


async def test_who_was_erased_can_begin_again(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/delete")
        [gone] = await amina.press("delete_confirm")
        assert "/start" in gone.text
        [welcome] = await amina.say("/start")
        assert welcome.text.startswith(FR.gettext("Welcome!"))
