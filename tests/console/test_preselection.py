"""Preselection and exploratory interviews in the console: who is proposed, invited, put aside; an officer's week."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.base.i18n import texts
from bot.base.terms import Education, Field, Language, Permit
from bot.console.match_words import _factor, _flag, _limit
from bot.db.models import AuditRow, CandidateRow, MeetingRow, NoticeRow, PreselectionRow
from bot.matching import FactorName, Flag, Limit
from bot.programme import candidates, employers, meetings, profiles, trips
from bot.programme.access import Role
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.queues.notices import NoticeKind

from .conftest import OURS, Desk

TRIP = "tr-saguenay"
PAGE, WEEK = f"/console/trips/{TRIP}/preselection", "/console/meetings"


async def somebody(desk: Desk, chat: int, permit: Permit = Permit.CITIZEN) -> CandidateRow:
    """Somebody whom an employer of the trip looks for."""
    async with desk.database.transaction() as session:
        trip = await trips.find(session, TRIP)
        rows = await employers.vacancies_of(session, [each.id for each in trip.employers], desk.now)
        trade = next(row.occupation for row in rows if not row.regulated)
        candidate = await candidates.meet(session, chat, Language.FRENCH, desk.now)
        candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
        for field, value in (
            (Field.OCCUPATION, trade), (Field.EXPERIENCE, 8.0), (Field.EDUCATION, Education.BACHELOR),
            (Field.FRENCH, 9), (Field.LANGUAGES, ("fr",)), (Field.REGIONS, ("02",)), (Field.PERMIT, permit),
        ):  # fmt: skip
            await profiles.answer(session, candidate, field, value, desk.now)
    return candidates.row_of(candidate)


async def took(desk: Desk, candidate: CandidateRow, *, hours: float = 72, minutes: int = 30) -> str:
    """An interview that the candidate took of the officer who is signed in."""
    await desk.signed_in(Role.OFFICER)
    async with desk.database.transaction() as session:
        meeting = MeetingRow(
            id=f"m{hours}"[:16], staff_id="staff officer", starts_at=desk.now + timedelta(hours=hours), minutes=minutes,
            candidate_id=candidate.id,
        )  # fmt: skip
        session.add(meeting)
    return f"{WEEK}/{meeting.id}"


async def invitations(desk: Desk) -> list[int | None]:
    async with desk.database.reading() as session:
        return list(await session.scalars(select(NoticeRow.candidate_id).where(NoticeRow.kind == NoticeKind.INVITED)))


async def test_an_officer_invites_and_puts_aside_for_a_reason(desk: Desk) -> None:
    one, other, visitor = await somebody(desk, 40), await somebody(desk, 41), await somebody(desk, 42, Permit.VISITOR)
    async with desk.client(Role.OFFICER) as client:
        shown = (await client.get(PAGE)).text
        assert "suits: occupation" in shown
        assert "An advisor of the program invites you" in shown
        assert "vous invite à un voyage exploratoire" in shown
        assert visitor.conversation not in shown
        invited = await client.post(f"{PAGE}/{one.conversation}", headers=OURS, data={"what": "invite"})
        assert "The person is told now" in (await client.get(invited.headers["location"])).text
        nothing = await client.post(f"{PAGE}/{other.conversation}", headers=OURS, data={"what": "aside"})
        assert nothing.status_code == 400
        aside = {"what": "aside", "reason": "elsewhere"}
        await client.post(f"{PAGE}/{other.conversation}", headers=OURS, data=aside)
        refused = await client.post(f"{PAGE}/{visitor.conversation}", headers=OURS, data={"what": "invite"})
        assert (refused.status_code, "may not work there" in refused.text) == (409, True)
        assert (await client.post(f"{PAGE}/nobody", headers=OURS, data={"what": "invite"})).status_code == 404
        assert "another trip or job suits better" in (await client.get(PAGE)).text
        reason = {"reason": "follow-up"}
        await client.post(f"/console/candidates/{other.conversation}/open", headers=OURS, data=reason)
        file = (await client.get(f"/console/candidates/{other.conversation}")).text
        assert "put aside: another trip or job suits better" in file
        assert f"put aside for {TRIP}: another trip or job suits better" in file
    assert await invitations(desk) == [one.id]


async def test_an_empty_list_says_why_it_is_empty(desk: Desk) -> None:
    async with desk.client(Role.OFFICER) as client:
        before = (await client.get(PAGE)).text
        assert ("Nobody suits yet" in before, "invited, put aside or registered already" in before) == (True, False)
        only = await somebody(desk, 45)
        await client.post(f"{PAGE}/{only.conversation}", headers=OURS, data={"what": "invite"})
        after = (await client.get(PAGE)).text
        assert ("Nobody suits yet" in after, "invited, put aside or registered already" in after) == (False, True)


async def test_a_vacancy_has_its_own_preselection(desk: Desk) -> None:
    someone = await somebody(desk, 43)
    async with desk.database.reading() as session:
        trip = await trips.find(session, TRIP)
        rows = await employers.vacancies_of(session, [each.id for each in trip.employers], desk.now)
        row = next(each for each in rows if not each.regulated)
    path = f"/console/employers/{row.employer_id}/vacancies/{row.id}/preselection"
    async with desk.client(Role.TRIP_LEAD) as client:
        assert path in (await client.get(f"/console/employers/{row.employer_id}")).text
        assert someone.conversation in (await client.get(path)).text
        await client.post(f"{path}/{someone.conversation}", headers=OURS, data={"what": "invite"})
        assert (await client.get(path.replace(row.id, "nothing"))).status_code == 404
    async with desk.database.reading() as session:
        assert (await session.scalars(select(PreselectionRow))).one().vacancy_id == row.id


async def test_times_are_offered_one_after_the_other_and_never_twice(desk: Desk) -> None:
    day = (desk.now + timedelta(days=7)).date()
    form = {"day": str(day), "from": "09:00", "to": "10:45", "minutes": "30", "weeks": "2"}
    async with desk.client(Role.OFFICER) as client:
        done = await client.post(f"{WEEK}/offer", headers=OURS, data=form)
        shown = (await client.get(done.headers["location"])).text
        assert "6 times are offered." in shown
        assert shown.count("10:00\u202fa.m.–10:30\u202fa.m.") == 1
        again = await client.post(f"{WEEK}/offer", headers=OURS, data=form | {"from": "10:15", "weeks": "1"})
        assert (again.status_code, "another interview in these hours" in again.text) == (409, True)
        for wrong in ({"to": "09:10"}, {"to": "08:00"}, {"day": "soon"}, {"minutes": "7"}, {"weeks": "90"}):
            assert (await client.post(f"{WEEK}/offer", headers=OURS, data=form | wrong)).status_code == 400, wrong
        past = form | {"day": "2020-01-02"}
        assert (await client.post(f"{WEEK}/offer", headers=OURS, data=past)).status_code == 409
        night = form | {"day": "2027-03-07", "from": "02:00", "to": "03:00"}  # a week later that hour is skipped
        refused = await client.post(f"{WEEK}/offer", headers=OURS, data=night)
        assert (refused.status_code, "the clocks go forward" in refused.text) == (400, True)
        first = re.findall(r"/meetings/([\w-]+)/withdraw", shown)[0]
        async with desk.client(Role.TRIP_LEAD) as colleague:
            others = await colleague.post(f"{WEEK}/{first}/withdraw", headers=OURS)
            assert others.status_code == 409, "only their own"
            assert "10:00\u202fa.m." not in (await colleague.get(f"{WEEK}?week={day}")).text
            assert "10:00\u202fa.m." in (await colleague.get(f"{WEEK}?week={day}&whose=all")).text
        await client.post(f"{WEEK}/{first}/withdraw", headers=OURS)
        assert first not in (await client.get(f"{WEEK}?week={day}")).text
        assert (await client.get(f"{WEEK}?week=yesterday")).status_code == 404
    async with desk.database.reading() as session:
        assert len((await session.scalars(select(MeetingRow))).all()) == 5


async def test_what_an_interview_led_to_is_kept_and_an_invitation_told(desk: Desk) -> None:
    someone = await somebody(desk, 44)
    path = await took(desk, someone, hours=-1)
    secret = "Parle de <son> métier avec passion."
    async with desk.client(Role.OFFICER) as client:
        assert path in (await client.get(WEEK)).text, "waits for what it led to"
        shown = await client.get(path)
        assert shown.status_code == 200, "who holds the interview needs no other reason"
        form = {"notes": secret, "decision": "invited", "trip": ""}
        missing = await client.post(f"{path}/decide", headers=OURS, data=form)
        assert (missing.status_code, "choose the trip" in missing.text) == (400, True)
        assert "Parle de &lt;son&gt; métier" in missing.text, "what was written is not lost"
        done = await client.post(f"{path}/decide", headers=OURS, data=form | {"trip": TRIP})
        assert "Parle de &lt;son&gt; métier" in (await client.get(done.headers["location"])).text
        assert "What did it lead to?" not in (await client.get(WEEK)).text
        file = (await client.get(f"/console/candidates/{someone.conversation}")).text
        assert "holds an interview with the person" in file
        assert "wrote down what the exploratory interview led to" in file
    assert await invitations(desk) == [someone.id]
    async with desk.database.reading() as session:
        [trail] = await session.scalars(select(AuditRow).where(AuditRow.action == Action.DECIDE_MEETING))
        assert trail.changes == {"decision": [None, "invited"]}
        raw = await session.execute(select(MeetingRow.__table__.c.notes))
        assert raw.scalar_one() == secret
    async with desk.client(Role.TRIP_LEAD) as colleague:
        asked = await colleague.get(path)
        assert "Why do you open this file?" in asked.text
        assert "métier" not in asked.text


async def test_a_free_moment_has_no_page(desk: Desk) -> None:
    await desk.signed_in(Role.OFFICER)
    async with desk.database.transaction() as session:
        row = MeetingRow(id="free", staff_id="staff officer", starts_at=desk.now + timedelta(days=2), minutes=30)
        session.add(row)
    async with desk.client(Role.OFFICER) as client:
        assert (await client.get(f"{WEEK}/free")).status_code == 404
        assert (await client.post(f"{WEEK}/free/decide", headers=OURS, data={"notes": "x"})).status_code == 404
    async with desk.database.reading() as session:
        assert await meetings.find(session, "free") is not None


@pytest.mark.parametrize("language", Language)
def test_every_reason_has_words(language: Language) -> None:
    t = texts(language)
    names = [_factor(t, each) for each in FactorName if each is not FactorName.HOUSEHOLD]
    assert all([*names, *(_limit(t, each) for each in Limit), *(_flag(t, each) for each in Flag)])
