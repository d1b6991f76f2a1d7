"""A change of a fact: written, seen in both languages, reviewed by somebody else, in force at once."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select

from bot.answers.turn import Library
from bot.app.changed_facts import ChangedFacts
from bot.base.terms import Language
from bot.db.models import AuditRow
from bot.knowledge.amending import fact_of
from bot.programme.access import Role
from bot.programme.audit import Action
from bot.programme.open_vacancies import OpenVacancies

from .conftest import KNOWLEDGE, OURS, RULES, Desk

FACT = "region 08 housing#1"
FORM = {
    "id": FACT,
    "text_fr": "À Amos, <trois> logements sur cent sont libres.",
    "text_en": "In Amos, <three> homes in a hundred are vacant.",
    "title_fr": "Ville d’Amos", "title_en": "Town of Amos", "url": "https://amos.example/logement",
    "as_of": "2026-02", "read_on": "2026-03-01", "why": "La page a changé.",
}  # fmt: skip


def library() -> Library:
    return Library(KNOWLEDGE, OpenVacancies(RULES), lambda: pytest.fail("nothing looks for an answer here"))


async def written(client: AsyncClient, **others: str) -> Response:
    return await client.post("/console/knowledge/fact", headers=OURS, data={**FORM, **others})


async def test_one_writes_another_reviews_and_candidates_read_it_without_a_restart(desk: Desk) -> None:
    shared: Any = SimpleNamespace(knowledge=KNOWLEDGE, library=library())
    taken_in = ChangedFacts(desk.database, shared)
    async with desk.client(Role.OFFICER) as lea, desk.client(Role.TRIP_LEAD) as omar:
        await taken_in.look()
        found = (await lea.get("/console/knowledge", params={"find": "vacant homes"})).text
        assert "/console/knowledge/fact?id=region%20" in found
        form = (await lea.get("/console/knowledge/fact", params={"id": FACT})).text
        assert fact_of(KNOWLEDGE, FACT).source.url in form
        address = (await written(lea)).headers["location"]
        shown = (await lea.get(address)).text
        assert shown.count("&lt;trois&gt;") >= 3, "before it stands, as one fact and on its card"
        assert ("This is what Town of Amos says, as of February 2026" in shown, "Put it in force" in shown) == (
            True,
            False,
        )
        await taken_in.look()
        assert fact_of(shared.library.knowledge, FACT) == fact_of(KNOWLEDGE, FACT)
        assert (await lea.post(f"{address}/put-in-force", headers=OURS)).status_code == 403

        assert "Put it in force" in (await omar.get(address)).text
        file = await omar.get(f"{address}/file.yaml")
        assert ("<trois>" in file.text, "regions-08.yaml" in file.headers["content-disposition"]) == (True, True)
        assert (await omar.post(f"{address}/put-in-force", headers=OURS)).status_code == 303
        assert (await omar.post(f"{address}/put-in-force", headers=OURS)).status_code == 404, "decided already"
        await taken_in.look()
        now = fact_of(shared.library.knowledge, FACT)
        assert (now.text[Language.FRENCH], now.source.url, now.as_of) == (FORM["text_fr"], FORM["url"], FORM["as_of"])
        assert "&lt;three&gt;" in (await omar.get("/console/knowledge", params={"find": "three homes"})).text

        assert (await lea.post(f"{address}/withdraw", headers=OURS)).status_code == 403, "it is in force"
        assert (await omar.post(f"{address}/withdraw", headers=OURS)).status_code == 303
        await taken_in.look()
        assert fact_of(shared.library.knowledge, FACT) == fact_of(KNOWLEDGE, FACT)
    async with desk.database.reading() as session:
        done = await session.scalars(select(AuditRow.action).where(AuditRow.changes.is_not(None)).order_by(AuditRow.id))
        facts = [each for each in done if each in {Action.WRITE_FACT, Action.PUT_FACT_IN_FORCE, Action.WITHDRAW_FACT}]
    assert facts == [Action.WRITE_FACT, Action.PUT_FACT_IN_FORCE, Action.WITHDRAW_FACT]


async def test_nobody_reviews_what_they_wrote_and_what_is_missing_is_said(desk: Desk) -> None:
    async with desk.client(Role.TRIP_LEAD) as omar, desk.client(Role.ADMINISTRATOR) as chief:
        for wrong, said in (
            ({"text_en": " "}, "Write the fact in both languages"),
            ({"why": ""}, "and why it changes"),
            ({"text_fr": "Un. Deux.", "text_en": "One. Two."}, "Write one sentence"),
            ({"url": "http://amos.example"}, "does not fit"),
            ({"as_of": "hier"}, "does not fit"),
            ({"read_on": "x"}, "on which day"),
            ({"read_on": str(desk.now.date() + timedelta(days=2))}, "still to come"),
        ):
            answer = await written(omar, **wrong)
            assert (answer.status_code, said in answer.text) == (400, True), wrong
            assert "La page a chang" in answer.text or "why" in wrong, "what was written is kept"
        assert (await written(omar, id="region 08 nothing#1")).status_code == 404
        first = (await written(omar)).headers["location"]
        answer = await omar.post(f"{first}/put-in-force", headers=OURS)
        assert (answer.status_code, "Somebody else has to review" in answer.text) == (409, True)
        second = (await written(omar, text_fr="À Amos, 4 logements sur cent.", text_en="In Amos, 3 homes.")).headers[
            "location"
        ]
        assert "taken back" in (await omar.get(first)).text, "one of one’s own takes the other’s place"
        assert "Only one of the languages has: 3, 4" in (await chief.get(second)).text
        assert (await chief.post(f"{second}/refuse", headers=OURS)).status_code == 303
        assert "refused" in (await omar.get("/console/knowledge")).text


async def test_of_two_changes_of_one_fact_the_second_is_written_anew(desk: Desk) -> None:
    async with (
        desk.client(Role.OFFICER) as lea,
        desk.client(Role.TRIP_LEAD) as omar,
        desk.client(Role.ADMINISTRATOR) as chief,
    ):
        first = (await written(lea)).headers["location"]
        second = (await written(omar, why="Autrement")).headers["location"]
        assert (await chief.post(f"{first}/put-in-force", headers=OURS)).status_code == 303
        answer = await chief.post(f"{second}/put-in-force", headers=OURS)
        assert (answer.status_code, "Write the change anew" in answer.text) == (409, True)
