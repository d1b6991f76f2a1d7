"""Names of the knowledge base in a text, as the tokenizer marks them."""

import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.trained_model import NLU

TABLES = {
    "city": ["Val-d'Or", "Saint-Jean", "Rimouski", "Alma", "Sept-Îles"],
    "region": ["Saguenay–Lac-Saint-Jean", "Côte-Nord"],
    "occupation": ["infirmière", "aide-cuisinier"],
    "education": ["DES", "DEP"],
}


@pytest.fixture(scope="module")
def names() -> Iterator[ModuleType]:
    """The module of Rasa's environment, which needs nothing of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(NLU))
        yield import_module("components.names")
        for name in [name for name in sys.modules if name.split(".")[0] == "components"]:
            del sys.modules[name]


def marked(names: ModuleType, text: str, ordinary: str = "") -> list[str]:
    """The words of a text with what they may be."""
    words = text.split()
    tags = names.Names(TABLES, ["city", "region"]).tags(words, ordinary.split())
    return [f"{word}:{'/'.join(sorted(found))}" for word, found in zip(words, tags, strict=True) if found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("je vis à Alma", ["Alma:B-city"]),
        ("VAL D OR", ["VAL:B-city", "D:I-city", "OR:I-city"]),
        ("valdor", ["valdor:B-city"]),
        ("val - d' or", ["val:B-city", "-:I-city", "d':I-city", "or:I-city"]),
        ("St Jean", ["St:B-city", "Jean:I-city"]),
        ("sept iles", ["sept:B-city", "iles:I-city"]),
        ("cote nord", ["cote:B-region", "nord:I-region"]),
        ("saguenay lac st jean", ["saguenay:B-region", "lac:I-region", "st:B-city/I-region", "jean:I-city/I-region"]),
        ("infirmieres", ["infirmieres:B-occupation"]),
        ("mon DES", ["DES:B-education"]),
        ("des gens", []),
        ("- - -", []),
        ("", []),
    ],
)
def test_accents_hyphens_plurals_and_capitals_make_no_difference(
    names: ModuleType, text: str, found: list[str]
) -> None:
    assert marked(names, text) == found


@pytest.mark.parametrize("text", ["rimoski", "rimouskki", "rimouksi"])
def test_one_letter_of_a_place_may_be_wrong(names: ModuleType, text: str) -> None:
    assert marked(names, text) == [f"{text}:B-city"]
    assert marked(names, text, ordinary=text) == [], "not of a word that is one"


@pytest.mark.parametrize("text", ["infirmiere", "infirmere", "rimsk", "alna"])
def test_of_other_names_and_short_ones_none_may(names: ModuleType, text: str) -> None:
    assert marked(names, text) == (["infirmiere:B-occupation"] if text == "infirmiere" else [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(max_size=12), max_size=8))
def test_every_word_gets_an_answer_and_names_begin_before_they_go_on(names: ModuleType, words: list[str]) -> None:
    tags = names.Names(TABLES, ["city"]).tags(words)
    assert len(tags) == len(words)
    before: frozenset[str] = frozenset()
    for found in tags:
        for tag in found:
            kind = tag[2:]
            assert tag.startswith("B-") or {f"B-{kind}", f"I-{kind}"} & before
        before = found
