"""A process that dies while an officer has a conversation: it stays theirs, and each word is read once."""

import re
import signal

import httpx
import pytest

from bot.base.i18n import texts
from bot.base.terms import Language
from sandbox.client import Candidate, SandboxClient
from tests.end_to_end.process import BotProcess
from tests.end_to_end.test_resilience import agree, until_contains

pytestmark = pytest.mark.asyncio(loop_scope="session")
FR = texts(Language.FRENCH)
ASKED = FR.gettext(
    "Somebody opened your link to the console. If it is you, tap the number that your browser shows. If it is not "
    "you, tap nothing."
)
OURS = {"sec-fetch-site": "same-origin", "accept-language": "fr"}


async def signed_in(bot: BotProcess, sandbox: SandboxClient) -> tuple[Candidate, dict[str, str]]:
    """An officer who joined in the chat, and the cookies of the console."""
    said = await bot.command("staff", "add", "lea@example.org", "--name", "Léa")
    [invitation] = re.findall(r"(/start \S+)", said)
    lea = await sandbox.add_candidate("Léa", "fr")
    await lea.say(invitation)
    [offered] = await lea.say("/console")
    [link] = re.findall(r"https?://\S+/in/\S+", offered.text)
    async with httpx.AsyncClient(headers=OURS, follow_redirects=True) as browser:
        shown = (await browser.post(f"{link}/open")).text
        [number] = re.findall(r'class="number"[^>]*>\s*(\d+)', shown)
        await until_contains(lea, ASKED[:20])
        await lea.press(number)
        await browser.post(f"{link}/enter")
        return lea, dict(browser.cookies)


async def test_a_conversation_stays_with_its_officer_when_the_process_dies(
    bot: BotProcess, sandbox: SandboxClient, amina: Candidate
) -> None:
    await agree(amina)
    await amina.say("/human")
    _, cookies = await signed_in(bot, sandbox)
    async with httpx.AsyncClient(headers=OURS, cookies=cookies) as browser:
        board = (await browser.get(f"{bot.address}/console/conversations")).text
        conversation = re.findall(r"/conversations/([\w-]{8,})", board)[-1]
        path = f"/console/conversations/{conversation}"
        assert (await browser.post(f"{bot.address}{path}/take")).status_code == 303
        await bot.end(signal.SIGKILL)
        await bot.start()
        assert FR.gettext("Your answer, under your first name and role") in (await browser.get(bot.address + path)).text
        await amina.send("Je suis là")
        answer = {"words": "Bonjour Amina, je m’en occupe."}
        assert (await browser.post(f"{bot.address}{path}/reply", data=answer)).status_code == 303
        await bot.end(signal.SIGKILL)
        await bot.start()
        await until_contains(amina, answer["words"])
        said = [each.text for each in await amina.messages() if each.from_bot and answer["words"] in each.text]
        assert len(said) == 1
        thread = (await browser.get(bot.address + path)).text
        assert thread.count("Je suis là") >= 1
        await browser.post(f"{bot.address}{path}/back")
