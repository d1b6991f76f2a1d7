"""How many people a message speaks of, and what becomes of the seats that are held."""

import pytest

from bot.base.terms import Household
from bot.knowledge import Resolver
from bot.reading import Seats, Sight, party
from bot.reading.people_on_a_trip import of_no_home
from tests.reading.conftest import Read

HELD = (Seats("r1", "t1", "Amos", 5),)


@pytest.mark.parametrize(
    ("text", "intent", "wanted"),
    [
        ("finalement on va être 3", "inform", "3"),
        ("change it to 2 seats", "register_trip", "2"),
        ("mettez 4 places au lieu de 5", "correct_profile", "4"),
        ("ma sœur ne vient plus", "cancel_trip", "4"),
        ("my dad can't come", "cancel_trip", "4"),
        ("mes 2 garçons ne viendront pas", "inform", "3"),
        ("enlève 2 places svp", "cancel_trip", "3"),
        ("add 1 more seat", "register_trip", "6"),
    ],
)
def test_seats_change_by_what_is_said(read: Read, text: str, intent: str, wanted: str) -> None:
    assert read(text, intent, held=HELD).does == (("change_seats", "r1", wanted),)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("je ne peux plus venir, annulez tout", "cancel_trip"), ("combien de places il reste?", "list_trips"),
     ("je parle anglais", "inform")],
)  # fmt: skip
def test_what_says_nothing_of_seats_changes_none(read: Read, text: str, intent: str) -> None:
    assert not any(shown[0] == "change_seats" for shown in read(text, intent, held=HELD).does)


def test_of_several_trips_the_one_that_is_named_is_meant(read: Read) -> None:
    held = (*HELD, Seats("r2", "t2", "Matane", 3))
    assert read("pour Matane on sera 2", "change_seats", held=held).does == (("change_seats", "r2", "2"),)
    assert read("on sera 2 finalement", "change_seats", held=held).does == (("my_trips",),)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("inscris-nous, 6 places, avec mes cousins", 6),
        ("I'd like to go with my wife and our two girls", 4),
        ("avec ma mère et mon frère", 3),
        ("toute la famille veut y aller", 5),
        ("je veux y aller", None),
        ("my husband and me", 2),
    ],
)
def test_who_goes_on_a_trip_is_counted(resolver: Resolver, text: str, number: int | None) -> None:
    assert party(resolver, text, Household(True, 3)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("me, my husband and the twins", 4),
        ("ma blonde, nos trois flos pis moi", 5),
        ("my two daughters and my wife and me", 4),
        ("ma belle-mère, mon chum et moi", 3),
    ],
)
def test_those_who_are_named_are_counted(resolver: Resolver, text: str, number: int) -> None:
    assert party(resolver, text, None) == number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("my husband has to work, so he stays", "4"),
        ("les 2 plus jeunes ne viennent plus", "3"),
        ("my sister would like to join us", "6"),
        ("on va être rien que trois", "3"),
    ],
)
def test_seats_follow_who_stays_and_who_comes(read: Read, text: str, wanted: str) -> None:
    sight = Sight().after((("trip", "t1"),), ())
    assert read(text, "inform", sight=sight, held=HELD).does == (("change_seats", "r1", wanted),)


@pytest.mark.parametrize("text", ["I live at 1450 Rue Fortin and we are 4", "j'habite au 233 rue Principale, on est 3"])
def test_the_number_of_a_house_is_no_rent(text: str) -> None:
    assert of_no_home(text) == text
