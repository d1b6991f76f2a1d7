"""The six things that a candidate can do, in both languages, from hello to a seat on a trip."""

import json
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from bot.base.i18n import Texts, texts
from bot.base.terms import Language
from sandbox.client import Candidate, SandboxClient
from sandbox.replies import Reply
from tests.end_to_end.words import WORDS, Words

SOURCE = "Source"  # how every answer on a fact ends, in both languages
pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(params=WORDS, ids=lambda words: words.language)
def words(request: pytest.FixtureRequest) -> Words:
    found: Words = request.param
    return found


@pytest.fixture
def t(words: Words) -> Texts:
    return texts(words.language)


@pytest_asyncio.fixture(loop_scope="session")
async def candidate(sandbox: SandboxClient, words: Words) -> AsyncIterator[Candidate]:
    """Somebody new whose phone speaks the language."""
    candidate = await sandbox.add_candidate("Amina", words.tag)
    await candidate.say("/start")
    yield candidate


@pytest_asyncio.fixture(loop_scope="session")
async def agreed(candidate: Candidate) -> Candidate:
    """Somebody who agreed that answers are kept, and stands at the first question."""
    await candidate.say("/profile")
    await candidate.press("consent:given:2")
    return candidate


@pytest_asyncio.fixture(loop_scope="session")
async def welder(agreed: Candidate, words: Words) -> Candidate:
    """Somebody with enough of a profile for matches, who has left the questions."""
    await agreed.say(words.about_me)
    await agreed.press("cancel")
    return agreed


def said(replies: Sequence[Reply]) -> str:
    return "\n".join(reply.text for reply in replies)


def data_of(replies: Sequence[Reply], prefix: str) -> list[str]:
    """What the buttons carry that begin so, in reading order."""
    carried = [button.data or "" for reply in replies for button in reply.buttons]
    return [data for data in carried if data.startswith(prefix)]


async def test_the_welcome_speaks_the_language_of_the_phone(sandbox: SandboxClient, words: Words, t: Texts) -> None:
    newcomer = await sandbox.add_candidate("Mei", words.tag)
    [welcome] = await newcomer.say("/start")
    assert welcome.text.startswith(t.gettext("Welcome!"))


async def test_french_unless_telegram_says_english(sandbox: SandboxClient) -> None:
    for tag in (None, "es", "uk"):
        [welcome] = await (await sandbox.add_candidate("Ana", tag)).say("/start")
        assert welcome.text.startswith(texts(Language.FRENCH).gettext("Welcome!"))


async def test_the_other_language_is_one_tap_away(candidate: Candidate, words: Words) -> None:
    other = next(language for language in Language if language is not words.language)
    replies = await candidate.press(f"language:{other}")
    assert texts(other).gettext("Very well, let us go on in English.") in said(replies)
    assert texts(other).gettext("Here is what you can ask me") in said(await candidate.say("/help"))


async def test_consent_comes_first_and_can_be_refused(candidate: Candidate, words: Words, t: Texts) -> None:
    question = said(await candidate.say(words.about_me))
    assert t.gettext("Before we begin: may I keep your answers?") in question
    await candidate.press("consent:refused")
    assert "92" in said(await candidate.say(words.region))
    assert SOURCE in said(await candidate.say(words.services))
    await candidate.say(words.about_me)
    [file] = await candidate.say(words.my_data)
    kept = json.loads(await candidate.download(file))
    assert kept["consent"] == "refused"
    assert kept["answers"] == []
    assert kept["notes"] == []


async def test_a_profile_built_by_talking(agreed: Candidate, words: Words, t: Texts) -> None:
    first = said(await agreed.say(words.about_me))
    assert "✓" in first
    assert t.gettext("Question {number} of {total}", number=4, total=9) in first

    interrupted = await agreed.say(words.advisor)
    assert SOURCE in interrupted[0].text
    assert t.gettext("What is your highest diploma?") in interrupted[-1].text

    await agreed.say(words.diploma)
    await agreed.say(words.languages)
    assert t.gettext("Who would move with you?") in said(await agreed.say(words.places))
    corrected = said(await agreed.say(words.correction))
    assert t.gettext("{name}, level {level} of 12", name=t.gettext("Intermediate (B1)"), level=6) in corrected
    assert t.gettext("Who would move with you?") in corrected

    other = next(language for language in Language if language is not words.language)
    switched = said(await agreed.say(words.other_language))
    assert texts(other).gettext("Who would move with you?") in switched
    await agreed.press(f"language:{words.language}")

    assert t.gettext("In which regions would you like to work?") in said(await agreed.say(words.back))
    await agreed.press("done:regions")
    assert t.ngettext("Two adults and {n} child", "Two adults and {n} children", 2) in said(
        await agreed.say(words.household)
    )
    assert t.gettext("When could you start?") in said(await agreed.say(words.permit))
    done = said(await agreed.say(words.start))
    assert t.gettext("Your profile is complete. Thank you!") in done
    assert "Bas-Saint-Laurent" in done
    assert "Saguenay" in done


async def test_a_profile_built_by_tapping(agreed: Candidate, t: Texts) -> None:
    await agreed.say({"fr": "cuisinière", "en": "cook"}[t.language])
    for press in ("set:experience_years:3", "set:education:2", "french_help", "set:french_level:4"):
        await agreed.press(press)
    [ticked] = await agreed.press("toggle:spoken_languages:es")
    assert ticked.edited
    assert any(label.startswith("✅") for label in ticked.labels)
    for press in ("done:spoken_languages", "set:regions:any", "back", "set:regions:any", "set:household:1:2"):
        await agreed.press(press)
    await agreed.press("skip")
    [*_, last] = await agreed.press(t.gettext("Right away"))
    assert t.gettext("Your profile is complete. Thank you!") in last.text
    assert t.gettext("Anywhere in the regions") in last.text


async def test_skip_and_cancel_in_words_keep_what_was_said(agreed: Candidate, words: Words, t: Texts) -> None:
    await agreed.say(words.about_me)
    assert t.gettext("No problem, we skip this one.") in said(await agreed.say(words.skip))
    stopped = said(await agreed.say(words.cancel))
    assert t.gettext("All right, we stop here. Your answers are kept: tap “My profile” to go on.") in stopped
    profile = said(await agreed.say("/profile"))
    assert t.gettext("Answers: {told} of {total}", told=3, total=9) in profile


async def test_employers_are_ranked_with_reasons_and_pages(welder: Candidate, words: Words, t: Texts) -> None:
    [page] = await welder.say(words.matches)
    assert t.gettext("It is your occupation") in page.text
    [second] = await welder.press("matches:1")
    assert second.text != page.text

    vacancy = data_of([page], "vacancy:")[0]
    [details] = await welder.press(vacancy, message=page)
    assert "%" in details.text
    await welder.press(vacancy.replace("vacancy:", "interest:"))
    noted = said(await welder.press(t.gettext("✅ I agree")))
    assert t.gettext("↩️ Take it back") in (await welder.last()).labels
    employer = details.text.splitlines()[0].split(" — ")[1]
    assert employer in noted
    profile = said(await welder.say("/profile"))
    assert t.gettext("Employers who may see your profile: {n}", n=1) in profile


async def test_a_household_takes_seats_and_gives_them_back(welder: Candidate, words: Words, t: Texts) -> None:
    [listed] = await welder.say(words.trips)
    trip = data_of([listed], "trip:")[1]
    [details] = await welder.press(trip)
    free = _free(details)
    await welder.press(trip.replace("trip:", "trip_program:"))
    await welder.press(trip.replace("trip:", "register:"))
    await welder.press(trip.replace("trip:", "register:") + ":3")
    confirmed = said(await welder.press(t.gettext("✅ Confirm")))
    assert t.gettext("✅ It is confirmed!") in confirmed
    assert _free((await welder.press(trip, message=listed))[0]) == free - 3

    [mine] = await welder.say(words.my_trips)
    assert t.ngettext("{n} seat", "{n} seats", 3) in mine.text
    cancel = data_of([mine], "cancel_trip:")[0]
    await welder.press(cancel)
    await welder.press(t.gettext("✖️ Yes, cancel my seats"))
    assert t.gettext("You are not registered for a trip.") in said(await welder.say("/mytrips"))
    assert _free((await welder.press(trip, message=listed))[0]) == free


async def test_short_answers_come_with_their_source(candidate: Candidate, words: Words, t: Texts) -> None:
    for question in (words.region, words.rent, words.services, words.francisation, words.advisor):
        answer = said(await candidate.say(question))
        assert SOURCE in answer, question
    assert "Bas-Saint-Laurent" in said(await candidate.say("Rimouski")), "a mere name asks about the place"
    assert t.gettext("🙋 Talk to a person") in [
        label for reply in await candidate.say(words.what_is_a_trip) for label in reply.labels
    ]


async def test_a_person_is_asked_for_once(candidate: Candidate, words: Words, t: Texts) -> None:
    first = said(await candidate.say(words.human))
    assert first.split("\n")[0] == said(await candidate.say("/human")).split("\n")[0], "the same reference"


async def test_the_news_of_a_job_is_kept_for_later_questions(welder: Candidate, words: Words, t: Texts) -> None:
    noted = t.gettext("I have noted it, and I will ask you now and then how it goes.")
    await welder.say(words.hired)
    assert noted in said(await welder.press(t.gettext("🎉 Yes, I have a job")))
    [file] = await welder.say(words.my_data)
    kept = json.loads(await welder.download(file))
    assert len(kept["jobs_you_told_of"]) == 1


async def test_words_commands_and_buttons_give_the_same(welder: Candidate, words: Words) -> None:
    doors = (
        (words.matches, "/matches", "matches"),
        (words.trips, "/trips", "trips"),
        (words.my_trips, "/mytrips", "my_trips"),
        (words.profile, "/profile", "profile"),
        (words.francisation, "/french", "article:francisation"),
    )
    await welder.say("/help")
    menu = await welder.last()
    for sentence, command, button in doors:
        by_words = await welder.say(sentence)
        by_command = await welder.say(command)
        await welder.tap(menu.id, button, forged=button == "my_trips")
        by_button = await welder.replies()
        assert [(r.text, r.labels) for r in by_words] == [(r.text, r.labels) for r in by_command], sentence
        assert [(r.text, r.labels) for r in by_command] == [(r.text, r.labels) for r in by_button], command


def _free(details: Reply) -> int:
    """The seats left, in the line that tells them."""
    lines = [line for line in details.text.splitlines() if line.split(" ")[0].isdigit()]
    return int(lines[0].split(" ")[0])


async def test_an_answer_may_look_like_a_question_and_a_question_like_an_answer(
    welder: Candidate, words: Words, t: Texts
) -> None:
    await welder.say("/profile")
    await welder.press("correct")
    await welder.press("edit:spoken_languages")
    assert t.gettext("None other") in said(await welder.say(words.no))
    await welder.press("edit:regions")
    asked = await welder.say(words.region)
    assert "92" in asked[0].text
    assert t.gettext("In which regions would you like to work?") in asked[-1].text
    assert "Bas-Saint-Laurent" in said(await welder.say(words.wish))
    assert "Gaspésie" not in said(await welder.say("/profile")), "the question about it was no wish"
