"""What a question asks, by its words."""

import pytest

from bot.knowledge.answer_types import asked
from bot.knowledge.schema import AnswerType


@pytest.mark.parametrize(
    "text",
    [
        "what can I do with an open permit",
        "spouse on an open work permit, any rules?",
        "quels emplois avec un permis ouvert",
        "j’ai un permis de travail ouvert, et la suite",
        "un permis fermé, comment changer d’employeur",
    ],
)
def test_a_permit_has_no_opening_hours(text: str) -> None:
    assert AnswerType.OPENING not in asked(text)


@pytest.mark.parametrize(
    "text", ["c’est ouvert le samedi", "le bureau est ouvert?", "when does it open", "ça ferme tard?"]
)
def test_a_door_has(text: str) -> None:
    assert AnswerType.OPENING in asked(text)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("à quelle heure part le premier autobus pour Amqui", AnswerType.DEPARTURE),
        ("what time does the ferry leave Matane", AnswerType.DEPARTURE),
        ("à quelle heure ouvre la gare de train", AnswerType.OPENING),
        ("what time does the library open", AnswerType.OPENING),
    ],
)
def test_when_something_leaves_is_not_when_a_door_opens(question: str, kind: AnswerType) -> None:
    assert asked(question) & {AnswerType.DEPARTURE, AnswerType.OPENING} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "combien de temps je peux prendre la route avec mon permis du Bénin",
        "how long may I drive to work on my Peruvian licence",
        "on ne veut pas trois heures de route pour voir un dentiste",
    ],
)
def test_a_licence_and_a_circumstance_ask_for_no_way(text: str) -> None:
    assert not asked(text) & {AnswerType.TRAVEL, AnswerType.DISTANCE}


@pytest.mark.parametrize("text", ["combien d’heures de route jusqu’à Amos", "how long is the drive to Alma"])
def test_a_way_is_asked_for(text: str) -> None:
    assert AnswerType.TRAVEL in asked(text)
