"""A message that may hint at danger is answered as any other, and a line on whom to call follows, at every moment."""

import pytest
from sqlalchemy import select

from bot.db.models import CandidateRow, UnansweredRow
from bot.safety import Danger, Level, Lookout, Sighting
from sandbox.replies import Reply
from tests.channel.conftest import World
from tests.channel.officers import LEA, agreed, kept, take, until_kept
from tests.channel.test_danger import make_officer, rows

HINT = "he always wants to know where I am"
LINE = "If you or somebody close to you is in danger"


class Wary(Lookout):
    """Takes every text for a hint at violence."""

    def look(self, text: str) -> Sighting | None:
        return Sighting(Level.PERHAPS, Danger.VIOLENCE) if text else None


def is_line(reply: Reply) -> bool:
    """Whether it is the line, with its numbers and the way to all of them."""
    numbers = all(number in reply.text for number in ("911", "+1 800 363-9010"))
    return LINE in reply.text and numbers and "☎️ Who can help" in reply.labels


async def test_a_stranger_gets_the_answer_and_the_line_after_it(world: World) -> None:
    world.rasa.answers[HINT] = [{"answer": "trips"}]
    async with world.channel(lookout=Wary()):
        *answer, line = await (await world.candidate("en")).say(HINT)
    assert answer[0].text.startswith("Coming trips")
    assert not any(is_line(each) for each in answer)
    assert is_line(line)


async def test_the_form_goes_on_and_a_tap_shows_the_whole_card(world: World) -> None:
    async with world.channel(lookout=Wary()):
        person = await world.candidate("en")
        await person.say("/privacy")
        await person.press("consent:given:2")
        *answer, line = await person.say(HINT)
        assert "occupation" in answer[-1].text.lower(), "the open question stands before the line"
        assert is_line(line)
        [card] = await person.press("Who can help")
        assert card.text.startswith("Call now")
        assert card.labels == ["🙋 Talk to a person", "Nobody is in danger"]
        assert "occupation" in (await person.press("Nobody is in danger"))[-1].text.lower()
        async with world.database.reading() as session:
            assert await session.scalar(select(CandidateRow.asking)) == "occupation"


@pytest.mark.parametrize("answer", ["out_of_scope", "unsure"])
async def test_nothing_of_it_is_stored_as_unanswered(world: World, answer: str) -> None:
    world.rasa.answers = {each: [{"answer": answer}] for each in (HINT, "who won the hockey game")}
    person = await world.candidate("en")
    await agreed(world, person)
    async with world.channel(lookout=Wary()):
        assert is_line((await person.say(HINT))[-1])
        assert await rows(world, UnansweredRow) == 0
    async with world.channel():
        await person.say("who won the hockey game")
    assert await rows(world, UnansweredRow) == 1


async def test_an_officer_gets_it_too(world: World) -> None:
    async with world.channel(lookout=Wary()):
        officer = await world.candidate("en")
        await make_officer(world, officer.id)
        assert is_line((await officer.say(HINT))[-1])


async def test_with_rasa_down_it_comes_at_once_and_once(world: World) -> None:
    world.rasa.answers = {HINT: [{"answer": "trips"}], "and where he is": [{"answer": "help"}]}
    async with world.channel(lookout=Wary()):
        person = await world.candidate("en")
        world.rasa.down = True
        away, line = await person.say(HINT)
        assert "free text" in away.text
        assert is_line(line)
        [line] = await person.say("and where he is")
        assert is_line(line), "the apology came, and this message has not had its line"
        world.rasa.down = False
        await person.replies(until=lambda found: sum("reply_to_message" in each.raw for each in found) > 1, patience=30)
        everything = await person.messages()
    assert sum(is_line(each) for each in everything) == 2, "none with the late answers"


async def test_a_person_who_has_the_conversation_reads_it_and_the_line_comes_all_the_same(world: World) -> None:
    person = await world.candidate("en")
    conversation = await agreed(world, person)
    async with world.channel(lookout=Wary()):
        await person.say("/start")
        async with world.database.transaction() as session:
            await take(session, conversation)
        await person.wait_for(LEA.name, patience=8)
        [line] = await person.say(HINT)
        assert is_line(line)
        await until_kept(world, HINT)
    assert ("candidate", HINT) in await kept(world)


async def test_an_edit_and_a_caption_have_it_too(world: World) -> None:
    async with world.channel(lookout=Wary()):
        person = await world.candidate("en")
        await person.photo(caption=HINT)
        assert is_line((await person.replies())[-1])
        sent = await person.send("/help")
        await person.replies()
        await person.edit(sent["message"]["message_id"], HINT)
        [line] = await person.replies()
        assert is_line(line), "an edit that is not read asks for no other answer"


class Calm(Lookout):
    """Sees no danger in any text, and rules it out where it is told to."""

    def __init__(self, *, rules_danger_out: bool) -> None:
        self._rules_out = rules_danger_out

    def look(self, text: str) -> Sighting | None:
        return None

    def rules_danger_out(self, text: str) -> bool:
        return self._rules_out


@pytest.mark.parametrize("ruled_out", [False, True])
async def test_what_rasa_alone_takes_for_danger_is_answered_with_the_line(world: World, ruled_out: bool) -> None:
    """One judge alone is a hint, unless the other rules it out; the message is taken for what it looks like next."""
    said = "my tablet is dead, when is the next trip?"
    ranking = [{"name": "emergency", "confidence": 0.7}, {"name": "list_trips", "confidence": 0.2}]
    world.rasa.parses[said] = {"intent": ranking[0], "intent_ranking": ranking}
    world.rasa.answers[said] = [{"answer": "trips"}]
    async with world.channel(lookout=Calm(rules_danger_out=ruled_out)):
        answer, *lines = await (await world.candidate("en")).say(said)
    assert answer.text.startswith("Coming trips")
    assert [LINE in line.text for line in lines if LINE in line.text] == [True] * (not ruled_out)
