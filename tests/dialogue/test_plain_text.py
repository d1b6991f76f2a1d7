"""What a candidate types never becomes a command of Rasa, whatever it is made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.client import plain_text

# rasa.shared.core.training_data.story_reader.yaml_story_reader, which strips the text first
RASA_COMMAND = re.compile(r"^\s*/")
PREFIXES = st.text(alphabet=" \t\n\r\x0b\x0c\x1c\x85\u00a0\u2003\u3000\u200b\u200e\u2060\ufeff\u00ad\u3164\u0301/／⁄∕")
PAYLOADS = st.sampled_from(
    ["/cancel", '/cancel{"city": "HACK"}', "/restart", "/session_start", "/affirm@0.99", "／back", "⁄back"]
)


def is_command(text: str) -> bool:
    """Rasa strips twice with Python's own notion of a space."""
    return RASA_COMMAND.match(text.strip()) is not None or text.strip().startswith("/")


@given(st.text())
def test_no_text_is_a_command(text: str) -> None:
    assert not is_command(plain_text(text))


@given(PREFIXES, PAYLOADS, st.text(max_size=20))
def test_no_disguise_of_a_command_is_a_command(prefix: str, payload: str, rest: str) -> None:
    assert not is_command(plain_text(prefix + payload + rest))


@given(st.text(), st.integers(0, 30))
def test_cutting_it_short_makes_no_command_of_it(text: str, length: int) -> None:
    assert not is_command(plain_text(text)[:length])


@given(st.text())
def test_the_result_is_one_line_that_can_be_sent(text: str) -> None:
    result = plain_text(text)
    assert len(result.splitlines()) <= 1
    assert result == result.strip()
    result.encode()


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("Bonjour, ça va?", "Bonjour, ça va?"),
        ("l’été à Saint-Félicien", "l’été à Saint-Félicien"),
        ("je suis soudeur\n5 ans\r\nniveau B1", "je suis soudeur 5 ans niveau B1"),
        ("  \u200b\ufeff bonjour", "bonjour"),
        ("ｏｕｉ", "oui"),
        ("bon\u00adjour", "bonjour"),
        ("et/ou", "et/ou"),
        ("/oui", "oui"),
        ("🙂", "🙂"),
        ("مرحبا", "مرحبا"),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_text_stays_what_it_says(typed: str, understood: str) -> None:
    assert plain_text(typed) == understood
