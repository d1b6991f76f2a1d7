"""Names that officers type: whom they mean."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from bot.base.errors import BotError


class NameUnknown(BotError):
    """The name matches nobody on the day, or several people or employers."""

    def __init__(self, text: str, near: Sequence[str]) -> None:
        super().__init__(text, near)
        self.text = text
        self.near = near  # identifiers, with names where these differ


class HourUnknown(BotError):
    """What was typed is not an hour."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NothingNoted(BotError):
    """Nothing was noted about this person or employer that could be withdrawn."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def nearest(text: str, names: Mapping[str, str]) -> str:
    """The identifier that a text means, as such or by name, in whatever spelling.

    Raises:
        NameUnknown: it matches none, or several.
    """
    from bot.knowledge.normalized_text import words  # takes longer to import than most of an officer's commands

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
