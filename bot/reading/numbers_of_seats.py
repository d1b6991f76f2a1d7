"""Reads how many seats a message asks for on a trip, and how a message changes the seats that somebody holds."""

import re

from bot.base.terms import Field
from bot.knowledge import Found, Resolver, Unknown
from bot.knowledge.numbers import count
from bot.reading.context import Context
from bot.reading.intents import TAKES_SEATS
from bot.reading.numbers_alone import is_sure
from bot.reading.parse import Parse
from bot.reading.people_on_a_trip import meant, party, seats_wanted
from bot.reading.resolving import tidy
from bot.reading.sight import Shown
from bot.reading.whether import asks, corrects

TRIPS = frozenset({"register_trip", "cancel_trip", "my_trips", "list_trips", "change_seats", "ask_trip_program"})
_NAMES_A_TRIP = frozenset({"city", "region", "trip_date"})
_LIKELY, _SURE = 0.5, 0.8
_OF_TRIPS = re.compile(
    r"(?<!\w)(?:voyages?|trips?|places?|seats?|sieges?|v[ie]+n\w*|com(?:e|ing)|ce jour|that day)(?!\w)"
)
# While the trip with one's seats is in sight, a number counts seats, unless one of these words is there.
_OF_SOMETHING_ELSE = re.compile(
    r"(?<!\w)(?:ans?|annees?|years?|mois|months?|niveau|level|heures?|hours?|h|\$|dollars?|permis|permit|bus|km)(?!\w)"
)
_MAY_COME = re.compile(
    r"(?:can|could|may|peu[tx]|pourra\w*|puis-je|possible).{0,20}(?:add|bring|ajout\w*|rajout\w*|amen\w*|emmen\w*)"
)
_ALL_OF_IT = re.compile(r"(?<!\w)(?:cancel|annul\w+) (?:everything|all|tout|it all|the whole)(?!\w)")
_CHILDREN = re.compile(r"(?i)enfant|kid|child|fils|fille|son|daughter")
_ONE_NUMBER = re.compile(r"\D*\d+\D*|\D*")


def number_of_seats(resolver: Resolver, text: str) -> int | None:
    """The number of seats, if a text says nothing else: 3 for "3 please", 2 for "me and my wife"; otherwise None."""
    said = tidy(text)
    if not is_sure(Field.HOUSEHOLD, said):
        return None
    number = count(said)
    if isinstance(number, Found) and _ONE_NUMBER.fullmatch(said):
        people = resolver.household(said) if _CHILDREN.search(said) else Unknown()
        return people.value.seats if isinstance(people, Found) else number.value
    household = resolver.household(said)
    return household.value.seats if isinstance(household, Found) else None


def seats_in_sight(resolver: Resolver, parse: Parse, plain: str, context: Context) -> Shown | None:
    """The button that registers for the trip in sight, with the number if it is said: "3 places please".

    None if the writer already holds seats there, names another trip, or does not ask for seats.
    """
    trip = context.sight.trip
    wants = parse.intent in TAKES_SEATS and parse.confidence >= _LIKELY and "?" not in plain
    if trip is None or not wants or any(seats.trip == trip for seats in context.held):
        return None
    if any(entity.kind in _NAMES_A_TRIP for entity in parse.entities):
        return None
    number = party(resolver, parse.text, context.told.get(Field.HOUSEHOLD))
    return ("register", trip, *((str(number),) if number else ()))


def change_of_seats(parse: Parse, plain: str, context: Context) -> Shown | None:
    """The button for the change of seats that the message asks for; None if it asks for none or no seats are held."""
    if context.held and context.asked is None and _ALL_OF_IT.search(plain):
        return ("cancel_trip", context.held[0].registration) if len(context.held) == 1 else ("my_trips",)
    held = meant(parse.text, context.held, context.sight.trip)
    in_sight = held is not None and held.trip == context.sight.trip and not _OF_SOMETHING_ELSE.search(plain)
    about_trips = parse.intent in TRIPS or _OF_TRIPS.search(plain) or corrects(plain) or in_sight
    if not context.held or not about_trips or (asks(plain) and not _MAY_COME.search(plain)):
        return None
    if held is None:
        wanted = seats_wanted(parse.text, context.held[0])
        return ("my_trips",) if wanted is not None else None
    wanted = seats_wanted(parse.text, held)
    if wanted is None and parse.intent == "change_seats" and parse.confidence >= _SURE and context.asked is None:
        wanted = 0  # of how many seats is asked
    if wanted is None:
        return None
    return ("change_seats", held.registration, *((str(wanted),) if wanted else ()))
