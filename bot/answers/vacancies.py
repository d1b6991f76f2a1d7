"""One vacancy or one employer: its page, its reasons, and what is asked of it in words."""

from dataclasses import replace

from bot.answers.doors import BUTTON, WORDS, Code, answer
from bot.answers.turn import Turn
from bot.programme import (
    employers,
    profiles,
    saved_vacancies,
    vacancy_fit,
)
from bot.programme.vacancy_views import VacancyView
from bot.replies import vacancies as replies
from bot.replies import vacancy_subjects as subjects
from bot.replies.message import Message


@answer("vacancy", WORDS | BUTTON)
async def vacancy(turn: Turn, vacancy_id: Code) -> list[Message]:
    """One vacancy with its reasons."""
    profile = await profiles.load(turn.session, turn.candidate)
    offer = await vacancy_fit.of_vacancy(
        turn.session, turn.candidate, profile, vacancy_id, turn.library.rules, turn.now
    )
    offer = replace(offer, kept=await saved_vacancies.is_kept(turn.session, turn.candidate, vacancy_id))
    _speaks_of(turn, offer.vacancy)
    return [replies.details(turn.t, turn.knowledge, offer, profile_known=profile.occupation is not None)]


@answer("vacancy_asked", WORDS)
async def vacancy_asked(turn: Turn, asked: Code, *vacancy_ids: Code) -> list[Message]:
    """Something asked of one of these vacancies, which a word of it names: what it holds, and that it holds no more.

    `asked`: the subjects, joined by "+"; asked of none of them by name, each one says what it holds.
    """
    found = await employers.find_vacancies(turn.session, vacancy_ids)
    rows = [found[each] for each in vacancy_ids if each in found]
    meant = rows if len(rows) == 1 else subjects.named_in(turn.knowledge, rows, turn.said.meant)
    if not rows:
        raise employers.EmployerUnknown
    if len(meant) != 1 and subjects.can_be_listed(asked.split("+")):
        return [subjects.of_each(turn.t, turn.knowledge, rows, asked.split("+"))]
    if len(meant) != 1:
        return [subjects.which_vacancy(turn.t, rows)]
    profile = await profiles.load(turn.session, turn.candidate)
    offer = await vacancy_fit.of_vacancy(
        turn.session, turn.candidate, profile, meant[0].id, turn.library.rules, turn.now
    )
    known = profile.occupation is not None
    _speaks_of(turn, meant[0])
    return [subjects.told(turn.t, turn.knowledge, offer, asked.split("+"), profile_known=known)]


@answer("employer", WORDS | BUTTON, gives_way=1.0)
async def employer(turn: Turn, employer_id: Code) -> list[Message]:
    """One employer with its vacancies."""
    found, open_now = await employers.find_employer(turn.session, employer_id, turn.now)
    return [replies.employer_page(turn.t, turn.knowledge, found, open_now)]


@answer("why", WORDS)
async def why(turn: Turn, employer_id: Code) -> list[Message]:
    """Why this employer, or why not: the fit of each of its vacancies, in words."""
    profile = await profiles.load(turn.session, turn.candidate)
    if profile.occupation is None:
        return await employer(turn, employer_id)
    found, _ = await employers.find_employer(turn.session, employer_id, turn.now)
    theirs = await vacancy_fit.of_employer(turn.session, employer_id, profile, turn.library.rules, turn.now)
    return [replies.why(turn.t, turn.knowledge, found, theirs)]


@answer("which_employer", WORDS, gives_way=0.4)
async def which_employer(turn: Turn, *employer_ids: Code) -> list[Message]:
    """Which company is meant."""
    names = await employers.names(turn.session)
    return [replies.which_employer(turn.t, [(each, names[each]) for each in employer_ids if each in names])]


def _speaks_of(turn: Turn, row: VacancyView) -> None:
    """What is asked next without a place is of the town of this job: "is it far from Amos?"."""
    employer, towns = row.employer, turn.knowledge.towns.values()
    turn.place = next(
        (town.code for town in towns if (town.name, town.region) == (employer.town, employer.region)), turn.place
    )
