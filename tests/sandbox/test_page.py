"""The chat page in a real browser."""

import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import Bot

from sandbox import Served
from sandbox.client import SandboxClient

from .parrot import perched

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
STATIC = Path(__file__).parents[2] / "sandbox" / "static"
SCROLL_UP = """log => new Promise((seen) => {
    log.addEventListener("scroll", () => log.scrollTop === 0 && requestAnimationFrame(seen));
    log.scrollTo({ top: 0, behavior: "instant" });
})"""
needs_browser = pytest.mark.skipif(  # on a developer's machine alone: CI without a browser fails
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"
)


@pytest.fixture
async def browser(bot: Bot) -> AsyncIterator[Browser]:
    """A browser, with a bot that answers behind the page."""
    async with perched(bot), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(
    browser: Browser,
    served: Served,
    locale: str = "fr-CA",
    width: int = 390,
    height: int = 844,
    dark: bool = False,
) -> AsyncIterator[Page]:
    """The page, which must neither fail nor load anything from elsewhere."""
    page = await browser.new_page(
        viewport={"width": width, "height": height}, locale=locale, color_scheme="dark" if dark else "light"
    )
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith(served.url) else problems.append(asked.url))
    await page.goto(served.url)
    await expect(page.locator("body.loaded")).to_be_visible()
    yield page
    assert problems == []
    await page.close()


async def picture(page: Page, name: str) -> None:
    """Keep a picture where SANDBOX_PICTURES says, for people to look at."""
    if folder := os.environ.get("SANDBOX_PICTURES"):
        await page.wait_for_timeout(350)
        await page.screenshot(path=f"{folder}/sandbox-{name}.png")


@needs_browser
async def test_a_conversation(browser: Browser, served: Served) -> None:
    async with opened(browser, served) as page:
        await expect(page.get_by_role("note")).to_contain_text("Bac à sable local")
        await expect(page.get_by_text("Je répète ce que vous dites.")).to_be_visible()
        await picture(page, "empty")
        await page.get_by_role("button", name="Démarrer").click()
        await expect(page.locator(".message b").first).to_have_text("Bonjour !")
        await page.get_by_label("Message", exact=True).fill("J’habite à <b>Rimouski</b>\net vous ?")
        await page.keyboard.press("Enter")
        echo = page.locator(".message:not(.own)").last
        await expect(echo).to_contain_text("« J’habite à <b>Rimouski</b>")
        await picture(page, "phone")
        await page.get_by_role("button", name="English", exact=True).first.click()
        await expect(page.locator("#messages").get_by_text("We go on in English.")).to_be_visible()
        await expect(page.locator("#toast")).to_have_text("English it is")
        await page.reload()
        await expect(page.locator("#messages").get_by_text("We go on in English.")).to_be_visible()
        await expect(page.locator("#messages").get_by_text("modifié")).to_be_visible()


@needs_browser
async def test_everything_else_at_hand(browser: Browser, served: Served) -> None:
    async with opened(browser, served) as page:
        await page.get_by_role("button", name="Démarrer").click()
        await page.get_by_role("button", name="Menu").click()
        await expect(page.locator("#commands")).to_contain_text("Ce que je sais faire")
        await picture(page, "commands")
        await page.keyboard.press("Escape")
        for text in ("place", "file", "keys"):
            await page.get_by_label("Message", exact=True).fill(text)
            await page.keyboard.press("Enter")
        await expect(page.locator("#messages").get_by_text("Gare de Rimouski")).to_be_visible()
        async with page.expect_download() as download:
            await page.get_by_role("link", name="Télécharger données.txt").click()
        assert (await (await download.value).path()).read_text(encoding="utf-8") == "mes données"
        await page.get_by_role("button", name="Oui", exact=True).click()
        await expect(page.locator("#messages").get_by_text("« Oui »")).to_be_visible()
        await picture(page, "keyboard")
        await page.get_by_role("button", name="Joindre").click()
        await picture(page, "attach")
        await page.get_by_role("button", name="Autocollant 🍁").click()
        await expect(page.locator("#messages").get_by_text("Je lis seulement le texte.")).to_be_visible()
        await page.get_by_role("button", name="Joindre").click()
        await page.get_by_role("button", name="Message vocal").click()
        await expect(page.get_by_role("img", name="Message vocal, 0:03")).to_be_visible()
        await picture(page, "attached")
        own = page.locator(".message.own").filter(has_text="place")
        await own.hover()
        await own.get_by_role("button", name="Modifier").click()
        await page.get_by_label("Message", exact=True).fill("la place")
        await page.keyboard.press("Enter")
        await expect(page.locator(".message.own").filter(has_text="modifié")).to_contain_text("la place")


@needs_browser
async def test_people_and_blocking(browser: Browser, served: Served, sandbox: SandboxClient, bot: Bot) -> None:
    async with opened(browser, served, "en-CA", 1280, 900) as page:
        await page.get_by_role("button", name="Carlos").click()
        await page.get_by_role("button", name="Start", exact=True).click()
        await expect(page.locator(".message b").first).to_have_text("Bonjour !")
        amina = await sandbox.candidate("Amina")
        await amina.say("hello")
        await expect(page.get_by_label("Unread: 1")).to_be_visible()
        await page.get_by_label("First name").fill("Fatou")
        await page.get_by_label("Language of their app").select_option("fr")
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.get_by_text("Je répète ce que vous dites.")).to_be_visible()
        await page.get_by_role("button", name="Carlos").click()
        await expect(page.locator(".message b").first).to_have_text("Bonjour !")
        await picture(page, "desktop")
        await page.get_by_role("button", name="Block the assistant").click()
        await page.locator("#big").get_by_text("Unblock the assistant").click()
        await expect(page.get_by_label("Message", exact=True)).to_be_visible()
        await page.get_by_role("button", name="Français").first.click()
        await expect(page.get_by_role("heading", name="Candidats d’essai")).to_be_visible()


@needs_browser
async def test_long_and_dark(browser: Browser, served: Served, sandbox: SandboxClient, bot: Bot) -> None:
    async with opened(browser, served, "en-CA", dark=True) as page:
        amina = await sandbox.candidate("Amina")
        for _ in range(8):
            await amina.say("/start")
        await expect(page.locator(".message")).to_have_count(16)
        await page.locator("#log").evaluate(SCROLL_UP)
        await bot.send_message(amina.id, "<tg-spoiler>secret</tg-spoiler> <code>x = 1</code>\n<pre>a\nb</pre>", "HTML")
        await page.get_by_role("button", name="New message").click()
        await page.get_by_role("button", name="Hidden text: show").press("Enter")
        await expect(page.locator("#messages").get_by_text("secret")).to_be_visible()
        await picture(page, "dark")
        await page.get_by_role("button", name="Choose a test candidate").click()
        await expect(page.get_by_role("heading", name="Test candidates")).to_be_visible()
        await picture(page, "people")
        wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide


def test_both_languages_have_every_word() -> None:
    words = json.loads((STATIC / "strings.json").read_text(encoding="utf-8"))
    assert words["fr"].keys() == words["en"].keys()
    used = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.*"))
    assert len(words["fr"]) > 50
    assert [name for name in words["fr"] if f'"{name}"' not in used.replace(f'    "{name}":', "")] == []


def test_nothing_is_written_as_markup() -> None:
    scripts = list(STATIC.glob("*.js"))
    assert len(scripts) > 5
    for script in scripts:
        source = script.read_text(encoding="utf-8")
        assert not [word for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(") if word in source]
