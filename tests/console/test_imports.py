"""Files imported in the browser: looked at, decided on, taken, taken back."""

import re

import httpx
import pytest
from sqlalchemy import select, update

from bot.base import retention_periods
from bot.base.terms import World
from bot.console.imports import guessed
from bot.db.models import AuditRow, DraftRow, EmployerRow, IdentityRow
from bot.importing.lines import Unknown
from bot.programme import drafts
from bot.programme.access import Role
from bot.programme.audit import Action

from .conftest import OURS, Desk

HEADINGS = "Nom;Ville;Présentation;Téléphone d'affaires"


@pytest.fixture
async def real(desk: Desk) -> Desk:
    """A console whose employers are nobody's demonstration."""
    async with desk.database.transaction() as session:
        await session.execute(update(EmployerRow).values(demonstration=False))
    return desk


async def sent(client: httpx.AsyncClient, *lines: str, kind: str = "employers") -> httpx.Response:
    """A file sent from the page."""
    file = {"file": ("liste.csv", "\n".join(lines).encode(), "text/csv")}
    return await client.post("/console/imports/send", headers=OURS, data={"kind": kind}, files=file)


async def named(desk: Desk, name: str) -> list[EmployerRow]:
    async with desk.database.reading() as session:
        return list(await session.scalars(select(EmployerRow).where(EmployerRow.name == name)))


def mark_in(page: str) -> dict[str, str]:
    """What the button "Import" sends."""
    return {"mark": re.findall(r'name="mark" value="(\w+)"', page)[0]}


async def test_a_file_is_looked_at_decided_on_imported_and_taken_back(real: Desk) -> None:
    async with real.database.reading() as session:
        there = (await session.scalars(select(EmployerRow).order_by(EmployerRow.id).limit(1))).one()
    lines = (
        HEADINGS,
        "Ferronnerie Tremblay-Dubé;Matane;Nous forgeons.;418 555-0111",
        f"{there.name};Amos;Une autre succursale.;819 555-0112",
    )
    async with real.client(Role.OFFICER) as client:
        page = (await sent(client, *lines)).headers["location"]
        shown = (await client.get(page)).text
        assert "Téléphone d&#39;affaires" in shown
        assert 'value="phone" selected' in shown, "the nearest column is proposed"
        assert f"{page}/write" not in shown, "a twin is decided about first"
        choices = {"heading": "Téléphone d'affaires", "column": "phone", "line-3": ""}
        await client.post(f"{page}/choose", headers=OURS, data=choices)
        shown = (await client.get(page)).text
        assert "418 555-0111" in shown
        assert "2 new" in shown
        assert not await named(real, "Ferronnerie Tremblay-Dubé"), "nothing is written before it is said"
        done = await client.post(f"{page}/write", headers=OURS, data=mark_in(shown))
        [new], twins = await named(real, "Ferronnerie Tremblay-Dubé"), await named(real, there.name)
        assert (new.town, new.phone) == ("Matane", "418 555-0111")
        assert len(twins) == 2
        assert (await client.get(page)).status_code == 404, "a file is imported once"
        listed = (await client.get(done.headers["location"])).text
        [number] = re.findall(r"/imports/(\d+)/take-back", listed)
        assert "Léa" in listed
        await client.post(f"/console/imports/{number}/take-back", headers=OURS)
        assert not await named(real, "Ferronnerie Tremblay-Dubé")
        again = await client.post(f"/console/imports/{number}/take-back", headers=OURS)
        assert again.status_code == 409
        assert f"There is no import {number} to take back." in again.text
    async with real.database.reading() as session:
        traced = await session.scalars(select(AuditRow.role).where(AuditRow.action == Action.IMPORT))
        assert traced.all() == [Role.OFFICER]


async def test_a_file_that_changes_nothing_has_nothing_to_import(real: Desk) -> None:
    lines = "Référence;Nom;Ville;Présentation", "b-7;Brasserie du Quai;Matane;Nous brassons."
    async with real.client(Role.OFFICER) as client:
        page = (await sent(client, *lines)).headers["location"]
        await client.post(f"{page}/write", headers=OURS, data=mark_in((await client.get(page)).text))
        again = (await sent(client, *lines)).headers["location"]
        shown = (await client.get(again)).text
    assert "There is nothing to import." in shown
    assert f"{again}/write" not in shown


async def test_a_line_that_is_somebody_who_is_there_corrects_them(real: Desk) -> None:
    async with real.database.reading() as session:
        there = (await session.scalars(select(EmployerRow).order_by(EmployerRow.id).limit(1))).one()
    async with real.client(Role.OFFICER) as client:
        lines = "Nom;Ville;Présentation;Courriel", f"{there.name};Amos;Nous scions.;rh@exemple.org"
        page = (await sent(client, *lines)).headers["location"]
        await client.post(f"{page}/choose", headers=OURS, data={"line-2": there.id})
        shown = (await client.get(page)).text
        assert "1 changed" in shown
        await client.post(f"{page}/write", headers=OURS, data=mark_in(shown))
    [row] = await named(real, there.name)
    assert (row.id, row.town, row.email) == (there.id, "Amos", "rh@exemple.org")


async def test_what_is_refused_is_named_by_line_and_nothing_is_taken(real: Desk) -> None:
    async with real.client(Role.OFFICER) as client, real.client(Role.TRIP_LEAD) as colleague:
        page = (await sent(client, HEADINGS, "Le Four;Val-d'Or;Du pain.;", "La Mie;Atlantide;Du pain.;")).headers
        shown = (await client.get(page["location"])).text
        assert "1 of 2 lines are understood" in shown
        assert "<td>3</td><td>Ville</td><td>Atlantide</td>" in shown
        assert "/write" not in shown
        assert (await client.post(f"{page['location']}/write", headers=OURS)).status_code == 409
        assert (await colleague.get(page["location"])).status_code == 404, "nobody sees another officer's file"
        headless = (await sent(client, "Truc;Machin", "Le Four;Val-d'Or")).headers["location"]
        assert "this column is missing" in (await client.get(headless)).text
        assert (await sent(client, "")).status_code == 400
        assert (await sent(client, HEADINGS, kind="people")).status_code == 400
        await client.post(f"{page['location']}/drop", headers=OURS)
        assert (await client.get(page["location"])).status_code == 404
    assert not await named(real, "Le Four")


async def test_what_is_imported_is_what_was_shown_or_nothing(real: Desk) -> None:
    async with real.client(Role.OFFICER) as client:
        page = (await sent(client, HEADINGS, "La Fonderie du Nord;Sept-Îles;Nous coulons.;")).headers["location"]
        first = mark_in((await client.get(page)).text)
        same = (await sent(client, HEADINGS, "La Fonderie du Nord;Sept-Îles;Nous moulons.;")).headers["location"]
        await client.post(f"{same}/write", headers=OURS, data=mark_in((await client.get(same)).text))
        late = await client.post(f"{page}/write", headers=OURS, data=first)
        assert late.status_code == 409
        assert "Somebody changed something meanwhile" in late.text
    [row] = await named(real, "La Fonderie du Nord")
    assert row.about == {"fr": "Nous moulons."}


async def test_a_file_is_kept_for_a_day_and_never_in_the_clear(real: Desk) -> None:
    async with real.client(Role.OFFICER) as client:
        await sent(client, HEADINGS, "La Mie;Amos;Du pain.;819 555-0113")
    async with real.database.transaction() as session:
        raw = (await session.connection()).exec_driver_sql("SELECT content FROM drafts")
        assert b"555-0113" not in bytes((await raw).scalar_one())
        await drafts.purge(session, real.now + retention_periods.PREPARED)
        assert await session.scalar(select(DraftRow.id)) is None


async def test_a_stranger_s_file_is_not_even_read(real: Desk) -> None:
    async with real.client() as client:
        assert (await sent(client, HEADINGS)).status_code == 401
    async with real.client(Role.OFFICER) as client:
        assert (await sent(client, HEADINGS, *["La Mie;Amos;Du pain.;"] * 5000)).status_code == 303, "more than a form"
        large = await client.post(
            "/console/imports/send",
            headers={**OURS, "content-length": "21000000"},
            content=b"",
            params={"kind": "trips"},
        )
        assert large.status_code == 413


async def test_the_sandbox_takes_files_and_marks_what_they_bring_as_invented(desk: Desk) -> None:
    async with desk.database.transaction() as session:
        session.add(IdentityRow(id=1, world=World.SANDBOX, check="sol"))
    async with desk.client(Role.OFFICER) as client:
        page = (await sent(client, "Nom;Ville;Présentation", "Scierie des Essais;Amos;Nous scions.")).headers[
            "location"
        ]
        await client.post(f"{page}/write", headers=OURS, data=mark_in((await client.get(page)).text))
    [new] = await named(desk, "Scierie des Essais")
    assert new.demonstration


def test_no_two_headings_are_guessed_to_be_one_column() -> None:
    unknown = [
        Unknown("Tél. au bureau", "téléphone", "phone"),
        Unknown("Zone", "phone", "phone"),
        Unknown("Rue", "", ""),
    ]
    assert guessed(unknown, {}) == {"Tél. au bureau": "phone", "Zone": "", "Rue": ""}
    assert guessed(unknown[1:], {"Tél. au bureau": "phone"}) == {"Zone": "", "Rue": ""}
