"""What somebody wrote or is called stands on their own pages alone: in no list, export or log of anybody else."""

import io
import logging

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.base.terms import Language
from bot.console.application import PAGES
from bot.db.models import StaffRow
from bot.programme import access_reasons, attachments, candidates, casefile, casenotes, handover, requests, transcript
from bot.programme.access import Officer, Role
from bot.programme.access_reasons import ReadReason
from bot.programme.attachments import Attachment, Media
from bot.programme.candidates import Consent
from bot.programme.transcript import Author

from .conftest import Desk

CANARY = "Zanzibar7731"
NOE = Officer("noe", "Noé", Role.OFFICER, proved=True)


async def told(desk: Desk) -> str:
    """Somebody whose every word is the canary, with Noé; their conversation."""
    async with desk.database.transaction() as session:
        session.add(StaffRow(id=NOE.id, email="noe@example.org", name=NOE.name, role=NOE.role, added_at=desk.now))
        someone = await candidates.meet(session, 800, Language.FRENCH, desk.now)
        candidates.decide_consent(session, someone, Consent.GIVEN, desk.now)
        await transcript.keep(session, someone, Author.CANDIDATE, CANARY, desk.now, ["climate:11"])
        await requests.ask_for_a_person(session, someone, desk.now)
        await access_reasons.give_reason(session, NOE, someone.conversation, ReadReason.FOLLOW_UP, desk.now)
        await handover.take_over(session, NOE, someone.conversation, desk.now)
        await handover.hear(session, someone, CANARY, desk.now)
        form = Attachment(Media.PDF, f"{CANARY}.pdf", b"%PDF-1.7 " + CANARY.encode())
        await attachments.send(session, NOE, someone.conversation, form, CANARY, desk.now)
        await casenotes.write(session, NOE, someone.conversation, CANARY, desk.now.date(), desk.now)
        await casefile.note_name(session, NOE, someone.conversation, CANARY, desk.now)
    return someone.conversation


@pytest.mark.parametrize("role", Role)
async def test_nobody_else_reads_it_anywhere(desk: Desk, role: Role, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    conversation = await told(desk)
    async with desk.client(role) as client:
        for method, path, _, _ in PAGES:
            if method != "GET" or "{" in path or path.endswith("events"):
                continue
            shown = await client.get(f"/console{path}")
            assert CANARY not in _text(path, shown.content), path
        for path in (f"/conversations/{conversation}", f"/candidates/{conversation}"):
            shown = await client.get(f"/console{path}")
            assert CANARY not in shown.text, "who was not asked says why first"
    assert CANARY not in caplog.text


def _text(path: str, content: bytes) -> str:
    if path.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(content))
        return str([row for sheet in book.worksheets for row in sheet.values])
    if path.endswith(".pdf"):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode()
