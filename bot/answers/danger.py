"""Somebody is in danger: whom to call comes first, and alone. The line below other answers leads here too."""

from bot.answers.doors import BUTTON, CHANNEL, WORDS, answer
from bot.answers.turn import Turn
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.programme import handover, requests
from bot.programme.requests import Reason
from bot.replies import danger as replies
from bot.replies.message import Message
from bot.safety import Danger

ALONE = "danger"  # the answer that is given alone


@answer(ALONE, CHANNEL | WORDS | BUTTON)
async def danger(turn: Turn, language: Language | None = None, kind: Danger | None = None) -> list[Message]:
    """Whom to call, in the language of the message; an open question waits, and nothing of the message is kept.

    Only an officer who has the conversation reads it, since it was written to them.
    """
    turn.asked = True
    turn.off_record = not await handover.hear_danger(turn.session, turn.candidate, turn.now)
    t = turn.t if language in {None, turn.candidate.language} else texts(language)
    return [replies.help_now(t, turn.knowledge, kind)]


@answer("danger_person", BUTTON)
async def danger_person(turn: Turn) -> list[Message]:
    """Officers are told at once, without a word of what was written."""
    turn.asked = True
    await requests.ask_for_a_person(turn.session, turn.candidate, turn.now, Reason.DANGER)
    return [replies.person_is_told(turn.t)]


@answer("danger_over", BUTTON, builds=True)
async def danger_over(turn: Turn) -> list[Message]:
    """Go on where the conversation was."""
    return [replies.over(turn.t)]
