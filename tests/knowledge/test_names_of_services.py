"""An organisation is found by what people call it."""

import pytest

from bot.knowledge import Knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.card_texts import names_of
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.question_reading import Asked


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("sanam", "sanam"),  # an acronym
        ("cai-quebec", "cai quebec"),
        ("tremplin", "Le Tremplin"),  # before a dash
        ("saaq", "SAAQ"),  # in brackets
        ("ancre", "L’ANCRE"),
    ],
)
def test_an_organisation_has_its_short_name(knowledge: Knowledge, identifier: str, name: str) -> None:
    assert name in names_of(knowledge, Card(CardKind.SERVICE, identifier))


def test_what_a_bracket_explains_is_no_name(knowledge: Knowledge) -> None:
    names = names_of(knowledge, Card(CardKind.SERVICE, "service-canada"))
    assert "Service Canada" in names
    assert not any("assurance sociale" in name and "(" not in name for name in names)


def test_other_cards_have_no_name(knowledge: Knowledge) -> None:
    assert names_of(knowledge, Card(CardKind.ARTICLE, "sin")) == ()


@pytest.mark.parametrize("asked", ["the CRDBSL, what do they do for newcomers?", "RATTMAQ ils font quoi"])
def test_who_names_an_organisation_is_told_of_it_first(answerer: Answerer, asked: str) -> None:
    look = answerer.look(Asked(asked))
    assert answerer.index.facts[look.ranked.best].card.id in asked.lower()
