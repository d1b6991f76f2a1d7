"""An officer's answer to somebody who asked for a person."""

from bot.base.i18n import Texts
from bot.replies.message import Button, Message, bold, esc, ref


def answer(t: Texts, words: str) -> Message:
    """An officer's answer to somebody who asked for a person; the channel divides a long one."""
    heading = bold(t.gettext("A person of the program writes to you:"))
    return Message(f"{heading}\n{esc(words)}", ((Button(t.gettext("🙋 Talk to a person"), ref("human")),),))
