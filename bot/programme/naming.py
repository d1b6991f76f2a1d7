"""Whom an officer means by what they type."""

from collections.abc import Mapping
from difflib import get_close_matches


def nearest(text: str, names: Mapping[str, str], what: str) -> str:
    """The identifier that a text means, by itself or by its name, however it is written.

    Raises:
        ValueError: none, or several; the message says which are near.
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
    shown = ", ".join(each if names[each] == each else f"{each} ({names[each]})" for each in sorted(near))
    raise ValueError(f"no {what} {text!r} on this day" + (f"; did you mean {shown}?" if shown else ""))
