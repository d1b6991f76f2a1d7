"""From an update to what is said: in order, once, and honestly when Rasa is away."""

import asyncio
from collections.abc import Sequence
from threading import current_thread, main_thread
from typing import Any

import pytest
from sqlalchemy import select
from telegram import Update

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.console.taken_for import meanings
from bot.db.models import AnswerRow, SaidRow
from bot.knowledge import Meanings
from bot.knowledge.vectors import Vectors
from bot.programme import trip_views
from bot.programme.transcript import Author
from bot.replies import not_understood as replies
from bot.replies.message import Ref
from tests.channel.conftest import World
from tests.conftest import NOW

FR = texts(Language.FRENCH)


HELP = FR.gettext("Here is what you can ask me")


SORRY = FR.gettext("I am sorry, something went wrong on my side. Your answers are safe. Please try again.")


async def test_rasa_names_an_answer_and_the_bot_says_it(world: World) -> None:
    world.rasa.answers["bonjour"] = [{"answer": "region", "args": ["11", "climate"]}]
    async with world.channel():
        [reply] = await (await world.candidate()).say("bonjour")
    assert reply.text.startswith("Gaspésie")


async def test_of_many_trips_that_may_be_meant_the_choice_is_shown_and_kept(world: World) -> None:
    """No button carries what was understood, so that it may be of any length."""
    async with world.database.reading() as session:
        trips = [trip.id for trip in await trip_views.coming(session, NOW)][:6]
    assert not Ref("which_trip", ("trip_program", "0", *trips)).fits
    world.rasa.answers["et ce jour-là?"] = [{"answer": "which_trip", "args": ["trip_program", "0", *trips]}]
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/profile")
        await amina.press("consent:given:2")
        *_, reply = await amina.say("et ce jour-là?")
    assert SORRY not in reply.text
    async with world.database.reading() as session:
        said = await session.scalars(
            select(SaidRow).where(SaidRow.author == Author.CANDIDATE).order_by(SaidRow.id.desc()).limit(1)
        )
        assert meanings(FR, said.one().understood) == [FR.gettext("trips")]


COOK = {
    "intent": {"name": "inform"},
    "entities": [{"entity": "occupation", "value": "cuisinier", "start": 8, "end": 17}],
}


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
        await amina.press("consent:given:2")
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
        await running.intake.accept([update])
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
        await running.intake.accept([Update.de_json(each, running.bot) for each in updates])
        await amina.wait_for(FR.gettext("Coming trips"))
        await asyncio.sleep(0.5)  # a second answer would come by now
        said_by_us = [message.text for message in await amina.messages() if message.from_bot]
    assert [text.startswith(FR.gettext("Coming trips")) for text in said_by_us] == [False, True]


async def test_a_short_answer_needs_no_rasa(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/profile")
        await amina.press("consent:given:2")
        await amina.tap((await amina.last()).id, "set:occupation:63200", forged=True)
        await amina.replies()
        world.rasa.down = True
        await amina.say("9")
    async with world.database.reading() as session:
        rows = {row.field: row.value for row in await session.scalars(select(AnswerRow))}
    assert rows["experience_years"] == 9


async def test_a_repeated_update_is_answered_once(world: World) -> None:
    async with world.channel():
        amina = await world.candidate()
        await amina.say("/help")
        await world.sandbox.repeat()
        await asyncio.sleep(0.5)
        assert len([message for message in await amina.messages() if message.from_bot]) == 1
