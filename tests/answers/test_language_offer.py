"""Somebody who writes in the language that is not chosen is asked once whether to change."""

from bot.answers.languages import noticed_language
from bot.answers.turn import Turn
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.programme import candidates
from tests.answers.conftest import Person

WRITTEN = {
    Language.FRENCH: "est-ce que je peux venir avec ma famille",
    Language.ENGLISH: "can I come together with my family",
}


async def offered(person: Person, *messages: str) -> list[str]:
    """The offers that follow these messages."""
    found = []
    for message in messages:
        async with person.database.transaction() as session:
            candidate = await candidates.meet(session, person.chat_id, person.language, person.now)
            found += noticed_language(Turn(session, candidate, person.now, person.library), message)
    return [message.text for message in found]


def others(person: Person) -> tuple[str, str, list[str]]:
    """A sentence in the chosen language, one in the other, and the offer, in the other."""
    [other] = set(Language) - {person.language}
    offer = texts(other).gettext("You are writing in English. Shall we go on in English?")
    return WRITTEN[person.language], WRITTEN[other], [offer]


async def test_after_the_second_message_and_once(person: Person) -> None:
    _, other, offer = others(person)
    assert await offered(person, other) == []
    assert await offered(person, other) == offer
    assert await offered(person, other, other, other) == []


async def test_a_message_in_the_chosen_language_starts_the_count_anew(person: Person) -> None:
    own, other, offer = others(person)
    assert await offered(person, other, own, other, own) == []
    assert await offered(person, other, other) == offer


async def test_short_answers_do_not_count(person: Person) -> None:
    _, other, offer = others(person)
    assert await offered(person, "B1", "Rimouski", other, "oui", "yes", "5", other) == offer


async def test_the_button_changes_the_language_and_what_is_written_fits_again(person: Person) -> None:
    own, other, _ = others(person)
    [language] = set(Language) - {person.language}
    await offered(person, other, other)
    assert await person.says(f"language:{language}") == texts(language).gettext("Very well, let us go on in English.")
    assert await offered(person, own, own) == [], "asked once, not again in the other direction"
