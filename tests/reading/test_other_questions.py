"""What is told of another question than the open one is kept, or asked by a button; the open one waits, once."""

from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit
from bot.reading import Sight, changes
from tests.reading.conftest import Read


@pytest.mark.parametrize(
    ("text", "marked", "told"),
    [
        ("secondary 3, never finished it", [("education", "secondary 3")], {Field.EDUCATION: Education.NONE}),
        (
            "portugais chez nous pis le créole avec ma tante",
            [("spoken_language", "portugais"), ("spoken_language", "créole")],
            {Field.LANGUAGES: ("pt", "ht")},
        ),
        ("mon mari pis moi, fille 7 ans, garçon 11 ans", [], {Field.HOUSEHOLD: Household(True, 2)}),
        ("début février, si le logement est libre", [], {Field.START: "02-01"}),
        ("permanent resident, and my husband is a citizen", [("permit", "permanent resident")],
         {Field.PERMIT: Permit.PERMANENT_RESIDENT}),
    ],
)  # fmt: skip
def test_what_answers_another_question_plainly_is_kept(
    read: Read, text: str, marked: list[tuple[str, str]], told: dict[Field, Any]
) -> None:
    reading = read(text, "inform", *marked, asked=Field.EXPERIENCE)
    saved = changes(reading, {}, Field.EXPERIENCE).saved
    assert {name: str(value)[5:] if name is Field.START else value for name, value in saved.items()} == told
    assert reading.missed is None
    assert reading.unanswered is Field.EXPERIENCE


@pytest.mark.parametrize(
    ("text", "intent", "marked", "field", "options"),
    [
        ("allons-y pour Granby", "compare_regions", [("city", "Granby")], Field.REGIONS, (("05",),)),
        ("à trois si tout va bien", "inform", [], Field.HOUSEHOLD, None),
    ],
)
def test_what_only_seems_to_answer_another_question_is_asked(
    read: Read, text: str, intent: str, marked: list[tuple[str, str]], field: Field, options: Any
) -> None:
    reading = read(text, intent, *marked, asked=Field.EXPERIENCE)
    assert (reading.facts, reading.acts) == ((), ())
    [unclear] = reading.unclear
    assert unclear.field is field
    assert options in {None, unclear.options}


@pytest.mark.parametrize(
    ("text", "intent", "marked"),
    [
        ("apartments in Amos", "ask_housing", [("city", "Amos")]),
        ("my cousin speaks Wolof", "inform", [("spoken_language", "Wolof")]),
        ("a welding certificate, level 2", "inform", []),
        ("on attend une petite fille pour mars", "inform", []),
        ("il y a quelqu'un pour les papiers de ma soeur?", "ask_immigration_procedure", []),
        ("je connais seulement Joliette", "inform", [("city", "Joliette")]),
        ("the last 4 years in Laval", "inform", [("city", "Laval")]),
    ],
)
def test_what_asks_or_is_of_somebody_else_tells_nothing(
    read: Read, text: str, intent: str, marked: list[tuple[str, str]]
) -> None:
    reading = read(text, intent, *marked, asked=Field.PERMIT)
    assert changes(reading, {}, Field.PERMIT).saved == {}
    assert reading.unclear == ()


def test_a_question_that_stays_unanswered_twice_is_left_for_the_end(read: Read) -> None:
    again = Sight(unanswered=Field.EXPERIENCE)
    first = read("ben là, c'est pas simple", "inform", asked=Field.EXPERIENCE)
    assert (first.missed, first.unanswered) == (Field.EXPERIENCE, Field.EXPERIENCE)
    second = read("ben là, c'est pas simple", "inform", asked=Field.EXPERIENCE, sight=again)
    assert (second.missed, second.does) == (None, (("later",),))
    other = read("citoyenne", "inform", ("permit", "citoyenne"), asked=Field.EXPERIENCE, sight=again)
    assert other.leaves
    assert not read("7 ans", "inform", asked=Field.EXPERIENCE, sight=again).leaves


@pytest.mark.parametrize(
    ("text", "years"),
    [("ça va faire 8 ans en juin", 8.0), ("From 2012 until my shop closed in 2019", 7.0),
     ("11 years back home, here nothing", 11.0)],
)  # fmt: skip
def test_lengths_of_work_as_people_say_them(read: Read, text: str, years: float) -> None:
    [fact] = read(text, "inform", asked=Field.EXPERIENCE).facts
    assert (fact.field, fact.value) == (Field.EXPERIENCE, years)


def test_places_that_are_ranked_are_all_wished_for(read: Read) -> None:
    marked = [("region", "Estrie"), ("region", "Outaouais"), ("region", "Montérégie")]
    for asked in (Field.EXPERIENCE, Field.REGIONS):
        reading = read("put Estrie first, Outaouais second, not Montérégie", "inform", *marked, asked=asked)
        assert changes(reading, {}, asked).saved == {Field.REGIONS: ("05", "07")}


def test_a_claim_that_was_accepted_makes_a_refugee(read: Read) -> None:
    reading = read("ma demande d'asile est acceptée", "inform", ("permit", "asile"), asked=Field.PERMIT)
    assert changes(reading, {}, Field.PERMIT).saved == {Field.PERMIT: Permit.REFUGEE}


def test_a_degree_that_was_never_defended_is_none(read: Read) -> None:
    marked = [("education", "licence"), ("education", "doctorat")]
    reading = read("licence en droit, et un doctorat que je n'ai jamais soutenu", "inform", *marked, asked=Field.FRENCH)
    assert changes(reading, {}, Field.FRENCH).saved == {Field.EDUCATION: Education.BACHELOR}


def test_what_says_that_something_was_wrong_is_nobody(read: Read) -> None:
    text = "sorry, is 12 years of sewing, I moved 2 times in between"
    reading = read(text, "correct_profile", ("experience_years", "12 years"), asked=Field.REGIONS)
    assert changes(reading, {}, Field.REGIONS).saved.get(Field.EXPERIENCE) == 12
