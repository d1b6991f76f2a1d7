"""A message to many: previewed with who gets it, sent once, in each reader's language."""

import re
from datetime import timedelta

from sqlalchemy import select

from bot.base.terms import Field, Language
from bot.db.models import AuditRow, NoticeRow
from bot.programme import candidates, profiles
from bot.programme.access import Role
from bot.programme.audit import Action
from bot.programme.candidates import Consent
from bot.queues.notices import NoticeKind

from .conftest import OURS, Desk
from .test_trips import household, next_trip

PAGE, SEND = "/console/messages", "/console/messages/send"


async def somebody(desk: Desk, chat: int, language: Language, trade: str, *, blocked: bool = False) -> None:
    async with desk.database.transaction() as session:
        candidate = await candidates.meet(session, chat, language, desk.now)
        candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
        await profiles.answer(session, candidate, Field.OCCUPATION, trade, desk.now)
        candidates.row_of(candidate).unreachable_at = desk.now if blocked else None


def hidden(page: str) -> dict[str, str]:
    form = re.findall(r'<form class="card actions".*?</form>', page, re.S)[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


async def notices(desk: Desk) -> list[NoticeRow]:
    async with desk.database.reading() as session:
        found = await session.scalars(select(NoticeRow).where(NoticeRow.kind == NoticeKind.GROUP_MESSAGE))
        return list(found)


async def test_a_trade_is_written_to_in_each_language_after_a_look(desk: Desk) -> None:
    for chat, language, trade in ((901, Language.FRENCH, "72310"), (902, Language.ENGLISH, "72310"),
                                  (903, Language.FRENCH, "63200")):  # fmt: skip
        await somebody(desk, chat, language, trade)
    await somebody(desk, 904, Language.FRENCH, "72310", blocked=True)
    words = {
        "group": "trade",
        "trade": "72310",
        "text_fr": "Rencontre <jeudi> soir.",
        "text_en": "Meeting on Thursday.",
    }
    async with desk.client(Role.OFFICER) as client, desk.client(Role.READER) as reader:
        shown = await client.post(SEND, headers=OURS, data=words)
        assert "To 2 people" in shown.text
        assert "1 person reads it in French" in shown.text
        assert "Rencontre &lt;jeudi&gt; soir." in shown.text
        assert "1 person of this group has blocked the assistant" in shown.text
        assert await notices(desk) == [], "nothing is sent before it was read"
        await somebody(desk, 905, Language.FRENCH, "72310")
        late = await client.post(SEND, headers=OURS, data=hidden(shown.text) | words)
        assert (late.status_code, "To 3 people" in late.text) == (409, True)
        done = await client.post(SEND, headers=OURS, data=hidden(late.text) | words)
        listed = (await client.get(done.headers["location"])).text
        assert "Written to 3 people." in listed
        assert "3 wait to be sent" in listed
        assert (await reader.get(PAGE)).status_code == 403
    assert len(await notices(desk)) == 3
    async with desk.database.reading() as session:
        traced = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.WRITE_TO_GROUP))).one()
    assert (traced.actor, traced.changes["readers"]) == ("staff officer", [None, 3])


async def test_a_missing_language_and_the_night_are_said(desk: Desk) -> None:
    trip_id, _ = await next_trip(desk.database)
    await household(desk.database, 911, trip_id, 1)
    desk.now = desk.now.replace(hour=4)  # in the night of Québec
    data = {"group": "seats", "trip": trip_id, "text_en": "Bring warm clothes."}
    async with desk.client(Role.TRIP_LEAD) as client:
        shown = (await client.post(SEND, headers=OURS, data=data)).text
        assert "The French text is missing" in shown
        assert "Bring warm clothes." in shown
        assert "It is night in Québec" in shown
        for wrong, why in (
            ({"group": "friends"}, "Choose who gets"), ({"text_en": " "}, "Write the message"),
            ({"text_en": "a" * 1501}, "letters at most"), ({"trip": "nowhere"}, "Choose a trip"),
            ({"group": "line"}, "Nobody is in this group"), ({"group": "trade"}, "Nobody is in this group"),
        ):  # fmt: skip
            answer = await client.post(SEND, headers=OURS, data=data | wrong)
            assert (answer.status_code, why in answer.text) == (400, True), wrong


async def test_who_came_and_who_was_absent_are_groups_on_the_day_itself(desk: Desk) -> None:
    trip_id, departs = await next_trip(desk.database)
    there = await household(desk.database, 921, trip_id, 1)
    await household(desk.database, 922, trip_id, 1)
    desk.now = departs - timedelta(minutes=20)
    data = {"trip": trip_id, "text_fr": "Merci.", "text_en": "Thank you."}
    async with desk.client(Role.TRIP_LEAD) as client:
        await client.post(f"/console/trips/{trip_id}/check-in", headers=OURS, data={"code": there.code})
        desk.now = departs + timedelta(minutes=5)
        for group in ("came", "absent"):
            shown = (await client.post(SEND, headers=OURS, data=data | {"group": group})).text
            assert "To 1 person" in shown
            done = await client.post(SEND, headers=OURS, data=hidden(shown))
            assert done.status_code == 303
    by_reader = {each.candidate_id for each in await notices(desk)}
    assert len(by_reader) == 2
