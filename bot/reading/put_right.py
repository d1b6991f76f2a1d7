"""Reads a number put in the place of another: "oh no sorry, 7", "so put 11", "not 9 years, 11", wherever it stands.

Only lengths of work and levels of French are so short that nothing but the answer before them says what they are.
"""

import re
from dataclasses import replace
from typing import Any

from bot.base.terms import LISTS, Field, Household
from bot.knowledge import Found, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.knowledge.start_dates import MONTHS
from bot.reading import little_words as words
from bot.reading import subject_words
from bot.reading.about_whom import Person, names_another
from bot.reading.conditions import counts_pay_or_hours, names_a_meeting
from bot.reading.context import Context, Fact, Reading
from bot.reading.heard_beside import requests
from bot.reading.how_meant import Manner, at
from bot.reading.intents import NOTHING_UNDERSTOOD
from bot.reading.jobs_asked_for import without_part
from bot.reading.normalized_in_place import even, without_quotes
from bot.reading.numbers_alone import YEARS, is_sure
from bot.reading.parse import Parse
from bot.reading.parts_that_ask import asks_for_something, wishes
from bot.reading.trips_asked_for import names_a_trip
from bot.reading.unmarked import NAMES_FRENCH, OTHER_TIMES
from bot.reading.values import answer, may_be_an_age, of_another_language
from bot.reading.values_told import commands
from bot.reading.whether import SENTENCE, Whether, asks, asks_anywhere, corrects, piece_span, sentence, sentence_span
from bot.reading.whose_number import Whose, counts_no_work, in_digits, is_told_of_another, names_a_question, whose

_NUMBERED = (Field.EXPERIENCE, Field.FRENCH)
_VALUE = (
    r"(?P<value>(?P<level>(?:niveau |level )?[abc][12](?!\w)|(?:niveau|level) \d{1,2})"
    r"|\d{1,2}(?P<years> *(?:ans?|annees?|years?|yrs?))?)(?![\w$%])"
)
_POLITE = r"(?:\W+(?:svp|stp|please|plz|merci|thanks|instead|a la place|plutot|finalement|alors|then|now))*"
_TAKES_BACK = (
    r"sorry|sory|pardon|desolee?|oups|oops|wait|attends?|attendez|erreur|mistake|my bad|je me (?:suis )?trompee?"
)
_AROUND_AN_APOLOGY = r"ay|ah|oh|eh|euh|hmm|mais|but|well|bon|ben|no|non|nope|actually|en fait"
_APOLOGY = re.compile(  # nothing but an apology and a number, "oh no sorry, 7"
    rf"\W*(?:(?:{_AROUND_AN_APOLOGY})\W+)*(?:{_TAKES_BACK})(?!\w)\W*(?:(?:{_AROUND_AN_APOLOGY}|{_TAKES_BACK}"
    rf"|i meant?|je v(?:eux|oulais) dire|c'est|it'?s)(?!\w)\W*)*{_VALUE}{_POLITE}(?:\W*$|[.;!]+(?= ))"
)
_COULD_YOU = (
    r"(?:(?:can|could|will|would) (?:you|u)|(?:peux|pourrais)[ -]tu|(?:pouvez|pourriez)[ -]vous"
    r"|tu peux|vous pouvez|t'peux)(?: (?:please|just|stp|svp|juste))*"
)
_ORDER = re.compile(  # the order that a message ends with: "so put 11", « mets plutôt 6 »
    r"(?:^|[.,;:!?\n]|(?<!\w)(?:so|donc|alors|faque|fait que|et|and|pis|mais|but|ben|bon|ok))\W*"
    rf"(?:(?:so|donc|alors|faque|just|juste|please|svp)\W+)*(?P<politely>{_COULD_YOU}\W+)?"
    r"(?:put|write|make it|make that|change (?:it|that|ca) (?:to|a|pour)"
    r"|mett?(?:s|ez|re)|met|ecri(?:s|vez)|marque[rz]?)"
    rf"(?:[ -](?:me|moi|down|in|it|as|le|plutot|donc|juste|just|rather)(?!\w))*\W+{_VALUE}{_POLITE}\W*$"
)
_NOT = r"(?<!\w)(?:pas|not|isn'?t|wasn'?t|non)(?: (?:un|du|de|a|the|le|my|mon))? "
_IN_PLACE_OF = r"(?:au lieu|a la place|instead|rather|plutot) (?:de|du|d'|of|than|que)"
_BETWEEN = r"(?:(?!\d|[abc][12](?!\w))[^.;!?\n]){1,24}?"
_OLD = r"(?P<old>[abc][12](?!\w)|\d{1,2})(?: *(?:ans?|annees?|years?|yrs?))?(?!\w)"
_END = r"(?=\W*$|[.,;!?\n)]|\W+(?:the|le|la|my|mon|because|parce|car|i|je|j|svp|please|merci|thanks|o|la|now|en)(?!\w))"
_SWAPS = (
    re.compile(rf"{_NOT}{_OLD}{_BETWEEN}(?<!\w){_VALUE}{_END}"),  # "not 9 years it's 11"
    re.compile(  # "11 years, not 9", « 11 au lieu de 9 »
        rf"(?<![\w,.]){_VALUE}\W+(?:(?:et|and|mais|but) )?(?:{_NOT}|{_IN_PLACE_OF} ){_OLD}{_END}"
    ),
)
_IT_IS = re.compile(r"(?<!\w)(?:it'?s|it is|c'est|i have|j'ai) *$")  # leads to a number that is cut out
_WORK = words.pattern(subject_words.WORK)
_PART_BEFORE = re.compile(r"\d +$|\d ?[-/] ?$|[-/]$")  # of a number of two words, a range or a half: "10-12", "4 1/2"
_PART_BEHIND = re.compile(r"[.,/-]\d")
_IS_PLACED = re.compile(  # a day, a time or a class: "the 11", "June 11", "in 6"
    rf"(?<!\w)(?:the|les?|la|in|en|dans|at|{MONTHS}) $"
)
_ORDERS = frozenset({"clear", "interest_withdraw", "agreements"})  # done in words that ask nothing: "erase my diploma"
_HOLD_ON = re.compile(r"^\W*(?:wait|hold on|attend(?:s|ez)?|minute)(?!\w)")
_SOME_YEARS = re.compile(  # a length of time that is spoken of, in words that a number stands in or not
    r"(?<!\w)(?:\d{1,2}|first|last|premiere?s?|derniere?s?) +(?:\w+ +){0,2}?(?:ann?ees?|anne?s?|years?|yrs?)(?!\w)"
)
_ONE = re.compile(r"(?<!\w)(?:one|une?)(?!\w)")  # "sorry, no one" is no number
_PEOPLE = re.compile(r"(?<!\w)(?:on (?:est|sera)|nous|we|us|people|personnes?|places?|seats?|enfants?|kids?)(?!\w)")


def put_right(resolver: Resolver, parse: Parse, context: Context) -> tuple[Reading, Parse] | None:
    """The reading of an apology or an order with another number for the answer given just before, and the rest.

    A number that may answer the open question, or stand for an item of a list, is none; a length of time beside another
    question may be of something else, so that the change is asked about.
    """
    plain = even(parse.text)
    written = in_digits(plain)
    said = _APOLOGY.match(written) or _ORDER.search(written)
    if said is None:
        return None
    [last, *more] = context.sight.told or (None,)
    spoken_of = _counts_years_of_work(written[: said.start()])
    field = Field.EXPERIENCE if spoken_of else None if more else last
    if field not in context.told or _ONE.search(plain, said.start(), said.end("value")):
        return None
    own = said[0].lstrip(" ?!.,;:\n")
    if not said.groupdict().get("politely") and (asks(own) or asks(sentence(written, said.start("value")))):
        return None
    if field not in _NUMBERED or said["level" if field is Field.EXPERIENCE else "years"]:
        return None
    if names_a_question(resolver, written[: said.start("value")]) not in (Unknown(), Found(field)):
        return None  # it is the number of another answer
    if _is_of_something_else(written[: said.start()]):
        return None
    value, asked = said["value"], context.asked
    taken = asked and not isinstance(answer(resolver, asked, value, context.today), Unknown)
    if taken or (asked and is_sure(asked, value)) or (asked is None and context.sight.items):
        return None
    outcome = answer(resolver, field, value, context.today)
    if not isinstance(outcome, Found) or outcome.value == context.told[field]:
        return None
    if field is Field.EXPERIENCE and is_told_of_another(parse.text, written, outcome.value, said.span()):
        return None
    after = written[said.end() : sentence_span(written, min(said.end() + 1, len(written)))[1]]
    told_after = not asks(after) and _is_of_something_else(after)  # a question tells nothing of the number
    sure = (asked is None or not said["years"]) and not told_after and (last, *more) == (field,)
    why = ("puts another value in the place of the last",)
    return Reading((Fact(field, outcome.value),), corrects=sure, why=why), _without(parse, *said.span())


def _counts_years_of_work(before: str) -> bool:
    """Whether what stands before an order counts years, and of nothing else than work: « les 2 années de stage »."""
    return bool(_SOME_YEARS.search(before)) and not counts_no_work(before) and not names_another(before)


def _is_of_something_else(before: str) -> bool:
    """Whether what stands before an order gives its number: people, seats, money, an age, another time."""
    others = _PEOPLE.search(before) or OTHER_TIMES.search(_HOLD_ON.sub("", before))
    return bool(others) or names_a_trip(before) or counts_pay_or_hours(before) or may_be_an_age(before)


def swapped_numbers(resolver: Resolver, parse: Parse, context: Context) -> tuple[Reading, Parse] | None:
    """The reading of a number that a message puts in the place of a saved one, which it names, and the rest.

    "Not 9 years, it's 11" where 9 are saved, in whatever it stands. It is asked about where nothing says what the
    number is of; None if it may be a number of something else.
    """
    plain = even(without_quotes(parse.text))
    written = in_digits(plain)
    for match in (found for swap in _SWAPS for found in swap.finditer(written)):
        meant = [
            field for field in _NUMBERED if field is not context.asked and _is_saved(resolver, field, match, context)
        ]
        if len(meant) != 1 or not _is_stated(parse.text, written, match):
            continue
        [field] = meant
        if _is_of_another(resolver, field, written, match, context):
            continue
        outcome = answer(resolver, field, match["value"], context.today)
        if isinstance(outcome, Found) and outcome.value and outcome.value != context.told[field]:
            why = (f"puts {outcome.value!r} in the place of {field}",)
            sure = _is_plain(resolver, field, written, match, context)
            led = _IT_IS.search(written, 0, match.start())
            begins = led.start() if led else match.start()
            return Reading((Fact(field, outcome.value),), corrects=sure, why=why), _without(parse, begins, match.end())
    return None


def _is_stated(text: str, written: str, match: re.Match[str]) -> bool:
    """Whether both numbers are whole ones that the writer states: not asked about, not imagined, not planned."""
    begins, ends = match.span("value")
    if _PART_BEFORE.search(written[:begins]) or _PART_BEHIND.match(written, ends) or "½" in text[slice(*match.span())]:
        return False
    if any(at(text, place).person is not Person.SELF for place in match.span()):
        return False
    start = max((each.end() for each in SENTENCE.finditer(written, 0, match.start())), default=0)
    told = written[start : piece_span(written, match.end())[1] + 1]
    return (not asks(told) or commands(told)) and at(text, begins).manner not in {Manner.SUPPOSED, Manner.PLANNED}


def _is_of_another(resolver: Resolver, field: Field, written: str, match: re.Match[str], context: Context) -> bool:
    """Whether a number may be of something else: people, pay, a day, another language, another answer."""
    around = sentence(written, match.start())
    if field is Field.EXPERIENCE and whose(resolver, written, _both(match), context) is Whose.NOT:
        return True
    if any(seats.number == _number(match["old"]) for seats in context.held) or _PEOPLE.search(around):
        return True
    if OTHER_TIMES.search(_HOLD_ON.sub("", around)) or of_another_language(resolver, around):
        return True
    if field is Field.EXPERIENCE and counts_no_work(around):
        return True
    if _is_named(field, around, match):
        return False
    placed = any(_IS_PLACED.search(written[: match.start(each)]) for each in ("value", "old"))
    counts = field is Field.EXPERIENCE and (counts_pay_or_hours(around) or names_a_meeting(around))
    return placed or counts or _answers_another(resolver, field, match, context)


def _answers_another(resolver: Resolver, field: Field, match: re.Match[str], context: Context) -> bool:
    """Whether a bare number may answer the open question, or be of the answer that was given last."""
    asked, household = context.asked, context.told.get(Field.HOUSEHOLD)
    if asked and not match["level"]:
        taken = not isinstance(answer(resolver, asked, match["value"], context.today), Unknown)
        if taken or is_sure(asked, match["value"]):
            return True
    if context.sight.told == (field,):
        return False
    people = (
        {household.children, household.others, household.seats} if isinstance(household, Household) else frozenset()
    )
    return len(context.sight.told) == 1 or _number(match["old"]) in people


def _is_named(field: Field, around: str, match: re.Match[str]) -> bool:
    """Whether the words say which answer a number is of: "11 years, not 9", "my French is B1, not B2"."""
    return bool(NAMES_FRENCH.search(around) if field is Field.FRENCH else YEARS.search(match[0]))


def _is_plain(resolver: Resolver, field: Field, written: str, match: re.Match[str], context: Context) -> bool:
    """Whether a number surely takes the place of the saved one, so that nothing has to be asked."""
    around = sentence(written, match.start())
    stop = SENTENCE.search(written, match.end())
    named = resolver.spoken_languages(around)
    others = field is Field.FRENCH and isinstance(named, Found) and not {*named.value} <= {"fr"}
    if others or asks(around) or (stop and "?" in stop[0]):
        return False
    if field is Field.EXPERIENCE and whose(resolver, written, _both(match), context) is not Whose.SURELY:
        return False
    works = field is Field.EXPERIENCE and _WORK.search(around)
    return bool(works) or _is_named(field, around, match) or context.sight.told == (field,)


def other_number(resolver: Resolver, text: str, context: Context) -> Reading | None:
    """A reading that asks to change a saved number: a correction names it and one other, "it says 5, I have 15"."""
    plain = even(text)
    numbers = [*dict.fromkeys(re.findall(r"(?<!\w)\d{1,2}(?!\w)", digits(plain)))]
    before = context.told.get(Field.EXPERIENCE)
    named = [each for each in numbers if float(each) == before]
    others = [each for each in numbers if each not in named]
    if (
        len(named) != 1
        or len(others) != 1
        or asks(plain)
        or OTHER_TIMES.search(_HOLD_ON.sub("", plain))
        or _PEOPLE.search(plain)
    ):
        return None
    outcome = answer(resolver, Field.EXPERIENCE, others[0], context.today)
    told = (Fact(Field.EXPERIENCE, outcome.value),) if isinstance(outcome, Found) and outcome.value else ()
    return Reading(told, why=("names the saved number and another one: asked",)) if told else None


def with_rest(put: Reading, rest: Reading, left: Parse, parse: Parse, context: Context) -> Reading:
    """The reading of a number that is put right, with what the rest of the message (`left`) tells and asks for.

    What only looks like a request beside it is none: "put 11" takes no seats. What is told of another answer that is
    saved changes it only where the rest corrects too; else it is asked.
    """
    [fact], plain = put.facts, even(left.text)
    whole = [each for each in parse.clauses if left.text[each.start : each.end] == each.text]  # nothing is cut of them
    free = rest.corrects and (corrects(plain) or any(each.intent == "correct_profile" for each in whole))
    given = set() if free else {*context.told}
    others = (each for each in rest.facts if each.field is not fact.field)
    told = tuple(_asked_first(each) if each.field in given else each for each in others)
    unclear = tuple(each for each in rest.unclear if each.field not in {fact.field, *given})
    wants = asks_anywhere(plain) or wishes(plain) or any(asks_for_something(each) for each in whole)
    does = tuple(each for each in rest.does if (wants and each[0] not in NOTHING_UNDERSTOOD) or each[0] in _ORDERS)
    acts = requests(rest.acts, parse, context, left.text)
    return replace(put, facts=(fact, *told), unclear=unclear, does=does, acts=acts, why=(*rest.why, *put.why))


def _asked_first(fact: Fact) -> Fact:
    """A value of an answer that is saved, which nothing corrects: a list is added to, another value is asked about."""
    if fact.whether is not Whether.YES or not fact.value:
        return fact
    return replace(fact, whether=Whether.ALSO if fact.field in LISTS else Whether.PERHAPS)


def _without(parse: Parse, start: int, end: int) -> Parse:
    """The parse without the part from `start` to `end`; of a clause that reaches into it, what is outside is left."""
    clauses = []
    for each in parse.clauses:
        outside = ((each.start, min(each.end, start)), (max(each.start, end), each.end))
        first, last = max(outside, key=lambda span: span[1] - span[0])
        if any(map(str.isalnum, parse.text[first:last])):
            cut = (first, last) != (each.start, each.end)
            said = parse.text[first:last]
            clauses.append(replace(each, start=first, end=last, text=said, mended=said) if cut else each)
    return without_part(replace(parse, clauses=tuple(clauses)), start, end)


def _is_saved(resolver: Resolver, field: Field, match: re.Match[str], context: Context) -> bool:
    """Whether the number that is denied is the saved one of this field, and the other one may be its."""
    before: Any = context.told.get(field)
    lettered = not match["old"].isdigit()
    if before is None or lettered is not (field is Field.FRENCH) or lettered is not bool(match["level"]):
        return False
    return bool(answer(resolver, field, match["old"], context.today) == Found(before))


def _both(match: re.Match[str]) -> tuple[int, int]:
    """Where the two numbers of a swap stand: from the first to the end of the second."""
    begins, ends = match.span("old")
    return min(begins, match.start("value")), max(ends, match.end("value"))


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None
