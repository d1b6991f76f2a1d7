"""What a message asks of everybody, beside a wish for advice on somebody's own immigration case, is answered too."""

from bot.answers import facts
from bot.answers.immigration_guard import is_a_case
from bot.answers.message_signs import asks
from bot.answers.turn import Turn
from bot.knowledge.outcome import Answered, NotHeld
from bot.replies.message import Message

_OF_EVERYBODY = 0.35  # the most that a part may be likely to wish for advice
_MOST_PARTS = 3  # of one message


def beside_a_case(turn: Turn) -> list[Message]:
    """The facts that answer its other parts; where none does, what is near to the first of them."""
    answerer = turn.library.answerer
    asking = [part for part in turn.clauses if asks(part.meant) and answerer.look(part).case < _OF_EVERYBODY]
    found = [answerer.answer(part, turn.today, place=turn.place) for part in asking[:_MOST_PARTS]]
    known = [each for each in found if isinstance(each, Answered)]
    near = [each for each in found if isinstance(each, NotHeld) and each.near and not is_a_case(turn, each)]
    return [message for each in known or near[:1] for message in facts.told_alone(turn, each)]
