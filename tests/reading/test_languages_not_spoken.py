"""A language with a zero beside it is not spoken; a zero of something else takes nothing away."""

from typing import Any

import pytest

from bot.base.terms import Field
from bot.knowledge import Resolver
from bot.reading import changes
from tests.reading.conftest import Read


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("l'espagnol zéro, le wolof oui", ("espagnol", "wolof"), ("wo",)),
        ("Spanish: zero. Hindi and Punjabi yes", ("Spanish", "Hindi", "Punjabi"), ("hi", "pa")),
        ("zero English, only Tagalog", ("English", "Tagalog"), ("fil",)),
        ("allemand 0 mais arabe et turc", ("allemand", "arabe", "turc"), ("ar", "tr")),
        ("mon anglais est nul, je parle bambara", ("anglais", "bambara"), ("bm",)),
        ("je parle portugais, nul en anglais", ("portugais", "anglais"), ("pt",)),
    ],
)
@pytest.mark.parametrize("asked", [Field.LANGUAGES, None])
def test_it_is_not_kept(read: Read, text: str, marked: tuple[str, ...], kept: Any, asked: Field | None) -> None:
    reading = read(text, "inform", *(("spoken_language", name) for name in marked), asked=asked)
    assert changes(reading, {}, asked).saved == {Field.LANGUAGES: kept}


@pytest.mark.parametrize("text", ["l'allemand zéro", "German: zero", "zéro allemand"])
def test_alone_it_leaves_the_question_open(read: Read, text: str) -> None:
    word = "German" if "German" in text else "allemand"
    reading = read(text, "inform", ("spoken_language", word), asked=Field.LANGUAGES)
    assert not changes(reading, {}, Field.LANGUAGES).saved
    assert not reading.unclear


@pytest.mark.parametrize(
    "text",
    ["zéro faute en anglais", "English 0 mistakes", "anglais, zéro problème", "10 English", "parti de zéro en anglais"],
)
def test_a_zero_of_something_else_takes_nothing_away(resolver: Resolver, text: str) -> None:
    kept = resolver.without_unspoken(text).lower()
    assert ("anglais" in kept or "english" in kept) is (text != "parti de zéro en anglais")


def test_a_level_of_french_is_still_zero(read: Read) -> None:
    reading = read("French zero, English zero", "inform", ("french_level", "zero"), asked=Field.FRENCH)
    assert changes(reading, {}, Field.FRENCH).saved == {Field.FRENCH: 0}
