"""What a message asks of everybody, beside a wish for advice on somebody's own immigration case, is answered too."""

import re
from collections.abc import Sequence

from bot.answers import facts, telling
from bot.answers.beside_a_deed import NEAR_A_DEED
from bot.answers.immigration_guard import MAY_BE_ADVICE, is_a_case, may_tell
from bot.answers.message_signs import asks
from bot.answers.turn import Turn
from bot.knowledge.case_words import is_own
from bot.knowledge.outcome import Answered, NotHeld, Outcome
from bot.knowledge.question_reading import Asked
from bot.replies.message import Message

_MOST_PARTS = 3  # of one message
_ENDS = re.compile(r"[.!?…]\W*$")  # a sentence


def of_everybody(turn: Turn) -> list[Message]:
    """The facts that answer its other parts; where none does, what is near to the first of them."""
    answerer, whole = turn.library.answerer, turn.said
    known: list[tuple[Asked, Outcome]] = []
    near: list[tuple[Asked, Outcome]] = []
    for part in asking(turn.clauses):
        look = answerer.look(part)
        if look.case >= MAY_BE_ADVICE:
            continue
        turn.said = part
        match answerer.answer(part, turn.today, place=turn.place):
            case Answered(card=card) as found if may_tell(turn, card):
                known.append((part, found))
            case NotHeld(near=nearest) as found if (
                nearest and look.chance >= NEAR_A_DEED and not is_a_case(turn, found)
            ):
                near += [(part, found)] if _stands_alone(part, turn.clauses) else []
    messages: list[Message] = []
    for turn.said, outcome in known or near[:1]:  # each under its own part, of which alone it was judged
        messages += telling.told_alone(turn, outcome)
    turn.said = whole
    return messages


def asking(clauses: Sequence[Asked]) -> list[Asked]:
    """The parts of a message that ask for something which is told, and for nothing to be done."""
    return [part for part in clauses if asks(part.meant) and not facts.surely_wants_no_fact(part)][:_MOST_PARTS]


def _stands_alone(part: Asked, clauses: Sequence[Asked]) -> bool:
    """Whether a part is a sentence of its own that names nobody, and not the end of what is told of the case."""
    at = clauses.index(part)
    begins = at == 0 or bool(_ENDS.search(clauses[at - 1].text))
    return begins and bool(_ENDS.search(part.text)) and not is_own(part.meant)
