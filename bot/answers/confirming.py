"""Confirming buttons: what cannot be undone, tells somebody else or counts is good for what it was shown for alone.

Of seats the button that was shown last counts: one for two does nothing once one for three was shown.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.doors import ANSWERS, Answer
from bot.answers.turn import Turn
from bot.programme import candidates, confirmation_marks
from bot.replies.message import Button, Message, Ref, RefError

_OF_SEATS = frozenset({"register", "change_seats"})  # ask for a number that may be asked for anew: the last one counts


async def marked(turn: Turn, messages: Sequence[Message]) -> list[Message]:
    """Messages as they are shown: their confirming buttons carry the mark of this moment."""
    if not any(map(confirms, messages)):
        return list(messages)
    mark = await confirmation_marks.mark(turn.session, turn.candidate, turn.now)
    buttons = (button.ref for message in messages for row in message.rows for button in row if button.ref)
    if seats := [replace(ref, mark="").encode() for ref in buttons if _is_of_seats(ref)]:
        candidates.show_seats(turn.candidate, seats)

    def shown(button: Button) -> Button:
        return replace(button, ref=replace(button.ref, mark=mark)) if button.ref and _confirms(button) else button

    return [replace(each, rows=tuple(tuple(map(shown, row)) for row in each.rows)) for each in messages]


async def is_current(turn: Turn, answer: Answer, ref: Ref) -> bool:
    """Whether a button was shown for things as they stand; one that confirms nothing always was.

    Raises:
        RefError: a mark on a button that needs none, which is not ours.
    """
    if answer.asked_by:
        if _is_of_seats(ref) and replace(ref, mark="").encode() not in (turn.candidate.seats_shown or "").split():
            return False
        return ref.mark == await confirmation_marks.mark(turn.session, turn.candidate, turn.now)
    if ref.mark:
        raise RefError("a mark on a button that confirms nothing")
    return True


def confirms(message: Message) -> bool:
    """Whether one of its buttons confirms something."""
    return any(_confirms(button) for row in message.rows for button in row)


def _is_of_seats(ref: Ref) -> bool:
    return ref.name in ANSWERS and ANSWERS[ref.name].asked_by in _OF_SEATS


def _confirms(button: Button) -> bool:
    return button.ref is not None and button.ref.name in ANSWERS and bool(ANSWERS[button.ref.name].asked_by)
