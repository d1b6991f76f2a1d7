"""A question that was taken for something to be done is not lost: what is near it is told beside the deed."""

import html
from collections.abc import Iterator

import pytest

from bot.answers.beside_a_deed import NEAR_A_DEED
from bot.answers.message_signs import asks
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge import load_knowledge
from bot.knowledge.answering import SURE, Answerer
from bot.knowledge.facts import facts_of
from bot.knowledge.outcome import NotHeld
from bot.knowledge.own_case import is_on_immigration
from bot.knowledge.question_reading import Asked
from bot.knowledge.training_questions import asked_of_facts
from tests.answers.conftest import Person
from tests.answers.test_facts import TODAY

TOOK = (("find_employers", 0.96), ("out_of_scope", 0.02))


def questions(answerer: Answerer, least: float, most: float) -> Iterator[tuple[str, NotHeld]]:
    """Questions that no fact surely answers, taken for a wish for employers, with what is near."""
    for known in asked_of_facts()[::29]:
        said = Asked(known.question, took=TOOK)
        found = answerer.answer(said, TODAY)
        likely = least <= answerer.look(said).chance < most
        if likely and isinstance(found, NotHeld) and asks(known.question) and not found.question.places:
            yield known.question, found


async def test_what_is_near_is_told_before_consent_is_asked(person: Person, answerer: Answerer) -> None:
    t = texts(person.language)
    question, found = next((q, f) for q, f in questions(answerer, NEAR_A_DEED, SURE) if f.near)
    said = html.unescape(await person.says("matches", written=question, took=TOOK))
    near = said.find(found.near[0].text[t.language])
    asked = said.find(t.gettext("Before we begin: may I keep your answers?"))
    assert 0 <= near < asked


async def test_what_is_hardly_near_is_not(person: Person, answerer: Answerer) -> None:
    t = texts(person.language)
    wishes = (
        "could you find me an employer, please?",
        "is there anything for me?",
        "who would take me?",
        "et pour moi?",
    )
    question = next(each for each in wishes if answerer.look(Asked(each, took=TOOK)).chance < NEAR_A_DEED)
    said = await person.says("matches", written=question, took=TOOK)
    assert t.gettext("The nearest that I know:") not in said
    assert t.gettext("Before we begin: may I keep your answers?") in said


async def test_who_asks_on_their_own_case_beside_a_deed_is_told_who_may_advise(person: Person) -> None:
    took = (("ask_immigration_procedure", 0.9), ("register_trip", 0.1))
    question = "can I change employer with my closed work permit, or do I risk a refusal?"
    said = await person.says("register", written=question, took=took)
    knowledge = load_knowledge()
    guarded = knowledge.article("immigration_procedure")
    told_anyway = " ".join((guarded.answer[person.language], guarded.title[person.language]))
    for fact in facts_of(knowledge):
        text = fact.text[person.language]
        if is_on_immigration(knowledge, fact.card) and text not in told_anyway:
            assert text not in html.unescape(said)


@pytest.mark.parametrize("language", list(Language), indirect=True)
async def test_a_button_tells_nothing_beside(person: Person, language: Language) -> None:
    said = await person.says("services:15")
    assert texts(language).gettext("The nearest that I know:") not in said
