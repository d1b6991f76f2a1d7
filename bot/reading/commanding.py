"""Words that do what buttons do: another wage, an answer erased, one region of a list."""

import re

from bot.knowledge import Found, Resolver
from bot.knowledge.numbers import digits
from bot.reading import words
from bot.reading.conditions import ANOTHER_PERIOD, LARGER
from bot.reading.context import Context
from bot.reading.sight import Shown
from bot.reading.text import even
from bot.reading.whether import asks
from bot.terms import Wish

_MOST_WORDS = 12
_WAGE = re.compile(
    r"(?<!\w)(?:salaires?|paies?|payes?|wages?|pay|rate|taux|de l'heure|par heure|an hour|per hour"
    r"|hourly)(?!\w)|\$ ?/ ?h"
)
_WANTS = re.compile(
    r"(?<!\w)(?:baiss\w+|mont(?:e|ez|er)|augment\w+|mets|mettez|change\w*|lower|raise|set|put|increase|reduce"
    r"|minimum|mini|au moins"
    r"|at least|pas moins|not less|no less|je veux|j'aimerais|i want|i'd like|je cherche|i need)(?!\w)"
)
_PAYS = re.compile(  # the writer, or somebody else, gives money
    r"(?<!\w)(?:to|i|we|you|they|he|she|i'll|we'll|must|can|could|will|would|should)"
    r"(?: (?:not|only|also|just|still))? pay(?!\w)"
    r"|(?<!\w)(?:je|j'en|tu|on|il|elle|qu'on)(?: (?:ne|le|la|les|te|vous|me|en|y))? (?:paies?|payes?)(?!\w)"
    r"|(?<!\w)payer(?!\w)"
)
_AMOUNT = re.compile(rf"(?<![\d.,])(?<!\d )(\d{{2}}(?:[.,]\d{{1,2}})?){LARGER}")
_BY_THE_HOUR = re.compile(r"(?:/|de l'|a l'|par |an |per ) ?(?:h|heure|hour)(?!\w)|(?<!\w)hourly(?!\w)|taux horaire")
_LEAST, _MOST = 12, 99  # dollars an hour
_ERASES = words.pattern(words.REMOVED)
_EVERYTHING = re.compile(
    r"(?<!\w)(?:tout\w*|everything|all|donnees|data|compte|account|infos?|informations?|profile?|profil|moi"
    r"|me|places?|seats?|rdv)(?!\w)"
)
_JUST = re.compile(r"(?<!\w)(?:juste|seulement|uniquement|only|just)(?!\w)")


def command(resolver: Resolver, text: str, kinds: frozenset[str], context: Context) -> Shown | None:
    """What a short order does, if it is one that a button could have given."""
    plain = even(text)
    if len(plain.split()) > _MOST_WORDS or "?" in plain:
        return None
    return _wage(text, plain) or _erased(resolver, text, plain, kinds) or _narrowed(resolver, text, plain, context)


def _wage(text: str, plain: str) -> Shown | None:
    """The least pay, in cents an hour."""
    amounts = _AMOUNT.findall(digits(text))
    wanted = _WAGE.search(plain) and _WANTS.search(plain) and not _PAYS.search(plain)
    hourly = _BY_THE_HOUR.search(plain) or not ANOTHER_PERIOD.search(plain)
    if not wanted or not hourly or len(amounts) != 1:
        return None
    dollars = float(amounts[0].replace(",", "."))
    return ("wish", Wish.WAGE, str(round(dollars * 100))) if _LEAST <= dollars <= _MOST else None


def _erased(resolver: Resolver, text: str, plain: str, kinds: frozenset[str]) -> Shown | None:
    """An answer of the profile that is named and not said anew."""
    if kinds or not _ERASES.search(plain) or _EVERYTHING.search(plain) or asks(plain):
        return None
    match resolver.profile_field(text):
        case Found(field):
            return ("clear", field)
    return None


def _narrowed(resolver: Resolver, text: str, plain: str, context: Context) -> Shown | None:
    """Of the trips in sight, those of one region."""
    subject = context.sight.subject
    if subject is None or subject[0] != "trips" or not _JUST.search(plain):
        return None
    match resolver.find_place(text) if not isinstance(resolver.places(text), Found) else resolver.places(text):
        case Found((code,)) | Found(str() as code):
            return ("trips", "0", str(code))
    return None
