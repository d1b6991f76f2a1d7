"""What is said of an answer that was just given: another value in its place, a yes that holds nothing back."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit
from bot.reading import Clause, Context, Guess, Parse, Reader, Sight, changes
from bot.reading.about_whom import Person
from bot.reading.bare_questions import something_else
from bot.reading.normalized_in_place import even
from bot.reading.on_behalf import on_behalf
from tests.reading.conftest import TODAY, Read, seen

DELETE = Sight((("delete_confirm",), ("privacy",)))
ASKED: dict[tuple[str, ...], tuple[str, ...]] = {("delete_confirm",): ("delete",)}


@pytest.mark.parametrize(
    ("text", "intent", "field", "before", "after"),
    [
        ("oh no sorry, 4", "cancel", Field.EXPERIENCE, 6.0, 4.0),
        ("oups non, 9 ans", "deny", Field.EXPERIENCE, 6.0, 9.0),
        ("ah pardon, niveau 5", "inform", Field.FRENCH, 3, 5),
    ],
)
def test_an_apology_puts_another_value_in_the_place_of_the_last(
    read: Read, text: str, intent: str, field: Field, before: object, after: object
) -> None:
    found = read(text, intent, told={field: before}, sight=Sight(told=(field,)))
    assert [(fact.field, fact.value) for fact in found.facts] == [(field, after)]
    assert found.corrects


@pytest.mark.parametrize(
    "text",
    ["no sorry, not now", "wait a minute", "non merci", "sorry, how many years?", "no, stop", "sorry, no one"],
)
def test_an_apology_without_a_value_changes_nothing(read: Read, text: str) -> None:
    found = read(text, "deny", told={Field.EXPERIENCE: 6.0}, sight=Sight(told=(Field.EXPERIENCE,)))
    assert not found.facts


HAD: dict[Field, object] = {
    Field.EXPERIENCE: 6.0, Field.EDUCATION: Education.BACHELOR, Field.PERMIT: Permit.OPEN_WORK_PERMIT,
    Field.HOUSEHOLD: Household(), Field.START: date(2026, 6, 1),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "before", "asked"),
    [
        ("no, none", Field.EDUCATION, Field.FRENCH),
        ("sorry, none", Field.EDUCATION, Field.FRENCH),
        ("non, rien", Field.EDUCATION, Field.FRENCH),
        ("en fait bac plus 3", Field.EXPERIENCE, Field.EDUCATION),
        ("no, 3 years of college", Field.EXPERIENCE, Field.EDUCATION),
        ("sorry, 12 years of school", Field.EXPERIENCE, Field.EDUCATION),
        ("sorry, 12 years", Field.EXPERIENCE, Field.EDUCATION),
        ("sorry, 7 is my age", Field.EXPERIENCE, Field.EDUCATION),
        ("désolé, depuis 2 mois ici", Field.EXPERIENCE, Field.PERMIT),
        ("actually 2 years here", Field.EXPERIENCE, Field.PERMIT),
        ("no, after my PR", Field.PERMIT, Field.START),
        ("wait, asylum hearing first", Field.PERMIT, Field.START),
        ("non, après ma demande d'asile", Field.PERMIT, Field.START),
        ("sorry, my wife is calling", Field.HOUSEHOLD, Field.PERMIT),
        ("non, ma femme est citoyenne", Field.HOUSEHOLD, Field.PERMIT),
        ("no, through my husband", Field.HOUSEHOLD, Field.PERMIT),
        ("sorry, i'm busy now", Field.START, None),
        ("sorry i'm tired today", Field.START, None),
        ("no i work tomorrow", Field.START, None),
        ("non, le premier", Field.START, None),
    ],
)
def test_an_answer_to_the_open_question_or_a_remark_is_no_correction(
    read: Read, text: str, before: Field, asked: Field | None
) -> None:
    told: dict[Any, Any] = {before: HAD[before]}
    found = read(text, "inform", told=told, asked=asked, sight=Sight(told=(before,)))
    assert before not in changes(found, told, asked).saved


@pytest.mark.parametrize(
    ("text", "part", "intent"),
    [
        ("wait, 7, my son is missing", "my son is missing", "emergency"),
        ("oh no sorry, 7. he is coming for me", "he is coming for me", "emergency"),
        ("sorry, 7. I want to talk to a person", "I want to talk to a person", "talk_to_human"),
        ("oh no sorry, 7, i want to erase my data", "i want to erase my data", "delete_data"),
    ],
)
def test_what_stands_behind_an_apology_is_heard(reader: Reader, text: str, part: str, intent: str) -> None:
    told: dict[Any, Any] = {Field.EXPERIENCE: 6.0}
    context = Context(TODAY, Field.EDUCATION, told, sight=Sight(told=(Field.EXPERIENCE,)))
    at = text.index(part)
    guess = (Guess(intent, 0.95),)
    parse = Parse(text, intent, guess, (), clauses=(Clause(at, len(text), part, intent, guess),))
    assert intent in {act.intent for act in reader.read(parse, context).acts}


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("yes I am certain, erase it", True),
        ("oui je suis sûre, effacez tout", True),
        ("yes but keep my trips", False),
        ("oui mais pas mon métier", False),
        ("yes, and what happens to my seats?", False),
        ("yes i'm sure wipe it", True),
        ("oui, j'en suis sûr", True),
        ("ok cancel", False),
        ("oui garde mes données", False),
        ("yes my son is missing", False),
        ("ok police is at my door", False),
    ],
)
def test_a_yes_in_more_words_is_told_that_only_the_button_counts(reader: Reader, text: str, is_one: bool) -> None:
    context = Context(TODAY, sight=DELETE, confirming=ASKED, alarmed=False)
    found = reader.at_once(text, context)
    assert (found is not None and ("only_a_button",) in found.does) is is_one


CONSENT = Sight((("consent", "given", "1"), ("consent", "declined")))
SEATS = Sight((("register_confirm", "t1", "2"), ("trip", "t1")))


@pytest.mark.parametrize(
    ("text", "sight"),
    [
        *(
            (text, CONSENT)
            for text in (
                "yes my son is missing", "ok police is at my door", "yes my roommate scares me", "yes delete it",
                "oui je suis soudeur depuis 5 ans", "yes i am a welder in laval", "ok who sees my data", "ok stop",
                "ok je veux parler à quelqu'un", "ok forget it", "oui je refuse", "right now i live in laval",
            )
        ),
        *(
            (text, SEATS)
            for text in ("ok laisse faire", "ok what time does it leave", "oui mon fils vient aussi", "yes wipe it")
        ),
    ],
)  # fmt: skip
def test_what_says_more_than_yes_is_read(reader: Reader, text: str, sight: Sight) -> None:
    confirming: dict[tuple[str, ...], tuple[str, ...]] = {}
    if sight is SEATS:
        confirming = {("register_confirm", "t1", "2"): ("register", "t1", "2")}
    assert reader.at_once(text, Context(TODAY, sight=sight, confirming=confirming)) is None


@pytest.mark.parametrize("text", ["ok what is the price", "ok cancel", "ok who drives", "ok keep it", "ok"])
def test_a_change_is_not_confirmed_beside_another_question(reader: Reader, text: str) -> None:
    seats = ("register_confirm", "t1", "2")
    sight = Sight((("change", "experience_years", "7.0"), ("keep", "experience_years"), seats))
    context = Context(TODAY, sight=sight, told={Field.EXPERIENCE: 5.0}, confirming={seats: ("register", "t1", "2")})
    assert reader.at_once(text, context) is None
    found = reader.read(seen(text, "affirm"), context)
    assert not any(shown[0] == "change" for shown in found.does)


@pytest.mark.parametrize(
    "text", ["merci, retour à la liste", "back 2 the list", "go back to the list please", "on revient à la liste"]
)
def test_the_list_that_was_left_is_shown_again(read: Read, text: str) -> None:
    sight = Sight().after((("matches",),), (("vacancy", "v1"), ("vacancy", "v2"))).after((("vacancy", "v2"),), ())
    assert read(text, "thank", sight=sight).does == (("matches",),)


@pytest.mark.parametrize(
    "text",
    [
        "je veux revenir sur la liste d'attente", "put me back on waiting list", "j'attends le retour des résultats",
        "when will I get back my results", "je reviens avec la liste de mes diplômes",
    ],
)  # fmt: skip
def test_what_only_has_its_words_shows_no_list(text: str) -> None:
    sight = Sight().after((("matches",),), (("vacancy", "v1"), ("vacancy", "v2"))).after((("vacancy", "v2"),), ())
    assert something_else(even(text), sight) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("bonjour, je suis niveau 5", False),
        ("teste mon français, je suis niveau 5", True),
        ("i am level 5 but i want to be tested", True),
        ("i think i'm level 5 but i want to be tested", True),
        ("teste mon français, je pense être niveau 5", True),
    ],
)
def test_a_wish_to_be_tested_is_kept_beside_a_level(read: Read, text: str, is_one: bool) -> None:
    acts = {act.intent for act in read(text, "assess_my_french").acts}
    assert ("assess_my_french" in acts) is is_one


@pytest.mark.parametrize(
    "text", ["I'm just typing, it's for my husband, he cooks", "moi je tape, c'est pour mon mari, il cuisine"]
)
def test_who_only_types_writes_for_somebody_else(text: str) -> None:
    absent = on_behalf(text)
    assert absent is not None
    assert absent.person is Person.PARTNER
