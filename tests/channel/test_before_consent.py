"""What was told and asked for before the consent goes on after the yes, also after a restart."""

from datetime import timedelta

from sqlalchemy import select

from bot.db.models import AnswerRow, CandidateRow
from bot.programme import trips
from bot.programme.candidates import Consent
from tests.channel.conftest import World, clock
from tests.channel.test_conversation import COOK, FR
from tests.conftest import NOW

AGAIN = "Before you agreed I kept nothing of what you wrote. Please tell me once more, I am listening."


TOLD = "je suis cuisinier"


async def test_what_led_to_the_consent_is_taken_up_after_the_yes(world: World) -> None:
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say(TOLD)
        async with world.database.reading() as session:
            assert (await session.scalars(select(AnswerRow))).all() == []
        await amina.press("consent:given:2")
        async with world.database.reading() as session:
            assert [row.value for row in await session.scalars(select(AnswerRow))] == ["63200"]


async def test_what_led_to_the_consent_is_read_again_from_the_chat_after_a_restart(world: World) -> None:
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say(TOLD)
    async with world.channel():  # nothing of the first process is left but what stands in the database and the chat
        await amina.press("consent:given:2")
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
        await amina.press("consent:given:2")
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
        said = await amina.press("consent:given:2")
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
        [*_, recap] = await amina.press("consent:given:2")
    assert f"register_confirm:{trip}:2" in str(recap.raw)


async def test_a_registration_goes_on_after_the_yes_and_a_no_forgets_it(world: World) -> None:
    async with world.database.reading() as session:
        trip = (await trips.coming(session, clock()))[0].id
    world.rasa.answers["deux places"] = [{"answer": "register", "args": [trip, "2"]}]
    async with world.channel():
        amina, carlos = await world.candidate(), await world.candidate()
        for person in (amina, carlos):
            await person.say("deux places")
        [*_, recap] = await amina.press("consent:given:2")
        assert f"register_confirm:{trip}:2" in str(recap.raw)
        await carlos.press("consent:refused")
        await carlos.say("/profile")
        [*_, after] = await carlos.press("consent:given:2")
        assert "register_confirm" not in str(after.raw)


async def test_what_was_asked_for_first_outlives_what_is_told_next(world: World) -> None:
    async with world.database.reading() as session:
        trip = (await trips.coming(session, clock()))[0].id
    world.rasa.answers["trois places"] = [{"answer": "register", "args": [trip, "3"]}]
    world.rasa.parses[TOLD] = COOK
    async with world.channel():
        amina = await world.candidate()
        await amina.say("trois places")
        await amina.say(TOLD)
        said = await amina.press("consent:given:2")
        assert f"register_confirm:{trip}:3" in "".join(str(message.raw) for message in said)
        async with world.database.reading() as session:
            assert [row.value for row in await session.scalars(select(AnswerRow))] == ["63200"]


async def test_of_two_requests_before_the_consent_both_go_on(world: World) -> None:
    async with world.database.reading() as session:
        first, second = [trip.id for trip in (await trips.coming(session, clock()))[:2]]
    world.rasa.answers["deux places"] = [{"answer": "register", "args": [first, "2"]}]
    world.rasa.answers["une autre"] = [{"answer": "register", "args": [second, "1"]}]
    async with world.channel():
        amina = await world.candidate()
        await amina.say("deux places")
        await amina.say("une autre")
        said = "".join(str(message.raw) for message in await amina.press("consent:given:2"))
    assert f"register_confirm:{first}:2" in said
    assert f"register_confirm:{second}:1" in said
