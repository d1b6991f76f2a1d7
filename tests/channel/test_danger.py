"""Somebody in danger is answered first and alone, at every door and moment."""

from typing import Any

import pytest
from sqlalchemy import func, select
from telegram import Update

from bot.db.models import CandidateRow, HumanRequestRow, NoticeRow, UnansweredRow
from bot.programme import staff
from bot.safety import Level, Lookout, Sighting
from sandbox.client import Candidate
from tests.channel.conftest import World
from tests.conftest import ANA, NOW

FRENCH = "mon mari me frappe et j'ai peur de lui"
ENGLISH = "I want to kill myself"


async def rows(world: World, model: type) -> int:
    async with world.database.reading() as session:
        return int(await session.scalar(select(func.count()).select_from(model)) or 0)


async def make_officer(world: World, candidate: int) -> None:
    """One of the programme's officers, who has accepted the invitation."""
    async with world.database.transaction() as session:
        word = await staff.add(session, "officer@example.org", NOW, actor=ANA)
        await session.flush()
        await staff.accept(session, word, candidate, NOW)


@pytest.mark.parametrize(("text", "number"), [(FRENCH, "+1 800 363-9010"), (ENGLISH, "988")])
async def test_the_first_message_of_a_stranger_gets_the_numbers(world: World, text: str, number: str) -> None:
    async with world.channel():
        said = await (await world.candidate()).say(text)
    assert [number in message.text for message in said] == [True], "alone"
    assert "911" in said[0].text
    assert world.rasa.heard == [], "nothing else reads it"
    assert await rows(world, UnansweredRow) == 0


async def test_the_language_that_is_written_is_answered(world: World) -> None:
    async with world.channel():
        said = await (await world.candidate("fr")).say("please help me, my husband is beating me right now")
    assert "Call now" in said[0].text


async def test_with_rasa_down_too(world: World) -> None:
    world.rasa.down = True
    async with world.channel():
        said = await (await world.candidate()).say(FRENCH)
    assert "+1 800 363-9010" in said[0].text


async def test_an_open_question_waits_and_goes_on(world: World) -> None:
    async with world.channel():
        person = await world.candidate("en")
        await person.say("/privacy")
        await person.press("consent:given:2")
        said = await person.say(ENGLISH)
        assert len(said) == 1
        async with world.database.reading() as session:
            asking = await session.scalar(select(CandidateRow.asking))
        assert asking == "occupation"
        assert "occupation" in (await person.press("Nobody is in danger"))[-1].text.lower()


@pytest.mark.parametrize(
    ("text", "plea", "number"),
    [
        (FRENCH, "je suis avec ma fille de 3 ans, qu'est-ce que je fais?", "+1 800 363-9010"),
        (ENGLISH, "please, who do I call", "988"),
    ],
)
async def test_a_plea_right_after_the_numbers_gets_them_again(world: World, text: str, plea: str, number: str) -> None:
    async with world.channel():
        person = await world.candidate()
        await person.say(text)
        [again] = await person.say(plea)
    assert number in again.text
    assert world.rasa.heard == []


async def test_what_to_do_is_a_plea_only_right_after_the_numbers(world: World) -> None:
    async with world.channel():
        person = await world.candidate("en")
        await person.say(ENGLISH)
        await person.press("Nobody is in danger")
        said = await person.say("what do I do now")
    assert not any("988" in each.text for each in said)


class Jumpy(Lookout):
    """Takes every text for danger, not beyond doubt."""

    def look(self, text: str) -> Sighting | None:
        return Sighting(Level.SURE)


async def test_what_set_off_a_false_alarm_is_read_after_all(world: World) -> None:
    text = "which coaches leave in May, I am dying to see the sea"
    world.rasa.answers[text] = [{"answer": "trips"}]
    async with world.channel(lookout=Jumpy()):
        person = await world.candidate("en")
        [numbers] = await person.say(text)
        assert world.rasa.heard == []
        [answer] = await person.press("Nobody is in danger")
        again = await person.messages()
    assert world.rasa.heard == [text]
    assert answer.text.startswith("Coming trips")
    assert numbers.text in [message.text for message in again], "the numbers stay in the chat"


async def test_no_alarm_follows_upon_a_false_one(world: World) -> None:
    text = "which coaches leave in May, I am dying to see the sea"
    world.rasa.answers[text] = [{"answer": "danger"}]
    async with world.channel(lookout=Jumpy()):
        person = await world.candidate("en")
        await person.say(text)
        [said] = await person.press("Nobody is in danger")
    assert world.rasa.heard == [text]
    assert "911" not in said.text


async def test_a_false_alarm_waits_for_rasa_like_any_text(world: World) -> None:
    world.rasa.answers["is it far"] = [{"answer": "trips"}]
    async with world.channel(lookout=Jumpy()):
        person = await world.candidate("en")
        await person.say("is it far")
        world.rasa.down = True
        [away] = await person.press("Nobody is in danger")
        world.rasa.down = False
        [*_, answer] = await person.replies(
            until=lambda found: any("Coming" in each.text for each in found), patience=30
        )
    assert "free text" in away.text
    assert answer.text.startswith("Coming trips")


async def test_plain_danger_is_read_for_nothing_else_whatever_is_tapped(world: World) -> None:
    """Somebody may look over a shoulder: nothing of it is noted."""
    async with world.channel():
        person = await world.candidate("en")
        await person.say(ENGLISH)
        await person.press("Nobody is in danger")
    assert world.rasa.heard == []
    assert await rows(world, UnansweredRow) == 0


async def test_an_officer_is_told_at_once_without_the_words(world: World) -> None:
    async with world.channel():
        officer = await world.candidate("en")
        await make_officer(world, officer.id)
        person = await world.candidate("en")
        await person.say(ENGLISH)
        said = await person.press("danger_person")
    assert "911" in said[-1].text
    async with world.database.reading() as session:
        notice = (await session.scalars(select(NoticeRow))).one()
        request = (await session.scalars(select(HumanRequestRow))).one()
    assert notice.urgent
    assert (notice.data, request.reasons) == ({"about": "danger"}, ["danger"])


async def test_a_caption_and_an_edit_are_read_too(world: World) -> None:
    async with world.channel():
        person = await world.candidate("en")
        await person.photo(caption=ENGLISH)
        assert "988" in (await person.replies())[-1].text
        first = await person.send("hello there")
        await person.replies()
        await person.edit(first["message"]["message_id"], FRENCH)
        assert "+1 800 363-9010" in (await person.replies())[-1].text


def _of(person: Candidate, number: int, **content: Any) -> dict[str, Any]:
    """A message as Telegram brings it, of a kind that nobody types in the sandbox."""
    chat = {"id": person.id, "type": "private", "first_name": "Amina"}
    sender = {"id": person.id, "is_bot": False, "first_name": "Amina", "language_code": "en"}
    said = {"message_id": number, "date": 1_770_000_000, "chat": chat, "from": sender, **content}
    return {"update_id": number, "message": said}


ORIGIN = {"type": "hidden_user", "sender_user_name": "Léa", "date": 1_770_000_000}
ANOTHER = {"message_id": 1, "date": 1_760_000_000, "chat": {"id": 1, "type": "private"}, "text": "Which trip?"}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]


@pytest.mark.parametrize(
    "content",
    [
        {"text": ENGLISH, "forward_origin": ORIGIN},
        {"text": f"my sister wrote me this and I do not know what to do: {ENGLISH}"},
        {"text": ENGLISH, "reply_to_message": ANOTHER},
        {"text": ENGLISH, "quote": {"text": "Which trip?", "position": 0}, "reply_to_message": ANOTHER},
        {"photo": PHOTO, "caption": ENGLISH, "media_group_id": "a"},
        {"photo": PHOTO, "caption": ENGLISH, "forward_origin": ORIGIN},
        {"text": f"/human {ENGLISH}", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
        {"text": f"/start {ENGLISH}", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
        {"text": f"/unknown {ENGLISH}", "entities": [{"type": "bot_command", "offset": 0, "length": 8}]},
        {"text": "a word of no matter. " * 180 + ENGLISH},
    ],
)
async def test_however_it_is_sent_it_is_answered_alone(world: World, content: dict[str, Any]) -> None:
    async with world.channel() as running:
        person = await world.candidate("en")
        await person.say("/help")
        update = Update.de_json(_of(person, 9001, **content), running.bot)
        assert isinstance(update, Update)
        await running.intake.accept([update])
        [_, *said] = await person.replies(until=lambda found: len(found) > 1)  # since `/help`
    assert ["988" in each.text and "911" in each.text for each in said] == [True]
    assert world.rasa.heard == []
    assert await rows(world, UnansweredRow) == await rows(world, HumanRequestRow) == 0


async def test_an_officer_is_somebody_too(world: World) -> None:
    async with world.channel():
        officer = await world.candidate("en")
        await make_officer(world, officer.id)
        [said] = await officer.say(ENGLISH)
    assert "988" in said.text


async def test_the_edit_of_a_caption_is_read_too(world: World) -> None:
    async with world.channel() as running:
        person = await world.candidate("en")
        await person.say("/help")
        raw = _of(person, 9001, photo=PHOTO, caption=ENGLISH, edit_date=1_770_000_001)
        edited = Update.de_json({"update_id": 9001, "edited_message": raw["message"]}, running.bot)
        assert isinstance(edited, Update)
        await running.intake.accept([edited])
        assert "988" in (await person.replies())[-1].text


async def test_ordinary_words_go_on_to_rasa(world: World) -> None:
    async with world.channel():
        person = await world.candidate("en")
        await person.say("how much is a two bedroom in Alma")
    assert world.rasa.heard[-1] == "how much is a two bedroom in Alma"
