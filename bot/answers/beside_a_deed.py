"""A question that was taken for something to be done is not lost: what is near it is told beside the deed."""

from bot.answers import facts
from bot.answers.immigration_guard import guard, is_a_case, wants_advice, without_law
from bot.answers.message_signs import asks
from bot.answers.turn import Turn
from bot.knowledge.outcome import Answered, NotHeld
from bot.replies import facts as replies
from bot.replies.message import Message

NEAR_A_DEED = 0.15  # of a fact that is near a question beside a deed: of 400 strangers' requests one in ten reaches it


def near_beside(turn: Turn) -> list[Message]:
    """What is known near a question that was taken for something to be done, where it is likely: told beside the deed.

    Nothing is noted as unanswered, since the deed may be all that was meant.
    """
    said = turn.said
    if not asks(said.meant) or turn.library.answerer.look(said).chance < NEAR_A_DEED:
        return []
    if wants_advice(turn):
        return guard(turn)
    match facts.outcome(turn):
        case Answered() as found:
            return facts.told(turn, found)
        case NotHeld(near=near) as found if not is_a_case(turn, found):
            return replies.near(turn.t, turn.knowledge, without_law(turn, near))
    return []
