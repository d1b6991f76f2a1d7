"""A trip's board and the roll on its morning; the lists of what came in."""

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.base.terms import Field, Language
from bot.db import Database
from bot.db.models import AuditRow, InterviewRow, NoticeRow, RegistrationRow, VacancyRow
from bot.programme import candidates, interests, profiles, requests, seats, trip_board, trips, unanswered
from bot.programme.access import Officer, Role
from bot.programme.candidates import Consent
from bot.programme.requests import NoteKind
from bot.programme.trips import RegistrationState
from bot.programme.why_no_interview import Why
from bot.queues.notices import NoticeKind
from tests.conftest import NOW
from tests.rows import row_of

from .conftest import OURS, RULES, Desk

LEA = Officer("lea", "Léa", Role.OFFICER)


async def household(database: Database, chat: int, trip_id: str, party: int) -> RegistrationRow:
    """Somebody with seats on a trip, or in the line for them."""
    async with database.transaction() as session:
        candidate = await candidates.meet(session, chat, Language.FRENCH, NOW)
        candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
        return await row_of(session, await seats.register(session, candidate, trip_id, party, NOW))


async def next_trip(database: Database) -> tuple[str, datetime]:
    async with database.transaction() as session:
        trip = (await trips.coming(session, NOW))[0]
        trip.seats = trip.taken + 3
        return trip.id, trip.departs_at


async def test_the_board_says_who_has_no_interview_and_why(desk: Desk) -> None:
    trip_id, departs = await next_trip(desk.database)
    first, second = [await household(desk.database, chat, trip_id, 1) for chat in (41, 42)]
    async with desk.database.transaction() as session:
        trip = await trips.find(session, trip_id)
        session.add(
            InterviewRow(
                trip_id=trip_id, candidate_id=first.candidate_id, employer_id=trip.employers[0].id,
                starts_at=departs + timedelta(hours=5), minutes=20,
            )
        )  # fmt: skip
    async with desk.database.reading() as session:
        shown = await trip_board.board(session, LEA, trip_id, RULES, NOW)
    by_code = {each.code: each for each in shown.travellers}
    assert shown.planned
    assert (by_code[first.code].interviews, by_code[first.code].why_none) == (1, None)
    assert (by_code[second.code].interviews, by_code[second.code].why_none) == (0, Why.EMPTY)
    async with desk.client(Role.READER) as reader, desk.client(Role.OFFICER) as officer:
        page, full = await reader.get(f"/console/trips/{trip_id}"), await officer.get(f"/console/trips/{trip_id}")
    assert "empty profile, unknown status" in full.text
    assert "empty profile, unknown status" not in page.text, "a reader sees nothing that anybody told"
    async with desk.database.reading() as session:
        roll = await trip_board.board(session, LEA, trip_id, RULES, NOW, reasons=False)
    assert not [each for each in roll.travellers if each.why_none], "nothing is computed at each tap of the roll"
    assert second.code in page.text
    assert "/conversations/" not in page.text, "a reader is led to nobody"
    assert "/conversations/" in full.text


async def test_the_roll_is_called_by_a_tap_or_by_the_code(desk: Desk) -> None:
    trip_id, departs = await next_trip(desk.database)
    one, two = [await household(desk.database, chat, trip_id, party) for chat, party in ((51, 2), (52, 1))]
    desk.now = departs - timedelta(hours=4)
    address = f"/console/trips/{trip_id}"
    async with desk.client(Role.OFFICER) as client:
        early = await client.post(f"{address}/check-in", headers=OURS, data={"code": one.code})
        assert early.status_code == 409
        desk.now = departs - timedelta(minutes=20)
    async with desk.client(Role.TRIP_LEAD) as client:
        assert "0 of 3 are there" in (await client.get(f"{address}/roll")).text
        for code, status in ((one.code, 303), (f" {two.code.upper()}. ", 303), (one.code, 303), ("nothing1", 404)):
            assert (await client.post(f"{address}/check-in", headers=OURS, data={"code": code})).status_code == status
        assert "3 of 3 are there" in (await client.get(f"{address}/roll")).text


async def test_what_came_in_is_listed(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        candidate = await candidates.meet(session, 61, Language.FRENCH, NOW)
        candidates.decide_consent(session, candidate, Consent.GIVEN, NOW)
        await profiles.answer(session, candidate, Field.OCCUPATION, "72106", NOW)
        requests.keep_note(session, candidate, NoteKind.FEEDBACK, "Très <utile>", NOW)
        vacancy = (await session.scalars(select(VacancyRow.id).limit(1))).one()
        await interests.express_interest(session, candidate, vacancy, NOW)
        unanswered.keep(session, candidate, "combien coûte un traversier", [], NOW.date())
    async with desk.client(Role.OFFICER) as client:
        assert "Très &lt;utile&gt;" in (await client.get("/console/opinions")).text
        assert candidate.conversation in (await client.get("/console/agreements")).text
        listed = (await client.get("/console/not-understood")).text
        assert "combien coûte un traversier" in listed
        assert candidate.conversation not in listed
        today = (await client.get("/console/")).text
    assert today.count("<strong>1</strong>") == 3


async def test_seats_are_given_back_for_who_telephones_and_the_person_is_told(desk: Desk) -> None:
    trip_id, departs = await next_trip(desk.database)
    one, two = [await household(desk.database, chat, trip_id, 1) for chat in (71, 72)]
    address = f"/console/trips/{trip_id}"
    async with desk.client(Role.OFFICER) as client, desk.client(Role.PRIVACY) as other:
        sent = {"code": one.code}
        assert (await other.post(f"{address}/give-back", headers=OURS, data=sent)).status_code == 403
        assert (await client.post("/console/trips/other/give-back", headers=OURS, data=sent)).status_code == 404
        assert (await client.post(f"{address}/give-back", headers=OURS, data=sent)).status_code == 303
        again = await client.post(f"{address}/give-back", headers=OURS, data=sent)
        assert (again.status_code, "no seats on this trip go with this code" in again.text) == (404, True)
    desk.now = departs + timedelta(minutes=1)
    async with desk.client(Role.TRIP_LEAD) as client:
        late = await client.post(f"{address}/give-back", headers=OURS, data={"code": two.code})
        assert late.status_code == 409
    async with desk.database.reading() as session:
        row = await session.get_one(RegistrationRow, one.id)
        notice = (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.GIVEN_BACK))).one()
        traced = (await session.scalars(select(AuditRow).where(AuditRow.subject == one.id))).all()[-1]
    assert (row.state, notice.candidate_id, traced.actor) == (
        RegistrationState.CANCELLED,
        one.candidate_id,
        "staff officer",
    )


async def test_an_absence_that_was_none_is_mended(desk: Desk) -> None:
    trip_id, departs = await next_trip(desk.database)
    one = await household(desk.database, 73, trip_id, 1)
    async with desk.database.transaction() as session:
        (await session.get_one(RegistrationRow, one.id)).state = RegistrationState.ABSENT
    desk.now = departs + timedelta(days=1)
    async with desk.client(Role.OFFICER) as client:
        assert "Was there after all" in (await client.get(f"/console/trips/{trip_id}")).text
        for status in (303, 404):
            answer = await client.post(f"/console/trips/{trip_id}/was-there", headers=OURS, data={"code": one.code})
            assert answer.status_code == status
    async with desk.database.reading() as session:
        assert (await session.get_one(RegistrationRow, one.id)).state == RegistrationState.ATTENDED
