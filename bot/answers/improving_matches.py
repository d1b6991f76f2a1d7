"""What somebody can do about their matches: what would help, and a match that is wrong."""

from bot.answers.doors import BUTTON, Code, answer
from bot.answers.turn import Turn
from bot.base.terms import Field
from bot.matching import Ranker, missing_fields
from bot.programme import employers, profiles, requests
from bot.programme.candidates import Consent
from bot.programme.requests import NoteKind
from bot.replies import improving_matches as replies
from bot.replies.matches import none_yet
from bot.replies.message import Message


@answer("what_helps", BUTTON, weighs=Ranker.advise)
async def what_helps(turn: Turn) -> list[Message]:
    """What would help most: the changes that open most vacancies."""
    profile = await profiles.load(turn.session, turn.candidate)
    if profile.occupation is None:
        return [none_yet(turn.t, Field.OCCUPATION)]
    open_vacancies = turn.library.open_vacancies
    advice = await open_vacancies.advice(turn.session, profile, turn.now)
    missing, french = missing_fields(open_vacancies.seeker(profile)), open_vacancies.rules.weights.french
    return [replies.advice(turn.t, turn.knowledge, advice, profile.french_level or 0, french, missing)]


@answer("wrong", BUTTON)
async def wrong(turn: Turn, vacancy_id: Code) -> list[Message]:
    """A match is called wrong: noted for the programme, with what can be done about it at once."""
    row = await employers.find_vacancy(turn.session, vacancy_id)
    agreed = turn.candidate.consent == Consent.GIVEN
    if agreed and await requests.may_note(turn.session, turn.candidate, turn.now):
        requests.keep_note(turn.session, turn.candidate, NoteKind.WRONG_MATCH, vacancy_id, turn.now)
    return [replies.wrong(turn.t, row)]
