"""Finds what a short message asks about what the chat shows: "the second one", "and in Amos?", "is lunch included?"."""

import re

from bot.base.terms import ANYWHERE, Field
from bot.knowledge import Found, Resolver
from bot.reading.bare_questions import LEAD, SAYS_WHO, for_a_partner, go_on, more_about_it, something_else
from bot.reading.context import Context
from bot.reading.normalized_in_place import even
from bot.reading.parse import Parse
from bot.reading.sight import Shown, Sight, listed, pick
from bot.reading.trips_asked_for import SUBJECTS
from bot.reading.whether import asks, is_bare

_MOST_WORDS = 9
_FEW_WORDS = 5  # up to this many words, "and for the kids" is too short to stand as a question of its own
_ELSEWHERE = re.compile(
    r"^\W*(?:(?:et|pis|ok|and|so|alors|what about|how about|same (?:question )?for|meme (?:chose"
    r"|question) (?:pour|a))\W+)+"
    r"(?:(?:a|au|aux|en|dans|pour|du cote de|in|at|for|to|la|le|les|the|cel(?:ui|le) (?:de|du|a)|de)\s+|[ld]')*"
    r"(?P<place>[^?!.]{3,40}?)(?: (?:one|trip))?\W*$"
)
_SAME_THERE = re.compile(  # "Amos same?", « Matane c'est pareil? »
    r"^\W*(?:(?:et|pis|ok|and)\W+)*(?:(?:a|au|en|in|at|for|pour)\s+)?(?P<place>[^?!.]{3,40}?),?"
    r" (?:(?:the )?same|too|as well|aussi|pareil|idem|(?:c'est |ca )?(?:pareil|la meme chose))\W*$"
)
TOPICS = {  # the topic of a region's page that each intent asks for
    "ask_region": "overview",
    "ask_housing": "housing",
    "ask_climate": "climate",
    "ask_jobs_in_region": "jobs",
    "ask_getting_there": "getting_there",
    "ask_schools_childcare": "schools_childcare",
    "ask_health_care": "health_care",
    "ask_community": "community",
}
_THERE = re.compile(
    r"(?<!\w)(?:la[- ]?bas|sur place|dans (?:ce|le) coin|(?:cette|that|this) (?:region|ville|town|city|place|area)"
    r"|ce coin|(?<!is )(?<!are )(?<!get )there(?! (?:is|are|was|will|any|an?)\b))(?!\w)"
)
_ABOUT_A_VACANCY = re.compile(
    r"(?<!\w)(?:combien|how much|paye?\w*|salaire|pay|paid|wages?|hourly|per hour|l'heure|horaires?|hours|shifts?"
    r"|temps (?:plein|partiel)|(?:full|part)[- ]?time|located|exactement|exactly|debutants?|beginners?|exige\w*"
    r"|requirements?|require[sd]?|quel(?:le)? langue|what language|(?:parler|speak) (?:anglais|francais|english|french)"
    r"|(?:de |le )?(?:soir|nuit|jour|fin de semaine)|evenings?|nights?|weekends?|quarts?"
    r"|(?:c'est|it'?s|is it|it is) (?:ou|where)"
    r"|(?:ou|where) (?:c'est|is it))(?!\w)"
)
_LEADS = r"^\W*(?:(?:et|pis|ok|and|so|alors|what about|how about)\W+)+"
_AND_THERE = re.compile(_LEADS + r"(?:la[- ]?bas|there|ici|here|ca|cela|that|this|it|cel(?:ui|le)[ -]l?[ac]i?)\W*$")
_LEADS_TO = re.compile(_LEADS + r"(?:(?:la[- ]?bas|there)\W+)?")
_LISTS = frozenset({"matches", "trips"})
_MORE = re.compile(
    r"^\W*(?:next|suivante?s?|more|others?|another|encore|plus|la suite)\W*$"
    r"|(?<!\w)(?:d'autres|show (?:me )?more|any others?|others|les suivants?|the next ones?|what else)(?!\w)"
)
_OF_ONE_TRIP = frozenset({"trip", "trip_about", "trip_program"})
_OF_JOBS = frozenset({"matches", "vacancy"})
_ASKED_ELSEWHERE = frozenset({"region", "services", *_OF_ONE_TRIP, *_OF_JOBS})
_OF_REGIONS = frozenset({"region", "ask_region"})
# Answers that told something about a place in words, rather than show its page.
_OF_FACTS = frozenset({"ask", "ask_on", "article", "ask_region", "compare", "regions"})
_MOST_PLACES = 3  # at most so many places are offered to the candidate to choose from
_AND = re.compile(
    r"^\W*(?:(?:ok|okay|okey|d'accord|bon|merci|thanks|thank you|alright|great)\W+)*"
    r"(?:et|pis|and|what about|how about|so)(?!\w)"
)
_TOLD_OF_PLACES = frozenset({"region", "ask_region", "ask_there", "services", "ask", "ask_on"})
_BARE_WORDS = 3
_BARE_LEADS = re.compile(  # words before a bare topic that react to the last answer: "ok and schools?"
    r"^\W*(?:(?:ok(?:ay)?|good|great|nice|fine|cool|bon|bien|parfait|super|merci|thanks|thank you|i see|je vois|alright"
    r"|et|and|pis|puis|so|alors|now|maintenant|what about|how about|what of|for|pour|about|les?|la|des?|du|the|some|any"
    r"|autre chose|also|aussi)(?!\w)\W*|[ld]')+"
)
_NAMED = {  # topic of a region: the pattern of a text that does nothing but name it
    name: re.compile(rf"(?:{words})(?: (?:there|la-bas|la|then|too|also|aussi|donc|like|alors|lui|elle))?")
    for name, words in {
        "schools_childcare": r"ecoles?|garderies?|cpe|schools?|day ?cares?|child ?care",
        "housing": r"loyers?|logements?|apparts?|appartements?|rents?|housing|apartments?|houses?|maisons?",
        "health_care": r"medecins?|docteurs?|hopita(?:l|ux)|cliniques?|sante|doctors?|hospitals?|clinics?|health ?care",
        "climate": r"hivers?|etes?|summers?|froid|meteo|climat|neige|winters?|weather|climate|snow|cold",
        "jobs": r"travail|emplois?|boulot|ouvrage|jobs?|work",
        "getting_there": r"(?:auto)?bus|buses|trains?|transports?(?: en commun)?|public transport",
        "community": r"mosquees?|eglises?|communautes?|mosques?|churche?s?|temples?|communit(?:y|ies)",
    }.items()
}
_CERTAIN = 0.9  # confidence from which a question is about something else, although a trip is in sight
_SURE = 0.75  # confidence from which it is about something else than the place: "can I learn French there?"
_LEAST = 0.05  # confidence from which a topic counts among what a sentence about a place may mean
_NAMES_NOTHING_ELSE = frozenset({"city", "region", "occupation", "employer"})


def _source_of_a_fact(plain: str, context: Context) -> Shown | None:
    """The source of the fact that was just told, if the text asks for it ("says who?"); otherwise None."""
    told = context.offered("fact_wrong")  # the button below each fact names that fact
    return ("fact_source", *told[1:]) if told and SAYS_WHO.match(plain) else None


def follow(resolver: Resolver, parse: Parse, context: Context, *, complete: bool) -> tuple[Shown, ...]:
    """The answers that a message asks for, given what is in sight; none if it asks nothing about that.

    `complete` says that the message can be understood without what is in sight.
    """
    plain, sight = even(parse.text), context.sight
    kinds = frozenset(entity.kind for entity in parse.entities)
    if source := _source_of_a_fact(plain, context):
        return (source,)
    if there := _there(parse, plain, kinds, context):
        return (there,)
    if len(plain.split()) > _MOST_WORDS:
        return ()
    if alone := _of_nothing_in_sight(resolver, parse, plain, sight):
        return (alone,)
    if item := pick(plain, listed(context.buttons) or (sight.items if sight.speaks else ())):
        return (item,)
    if more := _said_of_it(plain, sight):
        return (more,)
    if elsewhere := _elsewhere(resolver, parse.text, plain, sight):
        return (elsewhere,)
    if more := _next_page(plain, context):
        return (more,)
    if sight.vacancy and not kinds & _NAMES_NOTHING_ELSE and _ABOUT_A_VACANCY.search(plain):
        return (("vacancy", sight.vacancy),)
    complete = complete and not (LEAD.match(plain) and len(plain.split()) <= _FEW_WORDS)
    if sight.trip and sight.speaks and parse.intent.startswith("ask_"):
        complete = complete and parse.confidence >= _CERTAIN and asks(plain)  # "I am vegan" is about the trip shown
    if sight.trip and not complete and not kinds & _NAMES_NOTHING_ELSE and (subject := trip_subject(plain)):
        return (("trip_about", sight.trip, subject),)
    if sight.speaks and (not complete or sight.trip) and (shown := go_on(parse, plain, sight)):
        return (shown,)
    return ()


def _said_of_it(plain: str, sight: Sight) -> Shown | None:
    """The answer to a question whose words plainly refer to the subject in sight, whatever intent the model saw."""
    if not sight.speaks:
        return None
    return something_else(plain, sight) or more_about_it(plain, sight) or for_a_partner(plain, sight)


def _there(parse: Parse, plain: str, kinds: frozenset[str], context: Context) -> Shown | None:
    """The answer to a question about the place last shown, or else the regions the profile has: "and day care?"."""
    if kinds & {"city", "region", "employer"}:
        return None
    sight, chosen = context.sight, [each for each in context.told.get(Field.REGIONS) or () if each != ANYWHERE]
    places = [sight.place] if sight.place else chosen[:_MOST_PLACES]
    if sight.place and _AND_THERE.match(plain) and (sight.subject is None or sight.subject[0] in _OF_FACTS):
        return ("region", sight.place)
    says_there = bool(_THERE.search(plain))
    goes_on = sight.subject is not None and sight.subject[0] in _OF_REGIONS and bool(_AND.match(plain))
    if bare := _bare_subject(parse, plain, sight):
        return ("ask_there", bare, places[0])
    if not places or not (says_there or (goes_on and parse.intent in TOPICS)):
        return None
    if parse.confidence >= _SURE and parse.intent not in TOPICS:
        return None
    likely = [guess.intent for guess in parse.ranking if guess.intent in TOPICS and guess.confidence >= _LEAST]
    topic = TOPICS[likely[0]] if likely else "community"
    return ("ask_there", topic, *places) if len(places) == 1 else ("ask_region", topic, *places)


def _bare_subject(parse: Parse, plain: str, sight: Sight) -> str | None:
    """The topic, if a text only names one and a place was just shown ("ok and schools?"); otherwise None."""
    about_a_place = sight.speaks and sight.place and sight.subject and sight.subject[0] in _TOLD_OF_PLACES
    rest = _BARE_LEADS.sub("", plain).rstrip(" ?!.")
    if not about_a_place or not rest or len(rest.split()) > _BARE_WORDS:
        return None
    if topic := next((name for name, pattern in _NAMED.items() if pattern.fullmatch(rest)), None):
        return topic
    bare = rest != plain.rstrip(" ?!.") and not asks(rest)
    return TOPICS.get(parse.intent) if bare and parse.confidence >= _SURE else None


def _of_nothing_in_sight(resolver: Resolver, parse: Parse, plain: str, sight: Sight) -> Shown | None:
    """The answer while nothing was shown yet: Amos for "and in Amos?"; for "and there?" we ask what is meant."""
    if sight.place or (sight.subject and sight.subject != ("welcome",)):
        return None
    if _AND_THERE.match(plain):  # of which place is asked
        return ("regions",) if _THERE.search(plain) else ("unsure",)
    lead = _LEADS_TO.match(plain)
    spans = [(entity.start, entity.end) for entity in parse.entities if entity.kind in {"city", "region"}]
    if not lead or len(spans) != 1:
        return None
    rest = " " * lead.end() + plain[lead.end() :].replace("?", " ")
    code = _place(resolver, parse.text[slice(*spans[0])]) if is_bare(rest, spans) else None
    return ("region", code) if code else None


def _next_page(plain: str, context: Context) -> Shown | None:
    """The next page of the list in sight, if "more" is asked for; None while a question is open, which "next" skips."""
    pages = [shown for shown in context.buttons if shown[0] in _LISTS and shown[1:2] and shown[1].isdigit()]
    if context.asked or not pages or not _MORE.search(plain):
        return None
    return max(pages, key=lambda shown: int(shown[1]))


def _elsewhere(resolver: Resolver, text: str, plain: str, sight: Sight) -> Shown | None:
    """The answer that was just shown, for another place: "and in Amos?" below the page of Alma."""
    match = _ELSEWHERE.match(plain) or _SAME_THERE.match(plain)
    if not match or sight.subject is None or sight.subject[0] not in _ASKED_ELSEWHERE:
        return None
    code = _place(resolver, text[match.start("place") : match.end("place")])
    if code is None:
        return None
    if sight.subject[0] in _OF_JOBS:  # work there, where jobs were shown
        return ("region", code, "jobs")
    name, _, *rest = sight.subject
    if name in _OF_ONE_TRIP:  # the trip there, and what was asked of the other one
        return ("trip_asked", code, "", *(rest[:1] if name == "trip_about" else ()))
    return (name, code, *rest[:1])


def _place(resolver: Resolver, said: str) -> str | None:
    for look in (resolver.town, resolver.place):
        match look(said):
            case Found(code):
                return str(code)
    return None


def trip_subject(plain: str) -> str | None:
    """The subject that a text, normalized by `even`, asks about a trip: "meals" for "is lunch included"."""
    return next((name for name, pattern in SUBJECTS.items() if pattern.search(plain)), None)
