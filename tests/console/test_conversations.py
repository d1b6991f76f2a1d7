"""A thread without a browser: page by page, and what was written is kept."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.console.taken_for import meanings
from bot.db.models import AuditRow, NoticeRow, SaidRow
from bot.programme import (
    attachments,
    candidates,
    conversation_desk,
    conversation_presence,
    reachability,
    requests,
    transcript,
)
from bot.programme.access import Role
from bot.programme.attachments import LARGEST, Attachment, Media
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.programme.transcript import Author
from bot.queues.notices import NoticeKind
from bot.web.page_access import Streams

from .conftest import OURS, Desk


@pytest.fixture(autouse=True)
def one_look(desk: Desk) -> None:
    """A stream ends after its first look."""
    desk.streams = Streams(every=0, looks=1)


async def somebody(desk: Desk, words: list[str]) -> tuple[str, list[int]]:
    """The conversation of somebody who waits for a person, and the numbers of what they wrote."""
    async with desk.database.transaction() as session:
        candidate = await candidates.meet(session, 300, Language.FRENCH, desk.now)
        candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
        rows = [
            await transcript.keep(session, candidate, Author.CANDIDATE, each, desk.now, ["region:11:housing"])
            for each in words
        ]
        await requests.ask_for_a_person(session, candidate, desk.now)
    return candidate.conversation, [number for number in rows if number is not None]


async def test_a_long_thread_is_shown_page_by_page(desk: Desk) -> None:
    words = ["un", "deux", *("trois" for _ in range(conversation_desk.MOST_LINES - 1))]
    conversation, numbers = await somebody(desk, words)
    async with desk.client(Role.OFFICER) as client:
        path = f"/console/conversations/{conversation}"
        latest = (await client.get(path)).text
        earlier = (await client.get(path, params={"before": numbers[1]})).text
    assert (">un<" in latest, ">deux<" in latest, f"?before={numbers[1]}" in latest) == (False, True, True)
    assert (">un<" in earlier, ">deux<" in earlier, "data-follows" in earlier) == (True, False, False)


async def test_a_note_for_colleagues_does_not_stand_above_the_answer(desk: Desk) -> None:
    conversation, _ = await somebody(desk, ["bonsoir"])
    path = f"/console/conversations/{conversation}"
    async with desk.client(Role.OFFICER) as client:
        await client.post(f"{path}/take", headers=OURS)
        page = (await client.get(path)).text
    answer, note = page.index(f'action="{path}/reply"'), page.index('id="notes"')
    assert answer < note
    assert '"primary"' not in page[note:], "one button alone stands out: the one that sends the answer"


async def test_what_was_written_stays_whatever_stands_in_the_way(desk: Desk) -> None:
    conversation, _ = await somebody(desk, ["bonjour"])
    path = f"/console/conversations/{conversation}"
    async with desk.client(Role.OFFICER) as client, desk.client(Role.ADMINISTRATOR) as other:
        await client.get(path)
        await client.post(f"{path}/take", headers=OURS)
        marks = await client.post(f"{path}/reply", headers=OURS, data={"words": "\u200e\u2067 "})
        await other.get(path)
        held = await other.post(f"{path}/reply", headers=OURS, data={"words": "Bonsoir"})
        await client.post(f"{path}/reply", headers=OURS, data={"words": "Me voici"})  # which ends the request
        await client.post(f"{path}/back", headers=OURS)
        for _ in range(2):  # until it is open no longer, and the session still is
            desk.now += timedelta(minutes=16)
            await client.get("/console/")
        why = await client.post(f"{path}/reply", headers=OURS, data={"words": "Encore moi"})
    async with desk.database.reading() as session:
        said = (await session.scalars(select(SaidRow).where(SaidRow.author == Author.OFFICER))).all()
    assert [row.text for row in said] == ["Me voici"]
    assert (marks.status_code, held.status_code, why.status_code) == (400, 409, 409)
    assert "Bonsoir</textarea>" in held.text
    assert "Encore moi</textarea>" in why.text


def test_what_was_understood_is_said_in_words() -> None:
    refs = ["region:11:housing", "trip:abc~5", "regions", "nobody_knows"]
    assert meanings(texts(Language.ENGLISH), refs) == ["regions and towns", "trips", "something else"]


async def test_what_was_understood_wrongly_becomes_a_case_for_the_editors(desk: Desk) -> None:
    conversation, [first, _] = await somebody(desk, ["Je cherche une garderie, 418 555-0190", "merci"])
    path = f"/console/conversations/{conversation}"
    async with desk.client(Role.OFFICER) as client, desk.client(Role.PRIVACY) as privacy:
        assert f"{path}/misread/{first}" in (await client.get(path)).text
        assert "misread" not in (await privacy.get(path)).text
        marked = [(await client.post(f"{path}/misread/{each}", headers=OURS)).status_code for each in (first, first)]
        unknown = [(await client.post(f"{path}/misread/{each}", headers=OURS)).status_code for each in (999, "x")]
        listed = (await client.get("/console/not-understood")).text
    assert (marked, unknown) == ([303, 303], [404, 404])
    assert listed.count("Je cherche une garderie") == 1
    assert "555" not in listed


async def test_a_draft_is_kept_for_its_officer_alone_until_it_is_sent(desk: Desk) -> None:
    conversation, _ = await somebody(desk, ["bonjour"])
    path = f"/console/conversations/{conversation}"
    async with desk.client(Role.OFFICER) as client, desk.client(Role.TRIP_LEAD) as other:
        await client.get(path)
        begun = {"words": "Je cherche <encore>"}
        assert (await client.post(f"{path}/draft", headers=OURS, data=begun)).status_code == 409, "has not taken it"
        await client.post(f"{path}/take", headers=OURS)
        assert (await client.post(f"{path}/draft", headers=OURS, data=begun)).status_code == 204
        assert "Je cherche &lt;encore&gt;</textarea>" in (await client.get(path)).text
        assert "encore" not in (await other.get(path)).text
        await client.post(f"{path}/reply", headers=OURS, data={"words": "Voilà."})
        assert "encore" not in (await client.get(path)).text


async def test_who_looks_and_who_writes_is_seen_for_a_moment(desk: Desk) -> None:
    conversation, _ = await somebody(desk, ["bonjour"])
    path = f"/console/conversations/{conversation}"
    async with desk.client(Role.OFFICER) as client, desk.client(Role.ADMINISTRATOR) as other:
        await client.get(path)
        await client.post(f"{path}/take", headers=OURS)
        assert "is looking at this" in (await other.get(path)).text
        await client.post(f"{path}/draft", headers=OURS, data={"words": "Un instant"})
        assert "is writing" in (await other.get(f"{path}/events", params={"after": 999})).text
        assert "is writing" not in (await client.get(path)).text, "nobody is told of themselves"
        desk.now += conversation_presence.LASTS
        assert "is looking" not in (await other.get(path)).text
        await client.get(f"{path}/events", params={"after": 999})
        assert "is looking" not in (await other.get(path)).text, "a stream renews it later than it begins"


async def test_saved_replies_are_offered_in_the_language_of_the_candidate(desk: Desk) -> None:
    conversation, _ = await somebody(desk, ["bonjour"])
    path = f"/console/conversations/{conversation}"
    words = {"name": "Adresse", "fr": "Notre bureau est à <Alma>.", "en": "Our office is in Alma."}
    async with desk.client(Role.TRIP_LEAD) as lead, desk.client(Role.OFFICER) as client:
        assert (await client.post("/console/replies/new", headers=OURS, data=words)).status_code == 403
        incomplete = await lead.post("/console/replies/new", headers=OURS, data={**words, "en": " "})
        assert (incomplete.status_code, "&lt;Alma&gt;.</textarea>" in incomplete.text) == (400, True)
        assert (await lead.post("/console/replies/new", headers=OURS, data=words)).status_code == 303
        listed = (await lead.get("/console/replies")).text
        [reply] = re.findall(r'action="/console/replies/([^/"]+)/remove"', listed)
        await client.get(path)
        await client.post(f"{path}/take", headers=OURS)
        shown = (await client.get(path)).text
        assert ('data-text="Notre bureau est à &lt;Alma&gt;."' in shown, "Our office" in shown) == (True, False)
        without_script = (await client.get(path, params={"saved": reply})).text
        assert "Notre bureau est à &lt;Alma&gt;.</textarea>" in without_script
        assert (await lead.post("/console/replies/nothing/remove", headers=OURS)).status_code == 404
        assert (await lead.post(f"/console/replies/{reply}/remove", headers=OURS)).status_code == 303
        assert "Adresse" not in (await client.get(path)).text


async def test_an_officer_sees_in_the_thread_whether_their_words_arrived(desk: Desk) -> None:
    conversation, _ = await somebody(desk, ["bonjour"])
    path = f"/console/conversations/{conversation}"
    async with desk.client(Role.OFFICER) as client:
        await client.get(path)
        await client.post(f"{path}/take", headers=OURS)
        await client.post(f"{path}/reply", headers=OURS, data={"words": "Me voici"})
        assert "on its way" in (await client.get(path)).text
        async with desk.database.transaction() as session:
            await reachability.lost(session, 300, desk.now)
        assert "not delivered: this person has blocked the assistant" in (await client.get(f"{path}/events")).text


async def test_an_officer_sends_a_picture_and_a_document(desk: Desk) -> None:
    conversation, _ = await somebody(desk, ["bonjour"])
    path = f"/console/conversations/{conversation}"
    pixels, form = BytesIO(), ("formulaire.pdf", b"%PDF-1.7 canary")
    Image.new("RGB", (30, 20)).save(pixels, "PNG")
    async with desk.client(Role.OFFICER) as client, desk.client(Role.PRIVACY) as privacy:
        await client.get(path)
        early = await client.post(f"{path}/send", headers=OURS, data={"caption": "Voici"}, files={"file": form})
        await client.post(f"{path}/take", headers=OURS)
        await client.post(f"{path}/draft", headers=OURS, data={"words": "Je cherche encore"})
        page = await client.post(f"{path}/send", headers=OURS, files={"file": ("x.html", b"<script>")})
        large = await client.post(f"{path}/send", headers=OURS, files={"file": ("x.pdf", b"%PDF-" + bytes(LARGEST))})
        vast = await client.post(f"{path}/send", headers=OURS, files={"file": ("x.pdf", bytes(LARGEST + 200_000))})
        long = await client.post(f"{path}/send", headers=OURS, data={"caption": "é" * 901}, files={"file": form})
        picture = {"file": ("plan.png", pixels.getvalue())}
        sent = await client.post(f"{path}/send", headers=OURS, data={"caption": "Le plan <b>"}, files=picture)
        await client.post(f"{path}/send", headers=OURS, files={"file": form})
        shown = (await client.get(path)).text
        refused = await privacy.post(f"{path}/send", headers=OURS, files={"file": form})
    assert [each.status_code for each in (early, page, large, vast, long, sent)] == [409, 400, 400, 413, 400, 303]
    assert "Voici</textarea>" in early.text
    assert refused.status_code == 403
    assert ("Le plan &lt;b&gt;" in shown, "Picture that was sent to the candidate" in shown) == (True, True)
    assert "Save the document formulaire.pdf" in shown
    assert "Je cherche encore</textarea>" in shown, "a file takes nothing of what is being written"
    async with desk.database.reading() as session:
        notices = (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.PERSON_WRITES))).all()
    assert len(notices) == 2, "written with the message, in its transaction"


async def test_a_picture_is_looked_at_and_a_document_taken_along(desk: Desk) -> None:
    conversation, [first, second] = await somebody(desk, ["[image]", "[fichier]"])
    async with desk.database.transaction() as session:
        said = [await session.get_one(SaidRow, number) for number in (first, second)]
        files = Attachment(Media.PICTURE, "", b"pixels"), Attachment(Media.PDF, 'é"; x.pdf', b"%PDF-1.7")
        for row, file in zip(said, files, strict=True):
            attachments.keep(session, row.candidate_id, row.id, file, desk.now)
        other = await candidates.meet(session, 301, Language.FRENCH, desk.now)
        await requests.ask_for_a_person(session, other, desk.now)
    async with desk.client(Role.OFFICER) as client, desk.client(Role.READER) as reader:
        shown = (await client.get(f"/console/conversations/{conversation}")).text
        [picture] = re.findall(r'src="[^"]*/files/([^"]+)"', shown)
        [document] = set(re.findall(r'/files/([^"]+)"', shown)) - {picture}
        path = f"/console/conversations/{conversation}/files"
        answers = [await client.get(f"{path}/{each}") for each in (picture, document)]
        strange = await client.get(f"/console/conversations/{other.conversation}/files/{picture}")
        assert (await reader.get(f"{path}/{picture}")).status_code == 403
        client.cookies.set("session", await desk.by_link(Role.OFFICER))
        by_link = (await client.get(f"/console/conversations/{conversation}")).text
        assert ("/files/" in by_link, by_link.count("Use your passkey to see it")) == (False, 2)
    assert strange.status_code == 404, "somebody else's file stands under no other person"
    assert [each.headers["content-type"] for each in answers] == ["image/jpeg", "application/pdf"]
    assert [each.headers["content-disposition"] for each in answers] == [
        "inline", "attachment; filename*=UTF-8''%C3%A9%22%3B%20x.pdf"
    ]  # fmt: skip
    assert all("default-src 'none'" in each.headers["content-security-policy"] for each in answers)
    async with desk.database.reading() as session:
        taken = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.TAKE_DOCUMENT))).all()
    assert [row.subject for row in taken] == [conversation]
