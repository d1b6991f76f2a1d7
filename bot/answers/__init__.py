"""The answers: one function for each thing that a candidate can ask or do.

A command, a button and Rasa all name an answer by a `Ref`; so the doors give the same result by construction. Each
answer declares itself where it is written (`bot.answers.doors.answer`): its name, the doors that lead to it, what
follows from it; the types of its parameters are what a reference may carry. `perform` (`bot.answers.performing`) is the
one way in, and whatever is not declared is an old button.
"""

from bot.answers import (  # noqa: F401  # each declares its answers when it is imported
    articles,
    confirming,
    console,
    contact_details,
    danger,
    facts,
    follow_up_questions,
    french,
    hires,
    impressions,
    improving_matches,
    interest,
    job_alerts,
    languages,
    matches,
    meetings,
    not_understood,
    partners,
    privacy,
    profile,
    regions,
    requests,
    saved_vacancies,
    saving,
    seats,
    services,
    small_talk,
    start_links,
    trades,
    travel_needs,
    trips,
    vacancies,
    wishes,
)
from bot.answers.doors import ANSWERS, Door
from bot.answers.languages import noticed_language
from bot.answers.performing import needs_consent, perform, searched, weighings
from bot.answers.turn import Held, Library, Turn
from bot.replies.message import Ref

__all__ = [
    "ANSWERS",
    "COMMANDS",
    "Door",
    "Held",
    "Library",
    "Turn",
    "needs_consent",
    "noticed_language",
    "perform",
    "searched",
    "weighings",
]

COMMANDS = {
    declared.command[0]: Ref(name, declared.command[1:]) for name, declared in ANSWERS.items() if declared.command
}
