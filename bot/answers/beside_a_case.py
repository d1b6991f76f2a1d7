"""What a message asks of everybody, beside a wish for advice on somebody's own immigration case, is answered too."""

from bot.answers import facts
from bot.answers.immigration_guard import A_RULE, is_a_case
from bot.answers.message_signs import asks
from bot.answers.turn import Turn
from bot.knowledge.outcome import Answered, NotHeld
from bot.knowledge.own_case import is_a_rule
from bot.replies.message import Message

_OF_EVERYBODY = 0.35  # the most that a part may be likely to wish for advice
_MOST_PARTS = 3  # of one message


def beside_a_case(turn: Turn) -> list[Message]:
    """The facts that answer its other parts; where none does, what is near to the first of them."""
    answerer = turn.library.answerer
    parts = [part for part in turn.clauses if asks(part.meant)][:_MOST_PARTS]
    asking = [part for part in parts if answerer.look(part).case < _OF_EVERYBODY]
    found = [answerer.answer(part, turn.today, place=turn.place) for part in asking]
    known = [
        each
        for part, each in zip(asking, found, strict=True)
        if isinstance(each, Answered)
        and (not is_a_rule(turn.knowledge, each.card) or answerer.look(part).chance >= A_RULE)
    ]
    near = [each for each in found if isinstance(each, NotHeld) and each.near and not is_a_case(turn, each)]
    return [message for each in known or near[:1] for message in facts.told_alone(turn, each)]
