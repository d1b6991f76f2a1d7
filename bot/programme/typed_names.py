"""Whom an officer means by what they type, and when."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from bot.base.errors import BotError


class NameUnknown(BotError):
    """What was typed means nobody of the day, or several of them."""

    def __init__(self, text: str, near: Sequence[str]) -> None:
        super().__init__(text, near)
        self.text = text
        self.near = near  # identifiers, with names where they have others


class HourUnknown(BotError):
    """What was typed is no hour."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NothingNoted(BotError):
    """Nothing was noted of this person or employer that could be taken back."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def nearest(text: str, names: Mapping[str, str]) -> str:
    """The identifier that a text means, by itself or by its name, however it is written.

    Raises:
        NameUnknown: none, or several.
    """
    from bot.knowledge.text import words  # the knowledge base weighs more than most of an officer's commands

    said = words(text).replace(" ", "")
    by_form: dict[str, set[str]] = {}
    for identifier, name in names.items():
        for form in (identifier, name):
            by_form.setdefault(words(form).replace(" ", ""), set()).add(identifier)
    found = by_form.get(said, set())
    if len(found) == 1:
        return next(iter(found))
    near = found or {each for form in get_close_matches(said, by_form, n=3, cutoff=0.5) for each in by_form[form]}
    raise NameUnknown(text, [each if names[each] == each else f"{each} ({names[each]})" for each in sorted(near)])
