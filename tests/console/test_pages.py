"""Every page in a real browser: usable by everybody, in both languages, on a phone and on a desk."""

import os
import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select, update

from bot.base.terms import Language
from bot.db.models import EmployerRow, MeetingRow
from bot.importing import desk as imports
from bot.importing.columns import Kind
from bot.planning import day_board
from bot.programme import amendments, candidates, drafts, handover, requests, saved_replies, transcript, trips
from bot.programme.access import Officer, Role
from bot.programme.amendments import Written
from bot.programme.candidates import Consent
from bot.programme.drafts import DraftKind
from bot.programme.transcript import Author

from .conftest import CHROMIUM, KNOWLEDGE, RULES, Desk
from .test_fact_changes import FACT
from .test_interview_day import TRIP, travel
from .test_preselection import somebody as suited

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
LANGUAGES = ("fr", "en")
SIZES = {"phone": (390, 844), "desk": (1280, 800)}
LOOKED_AT_BY_AXE = {("fr", "phone"), ("en", "desk")}  # each language and each size; all four take twice as long
AT_THE_DOOR = ("/door", "/in/nothing")
INSIDE = (
    "/",
    "/candidates",
    "/reminders",
    "/meetings",
    "/meetings?whose=all",
    "/employers",
    "/employers/new",
    "/trips/new",
    "/figures",
    "/conversations",
    "/opinions",
    "/agreements",
    "/not-understood",
    "/trips",
    "/team",
    "/sessions",
    "/passkeys",
    "/program",
    "/replies",
    "/processes",
    "/knowledge",
    "/audit",
    "/data-requests",
    "/incidents",
    "/retention",
    "/consents",
    "/help",
    "/tour",
)


async def context_of(browser: Browser, desk: Desk, language: str, size: str, role: Role | None) -> BrowserContext:
    """A browser's window, of an officer with this role."""
    width, height = SIZES[size]
    context = await browser.new_context(viewport={"width": width, "height": height}, locale=f"{language}-CA")
    if role is not None:
        await context.add_cookies([{"name": "session", "value": await desk.signed_in(role), "url": desk.url}])
    return context


def errors_of(page: Page) -> list[str]:
    """What goes wrong on a page from now on: errors of scripts, what the policy refuses."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.extend([said.text] if said.type == "error" else []))
    return found


async def look_at(page: Page, url: str, language: str, size: str, *paths: str) -> None:
    """Open pages: in the language, without a finding, none wider than the screen."""
    broken = errors_of(page)
    for path in paths:
        await page.goto(url + path)
        if folder := os.environ.get("SCREENSHOTS"):
            name = re.sub(r"[^\w-]+", "-", path.strip("/")) or "today"
            await page.screenshot(path=f"{folder}/{name}-{language}-{size}.png", full_page=True)
        assert await page.get_attribute("html", "lang") == language
        if (language, size) in LOOKED_AT_BY_AXE:
            found = await Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path
    assert [each for each in broken if "404" not in each] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_can_be_used_by_everybody(shared: Desk, browser: Browser, language: str, size: str) -> None:
    inside = await context_of(browser, shared, language, size, Role.ADMINISTRATOR)
    outside = await context_of(browser, shared, language, size, None)
    async with shared.database.reading() as session:
        coming = await trips.find(session, (await trips.coming(session, shared.now))[0].id)
        trip, employer = f"/trips/{coming.id}", f"/employers/{coming.employers[0].id}"
    person = f"/candidates/{await somebody(shared, 310, 'Bonjour', asks=True)}"
    forms = [f"{person}/correct/{field}" for field in ("spoken_languages", "household")]
    forms += [f"{trip}/change", f"{employer}/change", f"{employer}/vacancies/new"]
    for context, paths in ((outside, AT_THE_DOOR), (inside, (*INSIDE, trip, f"{trip}/roll", employer, person, *forms))):
        await look_at(await context.new_page(), shared.url, language, size, *paths)
        await context.close()


async def test_a_newcomer_enters_by_the_keyboard_alone(shared: Desk, browser: Browser) -> None:
    context = await context_of(browser, shared, "en", "desk", None)
    page = await context.new_page()
    await page.goto(f"{shared.url}/")
    assert page.url.endswith("/door")
    for _ in range(10):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent.trim()") == "Enter as the demonstration officer":
            break
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{shared.url}/")
    await page.get_by_role("link", name="Program").click()
    await page.get_by_role("link", name="Team").click()
    assert await page.get_by_role("heading", level=1).inner_text() == "Team"
    await page.get_by_role("button", name="Sign out").click()
    await page.goto(f"{shared.url}/team")
    assert page.url.endswith("/door")
    await context.close()


@pytest.mark.parametrize(("language", "size"), [("fr", "phone"), ("en", "desk")])
async def test_a_file_a_day_and_a_message_can_be_worked_on_by_everybody(
    shared: Desk, browser: Browser, language: str, size: str
) -> None:
    trip, file = await a_day_and_a_file(shared)
    context = await context_of(browser, shared, language, size, Role.ADMINISTRATOR)
    page = await context.new_page()
    change = await a_change(shared)
    paths = (
        f"/knowledge/fact?id={quote(FACT)}",
        change,
        "/knowledge?find=loyer",
        "/imports",
        file,
        "/messages",
        await an_interview(shared),
        "/meetings?week=2026-03-02",
        f"{trip}/preselection",
        f"{trip}/change",
        f"{trip}/day",
        f"{trip}/day?by=employer",
    )
    await look_at(page, shared.url, language, size, *paths)
    await page.goto(f"{shared.url}{trip}/change")
    await page.locator("#meeting_point").fill("Gare maritime")
    await page.locator("form button.primary").first.click()
    await expect(page.get_by_text("Gare maritime").first).to_be_visible()
    assert (await Axe().run(page)).violations_count == 0
    if folder := os.environ.get("SCREENSHOTS"):
        await page.screenshot(path=f"{folder}/confirm-{language}-{size}.png", full_page=True)
    await context.close()


async def an_interview(desk: Desk) -> str:
    """An interview that the administrator has held with somebody whom a trip suits; a free moment beside it."""
    suits = await suited(desk, 601)
    await suited(desk, 602)
    await desk.signed_in(Role.ADMINISTRATOR)
    async with desk.database.transaction() as session:
        if await session.get(MeetingRow, "held") is None:
            staff_id = f"staff {Role.ADMINISTRATOR}"[:16]
            for name, hours, who in (("held", -2, suits.id), ("free", 20, None), ("other", 21, None)):
                starts = desk.now + timedelta(hours=hours)
                session.add(MeetingRow(id=name, staff_id=staff_id, starts_at=starts, minutes=30, candidate_id=who))
    return "/meetings/held"


async def a_change(desk: Desk) -> str:
    """A change of a fact that waits for review."""
    written = Written(
        {Language.FRENCH: "À Amos, 3 logements sur 100 sont libres.", Language.ENGLISH: "In Amos, 4 homes are vacant."},
        {Language.FRENCH: "Ville d’Amos", Language.ENGLISH: "Town of Amos"}, "https://amos.example/logement", "2026",
        desk.now.date(), "La page a changé.",
    )  # fmt: skip
    officer = Officer(f"staff {Role.OFFICER}"[:16], "Omar", Role.OFFICER)
    await desk.signed_in(Role.OFFICER)
    async with desk.database.transaction() as session:
        change = await amendments.propose(session, officer, KNOWLEDGE, FACT, written, desk.now)
    return f"/knowledge/changes/{change}"


async def a_day_and_a_file(desk: Desk) -> tuple[str, str]:
    """The administrator looks at a file, and proposes the day of a trip with travellers: where both are shown."""
    officer = Officer(f"staff {Role.ADMINISTRATOR}"[:16], "Léa", Role.ADMINISTRATOR)
    await desk.signed_in(Role.ADMINISTRATOR)
    async with desk.database.transaction() as session:
        await session.execute(update(EmployerRow).values(demonstration=False))
        taken = await session.scalar(select(EmployerRow.name).order_by(EmployerRow.id).limit(1))
        lines = f"Nom;Ville;Présentation;Tél. au bureau;Zone\n{taken};Amos;Nous scions.;819 555-0112;1\n"
        draft = await imports.upload(session, officer, Kind.EMPLOYERS, "liste.csv", lines.encode(), desk.now)
    if await drafted(desk, officer) is None:
        await travel(desk)
        async with desk.database.transaction() as session:
            plan = await day_board.planned(session, officer, TRIP, RULES, desk.now)
            await day_board.propose(session, officer, TRIP, plan, day_board.nearest(plan).interviews, desk.now)
    return f"/trips/{TRIP}", f"/imports/{draft}"


async def drafted(desk: Desk, officer: Officer) -> drafts.Draft | None:
    async with desk.database.reading() as session:
        return await drafts.latest(session, officer, DraftKind.TIMETABLE, TRIP, desk.now)


async def somebody(desk: Desk, chat: int, *words: str, asks: bool = False) -> str:
    """The conversation of somebody who agreed, wrote this, and perhaps asks for a person."""
    async with desk.database.transaction() as session:
        candidate = await candidates.meet(session, chat, Language.FRENCH, desk.now)
        candidates.decide_consent(session, candidate, Consent.GIVEN, desk.now)
        for each in words:
            await transcript.keep(session, candidate, Author.CANDIDATE, each, desk.now, ["climate:11"])
        if asks:
            await requests.ask_for_a_person(session, candidate, desk.now)
    return candidate.conversation


async def test_an_officer_takes_over_answers_and_hands_back(shared: Desk, browser: Browser) -> None:
    conversation = await somebody(shared, 300, "Bonjour, j’ai une question <b>urgente</b>", asks=True)
    async with shared.database.transaction() as session:
        chief, text = Officer("chief", "Noé", Role.ADMINISTRATOR), {"fr": "Voici le lien.", "en": "Here is the link."}
        await saved_replies.save(session, chief, None, "Lien", text, shared.now)
    context = await context_of(browser, shared, "fr", "phone", Role.OFFICER)
    page = await context.new_page()
    broken = errors_of(page)
    await page.goto(f"{shared.url}/conversations")
    await page.get_by_role("link", name=f"Personne {conversation[:4]}").click()
    await expect(page.get_by_text("<b>urgente</b>")).to_be_visible()
    await page.get_by_role("button", name="Prendre la conversation").click()
    async with shared.database.transaction() as session:
        candidate = await candidates.of_conversation(session, conversation)
        assert candidate is not None
        assert await handover.hear(session, candidate, "Je suis à la gare de Lévis", shared.now)
    await expect(page.get_by_text("Je suis à la gare de Lévis")).to_be_visible(timeout=2500)
    await page.get_by_label("Votre réponse").fill("Bonjour! ")
    async with page.expect_response(lambda response: "Voici" in (response.request.post_data or "")) as kept:
        await page.get_by_role("button", name="Insérer dans la réponse").click()
    assert (await kept.value).status == 204
    await page.reload()
    await expect(page.get_by_label("Votre réponse")).to_have_value("Bonjour! Voici le lien.")
    await page.get_by_label("Votre réponse").fill("J’arrive dans dix minutes.")
    assert (await Axe().run(page)).violations_count == 0
    if folder := os.environ.get("SCREENSHOTS"):
        await page.screenshot(path=f"{folder}/thread-fr-phone.png", full_page=True)
    await page.get_by_role("button", name="Envoyer").click()
    await expect(page.locator("li.officer")).to_contain_text("J’arrive dans dix minutes.")
    await page.get_by_role("button", name="Rendre à l’assistant").click()
    await expect(page.get_by_role("button", name="Prendre la conversation")).to_be_visible()
    assert broken == []
    await context.close()


async def test_the_list_shows_at_once_who_asks_for_a_person(shared: Desk, browser: Browser) -> None:
    context = await context_of(browser, shared, "en", "desk", Role.ADMINISTRATOR)
    page = await context.new_page()
    await page.goto(f"{shared.url}/conversations")
    conversation = await somebody(shared, 301, "Y a-t-il un autobus?", asks=True)
    waiting = page.locator("section").filter(has_text="Waits for a person")
    await expect(waiting.get_by_role("link", name=f"Person {conversation[:4]}")).to_be_visible(timeout=2500)
    if folder := os.environ.get("SCREENSHOTS"):
        await somebody(shared, 302, "Bonsoir")
        await page.reload()
        await page.screenshot(path=f"{folder}/board-en-desk.png", full_page=True)
    await context.close()


async def test_a_conversation_that_nobody_asked_us_into_asks_why(shared: Desk, browser: Browser) -> None:
    conversation = await somebody(shared, 303, "C’est entre nous")
    context = await context_of(browser, shared, "en", "desk", Role.PRIVACY)
    page = await context.new_page()
    await page.goto(f"{shared.url}/conversations/{conversation}")
    assert "C’est entre nous" not in await page.content()
    assert (await Axe().run(page)).violations_count == 0
    await page.get_by_label("There is a complaint.").check()
    await page.get_by_role("button", name="Open").click()
    await expect(page.get_by_text("C’est entre nous")).to_be_visible()
    await expect(page.get_by_role("button", name="Take over")).to_have_count(0)  # this role reads only
    await context.close()
