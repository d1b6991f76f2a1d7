"""While a person has a conversation the assistant is silent to words, and to nothing else."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.i18n import texts
from bot.base.states import DeliveryState
from bot.base.terms import Language
from bot.channel.long_texts import MOST_TEXT
from bot.channel.message_json import dump, load
from bot.db.models import AttachmentRow, NoticeRow, SaidRow, StaffRow
from bot.programme import (
    access_reasons,
    attachments,
    candidates,
    conversation_desk,
    handover,
    officer_answers,
    requests,
    who_answers,
    written_words,
)
from bot.programme.access import Officer, ProofMissing, Role
from bot.programme.access_reasons import ReadReason
from bot.programme.attachments import Attachment, AttachmentUnknown, FileRefused, Media, Refused
from bot.programme.candidates import Consent
from bot.programme.transcript import Author
from bot.queues import outbox
from bot.queues.notices import NoticeKind
from bot.replies import handover as replies
from bot.replies.message import Message, visible
from sandbox.client import Candidate
from tests.channel.conftest import World
from tests.conftest import ANA, NOW

LEA = Officer("lea", "Léa", Role.OFFICER)
FR = texts(Language.FRENCH)


async def agreed(world: World, amina: Candidate) -> str:
    """The conversation of somebody who agreed; and an officer."""
    async with world.database.transaction() as session:
        session.add(StaffRow(id=LEA.id, email="lea@example.org", name=LEA.name, chat_id=5, added_at=NOW))
        candidate = await candidates.meet(session, amina.id, Language.FRENCH, NOW)
        candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
    return candidate.conversation


async def take(session: AsyncSession, conversation: str) -> None:
    """Léa takes the conversation over, having said why."""
    await access_reasons.give_reason(session, LEA, conversation, ReadReason.FOLLOW_UP, NOW)
    await handover.take_over(session, LEA, conversation, NOW)


async def kept(world: World) -> list[tuple[str, str]]:
    async with world.database.reading() as session:
        rows = await session.scalars(select(SaidRow).order_by(SaidRow.id))
        return [(row.author, row.text) for row in rows]


async def until_kept(world: World, text: str) -> None:
    """What is awaited happens in the channel."""
    async with asyncio.timeout(20):
        while ("candidate", text) not in await kept(world):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


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
            await officer_answers.answer(session, asked.id, "À quel numéro vous joindre ?", NOW, actor=ANA)
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
            assert again.id != asked.id
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


async def test_a_picture_and_a_document_reach_the_person_and_are_kept(world: World) -> None:
    amina = await world.candidate()
    conversation = await agreed(world, amina)
    async with world.database.transaction() as session:
        await take(session, conversation)
    diploma = BytesIO()
    Image.new("RGB", (30, 20)).save(diploma, "PNG")
    async with world.channel():
        await amina.photo(diploma.getvalue(), caption="mon diplôme")
        await amina.document("permis.pdf", b"%PDF-1.7 canary")
        await amina.document("outil.exe", b"MZ canary")
        await amina.wait_for("rien d’autre", patience=8)
        await until_kept(world, "[fichier] (non transmis)")
    async with world.database.reading() as session:
        lines = (await conversation_desk.thread(session, LEA, conversation, NOW, noted=False)).lines
        files = {line.text: line.files for line in lines if line.author == Author.CANDIDATE}
        picture, document = files["[image]\nmon diplôme"][0], files["[fichier]"][0]
        assert files["[fichier] (non transmis)"] == ()
        assert (picture.media, document.media, document.name) == (Media.PICTURE, Media.PDF, "permis.pdf")
        read = await attachments.read(session, replace(LEA, proved=True), conversation, document.id, NOW)
        with pytest.raises(AttachmentUnknown):
            await attachments.read(session, replace(LEA, proved=True), conversation, "nothing", NOW)
        with pytest.raises(ProofMissing):
            await attachments.read(session, LEA, conversation, document.id, NOW)
    assert read.content == b"%PDF-1.7 canary"


def test_a_file_is_known_by_what_is_in_it() -> None:
    place = Image.Exif()
    place[0x0110] = "canary camera"
    file = BytesIO()
    Image.new("RGBA", (3000, 10)).convert("RGB").save(file, "JPEG", exif=place)
    kept = attachments.taken("photo", file.getvalue() + b"canary behind its end")
    assert isinstance(kept, Attachment)
    assert (kept.media, b"canary" in kept.content) == (Media.PICTURE, False)
    with Image.open(BytesIO(kept.content)) as shown:
        assert shown.width == 2000
    assert attachments.taken("photo.jpg", b"<svg onload='x'>") is Refused.KIND
    assert attachments.taken("letter.pdf", b"<html>") is Refused.KIND
    assert attachments.taken("letter.pdf", b"%PDF-" + bytes(attachments.LARGEST)) is Refused.SIZE


async def test_a_file_of_an_officer_reaches_the_candidate_under_the_officers_name(world: World) -> None:
    amina = await world.candidate()
    conversation = await agreed(world, amina)
    form = Attachment(Media.PDF, "formulaire.pdf", b"%PDF-1.7 the form")
    picture = attachments.taken("plan.png", _png())
    assert isinstance(picture, Attachment)
    async with world.channel():
        await amina.say("/help")  # a bot writes to nobody first
        async with world.database.transaction() as session:
            await take(session, conversation)
            await attachments.send(session, LEA, conversation, form, "À remplir & à signer", NOW)
            await attachments.send(session, LEA, conversation, picture, "", NOW)
        sent = await amina.wait_for("À remplir", patience=8)
        assert await amina.download(sent) == b"%PDF-1.7 the form"
        assert sent.document is not None
        assert sent.document["file_name"] == "formulaire.pdf"
        assert sent.text.startswith("Léa, ")
        while not (last := (await amina.messages())[-1]).raw.get("photo"):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        assert last.text.startswith("Léa, ")
        async with asyncio.timeout(8):
            while DeliveryState.WAITING in (await lines(world, conversation)).values():  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    assert await lines(world, conversation) == {"À remplir & à signer": DeliveryState.SENT, "": DeliveryState.SENT}


async def test_a_file_that_is_kept_no_more_is_not_tried_again(world: World) -> None:
    amina = await world.candidate()
    conversation = await agreed(world, amina)
    async with world.database.transaction() as session:
        await take(session, conversation)
        await attachments.send(session, LEA, conversation, Attachment(Media.PDF, "x.pdf", b"%PDF-"), "", NOW)
        [said] = await session.scalars(select(SaidRow).where(SaidRow.author == Author.OFFICER))
        shown = await attachments.sent_with(session, said.id)
        outbox.write(session, amina.id, dump(replies.person_writes(FR, "Léa", Role.OFFICER, "", shown),
                                             pressed=None, answers=None), NOW, said_id=said.id)  # fmt: skip
        await session.execute(delete(AttachmentRow))
    async with world.channel(), asyncio.timeout(8):
        while (await lines(world, conversation))[""] is not DeliveryState.REFUSED:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_what_an_officer_may_send_is_limited(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = await agreed(world, await world.candidate())
    small = Attachment(Media.PDF, "a.pdf", b"%PDF-" + bytes(20))
    monkeypatch.setattr(attachments, "MOST_TOGETHER", 30)
    async with world.database.transaction() as session:
        with pytest.raises(who_answers.NotHeld):
            await attachments.send(session, LEA, conversation, small, "", NOW)
        await take(session, conversation)
        with pytest.raises(written_words.NoWords):
            await attachments.send(session, LEA, conversation, small, "😀" * 451, NOW)
        await attachments.send(session, LEA, conversation, small, "😀" * 450, NOW)
    with pytest.raises(FileRefused):
        async with world.database.transaction() as session:
            await attachments.send(session, LEA, conversation, small, "", NOW)
    assert len(await lines(world, conversation)) == 1, "nothing of what was refused is kept"


def _png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (30, 20)).save(file, "PNG")
    return file.getvalue()


async def lines(world: World, conversation: str) -> dict[str, DeliveryState | None]:
    """What officers wrote, and whether it arrived."""
    async with world.database.reading() as session:
        found = await conversation_desk.thread(session, LEA, conversation, NOW, noted=False)
    return {line.text: line.delivery for line in found.lines if line.author == Author.OFFICER}
