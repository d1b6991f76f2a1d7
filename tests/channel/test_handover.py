"""While a person has a conversation the assistant is silent to words, and to nothing else."""

import asyncio
from datetime import timedelta

from sqlalchemy import select

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.channel.long_texts import MOST_TEXT
from bot.channel.message_json import dump, load
from bot.db.models import NoticeRow
from bot.programme import (
    candidates,
    handover,
    officer_answers,
    requests,
)
from bot.programme.access import Role
from bot.queues.notices import NoticeKind
from bot.replies import handover as replies
from bot.replies.message import Message, visible
from tests.channel.conftest import World
from tests.channel.officers import LEA, agreed, kept, take, until_kept
from tests.conftest import ANA, NOW

FR = texts(Language.FRENCH)


async def test_words_reach_the_person_and_nobody_else_answers(world: World) -> None:
    world.rasa.answers["bonjour"] = [{"answer": "help"}]
    amina = await world.candidate()
    conversation = await agreed(world, amina)
    async with world.channel():
        await amina.say("bonjour")
        async with world.database.transaction() as session:
            await take(session, conversation)
        told = await amina.wait_for("Léa", patience=8)
        assert "garde le silence" in told.text
        heard = len(world.rasa.heard)
        long = "Mon dossier : " + "le rendez-vous de mardi ne me convient pas. " * 60  # more than is read at once
        for words in ("mon numéro est le 418 555-0142", "👍", long):
            await amina.send(words)
        await until_kept(world, long.strip())
        assert await amina.stays_quiet(0.3)
        assert len(world.rasa.heard) == heard
        assert [text for _, text in await kept(world)][-3:] == ["mon numéro est le 418 555-0142", "👍", long.strip()]
        assert await amina.say("/help"), "commands and buttons go on working"
        [help_comes] = await amina.say("il veut me tuer, il est devant la porte")
        assert "911" in help_comes.text
        assert ("candidate", "il veut me tuer, il est devant la porte") in await kept(world), "it was written to Léa"
        async with world.database.reading() as session:
            notified = await session.scalars(select(NoticeRow).where(NoticeRow.staff_id == LEA.id))
            assert NoticeKind.STAFF_DANGER in [row.kind for row in notified]
        await amina.voice()
        await amina.wait_for("rien d’autre", patience=8)
        await until_kept(world, "[message vocal] (non transmis)")
        async with world.database.transaction() as session:
            await handover.reply(session, LEA, conversation, "Je vous appelle <tout de suite> & j’arrive", NOW)
        written = await amina.wait_for("Je vous appelle", patience=8)
        assert written.text.startswith("Léa, ")
        assert written.text.endswith("Je vous appelle <tout de suite> & j’arrive")
        async with world.database.transaction() as session:
            await handover.hand_back(session, LEA, conversation, NOW)
        await amina.wait_for("de nouveau l’assistant", patience=8)
        assert await amina.say("bonjour")
    authors = [author for author, _ in await kept(world)]
    assert authors[:2] == ["candidate", "assistant"]
    assert authors.count("officer") == 1


async def test_a_reply_to_an_officers_answer_reaches_the_officers_and_not_the_assistant(world: World) -> None:
    amina = await world.candidate()
    conversation = await agreed(world, amina)
    clock = [NOW]
    async with world.channel(now=lambda: clock[0]):
        await amina.say("bonjour")  # a bot writes to nobody first
        async with world.database.transaction() as session:
            candidate = await candidates.of_conversation(session, conversation)
            assert candidate is not None
            asked = await requests.ask_for_a_person(session, candidate, NOW)
            await officer_answers.answer(session, asked, "À quel numéro vous joindre ?", NOW, actor=ANA)
        await amina.wait_for("À quel numéro", patience=8)
        clock[0] += timedelta(minutes=5)
        heard = len(world.rasa.heard)
        [said] = await amina.say("au 418 555-0177, pour le voyage du 3")
        assert "transmis" in said.text
        assert len(world.rasa.heard) == heard, "the assistant reads nothing into it"
        clock[0] += timedelta(minutes=1)
        await amina.say("après 17 h")
        async with world.database.reading() as session:
            candidate = await candidates.of_conversation(session, conversation)
            assert candidate is not None
            again = await requests.open_request(session, candidate)
            assert again is not None
            assert again.id != asked
            assert not await officer_answers.is_replied_to(session, candidate, clock[0] + timedelta(minutes=11))
        assert [text for who, text in await kept(world) if who == "candidate"][-2:] == [
            "au 418 555-0177, pour le voyage du 3", "après 17 h",
        ]  # fmt: skip
        await amina.say("/help")
        clock[0] += timedelta(minutes=1)
        await amina.say("bonjour")
        assert len(world.rasa.heard) == heard + 1


async def test_a_person_who_takes_over_while_a_message_is_read_gets_it(world: World) -> None:
    held = world.rasa.held["bonjour"] = asyncio.Event()
    amina = await world.candidate()
    conversation = await agreed(world, amina)
    async with world.channel():
        await amina.send("bonjour")
        async with asyncio.timeout(5):
            while not world.rasa.heard:  # noqa: ASYNC110 - what is awaited happens in the scripted Rasa
                await asyncio.sleep(0.01)
        async with world.database.transaction() as session:
            await take(session, conversation)
        held.set()
        await amina.wait_for("Léa", patience=8)
        await until_kept(world, "bonjour")
        await amina.say("/help")  # whatever else was to be said stands before its answer
        said = [reply.text for reply in await amina.messages()]
    assert ["Léa" in text for text in said][:2] == [False, True], "their own words, who has the conversation, the help"
    assert len(said) == 4


async def test_of_danger_nothing_is_kept_while_nobody_has_the_conversation(world: World) -> None:
    amina = await world.candidate()
    await agreed(world, amina)
    async with world.channel():
        [help_comes] = await amina.say("il veut me tuer, il est devant la porte")
    assert "911" in help_comes.text
    assert await kept(world) == []


async def test_nothing_is_kept_of_whoever_has_not_agreed(world: World) -> None:
    amina = await world.candidate()
    async with world.channel():
        await amina.say("bonjour")
    assert await kept(world) == []


def test_a_long_answer_of_one_line_is_cut_nowhere() -> None:
    words = "é&" * 1000 + " " + "😀" * 1500 + "<" * 595
    assert len(words) == 4096
    whole = replies.person_writes(FR, "Léa", Role.OFFICER, words)
    parts = [load(raw).text for raw in dump(Message(whole.text), pressed=None, answers=None)]
    assert all(len(part.encode("utf-16-le")) // 2 <= MOST_TEXT for part in parts)
    assert "".join(map(visible, parts)).replace("\n", "").replace(" ", "").endswith(words.replace(" ", ""))
