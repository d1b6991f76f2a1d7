"""A language that is asked for is changed whatever else the message asks; one that is an answer is left alone."""

import pytest

from bot.base.terms import Field
from bot.reading import Clause, Context, Guess, Parse, Reader, Reading
from tests.reading.conftest import TODAY


def _read(reader: Reader, first: str, second: str, intent: str, asked: Field | None = None) -> Reading:
    """A message of two clauses, the first one taken for a change of language."""
    text, start = f"{first} {second}", len(first) + 1
    of_language, other = (Guess("change_language", 0.97),), (Guess(intent, 0.97),)
    clauses = (
        Clause(0, len(first), first, "change_language", of_language),
        Clause(start, len(text), second, intent, other),
    )
    return reader.read(Parse(text, intent, other, (), text, clauses), Context(TODAY, asked))


@pytest.mark.parametrize(
    ("first", "second", "intent"),
    [
        ("let's go on in English,", "who reads what I write?", "ask_privacy"),
        ("en français svp,", "qui voit mes réponses?", "ask_privacy"),
        ("write to me in English please.", "are you a robot or a person?", "bot_challenge"),
    ],
)
def test_it_is_heard_beside_what_the_words_decide(reader: Reader, first: str, second: str, intent: str) -> None:
    reading = _read(reader, first, second, intent)
    assert "change_language" in {act.intent for act in reading.acts}
    assert reading.does or len(reading.acts) > 1


def test_where_languages_are_asked_it_is_an_answer(reader: Reader) -> None:
    reading = _read(reader, "English at home,", "who sees my answers?", "ask_privacy", Field.LANGUAGES)
    assert "change_language" not in {act.intent for act in reading.acts}
