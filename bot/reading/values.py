"""Reads from a text the writer's answer to one question: a value, or several options to ask about."""

import re
from datetime import date
from functools import partial
from typing import Any

from bot.base.terms import ANYWHERE, Education, Field, Permit
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading.about_whom import Person
from bot.reading.answered_plainly import AROUND
from bot.reading.gist import gist
from bot.reading.household import moves_along
from bot.reading.how_meant import MANNERS, SO, WISHED, Manner, own, said, without_denials
from bot.reading.normalized_in_place import blanked, even, parts
from bot.reading.resolving import resolve, stated
from bot.reading.schooling import LEFT_SCHOOL_AT, is_unfinished
from bot.reading.whether import NOT_ONLY, PIECE

_MOST_OF_EACH = 3  # options that are kept of an ambiguous value
# Numbers that are no years of work: "2 kids", "I have waited for 3 years", "the lease ends in 2 years".
_COUNTS_OTHERS = re.compile(
    r"\b\d+ (?:petits? |little |small |young )?(?:enfants?|kids?|child(?:ren)?|bebes?|babies|fils|filles?|garcons?"
    r"|sons?|daughters?|chats?|chiens?|cats?|dogs?|personnes?|people|french|francais|places?|seats?)\b"
    r"|\b(?:enfant|fils|fille|garcon|bebe|son|daughter|boy|girl|kid|baby)s? (?:de |of |aged )?\d{1,2}\b"
    r"|\b\d+ (?:ans|years) (?:de|of) (?:mon|ma|mes|son|sa|my|his|her)\b|\b(?:anniversaire|birthday)\b"
    r"|\b(?:ans|annees?|years?|mois|months?) (?:que |qu'|that )?"
    r"(?:je suis|j'?suis|chui?|on est|nous sommes|i am|i'm|im|we are)"
    r"(?: \w+)? (?:ici|icitte|la|here|au|en|a|in) ?(?:canada|quebec|montreal)?\W*$"
    r"|\b(?:i|we)(?: have| 've)?(?: been)? (?:live|lived|living|reside)\b"
    r"|\b(?:j'habite|je (?:vis|reste|demeure)|on (?:vit|reste))\b"
    r"|\b(?:permis|permit)(?: (?:de travail|d'etudes?|ouvert|ferme|post[- ]diplome|is|for|pour|de|of|est))*"
    r" \d+ ?(?:ans|years?|yrs?|mois|months?)\b"
    r"|\b\d+ (?:ans|annees|years) (?:d'|de |of )(?:ecole|etudes?|scolarite|school\w*|stud(?:y|ies)|education)\b"
    r"|\b(?:bail|lease|landlord|proprietaire|proprio|j'?attend\w*|attend(?:re|ons|u)|waiting|waited|1 day|1 jour)\b"
)
_YEARS = r"\d+ ?(?:ans?|years?|yrs?|mois|months?)(?!\w)"
_WORKED_ON_A_PERMIT = re.compile(  # who did may have worked in another trade
    rf"^(?!.*{_YEARS}.*{_YEARS}).*(?<!\w)(?:work\w*|travail\w*)(?: \w+){{0,2}}? (?:with|on|avec|sous|without|sans)"
    r"(?: (?:my|an?|1|mon|un|the|le))?"
    rf" (?:work )?(?:permit|permis)(?: de travail)? \D{{0,8}}{_YEARS}\D*$"
)
_LASTS = re.compile(
    r"\d ?\+?(?: \w+)? ?(?:ans?|annees?|years?|yrs?|yr|y|mois|months?|mos?|semaines?|weeks?|decades?|decennies?)(?!\w)"
    r"|(?:19|20)\d\d"
)
_COUNTED = re.compile(r"(?<![\d.,])\d{1,3} ([a-z]{3,})")
_MAY_BE_AN_AGE = re.compile(
    r"(?<!\w)(?:(?:j'?ai|g) \d{1,2} ?ans(?: (?:maintenant|aujourd'hui|la))?\W*$|j'en ai \d{1,2}\W*$"
    r"|i have \d{1,2}(?: now)?\W*$"
    r"|(?:i'?m|i am|aged) \d{1,2}(?: now)?\W*$|(?:depuis|des|a) (?:mes |l'age de )\d{1,2} ans"
    r"|(?:since|at) (?:i (?:was|have|had|am) |age |the age of )\d{1,2}(?!\d))"
)
_BY_THEN = re.compile(
    r"(?i)(?<!\w)(?:[cç]a va faire|(?:it|that)(?: wi|')ll be|it'?ll be) (?=\w+ (?:ans?|years?)(?!\w))"
)
_BETWEEN = re.compile(  # two bounds, "between 5 and 7", of which we ask which one to take
    r"(?:entre|between|plus (?:de|que)|more than) (?P<from>\d{1,2})(?: (?!but|mais|et|and|pis|puis)\w+)?"
    r"(?:,? (?:but|mais))? (?:et|and|pis|puis|a|to|moins (?:de|que)|less than) (?P<to>\d{1,2})(?!\d)"
    r"|(?<![\d.,/-])(?P<first>\d{1,2})(?: ?- ?| ?/ ?| (?:a|to|ou|or|or maybe|ou peut[- ]etre) )(?P<last>\d{1,2})"
    r"(?![\d.,/-])(?! ?(?:mois|months?|h|heures?|hours?)\b)"
)
_EITHER_LEVEL = re.compile(
    r"(?<!\w)(?P<first>[abc][12]) ?(?:ou|or|-|/|et|and|pis|a|to)(?: (?:peut[- ]etre|maybe|presque|almost))? ?"
    r"(?P<last>[abc][12])(?!\w)"
)
_ALL_BUT = re.compile(r"(?<!\w)(?:sauf|except\w*|hormis|hors|apart from|other than)(?!\w)")
_NO_DIPLOMA = re.compile(  # no diploma at all; "no university degree" and "no diploma from here" leave others open
    r"(?<!\w)(?:pas?|po|jamais eu|sans|not?|don't have|dont have|without|aucun)"
    r" (?:de |d'|any |an? )?(?:diplom\w*|degrees?|certificat\w*)"
    r"(?! (?:de|d'|du|des|en|of|in|from|univ\w+|coll\w+|prof\w+|canad\w+|queb\w+|reconnu\w*|recogn\w+|here|ici)(?!\w))"
)
_BEGAN_AT = re.compile(  # the age at which somebody began: "I started when I was 17, ten years"
    r"(?<!\w)(?:commenc\w+|debut\w+|start\w*|began|begun|depuis|since|when|quand)(?: \w+){0,3}?"
    r" (?:(?<!y )a|at|age|l'age de|avais|was) \d{1,2}(?: ans?| years?(?: old)?)?(?!\w)"
)
_NO_AFTER_A_COMMA = re.compile(r"(?i)(?<=\w), ?(?= ?(?:no|non|nope)\W*$)(?!.*\?)")
_HELD_OR_AWAITED = tuple(Found(each) for each in (Permit.OPEN_WORK_PERMIT, Permit.CLOSED_WORK_PERMIT))


def answer(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    """The value of `field` that a text gives for its writer: Found, Ambiguous with the options, or Unknown.

    Only what is said in a manner that answers the question counts: "I lived in Amos" is no wish to live there.
    """
    text = stated(resolver.usual(text))
    return _answer(resolver, field, gist(field, text, partial(_answer, resolver, field, today=today)), today)


def _answer(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    if field is Field.EXPERIENCE:
        if isinstance(by_ages := resolver.duration_years(text, today), Ambiguous):
            return by_ages
        if _WORKED_ON_A_PERMIT.search(digits(even(text))):
            years = resolver.duration_years(text, today)
            return Ambiguous((years.value,)) if isinstance(years, Found) else years
        text = _BY_THEN.sub("ça fait ", _without_counts(text))
    if field is Field.EXPERIENCE and (numbers := digits(even(text))):
        if _counts_something(numbers) or not any(c.isalnum() for c in text):
            return Unknown()
        if between := _BETWEEN.search(numbers):
            first, last = (float(each) for each in between.groups() if each)
            return Ambiguous((first, last)) if first < last else Unknown()
    if field is Field.FRENCH and of_another_language(resolver, text):
        return Unknown()
    if field is Field.FRENCH and (levels := _EITHER_LEVEL.search(even(said(text, MANNERS[field][0])))):
        return Ambiguous(
            tuple(
                _options(resolve(resolver, field, levels["first"], today))[:1]
                + _options(resolve(resolver, field, levels["last"], today))[:1]
            )
        )
    if field is Field.REGIONS:  # "Amos, no" is "Amos no"
        text = _NO_AFTER_A_COMMA.sub(lambda comma: " " * len(comma[0]), text)
    if field is Field.HOUSEHOLD:
        return moves_along(resolver, text, today)
    for manners in MANNERS[field]:
        outcome = _resolved(resolver, field, said(text, manners), today)
        if not isinstance(outcome, Unknown) and outcome != Found(()):
            return _completed(resolver, field, text, outcome, today)
    return _otherwise(resolver, field, text, today)


def _without_counts(text: str) -> str:
    """The text with parts blanked whose numbers are no years: the second one in "10 years, and we have 2 kids"."""
    for age in (*_BEGAN_AT.finditer(even(text)), *LEFT_SCHOOL_AT.finditer(even(text))):
        text = blanked(text, *age.span())
    for start, end in parts(PIECE, even(text)):
        if counts_something_else(text[start:end]):
            text = blanked(text, start, end)
    return text


def counts_something_else(text: str) -> bool:
    """Whether a number in a text counts something other than years of work: people, a lease, years of living here."""
    numbers = digits(even(text))
    rest = LEFT_SCHOOL_AT.sub(" ", numbers)
    only_an_age = rest != numbers and not any(map(str.isdigit, rest))
    return only_an_age or bool(_COUNTS_OTHERS.search(rest))


def may_be_an_age(text: str) -> bool:
    """Whether a part of a text may tell the writer's age: "j'ai 34 ans"."""
    return any(_MAY_BE_AN_AGE.search(part) for part in PIECE.split(digits(even(text))))


def _counts_something(numbers: str) -> bool:
    """Whether the numbers count things, since no unit of time follows any of them: "they want 5 exams"."""
    if _LASTS.search(numbers):
        return False
    counted = _COUNTED.findall(numbers)
    return bool(counted) and all(word not in AROUND[Field.EXPERIENCE] for word in counted)


def of_another_language(resolver: Resolver, text: str) -> bool:
    """Whether a text names languages and French is not among them, so that a level is not of French."""
    named = resolver.spoken_languages(text)
    return isinstance(named, Found) and bool(named.value) and "fr" not in named.value


def _completed(resolver: Resolver, field: Field, text: str, outcome: Resolution[Any], today: date) -> Resolution[Any]:
    """The outcome, changed by the rest of the text: an exception, unfinished studies, a former trade, an age.

    "Anywhere but Laval" leaves Laval out; for "I was a teacher, now I drive a bus" both trades are options.
    """
    if (
        field is Field.REGIONS
        and isinstance(outcome, Found)
        and len(outcome.value) == 1
        and NOT_ONLY.search(even(text))
    ):
        return Ambiguous((outcome.value, (ANYWHERE,)))  # "not only Amos": perhaps anywhere
    if field is Field.REGIONS and outcome == Found((ANYWHERE,)):
        return _resolved(resolver, field, said(text, WISHED | {Manner.DENIED}), today)
    if field is Field.EDUCATION:  # "secondary 4, not finished": the denial belongs to the answer
        left = said(text, {Manner.DENIED})
        if is_unfinished(left) and isinstance(_resolved(resolver, field, left, today), Unknown):
            return _resolved(resolver, field, said(text, SO | {Manner.DENIED}), today)
    if field is Field.EXPERIENCE and isinstance(outcome, Found) and _MAY_BE_AN_AGE.search(even(text)):
        return Ambiguous((outcome.value,))
    now = said(text, WISHED)
    if field is not Field.OCCUPATION or now == said(text, SO):
        return outcome
    today_s, ever = _options(_resolved(resolver, field, now, today)), _options(outcome)
    which = tuple(dict.fromkeys((*today_s, *ever)))
    return Ambiguous(which) if today_s and set(today_s) != set(ever) else outcome


def _otherwise(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    """The outcome if nothing is plainly affirmed: the value that a denial gives, options to ask about, or Unknown."""
    if field is Field.PERMIT:  # who waits for the decision on a claim has the status of a claimant
        awaited = _resolved(resolver, field, said(text, {Manner.PLANNED}), today)
        if awaited in _HELD_OR_AWAITED:
            return Ambiguous((awaited.value,))  # the permit may be held and end soon, or only be applied for
        if awaited == Found(Permit.ASYLUM_SEEKER):
            return awaited
        nobodys = _resolved(resolver, field, own(text), today)  # "no name on it" is a denial that means an open permit
        return Ambiguous((nobodys.value,)) if nobodys == Found(Permit.OPEN_WORK_PERMIT) else Unknown()
    if field is Field.REGIONS:  # people may want to work where they live: we ask
        home = _resolved(resolver, field, said(text, {Manner.HOME}), today)
        if isinstance(home, Found):
            return Ambiguous((home.value,))
    denied = said(text, {Manner.DENIED})
    if field is Field.REGIONS:  # "not in Laval" may mean anywhere else: we ask
        elsewhere = _resolved(resolver, field, denied, today)
        plainly = isinstance(elsewhere, Unknown) or _ALL_BUT.search(even(denied))
        return elsewhere if plainly or not isinstance(elsewhere, Found) else Ambiguous((elsewhere.value,))
    if field is Field.EDUCATION and _NO_DIPLOMA.search(even(denied)):
        return Found(Education.NONE)
    if field is Field.EDUCATION and is_unfinished(denied):
        return _resolved(resolver, field, denied, today)
    if field is Field.LANGUAGES and _resolved(resolver, field, denied, today) == Found(()):
        return Found(())
    if field not in {Field.HOUSEHOLD, Field.START}:  # what seemed to be said of a stranger may be the writer's
        unsure = _options(_resolved(resolver, field, said(text, SO, Person.STRANGER), today))
        if unsure:
            return Ambiguous(unsure)
    if field is Field.START:  # « il me faut un mois », "my boss wants two weeks": a notice comes before the start
        return Ambiguous(due) if (due := _options(_resolved(resolver, field, text, today))) else Unknown()
    return denial(resolver, field, denied, today)


def denial(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    """The value that a denial gives: NONE for "no diploma"; Unknown if the text gives the same without its "not"."""
    outcome = _resolved(resolver, field, text, today)
    plainly = _resolved(resolver, field, without_denials(text), today)
    return outcome if isinstance(outcome, Found) and outcome != plainly else Unknown()


def _resolved(resolver: Resolver, field: Field, text: str, today: date) -> Resolution[Any]:
    return resolve(resolver, field, text, today) if any(c.isalnum() for c in text) else Unknown()


def _options(outcome: Resolution[Any]) -> tuple[Any, ...]:
    match outcome:
        case Found(value):
            return (value,)
        case Ambiguous(options):
            return options[:_MOST_OF_EACH]
    return ()
