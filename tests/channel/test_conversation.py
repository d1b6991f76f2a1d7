"""From an update to what is said: in order, once, and honestly when Rasa is away."""

import asyncio
import json
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select, type_coerce
from telegram import Update

from bot import answers
from bot.answers import Turn
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.channel import conversation
from bot.channel.rhythm import Rhythm
from bot.db.models import AnswerRow, CandidateRow, HumanRequestRow, InboxRow, OutboxRow
from bot.dialogue.client import RasaClient, RasaResting
from bot.knowledge import Meanings
from bot.knowledge.meaning import Vectors
from bot.programme import trips
from bot.programme.candidates import Consent
from bot.queues.inbox import MOST_ATTEMPTS
from bot.reading import Parse
from bot.replies import conversation as replies
from bot.replies.message import Message
from tests.channel.conftest import World, clock
from tests.conftest import NOW

FR = texts(Language.FRENCH)
HELP = FR.gettext("Here is what you can ask me")
SORRY = FR.gettext("I am sorry, something went wrong on my side. Your answers are safe. Please try again.")
AGAIN = "Before you agreed I kept nothing of what you wrote. Please tell me once more, I am listening."
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
    real = RasaClient.parse

    async def resting(self: RasaClient, text: str) -> Parse:
        nonlocal refusals
        if text == "bonjour toi" and refusals:
            refusals -= 1
            raise RasaResting
        return await real(self, text)

    monkeypatch.setattr(RasaClient, "parse", resting)
    async with world.channel(rhythm=Rhythm(look_for_rasa=0.05)):
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


TOLD = "je suis cuisinier"
COOK = {
    "intent": {"name": "inform"},
    "entities": [{"entity": "occupation", "value": "cuisinier", "start": 8, "end": 17}],
}


async def test_what_led_to_the_consent_is_taken_up_after_the_yes(world: World) -> None:
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say(TOLD)
        async with world.database.reading() as session:
            assert (await session.scalars(select(AnswerRow))).all() == []
        await amina.press("consent:given")
        async with world.database.reading() as session:
            assert [row.value for row in await session.scalars(select(AnswerRow))] == ["63200"]


async def test_what_led_to_the_consent_is_read_again_from_the_chat_after_a_restart(world: World) -> None:
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say(TOLD)
    async with world.channel():  # nothing of the first process is left but what stands in the database and the chat
        await amina.press("consent:given")
    async with world.database.reading() as session:
        assert [row.value for row in await session.scalars(select(AnswerRow))] == ["63200"]


async def test_what_is_read_again_counts_from_the_day_on_which_it_was_written(world: World) -> None:
    told = "je peux commencer dans trois semaines"
    world.rasa.parses[told] = {
        "intent": {"name": "inform"},
        "entities": [{"entity": "start_date", "value": "dans trois semaines", "start": 18, "end": 37}],
    }
    async with world.channel():
        amina = await world.candidate()
        await amina.say(told)
    async with world.channel(now=lambda: NOW + timedelta(days=9)):
        await amina.press("consent:given")
    async with world.database.reading() as session:
        rows = {row.field: row.value for row in await session.scalars(select(AnswerRow))}
    assert rows == {"available_from": (NOW + timedelta(weeks=3)).date().isoformat()}


async def test_what_cannot_be_read_again_is_asked_for_kindly(world: World) -> None:
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say(TOLD)
    world.rasa.down = True
    async with world.channel():
        said = await amina.press("consent:given")
    assert any(FR.gettext(AGAIN) in message.text for message in said)
    async with world.database.reading() as session:
        assert (await session.scalars(select(CandidateRow.consent))).all() == [Consent.GIVEN]


async def test_a_trip_that_was_asked_for_in_words_goes_on_after_a_restart(world: World) -> None:
    async with world.database.reading() as session:
        trip = (await trips.coming(session, clock()))[0].id
    world.rasa.answers["deux places"] = [{"answer": "register", "args": [trip, "2"]}]
    async with world.channel():
        amina = await world.candidate()
        await amina.say("deux places")
    async with world.channel():
        [*_, recap] = await amina.press("consent:given")
    assert f"register_confirm:{trip}:2" in str(recap.raw)


async def test_a_registration_goes_on_after_the_yes_and_a_no_forgets_it(world: World) -> None:
    async with world.database.reading() as session:
        trip = (await trips.coming(session, clock()))[0].id
    world.rasa.answers["deux places"] = [{"answer": "register", "args": [trip, "2"]}]
    async with world.channel():
        amina, carlos = await world.candidate(), await world.candidate()
        for person in (amina, carlos):
            await person.say("deux places")
        [*_, recap] = await amina.press("consent:given")
        assert f"register_confirm:{trip}:2" in str(recap.raw)
        await carlos.press("consent:refused")
        await carlos.say("/profile")
        [*_, after] = await carlos.press("consent:given")
        assert "register_confirm" not in str(after.raw)


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts whose meaning is computed from now on; `on the loop` before those for which everybody waits."""
    texts: list[str] = []
    compute = Meanings._several

    def computed(meanings: Meanings, several: Sequence[str]) -> Vectors:
        on_the_loop = current_thread() is main_thread()
        texts.extend(f"on the loop: {text}" if on_the_loop else text for text in several)
        return compute(meanings, several)

    monkeypatch.setattr(Meanings, "_several", computed)
    return texts


@pytest.mark.parametrize(
    ("text", "parse"),
    [
        ("Qui répare les vélos à Amos? Où patiner à Alma?", {"intent": {"name": "out_of_scope"}}),
        ("je suis cuisinier, le loyer d'un vélo à Gaspé", COOK),
        ("les heures d'ouverture de la patinoire de Granby svp", {"intent": {"name": "ask_programme"}}),
    ],
)
async def test_no_meaning_is_computed_where_others_wait(
    world: World, encoded: list[str], text: str, parse: dict[str, Any]
) -> None:
    world.rasa.parses[text] = parse
    world.rasa.answers[text] = [{"answer": "unsure" if "?" in text else "feedback"}]
    async with world.channel():
        amina = await world.candidate()
        await amina.say(text)
    assert encoded
    assert [each for each in encoded if each.startswith("on the loop")] == []


async def test_no_meaning_of_what_was_held_is_computed_where_others_wait(world: World, encoded: list[str]) -> None:
    text = "alèrte au salère d'un vélo de nuit, salaire svp"
    world.rasa.parses[text] = {"intent": {"name": "job_alerts"}, "mended": "alerte de nuit"}
    world.rasa.answers[text] = [{"answer": "job_alerts"}]
    async with world.channel():
        amina = await world.candidate()
        await amina.say(text)
        encoded.clear()
        await amina.press("consent:given")
    assert encoded
    assert [each for each in encoded if each.startswith("on the loop")] == []


async def test_a_forwarded_text_is_nobodys_answer(world: World) -> None:
    async with world.channel() as running:
        amina = await world.candidate()
        await amina.say("/help")
        chat = {"id": amina.id, "type": "private", "first_name": "Amina"}
        origin = {"type": "hidden_user", "sender_user_name": "Léa", "date": 1_770_000_000}
        said = {"message_id": 9001, "date": 1_770_000_000, "chat": chat, "from": chat | {"is_bot": False},
                "text": "Soudeur demandé, 4 ans", "forward_origin": origin}  # fmt: skip
        update = Update.de_json({"update_id": 9001, "message": said}, running.bot)
        await running.accept([update])
        [*_, reply] = await amina.replies(until=lambda found: len(found) >= 2)
    assert world.rasa.heard == []
    assert reply.text == replies.forwarded(FR).text


async def test_an_unclear_message_that_is_edited_is_answered_anew(world: World) -> None:
    world.rasa.answers = {
        "blorp": [{"answer": "out_of_scope"}],
        "clair": [{"answer": "trips"}],
        "bien": [{"answer": "help"}],
    }
    async with world.channel():
        amina = await world.candidate()
        await amina.say("blorp")
        [written] = [message for message in await amina.messages() if message.text == "blorp"]
        await amina.edit(written.id, "clair")
        [*_, reply] = await amina.replies()
        assert reply.text.startswith(FR.gettext("Coming trips"))
        await amina.edit(written.id, "bien")
        assert await amina.stays_quiet(0.5), "what was understood is not answered twice"


@pytest.mark.parametrize("captioned", [0, 1, 2])
async def test_the_caption_of_an_album_is_answered_once(world: World, captioned: int) -> None:
    """Whichever of its pictures has it."""
    world.rasa.answers["quels voyages"] = [{"answer": "trips"}]
    async with world.channel() as running:
        amina = await world.candidate()
        await amina.say("/help")
        chat = {"id": amina.id, "type": "private", "first_name": "Amina"}
        photo = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]
        album = [
            {"message_id": 9100 + number, "date": 1_770_000_000, "chat": chat, "photo": photo,
             "from": chat | {"is_bot": False}, "media_group_id": "album",
             **({"caption": "quels voyages"} if number == captioned else {})}
            for number in range(3)
        ]  # fmt: skip
        updates = [{"update_id": 9100 + number, "message": said} for number, said in enumerate(album)]
        await running.accept([Update.de_json(each, running.bot) for each in updates])
        await amina.replies()
        await asyncio.sleep(0.5)
        said_by_us = [message.text for message in await amina.messages() if message.from_bot]
    assert [text.startswith(FR.gettext("Coming trips")) for text in said_by_us] == [False, True]


async def test_a_short_answer_needs_no_rasa(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/profile")
        await amina.press("consent:given")
        await amina.tap((await amina.last()).id, "set:occupation:63200", forged=True)
        await amina.replies()
        world.rasa.down = True
        await amina.say("9")
    async with world.database.reading() as session:
        rows = {row.field: row.value for row in await session.scalars(select(AnswerRow))}
    assert rows["experience_years"] == 9


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
    async with world.channel(rhythm=Rhythm(handle=0.05)):
        [listed] = await (await world.candidate()).say("/trips")
    assert listed.text.startswith(FR.gettext("Coming trips"))
    async with world.database.reading() as session:
        row = (await session.scalars(select(InboxRow))).one()
    assert (row.attempts, row.handled_at is None) == (2, False)


def _elsewhere(kind: str) -> list[dict[str, Any]]:
    """Everything that may come from such a chat: said, edited, pressed, the bot added."""
    chat = {"id": -1005, "type": kind, "title": "Voisins"}
    user = {"id": 7, "is_bot": False, "first_name": "Amina", "language_code": "fr"}
    said = {"message_id": 1, "date": 1_770_000_000, "chat": chat, "from": user, "text": "/start",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}  # fmt: skip
    out = {"user": user | {"is_bot": True}, "status": "left"}
    added = {"chat": chat, "from": user, "date": 1, "old_chat_member": out,
             "new_chat_member": {"user": user | {"is_bot": True}, "status": "member"}}  # fmt: skip
    pressed = {"id": "1", "from": user, "chat_instance": "1", "message": said, "data": "human"}
    kinds = {"message": said, "edited_message": said | {"edit_date": 2}, "my_chat_member": added, "channel_post": said,
             "callback_query": pressed}  # fmt: skip
    return [{"update_id": number, name: what} for number, (name, what) in enumerate(kinds.items(), 9)]


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_of_a_group_nothing_is_kept_and_the_bot_leaves(world: World, kind: str) -> None:
    async with world.channel(polling=False) as running:
        for raw in _elsewhere(kind):
            await running.accept([Update.de_json(raw, running.bot)])
            async with asyncio.timeout(5):
                while running._leaving._tasks:  # noqa: ASYNC110 - it says nothing that could be waited for
                    await asyncio.sleep(0.01)
    left = [call["params"]["chat_id"] for call in world.served.sandbox.calls if call["method"] == "leaveChat"]
    assert len(left) == len(_elsewhere(kind))
    assert {int(each) for each in left} == {-1005}
    assert not [call for call in world.served.sandbox.calls if call["method"].startswith(("send", "answer"))]
    async with world.database.reading() as session:
        for table in (InboxRow, OutboxRow, CandidateRow, HumanRequestRow):
            assert (await session.scalars(select(table))).all() == [], table


async def test_a_flood_in_a_group_is_left_once(world: World) -> None:
    async with world.channel(polling=False) as running:
        await running.accept([Update.de_json(each, running.bot) for each in _elsewhere("group")])
    assert [call["method"] for call in world.served.sandbox.calls].count("leaveChat") <= 1


async def test_what_a_business_sends_is_not_kept(world: World) -> None:
    chat = {"id": 7, "type": "private", "first_name": "Amina"}
    said = {"message_id": 1, "date": 1_770_000_000, "chat": chat, "text": "bonjour", "business_connection_id": "b"}
    async with world.channel(polling=False) as running:
        await running.accept([Update.de_json({"update_id": 9, "business_message": said}, running.bot)])
        await running.accept([Update.de_json({"update_id": 10, "message": said}, running.bot)])
        async with world.database.reading() as session:
            assert (await session.scalars(select(InboxRow))).all() == []


@pytest.mark.parametrize("readable", [True, False])
async def test_what_an_earlier_release_kept_of_a_group_is_dropped_without_an_answer(
    world: World, readable: bool
) -> None:
    async with world.channel(polling=False) as running, world.database.transaction() as session:
        raw = json.dumps(_elsewhere("group")[0]) if readable else "no JSON"
        row = InboxRow(bot_id=running.bot.id, update_id=9, chat_id=-1005, payload=raw, received_at=NOW)
        row.attempts = 1 if readable else MOST_ATTEMPTS
        session.add(row)
    async with world.channel(polling=False):
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


async def test_what_is_being_handled_is_noted_until_it_ends(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an update that came a moment ago and was never read back from the database, too."""
    declared, noted = answers.ANSWERS["trips"], ""

    async def looked(turn: Turn) -> list[Message]:
        nonlocal noted
        noted = world.begun.read_text()
        return await declared.perform(turn)

    monkeypatch.setitem(answers.ANSWERS, "trips", replace(declared, perform=looked))
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
        running._worker._stopping = True  # stored, and not handled any more in this run
        await running.accept(updates)
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


async def test_what_a_candidate_wrote_is_gone_once_it_is_answered(world: World) -> None:
    async with world.channel():
        await (await world.candidate()).say("bonjour, je m'appelle Amina")
        await asyncio.sleep(0.3)
    async with world.database.reading() as session:
        row = (await session.scalars(select(InboxRow))).one()
        assert (row.payload, row.chat_id) == (None, None)
        assert (await session.scalars(select(OutboxRow))).all() == []


@pytest.mark.parametrize("somebody_reads", [False, True])
async def test_what_was_erased_is_in_no_file_of_the_database(world: World, somebody_reads: bool) -> None:
    """Nor in the log beside it, also where somebody was reading what was there before."""
    database = Path(world.database.engine.url.database or "")

    def files() -> bytes:
        return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))

    async with world.channel(), AsyncExitStack() as reader:
        amina = await world.candidate()
        await amina.say("/profile")
        await amina.press("consent:given")
        await amina.tap((await amina.last()).id, "set:permit:refugee", forged=True)
        await amina.replies()
        async with world.database.reading() as session:
            [sealed] = await session.scalars(select(type_coerce(AnswerRow.value, LargeBinary)))
        assert sealed in files()
        if somebody_reads:
            session = await reader.enter_async_context(world.database.reading())
            assert (await session.scalars(select(AnswerRow))).one()
        await amina.say("/delete")
        [gone] = await amina.press(FR.gettext("🗑 Yes, erase everything"))
        assert FR.gettext("It is done: everything that I kept about you is erased.") in gone.text
        assert "Telegram" in gone.text
        if somebody_reads:
            assert sealed in files(), "it cannot be scrubbed yet"
            await reader.aclose()
            async with asyncio.timeout(10):
                while sealed in files():  # noqa: ASYNC110 - it says nothing that could be waited for
                    await asyncio.sleep(0.05)
        assert sealed not in files()


async def test_rasa_forgets_who_was_erased_once_it_is_back(world: World) -> None:
    async with world.channel(rhythm=Rhythm(erase=0.05)) as running:
        amina = await world.candidate()
        await amina.say("bonjour")
        await amina.say("/delete")
        world.rasa.heard.clear()
        world.rasa.down = True
        await amina.press(FR.gettext("🗑 Yes, erase everything"))
        assert running.conversation.erasing._remembered
        world.rasa.down = False
        async with asyncio.timeout(20):
            while running.conversation.erasing._remembered:  # noqa: ASYNC110 - it says nothing that could be waited for
                await asyncio.sleep(0.05)
    assert world.rasa.heard == ["/forget"]


async def test_who_was_erased_can_begin_again(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/delete")
        [gone] = await amina.press(FR.gettext("🗑 Yes, erase everything"))
        assert "/start" in gone.text
        [welcome] = await amina.say("/start")
        assert welcome.text.startswith(FR.gettext("Welcome!"))
