"""All answers, each declared when its module is imported, and the commands that call some of them."""

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
    somebody_else,
    start_links,
    trades,
    travel_needs,
    trips,
    vacancies,
    wishes,
)
from bot.answers.doors import ANSWERS as ANSWERS
from bot.replies.message import Ref

COMMANDS = {
    declared.command[0]: Ref(name, declared.command[1:]) for name, declared in ANSWERS.items() if declared.command
}
