"""An answer behind words that only put it down is one, and a value that is offered may be said once more."""

from datetime import date

import pytest

from bot.base.terms import Field, Household
from bot.reading import Sight
from tests.reading.conftest import Read

OFFERED = (("set", "regions", "11"), ("edit", "regions"))


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("disons le 3 mai", Field.START, date(2026, 5, 3)),
        ("ok let's say June 8", Field.START, date(2026, 6, 8)),
        ("mettons six ans", Field.EXPERIENCE, 6),
        ("say 2 adults and 3 kids", Field.HOUSEHOLD, Household(True, 3)),
    ],
)
def test_a_value_is_put_down(read: Read, text: str, field: Field, value: object) -> None:
    found = read(text, "ask_climate", asked=field)
    assert [(fact.field, fact.value) for fact in found.facts] == [(field, value)]
    assert (found.acts, found.does, found.unclear) == ((), (), ())


def test_a_day_just_given_is_replaced(read: Read) -> None:
    told = {Field.START: date(2026, 5, 3)}
    found = read("mettons le 11 mai", "ask_climate", told=told, sight=Sight(told=(Field.START,)))
    assert (found.facts[0].value, found.corrects) == (date(2026, 5, 11), True)
    later = read("mettons le 11 mai", "ask_climate", told=told)
    assert (later.facts[0].value, later.corrects) == (date(2026, 5, 11), False), "it is asked first"


@pytest.mark.parametrize("text", ["put 11", "mettons 7", "so say 4"])
def test_a_bare_number_may_be_of_the_answer_before(read: Read, text: str) -> None:
    sight = Sight(told=(Field.EXPERIENCE,))
    found = read(text, "correct_profile", asked=Field.HOUSEHOLD, told={Field.EXPERIENCE: 9.0}, sight=sight)
    assert not any(fact.field is Field.HOUSEHOLD for fact in found.facts)


def test_a_length_corrects_the_answer_before_and_counts_no_family(read: Read) -> None:
    sight = Sight(told=(Field.EXPERIENCE,))
    found = read("mettons 7 ans", "inform", asked=Field.HOUSEHOLD, told={Field.EXPERIENCE: 9.0}, sight=sight)
    assert not any(fact.field is Field.HOUSEHOLD for fact in found.facts)


@pytest.mark.parametrize("text", ["oui la Gaspésie", "ouin, Gaspésie", "yes the Gaspé peninsula", "yep"])
def test_a_yes_may_repeat_what_is_offered(read: Read, text: str) -> None:
    found = read(text, "nlu_fallback", asked=Field.REGIONS, buttons=OFFERED)
    assert found.does == (("set", "regions", "11"),)


@pytest.mark.parametrize("text", ["oui mais Matane plutôt?", "yes, Mauricie", "not Gaspésie"])
def test_a_yes_to_something_else_takes_nothing(read: Read, text: str) -> None:
    assert ("set", "regions", "11") not in read(text, "nlu_fallback", asked=Field.REGIONS, buttons=OFFERED).does


def test_what_is_offered_is_said_again_though_another_question_is_open(read: Read) -> None:
    buttons = (("set", "household", "1", "2"), ("edit", "household"))
    [fact] = read("2 adultes, 2 enfants", asked=Field.START, buttons=buttons).facts
    assert (fact.field, fact.value) == (Field.HOUSEHOLD, Household(True, 2))


@pytest.mark.parametrize(("text", "others"), [("4 adultes et un enfant", 2), ("three adults with two kids", 1)])
def test_every_adult_counts(read: Read, text: str, others: int) -> None:
    [fact] = read(text, asked=Field.HOUSEHOLD).facts
    assert fact.value.others == others
