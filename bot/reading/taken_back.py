"""Recognizes messages that take back the answer given just before: "I meant my age", "it is for my wife"."""

import re

from bot.base.terms import OF_SPEECH, Field
from bot.knowledge import Found, Resolver
from bot.reading import kin
from bot.reading.about_whom import Person
from bot.reading.context import Context, Fact
from bot.reading.normalized_in_place import even
from bot.reading.sight import Shown
from bot.reading.whether import Whether, asks

_MOST_WORDS = 9
_LEAD = (
    r"^\W*(?:(?:no|non|nope|oh|ah|oops|oups|sorry|desolee?|pardon|wait|attends?|mais|but|actually|en fait|well"
    r"|euh)\W+)*"
)
_IT_IS = r"(?:(?:it|that|this)(?:'s| is| was)|its|thats|c'(?:est|etait)|(?:ca|cela) c'est)"
_SAYS_WHAT = re.compile(  # says what the last answer really was, or whose: "I meant my age"
    rf"{_LEAD}(?:{_IT_IS}"
    r"|i (?:meant|mean|was talking about|gave)|je (?:parlais de|voulais dire|pensais a|disais)|j'ai (?:donne|dit|mis))"
    r" (?:(?:pour|for|de|about|celui de|celle de|the one of|a) )?(?:mon|ma|mes|notre|my|our) (?P<what>[\w'-]+(?: \w+)?)"
    r"(?:'s)?(?: (?:\w+ )?\w+)?\W*$"
)
_OPENS = re.compile(  # begins with a word that corrects, or says what was meant
    r"^\W*(?:(?:oh|ah|mais|but|well|euh)\W+)*(?:no|non|nope|oops|oups|sorry|desolee?|pardon|wait|attends?|actually"
    r"|en fait|i (?:mean|was)|je|j'ai)(?!\w)|^.*\bi meant\b"
)
_OF_NO_FIELD = re.compile(r"(?:age|birth\w*|naissance|anniversaire|phone|telephone|numero|address|adresse)(?!\w)")
_FOR_ANOTHER = re.compile(rf"{_LEAD}{_IT_IS} (?:for|pour) (?:him|her|lui|elle)\W*$")
_NOT_THIS = re.compile(  # "not that one", of whatever is in sight
    r"^\W*(?:(?:non|no|nope|ah|oh|surtout)\W+)*(?:pas|not)\W+(?:cel(?:ui|le)s?|ceux|ca|this|that|these|those)"
    r"(?:[ -]?l?[ac]i?)?(?: (?:one|ones|job|offer|question))?(?:\W+(?:svp|please|merci|thanks|non|no))*\W*$"
)
_PARTNER, _CHILD, _ANOTHER = (re.compile(rf"(?:{kind})(?!\w)") for kind in (kin.PARTNER, kin.CHILD, kin.ANOTHER))
_LIST_OF = {"trip": ("trips",), "region": ("regions",), "services": ("services", ""), "vacancy": ("matches",)}
TakenBack = tuple[tuple[Fact, ...], tuple[Shown, ...]]


def taken_back(resolver: Resolver, text: str, context: Context) -> TakenBack | None:
    """The facts to save and the answers to give if a message takes back the last answer; None if it does not.

    "It is for my wife" after a trade saves it as the partner's, erases the writer's and asks for it again.
    """
    plain = even(text)
    [field, *more] = context.sight.told or (None,)
    if field is None or more or len(plain.split()) > _MOST_WORDS or asks(plain) or field not in context.told:
        return None
    if _NOT_THIS.match(plain):
        return (), (("clear", field), ("edit", field))
    if _FOR_ANOTHER.match(plain):
        return _given_to(Person.PARTNER, field, context)
    said = _SAYS_WHAT.match(plain)
    if said is None:
        return None
    what = said["what"]
    if _PARTNER.match(what):
        return _given_to(Person.PARTNER, field, context)
    if _CHILD.match(what) or _ANOTHER.match(what):
        return _given_to(Person.OTHER, field, context)
    match resolver.named_field(what):
        case Found(named) if named is field or {named, field} == OF_SPEECH:  # French and languages are told together
            return None  # it repeats what was asked for, and takes nothing back
        case Found(named):
            return (), (("clear", field), ("edit", named))
    if not (_OPENS.match(plain) or _OF_NO_FIELD.match(what)):
        return None  # only a remark about the answer: "it's my dream"
    return (), (("clear", field), ("edit", field))


def refused(text: str, context: Context) -> Shown | None:
    """The answer to "not that one"; None for any other text.

    A value that is offered is not taken, or asked for anew; a job, a trip or a place is left for the list it is from.
    """
    return left(context) if _NOT_THIS.match(even(text)) else None


def left(context: Context) -> Shown:
    """The answer where what is in sight is not wanted."""
    if kept := context.offered("keep"):
        return kept
    if (another := context.offered("edit")) and context.offered("set"):
        return another  # none of the values that are offered
    if context.sight.vacancy:
        return ("vacancy", context.sight.vacancy)
    subject = context.sight.subject
    listed = _LIST_OF.get(subject[0]) if subject and (context.sight.speaks or not context.asked) else None
    if listed:
        return listed
    if context.asked and not context.told:
        return ("not_understood", context.asked)
    return ("correct",) if context.asked else ("help",)  # which of the answers is wrong


def _given_to(person: Person, field: Field, context: Context) -> TakenBack:
    """Erase the last answer, which is this person's, and ask for the writer's; a partner's trade is saved as theirs."""
    kept = field is Field.OCCUPATION and person is Person.PARTNER
    facts = (Fact(field, context.told[field], person, Whether.YES),) if kept else ()
    return facts, (("clear", field), ("edit", field))
