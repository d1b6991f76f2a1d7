"""A question that was taken for something to be done, or for something told, is not lost: what is near it is told."""

from collections.abc import Collection, Sequence

from bot.answers import facts, telling
from bot.answers.immigration_guard import guard, is_a_case, may_tell, wants_advice, without_law
from bot.answers.message_signs import asks
from bot.answers.turn import Turn
from bot.knowledge.outcome import Answered, NotHeld
from bot.knowledge.question_reading import Asked
from bot.replies import facts as replies
from bot.replies.message import Message, Ref

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


def near_deeds(turn: Turn, refs: Sequence[Ref]) -> list[Message]:
    """The same beside all that a message wanted done, by what of it no performed answer was to."""
    return near_beside(turn, [*_of_waiting(turn, refs), *beside_what_was_decided(turn.clauses, refs, turn.decided)])


def _of_waiting(turn: Turn, refs: Sequence[Ref]) -> list[Asked]:
    """The parts whose answers wait for consent; the whole message, if nothing of it was done."""
    parts = [turn.parts[ref] for ref in turn.waiting if ref in turn.parts]
    nothing_done = bool(turn.waiting) and all(ref in turn.waiting for ref in refs)
    return [said for said in ([turn.whole] if nothing_done else []) + parts if may_ask_beside(said)]


def beside_what_was_decided(clauses: Sequence[Asked], refs: Sequence[Ref], decided: Collection[Ref]) -> list[Asked]:
    """The parts that surely ask for a fact, where the words of another one named what is done: "save it. How far …"."""
    orders = [clause for clause in clauses if facts.surely_wants_no_fact(clause)]
    if not refs or len(orders) < len(refs) or any(ref not in decided for ref in refs):
        return []
    return [clause for clause in clauses if asks(clause.meant) and facts.needs_a_fact(clause)]


def may_ask_beside(said: Asked) -> bool:
    """Whether what was taken for something to be done may ask for a fact."""
    return asks(said.meant) or facts.needs_a_fact(said)


def near_a_need(turn: Turn) -> list[Message]:
    """What is known near a need that is told beside something else, and not asked: "we come in January, in sandals"."""
    needed = facts.needs_a_fact(turn.said) and turn.library.answerer.look(turn.said).chance >= NEAR_A_NEED
    return _near(turn) if needed else []


def _near(turn: Turn) -> list[Message]:
    if wants_advice(turn):
        return guard(turn)
    match facts.outcome(turn):
        case Answered(card=card) as found if may_tell(turn, card):
            return telling.told_alone(turn, found)
        case NotHeld(near=near) as found if not is_a_case(turn, found):
            return replies.near(turn.t, turn.knowledge, without_law(turn, near))
    return []
