"""Resolves short questions that name no subject, such as "until when?": they are about what was shown last."""

import re

from bot.base.terms import Wish
from bot.reading import kin
from bot.reading import little_words as words
from bot.reading.numbers_of_seats import TRIPS
from bot.reading.parse import FALLBACK, Parse
from bot.reading.sight import Shown, Sight, pick
from bot.reading.whether import asks

_MOST_WORDS = 7
LEAD = re.compile(r"^\W*(?:(?:et|pis|puis|ok|and|so|alors|what about|how about|mais|but)(?!\w)\W*)+")
_WRITER = words.pattern(words.WRITER, r"(?:only|just|juste|seulement) (?:me|moi|myself)|(?:toute? )?seule?|alone")
_PARTNER = re.compile(rf"(?<!\w)(?:mon|ma|my) (?:{kin.PARTNER})(?!\w)")
_MAY_COME = re.compile(r"(?<!\w)(?:peu[tx]|pourrai\w+|can|could|may) (?:\w+ )?(?:venir|embarquer|come|join)(?!\w)")
_SAME = re.compile(LEAD.pattern + r"(?:pour|for|avec|with|si|if)(?!\w)")  # repeats the question for somebody else
_OF_AN_ORGANISATION = re.compile(
    r"(?<!\w)(?:numero|telephone|phone|number|adresse|address|heures?|hours?|horaires?|ouvert\w*|open|gratuit\w*|free"
    r"|payant|site|website|courriel|e-?mail)(?!\w)"
)
_ELSE = re.compile(
    r"^\W*(?:(?:et|and|ok|pis|is there|y a[- ]?t?[ -]?(?:il|u)?|show me|montre(?:z|-moi| moi)?)\W+)*(?:sinon"
    r"|(?:quelque chose|rien|quoi) d'autre|autre chose|d'autres?|(?:any|some)thing else|what else"
    r"|(?:an)?other(?: one)?s?"
    r"|(?P<next>(?:the )?next(?: one)?|(?:le |la |au )?(?:suivant|prochain)e?))(?: (?:svp|please|stp))?\W*$"
)
_BACK_TO_THE_LIST = re.compile(  # and nothing else: a waiting list is another one
    r"\W*(?:(?:ok(?:ay)?|merci|thanks?|thank you|please|svp|stp|bon|alors|so|et|and|non|no|let'?s|on|je|go|get|take me"
    r"|je (?:veux|voudrais)|i (?:want|would like) to|i'?d like to)\W+)*"
    r"(?:back|return|retour(?:n\w+)?|reven\w*|revien\w*)(?: (?:to|2|a))?(?: (?:the|la|ma|my) liste?| (?:the|les|aux)"
    r" (?:results|resultats)| liste?)(?:\W+(?:please|svp|stp|merci|thanks|thank you))*\W*"
)
SAYS_WHO = re.compile(
    r"^\W*(?:(?:et|mais|and|but|ok)\W+)?(?:pourquoi|why|comment (?:ca|tu (?:le )?sai[st]|vous (?:le )?savez)"
    r"|how (?:come|do you know)|(?:ca|cela) vient d'ou|d'ou (?:ca|cela|vient|sort|tenez|tu tiens)"
    r"|qui (?:dit|a dit|le dit)|says? who|who says|(?:selon|d'apres) qui|according to who"
    r"|(?:c'est quoi )?(?:ta|votre|vos|la|your|what'?s (?:the|your)|what is (?:the|your)) sources?|sources?"
    r"|(?:es-tu|etes-vous|vous etes|t'es|are you) (?:certaine?|sure?)"
    r"|c'est (?:sur|certain|vrai)|is (?:it|that) (?:true|sure|certain))"
    r"(?:\W+(?:ca|cela|that|this|so|it|donc|hein|vient|\w{2,4}-?tu))*\W*$"
)  # doubts an answer that was just given, or asks for its source
_WHY = r"^(?:(?:mais|but|et|and)\W+)?(?:pourquoi|pourkoi|pkoi|pk|pq|why|y u|a quoi (?:ca|cela) sert)"
_WHY += r"(?! (?:pas|not)(?!\w))"  # "why not Gaspé?" is a suggestion, not a request for a reason
_WHY_ASKED = re.compile(_WHY + r".{0,40}(?:savoir|demand|question|besoin|ask|know|need|want)")
_BARE_WHY = re.compile(_WHY + r"(?: (?:ca|cela|that|this|so|donc))?\W*$")
_MOST_WORDS_OF_WHY = 12
_THIS_ONE = re.compile(
    r"(?:this|that) (?:one|job|offer|employer)|cel(?:ui|le)|ce (?:poste|job)|cet(?:te)? (?:offre|emploi)"
)
# Intents that the model guesses for questions that say too little to be classified.
_VAGUE = frozenset(
    {FALLBACK, "out_of_scope", "greet", "goodbye", "inform", "skip", "cancel", "go_back", "deny", "affirm", "help",
     "explain_match", "ask_employer", "view_profile", "change_language", "express_interest", "start_profile"}
)  # fmt: skip
_LIKELY = 0.75
_LISTS: dict[str, Shown] = {
    "vacancy": ("matches",), "trip": ("trips",), "region": ("regions",), "services": ("services", ""),
    "article": ("help",), "ask": ("help",), "ask_on": ("help",), "matches": ("matches", "1"), "trips": ("trips", "1"),
}  # fmt: skip


def follows_on(plain: str) -> bool:
    """Whether a short text has the shape of a question about what was said before it."""
    if len(plain.split()) > _MOST_WORDS:
        return False
    lead = LEAD.match(plain)
    return asks(plain) or bool(lead and not _WRITER.match(plain[lead.end() :])) or bool(_ELSE.match(plain))


def is_about(plain: str, sight: Sight) -> bool:
    """Whether a short text is about what was shown last, by its shape or by what it names ("the phone number?")."""
    return follows_on(plain) or _asks_an_organisation(plain, sight)


def _asks_an_organisation(plain: str, sight: Sight) -> bool:
    return sight.subject is not None and sight.subject[0] == "services" and bool(_OF_AN_ORGANISATION.search(plain))


def asks_why(plain: str, sight: Sight) -> bool:
    """Whether a text asks why we ask the open question, rather than why an item shown last is as it is."""
    of_one = pick(plain, sight.items) or (sight.vacancy and _THIS_ONE.search(plain))
    if len(plain.split()) > _MOST_WORDS_OF_WHY or of_one:
        return False
    return bool(_WHY_ASKED.match(plain) or (_BARE_WHY.match(plain) and not sight.speaks))


def something_else(plain: str, sight: Sight) -> Shown | None:
    """The next item of the list in sight for "the next one", or that list for "what else?"; None for other texts."""
    match = _ELSE.match(plain)
    if sight.subject and _BACK_TO_THE_LIST.fullmatch(plain) and not asks(plain):
        return _LISTS.get(sight.subject[0])
    if match is None or sight.subject is None:
        return None
    position = next((n for n, item in enumerate(sight.items) if item[:2] == sight.subject[:2]), None)
    if match["next"] and position is not None and position + 1 < len(sight.items):
        return sight.items[position + 1]
    return _LISTS.get(sight.subject[0])


def more_about_it(plain: str, sight: Sight) -> Shown | None:
    """More of what is shown, or a vacancy with its reasons, if the text asks "says who?"; otherwise None."""
    if not SAYS_WHO.match(plain):
        return None
    match sight.subject:
        case ("article" | "ask" | "ask_on", identifier, *_):
            return ("article", identifier, "more")
        case ("region", code, *topic):
            return ("region", code, *(topic[:1] or ("overview",)), "more")
        case ("trip" | "trip_program" | "trip_about", *_):
            return ("article", "exploratory_trip")
        case ("vacancy", identifier, *_):
            return ("vacancy", identifier)
        case ("matches", *_):
            return ("matches",)
    return None


def for_a_partner(plain: str, sight: Sight) -> Shown | None:
    """The answer to "and for my wife?": about work for the partner, or about who may come on the trip; else None."""
    asked = follows_on(plain) or _MAY_COME.search(plain)
    if len(plain.split()) > _MOST_WORDS or not _PARTNER.search(plain) or not asked:
        return None
    match sight.subject:
        case ("vacancy" | "matches", *_):
            return ("wish", Wish.PARTNER)
        case ("trip" | "trip_program" | "trip_about", identifier, *_):
            return ("trip_about", identifier, "children")
        case ("region", code, *_):
            return ("ask_there", "jobs", code)
        case ("article" | "ask" | "ask_on", identifier, *_):
            return ("ask_on", identifier)
    return None


def go_on(parse: Parse, plain: str, sight: Sight) -> Shown | None:
    """The answer in sight that a question without a subject of its own is about; None if it names a subject."""
    if parse.entities or len(plain.split()) > _MOST_WORDS:
        return None
    vague = parse.intent in _VAGUE or parse.confidence < _LIKELY or _SAME.match(plain)
    of_trip = sight.trip is not None and parse.intent in TRIPS
    if not (_asks_an_organisation(plain, sight) or (follows_on(plain) and (vague or of_trip))):
        return None
    if sight.trip:
        return ("trip", sight.trip)
    match sight.subject:
        case ("vacancy", identifier, *_):
            return ("vacancy", identifier)
        case ("article" | "ask" | "ask_on", identifier, *_):
            return ("ask_on", identifier)
        case ("region", code, *topic):
            return ("ask_there", *(topic[:1] or ("overview",)), code)
        case ("services", *_):
            return sight.subject
    return None
