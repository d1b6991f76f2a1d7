"""What is asked for somebody else: how they sign up, and whether they may come on a seat that is held."""

from bot.answers.doors import WORDS, answer
from bot.answers.turn import Turn
from bot.programme import trip_views
from bot.replies import somebody_else as replies
from bot.replies.message import Message


@answer("another_signs_up", WORDS)
async def another_signs_up(turn: Turn) -> list[Message]:
    """How somebody else signs up: each from their own account."""
    return [replies.signs_up(turn.t, _address(turn))]


@answer("seat_for_another", WORDS)
async def seat_for_another(turn: Turn) -> list[Message]:
    """Whether somebody else may come in one's place: seats are given back, and taken by whoever comes."""
    turn.asked = True
    held = await trip_views.registrations_of(turn.session, turn.candidate, turn.now)
    return [replies.takes_a_seat(turn.t, held, _address(turn))]


def _address(turn: Turn) -> str:
    return f"https://t.me/{turn.bot_name}"
