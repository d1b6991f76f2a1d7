"""In which language a message is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.base.terms import Language
from bot.knowledge import written_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where can I find a job as a welder", Language.ENGLISH),
        ("do you know how much is the rent in Rimouski", Language.ENGLISH),
        ("WHAT DO I DO IF MY BOSS DOES NOT PAY ME", Language.ENGLISH),
        ("est-ce que je peux venir avec ma famille", Language.FRENCH),
        ("combien coute un loyer a Alma svp", Language.FRENCH),
        ("chu soudeur pis j'cherche une job en région", Language.FRENCH),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: Language) -> None:
    assert written_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "B1", "Rimouski", "oui", "welder", "Trois-Rivières, Québec", "Tim Hortons", "", "🙂 🙂 🙂 🙂 🙂", "5 5 5 5 5",
        "¿dónde puedo aprender francés en la región?", "onde posso encontrar um emprego na região?",
    ],
)  # fmt: skip
def test_a_few_words_or_another_language_tell_nothing(text: str) -> None:
    assert written_language(text) is None


@given(st.text(max_size=4000))
def test_whatever_is_written_nothing_breaks(text: str) -> None:
    assert written_language(text) in {None, *Language}
