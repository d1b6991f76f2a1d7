"""Recognizes messages that want seats on a trip, or ask several things about trips, in any order."""

import re

from bot.base.terms import MONTREAL_REGION, Field
from bot.knowledge import Found, Resolver
from bot.knowledge.numbers import digits
from bot.reading.context import Context
from bot.reading.normalized_in_place import AND, either, whole
from bot.reading.parse import Entity, Parse
from bot.reading.people_on_a_trip import JUST_US, count_others, of_no_home, party, several_uncounted
from bot.reading.sight import Shown
from bot.reading.whether import asks, is_denied

ABOUT = {
    "transport": (
        r"(?:bus|autobus|autocar|car|avion|plane|coach)(?!\w).{0,20}(?<!\w)(?:ou|or)(?!\w).{0,20}"
        r"(?:auto|voiture|char|car)"
        r"|(?:ma|mon|my|own|notre|our|propre) (?:own |propre )?(?:auto|voiture|char|car|vehicule|vehicle)(?! seat)"
        r"|en (?:auto|voiture|char)|by car|(?:drive|driving) (?:my|our|there|myself)|propres? moyens|covoit\w*"
        r"|carpool\w*"
    ),
    "meals": (
        r"repas|diner|lunch|mang\w*|nourriture|bouffe|food|eat|meals?|breakfast|dejeuner|souper|snacks?|halal|ca?sher|kosher"
        r"|feed|fed|nourri\w*|vegetari\w*|vegan\w*|allergi\w*|porc|pork"
    ),
    "price": (
        r"cout\w*|prix|gratuit\w*|payer?|payant|cher|price|cost\w*|free|pay|fee|how much|combien (?:ca"
        r"|c'est|est-ce)|c'est combien|tarif"
    ),
    "return": (
        r"revien\w*|retour\w*|rentr\w*|return\w*|(?:get|be|come|are we) (?:\w+ )?(?:back|home)|back (?:home|in)"
        r"|a la maison|fini\w*|finish|ends?|(?:bring|take|drop)\w* (?:us|me|you|people) (?:back|home)"
        r"|home again|ramen\w*"
        r"|recondui\w*"
    ),
    "departure": (
        r"bus|autobus|autocar|mont(?:e|er|ons|ez)|embarqu\w*|board\w*|get on|hop on"
        r"|part(?:ons|ir|ez|ent)?|depart\w*|leave|leaving|start\w*|depart|commence\w*|rendez-vous"
        r"|meeting|where.{0,12}meet|pick ?up|loin|far"
    ),
    "bring": (
        r"chic|apport\w*|bring|vetements?|habill\w*|s'habiller|wear|clothes|dress\w*|linge|preparer|prepare|cv|resume"
    ),
    "children": r"enfants?|bebe|flos?|mousses?|kids?|child(?:ren)?|baby|toddlers?|poussette|stroller|fils|fille",
    "employers": r"employeurs?|entreprises?|compagnies?|compan(?:y|ies)|employers?|rencontr\w*|meet",
    "seats": (
        r"places? (?:reste\w*|libres?)|reste[- ]t-il|(?:reste )?combien de places?|seats? (?:left|available)"
        r"|how many seats|full|complet"
    ),
    "day": (
        r"programme|program|schedule|horaire|activit\w*|journee|fait-on|what (?:do|will) we do|interviews?"
        r"|entrevues?"
    ),
}  # words for each subject of a trip, in a short message while a trip is in sight
SUBJECTS = {name: whole(words) for name, words in ABOUT.items()}


_DAYS = r"(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_HOUR = r"(?:quelle|qu'elle|kel(?:le)?|quel) h(?:eures?)?|what time"
# The same for a part of a longer message, where "bus" may mean the trip itself, and children may be counted.
_OF_PARTS = {
    **SUBJECTS,
    "departure": whole(
        rf"(?:{_HOUR}).{{0,20}}(?:par[ts]\w*|depart\w*|leav\w*|start\w*)|(?:par[ts]|depart\w*|leav\w*).{{0,25}}(?:{_HOUR})"
        rf"|(?:d'ou|where).{{0,20}}(?:par[ts]\w*|leav\w*)|c'est quand|quel jour|quand|when|what day|which day|{_DAYS}"
    ),
    "children": whole(
        rf"{ABOUT['children']}|filles|garcons?|ados?|p'?tite?s?|petite?s?|sons?|daughters?|teens?|little ones?"
    ),
    "seats": whole(rf"{ABOUT['seats']}|reste\w*[ -](?:\w+ )?(?:des|de la|d'autres) places?|(?:any|some) seats"),
    "cancelling": whole(r"annul\w*|amendes?|penalites?|desist\w*|cancel\w*|fines?|penalty"),
    "day": whole(r"programme|program|schedule|activit\w*|fait-on|what (?:do|will) we do|interviews?|entrevues?"),
}
HOUR = re.compile(_HOUR)
_TOLD_AS_WELL = frozenset({"meals"})  # subjects that a statement raises as well as a question: "we eat halal"
A_TRIP = whole(
    either(
        r"voyages?|visites?|visiter|sorties?|excursions?|virees?|journees? (?:de )?(?:decouverte|exploratoire|visite)"
        r"|(?:le|un|votre|vot'|ce|dans|en|du|mini) ?(?:car|bus|autobus|autocar)",
        r"trips?|outings?|tours?|visit(?:ing)?|(?:the|a|your|that) (?:bus|coach)",
    )
)
_ON_TRIPS = frozenset({"list_trips", "register_trip", "ask_trip_program", "ask_exploratory_trip", "change_seats"})
_LISTS = frozenset({"list_trips", "ask_exploratory_trip"})
_WANTS = whole(
    either(
        r"inscri\w*|enregistr\w*|reserv\w*|(?:met[sz]?|mettez|mettre|prend\w*|prenez|compt\w*)[ -](?:moi|nous)",
        r"sign (?:me|us|\w+) up|book\w*|register\w*|(?:put|count) (?:me|us)|(?:me|us) down for",
    )
)
_OF_EVERY_DAY = frozenset({"return", "meals", "price"})  # subjects that the list of trips does not show
_LIKELY = 0.5
_PART = re.compile(r"[^.;!?\n,]+[.;!?\n,]?")
_AFTER_ALL = re.compile(  # a number that replaces the one before it: "two. No, three"
    r"(?<!\w)(?:non|no|attend\w*|wait|finalement|plutot|met[sz]?|mettez|make it|fait que|faque|donc|so|actually"
    r"|rather|sorry|pardon)\W+(?:(?:attend\w*|wait|finalement|mettez|mets|make it|que|just|juste|plutot)\W+)*"
    r"(?P<number>[1-9]|1\d)(?!\w)(?! ?(?:ans?|years?|mois|months?|h|heures?|%))"
)
_GROWN_UPS = re.compile(
    r"(?<![\w/])(?P<number>[1-9]) (?:adultes?|grandes? personnes?|adults?|grown[- ]ups?)(?P<others>[^.;!?]*)"
)
_A_CHILD = re.compile(
    r"(?<!\w)(?:(?P<number>\d) (?:\w+ )?|l[ea] |un[e]? |l'|mon |ma |the |a |my |our |notre )?"
    r"(?:bebes?|p'?tite?s?|petite?s?|enfants?|fils|filles?|garcons?|kids?|child(?:ren)?|baby|babies|son|daughter)(?!\w)"
)
_COUNTED = re.compile(
    r"(?<!\w)(?:on|nous|we) (?:est|sera\w*|serait|serons|sommes|are|would be|'ll be) (?P<number>[1-9])(?!\w)"
)
_ME_AND = re.compile(r"(?<!\w)(?:me|mo[ei]),? (?:and|n|et|pis|plus|avec|with|\+|&) (?:\w+ )?[1-9](?!\d)")
_SEATS = whole(either(r"places?|sieges?|billets?", r"seats?|tickets?|spots?"))
_OF_SEATS = whole(either(r"places?|sieges?|billets?|personnes?|famil\w+", r"seats?|tickets?|people|spots?"))
_GOES = whole(
    either(r"aller|vais|ira\w*|vien\w*|venir|embarqu\w*|particip\w*|part\w*", r"go(?:ing)?|com(?:e|ing)|join\w*")
)
_FEW_WORDS, _SEVERAL = 6, 2
_DENIES = whole(either(r"pas|non|sauf|aucun\w*", r"not|no|don'?t|except|none"))
_CANCELS = whole(r"annul\w*|cancel\w*")
_NOT_AT_ALL = re.compile(r" (?:\w+ )?(?:pas|rien|none|nothing)(?!\w)")  # « annulez surtout pas », "cancel nothing"
_CAR_SEAT = re.compile(
    r"(?:(?:un|1|le|the|a) )?(?:(?:siege|banc)s? (?:d'|de |pour )?(?:auto|bebe|enfant)\w*|(?:car|baby|booster) ?seats?)"
)
_ANOTHER = whole(
    r"(?:l[ea]s?|une?|the) (?:autres?|prochaine?s?|next)|l'autre|d'autres|autre date"
    r"|another|next (?:one|trip)|other dates?"
)


def outing(resolver: Resolver, parse: Parse, plain: str, context: Context) -> tuple[Shown, ...]:
    """The answers to a message that wants seats, or asks several things about a trip; empty for simpler messages."""
    cancels = list(_CANCELS.finditer(plain)) if context.sight.trip or context.held else []
    if cancels and _ANOTHER.search(plain):
        denied = all(is_denied(plain, *each.span()) or _NOT_AT_ALL.match(plain, each.end()) for each in cancels)
        if not (denied and _OF_SEATS.search(plain)):  # the others may be seats
            gives_back = len(context.held) == 1 and not denied
            return (*((("cancel_trip", context.held[0].registration),) if gives_back else ()), ("trips", "0"))
    found = _outing(resolver, parse, plain, context)
    return (found,) if found else ()


def trip_chosen(resolver: Resolver, parse: Parse, plain: str, context: Context) -> Shown | None:
    """The seats that were asked for, on the trip to the place that a short text names; None for any other text.

    "For which trip do you want 2 seats?" waits for its answer before the question of the profile below it does.
    """
    offered = [shown for shown in context.buttons if shown[0] == "register"]
    numbers = {shown[2:3] for shown in offered}
    alone = [entity.kind for entity in parse.entities] in (["city"], ["region"])
    short = len(plain.split()) <= _FEW_WORDS and not asks(plain) and not _DENIES.search(plain)
    place = _place(resolver, parse) if alone and short else ""
    if not place or len({shown[1] for shown in offered}) < _SEVERAL or len(numbers) != 1:
        return None
    return ("seats_asked", *(numbers.pop() or ("0",)), place, "")


def _outing(resolver: Resolver, parse: Parse, plain: str, context: Context) -> Shown | None:
    sight, place = context.sight, _place(resolver, parse)
    if place and not context.held and parse.intent == "my_trips" and asks(plain):
        return ("trip_asked", place, "")  # who has no seats asks of the trip there
    spoken_of = sight.trip or (sight.speaks and sight.subject is not None and sight.subject[0] == "trips")
    seats = bool(place) and bool(_OF_SEATS.search(plain)) and _is_likely(parse, {"register_trip"})
    signs_up = bool(sight.trip and sight.speaks and _WANTS.search(plain)) and _is_likely(parse, {"start_profile"})
    if not (A_TRIP.search(plain) or spoken_of or seats) or not (signs_up or _is_likely(parse, _ON_TRIPS)):
        return None
    of_held = any(resolver.town(seats.town) == Found(place) for seats in context.held)
    if context.held and (not place or of_held or parse.intent == "cancel_trip"):
        return None  # it is about the seats that the writer holds
    trip = "" if place else sight.trip or ""
    subjects = tuple(dict.fromkeys(subjects_of(plain)))
    number = seats_said(resolver, parse.text, context)
    if any(entity.kind == "trip_date" for entity in parse.entities) and not subjects:
        return None  # the date tells which trip is meant
    if number or signs_up or (_WANTS.search(plain) and _is_likely(parse, {"register_trip", "change_seats"})):
        if trip and not subjects:
            return ("register", trip, *((str(number),) if number else ()))
        return ("seats_asked", str(number), place, trip, *subjects)
    lists = bool(place) or _is_likely(parse, _LISTS)
    told_of_all = not trip and not place and set(subjects) <= _OF_EVERY_DAY and asks(plain)
    several = (
        len(subjects) > 1
        or (bool(subjects) and told_of_all)
        or (lists and len(parse.clauses) > 1 and subjects not in {(), ("departure",)})
    )
    return ("trip_asked", place, trip, *subjects) if several else None


def seats_said(resolver: Resolver, text: str, context: Context) -> int:
    """The last number of seats in a message: 3 for "two. No, three of us"; 0 if it gives none."""
    told = _CAR_SEAT.sub(" ", digits(of_no_home(text)))
    after_all = list(_AFTER_ALL.finditer(told))
    if after_all:
        return int(after_all[-1]["number"])
    if grown_ups := _GROWN_UPS.search(told):
        children = sum(int(match["number"] or 1) for match in _A_CHILD.finditer(grown_ups["others"]))
        return int(grown_ups["number"]) + children
    if counted := _COUNTED.search(told):
        return int(counted["number"])
    if just_us := JUST_US.search(told):
        return 0 if several_uncounted(just_us["others"]) else 1 + count_others(just_us["others"])
    counts = _OF_SEATS.search(told) or _ME_AND.search(told)
    return (party(resolver, text, context.told.get(Field.HOUSEHOLD)) or 0) if counts else 0


def is_no_outing(parse: Parse, plain: str, context: Context) -> bool:
    """Whether a message mentions no trip although the model sees a wish for seats: "Laval, us two".

    Only while a question is open and no trip is in sight.
    """
    if parse.intent != "register_trip" or context.asked is None or context.sight.trip:
        return False
    if any(entity.kind == "trip_date" for entity in parse.entities):
        return False
    return not any(words.search(plain) for words in (A_TRIP, _WANTS, _SEATS, _GOES))


def names_a_trip(plain: str) -> bool:
    """Whether a text, normalized by `even`, mentions a trip, seats, or going somewhere."""
    return any(words.search(plain) for words in (A_TRIP, _WANTS, _OF_SEATS, _GOES))


def _is_likely(parse: Parse, intents: frozenset[str] | set[str]) -> bool:
    """Whether the model likely sees one of these intents in the whole message or in a clause."""
    taken = [(parse.intent, parse.confidence), *((each.intent, each.confidence) for each in parse.clauses)]
    return any(intent in intents and confidence >= _LIKELY for intent, confidence in taken)


def subjects_of(plain: str) -> list[str]:
    """The subjects, such as "meals", that a message asks about a trip, part by part; they may repeat."""
    found = []
    for sentence in _PART.findall(plain):
        for part in AND.split(sentence):
            asking = asks(part) or sentence.endswith("?") or HOUR.search(part)
            found += [
                name
                for name, pattern in _OF_PARTS.items()
                if pattern.search(part) and (asking or name in _TOLD_AS_WELL)
            ]
    return found


def _place(resolver: Resolver, parse: Parse) -> str:
    """The code of the first town or region that is named, Montréal left out; empty if there is none."""
    return next((place for each in parse.entities if (place := destination(resolver, parse, each))), "")


def destination(resolver: Resolver, parse: Parse, entity: Entity) -> str:
    """The code of the town or region that an entity names; empty for another entity, and for Montréal."""
    if entity.kind not in {"city", "region"}:
        return ""
    for look in (resolver.town, resolver.place):
        match look(parse.text[entity.start : entity.end]):
            case Found(code) if (
                code if len(code) == len(MONTREAL_REGION) else resolver.region_of(code)
            ) != MONTREAL_REGION:
                return str(code)
    return ""
