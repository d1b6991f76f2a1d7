"""What turns out to be somebody else's is taken from an answer; whoever is spoken of is not said to move along."""

from typing import Any

import pytest

from bot.base.terms import Education, Field
from bot.reading import changes
from tests.reading.conftest import Read


@pytest.mark.parametrize(
    ("told", "text", "saved"),
    [
        ({Field.LANGUAGES: ("es", "ar")}, "l'arabe c'est ma femme, pas moi", {Field.LANGUAGES: ("es",)}),
        ({Field.LANGUAGES: ("pt", "en")}, "Portuguese is my husband, not me", {Field.LANGUAGES: ("en",)}),
        ({Field.OCCUPATION: "73301"}, "no, bus driver is my cousin, I am plumber", {Field.OCCUPATION: "72300"}),
    ],
)
def test_what_is_said_to_be_somebody_elses_is_taken_out(
    read: Read, told: dict[Any, Any], text: str, saved: dict[Field, Any]
) -> None:
    assert changes(read(text, "correct_profile", told=told), told, None).saved == saved


@pytest.mark.parametrize("text", ["German is my wife, not me", "l'allemand c'est ma soeur"])
def test_an_answer_of_which_nothing_is_left_is_asked_anew(read: Read, text: str) -> None:
    told: dict[Any, Any] = {Field.LANGUAGES: ("de",)}
    assert changes(read(text, "correct_profile", told=told), told, None).again == [Field.LANGUAGES]


def test_a_partner_who_is_spoken_of_is_not_said_to_move_along(read: Read) -> None:
    reading = read("wolof, anglais, et mon conjoint parle allemand", asked=Field.LANGUAGES)
    assert changes(reading, {}, Field.LANGUAGES).saved == {Field.LANGUAGES: ("wo", "en")}


def test_years_of_a_school_are_no_experience(read: Read) -> None:
    told: dict[Any, Any] = {Field.EXPERIENCE: 9.0}
    marked = ("experience_years", "three years")
    reading = read("three years of technical school", "inform", marked, asked=Field.EDUCATION, told=told)
    found = changes(reading, told, Field.EDUCATION)
    assert Field.EXPERIENCE not in found.saved
    assert found.doubts == []


@pytest.mark.parametrize("text", ["j'ai pas de diplôme", "je n'ai pas de diplôme", "I have no diploma"])
def test_a_diploma_of_no_kind_is_none(read: Read, text: str) -> None:
    reading = read(text, asked=Field.EDUCATION)
    saved = changes(reading, {}, Field.EDUCATION).saved.get(Field.EDUCATION)
    assert saved is Education.NONE or [each.options for each in reading.unclear] == [(Education.NONE,)]
