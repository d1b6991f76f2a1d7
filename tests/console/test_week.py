"""An officer's week in the browser alone, in each language, on invented data."""

import os
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect
from sqlalchemy import select
from starlette.applications import Starlette

from bot.base.i18n import texts
from bot.base.serving import serving
from bot.base.terms import Language
from bot.console import console
from bot.db import Database
from bot.db.models import InterviewRow, RegistrationRow, SaidRow
from bot.programme import trips
from bot.programme.transcript import Author
from tests.databases import Copies

from .conftest import CHROMIUM, KNOWLEDGE, RULES, Desk, health
from .test_interview_day import TRIP, travel
from .test_pages import context_of, errors_of, somebody

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
CAMERA = """
window.BarcodeDetector = class { async detect() { return [{ rawValue: "https://t.me/sol?start=c_CODE" }]; } };
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  setInterval(() => pen.fillRect(0, 0, Math.random() * 50, 50), 50);
  return canvas.captureStream();
};
"""  # of a browser that reads codes, with a traveller before it


@pytest_asyncio.fixture(loop_scope="module")
async def desk(sqlite_copies: Copies, key: str) -> AsyncIterator[Desk]:
    """A served console of one test's own."""
    with sqlite_copies() as url:
        database = Database.open(url, key)
        desk = Desk(database)
        served = console(database, desk.clock, RULES, KNOWLEDGE, None, Language.FRENCH, sandbox=True, health=health)
        async with serving(Starlette(routes=[served]), "127.0.0.1", 0) as address:
            desk.url = f"{address}/console"
            yield desk
        await database.close()


class Officer:
    """Somebody at the console, who finds what is said in their language."""

    def __init__(self, page: Page, language: str, url: str) -> None:
        self.page, self.url = page, url
        page.set_default_timeout(10_000)
        self.t = texts(Language(language))

    async def go(self, path: str) -> None:
        await self.page.goto(self.url + path)

    def button(self, sentence: str, **values: object) -> Locator:
        return self.page.get_by_role("button", name=self.t.gettext(sentence, **values), exact=True)

    async def press(self, sentence: str, **values: object) -> None:
        await self.button(sentence, **values).first.click()

    async def fill(self, sentence: str, words: str, **values: object) -> None:
        await self.page.get_by_label(self.t.gettext(sentence, **values), exact=True).first.fill(words)

    async def sees(self, text: str | re.Pattern[str]) -> None:
        await expect(self.page.get_by_text(text).first).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_a_week_at_the_console(desk: Desk, browser: Browser, language: str) -> None:
    codes = await travel(desk)
    person = await somebody(desk, 701, "Bonjour, je cherche un emploi", asks=True)
    context = await context_of(browser, desk, language, "desk", None)
    page = await context.new_page()
    broken = errors_of(page)
    officer = Officer(page, language, desk.url)
    await officer.go("/door")
    await officer.press("Enter as the demonstration officer")
    await monday_somebody_is_answered(officer, person)
    await tuesday_a_file_is_kept_up(officer, person, desk)
    await wednesday_a_fact_is_changed(officer, desk, browser, language)
    await thursday_the_day_is_planned(officer, codes, person, desk)
    await context.close()
    assert broken == []
    await friday_the_roll_is_called(desk, browser, language, codes)


async def monday_somebody_is_answered(officer: Officer, person: str) -> None:
    await officer.page.locator('a[href$="/conversations"]').first.click()
    await officer.page.locator(f'a[href$="/conversations/{person}"]').first.click()
    await officer.press("Take over")
    await officer.fill("Your answer, under your first name and role", "Bonjour! Je m’en occupe.")
    await officer.press("Send")
    await expect(officer.page.locator("li.officer")).to_contain_text("Je m’en occupe")
    await officer.press("Hand back to the assistant")
    await expect(officer.button("Take over")).to_be_visible()


async def tuesday_a_file_is_kept_up(officer: Officer, person: str, desk: Desk) -> None:
    await officer.go(f"/candidates?code={person}")
    await officer.page.locator(f'a[href$="/candidates/{person}"]').first.click()
    await officer.fill("Called", "Amina D.")
    await officer.press("Keep the name")
    await officer.fill("Note for the officers", "Rappeler au sujet du voyage.")
    await officer.fill("Remind me on", str(desk.now.date()))
    await officer.press("Keep the note")
    await officer.sees("Rappeler au sujet du voyage.")
    await officer.page.locator('a[href$="/correct/french_level"]').click()
    await officer.page.locator("main select, main input[type=number], main input[type=radio]").first.wait_for()
    await officer.go("/reminders")
    await officer.sees("Rappeler au sujet du voyage.")
    await officer.go("/figures")
    async with officer.page.expect_download() as file:
        await officer.page.locator('a[href*="figures.xlsx"]').click()
    assert (await file.value).suggested_filename.endswith(".xlsx")


async def wednesday_a_fact_is_changed(officer: Officer, desk: Desk, browser: Browser, language: str) -> None:
    await officer.go("/knowledge")
    await officer.fill("Words of the fact, in French or English", "loyer moyen Rimouski")
    await officer.press("Find")
    await officer.page.locator('a[href*="/knowledge/fact?id="]').first.click()
    await officer.fill("The fact in French", "À Rimouski, le loyer moyen est de 812 $.")
    await officer.fill("The fact in English", "In Rimouski, the average rent is $812.")
    await officer.fill("Why it changes", "Nouvelle enquête.")
    await officer.press("See it as a candidate does")
    await expect(officer.page.locator(".bubble").first).to_contain_text("812")
    await expect(officer.button("Put it in force")).to_have_count(0)
    context = await context_of(browser, desk, language, "phone", None)
    second = Officer(await context.new_page(), language, desk.url)
    await second.go("/door")
    await second.press("Enter as a second one, who reviews")
    await second.page.goto(officer.page.url)
    await second.press("Put it in force")
    await second.sees(second.t.gettext("in force"))
    await context.close()


async def thursday_the_day_is_planned(officer: Officer, codes: list[str], person: str, desk: Desk) -> None:
    await officer.go(f"/trips/{TRIP}")
    await officer.sees("Amina D.")
    await officer.page.locator(f'a[href$="/trips/{TRIP}/day"]').click()
    await officer.press("Propose a timetable")
    await officer.sees(officer.t.gettext("proposed by you"))
    row = officer.page.locator("tbody tr", has_text="Amina D.")
    meeting = row.locator(".meeting").first
    employer = await meeting.get_attribute("data-employer")
    free = row.locator("td.free[data-slot]").last
    slot = await free.get_attribute("data-slot")
    async with officer.page.expect_navigation():
        await meeting.locator("strong").drag_to(free)
    moved = officer.page.locator("tbody tr", has_text="Amina D.").locator(f'td[data-slot="{slot}"] .meeting')
    await expect(moved).to_have_attribute("data-employer", employer or "")
    await officer.press("Discard the proposal")
    await officer.press("Propose a timetable")
    for name, words in (("instead_fr", "Visite du port."), ("instead_en", "A visit to the port.")):
        await officer.page.locator(f"#{name}").fill(words)
    await officer.press("See what people would be told")
    await officer.sees(re.compile("Visite du port"))  # each reads it in their own language
    await officer.press("Do this")
    await expect(officer.page.get_by_role("status")).to_be_visible()
    async with officer.page.expect_download() as sheet:
        await officer.page.locator('a[href$="/sheets/officer.pdf"]').click()
    assert (await sheet.value).suggested_filename.endswith(".pdf")
    async with desk.database.reading() as session:
        assert (await session.scalars(select(InterviewRow).where(InterviewRow.trip_id == TRIP))).all()


async def friday_the_roll_is_called(desk: Desk, browser: Browser, language: str, codes: list[str]) -> None:
    """On a phone, by a tap, by typing, by the camera."""
    async with desk.database.reading() as session:
        desk.now = (await trips.find(session, TRIP)).departs_at - timedelta(minutes=20)
    desk.roles.clear()
    context = await context_of(browser, desk, language, "phone", None)
    page = await context.new_page()
    await page.add_init_script(CAMERA.replace("CODE", codes[2]))
    broken = errors_of(page)
    officer = Officer(page, language, desk.url)
    await officer.go("/door")
    await officer.press("Enter as the demonstration officer")
    answer = await page.goto(f"{desk.url}/trips/{TRIP}/roll")
    assert answer is not None
    assert "camera=(self)" in answer.headers["permissions-policy"]
    assert "camera=()" in (await page.request.get(f"{desk.url}/trips")).headers["permissions-policy"]
    await officer.sees("Amina D.")
    await officer.press("{code} is there", code=codes[0])
    await officer.fill("Code that the traveller shows", codes[1].upper())
    await page.locator("form:has(#code) button.primary").click()
    await officer.sees(officer.t.gettext("{there} of {expected} are there", there="2", expected="4"))
    await officer.press("Scan with the camera")
    await officer.sees(officer.t.gettext("{there} of {expected} are there", there="3", expected="4"))
    await context.close()
    assert broken == []
    async with desk.database.reading() as session:
        rows = await session.scalars(select(RegistrationRow).where(RegistrationRow.checked_in_at.is_not(None)))
        assert {row.code for row in rows} == set(codes[:3])
        said = (await session.scalars(select(SaidRow).where(SaidRow.author == Author.OFFICER))).all()
    assert [row.text for row in said] == ["Bonjour! Je m’en occupe."]
