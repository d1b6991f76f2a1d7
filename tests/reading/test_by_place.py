"""What is chosen by its place is of the list that it was said of; nothing that is shown of another is agreed to."""

import pytest

from bot.base.terms import Field
from bot.reading import Sight
from tests.reading.conftest import Read

JOBS = (("vacancy", "v-a"), ("vacancy", "v-b"), ("vacancy", "v-c"), ("matches", "1"))
LISTED = Sight().after((("matches",),), JOBS)
OF_ONE = (("interest", "v-a"), ("save_vacancy", "v-a"), ("human",), ("matches",))
CARD = LISTED.after((("vacancy", "v-a"),), OF_ONE)
WHY = LISTED.after((("vacancy_asked", "why", "v-a"),), (("vacancy", "v-a"), ("human",), ("matches",)))
AGREEMENT = CARD.after((("interest", "v-a"),), (("interest_confirm", "v-a"), ("vacancy", "v-a")))
TRADES = (("set", "occupation", "21300"), ("set", "occupation", "21301"), ("edit", "occupation"))


@pytest.mark.parametrize("sight", [CARD, WHY, AGREEMENT], ids=["card", "reasons", "agreement"])
@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("2nd one please", "v-b"),
        ("ok la deuxième", "v-b"),
        ("I'd take the third job", "v-c"),
        ("c'est le troisième qui m'intéresse", "v-c"),
        ("le dernier poste svp", "v-c"),
        ("not the second, I would apply to the third", "v-c"),
        ("3", "v-c"),
    ],
)
def test_another_item_of_the_list_is_opened_and_nothing_is_agreed_to(
    read: Read, sight: Sight, text: str, item: str
) -> None:
    assert read(text, "express_interest", sight=sight).does == (("vacancy", item),)


@pytest.mark.parametrize("text", ["I like it, count me in", "je la veux", "this is my first choice, I want to apply"])
def test_who_names_no_other_item_means_the_one_that_is_shown(read: Read, text: str) -> None:
    assert read(text, "express_interest", sight=CARD).does == (("interest", "v-a"),)


@pytest.mark.parametrize(
    ("text", "item"), [("3", "v-c"), ("le 2", "v-b"), ("number 1 please", "v-a"), ("no. 2", "v-b")]
)
def test_a_bare_number_is_of_the_list_in_sight(read: Read, text: str, item: str) -> None:
    assert read(text, "inform", sight=LISTED).does == (("vacancy", item),)


def test_jobs_are_numbered_on_through_the_pages(read: Read) -> None:
    second = Sight().after((("matches", "1"),), JOBS)
    assert read("5", sight=second).does == (("vacancy", "v-b"),)
    assert read("the second one", sight=second).does == (("vacancy", "v-b"),)
    assert read("2", sight=second).does == (("matches", "0"),)
    assert read("4", sight=LISTED).does == (("matches", "1"),)


@pytest.mark.parametrize("text", ["why 2", "pourquoi le 2?", "how come number 2?"])
def test_a_number_is_asked_about(read: Read, text: str) -> None:
    [(name, _, *codes)] = read(text, "explain_match", sight=LISTED).does
    assert (name, codes) == ("vacancy_asked", ["v-b"])


@pytest.mark.parametrize("field", [Field.EXPERIENCE, Field.FRENCH])
def test_a_number_answers_the_open_question_first(read: Read, field: Field) -> None:
    [fact] = read("3", asked=field, sight=LISTED).facts
    assert (fact.field, fact.value) == (field, 3)


@pytest.mark.parametrize("text", ["2nd one", "la deuxième", "the second please", "2"])
@pytest.mark.parametrize("below", [(), (("skip",), ("cancel",), ("language", "fr"))], ids=["alone", "question below"])
def test_a_value_is_chosen_by_its_place(read: Read, text: str, below: tuple[tuple[str, ...], ...]) -> None:
    found = read(text, "express_interest", asked=Field.OCCUPATION, buttons=(*TRADES, *below))
    assert found.does == (("set", "occupation", "21301"),)


@pytest.mark.parametrize("field", [Field.OCCUPATION, Field.EXPERIENCE, Field.REGIONS])
@pytest.mark.parametrize("text", ["the third one", "j'aime la deuxième", "first one please"])
def test_without_a_list_the_open_question_is_asked_again(read: Read, field: Field, text: str) -> None:
    found = read(text, "express_interest", asked=field, buttons=(("later",),))
    assert (found.missed, found.does, found.facts) == (field, (), ())


def test_a_day_is_no_place_in_a_list(read: Read) -> None:
    [fact] = read("le premier", asked=Field.START).facts
    assert fact.field is Field.START


def test_nothing_is_opened_where_no_list_is_known(read: Read) -> None:
    assert read("the third one", "express_interest").does == (("unsure",),)


@pytest.mark.parametrize(
    "text",
    [
        "la deuxième semaine de mai je suis libre",
        "it is the first time that I apply",
        "my second language is Wolof",
        "mon premier enfant a 3 ans",
        "in the first year I cleaned offices",
        "I'd start the second of March",
    ],
)
def test_what_counts_something_else_opens_no_item(read: Read, text: str) -> None:
    assert not {("vacancy", "v-b"), ("vacancy", "v-c")} & set(read(text, sight=CARD).does)


@pytest.mark.parametrize("text", ["oui" + "!" * 60, "🙂" * 60, "ok " + "?!" * 40])
def test_a_row_of_signs_takes_no_time(read: Read, text: str) -> None:
    """The words before a place could be none at all, and were tried in all their ways."""
    assert read(text, "affirm", sight=Sight((("vacancy", "v1"),), (("vacancy", "v1"), ("vacancy", "v2"))))
