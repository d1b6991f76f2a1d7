"""A child on the coach, a diet, help to move about: a traveller is led to where it is told for the day of the trip."""

import pytest

from bot.reading.parse import EMERGENCY
from bot.reading.people_on_a_trip import Seats

from .conftest import Read

HELD = (Seats("r", "t", "Alma", 1),)
NEEDS = ("needs", "r")


@pytest.mark.parametrize(
    ("text", "intent", "told"),
    [
        ("Puis-je emmener ma nièce et mon garçon de 3 ans dans l'autocar? Je ne mange pas de gluten",
         "ask_immigration_procedure", ("children", "meals")),
        ("is it fine if my toddler rides on the coach with me? she has a nut allergy", "out_of_scope",
         ("children", "meals")),
        ("mon père se déplace en fauteuil roulant, peut-il monter dans le bus du voyage?", "ask_exploratory_trip", ()),
        ("for the trip: I use crutches since last week", "inform", ()),
        ("on est végétariens tous les deux, pour la visite", "list_trips", ("meals",)),
    ],
)  # fmt: skip
def test_what_a_household_needs_on_its_trip_leads_to_where_it_is_told(
    read: Read, text: str, intent: str, told: tuple[str, ...]
) -> None:
    does = read(text, intent, held=HELD).does
    assert does == (*((("trip_asked", "", "t", *told),) if told else ()), NEEDS)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("mon permis expire bientôt, puis-je emmener mon fils dans l'autobus?", "ask_immigration_procedure"),
        ("I want a person, my boy is allergic to nuts and comes on the trip", "talk_to_human"),
        ("is there a bus that takes my daughter to school", "ask_schools_childcare"),
        ("mon fils est malade, on ne viendra pas au voyage", "cancel_trip"),
        ("can my son come on the trip as well? one more seat", "change_seats"),
        ("j'ai mangé des noix dans le bus du voyage, je suis allergique, j'étouffe", EMERGENCY),
        ("une pharmacie ouverte, je suis diabétique", "ask_health_care"),
    ],
)
def test_what_is_about_something_else_goes_its_own_way(read: Read, text: str, intent: str) -> None:
    assert NEEDS not in read(text, intent, held=HELD).does


def test_without_a_seat_nothing_can_be_told_for_the_day(read: Read) -> None:
    assert NEEDS not in read("puis-je emmener mon fils dans l'autocar?", "ask_exploratory_trip").does
