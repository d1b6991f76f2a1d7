"""Reads messages without Rasa's model, if their words and what is in sight are enough."""

import re

from bot.base.terms import Field
from bot.knowledge import Resolver, Unknown, other_script
from bot.reading import open_question
from bot.reading.alerts_stopped import of_alerts
from bot.reading.bare_questions import asks_why
from bot.reading.by_place import by_place
from bot.reading.context import Context, Fact, Reading, Unclear
from bot.reading.forwarded_or_pasted import of_somebody_else
from bot.reading.jobs_asked_for import wants_openings
from bot.reading.normalized_in_place import even
from bot.reading.numbers_alone import family_alone
from bot.reading.numbers_of_seats import number_of_seats
from bot.reading.parse import FALLBACK, Parse
from bot.reading.passes_over_a_question import passes
from bot.reading.put_in_other_words import answers_what_is_weighed, put_down
from bot.reading.surely_own import settle
from bot.reading.yes_or_no import chosen, confirms, yes_with_its_name

_WHERE_WERE_WE = re.compile(
    r"(?:[^.!?]{0,40}[.,!?;] ?)?(?:(?:so|alors|bon|ok|et|and|donc|fait que|faque)\W+)*"
    r"(?:where (?:were|was|are) (?:we|i)(?: at)?"
    r"|what was (?:the|your) (?:last )?question|(?:on|nous|j'|je) ?(?:en )?(?:etait|est|etais|etions|suis)"
    r"(?: rendue?s?)? (?:ou|rendue?s? ou)|ou (?:est[- ]ce qu'?)?(?:on|nous|j'|je) ?(?:en )?(?:etait|etions|etais|est)"
    r"(?:[- ](?:on|nous))?|c'etait quoi (?:la|ta|votre) (?:derniere )?question)\W*"
)


def at_once(resolver: Resolver, text: str, context: Context) -> Reading | None:
    """The reading of a text that needs no model; None if a model is needed."""
    if reading := of_somebody_else(context):
        return reading
    if (code := other_script(text)) is not None:
        return Reading(does=(("other_language", code),), why=("written in letters that are not ours",))
    if (trip := context.seats_of) and (seats := number_of_seats(resolver, text)):
        return Reading(does=(("register", trip, str(seats)),), why=("the bubble in sight asks for seats",))
    if of_alerts(Parse(text, FALLBACK), context):
        return None  # the message may say something else as well
    if _WHERE_WERE_WE.fullmatch(even(text)):
        return Reading(does=(("start_profile",),), why=("asks where the profile stands",))
    if context.asked and asks_why(even(text), context.sight) and not open_question.after_a_why(text):
        return Reading(does=(("why_asked",),), why=("asks why the open question is asked",))
    waits = context.asks_change or context.confirming  # what is passed over is this
    if context.asked and not waits and not context.sight.speaks and passes(text):
        return Reading(does=(("skip",),), why=("passes over the open question",))
    if wants_openings(text, context):
        return None  # the message may say something else as well
    if shown := chosen(text, context):
        return Reading(does=(shown,), why=("takes an option of the bubble in sight",))
    if shown := yes_with_its_name(resolver, text, context):
        return Reading(does=(shown,), why=("says yes to the value that is offered, by its name",))
    if put := put_down(resolver, text, context):
        return settle(resolver, text, put, context)
    if placed := by_place(resolver, text, context):
        return placed
    if does := confirms(text, context):
        return Reading(does=does, why=("says yes or no to what a button alone confirms",))
    if context.asked is Field.OCCUPATION and (family := family_alone(resolver, text)):
        why = ("names nobody's trade, but who moves along",)
        if family.children:
            return Reading((Fact(Field.HOUSEHOLD, family),), why=why)
        return Reading(unclear=(Unclear(Field.HOUSEHOLD, (family,)),), why=why)  # "my husband": does he move too?
    context = answers_what_is_weighed(text, context)
    outcome = open_question.alone(resolver, text, context)
    if context.asked is None or isinstance(outcome, Unknown):
        return None
    told, unclear = open_question.as_facts(resolver, Parse(text, FALLBACK), context.asked, outcome)
    why = (f"answers the open question, {context.asked}, and says no more",)
    return settle(resolver, text, Reading(tuple(told), tuple(unclear), why=why), context)
