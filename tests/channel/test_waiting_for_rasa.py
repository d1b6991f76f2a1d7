"""While Rasa is away, or does not answer a text: it waits, in order, and others do not."""

import asyncio

import pytest

from bot.channel import conversation
from bot.channel.intervals import Rhythm
from bot.dialogue.client import RasaClient, RasaResting
from bot.programme import handover
from bot.reading import Parse
from tests.channel.conftest import World
from tests.channel.officers import LEA, agreed, kept, take, until_kept
from tests.channel.test_conversation import FR, HELP, SORRY
from tests.conftest import NOW

AWAY = FR.gettext(
    "I have your message, but I cannot read free text at the moment. I will answer as soon as I can. "
    "The buttons and commands work."
)


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
    held = world.rasa.held["lent"] = asyncio.Event()
    world.rasa.answers = {"lent": [{"answer": "trips"}], "facile": [{"answer": "help"}]}
    async with world.channel():
        amina, carlos = await world.candidate(), await world.candidate()
        await amina.send("lent")
        await amina.send("facile")
        [reply] = await carlos.say("facile")
        assert HELP in reply.text
        held.set()
        await amina.replies(until=lambda found: len(found) >= 2)
        said = [message.text for message in await amina.messages() if message.from_bot]
    assert said[0].startswith(FR.gettext("Coming trips"))
    assert said[1].startswith(HELP)


async def test_what_waits_goes_to_the_person_who_takes_over_in_order(world: World) -> None:
    amina = await world.candidate()
    conversation = await agreed(world, amina)
    async with world.channel(rhythm=Rhythm(look_for_rasa=0.05)):
        world.rasa.down = True
        await amina.say("un")
        await amina.send("deux")
        await amina.say("/help")  # both wait
        async with world.database.transaction() as session:
            await take(session, conversation)
        await amina.wait_for("Léa", patience=8)
        await amina.send("trois")
        await until_kept(world, "trois")
        heard = len(world.rasa.heard)
        async with world.database.transaction() as session:
            await handover.hand_back(session, LEA, conversation, NOW)
        world.rasa.down = False
        await amina.wait_for("de nouveau l’assistant", patience=8)
        [_] = await amina.say("/help")  # whatever else was to be said stands before its answer
        assert len(world.rasa.heard) == heard
    said = [text for author, text in await kept(world) if author == "candidate"]
    assert [text for text in said if text != "/help"] == ["un", "deux", "trois"]
