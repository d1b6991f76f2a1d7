"""News for a candidate who looks for a job: a vacancy opened that suits, and where each interest stands."""

from bot.answers.doors import BUTTON, WORDS, answer
from bot.answers.turn import Turn
from bot.base.terms import Field
from bot.matching import Ranker
from bot.programme import employers, hidden_jobs, interests, job_alerts, profiles
from bot.queues.notices import Notice
from bot.replies import job_alerts as replies
from bot.replies import matches as match_replies
from bot.replies.message import Message


@answer("job_alerts", WORDS | BUTTON, consent=True, weighs=Ranker.judge, gives_way=1.0)
async def job_alerts_on(turn: Turn) -> list[Message]:
    """Switch alerts on for vacancies that suit."""
    suiting = await _suiting(turn)
    if suiting is None:
        return [match_replies.none_yet(turn.t, Field.OCCUPATION)]
    await job_alerts.begin(turn.session, turn.candidate, suiting, turn.now)
    return [replies.alerts_on(turn.t)]


@answer("job_alerts_off", WORDS | BUTTON)
async def job_alerts_off(turn: Turn) -> list[Message]:
    """Switch them off."""
    await job_alerts.end(turn.session, turn.candidate, turn.now)
    return [replies.alerts_off(turn.t)]


@answer("job_alerts_now", WORDS)
async def job_alerts_now(turn: Turn) -> list[Message]:
    """Tell whether they are on, and change nothing."""
    return [replies.alerts_now(turn.t, on=await job_alerts.are_on(turn.session, turn.candidate))]


@answer("application_status", WORDS | BUTTON, consent=True, gives_way=1.0)
async def application_status(turn: Turn) -> list[Message]:
    """Where the candidate's interests stand, as far as anybody told us."""
    given = [row for row in await interests.agreements(turn.session, turn.candidate) if row.withdrawn_at is None]
    return [replies.application_status(turn.t, given)]


async def news(turn: Turn, notice: Notice) -> list[Message]:
    """The vacancies that opened since the last look and suit, if any; the next look is a day from now."""
    suiting = await _suiting(turn) or []
    known = set(notice.data["known"])
    job_alerts.follow(turn.session, turn.candidate, known | set(suiting), turn.now)
    new = [each for each in suiting if each not in known]
    if not new:
        return []
    rows = await employers.find_vacancies(turn.session, new[: replies.MOST])
    return [replies.new_vacancies(turn.t, [rows[each] for each in new if each in rows], len(new))]


async def _suiting(turn: Turn) -> list[str] | None:
    """The vacancies that suit, best first; empty if the candidate's occupation is not known."""
    profile = await profiles.load(turn.session, turn.candidate)
    if profile.occupation is None:
        return None
    hidden = await hidden_jobs.hidden(turn.session, turn.candidate)
    return (await turn.library.open_vacancies.ranking(turn.session, profile, turn.now, hidden)).vacancies
