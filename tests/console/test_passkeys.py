"""Passkeys: what asks for one, and a device that makes and shows one in a real browser."""

import os

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from bot.console.application import PAGES
from bot.db.models import AuditRow, PasskeyRow, StaffRow
from bot.programme import access, passkeys, sign_in
from bot.programme.access import Officer, ProofMissing, Role, Task
from bot.programme.audit import Action
from bot.programme.passkeys import FRESH, NotProven, Place, TooLateForFirst

from .conftest import CHROMIUM, OURS, Desk
from .test_signing_in import FORM, address_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
in_a_browser = pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine")
PLACE = Place("console.example", "https://console.example")
DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
          "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PRIVACY, Role.ADMINISTRATOR])
async def test_papers_people_and_registers_open_with_a_passkey_alone(desk: Desk, role: Role) -> None:
    asked = {Task.PAPERS, Task.TEAM, Task.PRIVACY}
    async with desk.client() as client:
        client.cookies.set("session", await desk.by_link(role))
        for method, path, _, task in PAGES:
            if path.endswith("events") or not access.may(role, task):
                continue
            response = await client.request(method, address_of(path), headers={**OURS, **FORM})
            if task not in asked:
                assert response.status_code != 403, path
            elif method == "GET":
                assert response.headers["location"].startswith("/console/passkeys?back="), path
            else:
                assert (response.status_code, "Nothing was done" in response.text) == (403, True), path


async def session_of(desk: Desk, role: Role) -> tuple[Officer, str]:
    async with desk.database.reading() as session:
        known = await sign_in.who(session, await desk.by_link(role), desk.now)
    assert known is not None
    return known[0], known[1]


async def test_the_first_is_added_right_after_the_link_and_an_answer_to_nothing_proves_nothing(desk: Desk) -> None:
    officer, here = await session_of(desk, Role.OFFICER)
    assert not officer.proved
    async with desk.database.transaction() as session:
        for answer in ("", "{}", "no", '{"id": "x"}'):
            with pytest.raises(NotProven):
                await passkeys.make(session, officer, here, PLACE, answer, "x", desk.now)
            with pytest.raises(NotProven):
                await passkeys.show(session, officer, here, PLACE, answer, desk.now)
        with pytest.raises(TooLateForFirst):
            await passkeys.ask_to_make(session, officer, here, PLACE, desk.now + FRESH)
        session.add(
            PasskeyRow(id="k", staff_id=officer.id, credential=b"k", public_key=b"k", signed=0, name="K",
                       made_at=desk.now)
        )  # fmt: skip
        await session.flush()
        for work in (
            passkeys.ask_to_make(session, officer, here, PLACE, desk.now),
            passkeys.revoke(session, officer, here, "k", desk.now),
        ):
            with pytest.raises(ProofMissing):
                await work


async def test_who_lost_every_device_begins_anew(desk: Desk) -> None:
    officer, _ = await session_of(desk, Role.OFFICER)
    async with desk.database.transaction() as session:
        session.add(
            PasskeyRow(id="k", staff_id=officer.id, credential=b"k", public_key=b"k", signed=0, name="K",
                       made_at=desk.now)
        )  # fmt: skip
    async with desk.client(Role.ADMINISTRATOR) as chief, desk.client(Role.OFFICER) as client:
        assert "Lost every device: Léa" in (await chief.get("/console/team")).text
        assert (await chief.post(f"/console/team/{officer.id}/passkeys", headers=OURS)).status_code == 303
        assert (await chief.post("/console/team/nobody/passkeys", headers=OURS)).status_code == 404
        assert (await client.get("/console/")).headers["location"] == "/console/door", "signed out"
    async with desk.database.reading() as session:
        assert (await session.scalars(select(PasskeyRow))).all() == []


async def with_device(browser: Browser, url: str, cookie: str) -> tuple[BrowserContext, Page]:
    """A window of a browser with a device of its own, which says yes to everything."""
    context = await browser.new_context(locale="en-CA", viewport={"width": 390, "height": 844})
    await context.add_cookies([{"name": "session", "value": cookie, "url": url}])
    page = await context.new_page()
    cdp = await context.new_cdp_session(page)
    await cdp.send("WebAuthn.enable")
    await cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return context, page


async def usable(page: Page) -> None:
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@in_a_browser
async def test_a_device_makes_a_passkey_shows_it_and_another_device_does_not(shared: Desk, browser: Browser) -> None:
    url = shared.url.replace("127.0.0.1", "localhost")
    context, page = await with_device(browser, url, await shared.by_link(Role.ADMINISTRATOR))
    await page.goto(f"{url}/team")
    await expect(page).to_have_url(f"{url}/passkeys?back=%2Fteam")
    await usable(page)
    await page.get_by_label("Name, to know it by").fill("Phone <1>")
    await page.get_by_role("button", name="Add a passkey").press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Team")

    await context.add_cookies([{"name": "session", "value": await shared.by_link(Role.ADMINISTRATOR), "url": url}])
    await page.goto(f"{url}/data-requests")
    await expect(page.get_by_text("Phone <1>")).to_be_visible()
    await usable(page)
    await page.get_by_role("button", name="Use a passkey").press("Enter")
    await expect(page).to_have_url(f"{url}/data-requests")

    stranger, other = await with_device(browser, url, await shared.by_link(Role.ADMINISTRATOR))
    await other.goto(f"{url}/team")
    await other.get_by_role("button", name="Use a passkey").click()
    await expect(other.get_by_text("knows no passkey of yours")).to_be_visible()
    await stranger.close()

    await page.goto(f"{url}/passkeys")
    await page.get_by_label("Name of Phone <1>").fill("Old phone")
    await page.get_by_role("button", name="Rename").click()
    await expect(page.get_by_label("Name of Old phone")).to_be_visible()
    await page.get_by_role("button", name="Remove Old phone").click()
    await expect(page.get_by_role("heading", name="Add a passkey")).to_be_visible()
    await context.close()
    async with shared.database.reading() as session:
        chief = await session.scalar(select(StaffRow.id).where(StaffRow.role == Role.ADMINISTRATOR))
        done = await session.scalars(select(AuditRow.action).where(AuditRow.actor == chief).order_by(AuditRow.id))
        kept = (await session.scalars(select(PasskeyRow))).all()
    assert [each for each in done if "passkey" in each] == [
        Action.MAKE_PASSKEY, Action.SHOW_PASSKEY, Action.REVOKE_PASSKEY
    ]  # fmt: skip
    assert kept == []


@in_a_browser
async def test_an_address_of_numbers_leads_to_the_one_by_name(shared: Desk, browser: Browser) -> None:
    context, page = await with_device(browser, shared.url, await shared.by_link(Role.OFFICER))
    await page.goto(f"{shared.url}/passkeys")
    await expect(page.get_by_text("Sign in at http://localhost:")).to_be_visible()
    await context.close()
