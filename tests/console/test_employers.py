"""Employers, the life of their vacancies, and what becomes of an interest, from the pages."""

import re
from datetime import date, timedelta

from httpx import AsyncClient
from sqlalchemy import select

from bot.base.states import VacancyState
from bot.base.terms import Language
from bot.db.models import AuditRow, EmployerRow, HireRow, InterestRow, NoticeRow, VacancyRow
from bot.programme import candidates, interests, vacancies
from bot.programme.access import Role
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.queues.notices import NoticeKind

from .conftest import OURS, Desk
from .forms import values_of


async def interested(desk: Desk, chat: int) -> tuple[str, VacancyRow]:
    """Somebody who agreed to an employer: the conversation, and the vacancy."""
    async with desk.database.transaction() as session:
        candidate = await candidates.meet(session, chat, Language.FRENCH, desk.now)
        candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
        vacancy = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(1))).one()
        await interests.express_interest(session, candidate, vacancy.id, desk.now)
        return candidate.conversation, vacancy


def version_of(page: str, path: str) -> dict[str, str]:
    """The version that the form of a vacancy's state sends."""
    [form] = re.findall(rf'<form[^>]* action="{path}">(.*?)</form>', page, re.S)
    return {"version": re.findall(r'name="version" value="(\w+)"', form)[0]}


async def test_a_vacancy_is_filled_and_who_was_interested_is_told(desk: Desk) -> None:
    _, vacancy = await interested(desk, 70)
    page = f"/console/employers/{vacancy.employer_id}"
    path = f"{page}/vacancies/{vacancy.id}"
    async with desk.client(Role.OFFICER) as client:
        listed, shown = (await client.get("/console/employers")).text, (await client.get(page)).text
        refused = [
            (await client.post(each, headers=OURS, data=data)).status_code
            for each, data in (
                (path, {"state": "sold"}), (path, {"state": "filled", "until": "soon"}),
                (path, {"state": "open", "from": "2027-05-14", "until": "2027-05-13"} | version_of(shown, path)),
                (f"{page}/vacancies/nothing", {"state": "filled"}),
            )
        ]  # fmt: skip
        answer = await client.post(path, headers=OURS, data={"state": "filled", "until": ""} | version_of(shown, path))
        told = (await client.get(answer.headers["location"])).text
        assert (await client.get("/console/employers/nobody")).status_code == 404
    assert f"/employers/{vacancy.employer_id}" in listed
    assert "1 person interested" in shown
    assert refused == [400, 400, 400, 404]
    assert "1 person is told" in told
    async with desk.database.reading() as session:
        assert (await session.get_one(VacancyRow, vacancy.id)).state == "filled"
        notices = (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.VACANCY_OVER))).all()
        traced = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.MOVE_VACANCY))).one()
    assert [each.subject for each in notices] == [vacancy.id]
    assert (traced.actor, traced.role) == ("staff officer", Role.OFFICER)


async def test_a_vacancy_is_offered_from_a_day(desk: Desk) -> None:
    _, vacancy = await interested(desk, 76)
    page = f"/console/employers/{vacancy.employer_id}"
    async with desk.client(Role.OFFICER) as client:
        path = f"{page}/vacancies/{vacancy.id}"
        old = version_of((await client.get(page)).text, path)
        await client.post(path, headers=OURS, data={"state": "open", "from": "2027-05-14"} | old)
        shown = (await client.get(page)).text
        late = await client.post(path, headers=OURS, data={"state": "open", "from": ""} | old)
    assert (late.status_code, "Somebody changed this vacancy meanwhile" in late.text) == (409, True)
    assert 'name="from" type="date" value="2027-05-14"' in shown
    async with desk.database.reading() as session:
        row = await session.get_one(VacancyRow, vacancy.id)
        assert (row.state, row.offered_from, row.until) == ("open", date(2027, 5, 14), None)


async def test_a_vacancy_that_closed_by_itself_is_opened_again_without_the_day_that_is_over(desk: Desk) -> None:
    _, vacancy = await interested(desk, 77)
    over = desk.now.date() - timedelta(days=3)
    async with desk.database.transaction() as session:
        row = await session.get_one(VacancyRow, vacancy.id)
        row.state, row.until = VacancyState.CLOSED, over
    page = f"/console/employers/{vacancy.employer_id}"
    path = f"{page}/vacancies/{vacancy.id}"

    async def until(client: AsyncClient, **form: str) -> tuple[int, VacancyState, date | None]:
        version = version_of((await client.get(page)).text, path)
        answer = await client.post(path, headers=OURS, data={"from": "", **form} | version)
        async with desk.database.reading() as session:
            row = await session.get_one(VacancyRow, vacancy.id)
            return answer.status_code, row.state, row.until

    async with desk.client(Role.OFFICER) as client:
        [form] = re.findall(rf'<form[^>]* action="{path}">(.*?)</form>', (await client.get(page)).text, re.S)
        assert 'name="until" type="date" value=""' in form
        assert await until(client, state="filled", until="") == (303, VacancyState.FILLED, over), "what was stays"
        assert await until(client, state="open", until=str(over)) == (400, VacancyState.FILLED, over)
        assert await until(client, state="open", until="") == (303, VacancyState.OPEN, None)
        ahead = desk.now.date() + timedelta(days=9)
        assert await until(client, state="open", until=str(ahead)) == (303, VacancyState.OPEN, ahead)
        assert f'type="date" value="{ahead}"' in (await client.get(page)).text
        assert await until(client, state="open", until="") == (303, VacancyState.OPEN, None), "emptied, it goes"
    async with desk.database.reading() as session:
        assert await vacancies.over(session, desk.now) == []


async def test_an_end_that_no_form_shows_neither_refuses_a_change_nor_is_lost_by_one(desk: Desk) -> None:
    _, vacancy = await interested(desk, 79)
    over, ahead, later = (desk.now.date() + timedelta(days=each) for each in (-1, 60, 90))
    page = f"/console/employers/{vacancy.employer_id}"
    path = f"{page}/vacancies/{vacancy.id}"
    Days = tuple[VacancyState, date | None, date | None]

    async def changed(client: AsyncClient, before: VacancyState, **form: str) -> tuple[int, Days, str]:
        async with desk.database.transaction() as session:
            row = await session.get_one(VacancyRow, vacancy.id)
            row.state, row.offered_from, row.until = before, None, over
        sent = {"state": before, "from": str(ahead), "until": "", **form}
        answer = await client.post(path, headers=OURS, data=sent | version_of((await client.get(page)).text, path))
        async with desk.database.reading() as session:
            row = await session.get_one(VacancyRow, vacancy.id)
            return answer.status_code, (row.state, row.offered_from, row.until), answer.text

    async with desk.client(Role.OFFICER) as client:
        for state in (VacancyState.CLOSED, VacancyState.FILLED):
            assert (await changed(client, state))[:2] == (303, (state, ahead, None)), "it is of another time"
            assert (await changed(client, state, **{"from": ""}))[:2] == (303, (state, None, over)), "what was stays"
            assert (await changed(client, state, state="open"))[:2] == (303, (VacancyState.OPEN, ahead, None))
        code, stands, text = await changed(client, VacancyState.OPEN)
        assert (code, stands) == (400, (VacancyState.OPEN, None, over)), "it would be offered without end"
        [form] = re.findall(rf'<form[^>]* action="{path}">(.*?)</form>', text, re.S)
        assert f"The last day, {over}, is over: give a new one" in form, "beside the field"
        assert f'name="from" type="date" value="{ahead}"' in form, "what was typed is not lost"
        assert text.count("is over: give a new one") == 1
        for given, days in (
            ({"until": str(later)}, (VacancyState.OPEN, ahead, later)),
            ({"state": "closed"}, (VacancyState.CLOSED, ahead, None)),
            ({"state": "filled", "from": ""}, (VacancyState.FILLED, None, over)),
        ):
            assert (await changed(client, VacancyState.OPEN, **given))[:2] == (303, days)


async def test_an_interest_goes_from_new_to_passed_on(desk: Desk) -> None:
    conversation, vacancy = await interested(desk, 71)
    async with desk.client(Role.OFFICER) as client, desk.client(Role.PRIVACY) as privacy:
        fresh = (await client.get("/console/agreements")).text
        [path] = set(re.findall(r'action="(/console/agreements/\d+)"', fresh))
        await client.post(path, headers=OURS, data={"what": "seen"})
        seen = (await client.get("/console/agreements")).text
        assert path not in (await privacy.get("/console/agreements")).text, "who reads only changes nothing"
        assert (await privacy.post(path, headers=OURS, data={"what": "seen"})).status_code == 403
        await client.post(path, headers=OURS, data={"what": "passed on"})
        passed = (await client.get("/console/agreements")).text
        async with desk.database.transaction() as session:
            candidate = await candidates.of_conversation(session, conversation)
            assert candidate is not None
            await interests.withdraw_interest(session, candidate, vacancy.id, desk.now)
        assert "Employer told" in (await client.get("/console/agreements")).text
        await client.post(path, headers=OURS, data={"what": "told"})
        gone = (await client.get("/console/agreements")).text
        unknown = [(await client.post(f"/console/agreements/{each}", headers=OURS)).status_code for each in ("x", "99")]
    assert ['value="seen"' in each for each in (fresh, seen, passed)] == [True, False, False]
    assert ['value="passed on"' in each for each in (fresh, seen, passed)] == [True, True, False]
    assert path not in gone
    assert unknown == [404, 404]
    async with desk.database.reading() as session:
        assert (await session.scalars(select(InterestRow))).one().seen_at is not None


async def test_what_became_of_an_interest_is_recorded_for_the_employer_it_was_with(desk: Desk) -> None:
    conversation, vacancy = await interested(desk, 72)
    page = f"/console/employers/{vacancy.employer_id}"
    async with desk.client(Role.OFFICER) as client, desk.client(Role.READER) as reader:
        said = {"person": conversation, "job": "offered", "day": ""}
        for wrong, status in (
            ({"job": "dreamt"}, 400), ({"day": "soon"}, 400), ({"day": "2999-01-01"}, 400), ({"person": "x"}, 404),
        ):  # fmt: skip
            assert (await client.post(f"{page}/outcome", headers=OURS, data=said | wrong)).status_code == status
        assert (await reader.post(f"{page}/outcome", headers=OURS, data=said)).status_code == 403
        await client.post(f"{page}/outcome", headers=OURS, data=said)
        accepted = said | {"job": "accepted", "day": desk.now.date().isoformat()}
        await client.post(f"{page}/outcome", headers=OURS, data=accepted)
        shown = (await client.get(page)).text
    assert '<span class="tag good">' in shown
    assert '<option value="accepted" selected>' not in shown, "kept once more, it would begin anew on the day shown"
    async with desk.database.reading() as session:
        [job] = (await session.scalars(select(HireRow))).all()
        asked = (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.FOLLOW_UP))).all()
        traced = (await session.scalars(select(AuditRow.role).where(AuditRow.action == Action.HIRED))).all()
    assert (job.employer_id, job.state) == (vacancy.employer_id, "accepted")
    assert len(asked) == 5
    assert traced == [Role.OFFICER, Role.OFFICER]


async def test_an_employer_is_found_called_otherwise_and_reached(desk: Desk) -> None:
    _, vacancy = await interested(desk, 73)
    page = f"/console/employers/{vacancy.employer_id}"
    async with desk.client(Role.OFFICER) as client, desk.client(Role.READER) as reader:
        stands = values_of((await client.get(f"{page}/change")).text)
        reached = stands | {"contact": "Ève Roy", "phone": "418 555-0101", "email": "eve@example.org"}
        for wrong in ({"contact": "x" * 121}, {"name": " "}):
            assert (await client.post(f"{page}/change", headers=OURS, data=reached | wrong)).status_code == 400
        assert (await reader.post(f"{page}/change", headers=OURS, data=reached)).status_code == 403
        assert (await client.post("/console/employers/nobody/change", headers=OURS, data=reached)).status_code == 404
        await client.post(f"{page}/change", headers=OURS, data=reached | {"name": "Scierie du <Nord>"})
        found = (await client.get("/console/employers?find=nord eve")).text
        none = (await client.get("/console/employers?find=nord+xyz")).text
        shown = (await client.get(page)).text
    assert page in found
    assert page not in none
    for told in ("Scierie du &lt;Nord&gt;", "eve@example.org", "an hour", "French for the job"):
        assert told in shown, told
    async with desk.database.reading() as session:
        traced = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.REACH_EMPLOYER))).one()
    assert traced.changes == {"parts": [None, "contact, phone, email"]}, "who they are is no matter of the trail"


async def test_a_record_that_is_there_twice_becomes_one_and_one_ends_after_a_look(desk: Desk) -> None:
    _, vacancy = await interested(desk, 74)
    gone = vacancy.employer_id
    async with desk.database.reading() as session:
        kept = (await session.scalars(select(EmployerRow.id).where(EmployerRow.id != gone).limit(1))).one()
    async with desk.client(Role.OFFICER) as client:
        wrong = await client.post(f"/console/employers/{gone}/merge", headers=OURS, data={"kept": gone})
        assert (wrong.status_code, "choose the record that stays" in wrong.text) == (400, True)
        look = await client.post(f"/console/employers/{gone}/merge", headers=OURS, data={"kept": kept})
        assert "This cannot be taken back" in look.text
        assert "Nobody would be told anything" in look.text
        assert (await client.get(f"/console/employers/{gone}")).status_code == 200, "a look changes nothing"
        [mark] = re.findall(r'name="mark" value="([^"]+)"', look.text)
        sure = {"kept": kept, "mark": mark}
        merged = await client.post(f"/console/employers/{gone}/merge", headers=OURS, data=sure)
        assert merged.headers["location"] == f"/console/employers/{kept}?done=1"
        assert (await client.get(f"/console/employers/{gone}")).status_code == 404
        assert vacancy.id in (await client.get(f"/console/employers/{kept}")).text
        look = await client.post(f"/console/employers/{kept}/archive", headers=OURS)
        assert "1 household is told" in look.text
        async with desk.database.reading() as session:
            assert (await session.get_one(VacancyRow, vacancy.id)).state == "open", "a look changes nothing"
        [mark] = re.findall(r'name="mark" value="([^"]+)"', look.text)
        done = await client.post(f"/console/employers/{kept}/archive", headers=OURS, data={"mark": mark})
        assert done.status_code == 303
    async with desk.database.reading() as session:
        assert (await session.get_one(VacancyRow, vacancy.id)).state == "closed"
        told = (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.VACANCY_OVER))).all()
    assert [each.subject for each in told] == [vacancy.id]
