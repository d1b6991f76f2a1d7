"""An officer's answer to somebody who asked for a person."""

from bot.base.i18n import Texts
from bot.replies.message import Button, Message, bold, esc, in_parts, ref


def answer(t: Texts, words: str) -> list[Message]:
    """An officer's answer to somebody who asked for a person, in as many messages as it takes."""
    first, *others = in_parts(words)
    heading = bold(t.gettext("A person of the program writes to you:"))
    *before, last = (f"{heading}\n{esc(first)}", *map(esc, others))
    rows = ((Button(t.gettext("🙋 Talk to a person"), ref("human")),),)
    return [*(Message(text) for text in before), Message(last, rows)]
