"""Whose a number in a correction is: of the writer's work, or of a permit, a loan, a distance, somebody else."""

from typing import Any

import pytest

from bot.base.terms import Field, Wish
from bot.knowledge import Ambiguous, Resolver
from bot.reading import Sight, changes
from bot.reading.values import answer
from tests.reading.conftest import TODAY, Read

SEVEN: dict[Field | Wish, Any] = {Field.EXPERIENCE: 7.0}
JUST_TOLD = Sight(told=(Field.EXPERIENCE,))


def kept(read: Read, text: str, intent: str = "correct_profile", *marked: tuple[str, str], **at: Any) -> Any:
    found = changes(read(text, intent, *marked, told=SEVEN, **at), SEVEN, at.get("asked"))
    assert not set(found.saved) - {Field.EXPERIENCE}
    return found.saved.get(Field.EXPERIENCE), [doubt.after for doubt in found.doubts]


@pytest.mark.parametrize(
    "text",
    [
        "my lease is 4 years, not 7", "notre bail est de 4 ans, pas 7", "l'hypothèque, c'est 4 ans, pas 7",
        "je la connais depuis 4 ans, pas 7", "my car loan: 4 years, not 7", "4 years of marriage, not 7",
        "my insurance is 4 years, not 7", "4 ans de garantie, pas 7", "4 years in a relationship, not 7",
        "4 years of nursing school, not 7",
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", [None, Field.EDUCATION, Field.PERMIT])
def test_years_of_another_thing_change_nothing_without_a_question(read: Read, text: str, asked: Field | None) -> None:
    saved, asked_about = kept(read, text, asked=asked)
    assert saved is None
    assert asked_about in ([], [4.0])


def test_so_do_years_that_may_be_an_age(read: Read) -> None:
    assert kept(read, "j'ai 41 ans, pas 7", asked=Field.EDUCATION) == (None, [41.0])


def test_years_of_the_answer_that_is_named_are_no_others(read: Read) -> None:
    assert kept(read, "mon permis est bon pour 4 ans, pas 7", asked=Field.PERMIT) == (None, [])


@pytest.mark.parametrize(
    "text",
    [
        "c'est 4 ans, pas 7", "sorry it was 4 years, not 7", "I worked 4 years, not 7", "ça fait 4 ans et pas 7",
        "4 years instead of 7 please", "j'ai travaillé 4 ans dans des garages, pas 7", "non non, pas 7 ans, 4",
        "i did 4 years of welding, not 7", "j'ai 4 ans en cuisine, pas 7", "4 years as a nurse, not 7 years",
        "4 ans dans la construction, pas 7", "it's 4 years in my country, not 7", "j'ai 4 ans de soins, pas 7",
        "c'était 4 ans au pays, pas 7", "4 years total in restaurants not 7", "plombier 4 ans, pas 7",
        "not 7 years, i have 4", "my work experience is 4 years, not 7", "la touche colle, c'est pas 7 ans c'est 4",
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", [None, Field.EDUCATION])
def test_a_plain_correction_goes_on_changing_them(read: Read, text: str, asked: Field | None) -> None:
    assert kept(read, text, asked=asked) == (4.0, [])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("l'usine est pas à 7 km, c'est 15", "15"), ("I work not 7 hours but 8 there", ""),
        ("on travaille pas 7 nuits de file, 5", ""), ("the job is not 7 minutes from home, it's 20", "20"),
    ],
)  # fmt: skip
def test_a_number_with_another_unit_is_no_number_of_years(read: Read, text: str, marked: str) -> None:
    entities = [("experience_years", marked)] if marked else []
    assert kept(read, text, "inform", *entities) == (None, [])


@pytest.mark.parametrize(
    "text",
    [
        "oups, 2. on a 2 filles, j'avais dit 1", "my man has 15 years at it, put 15", "mon cours durait 2 ans, mets 2",
        "j'ai 45 ans, alors mets 45", "I am 45, so write 45",
    ],
)  # fmt: skip
def test_a_number_that_is_told_of_another_is_not_put_there(read: Read, text: str) -> None:
    reading = read(text, "inform", told=SEVEN, asked=Field.EDUCATION, sight=JUST_TOLD)
    assert Field.EXPERIENCE not in changes(reading, SEVEN, Field.EDUCATION).saved
    assert not changes(reading, SEVEN, Field.EDUCATION).doubts


@pytest.mark.parametrize(
    "text",
    [
        "could you put 12?", "peux-tu mettre 12 svp?", "j'ai fait une faute, mets 12", "one mistake there, so put 12",
        "i did that for 12 years in my job, so put 12", "mets 12", "oh pardon, 12. Ma soeur en a 5",
    ],
)  # fmt: skip
def test_an_order_or_apology_goes_on_being_about_the_last_answer(read: Read, text: str) -> None:
    assert kept(read, text, "inform", asked=Field.EDUCATION, sight=JUST_TOLD) == (12.0, [])


def test_people_in_the_sentence_after_an_apology_let_it_be_asked(read: Read) -> None:
    text = "oups, 2. je parlais des enfants"
    assert kept(read, text, "inform", asked=Field.EDUCATION, sight=JUST_TOLD) == (None, [2.0])


@pytest.mark.parametrize(
    ("text", "years", "value"),
    [
        ("my lease is 3 years", "3 years", 3.0), ("notre hypothèque est de 25 ans", "25 ans", 25.0),
        ("my mortgage is thirty-one years", "thirty-one years", 31.0), ("11 years of marriage", "11 years", 11.0),
        ("mon prêt dure vingt-trois ans", "vingt-trois ans", 23.0),
        ("my contract is two and a half years", "two and a half years", 2.5),
    ],
)  # fmt: skip
def test_years_that_are_marked_in_a_correction_are_asked_where_they_may_be_of_another_thing(
    read: Read, text: str, years: str, value: float
) -> None:
    assert kept(read, text, "correct_profile", ("experience_years", years), sight=JUST_TOLD) in (
        (None, [value]),
        (None, []),
    )


@pytest.mark.parametrize(
    ("text", "years", "value"),
    [
        ("it's twenty-four years", "twenty-four years", 24.0), ("c'est trente et un ans", "trente et un ans", 31.0),
        ("two and a half years, not 7", "two and a half years", 2.5), ("3 years as a baker", "3 years", 3.0),
        ("j'ai travaillé 13 ans à Dakar", "13 ans", 13.0), ("13 ans en plomberie", "13 ans", 13.0),
        ("my experience is 3 years", "3 years", 3.0), ("nineteen years", "nineteen years", 19.0),
    ],
)  # fmt: skip
def test_and_saved_where_they_are_of_work(read: Read, text: str, years: str, value: float) -> None:
    assert kept(read, text, "correct_profile", ("experience_years", years), sight=JUST_TOLD) == (value, [])


@pytest.mark.parametrize("text", ["I worked on my permit 3 years", "travaillé avec un permis 6 ans"])
def test_years_of_work_on_a_permit_are_asked_about(resolver: Resolver, text: str) -> None:
    assert isinstance(answer(resolver, Field.EXPERIENCE, text, TODAY), Ambiguous)
