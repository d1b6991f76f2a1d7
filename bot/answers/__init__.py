"""The answers: one function for each thing that a candidate can ask or do.

A command, a button and Rasa all name an answer by a `Ref`; so the three doors give the same result
by construction. `perform` is the one way in.
"""

from collections.abc import Sequence
from inspect import signature

from bot.answers import (
    articles,
    contact,
    conversation,
    french,
    matching,
    profile,
    regions,
    seats,
    services,
    trips,
    wishes,
)
from bot.answers.conversation import noticed_language as noticed_language
from bot.answers.turn import Answer, Library, Turn
from bot.programme.candidates import ConsentMissing
from bot.programme.employers import EmployerUnknown
from bot.replies import conversation as replies
from bot.replies.message import Message, Ref, RefError, merged

__all__ = ["ANSWERS", "COMMANDS", "ERASE", "SEARCHING", "Library", "Turn", "perform"]

ANSWERS: dict[str, Answer] = {
    "welcome": conversation.welcome,
    "greet": conversation.greet,
    "help": conversation.help_,
    "goodbye": conversation.goodbye,
    "thanks": conversation.thanks,
    "bot_challenge": conversation.bot_challenge,
    "nothing_to_confirm": conversation.nothing_to_confirm,
    "feedback": conversation.feedback,
    "hired": conversation.hired,
    "language_menu": conversation.language_menu,
    "language": conversation.language,
    "human": conversation.human,
    "privacy": conversation.privacy,
    "my_data": conversation.my_data,
    "delete": conversation.delete,
    "delete_confirm": conversation.delete_confirm,
    "unsure": conversation.unsure,
    "out_of_scope": conversation.out_of_scope,
    "unsupported": conversation.unsupported,
    "too_long": conversation.too_long,
    "start_profile": profile.start_profile,
    "consent": profile.consent,
    "question": profile.question,
    "profile_done": profile.profile_done,
    "set": profile.set_answer,
    "toggle": profile.toggle,
    "done": profile.done,
    "noted": profile.noted,
    "not_understood": profile.not_understood,
    "which_one": profile.which_one,
    "french_help": profile.french_help,
    "skip": profile.skip,
    "back": profile.back,
    "cancel": profile.cancel,
    "correct": profile.correct,
    "edit": profile.edit,
    "profile": profile.profile,
    "matches": matching.matches,
    "vacancy": matching.vacancy,
    "employer": matching.employer,
    "why": matching.why,
    "what_helps": matching.what_helps,
    "wrong": matching.wrong,
    "not_this_kind": matching.not_this_kind,
    "show_kinds": matching.show_kinds,
    "agreements": matching.agreements,
    "wishes": wishes.wishes,
    "wish": wishes.wish,
    "which_employer": matching.which_employer,
    "choose_interest": matching.choose_interest,
    "interest": matching.interest,
    "interest_confirm": matching.interest_confirm,
    "interest_withdraw": matching.interest_withdraw,
    "trips": trips.trip_list,
    "trip": trips.trip,
    "trip_program": trips.trip_program,
    "which_trip": trips.which_trip,
    "register": seats.register,
    "register_confirm": seats.register_confirm,
    "wait": seats.wait,
    "offer_accept": seats.offer_accept,
    "offer_decline": seats.cancel_trip_confirm,
    "my_trips": seats.my_trips,
    "cancel_trip": seats.cancel_trip,
    "cancel_trip_confirm": seats.cancel_trip_confirm,
    "my_day": seats.my_day,
    "calendar": seats.calendar,
    "ticket": seats.ticket,
    "meeting_place": seats.meeting_place,
    "meetings": contact.meetings,
    "meeting_take": contact.meeting_take,
    "meeting_give_back": contact.meeting_give_back,
    "impression": contact.impression,
    "start_with": contact.start_with,
    "regions": regions.regions,
    "which_region": regions.which_region,
    "region": regions.region,
    "compare": regions.compare,
    "compare_by": regions.compare_by,
    "services": services.services,
    "service": services.service,
    "article": articles.article,
    "ask": articles.ask,
    "french_level": articles.french_level,
    "assess_french": french.assess_french,
    "assess": french.assess,
}

COMMANDS: dict[str, Ref] = {
    "start": Ref("welcome"),
    "help": Ref("help"),
    "profile": Ref("profile"),
    "matches": Ref("matches"),
    "trips": Ref("trips"),
    "mytrips": Ref("my_trips"),
    "regions": Ref("regions"),
    "services": Ref("services"),
    "french": Ref("article", ("francisation",)),
    "language": Ref("language_menu"),
    "human": Ref("human"),
    "privacy": Ref("privacy"),
    "mydata": Ref("my_data"),
    "delete": Ref("delete"),
    "cancel": Ref("cancel"),
}

ERASE = Ref("delete_confirm")  # after which nothing may be left, not even in a log of the database
_GOES_ON = Ref("question")  # Rasa's form saying that it waits for an answer
# After these the profile goes on; after anything else it was interrupted.
_BUILDS = frozenset(
    {"question", "start_profile", "consent", "set", "toggle", "done", "noted", "not_understood", "which_one", "skip"}
    | {"back", "edit", "language", "nothing_to_confirm", "french_help"}
)
SEARCHING = frozenset({"ask", "regions", "unsure", "out_of_scope"})  # look for what was written in all that we know
_KEEPS_COUNT = frozenset({"unsure", "question"})  # do not end a row of misunderstandings


async def perform(turn: Turn, refs: Sequence[Ref]) -> list[Message]:
    """Perform symbolic answers in order and give what is to be said.

    The open question of the profile comes last: in full while the profile is being built, as a short reminder
    after whatever interrupted it. Once, here, for every answer and every door.
    """
    messages: list[Message] = []
    for ref in refs:
        if ref != _GOES_ON:
            messages += await _perform_one(turn, ref)
    if not _KEEPS_COUNT.issuperset(ref.name for ref in refs):
        turn.candidate.unsure_in_a_row = 0
    if turn.candidate.asking and not turn.asked:
        interrupted = not _BUILDS.issuperset(ref.name for ref in refs)
        messages += await (profile.reminder(turn) if interrupted else profile.question(turn))
    return merged(messages or await profile.start_profile(turn))  # an old button to a question that is closed


async def _perform_one(turn: Turn, ref: Ref) -> list[Message]:
    """One answer; a button that names nothing any more gets a kind sentence instead of a failure."""
    try:
        return await _checked(ref)(turn, *ref.args)
    except ConsentMissing:
        return await profile.start_profile(turn)
    except (RefError, EmployerUnknown):
        return [replies.old_button(turn.t)]


def _checked(ref: Ref) -> Answer:
    """The answer that is named, if it takes these arguments: a pressed button may be old or forged."""
    try:
        answer = ANSWERS[ref.name]
        signature(answer).bind(None, *ref.args)
    except (KeyError, TypeError) as error:
        raise RefError(f"no answer takes {ref.name} with {len(ref.args)} arguments") from error
    return answer
