"""An update that breaks a turn, or ends the process, is apologised for and holds up no other."""

import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.answers.all_answers import ANSWERS
from bot.answers.turn import Turn
from bot.channel.intervals import Rhythm
from bot.db.models import InboxRow
from bot.queues.inbox import MOST_ATTEMPTS
from bot.replies import outages as replies
from bot.replies.message import Message
from tests.channel.conftest import World
from tests.channel.test_conversation import FR, HELP, SORRY


async def test_an_unforeseen_error_is_a_sentence_for_the_candidate_and_one_line_in_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(turn: Turn) -> list[Message]:
        raise ZeroDivisionError("canary: what somebody wrote")

    monkeypatch.setitem(ANSWERS, "trips", replace(ANSWERS["trips"], perform=broken))
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
    declared, tries = ANSWERS["trips"], 0

    async def broken_once(turn: Turn) -> list[Message]:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise OSError("the disk is away")
        return await declared.perform(turn)

    def broken(*_: object) -> Message:
        raise OSError("the disk is away")

    monkeypatch.setitem(ANSWERS, "trips", replace(declared, perform=broken_once))
    monkeypatch.setattr(replies, "failure", broken)
    async with world.channel(rhythm=Rhythm(handle=0.05)):
        [listed] = await (await world.candidate()).say("/trips")
    assert listed.text.startswith(FR.gettext("Coming trips"))
    async with world.database.reading() as session:
        row = (await session.scalars(select(InboxRow))).one()
    assert (row.attempts, row.handled_at is None) == (2, False)


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


async def test_what_is_being_handled_is_noted_until_it_ends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an update that came a moment ago and was never read back from the database, too."""
    declared, noted = ANSWERS["trips"], ""

    async def looked(turn: Turn) -> list[Message]:
        nonlocal noted
        noted = world.begun.read_text()
        return await declared.perform(turn)

    monkeypatch.setitem(ANSWERS, "trips", replace(declared, perform=looked))
    async with world.channel():
        await (await world.candidate()).say("/trips")
        async with world.database.reading() as session:
            row = (await session.scalars(select(InboxRow))).one()
    assert noted == f"+{row.update_id}\n"
    assert world.begun.read_text() == ""


@pytest.mark.parametrize(("crashes", "answered"), [(1, HELP), (2, SORRY)])
async def test_an_update_during_which_the_process_crashed_twice_is_set_aside(
    world: World, crashes: int, answered: str
) -> None:
    amina = await world.candidate()
    await amina.send("/help")
    async with world.channel(polling=False) as running:
        updates = await running.bot.get_updates()
        running.turns._worker._stopping = True  # stored, and not handled any more in this run
        await running.intake.accept(updates)
    world.begun.write_text(f"+{updates[0].update_id}\n!{updates[0].update_id}\n+77\n" * crashes + "+7")
    async with world.channel(polling=False):
        [said] = await amina.replies()
        assert said.text.startswith(answered)
    assert world.begun.read_text() == ""


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
