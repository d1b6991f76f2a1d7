"""Puts the answer to the open question among the other facts of a message, where it may be marked as well."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from bot.base.terms import LISTS, Field
from bot.knowledge import Ambiguous, Found, Resolver
from bot.reading import little_words as words
from bot.reading import open_question
from bot.reading.about_whom import Person
from bot.reading.answered_plainly import AROUND
from bot.reading.context import Act, Context, Fact, Unclear
from bot.reading.intents import NAMES_REGIONS
from bot.reading.normalized_in_place import even
from bot.reading.numbers_of_seats import TRIPS
from bot.reading.parse import Parse
from bot.reading.parts_that_ask import presses, wishes
from bot.reading.resolving import ENTITIES
from bot.reading.surely_own import mine
from bot.reading.trips_asked_for import names_a_trip
from bot.reading.values import answer
from bot.reading.whether import Whether, asks_anywhere, piece_span

_HOLDS = words.pattern(  # what somebody has or reached, and does not only prepare, teach or aim at
    words.TOPIC_WRITER,
    r"(?:(?:j'|je n')?ai|jai|on a|avons|suis|chui?|c'est|obtenu|eu|fini|termine|complete|reussi"
    r"|passe|rendue?|atteint|detiens|possede|classee?|diplomee?|fait)",
    r"(?:have|'ve|i've|ive|has|had|got|gotten|hold|held|am|i'm|im|was|is|it's|earned|obtained|reached|passed|finished"
    r"|completed|did|done|graduated|achieved|scored|received|own)",
)
_TESTS = frozenset("examen examens exam exams test tests officiel official officially".split())
_LIKE_A_STATUS = frozenset({"ask_immigration_procedure", "ask_immigration_advisor"})
_OF_A_START = frozenset({"report_hired", "cancel_trip"})  # intents for which the model takes a new first day of work
_LOST = words.pattern(  # a job that was taken away, of which rights are told: no notice that somebody gives themselves
    r"renvoy\w+|licenci\w+|congedi\w+|vire\w*|mis\w* (?:a la porte|a pied|dehors)|injust\w+|paye?\w*|paie"
    r"|harcel\w+|bless\w+|accident\w*|abus\w*|vol\w*|salair\w*|droits?",
    r"fired?|laid off|lay ?off|dismiss\w*|terminated|let go|let me go|kicked out|unfair\w*|pay|paid|wages?|harass\w*"
    r"|hurt|injur\w*|accident|abus\w*|stole\w*|owes?|rights?",
)
_SAID_OF_ONESELF = frozenset({Field.FRENCH, Field.EDUCATION})


def answer_first(
    resolver: Resolver,
    parse: Parse,
    context: Context,
    outcome: Found[object] | Ambiguous[object],
    told: list[Fact],
    unclear: list[Unclear],
) -> tuple[list[Fact], list[Unclear]]:
    """The facts and doubts, where `outcome` replaces what the model marked for the open question."""
    field = context.asked
    assert field is not None
    marked = [fact for fact in told if fact.field is field and fact.person is Person.SELF]
    if field in LISTS and any(fact.whether is not Whether.YES for fact in marked) and context.told.get(field):
        return told, unclear
    own, options = open_question.as_facts(resolver, parse, field, outcome)
    if options and _are_the_option(field, marked, outcome) and _is_said_of_oneself(resolver, field, parse, context):
        own, options = marked, []  # likely by the words around it, and marked: two judges agree
    if field in LISTS and context.told.get(field):
        own = [replace(fact, whether=Whether.ALSO) if fact.value else fact for fact in own]
    others = [fact for fact in told if fact.field is not field or fact.person is not Person.SELF]
    return own + others, options + [each for each in unclear if each.field is not field]


def unless_asked(acts: Sequence[Act], intents: Container[str], text: str) -> tuple[Act, ...]:
    """The acts without these intents, which an answer resembles, where their own part of the text asks nothing."""
    return tuple(act for act in acts if act.intent not in intents or asks_anywhere(even(text[act.start : act.end])))


def beside_a_start(acts: tuple[Act, ...], text: str, context: Context) -> tuple[Act, ...]:
    """The requests beside a first day of work: "two weeks' notice first" asks nothing of rights where it is asked for.

    A job that was lost, or pay that is owed, is heard as before.
    """
    if context.asked is None:  # a contract that ends is no job found, and no trip given back
        return tuple(act for act in acts if act.intent not in _OF_A_START)
    if context.asked is not Field.START or _LOST.search(even(text)):
        return acts
    return unless_asked(acts, {"ask_worker_rights"}, text)


def beside_the_status(
    text: str, context: Context, told: Sequence[Fact], unclear: Sequence[Unclear], acts: tuple[Act, ...]
) -> tuple[Act, ...]:
    """The requests beside an answer to the question on the status: "asylum seeker, hearing is in March" makes none.

    Only what a status resembles is left out, and of that nothing which presses, asks or wishes: "my claim was refused".
    """
    own = any(fact.field is context.asked and fact.person is Person.SELF for fact in told)
    answers = own or any(each.field is context.asked for each in unclear)
    if context.asked is not Field.PERMIT or not answers or presses(even(text), context):
        return acts
    return tuple(act for act in acts if not _is_of_the_status(act.intent, even(text[act.start : act.end])))


def _is_of_the_status(intent: str, plain: str) -> bool:
    """Whether what was taken for a request only tells more of the status: its day is none of a trip."""
    resembles = intent in _LIKE_A_STATUS or (intent in TRIPS and not names_a_trip(plain))
    return resembles and not (asks_anywhere(plain) or wishes(plain))


def _are_the_option(field: Field, marked: Sequence[Fact], outcome: object) -> bool:
    """Whether these facts, without what they deny, are the only option of an outcome."""
    options = outcome.options if isinstance(outcome, Ambiguous) else ()
    values = [fact.value for fact in marked if fact.whether is not Whether.NO]
    if len(options) != 1 or not values:
        return False
    if field in LISTS:
        return {code for value in values for code in value} == set(options[0])
    return all(value == options[0] for value in values)


def _is_said_of_oneself(resolver: Resolver, field: Field, parse: Parse, context: Context) -> bool:
    """Whether what the writer says with "I" or "me" gives the answer; places were only taken for a question."""
    if field is Field.REGIONS:
        return parse.intent in NAMES_REGIONS
    own = mine(parse.text)
    said = field in _SAID_OF_ONESELF and any(map(str.isalnum, own)) and _is_held(field, parse, even(own))
    return said and isinstance(answer(resolver, field, own, context.today), Found)


def _is_held(field: Field, parse: Parse, own: str) -> bool:
    """Whether the writer has what is marked: "I got B2", and neither "I prepare B2" nor "I have students at B2"."""
    marked = [
        each for each in parse.entities if ENTITIES.get(each.kind) is field and own[each.start : each.end].strip()
    ]
    return bool(marked) and all(_holds(field, own[: each.start]) for each in marked)


def _holds(field: Field, before: str) -> bool:
    """Whether the words end in a verb of having, reaching or finishing, and such that may stand before its object."""
    piece = before[piece_span(before, len(before))[0] :]
    verb = list(_HOLDS.finditer(piece))
    between = re.findall(r"[^\W_]+", piece[verb[-1].end() :]) if verb else ()
    return bool(verb) and (AROUND[field] | _TESTS).issuperset(between)
