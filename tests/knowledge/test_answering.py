"""What one question is answered with: of what it asks, where and when it asks it."""

import pytest

from bot.base.terms import Language
from bot.knowledge.answering import Answerer
from bot.knowledge.outcome import Answered, NotHeld, Placeless
from bot.knowledge.question_reading import Asked
from tests.knowledge.typed import TODAY


@pytest.mark.parametrize(
    "question", ["combien de réfugiés habitent à Sorel-Tracy", "how many newcomers does Matane have",
                 "how many Tunisians live in Amos"],
)  # fmt: skip
def test_a_population_does_not_count_some_of_the_people(answerer: Answerer, question: str) -> None:
    assert not isinstance(answerer.answer(Asked(question), TODAY), Answered)


def test_the_population_counts_everybody(answerer: Answerer) -> None:
    found = answerer.answer(Asked("how many people live in Amos"), TODAY)
    assert isinstance(found, Answered | NotHeld)
    told = found.facts if isinstance(found, Answered) else found.near
    assert any("13,849" in fact.text[Language.ENGLISH] for fact in told)


def test_another_month_answers_nothing(answerer: Answerer) -> None:
    found = answerer.answer(Asked("what is it like outside in Kuujjuaq in April"), TODAY)
    assert not isinstance(found, Answered)


def test_a_fact_on_the_town_comes_before_one_on_others(answerer: Answerer) -> None:
    found = answerer.answer(Asked("taux d’inoccupation des logements à Sept-Îles"), TODAY)
    assert isinstance(found, Answered | NotHeld)
    first = (found.facts if isinstance(found, Answered) else found.near)[0]
    assert "Sept-Îles" in first.text[Language.FRENCH]
    assert "%" in first.text[Language.FRENCH]


def test_a_lost_passport_has_its_answer(answerer: Answerer) -> None:
    for question in ("someone took my bag with my passport in it", "mon passeport a disparu dans le train"):
        found = answerer.answer(Asked(question), TODAY)
        assert isinstance(found, Answered | NotHeld)
        told = found.facts if isinstance(found, Answered) else found.near
        assert any(fact.card.id == "lost_papers" for fact in told), question


def test_a_word_before_of_is_no_misspelt_town(answerer: Answerer) -> None:
    for question in ("une pinte de lait coûte combien", "le prix d’une pinte de lait à Amos"):
        assert "25213" not in answerer.look(Asked(question)).question.codes


@pytest.mark.parametrize("question", ["is it far", "c'est loin d'ici?", "is it cold there in January"])
def test_what_every_region_tells_is_told_of_none_by_chance(answerer: Answerer, question: str) -> None:
    assert isinstance(answerer.answer(Asked(question), TODAY), Placeless)
