"""The guard: recognizes who asks for advice on an immigration case, which is never given, and says who may give it."""

from collections.abc import Sequence

from bot.answers.turn import Turn
from bot.knowledge import case_words
from bot.knowledge.facts import Card, Fact
from bot.knowledge.outcome import NotHeld
from bot.knowledge.own_case import CASE, is_a_rule, is_on_immigration
from bot.knowledge.question_reading import Asked
from bot.replies import articles as replies
from bot.replies.message import Message

MAY_BE_ADVICE = (
    0.25  # from which on it may be: it is where words say so plainly, and no rules are told that are only near
)
ADVICE = 0.5  # the probability of a wish for advice from which on none of it is answered
_OF_NOBODY = 0.7  # the same where nobody is named: of those between, as many ask for what holds for everybody
A_RULE = 0.6  # the probability of a fact above which none of a hundred questions was about somebody's own case
_SURE = 0.9  # as Rasa's model has it: enough where no word tells of immigration ("and if she stays at home after all?")
_HARDLY = 0.03  # as Rasa's model has it: below, no message that was learnt from or measured came near `ADVICE`


def wants_advice(turn: Turn) -> bool:
    """Whether a message asks what to do, or what will happen, in an immigration case of its writer or of theirs."""
    words = turn.said.meant
    least = MAY_BE_ADVICE if case_words.wishes_advice(words) else ADVICE if case_words.is_own(words) else _OF_NOBODY
    return likelihood(turn) >= least


def likelihood(turn: Turn) -> float:
    """How likely it asks for that."""
    said = turn.said
    if not said.took:  # the words alone decide, and nothing has to be looked up
        return float(case_words.wishes_advice(said.meant))
    return turn.library.answerer.look(said).case if may_be_a_case(said) else 0.0


def is_hardly_a_case(turn: Turn) -> bool:
    """Whether a question that Rasa's model took for one on a case is none, as all that is known of it says."""
    return bool(turn.said.took) and likelihood(turn) < MAY_BE_ADVICE


def may_be_a_case(said: Asked) -> bool:
    """Whether a message has to be looked at for it: one in three, so that all others are answered as soon as before."""
    if case_words.wishes_advice(said.meant):
        return True
    return _seen(said) >= (_HARDLY if case_words.is_near_immigration(f"{said.text} {said.meant}") else _SURE)


def is_in_doubt(turn: Turn) -> bool:
    """Whether Rasa's model hears a case of the writer's of which no word tells: not refused, and told no near rules."""
    said = turn.said
    return case_words.is_own(said.meant) and _seen(said) >= _HARDLY and not may_be_a_case(said)


def _seen(said: Asked) -> float:
    """How surely Rasa's model or its guard sees a case."""
    return max(said.advice, dict(said.took).get(CASE, 0.0))


def wants_a_word(turn: Turn) -> bool:
    """Whether a message asks what a word or an acronym means: that is no question about a case."""
    return case_words.asks_for_a_word(turn.said.meant) and not wants_advice(turn)


def is_a_case(turn: Turn, found: NotHeld) -> bool:
    """Whether a message that no fact answers is about a case, though no word of it may say so.

    It is about its writer, and what comes nearest to it is told of immigration: rules that are only near would be taken
    for advice.
    """
    near = found.near
    on_it = is_on_immigration if may_be_a_case(turn.said) else is_a_rule
    of_immigration = bool(near) and on_it(turn.knowledge, near[0].card)
    return of_immigration and _is_own(turn) and not is_hardly_a_case(turn) and not wants_a_word(turn)


def may_be_own(turn: Turn) -> bool:
    """Whether a message may be about its writer's own case: rules which are only near would be taken for advice."""
    return (_is_own(turn) and not is_hardly_a_case(turn) and not wants_a_word(turn)) or is_in_doubt(turn)


def may_tell(turn: Turn, card: Card) -> bool:
    """Whether an answer from this card may be told: no rule of immigration, unless surely asked for, to whoever speaks
    of a case of their own."""
    sure = turn.library.answerer.look(turn.said).chance >= A_RULE
    return sure or not (_is_own(turn) and is_a_rule(turn.knowledge, card))


def without_law(turn: Turn, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts that are only near, without those of immigration where somebody speaks of a case of their own."""
    of_a_case = _is_own(turn) or wants_advice(turn)
    return tuple(each for each in facts if not (of_a_case and is_a_rule(turn.knowledge, each.card)))


def _is_own(turn: Turn) -> bool:
    """Whether the message, or the part of it that is answered, names its writer or theirs."""
    return any(case_words.is_own(each.meant) for each in (turn.said, turn.whole))


def guard(turn: Turn) -> list[Message]:
    """The reply: who may give advice on an immigration case."""
    turn.informed = True
    entry = turn.knowledge.article("immigration_procedure")
    return [replies.article(turn.t, turn.knowledge, entry, more=False, today=turn.today)]
