"""Reads a message in its context: what it answers, what it tells, what it asks for. Pure; no text makes it raise."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot.base.terms import LISTS, OF_SPEECH, Field, Wish
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown, other_language
from bot.reading import open_question
from bot.reading.about_whom import Person, in_place_of
from bot.reading.answer_among_facts import answer_first, beside_a_start, beside_the_status, unless_asked
from bot.reading.answers_in_sight import followed
from bot.reading.asks_for_something_else import is_a_request, is_deed, is_misplaced
from bot.reading.commanding import command
from bot.reading.conditions import conditions
from bot.reading.context import Act, Context, Fact, Reading, Unclear
from bot.reading.correcting import (
    another_trade,
    corrected,
    denied_before,
    of_plans,
    of_the_last,
    unnamed,
    with_whose_years,
    without_what_was_told_before,
)
from bot.reading.early_readers import OF_ANSWERS, OF_WHAT_IS_SHOWN, SAID_ALWAYS, Early, Incoming, first
from bot.reading.finishing import in_another_language, with_conditions, with_what_is_not_held
from bot.reading.gist import sums_up
from bot.reading.heard_beside import beside_a_correction, with_what_is_always_heard, without_a_told_case
from bot.reading.intents import NAMES_REGIONS, TELLING
from bot.reading.jobs_asked_for import without_part
from bot.reading.left_open import with_left_open, with_unsettled
from bot.reading.mended_by_what_it_is_about import aimed
from bot.reading.normalized_in_place import even, without_quotes
from bot.reading.numbers_of_seats import TRIPS, change_of_seats, seats_in_sight
from bot.reading.of_ones_data import of_ones_data
from bot.reading.on_behalf import for_another, on_behalf
from bot.reading.other_questions import with_all_of_it, with_elsewhere
from bot.reading.parse import EMERGENCY, FALLBACK, Parse
from bot.reading.parts_that_ask import (
    asked_for,
    asks_for_a_language,
    introduces,
    likely,
    mostly_tells,
    says_so,
)
from bot.reading.passes_over_a_question import may_pass, points_at
from bot.reading.put_right import other_number
from bot.reading.resolving import ENTITIES
from bot.reading.second_look import second_look
from bot.reading.sight import Shown
from bot.reading.surely_own import settle
from bot.reading.taken_back import left
from bot.reading.told_beside import days_of_work, told_beside
from bot.reading.trade_asked import deed
from bot.reading.trips_asked_for import A_TRIP, is_no_outing
from bot.reading.unknown_languages import unread_languages
from bot.reading.values import answer
from bot.reading.values_told import commands
from bot.reading.whether import Whether, asks, corrects
from bot.reading.who_answers import asked_who_answers, with_the_truth
from bot.reading.without_model import at_once
from bot.reading.yes_or_no import back_from_it, nod, with_the_option

_PASSES = "skip"
_WITHDRAWS = frozenset({"cancel", "skip"})  # "never mind", "no, cancel that" below what a button would confirm
_OF_JOBS = frozenset({"find_employers", "report_hired"})
_NEVER_A_TRADE = frozenset({"spoken_language", "french_level", "permit"})
_ORDERED = frozenset({Whether.NO, Whether.ALSO, Whether.ONLY})
_SHORT = 8  # words; in a longer message some job title is found by chance
_SURELY_ELSE = 0.95  # confidence from which an intent says that a message is no answer
_WORDS_OF_A_NAME = 3


class Reader:
    """Reads messages with the help of the knowledge base's resolvers.

    Danger is recognized twice: by `bot.safety.Lookout` before this, and here by the intent `emergency`. We act on it if
    the lookout is sure, or if it sees a hint and the intent agrees; the intent alone is only a hint.
    """

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def at_once(self, text: str, context: Context) -> Reading | None:
        """The reading of a message that can be read without Rasa's model; None if the model is needed."""
        with in_place_of(context.written_for):
            reading = at_once(self.resolver, text, context)
        return with_unsettled(reading, context) if reading else None

    def read(self, parse: Parse, context: Context) -> Reading:
        """The reading of a message, given the parse of it by Rasa's pipeline."""
        begins = on_behalf(parse.text)
        with in_place_of(begins or context.written_for):
            reading = self._with_the_truth(parse, context)
        told = reading.acts and reading.acts[0].intent == EMERGENCY
        return for_another(reading) if begins and not told else reading

    def _with_the_truth(self, parse: Parse, context: Context) -> Reading:
        """The reading of a message, of which a question whether a person answers it is no other request."""
        part = asked_who_answers(parse.text, parse.mended)
        if part is None or context.forwarded or (context.alarmed and parse.takes_for(EMERGENCY)):
            return self._in_context(parse, context)
        rest = without_part(parse, *part)
        return with_the_truth(self._in_context(rest, context) if any(map(str.isalnum, rest.text)) else Reading())

    def _in_context(self, parse: Parse, context: Context) -> Reading:
        """Both looks at a message, then danger, other languages, conditions and what is left unanswered."""
        if not context.alarmed:
            parse = parse.without(EMERGENCY)
        if parse.takes_for("change_language") and not asks_for_a_language(parse.text):
            parse = parse.without("change_language")
        parse = without_a_told_case(of_ones_data(parse), context)
        reading = second_look(self.resolver, parse, context, self.first_look(parse, context))
        reading = with_what_is_always_heard(parse, context, reading)
        if not (context.asked or context.told or reading.facts or reading.unclear) and introduces(parse):
            reading = replace(reading, introduces=True, why=(*reading.why, "and somebody introduces themselves"))
        told = {fact.field for fact in reading.facts if fact.person is Person.SELF}
        if context.asked in context.sight.weighed and told and context.asked not in told and not reading.unclear:
            reading = replace(reading, leaves=True, why=(*reading.why, "goes on to something else"))
        reading = with_left_open(with_unsettled(reading, context), context)
        if context.asked is Field.LANGUAGES and (names := unread_languages(self.resolver, parse.text, reading)):
            reading = replace(reading, unread=names, why=(*reading.why, "names languages that are not known"))
        if danger := [act for act in reading.acts if act.intent == EMERGENCY]:
            return Reading(acts=tuple(danger), why=("somebody is in danger: the help alone, and nothing is kept",))
        if not context.speaks_another and (code := other_language(parse.text)) is not None:
            return in_another_language(code, parse, context, reading)
        found = conditions(parse.text, context.told.get(Wish.SCHEDULES))
        reading = with_conditions(parse.text, reading, found) if found else reading
        return with_what_is_not_held(parse.text, reading, context)

    def first_look(self, parse: Parse, context: Context) -> Reading:
        """The reading by the rules, corrected by what the message is about; the second look may add to it."""
        return aimed(self.by_rules, self.resolver, parse, context)

    def by_rules(self, parse: Parse, context: Context) -> Reading:
        """The reading by the rules alone."""
        reading = settle(self.resolver, parse.text, self._aside(parse, context), context)
        return with_the_option(parse.text, reading, context)

    def _aside(self, parse: Parse, context: Context) -> Reading:
        """The reading with complete lists, and with answers to other questions."""
        reading = with_all_of_it(self.resolver, parse, context, self._read(parse, context))
        return with_elsewhere(self.resolver, parse, context, reading)

    def _read(self, parse: Parse, context: Context) -> Reading:
        """Try the kinds of messages one after another; the first one that fits gives the reading."""
        if reading := self._early(SAID_ALWAYS, parse, context):
            return reading
        if context.asked and sums_up(
            context.asked, parse.text, partial(answer, self.resolver, context.asked, today=context.today)
        ):
            parse = parse.stating()
        if reading := self._early(OF_ANSWERS, parse, context):
            return reading
        parse = self._meant(parse, context)
        return self._early(OF_WHAT_IS_SHOWN, parse, context) or self._with_values(parse, context)

    def _early(self, readers: Iterable[Early], parse: Parse, context: Context) -> Reading | None:
        return first(readers, Incoming(self.resolver, parse, context, self._read))

    def _meant(self, parse: Parse, context: Context) -> Parse:
        """The parse without intents that the model sees by chance, in what answers the open question."""
        plain = even(without_quotes(parse.text))
        if context.asked and parse.intent in _OF_JOBS and says_so(plain):
            parse = parse.without(parse.intent)
        if is_no_outing(parse, plain, context) or self._starts(parse, context):
            parse = parse.without("register_trip").without("list_trips")
        return parse

    def _with_values(self, parse: Parse, context: Context) -> Reading:
        """The reading of a message by the values in it: the answer to the open question, and other facts."""
        plain = even(without_quotes(parse.text))
        outcome = self._answer(parse, plain, context)
        if isinstance(outcome, Unknown):
            if seats := change_of_seats(parse, plain, context):
                return Reading(does=(seats,), why=("changes the seats that are held",))
            if seats := seats_in_sight(self.resolver, parse, plain, context):
                return Reading(does=(seats,), why=("asks for seats on the trip in sight",))
        pieces = [
            each for each in parse.entities if open_question.belongs(self.resolver, parse, context, each, outcome)
        ]
        told, unclear, why = told_beside(self.resolver, parse, plain, context, pieces)
        if context.asked and not isinstance(outcome, Unknown):
            told, unclear = answer_first(self.resolver, parse, context, outcome, told, unclear)
            why.append(f"answers the open question, {context.asked}")
        elif context.asked and is_a_request(self.resolver, parse, context.asked):
            days = days_of_work(self.resolver, parse, context)
            told = [fact for fact in told if fact.field is not context.asked or fact in days]
            unclear = [each for each in unclear if each.field is not context.asked]
        puts_right = parse.intent == "correct_profile" or corrects(plain) or context.offered("edit") is not None
        puts_right = puts_right or bool(denied_before(self.resolver, parse.text, context))
        if puts_right:
            told = without_what_was_told_before(plain, with_whose_years(self.resolver, parse, told, context), context)
        if parse.intent != "cancel_trip" and (order := self._ordered(parse, context)):
            return Reading(does=(order,), why=(*why, "an order that a button could have given"))
        if not told and not unclear and (does := followed(self.resolver, parse, context)):
            return Reading(does=does, why=(*why, "asks about what is in sight"))
        if context.asked is None and (place := _mere_place(plain, told, unclear)):
            return Reading(does=(("region", place),), why=(*why, "a mere name of a place asks about it"))
        if told and not unclear and context.asked and not any(_is_kept(fact, context) for fact in told):
            return Reading(tuple(told), missed=context.asked, why=(*why, "nothing of it is about the writer"))
        if told or unclear:
            acts = _acts_beside(parse, plain, context, told, unclear)
            return Reading(tuple(told), tuple(unclear), corrects=puts_right, acts=acts, why=tuple(why))
        return self._without_facts(parse, plain, context, why)

    def _answer(self, parse: Parse, plain: str, context: Context) -> Resolution[Any]:
        """The answer to the open question, but for a trade that the words of something else resemble."""
        outcome = open_question.answered(self.resolver, parse, context)
        resembles = isinstance(outcome, Ambiguous) or len(plain.split()) > _SHORT
        does_it = is_deed(parse)
        if context.asked is Field.OCCUPATION and resembles and not does_it and _names_no_trade(parse):
            return Unknown()
        return outcome

    def _starts(self, parse: Parse, context: Context) -> bool:
        """Whether the first day of work is the open question and the message names a day, and no trip."""
        start = self.resolver.find_start_date(parse.text, context.today)
        plain = even(parse.text)
        return context.asked is Field.START and isinstance(start, Found) and not (asks(plain) or A_TRIP.search(plain))

    def _without_facts(self, parse: Parse, plain: str, context: Context, why: list[str]) -> Reading:
        """The reading of a message in which no value was found: a yes, a correction, a request, or not understood."""

        def decided(*does: str, missed: Field | None = None) -> Reading:
            return Reading(does=(does,) if does else (), missed=missed, why=(*why, f"decided here: {does or missed}"))

        if parse.intent in {"affirm", "deny"} and (does := nod(parse.intent == "affirm", context)):
            return Reading(does=does, why=(*why, f"decided here: {does}"))
        if parse.intent in _WITHDRAWS and (does := back_from_it(context)):
            return Reading(does=does, why=(*why, "withdraws what a button would have confirmed"))
        denies = parse.intent == "deny" and (context.offered("correct") or of_the_last(self.resolver, parse, context))
        if parse.intent == "correct_profile" or denies:
            reading = corrected(self.resolver, parse, context) or other_number(self.resolver, parse.text, context)
            return replace(reading or decided("correct"), acts=beside_a_correction(parse, context))
        for changed in (unnamed, another_trade, of_plans):
            if reading := changed(self.resolver, parse, context):
                return reading
        if done := deed(self.resolver, parse, context):
            return Reading(unclear=done, why=(*why, "says what somebody does all day"))
        silent = parse.intent in {FALLBACK, "inform"} and not asks(plain)
        if context.asked and (silent or (not parse.clauses and is_misplaced(parse, context.asked))):
            return decided(missed=context.asked)
        if context.asked is None and mostly_tells(parse):  # the writer introduces themselves: ask for the rest
            return decided("start_profile")
        if parse.intent in {FALLBACK, "inform"}:
            return decided("unsure", *likely(parse))
        if context.asked and parse.intent == _PASSES and not may_pass(parse):
            shown = points_at(plain) and context.sight.speaks
            return decided(*left(context)) if shown else decided(missed=context.asked)
        return Reading(acts=asked_for(parse, context, beside=False), why=tuple(why))

    def _ordered(self, parse: Parse, context: Context) -> Shown | None:
        """The button that the message orders in words, if any."""
        values = frozenset(entity.kind for entity in parse.entities if entity.kind in ENTITIES)
        return command(self.resolver, parse.text, values, context)


def _acts_beside(
    parse: Parse, plain: str, context: Context, told: Sequence[Fact], unclear: Sequence[Unclear]
) -> tuple[Act, ...]:
    """What a message that tells something asks for as well; what the model only sees in what is told is left out."""
    acts = asked_for(parse, context, beside=True, commands=commands(plain))
    if not acts and parse.intent in TRIPS and any(fact.field is Field.START for fact in told):
        acts = asked_for(parse, context, beside=False)
    if any(fact.field is Field.REGIONS and fact.whether in _ORDERED for fact in told):
        acts = unless_asked(acts, NAMES_REGIONS, parse.text)  # "Amos, not Laval" asks of neither
    acts = beside_the_status(parse.text, context, told, unclear, acts)
    if any(fact.field in OF_SPEECH for fact in told):  # "I studied in French" is an answer
        acts = unless_asked(acts, {"change_language"}, parse.text)
    if Field.START in {*(fact.field for fact in told), *(each.field for each in unclear)}:
        acts = beside_a_start(acts, parse.text, context)
    return acts


def _names_no_trade(parse: Parse) -> bool:
    """Whether a message names no trade, although its words resemble a job title: the model sees something else."""
    if any(entity.kind == "occupation" for entity in parse.entities):
        return False
    surely_else = parse.intent not in TELLING | {FALLBACK} and parse.confidence >= _SURELY_ELSE
    return surely_else or any(entity.kind in _NEVER_A_TRADE for entity in parse.entities)


def _is_kept(fact: Fact, context: Context) -> bool:
    """Whether the profile can hold this fact; a denial counts only if there is a value that it denies."""
    if fact.whether is Whether.NO and fact.field not in context.told and fact.field not in LISTS:
        return False
    return fact.person is Person.SELF or (fact.person is Person.PARTNER and fact.field is Field.OCCUPATION)


def _mere_place(plain: str, told: Sequence[Fact], unclear: Sequence[Unclear]) -> str | None:
    """The place, if a message consists of one place name and nothing else."""
    if len(told) != 1 or unclear or len(plain.split()) > _WORDS_OF_A_NAME or asks(plain):
        return None
    [fact] = told
    wished = fact.field is Field.REGIONS and fact.person is Person.SELF and fact.whether is Whether.YES
    return (fact.towns or fact.value)[0] if wished and len(fact.value) == 1 else None
