"""How the programme is run: officers, registers, the audit trail, what is kept, whether it all works."""

import re
from datetime import timedelta

from sqlalchemy import select

from bot.base import retention_periods
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.console.audit_words import action_names
from bot.db.models import SaidRow, StaffRow
from bot.programme import candidates, requests, sign_in, signs_of_life, staff, transcript, unanswered
from bot.programme.access import Role
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.programme.signs_of_life import Sign
from bot.programme.transcript import Author
from bot.replies.consents import consent_words
from bot.replies.message import visible
from bot.replies.privacy import consent_question

from .conftest import OURS, Desk


async def test_an_officer_is_invited_and_leaves(desk: Desk) -> None:
    someone = {"email": "omar@example.org", "name": "Omar <O>", "role": Role.TRIP_LEAD}
    async with desk.client(Role.ADMINISTRATOR) as client:
        assert (
            await client.post("/console/team/invite", headers=OURS, data={**someone, "email": "x"})
        ).status_code == 400
        invited = (await client.post("/console/team/invite", headers=OURS, data=someone)).text
        [word] = re.findall(rf"/start {staff.INVITATION}([\w-]+)<", invited)
        listed = (await client.get("/console/team")).text
        assert (word in listed, "Omar &lt;O&gt;" in listed, "invited until" in listed) == (False, True, True)
        async with desk.database.transaction() as session:
            row = (await session.scalars(select(StaffRow).where(StaffRow.role == Role.TRIP_LEAD))).one()
            other = await staff.identified(session, "omar@example.org")
            assert row.id == other
        assert (await client.post(f"/console/team/{other}/uninvite", headers=OURS)).status_code == 303
        assert (await client.post(f"/console/team/{other}/uninvite", headers=OURS)).status_code == 409
        assert (await client.post(f"/console/team/{other}/remove", headers=OURS)).status_code == 303
        assert "Omar" not in (await client.get("/console/team")).text
        [me] = re.findall(r"/team/([^/]+)/remove", (await client.get("/console/team")).text)
        assert (await client.post(f"/console/team/{me}/remove", headers=OURS)).status_code == 409, "the last one"


async def test_an_invitation_is_a_link_where_the_assistant_can_be_reached(desk: Desk) -> None:
    desk.bot_name = lambda: "sol_essai_bot"
    someone = {"email": "noor@example.org", "name": "Noor", "role": "officer"}
    async with desk.client(Role.ADMINISTRATOR) as client:
        shown = (await client.post("/console/team/invite", headers=OURS, data=someone)).text
    assert f"https://t.me/sol_essai_bot?start={staff.INVITATION}" in shown
    assert "/start " not in shown


async def test_a_data_request_is_counted_until_it_is_answered(desk: Desk) -> None:
    day = desk.now.date() - timedelta(days=26)
    asked = {"kind": "access", "about": "Madame <A>, par lettre", "day": str(day)}
    async with desk.client(Role.PRIVACY) as client, desk.client(Role.OFFICER) as officer:
        assert (await officer.get("/console/data-requests")).status_code == 403
        for wrong in ({"about": " "}, {"day": str(desk.now.date() + timedelta(days=2))}, {"kind": "gossip"}):
            answer = await client.post("/console/data-requests/new", headers=OURS, data={**asked, **wrong})
            assert answer.status_code == 400, wrong
        await client.post("/console/data-requests/new", headers=OURS, data=asked)
        shown = (await client.get("/console/data-requests")).text
        assert ("Madame &lt;A&gt;" in shown, "4 days left" in shown) == (True, True)
        desk.now += timedelta(days=5)
        desk.roles.clear()
    async with desk.client() as client:
        client.cookies.set("session", await again(desk, Role.PRIVACY))
        shown = (await client.get("/console/data-requests")).text
        assert "1 day late" in shown
        [request] = re.findall(r"/data-requests/([^/]+)/answer", shown)
        answered = {"outcome": "Copie envoyée"}
        path = f"/console/data-requests/{request}/answer"
        assert (await client.post(path, headers=OURS, data=answered)).status_code == 303
        assert (await client.post(path, headers=OURS, data=answered)).status_code == 404
        assert "Copie envoyée" in (await client.get("/console/data-requests")).text


async def again(desk: Desk, role: Role) -> str:
    """A new session of the officer with this role, whose last one is over."""
    async with desk.database.transaction() as session:
        row = (await session.scalars(select(StaffRow).where(StaffRow.role == role))).one()
        return await sign_in._begin(session, row, "Firefox, Linux", desk.now, proved=True)


async def test_a_serious_incident_stands_in_the_register_until_it_is_told(desk: Desk) -> None:
    what = {
        "day": "2026-03-01",
        "happened": "Un courriel <perdu>",
        "people": "3",
        "serious": "1",
        "measures": "Rappelé",
    }
    async with desk.client(Role.PRIVACY) as client:
        late = await client.post("/console/incidents/new", headers=OURS, data={**what, "authority": "2026-03-09"})
        assert (late.status_code, "Un courriel &lt;perdu&gt;</textarea>" in late.text) == (400, True)
        assert (await client.post("/console/incidents/nothing", headers=OURS, data=what)).status_code == 404
        await client.post("/console/incidents/new", headers=OURS, data=what)
        shown = (await client.get("/console/incidents")).text
        assert "to be told" in shown
        [incident] = re.findall(r"/incidents/(?!new)([^\"/]+)\"", shown)
        told = {**what, "authority": "2026-03-01", "concerned": "2026-03-02"}
        assert (await client.post(f"/console/incidents/{incident}", headers=OURS, data=told)).status_code == 303
        assert "to be told" not in (await client.get("/console/incidents")).text


async def test_the_trail_is_searched_by_who_what_and_whom(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        one, two = [await candidates.meet(session, chat, Language.FRENCH, desk.now) for chat in (31, 32)]
        for each in (one, two):
            candidates.decide_consent(session, each, Consent.GIVEN, desk.now)
            await requests.ask_for_a_person(session, each, desk.now)
    async with desk.client(Role.OFFICER) as officer, desk.client(Role.PRIVACY) as client:
        for each in (one, two):
            await officer.get(f"/console/conversations/{each.conversation}")
        read = {"action": Action.READ_CONVERSATION, "subject": one.conversation}
        found = (await client.get("/console/audit", params=read)).text
        assert (found.count("<tr>"), f"{one.conversation}</code>" in found) == (2, True)
        assert "the person asked for somebody" in found
        assert "Nothing of this was done" in (await client.get("/console/audit", params={"last": "2026-03-01"})).text
        assert "agreed or refused" in (await client.get("/console/audit", params={"first": "2026-03-02"})).text
    assert set(action_names(texts(Language.FRENCH))) == set(Action)


async def test_what_is_kept_too_long_and_what_waits_is_shown(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        candidate = await candidates.meet(session, 33, Language.FRENCH, desk.now)
        candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
        await transcript.keep(session, candidate, Author.CANDIDATE, "bonjour", desk.now)
    async with desk.client(Role.PRIVACY) as client:
        assert "should be deleted by now" not in (await client.get("/console/retention")).text
        async with desk.database.transaction() as session:
            row = (await session.scalars(select(SaidRow))).one()
            row.said_at -= retention_periods.CONVERSATIONS + timedelta(days=2)
        assert "should be deleted by now" in (await client.get("/console/retention")).text
        state = (await client.get("/console/processes")).text
        assert state.count('<span class="tag bad">no</span>') == 1, "understanding rests"


async def test_what_was_asked_and_not_held_is_shown_and_taken_along(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        candidate = await candidates.meet(session, 34, Language.FRENCH, desk.now)
        candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
        for words, nearest in (("un loyer\tà Amos", "ask_housing"), ("louer à Malartic", "ask_housing"), ("hein", "x")):
            unanswered.keep(session, candidate, words, [nearest], desk.now.date(), misread=nearest == "x")
    async with desk.client(Role.OFFICER) as client:
        shown = (await client.get("/console/knowledge")).text
        table = (await client.get("/console/knowledge/phrases.tsv")).text
    assert "louer à Malartic" in shown
    assert "hein" in shown
    assert "fr\tnot understood\task_housing\tun loyer à Amos\n" in table
    assert "fr\tmisread\tx\thein\n" in table


async def test_what_stands_still_is_seen_and_a_copy_that_is_late(desk: Desk) -> None:
    async with desk.client(Role.READER) as client:
        never = (await client.get("/console/processes")).text
        async with desk.database.transaction() as session:
            for sign in signs_of_life.ROLES:
                await signs_of_life.note_sign(session, sign, desk.now, begins=True)
            await signs_of_life.note_sign(session, Sign.BACKED_UP, desk.now)
        well = (await client.get("/console/processes")).text
        desk.now += timedelta(minutes=3)
        async with desk.database.transaction() as session:
            await signs_of_life.note_sign(session, Sign.WEB, desk.now)
        halted = (await client.get("/console/processes")).text
        desk.now += timedelta(hours=37)
        client.cookies.set("session", await again(desk, Role.READER))
        late = (await client.get("/console/processes")).text
    assert [each.count(">stands still<") for each in (never, well, halted)] == [5, 0, 4]
    assert [each.count("There should be a copy every night") for each in (never, well, halted, late)] == [1, 0, 0, 1]
    assert "No copy of the database was ever noted" in never


async def test_the_job_that_deletes_tells_when_it_ran(desk: Desk) -> None:
    async with desk.client(Role.PRIVACY) as client:
        assert "has not run yet; it should" in (await client.get("/console/retention")).text
        async with desk.database.transaction() as session:
            await signs_of_life.note_sign(session, Sign.TIDIED, desk.now - timedelta(hours=5))
        fresh = (await client.get("/console/retention")).text
        assert ("it should run" in fresh, "last run:" in fresh) == (False, True)
        async with desk.database.transaction() as session:
            await signs_of_life.note_sign(session, Sign.TIDIED, desk.now - timedelta(hours=14))
        assert "last ran 14 hours ago" in (await client.get("/console/retention")).text


async def test_who_agreed_to_which_words_is_counted_by_version(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        for chat, version in ((41, 1), (42, 2), (43, 2)):
            someone = await candidates.meet(session, chat, Language.FRENCH, desk.now)
            candidates.decide_consent(session, someone, Consent.GIVEN, desk.now, version)
        no = await candidates.meet(session, 44, Language.FRENCH, desk.now)
        candidates.decide_consent(session, no, Consent.REFUSED, desk.now)
    async with desk.client(Role.PRIVACY) as client, desk.client(Role.OFFICER) as officer:
        shown = (await client.get("/console/consents")).text
        assert (await officer.get("/console/consents")).status_code == 403
    assert re.findall(r"<strong>(\d \w+) ha(?:s|ve) agreed", shown) == ["2 people", "1 person"]
    assert "1 person said no." in shown


def test_the_words_that_are_asked_now_stand_in_the_register() -> None:
    """Other words are another version: then `CONSENT_VERSION` and the file of the words change with them."""
    newest = consent_words()[0]
    assert newest.version == candidates.CONSENT_VERSION
    asked = {str(each): visible(consent_question(texts(each)).text) for each in Language}
    assert newest.words == asked


async def test_who_may_take_part_stands_on_a_page_as_the_rules_have_it(desk: Desk) -> None:
    async with desk.client(Role.READER) as client:
        shown = re.sub(r"\s+", " ", (await client.get("/console/who-takes-part")).text)
    for status, told in (
        ("Canadian citizen", "yes<"),
        ("Visitor", "may not work"),
        ("Study permit", "to be confirmed"),
    ):
        assert told in shown.partition(status)[2].partition("</tr>")[0], status
