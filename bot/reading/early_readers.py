"""The kinds of messages that are read before any value is looked for in them, each by a reader with a name.

A reader gives its reading, or None where the message is of no such kind. The first that gives one is followed. Some
find only a part of a message to be of their kind, and have what is left read as a message of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bot.base.terms import Field
from bot.knowledge import Ambiguous, Found, Resolver
from bot.reading import open_question
from bot.reading.about_whom import Person
from bot.reading.alerts_stopped import of_alerts
from bot.reading.answer_before_a_question import before_the_question
from bot.reading.answers_in_sight import followed
from bot.reading.asks_for_something_else import SHORT
from bot.reading.bare_questions import LEAD, is_about
from bot.reading.context import Context, Fact, Reading
from bot.reading.jobs_asked_for import (
    about_a_vacancy,
    wants_openings,
    with_alerts,
    with_openings,
    without_alerts,
    without_part,
)
from bot.reading.needed_on_a_trip import needed_on_the_own_trip
from bot.reading.normalized_in_place import even, without_quotes
from bot.reading.numbers_alone import is_sure
from bot.reading.own_trip import asked_of_the_own_trip
from bot.reading.parse import EMERGENCY, Parse
from bot.reading.plainly_asked import answered, left_over, plainly_asked
from bot.reading.put_right import put_right, swapped_numbers, with_rest
from bot.reading.resolving import ENTITIES, resolve
from bot.reading.sight import pick
from bot.reading.taken_back import refused, taken_back
from bot.reading.trips_asked_for import outing, trip_chosen
from bot.reading.whether import asks

_WORDS_OF_A_NAME = 3


@dataclass(frozen=True)
class Incoming:
    """A message to be read, and how what is left of it is read."""

    resolver: Resolver
    parse: Parse
    context: Context
    read: Callable[[Parse, Context], Reading]

    @cached_property
    def plain(self) -> str:
        """Its own words, normalized."""
        return even(without_quotes(self.parse.text))

    def rest(self, parse: Parse) -> Reading:
        """The reading of what is left of it, if anything is."""
        return self.read(parse, self.context) if any(map(str.isalnum, parse.text)) else Reading()


Early = Callable[[Incoming], Reading | None]


def first(readers: Iterable[Early], message: Incoming) -> Reading | None:
    """The reading of the first reader to whose kind the message belongs."""
    return next(filter(None, (reader(message) for reader in readers)), None)


def _stops_alerts(message: Incoming) -> Reading | None:
    if alerts := of_alerts(message.parse, message.context):
        start, end, led_to = alerts
        return with_alerts(message.rest(without_alerts(message.parse, start, end)), led_to)
    return None


def _wants_openings(message: Incoming) -> Reading | None:
    if part := wants_openings(message.parse.text, message.context, message.parse):
        return with_openings(message.rest(without_part(message.parse, *part)))
    return None


def _asks_plainly(message: Incoming) -> Reading | None:
    """What is asked in so many words, such as the day of a trip or how somebody else signs up; the rest is read."""
    if asked := plainly_asked(message.resolver, message.parse, message.context):
        left = left_over(message.parse, *asked[:2])
        read = message.read(left, message.context) if left else Reading()
        return answered(read, asked[2], even(left.text) if left else "")
    return None


def _takes_back(message: Incoming) -> Reading | None:
    if back := taken_back(message.resolver, message.parse.text, message.context):
        return Reading(back[0], corrects=True, does=back[1], why=("takes back the answer that was given last",))
    return None


def _puts_right(message: Incoming) -> Reading | None:
    parse, context = message.parse, message.context
    if EMERGENCY in {parse.intent, *(each.intent for each in parse.clauses)}:
        return None
    if put := put_right(message.resolver, parse, context) or swapped_numbers(message.resolver, parse, context):
        number, left = put
        return with_rest(number, message.rest(left), left, parse, context)
    return None


def _refuses(message: Incoming) -> Reading | None:
    if shown := refused(message.parse.text, message.context):
        return Reading(does=(shown,), why=("refuses what is in sight",))
    return None


def _needs_on_a_trip(message: Incoming) -> Reading | None:
    if does := needed_on_the_own_trip(message.parse, message.plain, message.context):
        return Reading(does=does, why=("says what is needed on the trip on which seats are held",))
    return None


def _asks_of_their_trip(message: Incoming) -> Reading | None:
    if shown := asked_of_the_own_trip(message.parse, message.plain, message.context):
        return Reading(does=(shown,), why=("asks something of the trip on which seats are held",))
    return None


def _chooses_a_trip(message: Incoming) -> Reading | None:
    if shown := trip_chosen(message.resolver, message.parse, message.plain, message.context):
        return Reading(does=(shown,), why=("names the trip for which seats were asked",))
    return None


def _wants_an_outing(message: Incoming) -> Reading | None:
    if does := outing(message.resolver, message.parse, message.plain, message.context):
        return Reading(does=does, why=("wants seats on a trip, or asks several things of it",))
    return None


def _asks_of_a_vacancy(message: Incoming) -> Reading | None:
    if open_question.is_plain_answer(message.resolver, message.parse, message.context):
        return None
    if shown := about_a_vacancy(message.parse, message.plain, message.context):
        return Reading(does=(shown,), why=("asks something of a job in sight",))
    return None


def _interrupts(message: Incoming) -> Reading | None:
    """A message about what was shown last, rather than an answer to the open question."""
    sight, plain, field = message.context.sight, message.plain, message.context.asked
    names = any(ENTITIES.get(each.kind) is field for each in message.parse.entities)
    if field is None or not sight.speaks or names or is_sure(field, LEAD.sub("", plain)):
        return None
    picks = pick(plain, sight.items) and len(plain.split()) <= _WORDS_OF_A_NAME
    if not (picks or is_about(plain, sight)):
        return None
    if does := followed(message.resolver, message.parse, message.context):
        return Reading(does=does, why=("asks about what is in sight, beside the open question",))
    return None


def _tells_a_partners_trade(message: Incoming) -> Reading | None:
    """The trade in a message as the partner's, if its broad category is certain."""
    plain = message.plain
    if not message.context.asks_partner or asks(plain) or len(plain.split()) > 2 * SHORT:
        return None
    match resolve(message.resolver, Field.OCCUPATION, message.parse.text, date.min):
        case Found(code):
            trade = code
        case Ambiguous(options) if len({str(code)[0] for code in options}) == 1:
            trade = options[0]
        case _:
            return None
    partners = Fact(Field.OCCUPATION, trade, Person.PARTNER)
    return Reading((partners,), corrects=True, why=("the bubble in sight asks for the partner's work",))


def _answers_before_a_question(message: Incoming) -> Reading | None:
    """The reading of an answer with a question after it, if a part before a question is a plain answer."""
    parts = before_the_question(message.parse, message.context)
    if parts is None:
        return None
    answer, question = parts
    reading = message.read(answer, message.context)
    told = any(fact.field is message.context.asked and fact.person is Person.SELF for fact in reading.facts)
    return replace(reading, acts=(question,), why=(*reading.why, "and a question after it")) if told else None


# What is said whatever the question is. They see a message as it was written, question marks included.
SAID_ALWAYS = (_stops_alerts, _wants_openings, _asks_plainly)
# What is about an answer that was given before, or about what was offered.
OF_ANSWERS = (_takes_back, _puts_right, _refuses)
# What asks or tells something of what is shown or booked, before it may be an answer; and an answer beside a question.
OF_WHAT_IS_SHOWN = (
    _needs_on_a_trip, _asks_of_their_trip, _chooses_a_trip, _wants_an_outing, _asks_of_a_vacancy, _interrupts,
    _tells_a_partners_trade, _answers_before_a_question,
)  # fmt: skip
