"""A question that was taken for something to be done, or for something told, is not lost: what is near it is told."""

from collections.abc import Sequence

from bot.answers import facts
from bot.answers.immigration_guard import guard, is_a_case, is_told_beside, wants_advice, without_law
from bot.answers.message_signs import asks
from bot.answers.turn import Turn
from bot.knowledge.outcome import Answered, NotHeld
from bot.knowledge.question_reading import Asked
from bot.replies import facts as replies
from bot.replies.message import Message

NEAR_A_DEED = 0.15  # of a fact that is near a question beside a deed
NEAR_A_NEED = 0.09  # of a fact that is near a need which is told: the model has heard already that a fact is needed


def near_beside(turn: Turn, asked: Sequence[Asked]) -> list[Message]:
    """What is known near a question that was taken for something to be done, where it is likely: told beside the deed.

    Nothing is noted as unanswered, since the deed may be all that was meant; and nothing is told where something was
    told already.

    Args:
        turn: the turn.
        asked: what may be meant, of which the likeliest is: the message, parts of it.
    """
    answerer, done = turn.library.answerer, turn.said
    if turn.informed or not asked:
        return []
    turn.said = max(asked, key=lambda said: answerer.look(said).chance)
    near = _near(turn) if answerer.look(turn.said).chance >= NEAR_A_DEED else []
    turn.said, turn.informed = done, bool(near)
    return near


def near_deeds(turn: Turn) -> list[Message]:
    """The same beside all that a message wants done."""
    each = dict.fromkeys((turn.whole, *turn.parts.values()))
    return near_beside(turn, [said for said in each if asks(said.meant) or facts.needs_a_fact(said)])


def near_a_need(turn: Turn) -> list[Message]:
    """What is known near a need that is told beside something else, and not asked: "we come in January, in sandals"."""
    needed = facts.needs_a_fact(turn.said) and turn.library.answerer.look(turn.said).chance >= NEAR_A_NEED
    return _near(turn) if needed else []


def _near(turn: Turn) -> list[Message]:
    if wants_advice(turn):
        return guard(turn)
    match facts.outcome(turn):
        case Answered(card=card) as found if is_told_beside(turn, card):
            return facts.told_alone(turn, found)
        case NotHeld(near=near) as found if not is_a_case(turn, found):
            return replies.near(turn.t, turn.knowledge, without_law(turn, near))
    return []
