"""The open question reads a short answer with its own reader, whatever else the words look like."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit
from bot.reading import Context, Reader, changes
from tests.reading.conftest import TODAY, Read


def answered(read: Read, field: Field, text: str, *more: Any) -> Any:
    """What would be saved as the answer to the question that is open."""
    reading = read(text, *more, asked=field)
    return changes(reading, {}, field).saved.get(field)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (Field.EXPERIENCE, "9", 9),
        (Field.EXPERIENCE, "4️⃣", 4),
        (Field.EXPERIENCE, "8️⃣ ans", 8),
        (Field.EXPERIENCE, "trente-deux ans", 32),
        (Field.EXPERIENCE, "forty one years", 41),
        (Field.EXPERIENCE, "3 1/2 ans", 3.5),
        (Field.EXPERIENCE, "7½ years", 7.5),
        (Field.EXPERIENCE, "une quinzaine d'années", 15),
        (Field.EXPERIENCE, "a dozen years", 12),
        (Field.EXPERIENCE, "depuis deux mille dix-sept", 9),
        (Field.EXPERIENCE, "half a year", 0.5),
        (Field.START, "le 9 juin", date(2026, 6, 9)),
        (Field.START, "August 3", date(2026, 8, 3)),
        (Field.START, "in three and a half months", date(2026, 6, 17)),
        (Field.START, "dans un mois et demi", date(2026, 4, 17)),
        (Field.START, "6 mois", date(2026, 9, 2)),
        (Field.FRENCH, "7", 7),
        (Field.FRENCH, "b2", 8),
        (Field.HOUSEHOLD, "my partner and me, the two of us", Household(True, 0)),
        (Field.HOUSEHOLD, "moi et mes deux garçons", Household(False, 2)),
        (Field.HOUSEHOLD, "1", Household(False, 0)),
    ],
)
def test_a_number_a_date_or_people_need_no_model(reader: Reader, field: Field, text: str, value: Any) -> None:
    reading = reader.at_once(text, Context(TODAY, field))
    assert reading is not None
    assert changes(reading, {}, field).saved == {field: value}


@pytest.mark.parametrize("text", ["4", "on sera 4", "6 people"])
def test_a_number_of_people_may_be_adults_or_children(read: Read, text: str) -> None:
    [unclear] = read(text, asked=Field.HOUSEHOLD).unclear
    number = int("".join(filter(str.isdigit, text)))
    assert set(unclear.options) == {Household(True, number - 2), Household(False, number - 1)}


@pytest.mark.parametrize(
    ("text", "intent", "code"),
    [
        ("aide boulanger", "help", "65201"),
        ("je sais souder", "skip", "72106"),
        ("gardienne d'enfants", "ask_schools_childcare", "44100"),
    ],
)
def test_a_trade_that_looks_like_a_request_is_a_trade(read: Read, text: str, intent: str, code: str) -> None:
    reading = read(text, intent, asked=Field.OCCUPATION)
    found = [fact.value for fact in reading.facts] + [each for one in reading.unclear for each in one.options]
    assert found, reading
    assert not reading.acts


@pytest.mark.parametrize(
    ("field", "text", "intent"),
    [
        (Field.HOUSEHOLD, "est-ce que la garderie coûte cher à Matane?", "ask_schools_childcare"),
        (Field.EXPERIENCE, "il fait froid comment à Amos?", "ask_climate"),
        (Field.REGIONS, "compare l'Estrie et la Mauricie", "compare_regions"),
        (Field.OCCUPATION, "je veux parler à quelqu'un", "talk_to_human"),
        (Field.FRENCH, "on passe celle-là", "skip"),
    ],
)
def test_a_question_or_an_order_is_no_answer(read: Read, field: Field, text: str, intent: str) -> None:
    reading = read(text, intent, asked=field)
    assert not reading.facts
    assert [act.intent for act in reading.acts] == [intent]


def test_what_answers_in_no_way_that_is_known_is_said(read: Read) -> None:
    assert read("blorp", "nlu_fallback", asked=Field.OCCUPATION).missed is Field.OCCUPATION
    assert read("blorp", "nlu_fallback").does == (("unsure",),)


@pytest.mark.parametrize("text", ["le bac du Cameroun", "baccalauréat"])
def test_a_diploma_with_two_meanings_is_asked(read: Read, text: str) -> None:
    [unclear] = read(text, "inform", ("education", text), asked=Field.EDUCATION).unclear
    assert set(unclear.options) == {Education.SECONDARY, Education.BACHELOR}


def test_the_answer_of_two_people_is_the_writers(read: Read) -> None:
    text = "mon épouse a un permis d'études, moi c'est la résidence permanente"
    marked = (("permit", "permis d'études"), ("permit", "résidence permanente"))
    assert answered(read, Field.PERMIT, text, "ask_immigration_procedure", *marked) is Permit.PERMANENT_RESIDENT


def test_where_somebody_used_to_live_is_no_wish(read: Read) -> None:
    text = "avant on habitait à Gatineau mais c'était trop cher"
    assert answered(read, Field.REGIONS, text, "inform", ("city", "Gatineau")) is None


def test_a_yes_to_a_question_of_seats_is_a_number_of_seats(read: Read) -> None:
    buttons = (("register", "t1", "1"), ("register", "t1", "2"))
    assert read("6", asked=Field.FRENCH, buttons=buttons).does == (("register", "t1", "6"),)
    assert read("ma femme, 3 enfants et moi", asked=Field.FRENCH, buttons=buttons).does == (("register", "t1", "5"),)


@pytest.mark.parametrize("text", ["pourquoi tu me demandes ça", "why do you need to know?"])
def test_why_a_question_is_asked_is_told(read: Read, text: str) -> None:
    assert read(text, "ask_privacy", asked=Field.PERMIT).does == (("why_asked",),)


@pytest.mark.parametrize("text", ["Matane", "à Matane"])
def test_a_mere_name_of_a_place_asks_about_it_and_tells_nothing(read: Read, text: str) -> None:
    found = read(text, "inform", ("city", "Matane"))
    assert not found.facts
    assert [answer for answer, _ in found.does] == ["region"]
    assert read("Matane", "inform", ("city", "Matane"), asked=Field.REGIONS).facts


@pytest.mark.parametrize("text", ["skip this question", "passer cette question", "retour"])
def test_an_order_is_no_trade(read: Read, text: str) -> None:
    assert not read(text, "skip", asked=Field.OCCUPATION).facts


def test_a_trade_beside_years_and_french_is_that_trade(read: Read) -> None:
    text = "I'm a welder with 5 years of experience and I speak a little French"
    found = read(text, "inform", ("occupation", "welder"), asked=Field.OCCUPATION)
    assert [fact.value for fact in found.facts if fact.field is Field.OCCUPATION] == ["72106"]


@pytest.mark.parametrize(
    "text",
    ["i have 4 kids", "jai deux filles", "3 small children", "my lease ends in 1 year", "ça fait 6 ans que j'attends",
     "we waited for 5 years", "2 chiens", "les 7 ans de ma fille", "i want to be a plumber one day"],
)  # fmt: skip
def test_what_counts_something_else_is_no_experience(read: Read, text: str) -> None:
    found = read(text, "inform", asked=Field.EXPERIENCE)
    assert Field.EXPERIENCE not in [fact.field for fact in found.facts]
