"""Vacancies that a candidate keeps: by a button of their details, or by words."""

from bot.answers.doors import BUTTON, WORDS, Code, answer
from bot.answers.turn import Turn
from bot.programme import employers
from bot.programme import saved_vacancies as saved
from bot.replies import saved_vacancies as replies
from bot.replies.message import Message


@answer("save_vacancy", WORDS | BUTTON, consent=True)
async def save_vacancy(turn: Turn, vacancy_id: Code) -> list[Message]:
    """Save a vacancy."""
    return [replies.noted(turn.t, await saved.keep(turn.session, turn.candidate, vacancy_id, turn.now))]


@answer("unsave_vacancy", WORDS | BUTTON)
async def unsave_vacancy(turn: Turn, vacancy_id: Code) -> list[Message]:
    """Remove a saved vacancy."""
    return [replies.taken_out(turn.t, await saved.drop(turn.session, turn.candidate, vacancy_id))]


@answer("saved_vacancies", WORDS | BUTTON)
async def saved_vacancies(turn: Turn) -> list[Message]:
    """List the saved vacancies."""
    return [replies.kept(turn.t, await saved.kept(turn.session, turn.candidate), turn.today)]


@answer("which_to_save", WORDS)
async def which_to_save(turn: Turn, *vacancy_ids: Code) -> list[Message]:
    """Ask which of several vacancies in sight is to be saved."""
    return [replies.which(turn.t, [await employers.find_vacancy(turn.session, each) for each in vacancy_ids])]
