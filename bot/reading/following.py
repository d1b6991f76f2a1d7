"""What a short message asks of what is in sight: "the second one", "and in Amos?", "is lunch included?"."""

import re

from bot.knowledge import Found, Resolver
from bot.reading.context import Context
from bot.reading.sight import Shown, Sight
from bot.reading.text import even

_MOST_WORDS = 9
_ORDINALS = (
    r"premiere?|1(?:er|ere|re|st)|first|numero 1|number 1|#1|no 1",
    r"deuxieme|2(?:e|eme|nd)|second(?:e)?|numero 2|number 2|#2|no 2",
    r"troisieme|3(?:e|eme|rd)|third|numero 3|number 3|#3|no 3",
    r"quatrieme|4(?:e|eme|th)|fourth|numero 4|number 4|#4|no 4",
    r"cinquieme|5(?:e|eme|th)|fifth|numero 5|number 5|#5|no 5",
)
_ORDINAL = tuple(re.compile(rf"(?<![\w#])(?:{words})(?!\w)") for words in _ORDINALS)
_LAST = re.compile(r"(?<!\w)(?:derniere?|last)(?: (?:one|option|choice))?(?!\w)")
_ITEMS = frozenset({"trip", "vacancy", "employer", "region", "service", "article"})
_ELSEWHERE = re.compile(
    r"^\W*(?:(?:et|pis|ok|and|so|alors|what about|how about|same (?:question )?for|meme (?:chose"
    r"|question) (?:pour|a))\W+)+"
    r"(?:(?:a|au|aux|en|dans|pour|du cote de|in|at|for|to|la|le|les)\s+|[ld]')*(?P<place>[^?!.]{3,40}?)\W*$"
)
_ABOUT_A_TRIP = {
    "price": (
        r"cout\w*|prix|gratuit\w*|payer?|payant|cher|price|cost\w*|free|pay|fee|how much|combien (?:ca"
        r"|c'est|est-ce)|tarif"
    ),
    "meals": r"repas|diner|lunch|manger|nourriture|bouffe|food|eat|meals?|breakfast|dejeuner|souper|snacks?",
    "return": (
        r"revien\w*|retour\w*|rentr\w*|return\w*|(?:get|be|come|are we) (?:\w+ )?back|back (?:home|in)"
        r"|fini\w*|finish|ends?"
    ),
    "departure": (
        r"part(?:ons|ir|ez|ent)?|depart\w*|leave|leaving|start\w*|depart|commence\w*|rendez-vous"
        r"|meet(?:ing)?|pick ?up"
    ),
    "bring": r"apport\w*|bring|vetements?|habill\w*|s'habiller|wear|clothes|dress\w*|linge|preparer|prepare|cv|resume",
    "children": r"enfants?|bebe|kids?|child(?:ren)?|baby|poussette|stroller|fils|fille",
    "employers": r"employeurs?|entreprises?|compagnies?|compan(?:y|ies)|employers?|rencontr\w*",
    "seats": (
        r"places? (?:reste\w*|libres?)|reste[- ]t-il|combien de places|seats? (?:left|available)"
        r"|how many seats|full|complet"
    ),
    "day": (
        r"programme|program|schedule|horaire|activit\w*|journee|fait-on|what (?:do|will) we do|interviews?"
        r"|entrevues?"
    ),
}
_TRIP_SUBJECTS = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for name, words in _ABOUT_A_TRIP.items()}
_TELL = re.compile(
    r"(?<!\w)(?:alertes?|alerts?|notif\w*|averti\w*|previen\w*|preven\w*|tiens-moi|tenez-moi|fai(?:s"
    r"|tes)-moi savoir|let me know"
    r"|tell me|dis-moi|dites-moi|write (?:to )?me|ecri\w+-moi|keep me (?:posted|updated|informed))(?!\w)"
)
_JOBS = re.compile(
    r"(?<!\w)(?:emplois?|jobs?|postes?|offres?|vacanc\w+|openings?|boulots?|travail|positions?|d'autres|others?)(?!\w)"
)
_WHEN_NEW = re.compile(
    r"(?<!\w)(?:nouve\w+|new|quand|when|des qu(?:e|'\w+)|as soon as|s'il y|si (?:il|ya|y)|if (?:there|any|a|some)"
    r"|alertes?|alerts?|notif\w*)(?!\w)"
)
_APPLICATION = re.compile(r"(?<!\w)(?:candidatures?|applications?|applied|postule\w*|mon interet|my interest)(?!\w)")
_STANDS = re.compile(
    r"(?<!\w)(?:ou en|ou c'est rendu|statut|status|nouvelles?|news|reponses?|repondu|answer\w*|heard"
    r"|hear back|updates?|suivi|avance\w*)(?!\w)"
)
_PAPERS = re.compile(
    r"(?<!\w)(?:immigration|ircc|visas?|permis|permits?|pr|residen\w+|csq|parrainage|sponsor\w*|asile|asylum"
    r"|refugie\w*|refugee|citoyen\w*|citizen\w*)(?!\w)"
)
_NAMES_NOTHING_ELSE = frozenset({"city", "region", "occupation", "employer"})


def follow(
    resolver: Resolver, text: str, kinds: frozenset[str], context: Context, *, complete: bool
) -> tuple[Shown, ...]:
    """The answers that a short message asks for, given what is in sight.

    `kinds`: of the entities in it; `complete`: it is understood without anything in sight.
    """
    plain, sight = even(text), context.sight
    if wish := _plain_wish(plain):
        return (wish,)
    if len(plain.split()) > _MOST_WORDS:
        return ()
    if item := _item(plain, context.buttons):
        return (item,)
    if elsewhere := _elsewhere(resolver, text, plain, sight):
        return (elsewhere,)
    if sight.trip and not complete and not kinds & _NAMES_NOTHING_ELSE and (subject := _trip_subject(plain)):
        return (("trip_about", sight.trip, subject),)
    return ()


def _plain_wish(plain: str) -> Shown | None:
    """To be told of new vacancies, or where an interest stands; a matter of papers is neither."""
    if _PAPERS.search(plain):
        return None
    if _TELL.search(plain) and _JOBS.search(plain) and _WHEN_NEW.search(plain):
        return ("job_alerts",)
    if _APPLICATION.search(plain) and _STANDS.search(plain):
        return ("application_status",)
    return None


def _item(plain: str, buttons: tuple[Shown, ...]) -> Shown | None:
    """The item of a list that is meant by its number."""
    items = list(dict.fromkeys(shown for shown in buttons if shown[0] in _ITEMS))
    names = [shown[0] for shown in items]
    items = [shown for shown in items if shown[0] == max(set(names), key=names.count)] if items else []
    if len(items) < 2:
        return None
    for number, pattern in enumerate(_ORDINAL):
        if pattern.search(plain) and number < len(items):
            return items[number]
    return items[-1] if _LAST.search(plain) else None


def _elsewhere(resolver: Resolver, text: str, plain: str, sight: Sight) -> Shown | None:
    """The same question about another place."""
    match = _ELSEWHERE.match(plain)
    if not match or sight.subject is None or sight.subject[0] not in {"region", "services"}:
        return None
    code = _place(resolver, text[match.start("place") : match.end("place")])
    if code is None:
        return None
    name, _, *rest = sight.subject
    return (name, code, *rest[:1])


def _place(resolver: Resolver, said: str) -> str | None:
    for look in (resolver.town, resolver.place):
        match look(said):
            case Found(code):
                return str(code)
    return None


def _trip_subject(plain: str) -> str | None:
    return next((name for name, pattern in _TRIP_SUBJECTS.items() if pattern.search(plain)), None)
