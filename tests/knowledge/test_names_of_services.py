"""An organisation is found by its acronym."""

import pytest

from bot.knowledge import Knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.card_texts import acronym_of
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.question_reading import Asked


@pytest.mark.parametrize(
    ("identifier", "acronym"),
    [("sanam", "sanam"), ("cai-quebec", "cai"), ("tremplin", ""), ("saaq", ""), ("promis", "")],
)
def test_an_acronym_is_what_the_name_does_not_say(knowledge: Knowledge, identifier: str, acronym: str) -> None:
    assert acronym_of(knowledge, Card(CardKind.SERVICE, identifier)) == acronym


def test_other_cards_have_none(knowledge: Knowledge) -> None:
    assert acronym_of(knowledge, Card(CardKind.ARTICLE, "sin")) == ""


@pytest.mark.parametrize("asked", ["the CRDBSL, what do they do for newcomers?", "RATTMAQ ils font quoi"])
def test_who_names_an_organisation_is_told_of_it_first(answerer: Answerer, asked: str) -> None:
    look = answerer.look(Asked(asked))
    assert answerer.index.facts[look.ranked.best].card.id in asked.lower()


@pytest.mark.parametrize("asked", ["il faut que mon permis soit valide ?", "which town is safer for my kids?"])
def test_a_usual_word_is_no_acronym(answerer: Answerer, asked: str) -> None:
    look = answerer.look(Asked(asked))
    assert answerer.index.facts[look.ranked.best].card.id not in {"soit", "safir"}
