"""Finds answers that a message asks for by its words and by what the chat shows, without Rasa's rules."""

import re

from bot.knowledge import Resolver
from bot.reading.about_what_is_shown import follow
from bot.reading.by_place import another_item
from bot.reading.context import Context
from bot.reading.normalized_in_place import even
from bot.reading.parse import Parse
from bot.reading.plain_requests import asked_in_fear, plain_wish
from bot.reading.sight import Shown
from bot.reading.taken_back import left
from bot.reading.whether import asks
from bot.reading.yes_or_no import ONLY_A_BUTTON

_CONFIDENT = 0.5  # from this confidence on, an intent of `_SAYS_IT_ALL` needs nothing in sight to be understood
_OF_A_VACANCY = {"explain_match": "vacancy", "express_interest": "interest", "ask_employer": "vacancy"}
_IS_NOT_TEMPTED = re.compile(  # "no car, but I am interested" is
    r"(?<!\w)(?:pas|not|no|don'?t|doesn'?t|isn'?t|plus|never|jamais)(?: \w+){0,2}"
    r" (?:interes\w+|tent\w+|tempt\w*|app(?:l|eal)\w*|want|like|fancy|gout|pour moi|for me)(?!\w)"
    r"|(?:interess\w+|tente\w*|veux|aime) (?:pas|plus)(?!\w)(?! de probleme)"
)
_SAYS_IT_ALL = frozenset(
    {"ask_housing", "ask_climate", "ask_schools_childcare", "ask_health_care", "ask_community", "ask_jobs_in_region",
     "ask_local_services", "ask_financial_aid", "ask_worker_rights", "ask_privacy", "talk_to_human", "register_trip",
     "cancel_trip", "my_trips", "list_trips", "delete_my_data", "export_my_data", "change_language", "find_employers",
     "give_feedback"}
)  # fmt: skip
_OF_US = frozenset({"ask_programme", "bot_challenge"})
_DOUBTS = re.compile(  # the message asks whether we can be trusted: "is this a scam?"
    r"(?<!\w)(?:arnaqu\w*|escroc\w*|fraud\w*|scam\w*|fake|legit\w*|trust\w*|serieux|fiables?|confiance|bidon"
    r"|for real)(?!\w)"
)


def followed(resolver: Resolver, parse: Parse, context: Context) -> tuple[Shown, ...]:
    """The answers that a message asks for by its words and by what is in sight; empty if it asks for none of these."""
    sight = context.sight
    if wish := plain_wish(even(parse.text), context):
        agrees = wish == ("start_profile",) and context.offered("consent")
        return (ONLY_A_BUTTON, wish) if agrees else (wish,)
    if fear := asked_in_fear(even(parse.text)):
        return fear
    if parse.intent in _OF_US and _DOUBTS.search(even(parse.text)):
        return (("article", "about_this_assistant", "more"),)
    names_one = any(entity.kind == "employer" for entity in parse.entities)
    if sight.vacancy and not names_one and parse.intent in _OF_A_VACANCY:
        plain = even(parse.text)
        if another := another_item(plain, context):
            return (another,)
        if parse.intent == "express_interest" and _IS_NOT_TEMPTED.search(plain) and not asks(plain):
            return (left(context),)  # "that one does not tempt me"
        return ((_OF_A_VACANCY[parse.intent], sight.vacancy),)
    complete = parse.intent in _SAYS_IT_ALL and parse.confidence >= _CONFIDENT
    return follow(resolver, parse, context, complete=complete)
