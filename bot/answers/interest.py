"""Interest in an employer: what agreeing means, agreeing, taking it back, declining an interview."""

from bot.answers.doors import BUTTON, WORDS, Code, answer
from bot.answers.turn import Turn
from bot.programme import (
    employers,
    interests,
    interviews,
    profiles,
)
from bot.programme.shown_to_employers import for_employer
from bot.replies import interest as replies
from bot.replies import interviews as interview_replies
from bot.replies.message import Message


@answer("agreements", WORDS | BUTTON)
async def agreements(turn: Turn) -> list[Message]:
    """Who may see the candidate's profile, since when, and who could before."""
    return [replies.agreements(turn.t, await interests.agreements(turn.session, turn.candidate))]


@answer("choose_interest", WORDS | BUTTON, gives_way=0.4)
async def choose_interest(turn: Turn) -> list[Message]:
    """Interest in an employer that the message does not name: ask which one."""
    return [replies.choose_interest(turn.t)]


@answer("interest", WORDS | BUTTON, consent=True)
async def interest(turn: Turn, vacancy_id: Code) -> list[Message]:
    """Explain what agreeing means, before it takes effect."""
    row = await employers.find_vacancy(turn.session, vacancy_id)
    if not row.is_open(turn.today):
        return [replies.vacancy_over(turn.t, row)]
    return [replies.interest_question(turn.t, row)]


@answer("what_they_see", BUTTON, consent=True)
async def what_they_see(turn: Turn, vacancy_id: Code) -> list[Message]:
    """What this employer would see of the candidate."""
    row = await employers.find_vacancy(turn.session, vacancy_id)
    profile = await profiles.load(turn.session, turn.candidate)
    told = for_employer(profile, turn.library.rules.weights.permits)
    return [replies.what_they_see(turn.t, turn.knowledge, row, told)]


@answer("interest_confirm", BUTTON, asked_by="interest")
async def interest_confirm(turn: Turn, vacancy_id: Code) -> list[Message]:
    """The employer may see the profile."""
    try:
        row = await interests.express_interest(turn.session, turn.candidate, vacancy_id, turn.now)
    except interests.VacancyOver as over:
        return [replies.vacancy_over(turn.t, over.vacancy)]
    return [replies.interest_noted(turn.t, row)]


@answer("interest_withdraw", WORDS | BUTTON)
async def interest_withdraw(turn: Turn, vacancy_id: Code) -> list[Message]:
    """The employer may no longer see it."""
    row = await interests.withdraw_interest(turn.session, turn.candidate, vacancy_id, turn.now)
    ended = 0
    if not await interests.agreed(turn.session, [turn.candidate.id], row.employer.id):
        ended = await interviews.end_with(turn.session, turn.candidate, row.employer.id, turn.now)
    return [replies.interest_withdrawn(turn.t, row, interviews=ended)]


@answer("decline_interview", BUTTON, consent=True)
async def decline_interview(turn: Turn, vacancy_id: Code) -> list[Message]:
    """Decline an employer that the timetable proposed."""
    row = await interests.decline(turn.session, turn.candidate, vacancy_id, turn.now)
    await interviews.end_with(turn.session, turn.candidate, row.employer.id, turn.now)
    return [interview_replies.declined(turn.t, row)]
