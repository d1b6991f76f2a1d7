"""What takes back the answer that was given just before, and what refuses what is in sight."""

from typing import Any

import pytest

from bot.base.terms import Field
from bot.reading import Person, Sight
from tests.reading.conftest import Read


def after(field: Field, *done: tuple[str, ...]) -> Sight:
    """What is in sight once this answer was given."""
    return Sight().after(done, (), (field,))


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("oops I meant my age", Field.EXPERIENCE, 31.0),
        ("non, c'est mon âge", Field.EXPERIENCE, 44.0),
        ("je parlais de mon âge", Field.EXPERIENCE, 44.0),
        ("that's my daughter's", Field.EDUCATION, 3),
        ("pas celui-là", Field.OCCUPATION, "63202"),
    ],
)
def test_an_answer_that_was_none_is_erased_and_asked_again(read: Read, text: str, field: Field, value: Any) -> None:
    reading = read(text, "view_profile", asked=Field.START, told={field: value}, sight=after(field))
    assert reading.does == (("clear", field), ("edit", field))
    assert not reading.facts


@pytest.mark.parametrize("text", ["c'est pour ma femme", "it's for my husband", "sorry, that is for her"])
def test_a_trade_that_is_a_partners_is_kept_as_theirs(read: Read, text: str) -> None:
    sight = after(Field.OCCUPATION)
    reading = read(text, "inform", asked=Field.EXPERIENCE, told={Field.OCCUPATION: "72310"}, sight=sight)
    assert [(fact.value, fact.person) for fact in reading.facts] == [("72310", Person.PARTNER)]
    assert reading.does == (("clear", Field.OCCUPATION), ("edit", Field.OCCUPATION))


def test_what_was_meant_instead_is_asked(read: Read) -> None:
    sight = after(Field.EXPERIENCE)
    reading = read("i meant my french level", told={Field.EXPERIENCE: 7.0}, sight=sight)
    assert reading.does == (("clear", Field.EXPERIENCE), ("edit", Field.FRENCH))


@pytest.mark.parametrize("text", ["c'est mon métier", "that is my occupation", "is it for my wife?"])
def test_what_says_it_again_or_asks_takes_nothing_back(read: Read, text: str) -> None:
    reading = read(text, "affirm", told={Field.OCCUPATION: "72310"}, sight=after(Field.OCCUPATION))
    assert ("clear", Field.OCCUPATION) not in reading.does


@pytest.mark.parametrize("text", ["not that one", "non pas ça", "surtout pas ceux-là"])
def test_a_refusal_at_an_open_question_explains_the_question(read: Read, text: str) -> None:
    assert read(text, "deny", asked=Field.PERMIT).does == (("not_understood", Field.PERMIT),)


@pytest.mark.parametrize(
    ("done", "list_of"),
    [(("trip", "t4"), ("trips",)), (("region", "07"), ("regions",)), (("vacancy", "v8"), ("vacancy", "v8"))],
)
def test_a_refusal_of_what_is_in_sight_shows_what_it_was_one_of(
    read: Read, done: tuple[str, ...], list_of: tuple[str, ...]
) -> None:
    assert read("not this one", "deny", sight=Sight().after((done,), ())).does == (list_of,)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("that's my favourite trade", Field.OCCUPATION, "72310"),
        ("c'est ma langue natale", Field.FRENCH, 10),
        ("c'est mon rêve d'enfance", Field.OCCUPATION, "72310"),
        ("it is my second choice", Field.REGIONS, ("01",)),
    ],
)
def test_a_remark_about_the_answer_leaves_it(read: Read, text: str, field: Field, value: Any) -> None:
    assert ("clear", field) not in read(text, "affirm", told={field: value}, sight=after(field)).does
