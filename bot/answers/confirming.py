"""Confirming buttons: what cannot be undone, tells somebody else or counts is good for what it was shown for alone."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.declaration import ANSWERS, Answer
from bot.answers.turn import Turn
from bot.programme import marks
from bot.replies.message import Button, Message, Ref, RefError


async def marked(turn: Turn, messages: Sequence[Message]) -> list[Message]:
    """Messages as they are shown: their confirming buttons carry the mark of this moment."""
    if not any(map(confirms, messages)):
        return list(messages)
    mark = await marks.mark(turn.session, turn.candidate, turn.now)

    def shown(button: Button) -> Button:
        return replace(button, ref=replace(button.ref, mark=mark)) if button.ref and _confirms(button) else button

    return [replace(each, rows=tuple(tuple(map(shown, row)) for row in each.rows)) for each in messages]


async def is_current(turn: Turn, answer: Answer, ref: Ref) -> bool:
    """Whether a button was shown for things as they stand; one that confirms nothing always was.

    Raises:
        RefError: a mark on a button that needs none, which is not ours.
    """
    if answer.asked_by:
        return ref.mark == await marks.mark(turn.session, turn.candidate, turn.now)
    if ref.mark:
        raise RefError("a mark on a button that confirms nothing")
    return True


def confirms(message: Message) -> bool:
    """Whether one of its buttons confirms something."""
    return any(_confirms(button) for row in message.rows for button in row)


def _confirms(button: Button) -> bool:
    return button.ref is not None and button.ref.name in ANSWERS and bool(ANSWERS[button.ref.name].asked_by)
