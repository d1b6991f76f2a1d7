"""An employer, its vacancy and a trip made in the browser alone, in each language, from the pages where one looks."""

import os

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect
from sqlalchemy import delete, select

from bot.base.states import TripState
from bot.base.terms import World
from bot.db.models import EmployerRow, IdentityRow, TripRow, VacancyRow
from bot.programme.access import Role

from .conftest import CHROMIUM, Desk
from .test_pages import context_of, errors_of
from .test_week import Officer

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]


async def fill(page: Page, **fields: str) -> None:
    for name, words in fields.items():
        field = page.locator(f"#{name}")
        if await field.evaluate("each => each.tagName") == "SELECT":
            await field.select_option(words)
        else:
            await field.fill(words)


async def accessible(page: Page) -> None:
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("language", "size", "decimal"), [("fr", "phone", ","), ("en", "desk", ".")])
async def test_an_employer_a_vacancy_and_a_trip_are_made_in_the_browser(
    shared: Desk, browser: Browser, language: str, size: str, decimal: str
) -> None:
    async with shared.database.transaction() as session:
        await session.execute(delete(IdentityRow))
        session.add(IdentityRow(id=1, world=World.SANDBOX, check="sol"))
    context = await context_of(browser, shared, language, size, Role.OFFICER)
    page = await context.new_page()
    broken, officer, name = errors_of(page), Officer(page, language, shared.url), f"Scierie {language}"
    await officer.go("/employers")
    await page.get_by_role("link", name=officer.t.gettext("New employer")).click()
    await fill(page, name=name, town="Zzyzx", about_fr="On scie.", contact="Ève Roy", phone="418 555-0101")
    await officer.press("Keep")
    await expect(page.locator("#problem-town")).to_be_visible()
    await expect(page.locator("#contact")).to_have_value("Ève Roy")
    await accessible(page)
    await fill(page, town="Alma")
    await officer.press("Keep")
    await expect(page.get_by_role("heading", level=1)).to_have_text(f"{name}, Alma")
    await page.get_by_role("link", name=officer.t.gettext("New vacancy")).click()
    await fill(page, occupation="72106", title_fr="Soudeur", wage_low=f"24{decimal}50", hours_per_week="37.5",
               schedule="night", french_needed="4", accepts_closed_permit="yes", start_date="2027-02-01")  # fmt: skip
    await officer.press("Keep")
    await (
        page.get_by_role("link", name=officer.t.gettext("Change what it pays and asks for"))
        .or_(page.get_by_text(officer.t.gettext("Change what it pays and asks for")))
        .first.click()
    )
    await expect(page.locator("#wage_low")).to_have_value(f"24{decimal}50")
    await accessible(page)
    await fill(page, wage_low="22 à 27" if language == "fr" else "22 to 27", until="2027-06-30")
    await officer.press("Keep")
    await officer.go("/trips")
    await page.get_by_role("link", name=officer.t.gettext("New trip")).click()
    await fill(page, town="Rimouski", departs_at="2027-05-14T05:30", returns_at="2027-05-14T22:00", seats="30",
               departure_point="Gare Berri", meeting_point="Mairie", registers_until="2027-05-10T17:00")  # fmt: skip
    await page.locator("summary").filter(has_text=officer.t.gettext("A new line")).first.click()
    await page.locator("#at-1").fill("2027-05-14T09:00")
    await page.locator("#fr-1").fill(f"Accueil {language}")
    await officer.press("Make the trip")
    await page.locator('a[href$="/change"]').first.click()
    await expect(page.locator("#registers_until")).to_have_value("2027-05-10T17:00")
    await officer.press("Open the trip…")
    await officer.press("Do this")
    await context.close()
    assert [each for each in broken if "400" not in each] == []
    async with shared.database.reading() as session:
        employer = (await session.scalars(select(EmployerRow).where(EmployerRow.name == name))).one()
        job = (await session.scalars(select(VacancyRow).where(VacancyRow.employer_id == employer.id))).one()
        state = await session.scalar(select(TripRow.state).where(TripRow.meeting_point == "Mairie"))
        trip = (await session.scalars(select(TripRow).where(TripRow.meeting_point == "Mairie"))).one()
        trip_id = trip.id
    assert (job.wage_low_cents, job.wage_high_cents, str(job.until), job.hours_per_week) == (
        2200,
        2700,
        "2027-06-30",
        37.5,
    )
    assert (employer.demonstration, trip.demonstration, state) == (True, True, TripState.OPEN)
    async with shared.database.transaction() as session:  # the other language makes the same one
        await session.delete(await session.get_one(TripRow, trip_id))
