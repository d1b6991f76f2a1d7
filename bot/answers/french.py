"""A self-assessment of French, step by step. The answers so far are carried by the buttons: nothing is stored."""

from bot.answers.doors import BUTTON, WORDS, Count, answer
from bot.answers.turn import Turn
from bot.knowledge import Assessment
from bot.programme.candidates import Consent
from bot.replies import french as replies
from bot.replies.message import Message, RefError


@answer("assess_french", WORDS | BUTTON, gives_way=1.0)
async def assess_french(turn: Turn) -> list[Message]:
    """Begin."""
    turn.asked = True
    return [replies.skill_question(turn.t, Assessment(turn.knowledge.french_scale), replaces=False)]


@answer("assess", BUTTON)
async def assess(turn: Turn, *given: Count) -> list[Message]:
    """One more answer: the next question, or the level that all of them propose."""
    try:
        assessment = Assessment(turn.knowledge.french_scale, given)
    except ValueError as error:
        raise RefError("a self-assessment that no button of ours leads to") from error
    if assessment.skill is not None:
        turn.asked = True
        return [replies.skill_question(turn.t, assessment, replaces=True)]
    if assessment.exercise is not None:
        turn.asked = True
        return [replies.exercise(turn.t, assessment, assessment.exercise)]
    return [replies.proposal(turn.t, assessment, can_keep=turn.candidate.consent == Consent.GIVEN)]
