"""What is corrected without being named, plans in words that a trip might have, and what is asked beside an answer."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit
from bot.reading import Clause, Context, Entity, Guess, Parse, Reader, Reading, changes
from tests.reading.conftest import TODAY, Read

TOLD: dict[Any, Any] = {
    Field.OCCUPATION: "63200", Field.EXPERIENCE: 9.0, Field.EDUCATION: Education.COLLEGE, Field.FRENCH: 4,
    Field.HOUSEHOLD: Household(partner=True, children=1), Field.PERMIT: Permit.STUDY_PERMIT,
    Field.START: date(2026, 6, 1),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [("non en fait c'est 11 ans, pas 9", Field.EXPERIENCE, 11.0), ("oops, 12 years not 9", Field.EXPERIENCE, 12.0)],
)
def test_a_correction_that_denies_the_old_value_names_its_answer(
    read: Read, text: str, field: Field, value: Any
) -> None:
    assert changes(read(text, "correct_profile", told=TOLD), TOLD, None).saved == {field: value}


def test_a_correction_that_can_be_of_one_answer_alone_is_asked_for_that_one(read: Read) -> None:
    [doubt] = changes(read("finalement je commencerais en octobre", "inform", told=TOLD), TOLD, None).doubts
    assert (doubt.field, doubt.after) == (Field.START, date(2026, 10, 1))


def test_there_is_a_mistake_names_no_place(read: Read) -> None:
    assert read("there is a mistake somewhere", "correct_profile", told=TOLD).does == (("correct",),)


def test_a_trade_that_was_had_as_well_is_asked_about(read: Read) -> None:
    [doubt] = changes(read("j'ai aussi été boucher", "inform", told=TOLD), TOLD, None).doubts
    assert (doubt.field, doubt.before, doubt.after) == (Field.OCCUPATION, "63200", "63201")


@pytest.mark.parametrize(
    ("text", "intent", "field"),
    [
        ("finalement je pars toute seule", "cancel_trip", Field.HOUSEHOLD),
        ("my husband won't be coming", "change_seats", Field.HOUSEHOLD),
        ("we can only move in September", "list_trips", Field.START),
    ],
)
def test_plans_are_no_seats_of_who_has_none(read: Read, text: str, intent: str, field: Field) -> None:
    reading = read(text, intent, told=TOLD)
    assert [each.field for each in reading.unclear] == [field]
    assert reading.acts == ()
    assert changes(reading, TOLD, None).saved == {}


@pytest.mark.parametrize("text", ["two daughters, wife", "mon mari pis quatre enfants"])
def test_family_is_no_trade(read: Read, text: str) -> None:
    reading = read(text, "inform", asked=Field.OCCUPATION)
    assert {fact.field for fact in reading.facts} == {Field.HOUSEHOLD}
    assert reading.unclear == ()
    assert [each.field for each in read("my husband", "inform", asked=Field.OCCUPATION).unclear] == [Field.HOUSEHOLD]


def asked_beside(
    reader: Reader, text: str, field: Field, *parts: tuple[str, str, float], marked: tuple[Entity, ...] = ()
) -> Reading:
    """A message of these parts, each with what it is taken for and how surely, at an open question."""
    clauses = [
        Clause(text.index(part), text.index(part) + len(part), part, intent, (Guess(intent, sure),))
        for part, intent, sure in parts
    ]
    whole = (Guess(parts[0][1], parts[0][2]),)
    return reader.read(Parse(text, parts[0][1], whole, marked, clauses=tuple(clauses)), Context(TODAY, field))


def test_a_question_beside_an_answer_is_answered_whatever_words_it_has(reader: Reader) -> None:
    reading = asked_beside(
        reader, "niveau 5, et comment on s'y rend sans auto", Field.FRENCH,
        ("niveau 5,", "inform", 0.9), ("et comment on s'y rend sans auto", "ask_getting_there", 0.97),
    )  # fmt: skip
    assert [fact.value for fact in reading.facts] == [5]
    assert [act.intent for act in reading.acts] == ["ask_getting_there"]


def test_a_question_whose_subject_another_part_says_is_a_question(reader: Reader) -> None:
    reading = asked_beside(
        reader, "open permit, wondering how much is a two and a half in Matane", Field.PERMIT,
        ("open permit,", "inform", 0.99), ("wondering how much is a two", "ask_housing", 0.44),
        ("and a half in Matane", "ask_housing", 0.98), marked=(Entity("permit", "open permit", 0, 11),),
    )  # fmt: skip
    assert [act.intent for act in reading.acts] == ["ask_housing"]
