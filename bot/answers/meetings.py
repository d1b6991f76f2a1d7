"""Exploratory interviews with an officer: choosing a time, giving it back."""

from bot.answers.doors import BUTTON, WORDS, Code, answer
from bot.answers.turn import Turn
from bot.programme import meetings as moments
from bot.programme.meetings import MeetingGone
from bot.replies import meetings as replies
from bot.replies.message import Message


@answer("meetings", WORDS | BUTTON, consent=True)
async def meetings(turn: Turn) -> list[Message]:
    """When an officer has time for an exploratory interview."""
    mine = await moments.meeting_of(turn.session, turn.candidate, turn.now)
    return [replies.meetings(turn.t, await moments.free(turn.session, turn.candidate, turn.now), mine, turn.now)]


@answer("meeting_take", BUTTON, asked_by="meetings")
async def meeting_take(turn: Turn, meeting_id: Code) -> list[Message]:
    """Take one of these moments."""
    try:
        taken = await moments.take(turn.session, turn.candidate, meeting_id, turn.now)
    except MeetingGone:
        return [replies.meeting_gone(turn.t), *await meetings(turn)]
    return [replies.meeting_taken(turn.t, taken, turn.now)]


@answer("meeting_give_back", BUTTON)
async def meeting_give_back(turn: Turn, meeting_id: Code) -> list[Message]:
    """Give a meeting back, so that others can take it."""
    try:
        await moments.give_back(turn.session, turn.candidate, meeting_id, turn.now)
    except MeetingGone:
        return [replies.meeting_gone(turn.t)]
    return [replies.meeting_given_back(turn.t)]
