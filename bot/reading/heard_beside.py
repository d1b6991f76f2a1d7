"""Keeps what a message asks for beside an answer or a correction: a request, a case that presses, danger, an order.

An answer is found in one part of a message, and whatever finds it may return before the other parts are looked at.
So what has to be heard always is added here, once, to whatever was read.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.base.terms import OF_SPEECH
from bot.knowledge.own_case import CASE
from bot.reading.context import Act, Context, Reading
from bot.reading.intents import ALWAYS, NOT_UNDERSTOOD, NOTHING_UNDERSTOOD, TALK, TELLING
from bot.reading.normalized_in_place import even
from bot.reading.numbers_of_seats import TRIPS
from bot.reading.parse import EMERGENCY, Clause, Parse
from bot.reading.parts_that_ask import LIKELY, asked_for, asks_for_a_language, asks_for_something, presses, wishes
from bot.reading.trips_asked_for import names_a_trip
from bot.reading.whether import asks_anywhere

_ERASES = frozenset({"clear", "delete", "interest_withdraw", "agreements", "unsave_vacancy"})
_DONE_BY = {"delete_my_data": _ERASES, "export_my_data": frozenset({"export"}), "talk_to_human": frozenset({"human"})}
_VAGUE = frozenset({"explain_match", "ask_employer", "give_feedback"})  # statements are taken for these by chance
_LANGUAGE = "change_language"
_SURE = 0.9  # confidence from which a part is heard though nothing led to it, a statement too: "my boss owes me pay"
_ORDERS = {  # what each of them is ordered with
    "delete_my_data": r"(?:delet|eras|remov|wip|effac|supprim|enlev|detrui)\w*",
    "export_my_data": r"(?:export|send|download|envo|telecharg)\w*",
    "talk_to_human": r"(?:talk|speak|call|transfer|connect|parl|appel|joindr)\w*",
}
_NOT_DONE = {  # "don't delete my data", « pas besoin de parler à quelqu'un »
    intent: re.compile(
        r"(?<!\w)(?:(?<!why )(?:don'?t|do not|never|not to)(?: (?:you|ever|want to|need to|have to|wanna)){0,2}"
        rf" {order}|(?:no need to|pas besoin (?:de |d')|inutile (?:de |d')) ?(?:me |m')?{order}"
        rf"|{order}(?:[ -](?:moi|les|la|le|surtout|donc))* (?:pas|jamais|rien)"
        rf"|(?:ne pas|ve?ux pas|faut pas|voulons pas) (?:\w+ )?{order})(?!\w)"
    )
    for intent, order in _ORDERS.items()
}


def with_what_is_always_heard(parse: Parse, context: Context, reading: Reading) -> Reading:
    """The reading with every part that has to be heard whatever stands beside it, as far as it has not been."""
    heard = {act.intent for act in reading.acts}
    done = {name for name, *_ in reading.does}
    decided = any(act.end - act.start >= len(parse.text) for act in reading.acts)  # for the message as a whole
    missing = {
        each.intent: Act(each.start, each.end, each.intent)
        for each in reversed(_parts(parse, context, reading))
        if each.intent not in heard and not done & _DONE_BY.get(each.intent, frozenset())
        if each.intent == EMERGENCY or not (decided or (reading.acts and each.intent == CASE))
        if _has_to_be_heard(each, context)
    }
    if not missing:
        return reading
    acts = tuple(sorted((*reading.acts, *missing.values()), key=lambda act: act.start))
    does = tuple(shown for shown in reading.does if shown[0] not in NOTHING_UNDERSTOOD)
    why = (*reading.why, f"hears what else is said: {', '.join(missing)}")
    return replace(reading, acts=acts, does=does, missed=None, why=why)


def without_a_told_case(parse: Parse, context: Context) -> Parse:
    """The parse of a correction without a case that only explains it: "4 years were with no papers, so put 11"."""
    corrects = any(each.intent == "correct_profile" for each in parse.clauses)
    if not corrects or not parse.takes_for(CASE):
        return parse
    of_a_case = [even(each.text) for each in parse.clauses if each.intent == CASE]
    kept = any(presses(plain, context) or asks_anywhere(plain) or wishes(plain) for plain in of_a_case)
    return parse if kept else parse.without(CASE)


def beside_a_correction(parse: Parse, context: Context) -> tuple[Act, ...]:
    """The parts of a correction that ask for something else."""
    sure = {each.intent for each in (*parse.clauses, parse.whole()) if each.confidence >= _SURE}
    acts = tuple(act for act in asked_for(parse, context, beside=True) if act.intent in sure)
    return requests(acts, parse, context)


def requests(acts: Sequence[Act], parse: Parse, context: Context, left: str | None = None) -> tuple[Act, ...]:
    """Those of the acts that are no mere echo of the words of a correction: "put 11" takes no seats.

    `left`: the text where the correction is cut out; what is sure of a clause that it leaves whole is kept.
    """
    return tuple(act for act in acts if _is_a_request(act, parse, context, parse.text if left is None else left))


def _is_a_request(act: Act, parse: Parse, context: Context, left: str) -> bool:
    plain = even(left[act.start : act.end])
    if _is_called_off(act.intent, plain):
        return False
    if act.intent in ALWAYS or (act.intent == "cancel_trip" and context.held):
        return True
    if act.intent in NOT_UNDERSTOOD | TALK | TELLING or (act.intent in TRIPS and not names_a_trip(plain)):
        return False
    return asks_anywhere(plain) or wishes(plain) or _is_surely_said(act, parse, left)


def _is_surely_said(act: Act, parse: Parse, left: str) -> bool:
    """Whether a whole clause, none of it cut, is surely of this intent although it neither asks nor wishes."""
    return act.intent not in _VAGUE and any(
        each.intent == act.intent and each.confidence >= _SURE and left[each.start : each.end] == each.text
        for each in parse.clauses
        if act.start <= each.start and each.end <= act.end
    )


def _parts(parse: Parse, context: Context, reading: Reading) -> Sequence[Clause]:
    """The clauses, else the whole text; where this answers the open question, only danger in it is heard."""
    if parse.clauses:
        return parse.clauses
    whole = parse.whole()
    told = {*(fact.field for fact in reading.facts), *(each.field for each in reading.unclear)}
    answers = context.asked in told
    does = any(name not in NOTHING_UNDERSTOOD for name, *_ in reading.does)
    return (whole,) if whole.intent == EMERGENCY or not (answers or does or reading.missed) else ()


def _has_to_be_heard(part: Clause, context: Context) -> bool:
    if part.intent == EMERGENCY:
        return part.confidence >= LIKELY
    if part.intent == CASE:
        return asks_for_something(part) and presses(even(part.text), context)
    if _is_called_off(part.intent, even(part.text)):
        return False
    if part.intent == _LANGUAGE:
        of_speech = context.asked in OF_SPEECH  # there a language is an answer
        return not of_speech and part.confidence >= _SURE and asks_for_a_language(part.text)
    return part.intent in ALWAYS and asks_for_something(part) and part.confidence >= _SURE


def _is_called_off(intent: str, plain: str) -> bool:
    """Whether a part only says that its order is not to be done, and wishes or orders nothing besides."""
    if intent not in _NOT_DONE or not _NOT_DONE[intent].search(plain):
        return False
    rest = _NOT_DONE[intent].sub(" ", plain)
    return not (re.search(rf"(?<!\w){_ORDERS[intent]}", rest) or wishes(rest) or asks_anywhere(rest))
