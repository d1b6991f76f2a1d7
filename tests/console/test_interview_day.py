"""The interview day as a grid: proposed, moved by hand, judged, put in force, and mended when somebody is late."""

import re

import httpx
import pytest
from sqlalchemy import select

from bot.base.terms import Education, Field, Language, Permit
from bot.db.models import AuditRow, InterviewRow, NoticeRow, SlipRow
from bot.programme import candidates, profiles, seats
from bot.programme.access import Role
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.queues.notices import NoticeKind
from bot.timetable import Candidate, Day, Employer, Interview
from bot.timetable.clashes import ClashKind, clashes, fits

from .conftest import OURS, Desk
from .test_trip_changes import fields_of

TRIP = "tr-saguenay"
DAY = f"/console/trips/{TRIP}/day"
TRADES = ("72106", "31301", "63200", "72410")
PERMITS = (*[Permit.PERMANENT_RESIDENT] * 3, Permit.VISITOR)


@pytest.fixture
async def codes(desk: Desk) -> list[str]:
    """Travellers to Saguenay, by code; the last may not work."""
    return await travel(desk)


async def travel(desk: Desk) -> list[str]:
    """Four people take seats to Saguenay."""
    found = []
    async with desk.database.transaction() as session:
        for number, trade in enumerate(TRADES):
            someone = await candidates.meet(session, number + 701, Language.FRENCH, desk.now)
            candidates.decide_consent(session, someone, Consent.GIVEN, desk.now)
            for field, value in (
                (Field.OCCUPATION, trade), (Field.EXPERIENCE, 6.0), (Field.EDUCATION, Education.BACHELOR),
                (Field.FRENCH, 9), (Field.LANGUAGES, ("en",)), (Field.REGIONS, ("02",)),
                (Field.PERMIT, PERMITS[number]),
            ):  # fmt: skip
                await profiles.answer(session, someone, field, value, desk.now)
            found.append((await seats.register(session, someone, TRIP, 1, desk.now)).code)
    return found


async def stored(desk: Desk) -> list[tuple[str, object]]:
    async with desk.database.reading() as session:
        rows = await session.scalars(select(InterviewRow).where(InterviewRow.trip_id == TRIP))
        return [(row.employer_id, row.starts_at) for row in rows]


def moves(page: str, code: str) -> list[tuple[str, str, list[tuple[str, bool]]]]:
    """Of a traveller's interviews: the employer, the slot, and the slots to move to with whether they are free."""
    found = []
    for form in re.findall(rf'name="code" value="{code}">.*?</form>', page, re.S):
        employer = re.findall(r'name="employer" value="([\w-]+)"', form)[0]
        options = re.findall(r'<option value="(\d+)"( selected)?>([^<]*)</option>', form)
        slot = next(value for value, selected, _ in options if selected)
        found.append((employer, slot, [(value, "clash" not in text) for value, _, text in options]))
    return found


async def in_force(client: httpx.AsyncClient) -> httpx.Response:
    """Propose, look, and put it in force."""
    await client.post(f"{DAY}/propose", headers=OURS)
    instead = {"instead_fr": "Visite du vieux port.", "instead_en": "A visit to the old port."}
    shown = await client.post(f"{DAY}/publish", headers=OURS, data=instead)
    return await client.post(f"{DAY}/publish", headers=OURS, data=fields_of(shown.text))


async def test_a_day_is_proposed_moved_by_hand_and_put_in_force(desk: Desk, codes: list[str]) -> None:
    async with desk.client(Role.OFFICER) as client, desk.client(Role.TRIP_LEAD) as colleague:
        assert "No interview is in force yet" in (await client.get(DAY)).text
        await client.post(f"{DAY}/propose", headers=OURS)
        page = (await client.get(DAY)).text
        assert "proposed by you" in page
        assert f"<code>{codes[3]}</code> — shows no right to work" in page
        assert "proposed by you" not in (await colleague.get(DAY)).text, "a proposal is its officer's alone"
        met = {code: moves(page, code) for code in codes}
        assert all(met[code] for code in codes[:3])
        (employer, slot, _), code = met[codes[0]][0], codes[1]
        onto = {"code": code, "employer": employer, "to": slot}
        await client.post(f"{DAY}/arrange", headers=OURS, data=onto)
        assert "What clashes" in (await client.get(f"{DAY}?by=employer")).text
        assert (await client.post(f"{DAY}/publish", headers=OURS)).status_code == 409, "clashes are not put in force"
        await client.post(f"{DAY}/arrange", headers=OURS, data={**onto, "to": "out"})
        left = [each[0] for each in moves((await client.get(DAY)).text, code)]
        assert left == [each[0] for each in met[code] if each[0] != employer]
        unsaid = await client.post(f"{DAY}/publish", headers=OURS)
        assert (unsaid.status_code, "what they do meanwhile" in unsaid.text) == (409, True)
        instead = {"instead_fr": "Visite du vieux port.", "instead_en": "A visit to the old port."}
        shown = await client.post(f"{DAY}/publish", headers=OURS, data=instead)
        assert "household is told" in shown.text
        assert "Visite du vieux port." in shown.text
        assert await stored(desk) == [], "nothing is in force before it was read"
        done = await client.post(f"{DAY}/publish", headers=OURS, data=fields_of(shown.text))
        assert done.status_code == 303
        assert "proposed by you" not in (await client.get(DAY)).text
    assert len(await stored(desk)) == sum(len(each) for each in met.values()) - len(met[code]) + len(left)
    async with desk.database.reading() as session:
        told = (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.INTERVIEWS))).all()
        traced = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.PUBLISH_TIMETABLE))).one()
    assert len(told) == 4
    assert traced.role == Role.OFFICER


async def test_who_is_late_or_absent_is_a_tap_and_the_nearest_timetable_is_proposed(
    desk: Desk, codes: list[str]
) -> None:
    async with desk.client(Role.OFFICER) as client:
        assert (await in_force(client)).status_code == 303
        before = {code: moves((await client.get(DAY)).text, code) for code in codes}
        await client.post(f"{DAY}/slip", headers=OURS, data={"who": codes[0], "what": "absent"})
        page = (await client.get(DAY)).text
        assert "proposed by you" in page
        assert moves(page, codes[0]) == []
        kept = [each[:2] for each in moves(page, codes[1])]
        assert kept == [each[:2] for each in before[codes[1]]], "the others stay where they are"
        late = {"who": codes[1], "what": "late", "from": str(max(int(each[1]) for each in before[codes[1]]))}
        await client.post(f"{DAY}/slip", headers=OURS, data=late)
        page = (await client.get(DAY)).text
        assert "there from" in page
        assert all(int(each[1]) >= int(late["from"]) for each in moves(page, codes[1]))
        await client.post(f"{DAY}/slip", headers=OURS, data={"who": codes[0], "what": "back"})
        assert moves((await client.get(DAY)).text, codes[0])
        nobody = await client.post(f"{DAY}/slip", headers=OURS, data={"who": "zzzzzzz9", "what": "absent"})
        assert nobody.status_code == 409
        await client.post(f"{DAY}/discard", headers=OURS)
        assert "in force" in (await client.get(DAY)).text
    async with desk.database.reading() as session:
        assert len((await session.scalars(select(SlipRow))).all()) == 1


async def test_a_proposal_for_another_day_than_today_s_is_not_put_in_force(desk: Desk, codes: list[str]) -> None:
    async with desk.client(Role.OFFICER) as client, desk.client(Role.TRIP_LEAD) as colleague:
        await client.post(f"{DAY}/propose", headers=OURS)
        assert (await in_force(colleague)).status_code == 303
        stands = await stored(desk)
        late = await client.post(f"{DAY}/publish", headers=OURS)
        assert (late.status_code, "The day has changed since" in late.text) == (409, True)
        await client.post(f"{DAY}/discard", headers=OURS)
        assert (await client.get(DAY)).status_code == 200
        assert (await client.get("/console/trips/nowhere/day")).status_code == 404
        strange = {"code": codes[0], "employer": "nobody", "to": "0"}
        assert (await client.post(f"{DAY}/arrange", headers=OURS, data=strange)).status_code == 409
        assert (await client.post(f"{DAY}/arrange", headers=OURS, data={**strange, "to": "x"})).status_code == 400
    assert await stored(desk) == stands


def test_every_kind_of_clash_is_named() -> None:
    day = Day(
        slots=(600, 630, 660, 690, 720),
        minutes=25,
        candidates=(Candidate("ana", frozenset({0})), Candidate("ben")),
        employers=(Employer("near", "Here"), Employer("far", "There", slots=frozenset({1, 2, 3, 4}))),
        compatibility={("ana", "near"): 0.8, ("ana", "far"): 0.5, ("ben", "near"): 0.6},
        travel={("Here", "There"): 40},
        most_interviews=2,
    )
    good = [Interview("ana", "near", 1), Interview("ana", "far", 4), Interview("ben", "near", 2)]
    assert clashes(day, good) == []
    for other, kind in (
        (Interview("ana", "near", 0), ClashKind.CANDIDATE_AWAY),
        (Interview("ana", "far", 0), ClashKind.EMPLOYER_AWAY),
        (Interview("ana", "far", 1), ClashKind.TWICE),
        (Interview("ana", "far", 2), ClashKind.TRAVEL),
        (Interview("ben", "near", 1), ClashKind.FULL),
        (Interview("ben", "far", 4), ClashKind.UNSUITED),
        (Interview("ana", "near", 3), ClashKind.MANY),
    ):
        assert kind in {each.kind for each in clashes(day, [*good, other])}, other
        assert not fits(day, good, other)
    assert fits(day, good[1:], Interview("ana", "near", 1))
