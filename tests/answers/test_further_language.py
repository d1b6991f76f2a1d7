"""Three languages to choose from: the third says what it can, and says which one the rest is in."""

from dataclasses import replace

import pytest

from bot.answers.doors import Door
from bot.answers.turn import Library
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db import Database
from bot.programme import candidates
from bot.replies import languages, old_buttons
from bot.replies.message import Message
from tests.answers.conftest import Person

SETTING = ("fr", "en", "es")


@pytest.fixture
def three(database: Database, library: Library, language: Language) -> Person:
    """Somebody new where three languages are offered."""
    return Person(database, replace(library, languages=SETTING), language)


def labels(messages: list[Message]) -> list[str]:
    return [button.label for message in messages for row in message.rows for button in row]


async def test_three_are_offered(three: Person) -> None:
    assert labels(await three("language_menu")) == ["Français", "English", "Español"]


async def test_two_are_by_default(person: Person) -> None:
    assert labels(await person("language_menu")) == ["Français", "English"]
    assert await person.says("language:es", door=Door.BUTTON) == old_buttons.old_button(texts(person.language)).text


async def test_the_third_says_once_what_the_rest_is_in_and_offers_another(three: Person, language: Language) -> None:
    said = await three("language:es")
    t = texts(language, "es", SETTING)
    [rest] = languages.rest(t)
    assert said[0].text.split("\n\n") == [t.gettext("Very well, let us go on in English."), rest.text]
    assert labels(said) == labels([rest])
    assert await three.says("greet") == t.gettext("Hello! What can I do for you today?")


async def test_the_rest_in_another_of_ours(three: Person) -> None:
    for rest in Language:
        await three(f"language:es:{rest}")
        async with three.database.reading() as session:
            candidate = await candidates.of_chat(session, three.chat_id)
        assert candidate is not None
        assert (candidate.language, candidate.further_language) == (rest, "es")
        assert texts(rest).gettext("Your privacy") in await three.says("privacy")


async def test_back_to_one_of_ours(three: Person) -> None:
    await three("language:es")
    english = texts(Language.ENGLISH)
    assert await three.says("language:en") == english.gettext("Very well, let us go on in English.")


async def test_who_writes_in_the_third_is_asked_in_it_whether_to_go_on(three: Person, language: Language) -> None:
    [said] = await three("other_language:es", door=Door.WORDS)
    assert said.text == languages.offer_language(texts(language, "es", SETTING)).text
    assert [button.ref and button.ref.encode() for row in said.rows for button in row] == ["language:es"]


async def test_a_third_that_is_not_offered_is_greeted_in(person: Person) -> None:
    assert "elija un idioma" in await person.says("other_language:es", door=Door.WORDS)


async def test_danger_is_answered_in_the_third(three: Person, language: Language) -> None:
    await three("language:es")
    said = await three.says(f"danger:{language}", door=Door.CHANNEL)
    assert texts(language, "es").gettext("Call now, it is free:") in said
