"""Somebody found a job, or was offered one: confirmed by a button, since it counts in the programme's figures."""

from bot.answers.doors import BUTTON, WORDS, answer
from bot.answers.turn import Turn
from bot.programme import hires
from bot.programme.candidates import Consent
from bot.replies import hires as replies
from bot.replies.message import Message


@answer("hired", WORDS | BUTTON, gives_way=1.0)
async def hired(turn: Turn) -> list[Message]:
    """Somebody seems to have found a job: since it counts in the programme's figures, a button confirms it."""
    return [replies.hired_question(turn.t)]


@answer("hired_confirm", BUTTON, asked_by="hired")
async def hired_confirm(turn: Turn) -> list[Message]:
    """Somebody found a job."""
    kept = turn.candidate.consent == Consent.GIVEN
    if kept:
        await hires.hired(turn.session, turn.candidate, turn.now)
    return [replies.hired(turn.t, kept=kept)]


@answer("job_offered", BUTTON, asked_by="hired")
async def job_offered(turn: Turn) -> list[Message]:
    """An offer is not a job yet: it is noted, without congratulations on more than that."""
    kept = turn.candidate.consent == Consent.GIVEN
    if kept:
        await hires.offered(turn.session, turn.candidate, turn.now)
    return [replies.offered(turn.t, kept=kept)]
