"""Reads a "yes", a "no" or a number in reply to the bubble in sight as the button it stands for, if words may do it."""

import re
from dataclasses import replace

from bot.base.terms import LISTS, Field
from bot.knowledge import Found, Resolver
from bot.reading.about_whom import Person
from bot.reading.context import Context, Fact, Reading
from bot.reading.normalized_in_place import even
from bot.reading.sight import Shown, pick
from bot.reading.values import answer

_SAYS_YES = (
    r"(?:oui|ouais|ouin|ouaip|mouais|wi|yes|yeah|yea|yep|yup|si|ok(?:ay|e)?|d'accord|dac|exact\w*|correct\w*|right|sure|indeed|absolument"
    r"|absolutely|parfait|perfect|en effet|tout a fait|of course|bien sur|c'est (?:bien )?(?:ca|cela|celui[- ]la|bon)"
    r"|c'?e?st? ca|that'?s (?:it|right|the one|correct)|this (?:one|is it)|that (?:one|is (?:it|right))"
    r"|(?:vous avez|t'as|tu as) (?:bien )?compris|you (?:got|have) it(?: right)?)"
)
_YES = re.compile(
    rf"\W*{_SAYS_YES}(?:\W+(?:{_SAYS_YES}|svp|stp|please|merci|thanks|thank you|(?:mets|mettez|put|note[rz]?) "
    r"(?:ca|cela|it|that)))*\W*"
)
_DOES_IT = (
    r"(?:(?:je|j'|i|we|on|nous) ?)?(?:(?:le|la|do|would like to|veux|want to) )?(?:confirm\w*|accepte\w*|accept|agree"
    r"|consens|consent)|(?:allez?|vas)[- ]y|go ahead|go for it|do it|fais[- ]le|faites[- ]le|book (?:it|them|us|me)"
    r"|reserve[sz]?(?:[- ](?:le|la|les|moi|nous|it|them))?|inscri[sv]\w*[- ](?:moi|nous)|sign (?:me|us) up"
)
_BESIDE_A_YES = (
    r"svp|stp|please|merci|thanks|thank you|maintenant|now"
    r"|(?:i'?m |i am |(?:j'en |je )?suis |chui? )?(?:really |very |absolutely |vraiment )?(?:sure?|certaine?)"
)
_OF_SEATS = r"pour|for|les? places?|(?:the )?seats?|\d|le tout"
_ERASES = (
    r"(?:wipe|erase|delete|remove|efface[zr]?|supprime[zr]?)"
    r"(?:[ -](?:it|all|everything|that|this|of|my|the|data|profile|account|tout|le|ca|cela|mes|mon|donnees|profil"
    r"|compte))+"
)


def _yes_with(*beside: str) -> re.Pattern[str]:
    """A yes, and nothing else but these words beside it: what else is said may be a danger, a refusal, a question."""
    yes = rf"{_SAYS_YES}|{_DOES_IT}"
    return re.compile(rf"\W*(?:{yes})(?:\W+(?:{'|'.join((yes, _BESIDE_A_YES, *beside))}))*\W*")


_CONFIRMS, _CONFIRMS_ERASING = _yes_with(_OF_SEATS), _yes_with(_ERASES)
_NO = re.compile(
    r"\W*(?:non|no|nope|nan|pas (?:du tout|ca)|not (?:at all|that|this|really))(?:\W+(?:merci|thanks))?\W*"
)
_NONE = re.compile(
    r"\W*(?:(?:non|no|nope)\W+)?(?:aucune? (?:des|de) (?:deux|trois|ces?\w*|ca|cela)(?: (?:la|choix|options?))?"
    r"|none of (?:them|these|those|the (?:two|three))|neither(?: of (?:them|these))?|rien de (?:tout )?(?:ca|cela)"
    r"|(?:pas|not) (?:cel(?:ui|le)s?|ceux|ca|this|that|these|those)(?:[ -]?l?[ac]i?)?(?: ones?)?)"
    r"(?:\W+(?:svp|please|merci|thanks))?\W*"
)
_NOT_NOW = re.compile(
    r"\W*(?:(?:non|no|nope|oh|bof|finalement|actually)\W+)*(?:(?:not|pas) (?:now|yet|maintenant|tout de suite"
    r"|encore|today|aujourd'hui|right now)|later|plus tard|une autre fois|another time|laisse[zr]? (?:faire|tomber)"
    r"|never ?mind|forget (?:it|that)|oublie[zr]?(?:[- ]ca| cela)?|annule[zr]?(?:[- ](?:ca|la|le|tout|cela))?"
    r"|cancel(?: (?:that|it))?)"
    r"(?:\W+(?:svp|stp|please|merci|thanks|peut-etre|maybe))*\W*"
)
_YES_AND = re.compile(rf"\W*{_SAYS_YES}(?!\w)\W*(?:(?:c'est|it'?s|pour|for|a|en|in)\W+)?")
_BEGINS_WITH_YES = re.compile(r"\W*(?:oui|ouais|yes|yeah|yep)\W+(?:(?:et|and|plus|aussi|also|pis)(?!\w))")
_BY_NUMBER = re.compile(
    r"\W*(?:(?:oui|yes|c'est|it'?s) )?(?:the |le |la )?(?:first|second|third|last|premiere?"
    r"|deuxieme|troisieme|derniere?)"
    r"(?: (?:one|option|choice|choix|des deux))?(?:\W+(?:svp|please|merci|thanks))?\W*"
)

_BEFORE = {"register_confirm": "trip", "interest_confirm": "vacancy"}  # the page from which each is asked
ONLY_A_BUTTON: Shown = ("only_a_button",)  # the answer that only the button can confirm this


def chosen(text: str, context: Context) -> Shown | None:
    """The option that a number, or a yes to a single one, selects; the question again for "none of them"; else None."""
    options = _options(context)
    plain = even(text)
    if options and (_NONE.fullmatch(plain) or (len(options) == 1 and _NO.fullmatch(plain))):
        return ("edit", options[0][1])
    if len(options) == 1 and _YES.fullmatch(plain):
        return options[0]
    return pick(plain, options) if options and _BY_NUMBER.fullmatch(plain) else None


def yes_with_its_name(resolver: Resolver, text: str, context: Context) -> Shown | None:
    """The only option of a bubble, where a yes repeats its name: "yes, Abitibi"; None for any other text."""
    options, said = _options(context), _YES_AND.match(even(text))
    if len(options) != 1 or not said:
        return None
    [option] = options
    match answer(resolver, Field(option[1]), text[said.end() :], context.today):
        case Found(value):
            values = value if isinstance(value, tuple) else (value,)
            return option if tuple(map(str, values)) == option[2:] else None
    return None


def with_the_option(text: str, reading: Reading, context: Context) -> Reading:
    """The reading with the offered option added, if the message accepts it and names more: "yes, and Dutch"."""
    options = _options(context)
    field = Field(options[0][1]) if options else None
    told = any(fact.field is field and fact.person is Person.SELF for fact in reading.facts)
    if field is None or field not in LISTS or len(options) != 1 or not told or not _BEGINS_WITH_YES.match(even(text)):
        return reading
    facts = (Fact(field, options[0][2:]), *reading.facts)
    return replace(reading, facts=facts, why=(*reading.why, "and takes the option that was asked about"))


def confirms(text: str, context: Context) -> tuple[Shown, ...]:
    """The answers to a mere yes where only a button confirms: a hint that says so, and the question; else empty.

    Empty too where the bubble asks about a change as well: a yes could be to either.
    """
    plain = even(text)
    if _NO.fullmatch(plain) or _NOT_NOW.fullmatch(plain):
        return () if context.asks_change else back_from_it(context)
    consent, names = context.offered("consent"), {shown[0] for shown in context.confirming}
    if not (consent or names) or context.asks_change:
        return ()
    erases = not consent and names == {"delete_confirm"}
    return nod(True, context) if (_CONFIRMS_ERASING if erases else _CONFIRMS).fullmatch(plain) else ()


def nod(yes: bool, context: Context) -> tuple[Shown, ...]:
    """The answers to a yes or a no in reply to the message in sight; empty if it asks nothing of the kind.

    Words never confirm what cannot be undone: the question is shown again, below a hint that only the button counts.
    """
    if change := context.asks_change:
        if yes and context.confirming:
            return ()  # it could be to either
        kept = context.offered("keep")
        return (change,) if yes else ((kept,) if kept else ())
    if context.offered("consent"):
        return (ONLY_A_BUTTON, ("start_profile",))
    if not yes:
        return back_from_it(context)
    question = next(iter(context.confirming.values()), None)
    return (ONLY_A_BUTTON, question) if question else ()


def back_from_it(context: Context) -> tuple[Shown, ...]:
    """What stood before something that a button would confirm, as "Not now" shows it; empty where no such is in sight.

    "Cancel" may be a yes where seats would be given back or everything erased, so that these are left to their buttons.
    """
    return tuple((_BEFORE[button[0]], button[1]) for button in context.confirming if button[0] in _BEFORE)[:1]


def _options(context: Context) -> tuple[Shown, ...]:
    """The options of a bubble that does nothing but ask which value of one field is meant; empty for any other."""
    options = [shown for shown in context.buttons if shown[0] == "set" and len(shown) > 2]
    others = {shown[0] for shown in context.buttons if shown not in options}
    of_one = len({shown[1] for shown in options}) == 1
    return tuple(options) if of_one and others <= {"edit"} else ()
