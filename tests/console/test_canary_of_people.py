"""What somebody told of themselves, sent through every page: it stands where a reason opened it, and nowhere else."""

import logging
from datetime import timedelta

import pytest

from bot.console.application import PAGES
from bot.db.models import MeetingRow
from bot.programme import contact_details
from bot.programme.access import Role
from bot.programme.contact_details import Detail

from .conftest import OURS, Desk
from .test_preselection import TRIP, somebody

NAME, PHONE, TOWN, NOTE = "Zéphyrine", "514 555-0137", "Quaqtaq-sur-Mer", "Chante-au-réfectoire"
OF_ONE_PERSON = {"/candidates/{person}", "/meetings/{meeting}", "/candidates/{person}/correct/{field}"}


async def planted(desk: Desk) -> dict[str, str]:
    """Somebody with all of it, whom the trip suits and who has met an officer; the parts of addresses."""
    someone = await somebody(desk, 66)
    await desk.signed_in(Role.OFFICER)
    async with desk.database.transaction() as session:
        row = await session.get_one(type(someone), someone.id)
        for detail, value in ((Detail.NAME, NAME), (Detail.PHONE, PHONE), (Detail.HOME, TOWN)):
            contact_details.tell(session, row, detail, value, desk.now)
        session.add(
            MeetingRow(
                id="met", staff_id="staff officer", starts_at=desk.now - timedelta(hours=2), minutes=30,
                candidate_id=someone.id, notes=NOTE,
            )
        )  # fmt: skip
    return {
        "{person}": someone.conversation, "{conversation}": someone.conversation, "{meeting}": "met", "{trip}": TRIP,
        "{field}": "household",
    }  # fmt: skip


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.OFFICER])  # who has met the person
async def test_it_stands_on_no_page_that_nobody_gave_a_reason_for(
    desk: Desk, role: Role, caplog: pytest.LogCaptureFixture
) -> None:
    parts, seen = await planted(desk), 0
    with caplog.at_level(logging.DEBUG):
        async with desk.client(role) as client:
            for method, path, _, _ in PAGES:
                if method != "GET" or path.endswith(("events", "{ending}")):
                    continue
                address = path
                for part, value in parts.items():
                    address = address.replace(part, value)
                page = (await client.get(f"/console{address}")).text
                seen += 1
                for secret in (PHONE, TOWN, NOTE):
                    assert secret not in page, (role, path)
                if role is Role.READER or path in OF_ONE_PERSON:
                    assert NAME not in page, (role, path)
    assert seen > 30
    for secret in (NAME, PHONE, TOWN, NOTE):
        assert secret not in caplog.text


async def test_a_reason_opens_the_file_and_the_notes_and_no_list(desk: Desk) -> None:
    parts = await planted(desk)
    file, meeting = f"/console/candidates/{parts['{person}']}", "/console/meetings/met"
    async with desk.client(Role.TRIP_LEAD) as client:
        await client.post(f"{file}/open", headers=OURS, data={"reason": "follow-up"})
        shown, noted = (await client.get(file)).text, (await client.get(meeting)).text
        for secret in (NAME, PHONE, TOWN):
            assert secret in shown
            assert secret in noted
        assert NOTE in noted
        for path in ("/candidates", "/meetings?whose=all", f"/trips/{TRIP}/preselection", "/"):
            page = (await client.get(f"/console{path}")).text
            assert not [secret for secret in (PHONE, TOWN, NOTE) if secret in page], path
