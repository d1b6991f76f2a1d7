"""How the trip was, how the job and life there are, told by a button."""

from bot.answers.doors import BUTTON, Code, answer
from bot.answers.turn import Turn
from bot.programme import impressions
from bot.programme.impressions import Impression, Theme
from bot.replies import impressions as replies
from bot.replies.message import Message, RefError


@answer("impression", BUTTON)
async def impression(turn: Turn, theme: Theme, subject: Code, given: Impression) -> list[Message]:
    """How the trip was, how the job is, how life is there."""
    if not await impressions.was_asked(turn.session, turn.candidate, theme, subject):
        raise RefError("nobody asked this")
    await impressions.keep_impression(turn.session, turn.candidate, theme, subject, given, turn.now)
    return [replies.impression(turn.t, theme, subject, given)]
