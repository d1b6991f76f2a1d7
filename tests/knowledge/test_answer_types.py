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


@pytest.mark.parametrize(
    "text",
    ["how close is Amos to Val-d'Or", "are any shops close to the bus stop?", "is the clinic close by",
     "we live close to Granby, is there a train?", "so close! how do I get there?"],
)  # fmt: skip
def test_what_is_near_closes_at_no_hour(text: str) -> None:
    assert AnswerType.OPENING not in asked(text)


@pytest.mark.parametrize(
    "text",
    ["which offices close on Monday?", "what time do pools close", "when do they close for lunch",
     "does the road close early", "the museum closes to the public when?", "it closes at 5, right?"],
)  # fmt: skip
def test_what_closes_has_an_hour(text: str) -> None:
    assert AnswerType.OPENING in asked(text)
