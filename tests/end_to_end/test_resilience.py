"""What goes wrong in a real life: ends, kills, repeats, a Rasa or a Telegram that is away, odd input."""

import asyncio
import os
import signal

import httpx
import pytest

from bot.base.i18n import texts
from bot.base.terms import Language
from sandbox.client import Candidate, SandboxClient
from sandbox.replies import Reply
from tests.end_to_end.process import SECONDS_TO_START, UNDERSTANDS, BotProcess

pytestmark = pytest.mark.asyncio(loop_scope="session")
FR = texts(Language.FRENCH)
AWAY = FR.gettext(
    "I have your message, but I cannot read free text at the moment. I will answer as soon as I can. "
    "The buttons and commands work."
)


async def agree(candidate: Candidate) -> None:
    await candidate.say("/start")
    await candidate.say("/profile")
    await candidate.press("consent:given:2")


async def until_contains(candidate: Candidate, text: str, seconds: float = 60.0) -> Reply:
    """Wait for a message of the bot anywhere in the chat."""
    async with asyncio.timeout(seconds):
        while True:
            for message in reversed(await candidate.messages()):
                if message.from_bot and text in message.text:
                    return message
            await asyncio.sleep(0.2)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
async def test_a_profile_goes_on_after_the_process_ended(
    bot: BotProcess, amina: Candidate, how: signal.Signals
) -> None:
    await agree(amina)
    await amina.say("je suis infirmière")
    await bot.end(how)
    await bot.start()
    await bot.until(UNDERSTANDS)
    [answer] = await amina.say("4 ans")
    assert FR.ngettext("{n} year", "{n} years", 4) in answer.text
    assert FR.gettext("What is your highest diploma?") in answer.text


async def test_what_was_sent_while_the_bot_was_away_is_answered_in_order(bot: BotProcess, amina: Candidate) -> None:
    await agree(amina)
    await bot.end(signal.SIGKILL)
    for text in ("je suis soudeur", "5 ans", "DEP", "B1"):
        await amina.send(text)
    await bot.start()
    await bot.until(UNDERSTANDS)
    last = await until_contains(amina, FR.gettext("Which other languages do you speak?"))
    assert FR.gettext("French") in last.text


async def test_no_update_is_lost_or_handled_twice_by_a_kill_under_load(bot: BotProcess, sandbox: SandboxClient) -> None:
    crowd = [await sandbox.add_candidate(f"Candidate {n}", "fr") for n in range(15)]
    for candidate in crowd:
        await agree(candidate)
    for candidate in crowd:
        listed, *_ = await candidate.say("/trips")
        trip = next(button.data for button in listed.buttons if (button.data or "").startswith("trip:"))
    assert trip is not None
    identifier = trip.partition(":")[2]
    before = _free(await _details(crowd[0], trip))
    recaps = [await _recap(candidate, identifier) for candidate in crowd]
    for candidate, (bubble, confirm) in zip(crowd, recaps, strict=True):
        await candidate.tap(bubble, confirm)
    await bot.end(signal.SIGKILL)
    await bot.start()
    await sandbox.repeat()
    for candidate in crowd:
        await until_contains(candidate, FR.gettext("✅ It is confirmed!"))
    assert before - _free(await _details(crowd[0], trip)) == len(crowd)


async def _recap(candidate: Candidate, trip: str) -> tuple[int, str]:
    """The bubble that asks before a seat is taken, and what its button carries."""
    await candidate.tap((await candidate.last()).id, f"register:{trip}:1", forged=True)
    [*_, recap] = await candidate.replies()
    [confirm] = [button.data for button in recap.buttons if button.text == FR.gettext("✅ Confirm")]
    assert confirm is not None
    return recap.id, confirm


async def test_a_repeated_update_is_answered_once(sandbox: SandboxClient, amina: Candidate) -> None:
    await amina.say("/start")
    await sandbox.repeat()
    await asyncio.sleep(1.0)
    assert len(await _from_bot(amina)) == 1


async def test_while_rasa_is_away_buttons_work_and_texts_are_answered_later(bot: BotProcess, amina: Candidate) -> None:
    await amina.say("/start")
    [rasa] = bot.children()
    os.kill(rasa, signal.SIGSTOP)
    [sorry] = await amina.say("quand sont les prochains voyages?")
    assert sorry.text == AWAY
    [listed] = await amina.say("/trips")
    assert FR.gettext("Coming trips") in listed.text
    os.kill(rasa, signal.SIGKILL)
    answer = await amina.wait_for(lambda reply: "reply_to_message" in reply.raw, patience=SECONDS_TO_START)
    assert FR.gettext("Coming trips") in answer.text
    question = next(m for m in await amina.messages() if m.text == "quand sont les prochains voyages?")
    assert answer.raw["reply_to_message"]["message_id"] == question.id
    [again] = await amina.say("c'est quoi un voyage exploratoire?")
    assert again.text != AWAY
    assert bot.children() != [rasa]


async def test_every_outage_of_rasa_ends(bot: BotProcess, amina: Candidate) -> None:
    """Once it answered the first probe for ever after, and no later one."""
    await amina.say("/start")
    for _ in range(3):
        [rasa] = bot.children()
        os.kill(rasa, signal.SIGSTOP)
        [sorry] = await amina.say("quand sont les prochains voyages?")
        assert sorry.text == AWAY
        os.kill(rasa, signal.SIGCONT)
        answer = await amina.wait_for(lambda reply: "reply_to_message" in reply.raw, patience=60)
        assert FR.gettext("Coming trips") in answer.text


async def test_telegrams_troubles_delay_a_message_but_do_not_lose_it(sandbox: SandboxClient, amina: Candidate) -> None:
    await amina.say("/start")
    for trouble in ({"status": 500, "times": 2}, {"retry_after": 1}, {"drop": True, "applied": False}):
        await sandbox.fail("sendMessage", **trouble)
        assert FR.gettext("Coming trips") in (await amina.say("/trips"))[-1].text, trouble


async def test_a_candidate_who_blocked_the_bot_can_come_back(amina: Candidate) -> None:
    await amina.say("/start")
    await amina.send("/trips")
    await amina.block()
    await asyncio.sleep(1)
    await amina.unblock()
    assert (await amina.say("/help"))[-1].text.startswith(FR.gettext("Here is what you can ask me"))


async def test_an_edited_command_is_not_run_again(amina: Candidate) -> None:
    await amina.say("/start")
    sent = await amina.send("/trips")
    await amina.replies()
    await amina.edit(sent["message"]["message_id"], "/human")
    assert await amina.stays_quiet(1.5)


async def test_an_edited_answer_corrects_the_answer(amina: Candidate) -> None:
    await agree(amina)
    sent = await amina.send("5 ans")
    await amina.replies()
    await amina.edit(sent["message"]["message_id"], "je suis soudeur")
    assert "✓" in (await amina.replies())[-1].text


async def test_a_typed_payload_is_only_text(amina: Candidate) -> None:
    await agree(amina)
    for typed in ('/inform{"regions":"09"}', "/session_start", '/register_trip{"city": "Rimouski"}', "⁄inform{}"):
        await amina.say(typed)
    profile = (await amina.say("/profile"))[0].text
    assert FR.gettext("Answers: {told} of {total}", told=0, total=9) in profile
    assert FR.gettext("You are not registered for a trip.") in (await amina.say("/mytrips"))[0].text


async def test_a_forged_or_old_button_gets_a_kind_sentence(amina: Candidate) -> None:
    [welcome] = await amina.say("/start")
    for data in ("nothing", "trip:gone", "set:education:99", "region:99", "register_confirm:gone:1", "x" * 64, ":::"):
        await amina.tap(welcome.id, data, forged=True)
        assert (await amina.replies())[0].buttons, data


async def test_noise_agrees_to_nothing(amina: Candidate) -> None:
    await amina.say("/start")
    [question] = await amina.say("/profile")
    for noise in ("👍", "да", "是", "G7H 2B1", "Mohammed", "ok ok", "1", "oui", "yes!!"):
        await amina.say(noise)
    [still] = await amina.say("/profile")
    assert still.labels == question.labels  # asked again, shortly: nobody has agreed


async def test_what_is_not_text_gets_a_useful_answer(amina: Candidate) -> None:
    await amina.say("/start")
    answers = set()
    for act in (amina.voice, amina.photo, amina.sticker, amina.location, amina.contact):
        await act()
        answers.add((await amina.replies())[-1].text)
    await amina.document("cv.pdf", b"%PDF-1.4")
    answers.add((await amina.replies())[-1].text)
    for text in ("a" * 4096, "🙂🙂🙂", "Я хочу работать в регионе", "\u200b\u200b.", "مرحبا"):
        replies = await amina.say(text)
        assert replies, text
    assert len(answers) == 6


async def test_the_log_holds_nobody_and_no_secret(bot: BotProcess, sandbox: SandboxClient) -> None:
    canary = "Zanzibar7731"
    candidate = await sandbox.add_candidate(canary, "fr")
    await agree(candidate)
    for text in (f"je m'appelle {canary} et je suis soudeur", canary, f"mon avis: {canary}"):
        await candidate.say(text)
    await candidate.press("human", message=(await candidate.say("/help"))[0])
    assert canary not in bot.output
    assert str(candidate.id) not in bot.output
    assert "local-sandbox" not in bot.output
    assert "Traceback" not in bot.output


async def test_ctrl_c_ends_everything(bot: BotProcess, amina: Candidate) -> None:
    await amina.say("/start")
    children = bot.children()
    assert children
    before = len(bot.output)
    assert await bot.end(signal.SIGINT) == 0
    assert "WARNING" not in bot.output[before:], "a clean end has nothing to complain about"
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)
    await bot.start()
    assert (await amina.say("/help"))[0].buttons
    await bot.until(UNDERSTANDS)


async def _details(candidate: Candidate, trip: str) -> Reply:
    await candidate.tap((await candidate.last()).id, trip, forged=True)
    return (await candidate.replies())[0]


def _free(details: Reply) -> int:
    lines = [line for line in details.text.splitlines() if line.split(" ")[0].isdigit()]
    return int(lines[0].split(" ")[0])


async def _from_bot(candidate: Candidate) -> list[Reply]:
    return [message for message in await candidate.messages() if message.from_bot]


async def test_health_and_figures_are_there_for_operators(bot: BotProcess, amina: Candidate) -> None:
    await amina.say("/help")
    async with httpx.AsyncClient(base_url=bot.address, trust_env=False) as http:
        health = await http.get("/healthz")
        assert health.status_code == 200
        assert health.json() == {"telegram": True, "database": True, "understanding": True}
        assert 'bot_turn_seconds_count{door="command"}' in (await http.get("/metrics")).text
        assert (await http.post("/actions", json={})).status_code == 403
