"""What is said of an answer that was just given: another value in its place, a yes that holds nothing back."""

import pytest

from bot.base.terms import Field, Permit
from bot.reading import Context, Reader, Sight
from bot.reading.about_whom import Person
from bot.reading.on_behalf import on_behalf
from tests.reading.conftest import TODAY, Read

DELETE = Sight((("delete_confirm",), ("privacy",)))
ASKED: dict[tuple[str, ...], tuple[str, ...]] = {("delete_confirm",): ("delete",)}


@pytest.mark.parametrize(
    ("text", "intent", "field", "before", "after"),
    [
        ("oh no sorry, 4. the last one was a break", "cancel", Field.EXPERIENCE, 6.0, 4.0),
        ("oups non, 9 ans", "deny", Field.EXPERIENCE, 6.0, 9.0),
        ("wait, citizen. i got it in june", "cancel", Field.PERMIT, Permit.PERMANENT_RESIDENT, Permit.CITIZEN),
    ],
)
def test_an_apology_puts_another_value_in_the_place_of_the_last(
    read: Read, text: str, intent: str, field: Field, before: object, after: object
) -> None:
    found = read(text, intent, told={field: before}, sight=Sight(told=(field,)))
    assert [(fact.field, fact.value) for fact in found.facts] == [(field, after)]
    assert found.corrects


@pytest.mark.parametrize(
    "text", ["no sorry, not now", "wait a minute", "non merci", "sorry, how many years?", "no, stop"]
)
def test_an_apology_without_a_value_changes_nothing(read: Read, text: str) -> None:
    found = read(text, "deny", told={Field.EXPERIENCE: 6.0}, sight=Sight(told=(Field.EXPERIENCE,)))
    assert not found.facts


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("yes I am certain, erase it", True),
        ("oui je suis sûre, effacez tout", True),
        ("yes but keep my trips", False),
        ("oui mais pas mon métier", False),
        ("yes, and what happens to my seats?", False),
    ],
)
def test_a_yes_in_more_words_is_told_that_only_the_button_counts(reader: Reader, text: str, is_one: bool) -> None:
    context = Context(TODAY, sight=DELETE, confirming=ASKED, alarmed=False)
    found = reader.at_once(text, context)
    assert (found is not None and ("only_a_button",) in found.does) is is_one


@pytest.mark.parametrize("text", ["merci, retour à la liste", "go back to the list please", "on revient à la liste"])
def test_the_list_that_was_left_is_shown_again(read: Read, text: str) -> None:
    sight = Sight().after((("matches",),), (("vacancy", "v1"), ("vacancy", "v2"))).after((("vacancy", "v2"),), ())
    assert read(text, "thank", sight=sight).does == (("matches",),)


@pytest.mark.parametrize(
    "text", ["I'm just typing, it's for my husband, he cooks", "moi je tape, c'est pour mon mari, il cuisine"]
)
def test_who_only_types_writes_for_somebody_else(text: str) -> None:
    absent = on_behalf(text)
    assert absent is not None
    assert absent.person is Person.PARTNER
