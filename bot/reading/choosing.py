"""A yes, or a number, to a bubble that asks which of a few answers is meant: it takes the one, as a tap would."""

import re
from dataclasses import replace

from bot.base.terms import Field
from bot.reading.changes import LISTS
from bot.reading.context import Context, Fact, Reading
from bot.reading.people import Person
from bot.reading.sight import Shown, pick
from bot.reading.text import even

_YES = re.compile(
    r"\W*(?:oui|ouais|yes|yeah|yep|yup|si|exact\w*|correct|right|c'est (?:bien )?(?:ca|cela)|that's (?:it|right))"
    r"(?:\W+(?:oui|yes|c'est (?:bien )?(?:ca|cela)|that's (?:it|right)|svp|please|merci|thanks))*\W*"
)
_NO = re.compile(
    r"\W*(?:non|no|nope|nan|pas (?:du tout|ca)|not (?:at all|that|this|really))(?:\W+(?:merci|thanks))?\W*"
)
_NONE = re.compile(
    r"\W*(?:(?:non|no|nope)\W+)?(?:aucune? (?:des|de) (?:deux|trois|ces?\w*|ca|cela)(?: (?:la|choix|options?))?"
    r"|none of (?:them|these|those|the (?:two|three))|neither(?: of (?:them|these))?|rien de (?:tout )?(?:ca|cela)"
    r"|(?:pas|not) (?:cel(?:ui|le)s?|ceux|ca|this|that|these|those)(?:[ -]?l?[ac]i?)?(?: ones?)?)"
    r"(?:\W+(?:svp|please|merci|thanks))?\W*"
)
_BEGINS_WITH_YES = re.compile(r"\W*(?:oui|ouais|yes|yeah|yep)\W+(?:(?:et|and|plus|aussi|also|pis)(?!\w))")
_BY_NUMBER = re.compile(
    r"\W*(?:(?:oui|yes|c'est|it'?s) )?(?:the |le |la )?(?:first|second|third|last|premiere?"
    r"|deuxieme|troisieme|derniere?)"
    r"(?: (?:one|option|choice|choix|des deux))?(?:\W+(?:svp|please|merci|thanks))?\W*"
)


def chosen(text: str, context: Context) -> Shown | None:
    """The answer that a yes to a single option takes, or a number among several; of none of them the question anew."""
    options = _options(context)
    plain = even(text)
    if options and (_NONE.fullmatch(plain) or (len(options) == 1 and _NO.fullmatch(plain))):
        return ("edit", str(context.asked))
    if len(options) == 1 and _YES.fullmatch(plain):
        return options[0]
    return pick(plain, options) if options and _BY_NUMBER.fullmatch(plain) else None


def with_the_option(text: str, reading: Reading, context: Context) -> Reading:
    """ "Yes, and Dutch": the option that was asked about beside what the message adds to a list."""
    options, field = _options(context), context.asked
    told = any(fact.field is field and fact.person is Person.SELF for fact in reading.facts)
    if field not in LISTS or len(options) != 1 or not told or not _BEGINS_WITH_YES.match(even(text)):
        return reading
    facts = (Fact(Field(field), options[0][2:]), *reading.facts)
    return replace(reading, facts=facts, why=(*reading.why, "and takes the option that was asked about"))


def _options(context: Context) -> tuple[Shown, ...]:
    """The answers of a bubble that asks which one is meant, and nothing else."""
    options = [shown for shown in context.buttons if shown[:2] == ("set", context.asked) and len(shown) > 2]
    others = {shown[0] for shown in context.buttons if shown not in options}
    return tuple(options) if others <= {"edit"} else ()
