"""Told a fact, or refused one thing, nobody loses what else they ordered; what leads to a question orders nothing."""

from collections.abc import Callable

import pytest

from bot.answers.doors import WORDS
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge.question_reading import Asked
from bot.programme import candidates
from bot.replies import small_talk
from tests.answers.conftest import Person, Took

NOBODY = {Language.ENGLISH: "I tell nobody who is registered", Language.FRENCH: "Je ne dis à personne qui est inscrit"}
COLD = (("ask_climate", 0.98),)
CASE = (("ask_immigration_procedure", 0.99),)
Asking = Callable[[Person], Asked]
TRIPS, SEATS = (("list_trips", 0.97),), (("my_trips", 0.96),)


async def says(person: Person, took: Took, parts: dict[str, Asked], decided: tuple[str, ...] = ()) -> str:
    """What is answered to a message of these parts, each with the answer that Rasa's rules name for it."""
    written = " ".join(part.text for part in parts.values())
    refs = decided or tuple(parts)
    messages = await person(
        *refs, written=written, took=took, door=WORDS, parts={} if decided else parts, clauses=tuple(parts.values()),
        decided=decided, shown_now=False,
    )  # fmt: skip
    return "\n".join(message.text for message in messages)


def of(person: Person, english: str, french: str, took: Took, advice: float = 0.0) -> Asked:
    """A part of a message, in the language of who writes."""
    return Asked(english if person.language is Language.ENGLISH else french, took=took, advice=advice)


def cold(person: Person) -> Asked:
    return of(person, "How cold is it in Amos in January?", "Il fait combien à Amos en janvier?", COLD)


def case(person: Person) -> Asked:
    return of(
        person, "Can my husband change employer with his closed permit?",
        "Est-ce que mon mari peut changer d'employeur avec son permis fermé?", CASE, 0.9,
    )  # fmt: skip


def registered(person: Person) -> Asked:
    return of(
        person, "Has my cousin signed up for the trip?", "Est-ce que ma cousine est inscrite au voyage?", SEATS
    )  # fmt: skip


@pytest.mark.parametrize("by_words", [True, False])
async def test_an_order_stands_beside_who_is_registered(settled: Person, by_words: bool) -> None:
    wiped = of(
        settled, "And wipe whatever you hold on me.", "Pis efface ce que tu as sur moi.", (("delete_my_data", 0.99),)
    )
    said = await says(
        settled, SEATS, {"my_trips": registered(settled), "delete": wiped}, ("delete",) if by_words else ()
    )  # fmt: skip
    assert NOBODY[settled.language] in said
    assert texts(settled.language).gettext("Erase everything that I keep about you?") in said


async def test_another_question_stands_beside_who_is_registered(settled: Person) -> None:
    said = await says(settled, COLD, {"my_trips": registered(settled), "ask_region:climate:88057": cold(settled)})
    assert NOBODY[settled.language] in said
    assert "°C" in said


async def test_what_leads_to_who_is_registered_brings_nothing(settled: Person) -> None:
    told = of(settled, "My cousin goes to Alma in March.", "Ma cousine va à Alma en mars.", TRIPS)
    parts = {
        "trips": told,
        "my_trips": of(settled, "Is she registered for the trip?", "Est-elle inscrite au voyage?", SEATS),
    }
    assert await says(settled, SEATS, parts) == await says(settled, SEATS, dict([*parts.items()][1:]))


async def listed_and_said(settled: Person, asked: Asking, english: str, french: str) -> tuple[str, str]:
    """How the list of trips begins, and what is said where a part on trips stands beside a question."""
    listed = (await settled.says("trips")).split("\n")[0]
    answers = "ask_region:climate:88057" if asked is cold else "advice"
    parts = {"trips": of(settled, english, french, TRIPS), answers: asked(settled)}
    return listed, await says(settled, COLD if asked is cold else CASE, parts)


@pytest.mark.parametrize("asked", [cold, case])
@pytest.mark.parametrize(
    ("english", "french"),
    [("Get me the list of trips.", "Sortez-moi la liste des voyages."),
     ("Could you show me the trips?", "Pourriez-vous sortir les voyages?")],
)  # fmt: skip
async def test_an_order_in_any_words_stands_beside_a_fact_and_beside_the_guard(
    settled: Person, asked: Asking, english: str, french: str
) -> None:
    listed, said = await listed_and_said(settled, asked, english, french)
    title = settled.library.knowledge.article("immigration_procedure").title[settled.language]
    assert ("°C" if asked is cold else title) in said
    assert listed in said


@pytest.mark.parametrize("asked", [cold, case])
@pytest.mark.parametrize(
    ("english", "french"),
    [("I went on the trip of March.", "J'ai fait le voyage de mars."),
     ("The trip to Alma.", "Le voyage d'Alma."),
     ("My sister has seats on that trip.", "Ma sœur a des places dans ce voyage."),
     ("During the trip we talked.", "Pendant le voyage on a parlé.")],
)  # fmt: skip
async def test_what_only_leads_to_a_question_brings_no_list(
    settled: Person, asked: Asking, english: str, french: str
) -> None:
    listed, said = await listed_and_said(settled, asked, english, french)
    assert listed not in said


async def test_an_order_of_the_words_alone_stands_beside_the_guard(settled: Person) -> None:
    listed = (await settled.says("trips")).split("\n")[0]
    parts = {"trips": of(settled, "Bring up the trips.", "Sors les voyages.", TRIPS), "advice": case(settled)}
    title = settled.library.knowledge.article("immigration_procedure").title[settled.language]
    said = await says(settled, CASE, parts, ("trips",))
    assert listed in said
    assert title in said


async def test_who_wants_the_other_language_is_told_of_the_guard_in_it(person: Person) -> None:
    other = Language.FRENCH if person.language is Language.ENGLISH else Language.ENGLISH
    order = of(
        person,
        "Answer in French from now on.",
        "Réponds en anglais à partir de maintenant.",
        (("change_language", 0.98),),
    )
    said = await says(person, CASE, {f"language:{other}": order, "advice": case(person)})
    title = person.library.knowledge.article("immigration_procedure").title
    assert title[other] in said
    assert title[person.language] not in said


async def test_who_speaks_which_language_is_no_order(person: Person) -> None:
    other = Language.FRENCH if person.language is Language.ENGLISH else Language.ENGLISH
    before = of(person, "My uncle drives from Alma", "Mon oncle vient d'Alma", (("ask_getting_there", 0.9),))
    goes_on = of(person, "and only speaks French.", "et parle seulement anglais.", (("change_language", 0.97),))
    parts = {"region": before, f"language:{other}": goes_on, "ask_region:climate:88057": cold(person)}
    await says(person, COLD, parts)
    async with person.database.reading() as session:
        candidate = await candidates.of_chat(session, person.chat_id)
    assert candidate is not None
    assert candidate.language is person.language


@pytest.mark.parametrize(
    ("english", "french", "name", "took"),
    [("The erasure of all my data.", "La suppression de mes données.", "delete", (("delete_my_data", 0.75),)),
     ("Somebody real please.", "Une vraie personne svp.", "human", (("talk_to_human", 0.78),))],
)  # fmt: skip
async def test_who_is_registered_loses_no_erasing_and_no_person(
    settled: Person, english: str, french: str, name: str, took: Took
) -> None:
    alone = await settled.says(name)
    parts = {"my_trips": registered(settled), name: of(settled, english, french, took)}
    said = await says(settled, SEATS, parts)
    assert NOBODY[settled.language] in said
    assert alone.split("\n")[0] in said or name == "human"
    assert len(said) > len(NOBODY[settled.language]) + 60


async def test_erasing_is_heard_in_the_clause_that_asks_who_is_registered(settled: Person) -> None:
    part = of(
        settled, "Is my husband registered for the trip and wipe all my data",
        "Est-ce que mon mari est inscrit au voyage et efface toutes mes données", SEATS,
    )  # fmt: skip
    said = await says(settled, SEATS, {"my_trips": part}, ("delete",))
    assert NOBODY[settled.language] in said
    assert texts(settled.language).gettext("Erase everything that I keep about you?") in said


async def test_that_a_program_answers_is_said_beside_who_may_advise(settled: Person) -> None:
    title = settled.library.knowledge.article("immigration_procedure").title[settled.language]
    said = await says(settled, CASE, {"advice": case(settled)}, ("bot_challenge",))
    assert title in said
    assert small_talk.bot_challenge(texts(settled.language)).text in said
