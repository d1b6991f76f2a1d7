"""Recognizes requests for jobs: to see the list, beside anything else that is said, and questions on a listed job."""

import re
from dataclasses import replace

from bot.base.terms import Field
from bot.reading.context import Context, Reading
from bot.reading.intents import NOTHING_UNDERSTOOD
from bot.reading.normalized_in_place import AND, blanked, either, even, whole
from bot.reading.parse import EMERGENCY, FALLBACK, Parse
from bot.reading.plain_requests import plain_wish
from bot.reading.sight import Shown, listed, pick
from bot.reading.trips_asked_for import A_TRIP, SUBJECTS
from bot.reading.whether import asks

_JOBS = either(
    r"postes?|emplois?|jobs?|jobines?|boulots?|offres?|travail|employeurs?|taf",
    r"openings?|vacanc\w+|positions?|work|employers?|offers?",
)
_SHOW = either(
    r"montr\w+|fai[st]?e?s?[ -](?:moi )?voir|voir|balanc\w+|envo(?:ie|ye|yez|yer|y)"
    r"|donn(?:e|es|ez|er)|sor[st]\w*|list\w+",
    r"show|see|give|send|list",
)
_HAVE = either(
    r"vous avez|avez[- ]vous|t'?as|tu as|as[- ]tu|y ?a|il y a|avez|vous proposez|vous offrez",
    r"do you have|you have|have you got|you got|you offer|are there|is there",
)
_WHAT = either(r"quoi|koi|quel(?:le)?s?|kel|qu'est[- ]ce(?: que| qu')?|comme", r"what|which|any")
_LEAD = r"\W*(?:(?:et|pis|ok|bon|alors|and|so|donc|enweille|envoye|allez|please|svp)\W+)*"
_TAIL = (
    r"(?:\W+(?:alors|donc|quand meme|svp|stp|please|now|maintenant|pour (?:moi|nous)|for (?:me|us)"
    r"|s'il (?:vous|te) plait))*\W*"
)
_LIKE_ME = r"(?:pour|for) (?:moi|moe|nous|me|us|(?:un|une|a|some) ?\w+ (?:comme|like))"
_FOR_JOBS = re.compile(
    rf"(?<!\w)(?:{_HAVE}|y'?a[- ]?t?u?)\W.{{0,6}}?(?:de quoi|quelque chose|kek ?chose|(?:some|any)thing)"
    rf" {_LIKE_ME}(?!\w)|"
    rf"(?<!\w)(?:(?:{_SHOW})\W.{{0,14}}?(?<!\w)(?:{_JOBS})(?!\w)"
    rf"|(?:{_HAVE})\W.{{0,12}}?(?:{_WHAT})\W.{{0,12}}?(?<!\w)(?:{_JOBS})(?!\w)"
    rf"|(?:{_WHAT})\W.{{0,12}}?(?:{_HAVE})\W.{{0,12}}?(?<!\w)(?:{_JOBS})(?!\w))"
    rf"|^{_LEAD}(?:quel(?:le)?s?|what|which) (?:{_JOBS}){_TAIL}$"
)
# "What do you have?" says so little that it means jobs only while the profile, which serves to find them, is built.
_WHATEVER = re.compile(
    rf"^{_LEAD}(?:(?:y ?a|il y a|vous avez|t'?as|tu as|vous proposez|tu proposes) (?:quoi|koi)"
    rf"|(?:(?:montr\w+|show)[ -](?:moi|me) )?(?:qu'est[- ]ce|ce qu[e']|what)[ ']?(?:que )?"
    rf"(?:il y a|vous avez|tu as|t'?as|you have|you got|have you got|do you have|there is)(?: comme \w+)?){_TAIL}$"
)
_ANYTHING = either(
    r"(?:de )?quoi|(?:quelque|quelques|kek|quek|quequ'?) ?choses?|qqch|(?:de l')?ouvrage|du monde",
    r"something|anything|sth|what",
)
_FOR_ME = either(
    r"pour (?:moi|moe|nous|nous autres|(?:un|une|des) (?:gars|fille|homme|femme|gens|personne)\w* comme (?:moi"
    r"|moe|nous))"
    r"|comme (?:moi|moe|nous)|(?:qui|ki) (?:me|nous|m'|pourrait me) ?(?:conv\w+|irait|fitt?e\w*|va)|a mon gout",
    r"for (?:me|us|(?:a|some) (?:guy|girl|man|woman|person|people|worker)s? like (?:me|us))|like me"
    r"|(?:that|which) (?:fits?|suits?) me",
)
_GET = either(
    rf"{_HAVE}|y'?[ -]?a|aur(?:ie[zr]|ai[st])|trouv\w+|cherch\w+|propos\w+",
    rf"{_HAVE}|u have|got|have|find\w*|there",
)
_SUITS_ME = re.compile(  # "y a-tu de quoi pour un gars comme moi?", "what do you have for me?"
    rf"(?<!\w)(?:(?:{_GET})(?!\w).{{0,25}}?(?<!\w)(?:{_ANYTHING}|{_JOBS})|(?:{_ANYTHING}|{_JOBS})\W.{{0,25}}?(?<!\w)(?:{_GET}))"
    rf"(?!\w).{{0,25}}?(?<!\w)(?:{_FOR_ME})(?!\w)"
    rf"|^{_LEAD}(?:trouve[zr]?|cherche[zr]?|find|get)[ -](?:moi|me|nous|us) (?:de quoi|quelque chose|something"
    rf"|anything){_TAIL}"
    rf"(?:\W+(?:la|there|donc))*\W*$"
)
_IN_MY_TRADE = re.compile(
    rf"(?<!\w)(?:{_HAVE}|y en a|il y en a|y'?a[- ]?t?[- ]?(?:u|il)?|{_SHOW}|{_WHAT}|(?:some|any)thing)(?!\w).{{0,40}}?"
    r"(?<!\w)(?:dans|pour|de|in|for) (?:mon|ma|my|notre|our) (?:own |propre )?(?:metier|trade|domaine|field|profession"
    r"|branche|line of work|occupation|secteur)(?!\w)"
)
_PART = re.compile(r"[^.;!?\n,]+[.;!?\n,]*")
_TAKEN_FOR_IT = frozenset(
    {"find_employers", "view_profile", "help", "list_trips", "start_profile", "job_alerts", "bot_challenge",
     "ask_jobs_in_region", "cancel", "skip"}
)  # fmt: skip
_SAYS_NOTHING = NOTHING_UNDERSTOOD | {"not_understood", "matches"}

_OF_A_JOB = frozenset({"explain_match", "ask_employer"})
_OF_JOBS = _OF_A_JOB | {FALLBACK, "inform", "out_of_scope", "find_employers", "ask_jobs_in_region", "job_alerts"}
_NAMES_ELSE = frozenset({"city", "region", "employer", "trip_date"})
_OF_EACH = frozenset({"pay", "hours", "french", "experience", "education", "permit", "driving"})  # shown for every job
_MOST_WORDS, _FEW_WORDS = 10, 5
_NO_OTHERS = _OF_JOBS | {"affirm", "deny", "cancel", "give_feedback"}
_LIKELY, _SURELY = 0.5, 0.75
_POINTS = re.compile(
    r"^\W*(?:(?:et|pis|ok|and|so)\W+)?(?:cel(?:ui|le) (?:de|du|des|d'|qui|a|avec)"
    r"|the (?:one|job) (?:at|in|with|of|for|that)"
    r"|(?:l[ea] |l'|the )(?:\w+ ){1,5}?la(?:\W|$))"
)
_ASKED = {
    "pay": (
        r"combien (?:ca |on |ils? )?pay\w*|salaires?|pa[iy]e\w*|pay|paid|wages?|a l'? ?heure|de l'heure|per hour"
        r"|hourly"
    ),
    "hours": (
        r"de (?:jour|soir|nuit)|(?:le |la )?(?:jour|soir|nuit) ou|(?:days?|nights?|evenings?) or|horaires?"
        r"|heures par semaine|hours|shifts?|quarts?|nuits?|soirs?|fins? de semaine|week-?ends?|nights?"
        r"|evenings?|temps (?:plein|partiel)|(?:full|part)[- ]time"
    ),
    "french": r"francais|french|langues?|languages?|bilingue|bilingual|anglais|english",
    "experience": r"experience|debutante?s?|beginners?",
    "education": r"diplomes?|diploma|degree|etudes|dep|dec|bac|schooling",
    "start": r"(?:ca |it )?(?:commence|debute|starts?)|(?<!meme )quand(?! meme)|when",
    "place": r"ou (?:est-ce|exactement)|c'est ou(?! \w)|quelle ville|where|what town|located",
    "permit": r"permis ferme|closed (?:work )?permit",
    "driving": r"permis de conduire|classe \d|driving licen[cs]e|(?:une?|a|my|mon) (?:auto|voiture|char|car)",
    "why": (
        r"pourquoi|pour quoi|pk|pkoi|pourkoi|(?:a cause de|en raison de) quoi|pour quelles? raisons?|why|how come"
        r"|for what reason|what makes|y(?= (?:do |did )?(?:u|you)(?!\w))"
    ),
}
_SUBJECTS = {name: whole(words) for name, words in _ASKED.items()}
_ELSE = "else"


def wants_openings(text: str, context: Context, parse: Parse | None = None) -> tuple[int, int] | None:
    """Start and end of the part that asks to see jobs: "I can start in May. Show me the jobs"; None if none does."""
    plain = even(text)
    if plain_wish(plain, context):
        return None  # the message asks for alerts, or for the vacancies it has kept
    for part in _PART.finditer(plain):
        if parse and any(each.kind in {"city", "region", "employer"} for each in parse.inside(*part.span())):
            continue  # it asks for the jobs of a region or of an employer
        if context.sight.trip and SUBJECTS["employers"].search(part[0]):
            continue  # it asks which employers one meets on the trip in sight
        of_jobs = Field.OCCUPATION in context.told and not context.sight.trip
        if (
            _FOR_JOBS.search(part[0])
            or (of_jobs and _SUITS_ME.search(part[0]))
            or (of_jobs and asks(part[0]) and _IN_MY_TRADE.search(part[0]))
            or (context.asked is not None and _WHATEVER.match(part[0]))
        ):
            return part.span()
    return None


def without_part(parse: Parse, start: int, end: int) -> Parse:
    """The parse of the message with the part from `start` to `end` blanked; positions stay.

    The intent becomes that of the clause that tells something, else of the first one left, else the fallback.
    """
    text = blanked(parse.text, start, end)
    entities = tuple(each for each in parse.entities if not start <= each.start < end)
    clauses = tuple(each for each in parse.clauses if each.end <= start or each.start >= end)
    telling = next((each for each in clauses if each.intent == "inform"), None)
    whole = telling or (clauses[0] if clauses else None)
    intent, ranking = (whole.intent, whole.ranking) if whole else (FALLBACK, ())
    return Parse(text, intent, ranking, entities, text, clauses if len(clauses) > 1 else (), parse.raw)


def with_openings(reading: Reading) -> Reading:
    """The reading of the rest of the message, with the list of jobs added at the end."""
    acts = tuple(act for act in reading.acts if act.intent not in _TAKEN_FOR_IT)
    does = tuple(shown for shown in reading.does if shown[0] not in _SAYS_NOTHING)
    return replace(reading, acts=acts, does=(*does, ("matches",)), missed=None, why=(*reading.why, "asks to see jobs"))


def without_alerts(parse: Parse, start: int, end: int) -> Parse:
    """As `without_part`, for a part on alerts; what is left may be what the model took the whole message for."""
    rest = without_part(parse, start, end)
    others = rest.intent == FALLBACK and parse.intent not in _NO_OTHERS and len(rest.text.split()) > 1
    return replace(rest, intent=parse.intent, ranking=parse.ranking) if others else rest


def with_alerts(reading: Reading, shown: Shown) -> Reading:
    """The reading of the rest of a message, with what it says on stopping alerts; nothing switches them on."""
    acts = tuple(act for act in reading.acts if act.intent != "job_alerts")
    does = tuple(each for each in reading.does if each[0] not in _SAYS_NOTHING | {"job_alerts"})
    why = (*reading.why, f"speaks of stopping alerts: {shown[0]}")
    return replace(reading, acts=acts, does=(shown, *does), missed=None, why=why)


def about_a_vacancy(parse: Parse, plain: str, context: Context) -> Shown | None:
    """The answer to a question on jobs in sight; None if the message asks about none of them.

    The job is meant by its number, by a word of its title, or because it is shown; otherwise all those listed are.
    """
    sight, likely = context.sight, _is_of_a_job(parse)
    points = bool(_POINTS.search(plain))
    asking = likely or (points and asks(plain)) or (points and len(parse.clauses) > 1)
    if not (asking or _is_of_those_in_sight(parse, plain, context)) or any(
        entity.kind == "employer" for entity in parse.entities
    ):
        return None
    items = tuple(item for item in listed(context.buttons) or sight.items if item[0] == "vacancy")
    if not items and not sight.vacancy:
        unsaid = Field.OCCUPATION not in context.told and parse.intent in _OF_A_JOB
        return ("matches",) if unsaid and context.asked else None  # this answer says what the profile still lacks
    item = pick(plain, items)
    asked = dict.fromkeys(_asked(plain))
    if item is None and not points and (sight.vacancy or not set(asked) - {_ELSE}):
        return None
    codes = (item[1],) if item else tuple(each[1] for each in items) or ((sight.vacancy,) if sight.vacancy else ())
    return ("vacancy_asked", "+".join(asked) or _ELSE, *codes)


def _is_of_those_in_sight(parse: Parse, plain: str, context: Context) -> bool:
    """Whether a short question asks for something that every job just listed shows: "days or nights?"."""
    listed_now = any(item[0] == "vacancy" for item in listed(context.buttons))
    names = any(entity.kind in _NAMES_ELSE for entity in parse.entities)
    if (
        parse.takes_for(EMERGENCY)
        or not listed_now
        or names
        or not asks(plain)
        or A_TRIP.search(plain)
        or len(plain.split()) > _MOST_WORDS
    ):
        return False
    asked = set(_asked(plain)) & _OF_EACH
    short = len(plain.split()) <= _FEW_WORDS and bool(asked & {"pay", "hours"})
    return bool(asked) and (parse.intent in _OF_JOBS or parse.confidence < _SURELY or short)


def _is_of_a_job(parse: Parse) -> bool:
    taken = [(parse.intent, parse.confidence), *((each.intent, each.confidence) for each in parse.clauses)]
    return any(intent in _OF_A_JOB and confidence >= _LIKELY for intent, confidence in taken)


def _asked(plain: str) -> list[str]:
    """The subjects asked about a job, such as "pay"; "else" for a question about something a job's page lacks."""
    found = []
    for sentence in _PART.findall(plain):
        for part in AND.split(sentence):
            names = [name for name, pattern in _SUBJECTS.items() if pattern.search(part)]
            asking = asks(part) or sentence.rstrip().endswith("?")
            found += names or ([_ELSE] if asking and len(part.split()) > 1 else [])
    return found
