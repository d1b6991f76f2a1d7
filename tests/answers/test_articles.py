"""Articles: the one that a sentence asks for, its sources, and what is said where none is known."""

import pytest

from bot.answers.turn import Library
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge import Source
from bot.programme import unanswered
from bot.replies import articles
from bot.replies.message import visible
from bot.replies.sources import source_line
from tests.answers.conftest import Person, references
from tests.conftest import NOW


@pytest.mark.parametrize("language", list(Language))
def test_a_title_of_a_source_is_escaped_once(language: Language) -> None:
    source = Source.model_validate({"title": "Dupont & <fils>", "url": "https://example.org", "verified": True})
    assert "Dupont & <fils>" in visible(source_line(texts(language), [source]))


@pytest.mark.parametrize("language", list(Language))
def test_what_can_be_done_about_an_answer_stands_under_it(library: Library, language: Language) -> None:
    t = texts(language)
    for identifier, button in articles.own_steps(t).items():
        message = articles.article(
            t, library.knowledge, library.knowledge.article(identifier), more=False, today=NOW.date()
        )
        assert (button,) in message.rows


ASKED = [
    ("immigration_advisor", "is this message really from the programme?", "ce message vient-il vraiment du programme?",
     "is_it_really_us"),
    ("immigration_advisor", "how do I check the name of a consultant", "comment vérifier le nom d'un consultant",
     "immigration_check_a_name"),
    ("worker_rights", "what is the minimum wage", "c'est combien le salaire minimum", "minimum_wage"),
    ("financial_aid", "help to pay the rent", "une aide pour payer le loyer", "housing_allowance"),
    ("francisation_levels", "B2 is which Québec level", "B2 c'est quel niveau au Québec", "francisation_scale_cefr"),
    ("programme", "how much does the trip cost", "combien coûte le voyage", "trip_cost"),
    ("financial_aid", "how do I get a health card", "comment avoir la carte soleil", "health_card"),
    ("financial_aid", "", "", "financial_aid"),
]  # fmt: skip


@pytest.mark.parametrize(("named", "english", "french", "answered"), ASKED)
async def test_the_article_of_a_subject_that_fits_the_sentence(
    person: Person, named: str, english: str, french: str, answered: str
) -> None:
    written = english if person.language is Language.ENGLISH else french
    title = person.library.knowledge.article(answered).title[person.language]
    [message] = await person(f"ask:{named}", written=written)
    assert visible(message.text).startswith(title)


async def test_a_question_that_names_no_place_may_be_about_an_article(person: Person) -> None:
    title = person.library.knowledge.article("health_card").title[person.language]
    written = "how do I get my RAMQ card" if person.language is Language.ENGLISH else "comment obtenir ma carte RAMQ"
    assert title in await person.says("regions:health_care", written=written)
    [menu] = await person(
        "regions:health_care", written="hospital" if person.language is Language.ENGLISH else "hôpital"
    )
    assert "region:05:health_care" in references(menu)


async def test_what_no_intent_fits_is_looked_up_and_offered_by_title(person: Person) -> None:
    written = (
        "are winter tires mandatory" if person.language is Language.ENGLISH else "les pneus d'hiver sont obligatoires"
    )
    [message] = await person("out_of_scope", written=written)
    assert references(message)[0] == "article:winter"
    assert sum(each.startswith(("article:", "regions:", "service:")) for each in references(message)) <= 3
    assert references(message)[-1] == "human"


async def test_what_is_not_known_is_said_and_noted_and_a_person_offered(agreed: Person) -> None:
    t, person = texts(agreed.language), agreed
    await person("cancel")
    written = "who won the hockey game" if person.language is Language.ENGLISH else "qui a gagné le match de hockey"
    [message] = await person("out_of_scope", written=written)
    assert t.gettext("I do not know the answer to that one.") in message.text
    assert references(message)[0] == "human"
    async with person.database.reading() as session:
        [noted] = await unanswered.newest(session, 10)
    assert noted.text == written


async def test_unsure_offers_answers_before_meanings(person: Person) -> None:
    written = "my lease" if person.language is Language.ENGLISH else "mon bail"
    [message] = await person("unsure:ask_housing", written=written)
    assert references(message)[:1] == ["article:lease"]
