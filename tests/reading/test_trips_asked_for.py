"""Seats wanted in words, and several things asked of a trip in one message."""

import pytest

from bot.base.terms import Field
from bot.knowledge import Resolver
from bot.reading import Clause, Context, Entity, Guess, Parse, Reader, Seats, Sight
from bot.reading.trips_asked_for import seats_said
from tests.reading.conftest import TODAY, Read

LIST = Sight().after((("trips", "0"),), (("trip", "t1"), ("trip", "t2"), ("trips", "1")))
ONE = Sight().after((("register", "t7", "3"),), (("register_confirm", "t7", "3"), ("trip", "t7")))
MATANE, SAGUENAY, GASPESIE = "08053", "94068", "11"


def taken(text: str, *clauses: tuple[str, str], city: str = "") -> Parse:
    """A message of several clauses, each taken for an intent; the whole for the first one's."""
    found = []
    for words, intent in clauses:
        start = text.index(words)
        found.append(Clause(start, start + len(words), words, intent, (Guess(intent, 0.9),)))
    start = text.index(city)
    entities = (Entity("city", city, start, start + len(city)),) if city else ()
    return Parse(text, clauses[0][1], (Guess(clauses[0][1], 0.8),), entities, text, tuple(found))


@pytest.mark.parametrize(
    ("text", "clauses", "city", "sight", "does"),
    [
        (
            "Avez-vous une sortie à Matane? Deux places pour ma blonde et moi. On revient à quelle heure?",
            (("Avez-vous", "list_trips"), ("Deux places", "register_trip"), ("On revient", "ask_trip_program")),
            "Matane",
            Sight(),
            ("seats_asked", "2", MATANE, "", "return"),
        ),
        (
            "there is a trip to Saguenay? I am vegan by the way",
            (("there is a trip", "ask_exploratory_trip"), ("I am vegan", "inform")),
            "Saguenay",
            Sight(),
            ("trip_asked", SAGUENAY, "", "meals"),
        ),
        (
            "is there a bus to visit, is it free and can my kids come?",
            (("is there a bus", "ask_exploratory_trip"), ("can my kids", "change_seats")),
            "",
            Sight(),
            ("trip_asked", "", "", "price", "children"),
        ),
        (
            "yes book us, 5 seats. No pork for us",
            (("yes book us", "register_trip"), ("No pork", "ask_trip_program")),
            "",
            LIST,
            ("seats_asked", "5", "", "", "meals"),
        ),
        (
            "finally 2 seats, my son is sick",
            (("finally", "change_seats"), ("my son", "inform")),
            "",
            ONE,
            ("register", "t7", "2"),
        ),
    ],
)
def test_seats_and_further_questions_are_one_wish(
    reader: Reader, text: str, clauses: tuple[tuple[str, str], ...], city: str, sight: Sight, does: tuple[str, ...]
) -> None:
    reading = reader.read(taken(text, *clauses, city=city), Context(TODAY, Field.EDUCATION, sight=sight))
    assert reading.does == (does,)
    assert not reading.facts


def test_a_trip_given_up_for_the_next_one(reader: Reader) -> None:
    text = "I work that day, cancel it and tell me the next one"
    parse = taken(text, ("I work that day", "inform"), ("cancel it", "cancel"))
    assert reader.read(parse, Context(TODAY, sight=ONE)).does == (("trips", "0"),)
    held = Context(TODAY, sight=ONE, held=(Seats("r1", "t7", "Amos", 2),))
    assert reader.read(parse, held).does == (("cancel_trip", "r1"), ("trips", "0"))


def test_who_moves_along_is_no_wish_for_seats(reader: Reader) -> None:
    parse = taken("Saguenay then. The two of us", ("Saguenay then", "register_trip"), city="Saguenay")
    reading = reader.read(parse, Context(TODAY, Field.REGIONS))
    assert not reading.does
    assert "register_trip" not in [act.intent for act in reading.acts]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4 places. ah non 3, le bébé reste", 3),
        ("two seats. No wait three, I come too", 3),
        ("3 adultes et le petit", 4),
        ("on sera six", 6),
        ("I have worked for 6 years", 0),
    ],
)
def test_the_number_that_was_said_last(resolver: Resolver, text: str, number: int) -> None:
    assert seats_said(resolver, text, Context(TODAY)) == number


def test_a_number_is_of_the_trip_whose_buttons_ask_for_it() -> None:
    several = Sight((("register", "t1", "4"), ("register", "t2", "4")))
    assert Context(TODAY, sight=several).seats_of is None
    assert Context(TODAY, sight=Sight((("register", "t1", "1"), ("register", "t1", "2")))).seats_of == "t1"


@pytest.mark.parametrize(
    ("text", "subject"),
    [("à quelle heure vos voyages nous ramènent?", "return"), ("do your trips feed people?", "meals")],
)
def test_what_no_list_says_is_told_of_every_trip(read: Read, text: str, subject: str) -> None:
    assert read(text, "ask_exploratory_trip").does == (("trip_asked", "", "", subject),)


@pytest.mark.parametrize(
    "text",
    [
        "don't cancel mine, is there another trip as well", "j'annule pas, je veux l'autre voyage en plus",
        "without cancelling this one, show us the next trip",
    ],
)  # fmt: skip
def test_who_does_not_cancel_sees_the_others_and_gives_nothing_back(read: Read, text: str) -> None:
    held = (Seats("r1", "t7", "Amos", 2),)
    assert read(text, "cancel_trip", sight=ONE, held=held).does == (("trips", "0"),)
