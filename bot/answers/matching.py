"""Employers who suit, their details, and interest in them."""

from bot.answers.profile import start_profile
from bot.answers.turn import Turn, parsed
from bot.programme import employers, profiles
from bot.programme.candidates import Consent
from bot.replies import matches as replies
from bot.replies import privacy as privacy_replies
from bot.replies.message import Message
from bot.terms import Field


async def matches(turn: Turn, number: str = "0") -> list[Message]:
    """`/matches`: three employers at a time."""
    if turn.candidate.consent != Consent.GIVEN:
        return [privacy_replies.consent_needed(turn.t), *await start_profile(turn)]
    profile = await profiles.load(turn.session, turn.candidate)
    if profile.occupation is None:
        return [replies.none_yet(turn.t, Field.OCCUPATION)]
    ranked, rows = await employers.matches(turn.session, profile, turn.library.rules, turn.now)
    first = max(min(parsed(int, number), (len(ranked) - 1) // replies.PAGE), 0) * replies.PAGE
    shown = [(line.best, rows[line.best.vacancy_id]) for line in ranked[first : first + replies.PAGE]]
    if not shown:
        return [replies.none_yet(turn.t, None)]
    return [replies.page(turn.t, turn.knowledge, shown, first // replies.PAGE, len(ranked))]


async def vacancy(turn: Turn, vacancy_id: str) -> list[Message]:
    """One vacancy with its reasons."""
    profile = await profiles.load(turn.session, turn.candidate)
    offer = await employers.offer(turn.session, turn.candidate, profile, vacancy_id, turn.library.rules, turn.now)
    return [replies.details(turn.t, turn.knowledge, offer, profile_known=profile.occupation is not None)]


async def employer(turn: Turn, employer_id: str) -> list[Message]:
    """One employer with its vacancies."""
    return [replies.employer_page(turn.t, turn.knowledge, await employers.find_employer(turn.session, employer_id))]


async def which_employer(turn: Turn, *employer_ids: str) -> list[Message]:
    """Which company is meant."""
    names = await employers.names(turn.session)
    return [replies.which_employer(turn.t, [(each, names[each]) for each in employer_ids if each in names])]


async def choose_interest(turn: Turn) -> list[Message]:
    """Interest without a name."""
    return [replies.choose_interest(turn.t)]


async def interest(turn: Turn, vacancy_id: str) -> list[Message]:
    """What agreeing means, before it counts."""
    if turn.candidate.consent != Consent.GIVEN:
        return [privacy_replies.consent_needed(turn.t), *await start_profile(turn)]
    return [replies.interest_question(turn.t, await employers.find_vacancy(turn.session, vacancy_id))]


async def interest_confirm(turn: Turn, vacancy_id: str) -> list[Message]:
    """The employer may see the profile."""
    row = await employers.express_interest(turn.session, turn.candidate, vacancy_id, turn.now)
    return [replies.interest_noted(turn.t, row)]


async def interest_withdraw(turn: Turn, vacancy_id: str) -> list[Message]:
    """The employer may no longer see it."""
    row = await employers.withdraw_interest(turn.session, turn.candidate, vacancy_id, turn.now)
    return [replies.interest_withdrawn(turn.t, row)]
