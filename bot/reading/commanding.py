"""Recognizes orders that a button could give too: change the wage, erase an answer, withdraw an interest."""

import re

from bot.base.terms import Field, Wish
from bot.knowledge import Found, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading import little_words as words
from bot.reading.conditions import ANOTHER_PERIOD, LARGER
from bot.reading.context import Context
from bot.reading.normalized_in_place import even
from bot.reading.resolving import resolve
from bot.reading.sight import Shown
from bot.reading.whether import asks

_MOST_WORDS = 18
_WAGE = re.compile(
    r"(?<!\w)(?:salaires?|paies?|payes?|wages?|pay|rate|taux|de l'heure|par heure|an hour|per hour"
    r"|hourly)(?!\w)|\$ ?/ ?h"
)
_WANTS = re.compile(
    r"(?<!\w)(?:baiss\w+|mont(?:e|ez|er)|augment\w+|mets|mettez|change\w*|lower|raise|set|put|increase|reduce"
    r"|minimum|mini|au moins"
    r"|at least|pas moins|not less|no less|je veux|j'aimerais|i want|i'd like|je cherche|i need)(?!\w)"
)
_PAYS = re.compile(  # somebody spends money, as opposed to a wish about the wage: "I pay 800"
    r"(?<!\w)(?:to|i|we|you|they|he|she|i'll|we'll|must|can|could|will|would|should)"
    r"(?: (?:not|only|also|just|still))? pay(?!\w)"
    r"|(?<!\w)(?:je|j'en|tu|on|il|elle|qu'on)(?: (?:ne|le|la|les|te|vous|me|en|y))? (?:paies?|payes?)(?!\w)"
    r"|(?<!\w)payer(?!\w)"
)
_AMOUNT = re.compile(rf"(?<![\d.,])(?<!\d )(\d{{2}}(?:[.,]\d{{1,2}})?){LARGER}")
_BY_THE_HOUR = re.compile(r"(?:/|de l'|a l'|par |an |per ) ?(?:h|heure|hour)(?!\w)|(?<!\w)hourly(?!\w)|taux horaire")
_LEAST, _MOST = 12, 99  # dollars an hour
_POLITE = r"please|svp|stp|s'il (?:vous|te) plait|merci|thanks|thank you"
_ERASES = re.compile(  # an imperative, or an infinitive used as one, whose object is an answer: "erase my diploma"
    rf"(?:(?:{_POLITE}|ok|alors|non|no|bonjour|hello|hi|salut|en fait|finalement|actual?ly|can you|could you"
    r"|(?:tu |vous )?(?:peux|pouvez)(?:[- ](?:tu|vous))?|(?:je |j'|i )"
    r"(?:veux|voudrais|aimerais|want(?: you)? to|would like to))\W+)*"
    r"(?:(?:effac|enlev|retir|supprim|ot)(?:e|es|ez|er)(?:-(?:moi|nous))?|oubli(?:e|es|ez|er)"
    r"|remove|delete|erase|forget(?: about)?)"
    r" (?:mon|ma|mes|my) (?P<answer>[\w' -]+?)"
    r"(?: (?:(?:de|du|dans) (?:mon |le )?profil|from (?:my |the )?(?:profile|there|here|it)|de la|d'ici|out|off))?"
    rf"(?:\W+(?:{_POLITE}))?"
    r"(?:\W+(?P<after>(?:je |j'|i |ca |it ).{0,60}))?"
    r"(?:\W+(?:(?:keep|leave|gard\w+|laiss\w+) (?:the |le |all the |tout le )?"
    r"(?:rest|reste|others?|autres?)|rien d'autre|nothing else|only that|juste ca|seulement ca).{0,20})?\W*"
)
_INTEREST_BACK = re.compile(
    r"(?<!\w)(?:retir\w+|enlev\w+|annul\w+|repren\w+|supprim\w+|effac\w+|withdraw\w*|remov\w+|delete|cancel\w*"
    r"|tak(?:e|ing) back) (?:mon interet|my interest)(?!\w)|(?<!\w)tak(?:e|ing) my interest back(?!\w)"
)
_PIECE = re.compile(r"[.,;:!]")
_DENIED = words.pattern(words.DENIED)
_JUST = re.compile(r"(?<!\w)(?:juste|seulement|uniquement|only|just)(?!\w)")


def command(resolver: Resolver, text: str, kinds: frozenset[str], context: Context) -> Shown | None:
    """The button that a short order stands for; None if the text is no such order, is long or is a question."""
    plain = even(text)
    if len(plain.split()) > _MOST_WORDS or "?" in plain:
        return None
    return (
        _wage(text, plain)
        or _erased(resolver, plain, kinds, context)
        or _interest_back(plain, context)
        or _narrowed(resolver, text, plain, context)
    )


def _wage(text: str, plain: str) -> Shown | None:
    """The button that sets the minimum wage, in cents an hour: 2000 for "lower the wage to 20"; otherwise None."""
    amounts = _AMOUNT.findall(digits(text))
    wanted = _WAGE.search(plain) and _WANTS.search(plain) and not _PAYS.search(plain)
    hourly = _BY_THE_HOUR.search(plain) or not ANOTHER_PERIOD.search(plain)
    if not wanted or not hourly or len(amounts) != 1:
        return None
    dollars = float(amounts[0].replace(",", "."))
    return ("wish", Wish.WAGE, str(round(dollars * 100))) if _LEAST <= dollars <= _MOST else None


def _erased(resolver: Resolver, plain: str, kinds: frozenset[str], context: Context) -> Shown | None:
    """The button that erases the answer named by the order ("erase my diploma"); None if a new value is given too."""
    order = _ERASES.fullmatch(plain.strip(" .,;:!"))
    if kinds or not order:
        return None
    match resolver.named_field(order["answer"]):
        case Found(field) if (
            field in {*Field} and order["after"] and _is_said(resolver, field, order["after"], context)
        ):
            return None  # "delete my start date, I can start in June"
        case Found(Field.OCCUPATION) if context.sight.vacancy:
            return None  # "my job" may mean the vacancy in sight
        case Found(Field.LANGUAGES) if isinstance(resolver.spoken_languages(order["answer"]), Found):
            return None  # it names one language, not the whole answer
        case Found(field):
            return ("clear", field)
    return None


def _is_said(resolver: Resolver, field: Field, text: str, context: Context) -> bool:
    return not isinstance(resolve(resolver, field, text, context.today), Unknown)


def _interest_back(plain: str, context: Context) -> Shown | None:
    """The button that withdraws the one interest in sight; the list of all of them where several may be meant."""
    if not any(_INTEREST_BACK.search(piece) and not _DENIED.search(piece) for piece in _PIECE.split(plain)):
        return None
    given = {shown for shown in context.buttons if shown[0] == "interest_withdraw"}
    return given.pop() if len(given) == 1 and not asks(plain) else ("agreements",)


def _narrowed(resolver: Resolver, text: str, plain: str, context: Context) -> Shown | None:
    """The list of trips reduced to one region, if the trips are in sight: "just Gaspésie"; otherwise None."""
    subject = context.sight.subject
    if subject is None or subject[0] != "trips" or not _JUST.search(plain):
        return None
    match resolver.find_place(text) if not isinstance(resolver.places(text), Found) else resolver.places(text):
        case Found((code,)) | Found(str() as code):
            return ("trips", "0", str(code))
    return None
