"""Seats that are held, or wanted, in words that name no number or speak of more than one thing."""

import pytest

from bot.base.terms import Field
from bot.reading import Seats, Sight, changes
from tests.reading.conftest import Read

TWO = (Seats("r1", "t1", "Shawinigan", 2),)
THREE = (Seats("r1", "t1", "Joliette", 3),)
CONFIRMED = Sight().after((("register_confirm", "t1", "2"),), (("my_day", "r1"),))
CARD = Sight().after((("trip", "t7"),), (("register", "t7"), ("trip_program", "t7")))


@pytest.mark.parametrize(
    "text",
    ["my neighbour wants to see it, can you add one seat for her in Shawinigan?",
     "ma tante arrive, prends-la aussi avec nous dans le bus",
     "my cousin landed yesterday, squeeze her in on the bus"],
)  # fmt: skip
def test_one_more_is_added_to_the_seats_that_are_held(read: Read, text: str) -> None:
    marked = [("city", "Shawinigan")] if "Shawinigan" in text else []
    assert read(text, "change_seats", *marked, held=TWO, sight=CONFIRMED).does == (("change_seats", "r1", "3"),)


@pytest.mark.parametrize(
    "text", ["enlevez une place mais annulez pas les autres", "remove one seat but don't cancel the others"]
)
def test_one_less_gives_back_no_other(read: Read, text: str) -> None:
    assert read(text, "change_seats", held=THREE, sight=CONFIRMED).does == (("change_seats", "r1", "2"),)


def test_of_how_many_is_asked_where_it_is_not_said(read: Read) -> None:
    assert read("c'est pus pareil pour le monde dans le bus", "change_seats", held=TWO).does == (
        ("change_seats", "r1"),
    )


def test_the_places_of_held_trips_are_no_wishes(read: Read) -> None:
    held = (*TWO, Seats("r2", "t2", "Amos", 1))
    reading = read(
        "amos je peux pas, shawinigan oui", "cancel_trip", ("city", "amos"), ("city", "shawinigan"), held=held
    )
    assert Field.REGIONS not in changes(reading, {}, None).saved
    assert not reading.unclear


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("sign me up, just me, as always", ("register", "t7", "1")),
        ("inscrivez-moi, ça a l'air bien", ("register", "t7")),
    ],
)
def test_who_signs_up_below_a_trip_means_that_trip(read: Read, text: str, does: tuple[str, ...]) -> None:
    assert read(text, "start_profile", sight=CARD).does == (does,)


def test_who_has_no_seats_asks_of_the_trip_that_they_name(read: Read) -> None:
    text = "auriez-vous la date du trajet vers Joliette?"
    assert read(text, "my_trips", ("city", "Joliette")).does[0][0] == "trip_asked"


def test_the_part_that_asks_tells_what_is_asked_of_a_trip(read: Read) -> None:
    text = "what time are we leaving, i finish my shift at 5"
    assert read(text, "ask_trip_program", sight=CARD).does == (("trip_about", "t7", "departure"),)


@pytest.mark.parametrize("text", ["and the Matane one?", "et celui de Matane?"])
def test_the_same_is_asked_of_another_trip(read: Read, text: str) -> None:
    sight = Sight().after((("trip_about", "t7", "departure"),), (("trip", "t7"),))
    [(name, _, _, subject)] = read(text, "ask_region", ("city", "Matane"), sight=sight).does
    assert (name, subject) == ("trip_asked", "departure")


@pytest.mark.parametrize(("text", "item"), [("number two please, more on it", "v2"), ("l'offre trois svp", "v3")])
def test_an_item_is_chosen_by_its_number_in_words(read: Read, text: str, item: str) -> None:
    items = tuple(("vacancy", each) for each in ("v1", "v2", "v3"))
    sight = Sight().after((("matches", "0"),), items)
    assert read(text, "express_interest", sight=sight).does == (("vacancy", item),)


def test_and_no_one_is_not_the_first(read: Read) -> None:
    items = tuple(("vacancy", each) for each in ("v1", "v2", "v3"))
    sight = Sight().after((("matches", "0"),), items)
    assert ("vacancy", "v1") not in read("no one answers me", "give_feedback", sight=sight).does


@pytest.mark.parametrize(
    "text", ["attendez, c'est combien par personne vos voyages?", "how much is the trip for each person?"]
)
def test_what_trips_cost_is_told_of_all_of_them(read: Read, text: str) -> None:
    assert read(text, "ask_exploratory_trip", asked=Field.EXPERIENCE).does == (("trip_asked", "", "", "price"),)
