"""Pictures and documents between a candidate and the officer who has the conversation."""

import asyncio
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import delete, select

from bot.base.i18n import texts
from bot.base.states import DeliveryState
from bot.base.terms import Language
from bot.channel.message_json import dump
from bot.db.models import AttachmentRow, SaidRow
from bot.programme import (
    attachments,
    conversation_desk,
    who_answers,
    words_in_forms,
)
from bot.programme.access import ProofMissing, Role
from bot.programme.attachments import Attachment, AttachmentUnknown, FileRefused, Media, Refused
from bot.programme.transcript import Author
from bot.queues import outbox
from bot.replies import handover as replies
from tests.channel.conftest import World
from tests.channel.officers import LEA, agreed, take, until_kept
from tests.conftest import NOW


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
        message = replies.person_writes(texts(Language.FRENCH), "Léa", Role.OFFICER, "", shown)
        outbox.write(session, amina.id, dump(message, pressed=None, answers=None), NOW, said_id=said.id)
        await session.execute(delete(AttachmentRow))
    async with world.channel(), asyncio.timeout(8):
        while (await lines(world, conversation))[""] is not DeliveryState.REFUSED:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_what_an_officer_may_send_is_limited(world: World) -> None:
    conversation = await agreed(world, await world.candidate())
    large = Attachment(Media.PDF, "a.pdf", b"%PDF-".ljust(attachments.LARGEST))
    async with world.database.transaction() as session:
        with pytest.raises(who_answers.NotHeld):
            await attachments.send(session, LEA, conversation, large, "", NOW)
        await take(session, conversation)
        with pytest.raises(words_in_forms.NoWords):
            await attachments.send(session, LEA, conversation, large, "😀" * 451, NOW)
        for words in ("😀" * 450, "deux", "trois"):
            await attachments.send(session, LEA, conversation, large, words, NOW)
    assert attachments.MOST_TOGETHER == 3 * attachments.LARGEST
    with pytest.raises(FileRefused):
        async with world.database.transaction() as session:
            await attachments.send(session, LEA, conversation, replace(large, content=b"%PDF-"), "", NOW)
    assert len(await lines(world, conversation)) == 3, "nothing of what was refused is kept"


def _png() -> bytes:
    file = BytesIO()
    Image.new("RGB", (30, 20)).save(file, "PNG")
    return file.getvalue()


async def lines(world: World, conversation: str) -> dict[str, DeliveryState | None]:
    """What officers wrote, and whether it arrived."""
    async with world.database.reading() as session:
        found = await conversation_desk.thread(session, LEA, conversation, NOW, noted=False)
    return {line.text: line.delivery for line in found.lines if line.author == Author.OFFICER}
