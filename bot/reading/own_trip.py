"""Recognizes questions of somebody with seats about their own trip: when it leaves, how, how many seats they hold."""

import re

from bot.reading.context import Context
from bot.reading.normalized_in_place import either, even
from bot.reading.numbers_of_seats import TRIPS
from bot.reading.parse import EMERGENCY, Parse
from bot.reading.people_on_a_trip import Seats, meant
from bot.reading.sight import Shown
from bot.reading.trips_asked_for import A_TRIP, HOUR, subjects_of
from bot.reading.whether import asks

_MOST_WORDS = 16
_SURE = 0.9  # confidence from which a question is about something other than a trip
_MY_SEATS = re.compile(  # asks how many seats one holds, or whether one still holds them
    either(
        r"(?<!\w)combien (?:de |d')(?:places?|sieges?|billets?)(?: \w+){0,3}"
        r" (?:j'ai|jai|j'avais|ai-je|avons|on a|on avait)(?!\w)"
        r"|(?<!\w)(?:mes|nos) (?:places?|sieges?) .{0,20}(?:combien|reserv\w*|confirm\w*|encore|toujours|bonnes?)"
        r"|(?<!\w)(?:j'ai|jai|on a|ai-je|avons-nous)(?: \w+){0,3} combien (?:de )?(?:places?|sieges?)"
        r"|(?<!\w)inscrite?s? pour combien",
        r"(?<!\w)how many (?:seats?|spots?|places?|tickets?)(?: \w+){0,2} (?:i|we)(?: \w+){0,2}"
        r" (?:have|got|book\w*|reserv\w*|hold)(?!\w)"
        r"|(?<!\w)how many (?:seats?|spots?|places?|tickets?) (?:i|we) (?:have|got|booked|reserved)(?!\w)"
        r"|(?<!\w)(?:my|our) (?:seats?|spots?) .{0,20}(?:how many|confirmed|booked|still)"
        r"|(?<!\w)(?:i|we) (?:have|got|booked)(?: \w+){0,2} how many (?:seats?|spots?|places?)",
    )
)
_OF_THEIR_CHANGE = frozenset({"cancel_trip", "change_seats"})  # a change of seats comes before questions beside it
_OF_A_TRIP = frozenset({*TRIPS, "ask_exploratory_trip", "ask_getting_there"})
_WE_GO = re.compile(
    r"(?<!\w)(?:(?:on|nous|je|faut[- ]il|dois[- ]je|we|i|us)(?!\w)|j').{0,25}"
    r"(?<!\w)(?:par[ts]\w*|arriv\w*|etre|rendre|revien\w*|rentr\w*|mang\w*|apport\w*|pren\w*|vien\w*|leav\w*|be|there"
    r"|com(?:e|ing)|return\w*|get|go|going|eat|bring|take|tak(?:e|ing)|driv\w+|meet)(?!\w)"
)


def asked_of_the_own_trip(parse: Parse, plain: str, context: Context) -> Shown | None:
    """The answer to a question about the trip on which the writer holds seats; None if it is about anything else."""
    if not context.held or len(plain.split()) > _MOST_WORDS or not (asks(plain) or HOUR.search(plain)):
        return None
    if parse.intent in _OF_THEIR_CHANGE or parse.takes_for(EMERGENCY):
        return None
    if _MY_SEATS.search(plain):
        return ("my_trips",)
    held = meant(parse.text, context.held, context.sight.trip)
    if held is None or not is_about_it(parse, plain, held, context):
        return None
    subjects = tuple(dict.fromkeys(subjects_of(plain)))
    if not subjects and HOUR.search(plain):
        subjects = ("departure",)
    if "transport" in subjects and not HOUR.search(plain):  # the text on transport says where the group leaves from
        subjects = tuple(each for each in subjects if each != "departure")
    return ("trip_asked", "", held.trip, *subjects) if subjects else None


def is_about_it(parse: Parse, plain: str, held: Seats, context: Context) -> bool:
    """Whether a message is about this trip.

    It is if the trip is in sight, if the model sees a trip, or if the words name a trip or something done on one.
    """
    elsewhere = any(entity.kind in {"city", "region"} for entity in parse.entities)
    if elsewhere and even(held.town) not in plain:
        return False
    taken = parse.intent in _OF_A_TRIP
    if not taken and parse.confidence >= _SURE and parse.intent.startswith("ask_"):
        return False
    in_sight = context.sight.trip == held.trip or ("my_trips",) in context.sight.done
    return taken or in_sight or bool(A_TRIP.search(plain) or _WE_GO.search(plain))
