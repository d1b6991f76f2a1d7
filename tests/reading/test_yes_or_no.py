"""A yes or a number takes an option of the bubble in sight; a bound gives a date; what is put in the place of what."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Field, Household
from bot.reading import Sight, changes
from tests.reading.conftest import Read

ONE = (("set", "education", "2"),)
TWO = (("set", "occupation", "72106"), ("set", "occupation", "63200"))


@pytest.mark.parametrize("text", ["oui", "Yes, that's it", "ouais c'est ça"])
def test_a_yes_takes_the_only_option(read: Read, text: str) -> None:
    assert read(text, "affirm", asked=Field.EDUCATION, buttons=ONE).does == ONE


@pytest.mark.parametrize(("text", "number"), [("the first one", 0), ("le deuxième svp", 1), ("the last one", 1)])
def test_a_number_takes_one_of_several_options(read: Read, text: str, number: int) -> None:
    assert read(text, "inform", asked=Field.OCCUPATION, buttons=TWO).does == (TWO[number],)


@pytest.mark.parametrize("buttons", [TWO, (*ONE, ("skip", "education")), ()])
def test_a_yes_takes_nothing_of_several_options_or_of_a_question(
    read: Read, buttons: tuple[tuple[str, ...], ...]
) -> None:
    asked = Field.OCCUPATION if buttons == TWO else Field.EDUCATION
    assert not any(shown[0] == "set" for shown in read("oui", "affirm", asked=asked, buttons=buttons).does)


def test_a_yes_that_adds_to_the_option_keeps_both(read: Read) -> None:
    buttons = (("set", "spoken_languages", "es", "en"),)
    marked = ("spoken_language", "Tamil")
    reading = read("yes, and Tamil", "inform", marked, asked=Field.LANGUAGES, buttons=buttons)
    assert changes(reading, {}, Field.LANGUAGES).saved == {Field.LANGUAGES: ("es", "en", "ta")}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("en mai, mais pas avant la mi-mai", date(2026, 5, 15)),
        ("pas avant le 20 avril", date(2026, 4, 20)),
        ("not before mid June", date(2026, 6, 15)),
    ],
)
def test_a_day_before_which_nobody_starts_is_the_first_day(read: Read, text: str, day: date) -> None:
    assert changes(read(text, asked=Field.START), {}, Field.START).saved == {Field.START: day}


def test_the_answer_given_just_before_is_corrected_beside_the_next_question(read: Read) -> None:
    told: dict[Any, Any] = {Field.START: date(2026, 4, 1)}
    text = "c'est pas le 1er avril, c'est après le 10 avril"
    reading = read(text, "correct_profile", asked=Field.HOUSEHOLD, told=told, sight=Sight(told=(Field.START,)))
    assert changes(reading, told, Field.HOUSEHOLD).saved == {Field.START: date(2026, 4, 11)}


@pytest.mark.parametrize("text", ["ma langue maternelle c'est le wolof", "my mother tongue"])
def test_a_mother_tongue_is_no_diploma(read: Read, text: str) -> None:
    reading = read(text, asked=Field.EDUCATION)
    assert Field.EDUCATION not in changes(reading, {}, Field.EDUCATION).saved


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("only me first, husband and three kids come after 6 months", Household()),
        ("one person. wife later", Household()),
        ("me, my wife and two kids, the eldest stays in Accra", Household(True, 1)),
        ("my wife and me, our baby stays in Togo", Household(True, 0)),
    ],
)
def test_who_comes_later_or_stays_is_offered_as_well(read: Read, text: str, right: Household) -> None:
    [unclear] = read(text, asked=Field.HOUSEHOLD).unclear
    assert right in unclear.options


@pytest.mark.parametrize(
    ("text", "marked", "after"),
    [
        ("remove Laval and add Outaouais", ("Laval", "Outaouais"), ("04", "07")),
        ("you forgot Outaouais", ("Outaouais",), ("13", "04", "07")),
        ("enlève Laval pis mets l'Outaouais", ("Laval", "Outaouais"), ("04", "07")),
    ],
)
def test_what_is_put_in_is_kept_beside_what_is_taken_out(
    read: Read, text: str, marked: tuple[str, ...], after: tuple[str, ...]
) -> None:
    told: dict[Any, Any] = {Field.REGIONS: ("13", "04")}
    reading = read(text, "correct_profile", *(("region", name) for name in marked), told=told)
    assert changes(reading, told, None).saved == {Field.REGIONS: after}
