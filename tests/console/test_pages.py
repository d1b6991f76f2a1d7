"""Every page in a real browser: usable by everybody, in both languages, on a phone and on a desk."""

import os

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page

from bot.programme.access import Role

from .conftest import CHROMIUM, Desk

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]
LANGUAGES = ("fr", "en")
SIZES = {"phone": (390, 844), "desk": (1280, 800)}
AT_THE_DOOR = ("/door", "/in/nothing")
INSIDE = ("/", "/team", "/sessions")


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


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_can_be_used_by_everybody(shared: Desk, browser: Browser, language: str, size: str) -> None:
    inside = await context_of(browser, shared, language, size, Role.ADMINISTRATOR)
    outside = await context_of(browser, shared, language, size, None)
    for context, paths in ((outside, AT_THE_DOOR), (inside, INSIDE)):
        page = await context.new_page()
        broken = errors_of(page)
        for path in paths:
            await page.goto(shared.url + path)
            if folder := os.environ.get("SCREENSHOTS"):
                name = path.strip("/").replace("/", "-") or "today"
                await page.screenshot(path=f"{folder}/{name}-{language}-{size}.png", full_page=True)
            assert await page.get_attribute("html", "lang") == language
            found = await Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())
            wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, path
        assert [each for each in broken if "404" not in each] == []
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
    await page.get_by_role("link", name="Team").click()
    assert await page.get_by_role("heading", level=1).inner_text() == "Team"
    await page.get_by_role("button", name="Sign out").click()
    await page.goto(f"{shared.url}/team")
    assert page.url.endswith("/door")
    await context.close()
