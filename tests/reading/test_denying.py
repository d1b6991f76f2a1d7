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


@pytest.mark.parametrize(
    "text",
    [
        "I never meant German, I meant Italian", "pas l'allemand, j'ai tapé trop vite, italien",
        "not German! Italian from Napoli", "l'italien au lieu de l'allemand, j'ai cliqué à côté",
        "Italian, that is what I said, not German",
    ],
)  # fmt: skip
def test_a_language_given_instead_is_kept_with_whatever_explains_it(read: Read, text: str) -> None:
    told: dict[Any, Any] = {Field.LANGUAGES: ("de",)}
    assert changes(read(text, "correct_profile", told=told), told, None).saved == {Field.LANGUAGES: ("it",)}


@pytest.mark.parametrize("text", ["not German, my course was in Italian", "pas allemand, mon patron est italien"])
def test_but_not_one_in_which_something_else_is(read: Read, text: str) -> None:
    told: dict[Any, Any] = {Field.LANGUAGES: ("de",)}
    found = changes(read(text, "correct_profile", told=told), told, None)
    assert (found.saved, found.again) == ({}, [Field.LANGUAGES])


@pytest.mark.parametrize(
    "text", ["I never asked for Laval, it's Amos", "j'ai jamais demandé Laval, c'était Amos", "not Laval. It was Amos"]
)
def test_a_place_given_instead_is_kept(read: Read, text: str) -> None:
    told: dict[Any, Any] = {Field.REGIONS: ("13",)}
    marked = (("city", "Laval"), ("city", "Amos"))
    assert changes(read(text, "correct_profile", *marked, told=told), told, None).saved == {Field.REGIONS: ("08",)}


@pytest.mark.parametrize(
    "text", ["m'envoyez pas à Laval", "never send us to Laval please", "I can't stand Laval", "j'ai pas demandé Laval"]
)
@pytest.mark.parametrize("intent", ["start_profile", "correct_profile"])
def test_a_place_that_is_refused_in_other_words_is_taken_out(read: Read, text: str, intent: str) -> None:
    told: dict[Any, Any] = {Field.REGIONS: ("13", "08")}
    reading = read(text, intent, ("city", "Laval"), told=told)
    assert changes(reading, told, None).saved == {Field.REGIONS: ("08",)}
