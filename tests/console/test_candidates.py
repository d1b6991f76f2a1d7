"""Candidates as officers look for them, a person's file, and an answer corrected for them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from sqlalchemy import select

from bot.base.i18n import texts
from bot.base.terms import Field, Household, Language, Permit, Wish
from bot.console import audit_words
from bot.console.answer_forms import form, value_of
from bot.console.audit_words import action_names
from bot.db.models import AuditRow, CandidateRow, NoticeRow, SaidRow
from bot.programme import (
    attachments,
    candidates,
    conversation_desk,
    hires,
    impressions,
    interests,
    privacy,
    profiles,
    requests,
    seats,
    travel_needs,
    trips,
)
from bot.programme.access import Officer, Role
from bot.programme.access_reasons import ReadReason, ReasonMissing
from bot.programme.attachments import Attachment, Media
from bot.programme.audit import Action, Trace
from bot.programme.candidates import Consent
from bot.programme.impressions import Impression, Theme
from bot.programme.open_vacancies import OpenVacancies
from bot.programme.profile_values import ValueRefused
from bot.programme.travel_needs import Need
from bot.queues.notices import NoticeKind
from tests.conftest import NOW
from tests.rows import row_of

from .conftest import KNOWLEDGE, OURS, RULES, Desk

LEA = Officer("lea", "Léa", Role.OFFICER)
WELDER, COOK = "72106", "63200"


async def somebody(desk: Desk, chat: int, occupation: str | None = None, *regions: str) -> CandidateRow:
    """Somebody who agreed, with this occupation and these regions."""
    async with desk.database.transaction() as session:
        candidate = await candidates.meet(session, chat, Language.ENGLISH, desk.now)
        candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
        if occupation:
            await profiles.answer(session, candidate, Field.OCCUPATION, occupation, desk.now)
        if regions:
            await profiles.answer(session, candidate, Field.REGIONS, regions, desk.now)
    return candidates.row_of(candidate)


async def test_a_file_is_read_with_a_reason_that_stands_in_it(desk: Desk) -> None:
    candidate = await somebody(desk, 80, WELDER, "01")
    path = f"/console/candidates/{candidate.conversation}"
    async with desk.client(Role.PRIVACY) as client, desk.client(Role.READER) as reader:
        why = await client.get(path)
        assert "Why do you open this file?" in why.text
        assert "Welders" not in why.text
        assert (await client.post(f"{path}/open", headers=OURS, data={"reason": "curiosity"})).status_code == 200
        await client.post(f"{path}/open", headers=OURS, data={"reason": ReadReason.COMPLAINT})
        shown = [(await client.get(path)).text for _ in range(2)][-1]
        assert (await reader.get(path)).status_code == 403
        assert (await client.get("/console/candidates/nobody")).status_code == 404
    assert "Welders" in shown
    assert shown.count("read the file · there is a complaint") == 1, "once in half an hour"
    async with desk.database.reading() as session:
        rows = await session.scalars(select(AuditRow).where(AuditRow.action == Action.READ_FILE))
        assert [(row.subject, row.changes) for row in rows] == [
            (candidate.conversation, {"reason": [None, "complaint"]})
        ]


async def test_the_file_says_what_the_person_has_and_asked(desk: Desk) -> None:
    candidate = await somebody(desk, 81)
    async with desk.database.transaction() as session:
        row = await session.get_one(CandidateRow, candidate.id)
        await requests.ask_for_a_person(session, row, desk.now)
        ranking = await OpenVacancies(RULES).ranking(session, profiles.Profile(), desk.now)
        vacancy = await interests.express_interest(session, row, min(ranking.vacancies), desk.now)
        trip = (await trips.coming(session, desk.now))[0]
        trip.seats = trip.taken + 1
        seat = await row_of(session, await seats.register(session, row, trip.id, 1, desk.now))
        requests.keep_note(session, row, requests.NoteKind.FEEDBACK, "Le chauffeur est <b>gentil</b>", desk.now)
        employer, town = vacancy.employer.name, trip.town
    async with desk.client(Role.OFFICER) as client:
        shown = (await client.get(f"/console/candidates/{candidate.conversation}")).text
    for told in (employer.replace("&", "&amp;"), town, seat.code, "&lt;b&gt;gentil", "the person asked for somebody"):
        assert told in shown, told


async def test_an_answer_is_corrected_and_the_person_is_told(desk: Desk) -> None:
    candidate = await somebody(desk, 82, WELDER, "01")
    async with desk.database.transaction() as session:
        row = await session.get_one(CandidateRow, candidate.id)
        await profiles.wish(session, row, Wish.TOWNS, ("10043",), desk.now)
        await requests.ask_for_a_person(session, row, desk.now)
    path = f"/console/candidates/{candidate.conversation}"
    async with desk.client(Role.OFFICER) as client:
        answers = [
            await client.post(f"{path}/correct/{field}", headers=OURS, data={"value": value})
            for field, value in (("regions", ["02", "03"]), ("regions", ["02", "03"]), ("occupation", "99999"),
                                 ("french_level", ""), ("birthday", "1"))
        ]  # fmt: skip
        shown = (await client.get(path)).text
    assert [each.status_code for each in answers] == [303, 303, 400, 400, 404]
    assert "corrected an answer: Regions" in shown
    async with desk.database.reading() as session:
        row = await session.get_one(CandidateRow, candidate.id)
        profile = await profiles.load(session, row)
        told = (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.PROFILE_CORRECTED))).all()
        traced = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.CORRECT_PROFILE))).all()
    assert (profile.regions, profile.towns, profile.occupation) == (("02", "03"), None, WELDER)
    assert [(each.candidate_id, each.data["field"]) for each in told] == [(candidate.id, "regions")]
    assert [each.changes for each in traced] == [{"answer": [None, "regions"]}], "the trail holds no answer"


async def test_nothing_is_corrected_of_who_has_not_agreed(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        row = await candidates.meet(session, 83, Language.FRENCH, desk.now)
        await requests.ask_for_a_person(session, row, desk.now)
    path = f"/console/candidates/{row.conversation}/correct/permit"
    async with desk.client(Role.OFFICER) as client:
        answer = await client.post(path, headers=OURS, data={"value": Permit.CITIZEN})
    assert answer.status_code == 409


async def test_a_file_closes_after_half_an_hour(desk: Desk) -> None:
    candidate = await somebody(desk, 84, COOK)
    path = f"/console/candidates/{candidate.conversation}"
    async with desk.client(Role.OFFICER) as client:
        await client.post(f"{path}/open", headers=OURS, data={"reason": ReadReason.SAFETY})
        assert "Cooks" in (await client.get(path)).text
        for _ in range(4):  # the session stays in use
            desk.now += timedelta(minutes=16)
            await client.get("/console/")
        assert "Why do you open this file?" in (await client.get(path)).text
    async with desk.database.reading() as session:
        with pytest.raises(ReasonMissing):
            await conversation_desk.thread(session, LEA, candidate.conversation, desk.now)


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        (Field.OCCUPATION, [COOK], COOK),
        (Field.EXPERIENCE, ["2,5"], 2.5),
        (Field.EDUCATION, ["3"], 3),
        (Field.FRENCH, ["0"], 0),
        (Field.LANGUAGES, [], ()),
        (Field.LANGUAGES, ["ar", "es"], ("ar", "es")),
        (Field.REGIONS, ["11"], ("11",)),
        (Field.HOUSEHOLD, ["1", "2", "0"], Household(partner=True, children=2)),
        (Field.PERMIT, ["citizen"], Permit.CITIZEN),
        (Field.REGIONS, ["any", "11"], None),
        (Field.REGIONS, ["77"], None),
        (Field.HOUSEHOLD, ["1", "40", "0"], None),
        (Field.HOUSEHOLD, [], None),
        (Field.START, ["soon"], None),
        (Field.EXPERIENCE, ["-1"], None),
        (Field.EDUCATION, [], None),
    ],
)
def test_a_form_gives_a_value_or_is_refused(field: Field, given: list[str], value: object) -> None:
    shown = form(texts(Language.ENGLISH), KNOWLEDGE, field, None)
    if value is None:
        with pytest.raises(ValueRefused):
            value_of(shown, given)
    else:
        assert value_of(shown, given) == value


async def test_a_note_with_a_day_stands_in_the_file_and_among_the_reminders(desk: Desk) -> None:
    candidate = await somebody(desk, 85)
    path = f"/console/candidates/{candidate.conversation}"
    async with desk.database.transaction() as session:
        await requests.ask_for_a_person(session, await session.get_one(CandidateRow, candidate.id), desk.now)
    async with desk.client(Role.OFFICER) as client:
        for day, status in (("soon", 400), ("2026-03-01", 400), ("2026-03-04", 303)):
            answer = await client.post(f"{path}/note", headers=OURS, data={"words": "Écrire à <Amos>", "day": day})
            assert answer.status_code == status
            assert status == 303 or "Écrire à &lt;Amos&gt;</textarea>" in answer.text, "what was written is kept"
        assert "Écrire à &lt;Amos&gt;" in (await client.get(path)).text
        shown = (await client.get("/console/reminders")).text
        [note] = re.findall(r"/reminders/([^/]+)/done", shown)
        assert (await client.post("/console/reminders/nothing/done", headers=OURS)).status_code == 404
        await client.post(f"/console/reminders/{note}/done", headers=OURS)
        assert "Écrire" not in (await client.get("/console/reminders")).text


async def test_a_conversation_is_handed_to_a_colleague(desk: Desk) -> None:
    candidate = await somebody(desk, 86)
    path = f"/console/conversations/{candidate.conversation}"
    async with desk.database.transaction() as session:
        await requests.ask_for_a_person(session, await session.get_one(CandidateRow, candidate.id), desk.now)
    async with desk.client(Role.OFFICER) as client, desk.client(Role.TRIP_LEAD) as colleague:
        await client.post(f"{path}/take", headers=OURS)
        assert (await client.post(f"{path}/hand", headers=OURS, data={"to": "nobody"})).status_code == 404
        [to] = re.findall(r'<option value="([^"]+)">', (await client.get(path)).text)
        assert (await client.post(f"{path}/hand", headers=OURS, data={"to": to})).status_code == 303
        assert "Your answer" not in (await client.get(path)).text
        assert "Your answer" in (await colleague.get(path)).text


async def test_the_file_has_documents_needs_of_the_day_and_how_the_job_goes(desk: Desk) -> None:
    candidate = await somebody(desk, 104)
    async with desk.database.transaction() as session:
        row = await session.get_one(CandidateRow, candidate.id)
        await requests.ask_for_a_person(session, row, desk.now)
        trip = (await trips.coming(session, desk.now))[0]
        trip.seats = trip.taken + 2
        seat = await row_of(session, await seats.register(session, row, trip.id, 2, desk.now))
        await travel_needs.count_one_more(session, row, seat.id, Need.STROLLER, desk.now)
        job = await hires.hired(session, row, desk.now)
        assert job is not None
        await impressions.keep_impression(session, row, Theme.JOB, f"{job}.1w", Impression.MIXED, desk.now)
        said = SaidRow(candidate_id=row.id, author="candidate", text="", understood=[], said_at=desk.now)
        session.add(said)
        await session.flush()
        attachments.keep(session, row.id, said.id, Attachment(Media.PDF, "diplôme.pdf", b"%PDF-1.7"), desk.now)
    path = f"/console/candidates/{candidate.conversation}"
    async with desk.client(Role.OFFICER) as client:
        before = (await client.get(path)).text
        async with desk.database.transaction() as session:
            row = await session.get_one(CandidateRow, candidate.id)
            await travel_needs.share(session, row, seat.id, desk.now, agrees=True)
        shown = (await client.get(path)).text
        client.cookies.set("session", await desk.by_link(Role.OFFICER))
        unproved = (await client.get(path)).text
    assert "troller" not in before, "nobody agreed yet that it is seen"
    for told in ("troller", "after a week: the job is neither good nor bad", "is asked next on", "diplôme.pdf"):
        assert told in shown, told
    assert "diplôme.pdf" not in unproved, "the name of a document may tell as much as the document"


async def test_who_asks_in_writing_gets_a_copy_or_is_erased(desk: Desk) -> None:
    candidate = await somebody(desk, 105, COOK)
    path = f"/console/candidates/{candidate.conversation}"
    async with desk.client(Role.PRIVACY) as client, desk.client(Role.TRIP_LEAD) as lead:
        assert (await client.get(f"{path}/data.json")).headers["location"] == path, "say why first"
        await client.post(f"{path}/open", headers=OURS, data={"reason": ReadReason.REQUEST})
        await lead.post(f"{path}/open", headers=OURS, data={"reason": ReadReason.FOLLOW_UP})
        assert "Erase everything" not in (await lead.get(path)).text
        for method, address in (("GET", f"{path}/data.json"), ("POST", f"{path}/erase")):
            assert (await lead.request(method, address, headers=OURS)).status_code == 403
        taken = (await client.get(f"{path}/data.json")).json()
        wrong = await client.post(f"{path}/erase", headers=OURS, data={"code": "oops"})
        still = (await client.get(wrong.headers["location"].partition("#")[0])).text
        done = await client.post(f"{path}/erase", headers=OURS, data={"code": candidate.conversation[:4]})
        assert "Erased." in (await client.get(done.headers["location"])).text
        assert (await client.get(path)).status_code == 404
        client.cookies.set("session", await desk.by_link(Role.PRIVACY))
        assert (await client.post(f"{path}/erase", headers=OURS, data={"code": "oops"})).status_code == 403
    assert taken["answers"][0]["answer"] == COOK
    assert "Nobody was erased" in still
    async with desk.database.reading() as session:
        assert await session.get(CandidateRow, candidate.id) is None
        assert candidate.conversation in await privacy.erased(session)
        rows = await session.scalars(select(AuditRow).where(AuditRow.action.in_([Action.COPY_DATA, Action.ERASE_FOR])))
        assert [(row.action, row.actor, row.subject) for row in rows] == [
            (action, "staff privacy of", candidate.conversation) for action in (Action.COPY_DATA, Action.ERASE_FOR)
        ]


async def test_notes_stand_beside_the_conversation_too(desk: Desk) -> None:
    candidate = await somebody(desk, 106)
    async with desk.database.transaction() as session:
        await requests.ask_for_a_person(session, await session.get_one(CandidateRow, candidate.id), desk.now)
    note = {"words": "Préfère le soir", "day": "", "back": "conversation"}
    async with desk.client(Role.OFFICER) as client:
        kept = await client.post(f"/console/candidates/{candidate.conversation}/note", headers=OURS, data=note)
        assert kept.headers["location"] == f"/console/conversations/{candidate.conversation}?noted=1#notes"
        shown = (await client.get(kept.headers["location"])).text
        assert "Préfère le soir" in shown
        assert 'id="notes" open>' in shown, "what was just written is seen"


def test_each_trace_and_each_reason_has_words_of_its_own() -> None:
    """In French, where none is worded as the code calls it."""
    folders = [Path(audit_words.__file__).parent / "templates"]
    words = Environment(loader=FileSystemLoader(folders)).get_template("candidate_words.html").make_module()
    t, names = texts(Language.FRENCH), action_names(texts(Language.FRENCH))
    changes = dict.fromkeys(("answer", "state", "aim", "aside"), (None, "x"))
    for action in Action:
        trace = Trace(NOW, "Léa", Role.OFFICER, action, changes)
        told = words.trace_name(t, trace, str, names)  # type: ignore[attr-defined]
        assert told.strip() not in {"", action}
    reasons = [*ReadReason, "has it", "meets", "asked for a person"]
    assert len({words.trace_reason(t, reason) for reason in reasons}) == len(reasons)  # type: ignore[attr-defined]
