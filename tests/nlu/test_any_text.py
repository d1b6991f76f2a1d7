"""Whatever is typed, the model answers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.client import MOST_READ, plain_text

from .labelled import Parse
from .test_data import LANGUAGES, training

pytestmark = pytest.mark.timeout(1200)
MOST = 4000  # characters that Telegram lets somebody send, nearly

ODD = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u202d\u0000\u0007\u001b\r\n\t\u00a0\u0301🙂👨‍👩‍👧שלום مرحبا"
PHRASES = [message.text for language in LANGUAGES for message in training(language)][::40]
WORDS = sorted({word for phrase in PHRASES for word in phrase.split()})
PAYLOADS = ["/greet", '/inform{"region":"09"}', "/restart", "/session_start", "/delete_my_data{}", "//", "/ intent"]

anything = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=st.sampled_from(ODD), max_size=60),
    st.from_regex(r"[-+(]?[0-9][-0-9 ().,:/]{0,30}", fullmatch=True),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.tuples(st.sampled_from(PHRASES), st.text(alphabet=st.sampled_from(ODD), max_size=8)).map("".join),
    st.tuples(st.sampled_from(PAYLOADS), st.text(max_size=20)).map("".join),
)


def check(parse: Parse, typed: str) -> None:
    """An answer of the right shape: an intent with its probability, entities that are parts of the text."""
    text = plain_text(typed)[:MOST_READ]  # what the bot makes of it before Rasa hears it
    understood = parse(text)
    assert 0 <= understood["intent"]["confidence"] <= 1
    assert understood["intent"]["name"] or not text.strip()
    for entity in understood["entities"]:
        assert 0 <= entity["start"] < entity["end"] <= len(text)


@settings(max_examples=1_000, suppress_health_check=list(HealthCheck), derandomize=True)
@given(anything)
def test_a_thousand_texts_parse(rasa_parse: Parse, text: str) -> None:
    if not text.startswith(
        "/"
    ):  # to Rasa itself a slash is a command; the bot takes it off (tests/dialogue/test_plain_text)
        check(rasa_parse, text)


@pytest.mark.parametrize(
    "text", ["a" * MOST, "bonjour " * (MOST // 8), "🙂" * MOST, "é\u0301" * (MOST // 2), "\u202e" * MOST]
)
def test_the_longest_message_parses(rasa_parse: Parse, text: str) -> None:
    check(rasa_parse, text)


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_typed_payload_is_text(rasa_parse: Parse, text: str) -> None:
    check(rasa_parse, text)
    understood = rasa_parse(plain_text(text)[:MOST_READ])
    assert understood["intent"]["confidence"] < 1 or understood["intent"]["name"] == "nlu_fallback"
