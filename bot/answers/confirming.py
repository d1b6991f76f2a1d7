"""Confirming buttons: each is valid only for the state of things in which it was shown.

They stand before whatever cannot be undone, is told to somebody else or counts in figures. Of several that ask for a
number of seats, only the last one shown is valid.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.doors import ANSWERS, Answer
from bot.answers.turn import Turn
from bot.programme import candidates, confirmation_marks
from bot.replies.message import Button, Message, Ref, RefError

_OF_SEATS = frozenset({"register", "change_seats"})  # may be asked again with another number


async def marked(turn: Turn, messages: Sequence[Message]) -> list[Message]:
    """The messages with the mark of this moment on their confirming buttons."""
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
    """Whether a button was shown for things as they stand now; always true of one that confirms nothing.

    Raises:
        RefError: a mark on a button that needs none: it is not ours.
    """
    if answer.asked_by:
        if _is_of_seats(ref) and replace(ref, mark="").encode() not in (turn.candidate.seats_shown or "").split():
            return False
        return ref.mark == await confirmation_marks.mark(turn.session, turn.candidate, turn.now)
    if ref.mark:
        raise RefError("a mark on a button that confirms nothing")
    return True


def confirms(message: Message) -> bool:
    """Whether one of a message's buttons confirms something."""
    return any(_confirms(button) for row in message.rows for button in row)


def _is_of_seats(ref: Ref) -> bool:
    return ref.name in ANSWERS and ANSWERS[ref.name].asked_by in _OF_SEATS


def _confirms(button: Button) -> bool:
    return button.ref is not None and button.ref.name in ANSWERS and bool(ANSWERS[button.ref.name].asked_by)
