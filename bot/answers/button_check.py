"""What a button, a command or Rasa hands over, checked against the declaration of its answer, which old ones fail."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from bot.answers.doors import Answer, Door
from bot.replies.message import RefError


def checked(answer: Answer, door: Door, args: Sequence[str]) -> list[Any]:
    """The arguments that were handed over, as values of the declared types.

    Raises:
        RefError: this door does not lead to the answer, or not with these arguments.
    """
    if not door & answer.doors:
        raise RefError("an answer that this door does not lead to")
    further = len(args) - len(answer.parameters)
    if len(args) < answer.least or (further > 0 and answer.rest is None):
        raise RefError(f"an answer that does not take {len(args)} arguments")
    types = [*answer.parameters, *([answer.rest] * further if answer.rest else [])]
    try:
        values = [kind.validate_python(raw) for kind, raw in zip(types, args, strict=False)]
    except ValidationError as error:
        raise RefError("an argument that is not of the declared type") from error
    if ["" if value is None else str(value) for value in values] != list(args):
        raise RefError("an argument in a spelling that is not ours")
    return values
