"""Words that officers write into a form: made printable and measured before they are stored."""

from bot.base.characters import printable
from bot.base.errors import BotError


class NoWords(BotError):
    """Nothing was written, or more than there is room for."""


def printable_lines(text: str) -> str:
    """A text as it is stored: newlines in one form, nothing invisible, no blanks around it."""
    return printable(text.replace("\r\n", "\n"), lines=True).strip()


def required(text: str, most: int) -> str:
    """A text of at most `most` characters, as it is stored.

    Raises:
        NoWords: it is empty or longer.
    """
    words = printable_lines(text)
    if not 0 < len(words) <= most:
        raise NoWords
    return words
