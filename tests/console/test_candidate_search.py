"""Candidates are found by code, name, trade, region or distance, and by what they wait for; lists are kept by name."""

import re
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.base.terms import ANYWHERE, Field, Language, Trade, Wish
from bot.db.models import AuditRow, CandidateRow, HandoverRow, MeetingRow, SavedSearchRow
from bot.programme import (
    candidate_search,
    candidates,
    interests,
    profiles,
    requests,
    saved_searches,
    seats,
    trips,
)
from bot.programme.access import Role
from bot.programme.access_reasons import ReadReason
from bot.programme.audit import Action
from bot.programme.candidate_search import Search, Waits
from bot.programme.candidates import Consent
from bot.programme.open_vacancies import OpenVacancies
from bot.programme.profiles import FIELDS
from tests.console.test_candidates import COOK, LEA, WELDER, somebody
from tests.rows import row_of

from .conftest import KNOWLEDGE, OURS, RULES, Desk


async def found(desk: Desk, wanted: Search) -> list[str]:
    async with desk.database.transaction() as session:
        return [each.conversation for each in (await candidate_search.search(session, LEA, wanted, desk.now)).people]


async def test_people_are_found_by_code_trade_and_region(desk: Desk) -> None:
    welder = await somebody(desk, 50, WELDER, "01")
    cook = await somebody(desk, 51, COOK, ANYWHERE)
    async with desk.database.transaction() as session:
        await candidates.meet(session, 52, Language.FRENCH, desk.now)  # agreed to nothing
        row = await candidates.of_conversation(session, cook.conversation)
        assert row is not None
        await profiles.wish(session, row, Wish.TRADES, (Trade(WELDER),), desk.now)
        trip = (await trips.coming(session, desk.now))[0]
        trip.seats = trip.taken + 2
        seat = await row_of(session, await seats.register(session, row, trip.id, 1, desk.now))
    assert await found(desk, Search()) == [cook.conversation, welder.conversation]
    assert await found(desk, Search(occupation=WELDER)) == [cook.conversation, welder.conversation]
    assert await found(desk, Search(occupation=COOK)) == [cook.conversation]
    assert await found(desk, Search(region="01")) == [cook.conversation, welder.conversation]
    assert await found(desk, Search(region="02", occupation=WELDER)) == [cook.conversation]
    assert await found(desk, Search(code=welder.conversation[:4])) == [welder.conversation]
    assert await found(desk, Search(code=seat.code.upper())) == [cook.conversation]
    assert await found(desk, Search(code="%")) == []


async def test_who_talks_with_an_officer_is_in_the_list_without_having_agreed(desk: Desk) -> None:
    await desk.signed_in(Role.OFFICER)
    async with desk.database.transaction() as session:
        stranger = await candidates.meet(session, 64, Language.FRENCH, desk.now)
        until = desk.now + timedelta(minutes=30)
        held = HandoverRow(candidate_id=stranger.id, staff_id="staff officer", taken_at=desk.now, until=until)
        session.add(held)
    assert await found(desk, Search()) == [stranger.conversation]
    desk.now = until
    assert await found(desk, Search()) == [], "the assistant has it again, and nobody was asked for"


async def test_people_are_found_by_what_they_wait_for(desk: Desk) -> None:
    person, employer, neither = [await somebody(desk, chat) for chat in (60, 61, 62)]
    async with desk.database.transaction() as session:
        asked, agreed, finished = [await session.get_one(CandidateRow, each.id) for each in (person, employer, neither)]
        stranger = await candidates.meet(session, 63, Language.FRENCH, desk.now)
        for each in (asked, stranger):  # who has agreed to nothing may ask too
            await requests.ask_for_a_person(session, each, desk.now)
        ranking = await OpenVacancies(RULES).ranking(session, profiles.Profile(), desk.now)
        await interests.express_interest(session, agreed, min(ranking.vacancies), desk.now)
        for field in FIELDS:
            await profiles.skip(session, finished, field, desk.now)
    assert await found(desk, Search(waits=Waits.PERSON)) == [stranger.conversation, person.conversation]
    assert await found(desk, Search(waits=Waits.EMPLOYER)) == [employer.conversation]
    assert await found(desk, Search(waits=Waits.SEAT)) == []
    assert await found(desk, Search(waits=Waits.CALL)) == []
    await desk.signed_in(Role.OFFICER)
    async with desk.database.transaction() as session:
        session.add(
            MeetingRow(
                id="m", staff_id="staff officer", starts_at=desk.now, minutes=30, candidate_id=neither.id, notes=None
            )
        )
    assert await found(desk, Search(waits=Waits.CALL)) == [neither.conversation]
    assert await found(desk, Search(waits=Waits.PROFILE)) == [employer.conversation, person.conversation]


async def test_a_list_that_is_too_long_says_so(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        for chat in range(1000, 1001 + candidate_search.MOST_LISTED):
            row = await candidates.meet(session, chat, Language.FRENCH, desk.now)
            candidates.decide_consent(session, row, Consent.GIVEN, desk.now)
    async with desk.client(Role.OFFICER) as client:
        assert "narrow the search" in (await client.get("/console/candidates")).text
    async with desk.database.reading() as session:
        found = await candidate_search.search(session, LEA, Search(), desk.now, most=2, at_once=1)
    assert (len(found.people), found.more) == (2, True)


async def test_a_list_is_kept_under_a_name_for_its_officer(desk: Desk) -> None:
    mine, cook = await somebody(desk, 87, WELDER, "01"), await somebody(desk, 88, COOK, "02")
    async with desk.client(Role.OFFICER) as client, desk.client(Role.ADMINISTRATOR) as other:
        path = f"/console/candidates/{mine.conversation}"
        await client.post(f"{path}/open", headers=OURS, data={"reason": ReadReason.FOLLOW_UP})
        await client.post(f"{path}/note", headers=OURS, data={"words": "Rappeler", "day": ""})
        shown = (await client.get("/console/candidates?mine=1")).text
        assert (path in shown, cook.conversation in shown) == (True, False)
        wanted = {"trade": COOK, "region": "02", "waits": "wonders", "called": "Cuisine <Lac>"}
        kept = await client.post("/console/searches", headers=OURS, data=wanted)
        assert kept.headers["location"] == f"/console/candidates?trade={COOK}&region=02"
        assert (await client.post("/console/searches", headers=OURS, data={**wanted, "called": " "})).status_code == 400
        shown = (await client.get(kept.headers["location"])).text
        assert ("Cuisine &lt;Lac&gt;" in shown, cook.conversation in shown, path in shown) == (True, True, False)
        [search] = re.findall(r"/searches/([^/]+)/remove", shown)
        assert "Cuisine" not in (await other.get("/console/candidates")).text
        assert (await other.post(f"/console/searches/{search}/remove", headers=OURS)).status_code == 404
        assert (await client.post(f"/console/searches/{search}/remove", headers=OURS)).status_code == 303
        assert "Cuisine" not in (await client.get("/console/candidates")).text


async def test_people_are_found_by_how_far_from_a_town_they_would_live(desk: Desk) -> None:
    anywhere = await somebody(desk, 90, WELDER, ANYWHERE)
    named, other, region, far = [await somebody(desk, chat, COOK, "02") for chat in (91, 92, 93, 94)]
    towns = {each.label: each.code for each in KNOWLEDGE.towns.values()}
    async with desk.database.transaction() as session:
        for who, town in ((named, "Dolbeau-Mistassini"), (other, "Saguenay")):
            row = await session.get_one(CandidateRow, who.id)
            await profiles.wish(session, row, Wish.TOWNS, (towns[town],), desk.now)
        row = await session.get_one(CandidateRow, far.id)
        await profiles.answer(session, row, Field.REGIONS, ("11",), desk.now)
    async with desk.client(Role.OFFICER) as client:
        shown = (await client.get("/console/candidates?town=roberval&km=60")).text
        within = {each for each in (anywhere, named, other, region, far) if each.conversation in shown}
        assert within == {anywhere, named, region}, "Saguenay is farther; whoever named no town would live here too"
        assert 'value="Roberval"' in shown
        kept = await client.post(
            "/console/searches", headers=OURS, data={"town": towns["Roberval"], "km": "100", "called": "Autour du lac"}
        )
        assert kept.headers["location"] == f"/console/candidates?town={towns['Roberval']}&km=100"
        assert other.conversation in (await client.get(kept.headers["location"])).text
        assert "Autour du lac" in (await client.get("/console/candidates")).text
        refused = await client.get("/console/candidates?town=Atlantis")
        assert (refused.status_code, "whole name" in refused.text) == (400, True)


async def test_people_are_found_by_their_name_or_number_where_one_is_known(desk: Desk) -> None:
    named, reached, other = [await somebody(desk, chat, COOK) for chat in (101, 102, 103)]
    async with desk.database.transaction() as session:
        (await session.get_one(CandidateRow, named.id)).called = "Zoé Tremblay-Nguyễn"
        (await session.get_one(CandidateRow, reached.id)).phone = "514 555-0137"
    assert await found(desk, Search(name="zoe trem")) == [named.conversation]
    assert await found(desk, Search(name="(514) 555 0137")) == [reached.conversation]
    assert await found(desk, Search(name="+1 514 555-0137")) == [reached.conversation]
    for words in ("Nguyen Zoé", "tremblay nguyen", "Tremblay-Nguyen zoe", "Zoé Tremblay-Nguyễn"):
        assert await found(desk, Search(name=words)) == [named.conversation], words
    async with desk.database.transaction() as session:
        (await session.get_one(CandidateRow, other.id)).called = "Seán O’Brien"
        (await session.get_one(CandidateRow, other.id)).phone = "1 418 555 0199"
    for words in ("O'Brien", "o brien sean", "418 555-0199"):
        assert await found(desk, Search(name=words)) == [other.conversation], words
    assert await found(desk, Search(name="514")) == [], "three digits are in too many numbers"
    assert await found(desk, Search(name="zoe", occupation=WELDER)) == []
    async with desk.client(Role.OFFICER) as client:
        shown = (await client.post("/console/candidates", headers=OURS, data={"name": "Tremblay"})).text
        everybody = (await client.get("/console/candidates?name=Tremblay")).text
        far = await client.post("/console/candidates", headers=OURS, data={"name": " ", "trade": COOK, "town": ""})
        wrong = await client.post("/console/candidates", headers=OURS, data={"name": "Zoé", "town": "Atlantis"})
    assert (named.conversation in shown, other.conversation in shown) == (True, False)
    assert "Zoé" not in shown, "the list names nobody"
    assert "Keep this list as" not in shown, "for a name alone there is no list to keep"
    assert other.conversation in everybody, "a name in an address is not looked for: it would stay in the browser"
    assert far.headers["location"] == f"/console/candidates?trade={COOK}"
    assert wrong.status_code == 400


async def test_a_kept_list_holds_nobodys_name(desk: Desk) -> None:
    async with desk.client(Role.OFFICER) as client:
        shown = (await client.post("/console/candidates", headers=OURS, data={"name": "Zoé", "trade": COOK})).text
        kept = await client.post("/console/searches", headers=OURS, data={"name": "Zoé", "trade": COOK, "called": "A"})
    assert "No list keeps the name" in shown
    assert 'type="hidden" name="name"' not in shown
    assert kept.headers["location"] == f"/console/candidates?trade={COOK}"
    async with desk.database.transaction() as session:
        await saved_searches.keep(
            session, replace(LEA, id="staff officer"), "B", Search(name="514 555-0137", occupation=COOK)
        )
    async with desk.database.reading() as session:
        assert {str(each) for each in await session.scalars(select(SavedSearchRow.wanted))} == {
            str({"occupation": COOK})
        }


async def test_a_search_by_name_leaves_a_line_in_the_trail_without_the_words(desk: Desk) -> None:
    named, _ = [await somebody(desk, chat, COOK) for chat in (106, 107)]
    async with desk.database.transaction() as session:
        (await session.get_one(CandidateRow, named.id)).called = "Zoé Tremblay"
    async with desk.client(Role.OFFICER) as client:
        await client.post("/console/candidates", headers=OURS, data={"name": "Tremblay"})
        await client.post("/console/candidates", headers=OURS, data={"name": "Gauvreau"})
        await client.get(f"/console/candidates?trade={COOK}")
    async with desk.database.reading() as session:
        rows = (await session.scalars(select(AuditRow).where(AuditRow.action == Action.SEARCH_BY_NAME))).all()
        assert [(row.actor, row.changes) for row in rows] == [
            ("staff officer", {"found": [None, named.conversation]}), ("staff officer", {"found": [None, ""]}),
        ]  # fmt: skip
        assert not any("Tremblay" in str(row.changes) + row.subject for row in rows)


async def test_a_list_with_a_town_that_there_is_not_is_not_kept(desk: Desk) -> None:
    async with desk.client(Role.OFFICER) as client:
        refused = await client.post("/console/searches", headers=OURS, data={"town": "Atlantis", "called": "Ma liste"})
        assert (refused.status_code, "nothing was kept" in refused.text) == (400, True)
        assert "Ma liste" not in (await client.get("/console/candidates")).text
