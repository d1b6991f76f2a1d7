"""A copy of one's data takes a wish for one; the long card on privacy a question, or a word of what it tells."""

import pytest

from bot.base.terms import Field
from tests.reading.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "Can I think a bit before I share my details?",
        "avant de fournir mes renseignements, une question svp",
        "I am not giving you any information yet",
        "je donnerai mes coordonnées plus tard",
        "do we have to fill in all the data?",
    ],
)
def test_who_is_to_give_data_gets_no_copy_of_them(read: Read, text: str) -> None:
    assert "export_my_data" not in {act.intent for act in read(text, "export_my_data").acts}


@pytest.mark.parametrize(
    "text",
    [
        "can you give me my data",
        "please share my data with me",
        "donnez toutes mes données svp",
        "before I give more information, send me what you have",
        "I already gave my details: a copy please",
        "un double de ce que j'ai répondu",
        "the whole of my data as a table",
    ],
)
def test_a_wish_for_a_copy_is_heard(read: Read, text: str) -> None:
    assert [act.intent for act in read(text, "export_my_data").acts] == ["export_my_data"]


@pytest.mark.parametrize(
    "text", ["the lease is in her name", "faudrait que j'écrive le nom du boss", "son frère y vit"]
)
def test_innocent_words_bring_no_card_on_privacy(read: Read, text: str) -> None:
    reading = read(text, "ask_privacy", asked=Field.OCCUPATION)
    assert "ask_privacy" not in {act.intent for act in reading.acts}


@pytest.mark.parametrize(
    "text",
    [
        "I don't want my boss to see this",
        "j'ai peur que mon ex le sache",
        "qui lit ça",
        "my number stays between us",
        "je veux que ça reste confidentiel",
        "is it only you and me",
        "ça va où",
    ],
)
def test_whoever_asks_or_fears_is_told_of_privacy(read: Read, text: str) -> None:
    reading = read(text, "ask_privacy")
    assert "ask_privacy" in {act.intent for act in reading.acts} or ("privacy",) in reading.does
