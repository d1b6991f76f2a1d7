"""Reads corrections: which saved answer a message corrects, and its new value, or the question to ask again."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from bot.base.terms import LISTS, Field, Household
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading import kin, open_question
from bot.reading import little_words as words
from bot.reading.about_whom import Person
from bot.reading.answered_plainly import is_plain
from bot.reading.conditions import counts_pay_or_hours, names_a_meeting
from bot.reading.context import Context, Fact, Reading, Unclear
from bot.reading.how_meant import Manner, said
from bot.reading.intents import OF_HELD_SEATS
from bot.reading.no_longer_along import left_of
from bot.reading.normalized_in_place import even
from bot.reading.numbers_alone import YEARS
from bot.reading.numbers_of_seats import TRIPS
from bot.reading.parse import FALLBACK, Parse
from bot.reading.people_on_a_trip import COMES_NOT, several_uncounted
from bot.reading.unmarked import OTHER_TIMES
from bot.reading.values import answer
from bot.reading.whether import SENTENCE, Whether, asks, asks_anywhere, corrects
from bot.reading.whose_number import Whose, counts_no_work, whose_of

# Fields whose values are numbers, dates and people, for which other words are not mistaken by chance.
_UNNAMED = (Field.EXPERIENCE, Field.FRENCH, Field.HOUSEHOLD, Field.START)
_SAYS = frozenset({"correct_profile", "inform", FALLBACK})
_TRIP = re.compile(r"(?<!\w)(?:places?|seats?|sieges?|voyages?|trips?|inscri\w*|regist\w*|tours?|visit\w*)(?!\w)")
_FAMILY = re.compile(rf"(?<!\w)(?:{kin.KIN}|{words.COMES}|on|nous|we)(?!\w)")
_COUNTED = re.compile(r"(?<!\d)[1-9](?!\d)|(?<!\w)(?:un|une|deux|trois|quatre|cinq|one|two|three|four|five)(?!\w)")
_MOVES = re.compile(r"(?<!\w)(?:(?:we|i|can|could|will) (?:only )?move|moving|demenag\w+)(?!\w)")
_PAST = words.pattern(words.PAST)
_WISHED = words.pattern(words.PLANNED, r"v(?:eux|ise)|espere|vers|bientot", r"want|aim|hope|hoping|soon|wish|next")
_COMES = re.compile(r"(?<!\w)(?:vien\w*|viendr\w*|com(?:e|es|ing)|join\w*|demenag\w*|mov(?:e|es|ing))(?!\w)")
_MOVES_ALONG = words.pattern(kin.PARTNER, kin.CHILD)
_WORKED = re.compile(
    r"(?<![\w'])(?:j'ai (?:aussi |deja )*(?:ete|travaille comme|fait d)|je suis aussi|j'etais aussi"
    r"|i (?:also |have )*(?:was|been|worked as)|i(?: am|'m) also)(?!\w)"
)
_OF_A_SLIP = frozenset(  # words that explain a slip, beside the value: "my finger slipped, 15 not 5"
    """
    me jme suis trompe trompee erreur faute doigt bouton pitonne pitonner clique tape appuye pese touche cote oups oops
    mistake mistyped wrong button pressed clicked typed tapped touched choose chose chosen finger slip slipped typo
    meant mean voulais dire mauvais mauvaise mal place error should be put mettre mettez mets change changer changez
    sorry desole desolee pardon cest ce etait was
    """.split()
)
_TOLD_US = re.compile(  # leads to what was told before: "I told you B2, it is only B1"
    r"(?<!\w)(?:i (?:had |have )?(?:told|tell|said|wrote|put|gave|chose|marked)"
    r"|(?:je|j') ?(?:vous |t'|te )?(?:ai |avais )?(?:dit|mis|ecrit|marque|choisi))(?: (?:you|u|that|que))*"
    r"(?: (?!(?:not|never|pas|no)(?!\w))\w+){0,2}? (?=[abc][12](?!\w))"
)
_NO_PLACE = re.compile(  # "there is a mistake", « au lieu de neuf »: about no place
    r"(?i)\bthere(?= (?:is|are|was|were)\b)|\blieux?(?= d)"
)


def corrected(resolver: Resolver, parse: Parse, context: Context) -> Reading | None:
    """The reading of a message that corrects an answer: the one that it names with its value, else the likeliest."""
    named = correction(resolver, parse, context)
    if named and not named.does:
        return named
    last = unnamed(resolver, parse, context) or another_of_the_last(resolver, parse.text, context)
    return last or named or another_household(resolver, parse.text, context)


def of_the_last(resolver: Resolver, parse: Parse, context: Context) -> bool:
    """Whether a message names the question that was answered just before: "no no, my trade is not that"."""
    named = resolver.profile_field(parse.text)
    return isinstance(named, Found) and context.sight.told == (named.value,)


def correction(resolver: Resolver, parse: Parse, context: Context) -> Reading | None:
    """The reading of a correction that names its field: the new value, or else that field's question again.

    "My level of French is wrong, it's 4" gives 4; without the "4", the question is asked. None if no field is named.
    """
    match resolver.profile_field(_NO_PLACE.sub("     ", parse.text)):
        case Found(field) if field is not Field.EXPERIENCE or not OTHER_TIMES.search(even(parse.text)):
            outcome = answer(resolver, field, parse.text, context.today)
            told, unclear = open_question.as_facts(resolver, parse, field, outcome)
            why = (f"corrects {field}",)
            if field is Field.EXPERIENCE and any(_are_anothers(resolver, parse, each, context) for each in told):
                return None
            if told or unclear:
                sure = _are_surely_own(resolver, parse, told, context)
                return Reading(tuple(told), tuple(unclear), corrects=sure, why=why)
            return Reading(does=(("edit", field),), why=why)
    return None


def unnamed(resolver: Resolver, parse: Parse, context: Context) -> Reading | None:
    """The reading of a correction that names no field, if only one can be meant: "6 ans, pas 5"; otherwise None."""
    plain = even(parse.text)
    last = context.sight.told  # while a question is open, only the answer given just before it can be meant
    gone = denied_before(resolver, parse.text, context)
    if parse.intent not in _SAYS or not (gone or corrects(plain)) or asks(plain):
        return None
    meant = [
        fact
        for field in _UNNAMED
        if (not context.asked or field in last or field in gone)
        and (fact := _read(resolver, parse, context, field, field in gone))
        and not _are_anothers(resolver, parse, fact, context)
    ]
    meant = [fact for fact in meant if fact.field in gone] or meant
    if len(meant) != 1:
        return None
    [fact] = meant
    # the value may be of something else where the saved one is not denied: we ask "You had … Change it to …?"
    denied = fact.field in gone and not (fact.field is Field.EXPERIENCE and _is_of_no_work(plain))
    denied = denied and _are_surely_own(resolver, parse, [fact], context)
    return Reading((fact,), corrects=denied, why=(f"corrects {fact.field}, the only answer that it can be",))


def _are_surely_own(resolver: Resolver, parse: Parse, told: list[Fact], context: Context) -> bool:
    """Whether no years among these facts may be of something else than work, so that nothing has to be asked."""
    years = [each.value for each in told if each.field is Field.EXPERIENCE and each.value]
    return all(whose_of(resolver, even(parse.text), each, context) is Whose.SURELY for each in years)


def _are_anothers(resolver: Resolver, parse: Parse, fact: Fact, context: Context) -> bool:
    """Whether a fact has years of something else than work: of a permit, of a partner, an age."""
    years = fact.field is Field.EXPERIENCE and fact.value
    return bool(years) and whose_of(resolver, even(parse.text), fact.value, context) is Whose.NOT


def with_whose_years(resolver: Resolver, parse: Parse, told: list[Fact], context: Context) -> list[Fact]:
    """The facts of a correction, without years of something else; years that may be of something else are asked."""
    if not context.told.get(Field.EXPERIENCE) or context.asked is Field.EXPERIENCE:
        return told
    kept = []
    for fact in told:
        if fact.field is Field.EXPERIENCE and fact.person is Person.SELF and fact.whether is Whether.YES and fact.value:
            whose = whose_of(resolver, even(parse.text), fact.value, context)
            if whose is Whose.NOT:
                continue
            fact = fact if whose is Whose.SURELY else replace(fact, whether=Whether.PERHAPS)
        kept.append(fact)
    return kept


def without_what_was_told_before(plain: str, told: list[Fact], context: Context) -> list[Fact]:
    """The facts of a correction without the saved level where it is only recalled: "I told you B2, it is only B1"."""
    levels = [fact for fact in told if fact.field is Field.FRENCH and fact.person is Person.SELF]
    before, values = context.told.get(Field.FRENCH), [fact.value for fact in levels]
    recalled = _TOLD_US.search(plain)
    if recalled is None or len(values) != 2 or values[0] != before or values[1] == before:
        return told
    if asks_anywhere(plain) or _PAST.search(plain, recalled.end()) or _WISHED.search(plain, recalled.end()):
        return told
    return [fact for fact in told if fact is not levels[0]]


def _is_of_no_work(plain: str) -> bool:
    """Whether a number counts a stay or the like, or, where no "years" stands beside it, pay, hours, an appointment."""
    return counts_no_work(plain) or (not YEARS.search(plain) and (counts_pay_or_hours(plain) or names_a_meeting(plain)))


def another_of_the_last(resolver: Resolver, text: str, context: Context) -> Reading | None:
    """A reading that asks to change the answer given just before: a correction gives another value for it."""
    [field, *more] = context.sight.told or (None,)
    if field is None or more or field in LISTS or field is Field.OCCUPATION or context.told.get(field) is None:
        return None
    outcome = answer(resolver, field, said(text), context.today)
    if not isinstance(outcome, Found) or outcome.value == context.told[field]:
        return None
    return Reading((Fact(field, outcome.value),), why=(f"corrects the last answer, {field}: asked",))


def another_household(resolver: Resolver, text: str, context: Context) -> Reading | None:
    """A reading that asks to change the household: a sentence of a correction clearly tells another one."""
    before = context.told.get(Field.HOUSEHOLD)
    for each in SENTENCE.split(said(text)) if before else ():
        found = resolver.find_household(each) if any(map(str.isalnum, each)) else Unknown()
        if isinstance(found, Found) and found.value != before:
            return Reading((Fact(Field.HOUSEHOLD, found.value),), why=("tells another household: asked",))
    return None


def denied_before(resolver: Resolver, text: str, context: Context) -> list[Field]:
    """The fields whose saved value the text denies: the start, for "October, not May" if May is saved."""
    denials = said(text, {Manner.DENIED})
    told = [each for each in _UNNAMED if each in context.told] if any(map(str.isalnum, denials)) else []
    return [each for each in told if _is_the_saved_one(resolver, each, denials, context)]


def _is_the_saved_one(resolver: Resolver, field: Field, denials: str, context: Context) -> bool:
    value, before = _value(resolver, field, denials, context), context.told[field]
    if field is Field.START and isinstance(value, date):  # a month without a day matches any day of it
        return (value.year, value.month) == (before.year, before.month)
    return bool(value == before)


def another_trade(resolver: Resolver, parse: Parse, context: Context) -> Reading | None:
    """The reading of a further trade beside the saved one ("I have also been a cook"); None if there is none.

    Whether the further trade is taken will be asked.
    """
    if context.told.get(Field.OCCUPATION) is None or parse.intent not in _SAYS or not _WORKED.search(even(parse.text)):
        return None
    outcome = answer(resolver, Field.OCCUPATION, parse.text, context.today)
    if context.asked is Field.OCCUPATION or not isinstance(outcome, Found):
        return None
    return Reading((Fact(Field.OCCUPATION, outcome.value, whether=Whether.ALSO),), why=("tells another trade",))


def of_plans(resolver: Resolver, parse: Parse, context: Context) -> Reading | None:
    """The question whether the household or the start changes, for words that could also be about a trip.

    Somebody without seats who writes "my wife can't come" speaks of moving, not of a trip. None for other texts.
    """
    plain = even(parse.text)
    if asks(plain) or _TRIP.search(plain):
        return None
    stays = parse.intent in _SAYS and COMES_NOT.search(plain) and _COMES.search(plain) and _MOVES_ALONG.search(plain)
    gone = left_of(context.told.get(Field.HOUSEHOLD), parse.text) if parse.intent in OF_HELD_SEATS | _SAYS else None
    if gone and not context.held:
        return _of_who_is_left(resolver, parse.text, gone, context)
    if (parse.intent in OF_HELD_SEATS or stays) and not context.held:
        outcome = answer(resolver, Field.HOUSEHOLD, parse.text, context.today)
        same = isinstance(outcome, Found) and outcome.value == context.told.get(Field.HOUSEHOLD)
        if same or several_uncounted(digits(parse.text)):
            outcome = Unknown()  # something else of it changes
        if isinstance(outcome, Found | Ambiguous):
            return _asked(Field.HOUSEHOLD, outcome, "changes who moves along")
        start = resolver.start_date(said(parse.text), context.today)
        starts = None if _MOVES_ALONG.search(plain) else _asked(Field.START, start, "says when they start")
        if starts or not (_FAMILY.search(plain) or _COUNTED.search(plain)):
            return starts
        return Reading(does=(("edit", Field.HOUSEHOLD),), why=("changes who moves along",))
    if parse.intent in TRIPS | _SAYS and context.asked is None and _MOVES.search(plain):
        return _asked(Field.START, resolver.start_date(parse.text, context.today), "says when they move")
    return None


def _of_who_is_left(resolver: Resolver, text: str, left: Household, context: Context) -> Reading:
    """The household without those who come no more: kept where the text names the very rest of it, else asked."""
    outcome, why = answer(resolver, Field.HOUSEHOLD, text, context.today), "says who comes no more"
    if outcome == Found(left):
        return Reading((Fact(Field.HOUSEHOLD, left),), corrects=True, why=(why,))
    if not isinstance(outcome, Found) or outcome.value == context.told[Field.HOUSEHOLD]:
        outcome = Found(left)
    return Reading((Fact(Field.HOUSEHOLD, outcome.value, whether=Whether.PERHAPS),), why=(why,))


def _value(resolver: Resolver, field: Field, text: str, context: Context) -> Any:
    """The value in a denial: 5 in "pas 5"; None if there is none."""
    found = re.search(r"\d{1,2}", text) if field in {Field.EXPERIENCE, Field.FRENCH} else None
    if found:
        return float(found[0]) if field is Field.EXPERIENCE else int(found[0])
    read = resolver.start_date if field is Field.START else partial(answer, resolver, field)
    outcome = read(text, context.today)
    return outcome.value if isinstance(outcome, Found) else None


def _read(resolver: Resolver, parse: Parse, context: Context, field: Field, sure: bool) -> Fact | None:
    before = context.told.get(field)
    if field is Field.START and before and (moved := _another_day(resolver, parse.text, before)):
        return Fact(field, moved)
    outcome = answer(resolver, field, parse.text, context.today)
    if before is None or not isinstance(outcome, Found) or outcome.value == before:
        return None
    read = partial(answer, resolver, field, today=context.today)
    plainly = sure or is_plain(field, parse.text, outcome, read, _OF_A_SLIP)
    return Fact(field, outcome.value) if plainly else None


def _another_day(resolver: Resolver, text: str, before: date) -> date | None:
    """The saved date moved to the day that a text names alone ("it's after the 15th"); None if it names no day."""
    alone = resolver.day_alone(said(text))
    if alone is None:
        return None
    day, after = alone
    in_month = day <= monthrange(before.year, before.month)[1]
    return before.replace(day=day) + timedelta(days=after) if in_month else None


def _asked(field: Field, outcome: Resolution[Any], why: str) -> Reading | None:
    match outcome:
        case Found(value):
            return Reading(unclear=(Unclear(field, (value,)),), why=(why,))
        case Ambiguous(options):
            return Reading(unclear=(Unclear(field, tuple(options)),), why=(why,))
    return None
