"""A trip changed from its page: what would be told is read first, and nothing is done before that."""

import io
import re
import zipfile
from datetime import timedelta

from sqlalchemy import select

from bot.base.clock import QUEBEC_TIME
from bot.db.models import AuditRow, NoticeRow, RegistrationRow, TripRow
from bot.programme import drafts
from bot.programme.access import Officer, Role
from bot.programme.audit import Action
from bot.programme.drafts import DraftKind
from bot.programme.trips import TripState
from bot.queues.notices import NoticeKind

from .conftest import OURS, Desk
from .test_trips import household, next_trip


def fields_of(page: str) -> dict[str, list[str]]:
    """What a browser would send of the page's first form that has fields of lines or hidden ones."""
    form = re.findall(r'<form[^>]*method="post"[^>]*>(?:(?!</form>).)*name="(?:line_at|mark)".*?</form>', page, re.S)[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.findall(r'name="(\w+)"', tag)[0], (re.findall(r'value="([^"]*)"', tag) or [""])[0]
        if 'type="radio"' not in tag and ('type="checkbox"' not in tag or "checked" in tag):
            found.setdefault(name, []).append(value.replace("&#39;", "'").replace("&amp;", "&"))
    for name, options in re.findall(r'<select[^>]*name="(\w+)">(.*?)</select>', form, re.S):
        found.setdefault(name, []).append((re.findall(r'value="(\w+)" selected', options) or ["visits"])[0])
    return found


async def notices_of(desk: Desk, kind: NoticeKind) -> int:
    async with desk.database.reading() as session:
        return len((await session.scalars(select(NoticeRow).where(NoticeRow.kind == kind))).all())


async def test_another_hour_is_previewed_in_each_language_then_done(desk: Desk) -> None:
    trip_id, departs = await next_trip(desk.database)
    await household(desk.database, 81, trip_id, 1)
    address = f"/console/trips/{trip_id}/change"
    async with desk.client(Role.OFFICER) as client:
        form = fields_of((await client.get(address)).text)
        later = departs.astimezone(QUEBEC_TIME) + timedelta(minutes=20)
        form["departs_at"] = [later.strftime("%Y-%m-%dT%H:%M")]
        shown = await client.post(address, headers=OURS, data=form)
        assert shown.status_code == 200
        assert "1 household is told" in shown.text
        assert "Votre voyage" in shown.text or "voyage" in shown.text, "in the language of the candidate"
        assert await notices_of(desk, NoticeKind.TRIP_CHANGED) == 0, "nothing is done before it was read"
        done = await client.post(address, headers=OURS, data=fields_of(shown.text))
        assert done.status_code == 303
    async with desk.database.reading() as session:
        assert (await session.get_one(TripRow, trip_id)).departs_at == later
        traced = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.CHANGE_TRIP))).one()
    assert (traced.actor, traced.role) == ("staff officer", Role.OFFICER)
    assert await notices_of(desk, NoticeKind.TRIP_CHANGED) == 1


async def test_what_is_done_is_what_was_read(desk: Desk) -> None:
    trip_id, _ = await next_trip(desk.database)
    await household(desk.database, 82, trip_id, 1)
    address = f"/console/trips/{trip_id}/change"
    async with desk.client(Role.OFFICER) as client:
        form = fields_of((await client.get(address)).text) | {"meeting_point": ["Gymnase municipal"]}
        form["line_fr"][0] = "Café à la mairie"
        shown = fields_of((await client.post(address, headers=OURS, data=form)).text)
        await household(desk.database, 83, trip_id, 1)
        late = await client.post(address, headers=OURS, data=shown)
        assert late.status_code == 409
        assert "2 households are told" in late.text
        assert (await client.post(address, headers=OURS, data=fields_of(late.text))).status_code == 303
        page = (await client.get(address)).text
    assert "Gymnase municipal" in page
    assert "Café à la mairie" in page


async def test_what_cannot_be_is_refused_with_what_was_typed(desk: Desk) -> None:
    trip_id, _ = await next_trip(desk.database)
    await household(desk.database, 84, trip_id, 2)
    address = f"/console/trips/{trip_id}/change"
    async with desk.client(Role.OFFICER) as client, desk.client(Role.READER) as reader:
        form = fields_of((await client.get(address)).text)
        for changed, status, why in (
            ({"seats": ["0"]}, 400, "It must be between 1 and 500."),
            ({"seats": ["1"]}, 409, "seats are taken already"),
            ({"departs_at": ["soon"]}, 400, "It needs a day, a month and a year"),
            ({"latitude": ["12"], "longitude": ["-71"]}, 400, "It must be between 44 and 63."),
            ({"returns_at": form["departs_at"]}, 400, "The return must come after the departure."),
            ({"line_kind": ["dance", *form["line_kind"][1:]]}, 400, "It must be one of: welcome"),
        ):
            answer = await client.post(address, headers=OURS, data=form | changed)
            assert (answer.status_code, why in answer.text) == (status, True), changed
        assert (await reader.get(address)).status_code == 403
        assert (await client.get("/console/trips/nowhere/change")).status_code == 404


async def test_a_new_line_without_an_hour_is_asked_about_each_time_it_is_sent(desk: Desk) -> None:
    trip_id, _ = await next_trip(desk.database)
    address = f"/console/trips/{trip_id}/change"
    async with desk.client(Role.OFFICER) as client:
        form = fields_of((await client.get(address)).text)
        stood = sum(bool(each) for each in form["line_there"])
        form["line_at"][0], form["line_fr"][stood] = "", "Visite du port"  # one goes, one comes
        for _ in range(3):
            answer = await client.post(address, headers=OURS, data=form)
            form = fields_of(answer.text)
            assert (answer.status_code, "This must be filled in." in answer.text) == (400, True)
            assert form["line_fr"].count("Visite du port") == 1, "nothing typed is lost"
            assert sum(bool(each) for each in form["line_there"]) == stood - 1
        form["line_at"][form["line_fr"].index("Visite du port")] = form["line_at"][0]
        form["line_at"][0] = ""  # in its place
        look = await client.post(address, headers=OURS, data=form)
        assert (await client.post(address, headers=OURS, data=fields_of(look.text))).status_code == 303
        kept = fields_of((await client.get(address)).text)
    assert sum(bool(each) for each in kept["line_there"]) == stood - 1
    assert "Visite du port" in kept["line_fr"]


async def test_a_trip_is_cancelled_only_after_the_words_were_read(desk: Desk) -> None:
    trip_id, _ = await next_trip(desk.database)
    await household(desk.database, 85, trip_id, 1)
    address = f"/console/trips/{trip_id}/move"
    async with desk.client(Role.OFFICER) as client:
        shown = await client.post(address, headers=OURS, data={"step": "cancel"})
        assert "1 household is told" in shown.text
        assert (await client.post(address, headers=OURS, data={"step": "sell"})).status_code == 404
        assert (await client.post(address, headers=OURS, data=fields_of(shown.text))).status_code == 303
        again = await client.post(address, headers=OURS, data={"step": "cancel"})
        assert again.status_code == 409
    async with desk.database.reading() as session:
        assert (await session.get_one(TripRow, trip_id)).state == TripState.CANCELLED


async def test_why_a_trip_is_cancelled_is_read_in_the_officers_words(desk: Desk) -> None:
    trip_id, _ = await next_trip(desk.database)
    await household(desk.database, 86, trip_id, 2)
    address, why = f"/console/trips/{trip_id}/move", "Verglas annoncé; on remet ça au 12 juin."
    async with desk.client(Role.OFFICER) as client:
        assert 'name="reason"' in (await client.get(f"/console/trips/{trip_id}/change")).text
        long = await client.post(address, headers=OURS, data={"step": "cancel", "reason": "x" * 301})
        assert (long.status_code, "300 characters at most" in long.text) == (409, True)
        shown = await client.post(address, headers=OURS, data={"step": "cancel", "reason": why})
        assert "Verglas annoncé; on remet ça au 12 juin." in shown.text
        assert (await client.post(address, headers=OURS, data=fields_of(shown.text))).status_code == 303
    async with desk.database.reading() as session:
        told = (await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.TRIP_CANCELLED))).one()
    assert told.data["reason"] == why


async def test_who_proposed_interviews_is_warned_before_a_change(desk: Desk) -> None:
    trip_id, _ = await next_trip(desk.database)
    async with desk.client(Role.OFFICER) as client, desk.client(Role.TRIP_LEAD) as colleague:
        async with desk.database.transaction() as session:
            mine = Officer("staff officer", "Léa", Role.OFFICER)
            await drafts.begin(session, mine, DraftKind.TIMETABLE, trip_id, {"stands": "", "interviews": []}, desk.now)
        path = f"/console/trips/{trip_id}/change"
        form = fields_of((await client.get(path)).text) | {"departure_point": "Quai 7"}
        for who, warned in ((client, True), (colleague, False)):
            shown = (await who.post(path, headers=OURS, data=form)).text
            assert ("your proposal no longer fits" in shown) is warned


async def test_the_sheets_are_files(desk: Desk) -> None:
    trip_id, _ = await next_trip(desk.database)
    async with desk.client(Role.OFFICER) as client, desk.client(Role.PRIVACY) as privacy:
        address = f"/console/trips/{trip_id}/sheets"
        pdf, xlsx = await client.get(f"{address}/driver.pdf"), await client.get(f"{address}/officer.xlsx")
        everything = await client.get(f"{address}/all.zip")
        assert (await client.get(f"{address}/nobody.pdf")).status_code == 404
        assert (await client.get(f"{address}/driver.doc")).status_code == 404
        assert (await privacy.get(f"{address}/driver.pdf")).status_code == 403
    assert pdf.content.startswith(b"%PDF")
    assert xlsx.content.startswith(b"PK")
    assert pdf.headers["content-disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(everything.content)) as archive:
        assert {"driver-en.pdf", "officer-en.xlsx"} <= set(archive.namelist())
    async with desk.database.reading() as session:
        handed_out = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.PRINT_DAY))).all()
    assert {each.actor for each in handed_out} == {"staff officer"}


async def test_a_tap_too_many_is_undone(desk: Desk) -> None:
    trip_id, departs = await next_trip(desk.database)
    one = await household(desk.database, 86, trip_id, 2)
    desk.now = departs - timedelta(minutes=20)
    address = f"/console/trips/{trip_id}"
    async with desk.client(Role.TRIP_LEAD) as client:
        came = await client.post(f"{address}/check-in", headers=OURS, data={"code": one.code})
        roll = (await client.get(came.headers["location"])).text
        assert "2 of 2 are there" in roll
        assert f"{one.code} is there" in roll
        await client.post(f"{address}/check-in/undo", headers=OURS, data={"code": one.code})
        assert "0 of 2 are there" in (await client.get(f"{address}/roll")).text
        stranger = await client.post(f"{address}/check-in/undo", headers=OURS, data={"code": "nothing1"})
        assert stranger.status_code == 404
    async with desk.database.reading() as session:
        assert (await session.get_one(RegistrationRow, one.id)).checked_in_at is None
        assert await session.scalar(select(AuditRow.id).where(AuditRow.action == Action.UNDO_CHECK_IN))
