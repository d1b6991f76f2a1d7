"""Seats that are held, or wanted, in words that name no number or speak of more than one thing."""

import pytest

from bot.base.terms import Field
from bot.knowledge import Resolver
from bot.knowledge.numbers import digits
from bot.reading import Context, Seats, Sight, changes
from bot.reading.people_on_a_trip import party, seats_wanted, several_uncounted
from bot.reading.trips_asked_for import seats_said
from tests.reading.conftest import TODAY, Read

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


@pytest.mark.parametrize(
    "text",
    ["my sister got a shift, I give back one", "we can give 1 seat back", "je vous rends une place, elle a un quart"],
)
def test_a_seat_that_is_given_back_is_one_less(read: Read, text: str) -> None:
    assert read(text, "change_seats", held=THREE, sight=CONFIRMED).does == (("change_seats", "r1", "2"),)


@pytest.mark.parametrize(
    "text",
    ["never let go of 1 seat of ours", "ne libère pas 1 place", "I keep one for him and one for his sister",
     "I go back 2 hours before"],
)  # fmt: skip
def test_a_seat_that_is_kept_for_somebody_is_not_given_back(read: Read, text: str) -> None:
    assert not [each for each in read(text, "change_seats", held=THREE, sight=CONFIRMED).does if each[2:] == ("2",)]


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


@pytest.mark.parametrize(
    "text",
    [
        "je voudrais un emploi un peu plus payant", "an offer four days a week would be nice",
        "a job two hours from here is too far", "un poste trois jours par semaine",
    ],
)  # fmt: skip
def test_a_number_that_counts_something_else_chooses_no_item(read: Read, text: str) -> None:
    items = tuple(("vacancy", each) for each in ("v1", "v2", "v3", "v4"))
    sight = Sight().after((("matches", "0"),), items)
    assert not [shown for shown in read(text, "inform", sight=sight).does if shown[0] == "vacancy"]


@pytest.mark.parametrize("text", ["un voyage trois places", "we take a trip two people"])
def test_seats_on_a_trip_choose_no_trip(read: Read, text: str) -> None:
    sight = Sight().after((("trips", "0"),), (("trip", "t1"), ("trip", "t2"), ("trip", "t3")))
    assert not [shown for shown in read(text, "register_trip", sight=sight).does if shown[0] == "trip"]


@pytest.mark.parametrize("text", ["moi pis les petites", "me and my kids", "mes amis et moi", "me and the little ones"])
def test_how_many_come_is_asked_where_nobody_says_it(resolver: Resolver, text: str) -> None:
    assert party(resolver, text, None) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("moi et la petite", 2),
        ("me and my son", 2),
        ("moi et mes deux filles", 3),
        ("on sera quatre avec les enfants", 4),
        ("ma femme et mon fils", 3),
        ("me and the twins", 3),
    ],
)
def test_who_is_counted_is_not_asked(resolver: Resolver, text: str, number: int) -> None:
    assert party(resolver, text, None) == number


@pytest.mark.parametrize("text", ["les enfants viennent aussi", "my kids are coming too"])
def test_so_it_is_of_seats_that_are_held(text: str) -> None:
    assert seats_wanted(text, Seats("r1", "t1", "Amos", 1)) == 0
    assert seats_wanted("ma fille vient aussi", Seats("r1", "t1", "Amos", 1)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "on est quatre dans un sous-sol à 1500 piasses, vous avez quoi comme voyages?",
        "three people in one bedroom and 1800 a month. any trips soon?",
    ],
)
def test_those_who_share_a_home_are_no_seats(resolver: Resolver, text: str) -> None:
    assert seats_said(resolver, text, Context(TODAY)) == 0


@pytest.mark.parametrize(
    "text",
    ["on est quatre, on veut visiter Amos", "how much do you charge for four people?", "4 places, 1 mois d'avance"],
)
def test_who_travels_is(resolver: Resolver, text: str) -> None:
    assert seats_said(resolver, text, Context(TODAY)) == 4


@pytest.mark.parametrize(("text", "unknown"), [("moi et les deux petits", False), ("me and my kids", True)])
def test_children_who_are_counted_in_words_are_counted(text: str, unknown: bool) -> None:
    assert several_uncounted(digits(text)) is unknown


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("please take back one seat, the other two we will keep", 2),
        ("les 2 autres places on les garde, reprenez une place", 2),
        ("my cousin is sick, we keep 2 of them", 2),
        ("giv u bak 2 seats", 1),
        ("on garde juste une place", 1),
        ("il y a une place de trop", 2),
        ("I can keep 2 jobs that week", None),
        ("je garde 2 enfants le samedi", None),
    ],
)
def test_seats_that_are_given_back_are_told_from_those_that_are_kept(text: str, left: int | None) -> None:
    assert seats_wanted(text, THREE[0]) == left
