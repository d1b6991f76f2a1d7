"""Follow-up questions about what was told last, tried before any intent; they save nothing and are never refused."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import facts, immigration_guard, message_signs, telling
from bot.answers.doors import ANSWERS
from bot.answers.turn import Turn
from bot.base.terms import Field
from bot.knowledge.facts import CardKind
from bot.knowledge.follow_up_questions import follow_up
from bot.knowledge.out_of_scope import Beyond
from bot.knowledge.outcome import Answered, NotHeld, Outside
from bot.reading import Aim, Person, Reading
from bot.replies.message import Message, Ref

# Answers about what is in sight anyway, or that say that nothing was understood.
_OF_SIGHT = frozenset({"ask_on", "ask_there", "region", "unsure", "not_understood", "later"})
_PROFILE = "start_profile"
_VAGUE = frozenset({*_OF_SIGHT, "out_of_scope", "ask", "ask_region", "advice", _PROFILE})
_SURE = 0.9  # from which on the model is believed that somebody wants work found, and goes on about nothing


def goes_on(turn: Turn, refs: Sequence[Ref], told: Reading) -> list[Message]:
    """The answer to a message that goes on about what was told last; empty where it is about something else."""
    last, said, asking = turn.last, turn.said, message_signs.asks(turn.said.meant)
    shown = told.aim is Aim.SHOWN
    if last is None or told.aim not in {None, Aim.SHOWN} or _decided(turn, refs) or _tells(turn, told, asking):
        return []
    if immigration_guard.wants_advice(turn) and not _on_courses(turn):
        return []
    if telling.several(said) or message_signs.asks_who_is_registered(said.meant):
        return []
    vague = _VAGUE - {_PROFILE} if dict(said.took).get(_PROFILE, 0.0) >= _SURE else _VAGUE
    loose = {ref.name for ref in refs} <= vague or (shown and all(map(_gives_way, refs)))
    if not loose and (not asking or facts.surely_wants_no_fact(said)):
        return []
    found = follow_up(turn.library.answerer, said, last, turn.today, asks=asking, shown=shown)
    if not isinstance(found, Answered | NotHeld | Outside) or (isinstance(found, NotHeld) and not found.near):
        return []
    if isinstance(found, Outside) and found.beyond is not Beyond.TRIP:  # another answer may know
        return []
    messages = telling.told(turn, found)
    turn.followed = bool(messages)
    if turn.last:  # a follow-up about another place repeats the first question
        turn.last = replace(turn.last, asked=last.asked)
    return messages


def _gives_way(ref: Ref) -> bool:
    """Whether an answer tells something that is known, and does nothing for which somebody waits."""
    return ref.name in ANSWERS and (ANSWERS[ref.name].searches or bool(ANSWERS[ref.name].gives_way))


def _on_courses(turn: Turn) -> bool:
    """Whether the talk was of courses: who may take them is no question about an immigration case."""
    card = turn.last.card if turn.last else None
    return (
        card is not None and card.kind is CardKind.ARTICLE and turn.knowledge.article(card.id).subject == "francisation"
    )


def _decided(turn: Turn, refs: Sequence[Ref]) -> bool:
    """Whether the words themselves ask for something else, or answer what is in sight."""
    return any(ref in turn.decided and (ref.name not in _OF_SIGHT or _is_another_topic(turn, ref)) for ref in refs)


def _is_another_topic(turn: Turn, ref: Ref) -> bool:
    """Whether another topic of the same place is asked for: "and schools?"."""
    return ref.name == "ask_there" and turn.last is not None and turn.last.card.topic not in {"", ref.args[0]}


def _tells(turn: Turn, told: Reading, asking: bool) -> bool:
    """Whether a message gives answers of the profile, or answers the open question."""
    if told.missed or told.unclear:
        return turn.candidate.asking is not None and not asking
    own = {fact.field for fact in told.facts if fact.person is Person.SELF}
    return bool(own - {Field.REGIONS}) or (bool(own) and (turn.candidate.asking is not None or not asking))
