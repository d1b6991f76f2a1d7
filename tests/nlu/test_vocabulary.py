"""Known words, as the coverage guard counts them."""

import importlib.util
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.trained_model import NLU


def load() -> ModuleType:
    """The module without Rasa around it, which this environment does not have."""
    spec = importlib.util.spec_from_file_location("vocabulary", NLU / "components" / "vocabulary.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


vocabulary = load()
KNOWN = vocabulary.Vocabulary({"oui", "bonjour", "francisation", "je", "cherche", "l", "ete"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’été, à Québec!", ["l", "ete", "a", "quebec"]),
        ("ouiiiii", ["oui"]),
        ("cœur", ["coeur"]),
        ("5 ans, 418-555-0199", ["ans"]),
        ("H2X 1Y4", ["h2x", "1y4"]),
        ("🙂 ?!", []),
        ("_-_", []),
        ("日本語", ["日本語"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert vocabulary.words(text) == found


@pytest.mark.parametrize("word", ["bonjour", "bonjur", "bonjourr", "bomjour", "bnojour", "francisasion"])
def test_one_wrong_letter_is_forgiven_in_a_long_word(word: str) -> None:
    assert word in KNOWN


@pytest.mark.parametrize("word", ["ou", "oiu", "non", "bjr", "mohamed", "chercheuse", ""])
def test_another_word_is_unknown(word: str) -> None:
    assert word not in KNOWN


@pytest.mark.parametrize(
    ("text", "coverage"),
    [
        *(("oui", 1), ("oui Mohamed", 0.5), ("oui 123 🙂", 1)),
        *(("Mohamed", 0), ("", 0), ("🙂", 0), ("123", 0), ("l", 0)),
    ],
)
def test_coverage(text: str, coverage: float) -> None:
    assert KNOWN.coverage(text) == coverage


@given(st.text())
def test_any_text_has_a_coverage(text: str) -> None:
    assert 0 <= KNOWN.coverage(text) <= 1


@given(st.text(alphabet=st.characters(exclude_categories=["L", "M"])))
def test_a_text_without_letters_is_never_covered(text: str) -> None:
    assert KNOWN.coverage(text) == 0
