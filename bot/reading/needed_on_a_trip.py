"""Recognizes what a traveller with seats needs on the day of the trip: a child on the coach, a diet, a wheelchair."""

import re

from bot.reading.context import Context
from bot.reading.normalized_in_place import either, whole
from bot.reading.own_trip import is_about_it
from bot.reading.parse import EMERGENCY, Parse
from bot.reading.people_on_a_trip import meant
from bot.reading.sight import Shown
from bot.reading.trips_asked_for import A_TRIP, ABOUT
from bot.reading.whether import asks

_MOST_WORDS = 40
_NEEDS = {
    "children": (
        rf"{ABOUT['children']}|filles|garcons?|p'?tite?s?|petite?s?|sons?|daughters?"
        r"|(?:year|month)s?[ -]olds?|nouveau[- ]ne|newborn"
    ),
    "meals": (
        r"allerg\w*|intoleran\w*|diabet\w*|vegetari\w*|vegan\w*|halal|ca?sher|kosher|gluten|coeliaque|celiac|lactose"
        r"|(?:ne |n')?(?:mang\w+|peux) pas (?:manger )?(?:de |du |d')|(?:don't|do not|can't|cannot|can not) eat"
    ),
    "mobility": (
        r"fauteuils?(?: roulants?)?|marchettes?|bequilles?|cannes?|deambulateurs?|mobilite reduite|handicap\w*"
        r"|wheelchairs?|walkers?|walking (?:frame|stick|aid)|crutch(?:es)?|canes?|disab\w+|reduced mobility"
    ),
}
_NEEDED = {name: whole(words) for name, words in _NEEDS.items()}
_BRINGS = re.compile(
    either(
        r"(?<!\w)(?:amen\w*|emmen\w*|accompagn\w*|vien\w*|venir|mont\w*|embarqu\w*|voyag\w*|assi\w*|asseoir)(?!\w)",
        r"(?<!\w)(?:bring\w*|com(?:e|es|ing)|tak(?:e|ing)|ride|rid(?:es|ing)|board\w*|get on|sit\w*|travel\w*)(?!\w)",
    )
)
_ON_BOARD = re.compile(r"(?<!\w)l'auto(?:bus|car)(?!\w)")
_ELSEWHERE = re.compile(  # the message is about schools or immigration papers instead
    r"(?<!\w)(?:ecoles?|garderies?|cpe|scolaire|schools?|daycares?|kindergartens?|permis|permits?|visas?|caq|csq"
    r"|asile|asylum|refugi\w*|refugees?|immigra\w*|residence|residency|statut|status)(?!\w)"
)
_CASE = "ask_immigration_procedure"  # the model's wrong guess for children and illnesses, where papers are not named
_NOT_THAT = ("cancel_trip", "talk_to_human", EMERGENCY)


def needed_on_the_own_trip(parse: Parse, plain: str, context: Context) -> tuple[Shown, ...]:
    """What the trip offers for the need, and where to tell us of it; empty if the message is about something else."""
    held = meant(parse.text, context.held, context.sight.trip) if context.held else None
    if held is None or len(plain.split()) > _MOST_WORDS or _ELSEWHERE.search(plain):
        return ()
    if any(parse.takes_for(each) for each in _NOT_THAT):
        return ()
    needed = [name for name, words in _NEEDED.items() if words.search(plain)]
    if needed == ["children"] and (parse.intent == "change_seats" or not (asks(plain) and _BRINGS.search(plain))):
        return ()
    of_a_trip = A_TRIP.search(plain) or _ON_BOARD.search(plain) or context.sight.trip == held.trip
    if not needed or not of_a_trip or not is_about_it(parse.without(_CASE), plain, held, context):
        return ()
    told = [name for name in needed if name != "mobility"]
    return (*((("trip_asked", "", held.trip, *told),) if told else ()), ("needs", held.registration))
