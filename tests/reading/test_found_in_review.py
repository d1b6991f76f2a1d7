"""What two readers of a whole change found: values of others, denials, and danger behind a question on a trip."""

from typing import Any

import pytest

from bot.base.terms import Field, Household, Permit
from bot.knowledge import Found, Resolver
from bot.reading import changes
from bot.reading.context import Context
from bot.reading.own_trip import asked_of_the_own_trip
from bot.reading.parse import EMERGENCY
from bot.reading.people_on_a_trip import Seats, seats_wanted
from bot.reading.values import answer
from tests.conftest import NOW

from .conftest import TODAY, Read, seen


@pytest.mark.parametrize(
    ("text", "field", "marked"),
    [
        ("my kids speak English, Spanish and Arabic", Field.LANGUAGES,
         [("spoken_language", "English"), ("spoken_language", "Spanish"), ("spoken_language", "Arabic")]),
        ("mon frère était demandeur d'asile. Maintenant résident permanent.", Field.PERMIT,
         [("permit", "demandeur d'asile"), ("permit", "résident permanent")]),
        ("ma fille parle C1, B2 à l'écrit", Field.FRENCH, [("french_level", "C1"), ("french_level", "B2")]),
    ],
)  # fmt: skip
def test_what_goes_on_about_another_is_not_kept_unasked(
    read: Read, text: str, field: Field, marked: list[tuple[str, str]]
) -> None:
    assert changes(read(text, "inform", *marked, asked=field), {}, field).saved == {}


@pytest.mark.parametrize("text", ["my permit is not open", "mon permis est pas ouvert"])
def test_a_permit_that_is_not_open_is_not_offered_as_open(read: Read, text: str) -> None:
    reading = read(text, "inform", asked=Field.PERMIT)
    assert Permit.OPEN_WORK_PERMIT not in {option for each in reading.unclear for option in each.options}
    assert Permit.OPEN_WORK_PERMIT not in changes(reading, {}, Field.PERMIT).saved.values()


def test_a_greeting_takes_no_level_away(read: Read) -> None:
    reading = read("Bonjour, ça va, j'ai le B2", "inform", asked=Field.FRENCH)
    offered = {option for each in reading.unclear for option in each.options}
    assert 8 in offered | {changes(reading, {}, Field.FRENCH).saved.get(Field.FRENCH)}


@pytest.mark.parametrize("text", ["seulement mes deux filles", "only my 2 kids"])
def test_who_names_their_children_alone_keeps_no_partner_in_silence(read: Read, text: str) -> None:
    told: dict[Any, Any] = {Field.HOUSEHOLD: Household(True, 1)}
    saved = changes(read(text, "correct_profile", told=told, asked=Field.HOUSEHOLD), told, Field.HOUSEHOLD).saved
    assert not saved.get(Field.HOUSEHOLD, Household()).partner


@pytest.mark.parametrize("text", ["jpeux pas venir", "peux pas venir", "jserai pas là", "chu pas disponible"])
def test_who_does_not_come_by_sms_is_nobody_of_that_name(text: str) -> None:
    assert not seats_wanted(text, Seats("r", "t", "Alma", 3)), "all are given back, or the number is asked"


@pytest.mark.parametrize("text", ["je veux pas venir seule, ma soeur vient aussi", "i don't want to go alone"])
def test_who_will_not_go_alone_is_not_one(text: str) -> None:
    assert seats_wanted(text, Seats("r", "t", "Alma", 3)) != 1


def test_danger_is_no_question_on_the_hour_of_a_trip() -> None:
    text = "il va me frapper si je pars, on part à quelle heure?"
    context = Context(NOW.date(), held=(Seats("r", "t", "Alma", 2),), alarmed=True)
    assert asked_of_the_own_trip(seen(text, "ask_trip_program"), text, context) is not None
    assert asked_of_the_own_trip(seen(text, EMERGENCY), text, context) is None


def test_an_answer_that_is_erased_and_said_anew_is_no_order_alone(read: Read) -> None:
    reading = read("delete my start date, I can start in June", "correct_profile", told={Field.START: NOW.date()})
    assert ("clear", Field.START) not in reading.does


def test_ones_own_trip_is_named_without_its_accents() -> None:
    text = "on part a quelle heure pour gaspe"
    context = Context(NOW.date(), held=(Seats("r", "t", "Gaspé", 2),))
    asked = asked_of_the_own_trip(seen(text, "ask_trip_program", ("city", "gaspe")), text, context)
    assert asked == ("trip_asked", "", "t", "departure")


@pytest.mark.parametrize("text", ["on est libre en juin", "I need to begin in June", "je suis disponible en juin"])
def test_who_is_free_in_a_month_may_start_then(read: Read, text: str) -> None:
    assert Field.START in changes(read(text, "inform", told={}, asked=Field.EDUCATION), {}, Field.EDUCATION).saved


def test_what_began_years_ago_began_at_no_age(resolver: Resolver) -> None:
    assert answer(resolver, Field.EXPERIENCE, "j'ai débuté il y a 6 ans", TODAY) == Found(6.0)
    assert answer(resolver, Field.EXPERIENCE, "débuté à 16 ans, donc 6 ans", TODAY) == Found(6.0)


@pytest.mark.parametrize("text", ["me and fatou, plus the twins", "moi et jonas, deux petits"])
def test_a_name_in_small_letters_is_asked_about_as_well(read: Read, text: str) -> None:
    reading = read(text, asked=Field.HOUSEHOLD)
    assert not reading.facts
    assert Household(True, 2) in reading.unclear[0].options


@pytest.mark.parametrize("text", ["me and nobody else", "me and god", "only me"])
def test_who_comes_alone_in_small_letters_does(read: Read, text: str) -> None:
    found = changes(read(text, asked=Field.HOUSEHOLD), {}, Field.HOUSEHOLD)
    assert found.saved == {Field.HOUSEHOLD: Household()}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("at home I speak only Hindi", ("en", "ar", "hi")), ("avec mes tantes juste le hindi", ("en", "ar", "hi")),
        ("I speak only Hindi", ("hi",)), ("seulement le hindi", ("hi",)),
    ],
)  # fmt: skip
def test_what_is_spoken_alone_with_some_is_one_more(read: Read, text: str, codes: tuple[str, ...]) -> None:
    told: dict[Any, Any] = {Field.LANGUAGES: ("en", "ar")}
    reading = read(text, "inform", ("spoken_language", "Hindi" if "Hindi" in text else "hindi"), told=told)
    assert changes(reading, told, None).saved == {Field.LANGUAGES: codes}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("4 ans à Douala", None), ("I come from Douala", None), ("Douala", ("dua",)), ("je parle douala", ("dua",)),
        ("un peu de douala", ("dua",)), ("I went to school in English", ("en",)),
    ],
)  # fmt: skip
def test_a_town_is_no_language(resolver: Resolver, text: str, codes: tuple[str, ...] | None) -> None:
    found = resolver.spoken_languages(text)
    assert (found.value if isinstance(found, Found) else None) == codes
