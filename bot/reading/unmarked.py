"""Finds facts for which the model has, or marked, no entity: household, first day of work, level of French, years."""

import re
from collections.abc import Iterator
from datetime import date

from bot.base.terms import Field, Household
from bot.knowledge import Ambiguous, Found, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading import kin, subject_words
from bot.reading import little_words as words
from bot.reading.about_whom import Person
from bot.reading.context import Context, Fact, Unclear
from bot.reading.household import moves_along, stays_behind
from bot.reading.how_meant import SO, Manner, at, said, stretches
from bot.reading.no_longer_along import without_them
from bot.reading.normalized_in_place import blanked, even, without_quotes
from bot.reading.parse import Parse
from bot.reading.whether import PIECE, SENTENCE, Whether, asks, corrects, sentence

_LEVEL = re.compile(r"(?<!\w)(?:[abc][12]|(?:niveau|level) ?\d{1,2})(?!\w)")
NAMES_FRENCH = re.compile(r"(?<!\w)(?:fran[cs](?:ais|e|ai|es|ay)\w*|french|tef|tcf|delf|dalf)(?!\w)")
OTHER_TIMES = words.pattern(subject_words.OTHER_TIMES)
_LENGTH = re.compile(
    r"(?:depuis|ca fait|pendant|since|for|during) (?:\w+ )?\d{1,2} ?(?:ans?|annees?|years?|yrs?|mois|months?)\b"
    r"|\b\d{1,2} ?(?:ans?|annees?|years?|yrs?) (?:d'|of |de |in )?(?:exp\w*|metier|work)"
)
_OF_CHILDREN = re.compile(  # says whether there are children: "we do have children", « finalement pas d'enfants »
    rf"(?<!\w)(?:ai|a|as|avons|have|got|are|sont|pas|no|sans|without|non|not"
    rf"|plus)(?!\w)[^.!?]{{0,20}}(?<!\w)(?:{kin.CHILD})(?!\w)"
    rf"|(?<!\w)(?:{kin.CHILD})(?!\w)[^.!?]{{0,20}}\d"
)
_STARTS = re.compile(
    r"(?<!\w)(?:commenc\w+|debut(?:er|e)|start(?:ing|s)?|begin|disponib\w+|dispo|available|availability|libre|free|pret"
    r"|ready|tout de suite|right away|immediate\w*|asap)(?!\w)"
)
_NOW = re.compile(r"(?<!\w)(?:tout de suite|right away|immediate\w*|maintenant|now|asap)(?!\w)")
_ALONE = re.compile(r"(?<!\w)(?:seule?|tout seul|alone|by myself|just me|only me|moi seul\w*|juste moi)(?!\w)")
_PUTS = words.pattern(r"mets|mettez|mettons|note[rz]?", r"put|set it|make it|write")
_COMES_ALONG, _CONCLUDES = words.pattern(words.COMES_ALONG), words.pattern(words.CONCLUDES)


def speaks_of_starting(plain: str) -> bool:
    """Whether a text, normalized by `even`, is about starting work, so that a date in it may be the first day."""
    return bool(_STARTS.search(plain))


def without_entity(resolver: Resolver, parse: Parse, context: Context) -> Iterator[Fact]:
    """The household and the first day of work, which have no entities, and a level of French that was not marked."""
    text = without_them(without_quotes(parse.text))
    for each in stretches(parse.text):  # people in what is told of others, or imagined, do not move along
        if each.person is Person.OTHER or each.manner is Manner.SUPPOSED:
            text = blanked(text, each.start, each.end)
    household = resolver.find_household(text) if any(c.isalnum() for c in text) else Unknown()
    beside = context.asked not in {None, Field.HOUSEHOLD} and not _COMES_ALONG.search(even(text))
    if beside and isinstance(household, Found) and not household.value.children:
        household = Unknown()  # people who are mentioned beside another question are not said to move
    if isinstance(household, Found) and not stays_behind(parse.text):
        # people on a trip are counted in the same words as people who move, so that this may be about a trip
        plainly = parse.intent == "correct_profile" or context.asked is Field.HOUSEHOLD
        yield Fact(Field.HOUSEHOLD, household.value, whether=Whether.YES if plainly else Whether.PERHAPS)
    elif changed := _children(resolver, text, context):
        plainly = parse.intent == "correct_profile" or corrects(even(text))
        yield Fact(Field.HOUSEHOLD, changed, whether=Whether.YES if plainly else Whether.PERHAPS)
    if not any(entity.kind == "french_level" for entity in parse.entities):
        yield from _level_at_a_test(resolver, parse, context)
    starts = (resolver.find_start_date(each, context.today) for each in _sentences(said(parse.text)))
    if moved := _another_start(resolver, parse, context):
        yield Fact(Field.START, moved)
    elif start := next((each for each in starts if isinstance(each, Found)), None):
        yield Fact(Field.START, start.value)


def _another_start(resolver: Resolver, parse: Parse, context: Context) -> date | None:
    """The later first day, if a text denies the saved one: "not right away, put the 8th of May"; otherwise None."""
    plain = even(without_quotes(parse.text))
    denies = said(parse.text, {Manner.DENIED}).strip()
    corrected = corrects(plain) or _PUTS.search(plain)
    if Field.START not in context.told or not (denies and speaks_of_starting(plain) and corrected):
        return None
    own = said(parse.text)
    for now in _NOW.finditer(even(own)):
        own = blanked(own, *now.span())
    ends = (each.end() for pattern in (_CONCLUDES, _PUTS) for each in pattern.finditer(even(own)))
    concluded = max(ends, default=0)
    for part in (own[concluded:], own):  # "the lease ends in June, so July"
        found = resolver.start_date(part, context.today)
        if isinstance(found, Found) and found.value > context.today:
            return found.value
    return None


def _level_at_a_test(resolver: Resolver, parse: Parse, context: Context) -> Iterator[Fact]:
    """The level of French beside the name of the language or of a test ("B2 at the TCF"), if the model marked none.

    Of two levels ("my French was B1 last year, now it's B2") the first is asked about where one is saved, else none.
    """
    levels = set(_LEVEL.findall(even(parse.text)))
    if len(levels) > 1 and Field.FRENCH not in context.told:
        return
    for each in PIECE.split(said(parse.text, frozenset({Manner.SAID, Manner.HOME, Manner.PAST}))):
        plain = even(each)
        if NAMES_FRENCH.search(plain) and _LEVEL.search(plain) and not asks(plain):
            found = resolver.french_level(each)
            if isinstance(found, Found):
                yield Fact(Field.FRENCH, found.value, whether=Whether.YES if len(levels) == 1 else Whether.PERHAPS)
                return


def _sentences(text: str) -> list[str]:
    """The sentences of a text, so that a date is read with its own: "ten years now. I can start in May"."""
    return [each for each in SENTENCE.split(text) if any(c.isalnum() for c in each)]


def family_elsewhere(resolver: Resolver, parse: Parse, context: Context) -> Iterator[Unclear]:
    """The question whether family elsewhere moves too: "I am alone here, my wife and two girls are in Labé"."""
    if context.asked not in {None, Field.HOUSEHOLD} and not _ALONE.search(even(parse.text)):
        return
    outcome = moves_along(resolver, parse.text, context.today)
    family = isinstance(outcome, Ambiguous) and any(each.partner or each.children for each in outcome.options)
    if isinstance(outcome, Ambiguous) and family and len(outcome.options) > 1:
        yield Unclear(Field.HOUSEHOLD, outcome.options)


def length_of_work(resolver: Resolver, parse: Parse, context: Context) -> Iterator[Fact]:
    """The years of experience in the sentence of a trade ("a baker since 6 year"), if the model marked none."""
    if any(entity.kind == "experience_years" for entity in parse.entities):
        return
    plain = even(without_quotes(parse.text))
    for entity in parse.entities:
        around, stretch = sentence(plain, entity.start), at(parse.text, entity.start)
        length = _LENGTH.search(digits(around))
        mine = stretch.person is Person.SELF and stretch.manner in SO
        if entity.kind == "occupation" and length and mine:
            years = resolver.duration_years(length[0], context.today)
            if isinstance(years, Found) and not OTHER_TIMES.search(around):
                yield Fact(Field.EXPERIENCE, years.value)
                return


def _children(resolver: Resolver, text: str, context: Context) -> Household | None:
    """The saved household with the number of children that the text gives; None if either is missing."""
    before = context.told.get(Field.HOUSEHOLD)
    number = resolver.children(text)
    if not isinstance(before, Household) or number is None or not (_OF_CHILDREN.search(even(text))):
        return None
    return Household.possible(before.partner, number)
